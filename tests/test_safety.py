"""A page about needles owes its readers the risks: staff are told so first, wherever they get advice."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from services.checks.advice import advice_for
from services.content.treatment import EffectContent, FactorContent, TreatmentContent
from services.models import Publication, ReviewLink, Treatment

from .factories import DRAFT, make_treatment, published
from .staff import change_url, page, path_of, sign, submit

REMINDER = "Check that this page covers the risks of needles, who should tell the clinic something before treatment"
# Everything else is wrong with it too.
BARE = TreatmentContent(title="", what_it_treats="[x](foo) A cure.")


def told(*args):
    """What `check_content` prints, and what it fails with."""
    out = io.StringIO()
    try:
        call_command("check_content", *args, stdout=out)
    except CommandError as problem:
        return out.getvalue(), str(problem)
    return out.getvalue(), ""


def places(text):
    """A page that says `text` in each of its texts in turn, and where."""
    names = """title summary picture_text what_it_treats effects_heading effects_introduction effects_closing
        frequency_heading frequency_short frequency_text factors_introduction dedicated_site_words"""
    for name in names.split():
        yield name, replace(BARE, **{name: text})
    for name in ("heading", "text"):
        yield f"effects-0-{name}", replace(BARE, effects=(EffectContent(**{name: text}),))
    for name in ("text", "note"):
        yield f"factors-0-{name}", replace(BARE, factors=(FactorContent(**{name: text}),))


@pytest.mark.parametrize(
    "text",
    ["needle", "A Needle.", "NEEDLES", "dry-needling", "It is needled.", "IMS/Dry needling",
     "Pins and needles, then a needle.",
     "Use pins. And needles.", "Pins, and needles"],
)  # fmt: skip
def test_wherever_a_page_mentions_needles_that_is_the_first_advice(text):
    for field, content in places(text):
        first, *others = advice_for(content, DRAFT)
        assert first.text.startswith(REMINDER), field
        assert (first.field, first.is_safety, first.blocks) == ("effects_closing", True, False)
        assert others
        assert not any(item.is_safety for item in others)


@pytest.mark.parametrize(
    "text",
    ["", "needlework", "kneedle", "needless", "Pins and needles", "PINS AND NEEDLES", "pins & needles",
     "pins-and-needles", "pins‑and‑needles", "pins\u00a0and\u00a0needles", "pins  and needles", "pins&needles",
     "pins\nand\nneedles", "Pins and\n\nneedles", "**Pins** and *needles*", "[x](https://needle.example/)"],
)  # fmt: skip
def test_other_pages_do_not_get_it(text):
    content = replace(BARE, what_it_treats=f"Hands. {text}")
    assert not any(item.is_safety for item in advice_for(content, DRAFT))


@pytest.mark.django_db
def test_the_form_says_it_first_and_publishes_all_the_same(staff, ims):
    ims.title = "Painless needling"
    ims.save()
    first, *_others = staff.get(change_url(ims)).context["advice"]
    assert first.is_safety
    text = page(staff, change_url(ims))
    assert text.count(REMINDER) == 1
    assert "<strong>For patients’ safety:</strong>" in text
    assert 'id="id_effects_closing"' in text
    preview = staff.get(change_url(ims, "preview"), headers={"Accept": "application/json"}).json()
    assert [item["is_safety"] for item in preview["advice"]][:2] == [True, False]
    assert submit(staff, change_url(ims), "_publish", title="Dry needling").status_code == 302
    assert Publication.objects.live(timezone.now()).get(page_key=ims.key).title == "Dry needling"


@pytest.mark.django_db
def test_the_first_page_says_it_before_all_other_advice_however_many_pages_there_are(staff):
    for number in range(9):
        published(make_treatment(title=f"A {number}", position=1), at=timezone.now())
    published(make_treatment(title="Needling", slug="z", position=99), at=timezone.now())
    text = page(staff, "/admin/")
    assert text.count(REMINDER) == 1
    assert text.index(REMINDER) < text.index("Add the clinic’s name") < text.index("Add an effect")
    form = change_url(Treatment.objects.get(slug="z"))
    assert f'<a href="{form}#id_effects_closing">Needling</a><p>{REMINDER}' in text


@pytest.mark.django_db
def test_many_pages_about_needles_leave_room_on_the_first_page(staff):
    for number in range(10):
        published(make_treatment(title=f"Needling {number}"), at=timezone.now())
    text = page(staff, "/admin/")
    assert text.count(REMINDER) == 8
    assert "This also applies to 2 more pages." in text
    assert "Add an effect" in text


@pytest.mark.django_db
def test_the_command_says_it_first_and_no_more_that_all_is_well():
    published(make_treatment(title="Massage"), at=timezone.now())
    assert told()[1] == ""
    assert "Nothing to fix." in told()[0]
    published(make_treatment(title="Needling", position=9), at=timezone.now())
    text, failure = told()
    assert failure == "To fix: 1."
    assert "Nothing to fix" not in text
    needling, reminder, *others = text.strip().splitlines()
    assert needling.startswith("Needling (/treatments/needling/)")
    assert reminder.startswith(f"  - For patients’ safety: {REMINDER}")
    assert "Massage" in " ".join(others)


@pytest.mark.django_db
def test_the_clinician_is_asked_above_the_button_that_approves(link, ims):
    question = "Does this page cover the risks of needles, who should tell the clinic something before treatment"
    text = page(Client(), path_of(link))
    assert text.count(question) == 1
    assert text.index(question) < text.index('<button name="right">')
    assert sign(Client(), link).status_code == 302  # it is a question, no condition


@pytest.mark.django_db
def test_of_other_pages_the_clinician_is_not_asked(staff):
    massage = make_treatment(title="Massage")
    staff.post(change_url(massage, "reviews"), {"make": "1"})
    text = page(Client(), path_of(ReviewLink.objects.get()))
    assert "Approve" in text
    assert "safety" not in text
