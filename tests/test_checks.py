"""What staff are told about their pages: what blocks publishing, what is advice, and what is left alone."""

import html
import io
import time
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from services.checks.advice import advice_for
from services.checks.links import broken_links
from services.checks.reading import (
    grade_of_page,
    is_english,
    reading_grade,
    sentences,
    words_of,
)
from services.content.clinic import ClinicContent
from services.content.treatment import EffectContent, FactorContent, TreatmentContent
from services.models import Publication, Treatment
from services.publishing.publish import publish, retire
from services.publishing.site import PublicSite
from services.starting_content import demo
from services.starting_content.ims import IMS

from .factories import DRAFT, form_data, make_clinic, make_treatment, published

# A page that nothing is to be said about.
GOOD = TreatmentContent(
    slug="massage",
    title="Massage",
    summary="Hands loosen tight muscles.",
    what_it_treats="It is for muscles that are tight.",
    effects=(EffectContent(heading="It is warm", text="It warms your skin."),),
    frequency_short="Once a week",
)
ENGLISH = "You can move your arm when you sit on the chair and look at the wall. "
ARABIC = "تساعد الإبر الجافة العضلة على الاسترخاء وتعيد إليها طولها الطبيعي. " * 30
JAPANESE = "針は筋肉をゆるめ、元の長さに戻します。治療は週に一度です。" * 60
GERMAN = (
    "Die Nadel bewirkt, dass sich der Muskel zusammenzieht und danach entspannt, weil der Muskel wieder "
    "länger wird und weniger am Gelenk zieht, wobei die Wirkung von Behandlung zu Behandlung zunimmt. "
) * 6
FRENCH = (
    "Cette page explique la cure de massage. Le muscle se détend et la douleur peut diminuer. On vient "
    "une fois par semaine, pour que le corps ait le temps de se reposer entre les séances. "
) * 6


def advice(**changes):
    """The advice about a good page with some changes: field -> texts, joined."""
    found = {}
    for item in advice_for(replace(GOOD, **changes), DRAFT):
        found[item.field] = f"{found.get(item.field, '')} {item.text}".strip()
    return found


def blocking(**changes):
    return [item.field for item in advice_for(replace(GOOD, **changes), DRAFT) if item.blocks]


def told(*args):
    """What `check_content` prints, and what it fails with."""
    out, failure = io.StringIO(), ""
    try:
        call_command("check_content", *args, stdout=out)
    except CommandError as problem:
        failure = str(problem)
    return out.getvalue(), failure


def test_a_good_page_gets_no_advice():
    assert advice() == {}


# The starting content and the demonstration


def test_the_starting_page_is_told_what_its_needles_ask_for_and_of_its_one_empty_field():
    assert [item.field for item in advice_for(IMS, DRAFT)] == [
        "effects_closing",
        "dedicated_site_url",
    ]


def test_the_demonstration_is_told_only_what_it_leaves_out_on_purpose():
    whole, short = demo.TREATMENTS
    [reminder] = advice_for(whole, DRAFT)
    assert reminder.is_safety
    assert [item.field for item in advice_for(short, DRAFT)] == [
        "effects_heading",
        "frequency_short",
    ]
    assert list(advice_for(demo.CLINIC, DRAFT)) == []


# What blocks publishing


@pytest.mark.parametrize("field", ["title", "slug", "summary"])
def test_a_public_page_needs_title_address_and_summary(field):
    assert blocking(**{field: ""}) == [field]
    assert blocking() == []


@pytest.mark.parametrize(
    "link",
    [
        "[words](javascript:alert(1))",
        "[words](foo)",
        "[words](www.example.com)",
        "[words](//example.com)",
        "[words]()",
        "[words](https://)",
        "[words](https://example.com/two words)",
        "[**bold** words](foo bar)",
        "[words](data:text/html,x)",
        "![words](picture.png)",
        "- [words](mailto:nobody)",
    ],
)
def test_a_link_that_is_no_address_blocks_and_is_named(link):
    assert blocking(what_it_treats=f"See {link}.") == ["what_it_treats"]
    said = advice(what_it_treats=f"See {link}.")["what_it_treats"]
    assert "words](" in said.replace("**", "")


