"""What a clinic mustn't claim: promises, comparisons, praise by patients."""

import pytest

from services.checks.advice import advice_for
from services.content.clinic import ClinicContent
from services.content.treatment import FactorContent

from .advice import advice
from .factories import DRAFT, OPEN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This is a cure.", "“cure”"),
        ("It is Painless and guaranteed.", "“Painless” and “guaranteed”"),
        ("Your **pain disappears**.", "“disappears”"),
        ("You leave pain-free. You are cured, cured!", "“pain-free” and “cured”"),
        ("It works, so there is no need to worry. It cures.", "“cures”"),
    ],
)
def test_promises_are_named(text, words):
    said = advice(what_it_treats=text)["what_it_treats"]
    assert said == f"Reword {words}. No one can promise a result."


@pytest.mark.parametrize(
    "text",
    [
        "No treatment can guarantee a result.",
        "We can't promise a cure.",
        "Is it painless?",
        "Keep the key secure, see the procured manicure.",
        "The aim is that the condition heals and the pain goes away.",
    ],
)
def test_what_promises_nothing_is_left_alone(text):
    assert advice(what_it_treats=text) == {}


def test_promises_are_found_wherever_patients_read_them():
    assert "“Painless”" in advice(title="Painless massage")["title"]
    assert "“cure”" in advice(frequency_short="Until you feel the cure")["frequency_short"]
    note = (FactorContent(text="Age"), FactorContent(text="Luck", note="It is a miracle."))
    assert "“miracle”" in advice(factors=note)["factors-1-note"]
    clinic = ClinicContent(
        name="A", locations=(OPEN,), country="GB", time_zone="UTC", tagline="Cures guaranteed"
    )
    [tagline] = [item for item in advice_for(clinic, DRAFT) if item.field == "tagline"]
    assert "“Cures” and “guaranteed”" in tagline.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The nerve works normally again.", "“works normally”"),
        ("It gives permanent relief.", "“permanent relief”"),
        ("Permanent pain relief.", "“Permanent pain relief”"),
        ("You get long-lasting relief.", "“long-lasting relief”"),
        ("It gives lasting symptom relief.", "“lasting symptom relief”"),
        ("It ends your pain for good.", "“for good”"),
        ("One visit fixes your back.", "“fixes”"),
        ("It has no side effects.", "“no side effects”"),
        ("It has no known side effects.", "“no known side effects”"),
        ("It comes without any side-effects.", "“without any side-effects”"),
        ("We are the best clinic in town.", "“best clinic”"),
        ("Since May we are the best clinic.", "“best clinic”"),
        ("We are a leading clinic.", "“leading clinic”"),
        ("This is the most advanced needling.", "“most advanced”"),
        ("It is better than massage.", "“better than massage”"),
        ("We are the only clinic with it.", "“the only clinic”"),
        ("Our patients say that it helps.", "“Our patients say”"),
        ("Read our Google reviews.", "“Google reviews”"),
        ("A five-star clinic.", "“five-star”"),
        ("IMS may cure your pain.", "“cure”"),
        ("It might be surprising, but IMS cures back pain.", "“cures”"),
        ("Not only does it help: it cures.", "“cures”"),
        ("Don’t wait: we guarantee relief.", "“guarantee”"),
    ],
)
def test_claims_are_named(text, words):
    assert words in advice(what_it_treats=text)["what_it_treats"]


@pytest.mark.parametrize(
    "text",
    """
    This is thought to make the nerve work normally again.
    It is thought to bring lasting relief.
    Being too sensitive is one of the hardest parts of long-lasting pain.
    Soreness lasting a day or two is common.
    Pain lasting longer than three months has a name.
    A visit lasting 30 minutes is long enough.
    It may cause long-lasting nerve damage, or permanent numbness.
    Tell us if you have a permanent pacemaker.
    It is best to eat before you come.
    Which treatment is best for you depends on you.
    Alcohol is best avoided.
    It is best done lying down.
    The best evidence is thin.
    The week leading to a race is hard.
    The nerves leading from the spine are thin.
    Falls are a leading cause of pain.
    Only physiotherapists do this.
    Some days will be better than others.
    It can't be better than massage.
    No clinic is the best clinic.
    Is it better than massage?
    The fixed fee is on the list.
    We ask patients to rest.
    If a patient says stop, we stop.
    Most patients say it feels like a dull cramp.
    It can have side effects.
    No treatment is without side effects.
    """.strip().splitlines(),
)
def test_what_claims_nothing_is_left_alone(text):
    assert advice(what_it_treats=text.strip()) == {}