@pytest.mark.parametrize(
    "link",
    [
        "[words](https://example.com/a?b=c#d)",
        "[words](HTTP://EXAMPLE.COM)",
        "[words](/visit/)",
        "[words](#how-many)",
        "[words](mailto:a@example.com)",
        "[words](tel:+44 20)".replace(" ", ""),
        "[words](https://münchen.example/)",
        "[1] (see there)",
        "f(x)[0]",
    ],
)
def test_a_link_that_works_blocks_nothing(link):
    assert blocking(what_it_treats=f"See {link}.") == []


def test_a_link_in_a_part_is_named_by_the_parts_field():
    parts = (EffectContent(heading="A", text="Fine."), EffectContent(heading="B", text="[x](y)"))
    assert blocking(effects=parts) == ["effects-1-text"]


def test_only_few_facts_block():
    page = TreatmentContent(
        title="t" * 70, slug="t", summary="s" * 200, what_it_treats=f"Painless cure. {'word ' * 40}"
    )
    assert list(advice_for(page, DRAFT))
    assert not [item for item in advice_for(page, DRAFT) if item.blocks]


def submit(staff, url, button, **changes):
    data = form_data(staff.get(url), **changes) | {button: "1"}
    return staff.post(url, data)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["what_it_treats", "effects-0-text"])
def test_the_form_refuses_to_publish_a_dead_link_but_saves_it(staff, ims, field):
    url = f"/admin/services/treatment/{ims.pk}/change/"
    before = Publication.objects.count()
    response = submit(staff, url, "_publish", **{field: "A [typed](foo) link."})
    assert response.status_code == 200
    text = html.unescape(response.content.decode())
    assert "Fix the link “[typed](foo)”" in text
    assert "A [typed](foo) link." in text
    assert Publication.objects.count() == before
    assert (
        submit(staff, url, "_save", **{field: "A [typed](foo) link."}).status_code == 302
    )  # a draft may have it
    page = html.unescape(staff.get(url).content.decode())
    assert "<strong>Before you publish:</strong>" in page
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}"' in page


@pytest.mark.django_db
def test_an_effect_that_is_deleted_blocks_nothing(staff, ims):
    url = f"/admin/services/treatment/{ims.pk}/change/"
    changes = {"effects-0-text": "[x](foo)", "effects-0-DELETE": "on"}
    assert submit(staff, url, "_publish", **changes).status_code == 302
    assert ims.effects.count() == 2


# Advice


def test_a_treatment_without_effects_or_frequency_is_told_so():
    assert "Add an effect" in advice(effects=())["effects_heading"]
    assert "how often" in advice(frequency_short="")["frequency_short"]


@pytest.mark.parametrize(
    ("title", "summary", "repeats"),
    [
        ("Massage", "Massage", True),
        ("Massage therapy", "Massage therapy at our clinic.", True),
        ("Dry needling", "DRY-NEEDLING!", True),
        ("Massage", "Massage loosens tight muscles.", False),
        ("マッサージ", "マッサージ", True),
        ("マッサージ", "マッサージで筋肉をほぐします。", False),
        ("!", "Anything at all.", False),
        ("", "Anything at all.", False),
    ],
)
def test_a_summary_that_repeats_the_title_is_told_so(title, summary, repeats):
    assert (
        "Add something to the summary" in advice(title=title, summary=summary).get("summary", "")
    ) == repeats


def test_lengths_for_search_and_sharing():
    assert "after 60 characters" in advice(title="t" * 61)["title"]
    assert "after 110 characters" in advice(summary="s" * 111)["summary"]
    assert advice(title="t" * 60, summary="s" * 110) == {}
    clinic = ClinicContent(name="A", phone="123", country="GB", time_zone="UTC", tagline="t" * 111)
    assert [item.field for item in advice_for(clinic, DRAFT)] == ["tagline"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This is a cure.", "“cure”"),
        ("It is Painless and guaranteed.", "“Painless”, “guaranteed”"),
        ("Your **pain disappears**.", "“disappears”"),
        ("You leave pain-free. You are cured, cured!", "“pain-free”, “cured”"),
        ("It works, so there is no need to worry. It cures.", "“cures”"),
    ],
)
def test_promises_are_named(text, words):
    said = advice(what_it_treats=text)["what_it_treats"]
    assert said == f"Rephrase {words}. No one can promise a result."


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
        name="A", phone="123", country="GB", time_zone="UTC", tagline="Cures guaranteed"
    )
    assert ["“Cures”, “guaranteed”" in item.text for item in advice_for(clinic, DRAFT)] == [True]


def test_a_long_sentence_is_quoted_with_its_length():
    long = "One two three four five six seven " + "word " * 19 + "end."
    assert advice(what_it_treats=f"Short. {long} Short.")["what_it_treats"] == (
        "Split this 27-word sentence in two: “One two three four five six …”."
    )
    assert advice(what_it_treats="word " * 24 + "end.") == {}


def test_a_sentence_ends_at_its_sign_or_its_line():
    assert sentences("One. “Two!” (Three?) Four\nfive 2.5 miles") == [
        "One.", "“Two!", "(Three?", "Four", "five 2.5 miles",
    ]  # fmt: skip
    items = "\n".join(f"- {'the word ' * 3}" for _item in range(9))
    assert advice(what_it_treats=items) == {}


@pytest.mark.parametrize(
    "text",
    [
        "It is for oedema.",
        "Tendons pull. The chronic pain stays.",
        "It helps lumbar and thoracic vertebrae.",
        "It is for tendons, ligaments, and skin.",
    ],
)
def test_a_medical_word_without_explanation_is_named(text):
    said = advice(what_it_treats=text)["what_it_treats"]
    assert said.startswith("Explain “")


def test_all_the_unexplained_words_of_a_field_stand_in_one_advice():
    said = advice(what_it_treats="It is for Oedema and the lumbar fascia. Oedema again.")
    assert said == {
        "what_it_treats": "Explain “Oedema”, “lumbar”, “fascia” the first time, or use simpler words."
    }


@pytest.mark.parametrize(
    "text",
    [
        "It is for oedema (swelling).",
        "It is for **chronic pain** (pain that lasts long).",
        "It is for swelling (oedema).",
        "It is for swelling, also called oedema.",
        "Oedema means swelling.",
        "It is for oedema, which is swelling.",
        "It is for oedema, a swelling.",
        "It is for oedema, or swelling.",
        "It is for oedema: swelling.",
        "We use mobilisation, small movements of a joint.",
        "It is for oedema – swelling.",
        "It treats tendons. Tendons are the cords that tie muscle to bone.",
        "It is for oedema (swelling).\n\nLater, oedema goes down.",
    ],
)
def test_a_medical_word_that_is_explained_is_left_alone(text):
    assert advice(what_it_treats=text) == {}


def test_a_word_is_explained_where_it_first_stands_and_not_later():
    text = "It is for oedema.\n\nOedema means swelling."
    assert "“oedema”" in advice(what_it_treats=text)["what_it_treats"]


def test_a_summary_has_no_room_to_explain_so_the_text_below_may():
    summary = "It is for chronic pain."
    assert "“chronic”" in advice(summary=summary)["summary"]
    assert advice(summary=summary, what_it_treats="Chronic pain means that it lasts.") == {}


@pytest.mark.parametrize(
    "text",
    ["[Click here](/visit/) to see.", "See [here](/visit/).", "Please click here.", "[More](/x/)"],
)
def test_a_link_that_does_not_say_where_it_leads(text):
    assert "say where it leads" in advice(what_it_treats=text)["what_it_treats"]
    assert advice(what_it_treats="See [how to find us](/visit/), here or there.") == {}


def test_the_words_of_the_dedicated_site_say_where_it_leads():
    changes = {"dedicated_site_words": "Read more", "dedicated_site_url": "https://x.example/"}
    assert "instead of “Read more”" in advice(**changes)["dedicated_site_words"]


def test_a_page_that_is_hard_to_read_is_told_where_and_that_this_is_about_english():
    easy, hard = (
        ENGLISH * 5,
        "Physiological rehabilitation necessitates individualised evaluation. " * 9,
    )
    said = advice(
        what_it_treats=easy, effects_closing=hard + "You and your therapist are to do it. " * 3
    )
    assert list(said) == ["effects_closing"]
    assert "especially here" in said["effects_closing"]
    assert "English only" in said["effects_closing"]
    assert advice(what_it_treats=easy * 3) == {}


def test_a_short_text_has_no_reading_grade():
    assert (
        advice(what_it_treats="Individualised rehabilitation necessitates evaluation. " * 4) == {}
    )


# Other languages, and texts that nobody would write


@pytest.mark.parametrize("text", [ARABIC, JAPANESE, GERMAN, FRENCH])
def test_of_other_languages_it_is_said_that_there_is_no_advice_on_wording(text):
    assert not is_english(text)
    assert grade_of_page(text) is None
    said = advice(what_it_treats=text, effects_closing=text)
    assert list(said) == ["what_it_treats"]
    assert "for English only" in said["what_it_treats"]


def test_plain_and_learned_english_is_taken_for_english():
    assert is_english(ENGLISH)
    assert is_english(
        "Manipulation therapy restores mobility of the spinal joints, addresses neuromuscular dysfunction "
        "and facilitates the rehabilitation of patients with musculoskeletal conditions."
    )


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000,
        "[" * 5_000,
        "](" * 2_500,
        "[a](b) " * 700,
        "*" * 5_000,
        "." * 100_000,
        ".” " * 30_000,
        "\n" * 100_000,
        " " * 100_000,
        "cure " * 100_000,
        "chronic " * 100_000,
        "chronic " + "x" * 100_000,
        "click " * 100_000,
        "not a cure, " * 50_000,
        ENGLISH * 7_000,
        "é" * 100_000,
    ],
    ids=lambda text: f"{text[:12]!r} x {len(text)}",
)
def test_no_text_takes_long(text):
    page = replace(GOOD, summary=text, what_it_treats=text, effects=(EffectContent(text=text),))
    start = time.process_time()
    list(advice_for(page, DRAFT))
    list(broken_links(page, lambda path, query: True))
    assert time.process_time() - start < 5  # a pattern gone wrong takes minutes


def test_dots_without_end_are_one_sentence():
    assert reading_grade("a" + "." * 50_000 + "a") < 10


def test_every_advice_is_short_for_each_field_of_the_form():
    page = TreatmentContent(
        title="Painless " + "t" * 60,
        summary="[x](foo) click here, oedema " + "you " * 40,
        what_it_treats="[here](foo) oedema cure " + "you " * 40,
        dedicated_site_words="here",
        effects=(EffectContent(heading="Cure", text="[a](b)"),),
    )
    found = list(advice_for(page, DRAFT))
    assert len(found) > 10
    for item in found:
        assert item.text.endswith(".")
        assert item.text.count(". ") < 2
        assert item.field.split("-")[0] in {"effects", *vars(page)}


# Links to pages of this site


def dead(**changes):
    """The fields and texts of broken links on a good page, where /visit/ alone is there."""
    page = replace(GOOD, **changes)
    with override_settings(SITE_URL="https://clinic.example"):
        found = broken_links(page, lambda path, query: path == "/visit/")
        return [(item.field, item.text) for item in found]


@pytest.mark.parametrize(
    "url",
    [
        "/treatments/xyz/",
        "https://clinic.example/treatments/xyz/",
        "http://CLINIC.example/treatments/xyz/?a=b#c",
        "/treatments/xyz/#part",
    ],
)
def test_a_link_to_a_page_that_is_not_there_is_broken(url):
    [(field, text)] = dead(what_it_treats=f"See [that]({url}).")
    assert field == "what_it_treats"
    assert url in text
    assert text.endswith("Choose a page that exists.")


@pytest.mark.parametrize(
    "url",
    ["/visit/", "/visit/?a=b#c", "https://clinic.example/visit/", "https://other.example/xyz/",
     "#how-many", "mailto:a@clinic.example", "tel:123", "https://[", "foo"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_or_elsewhere_is_not_broken(url):
    assert dead(what_it_treats=f"See [that]({url}).") == []


def test_links_in_parts_and_to_the_dedicated_site_are_looked_at():
    parts = (EffectContent(text="[a](/visit/)"), EffectContent(text="[a](/no/) and [b](/no/)"))
    assert [field for field, _text in dead(effects=parts)] == ["effects-1-text"]
    url = "https://clinic.example/no/"
    assert [field for field, _text in dead(dedicated_site_url=url)] == ["dedicated_site_url"]


@pytest.mark.django_db
def test_the_public_site_knows_its_own_addresses():
    now = timezone.now()
    for title in ("Here", "Gone", "Old"):
        published(make_treatment(title=title))
    retire(Treatment.objects.get(slug="gone"), by=None, now=now)
    renamed = Treatment.objects.get(slug="old")
    renamed.slug = "new"
    published(renamed, at=now)
    make_treatment(title="Draft")
    site = PublicSite(at=timezone.now())
    for path in ("/", "/treatments/", "/treatments/here/", "/treatments/here", "/treatments/old/",
                 "/treatments/here/card-abc.png", "/sitemap.xml", "/robots.txt"):  # fmt: skip
        assert site.answers(path), path
    for path in ("/treatments/gone/", "/treatments/draft/", "/treatments/xyz/", "/visit/", "/admin/",
                 "/treatments/gone/card-abc.png", "//", "/nope", "/treatments/a\0b/"):  # fmt: skip
        assert not site.answers(path), path


@pytest.mark.django_db
def test_what_the_site_answers_is_what_a_patient_gets(client, starting_content):
    site = PublicSite(at=timezone.now())
    for path in ("/", "/treatments/ims-dry-needling/", "/treatments/xyz/", "/nope/", "/robots.txt"):
        assert site.answers(path) == (client.get(path).status_code == 200), path


@pytest.mark.django_db
def test_a_page_that_many_link_to_is_asked_for_once(django_assert_num_queries):
    site = PublicSite(at=timezone.now())
    site.answers("/treatments/xyz/")
    with django_assert_num_queries(0):
        assert not site.answers("/treatments/xyz/")


# The command


@pytest.mark.django_db
def test_the_command_reads_what_is_public(starting_content):
    text, failure = told()
    assert failure == "To fix: 1."  # what its needles ask for
    grade = f"{reading_grade(words_of(IMS)):.1f}"
    assert f"IMS/Dry needling (/treatments/ims-dry-needling/), reading grade {grade}" in text
    assert "Add the web address" in text
    assert "[dedicated site url]" in text
    assert "for English only" in text


@pytest.mark.django_db
def test_the_command_fails_over_a_broken_link():
    page = make_treatment(what_it_treats=f"See [that]({settings.SITE_URL}/treatments/xyz/).")
    published(page, at=timezone.now())
    text, failure = told()
    assert "  - Broken link: http" in text
    assert failure == "To fix: 1."
    publish(make_treatment(title="Xyz"), by=None, now=timezone.now())
    assert told()[1] == ""


@pytest.mark.django_db
def test_the_command_reads_drafts_if_asked_to(starting_content):
    make_clinic(name="Draft clinic", phone="", tagline="Guaranteed.")
    published(make_treatment(title="Same", effects=1, frequency_short="Once"), at=timezone.now())
    make_treatment(title="New", slug="", what_it_treats="[x](/nope/)")
    old = published(make_treatment(title="Old", what_it_treats="[x](/nope/)"), at=timezone.now())
    retire(old, by=None, now=timezone.now())
    text, failure = told()
    assert "New" not in text
    assert failure == "To fix: 1."
    text, failure = told("--drafts")
    assert "New (draft)" in text
    assert "Blocks publishing: Add a web address" in text
    assert "Broken link: /nope/" in text
    assert "Draft clinic (draft)" in text
    assert "“Guaranteed”" in text
    assert text.count("Same") == 1
    assert "Same (/treatments/same/): fine" in text
    assert "Old" not in text
    assert failure == "To fix: 3."


def test_words_that_were_erased_want_others():
    assert "[erased]" in advice(what_it_treats="Ask [erased] about it.")["what_it_treats"]
