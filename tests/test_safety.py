"""A page about needles owes its readers the risks: staff are told so first, wherever they get advice."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from services.checks.advice import advice_for, question_for_reviewer
from services.content.treatment import (
    CautionContent,
    EffectContent,
    FactorContent,
    Method,
    TreatmentContent,
)
from services.content.treatment_help_cards import HelpCardContent
from services.content.treatment_risks import RiskContent
from services.models import Publication, ReviewLink, Treatment

from .factories import DRAFT, make_treatment, published
from .staff import change_url, page, path_of, sign, submit

FIRST = "Add who has to tell you something before treatment, under “Tell us first”."
FIELDS = ["cautions", "risks", "help_cards"]
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
        told = list(advice_for(content, DRAFT))
        assert [item.field for item in told[:3]] == FIELDS, field
        assert all(item.is_safety and not item.blocks for item in told[:3])
        assert told[3:]
        assert not any(item.is_safety for item in told[3:])
        assert "method" in {item.field for item in told}


@pytest.mark.parametrize(
    "text",
    ["", "needlework", "kneedle", "needless", "Pins and needles", "PINS AND NEEDLES", "pins & needles",
     "pins-and-needles", "pins‑and‑needles", "pins\u00a0and\u00a0needles", "pins  and needles", "pins&needles",
     "pins\nand\nneedles", "Pins and\n\nneedles", "**Pins** and *needles*", "[x](https://needle.example/)"],
)  # fmt: skip
def test_other_pages_do_not_get_it(text):
    content = replace(BARE, what_it_treats=f"Hands. {text}")
    assert not any(item.is_safety for item in advice_for(content, DRAFT))


@pytest.mark.parametrize("method", [method for method in Method if method != Method.NEEDLE])
def test_another_method_than_needles_ends_it_and_staff_are_asked_whether_it_is_right(method):
    content = replace(BARE, what_it_treats="A needle.", method=method.value)
    told = list(advice_for(content, DRAFT))
    assert not any(item.is_safety for item in told)
    assert [item.text for item in told if item.field == "method"] == [
        "Check the method. The page mentions needles."
    ]
    assert question_for_reviewer(content) == ""


def test_the_method_alone_asks_for_it():
    content = replace(BARE, method=Method.NEEDLE.value)
    assert [item.field for item in advice_for(content, DRAFT) if item.is_safety] == FIELDS
    assert question_for_reviewer(content)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"cautions": (CautionContent(condition="You bleed easily"),)}, ["risks", "help_cards"]),
        ({"risks": (RiskContent(what="Bruising"),)}, ["cautions", "help_cards"]),
        ({"risks_introduction": "Bruises are possible."}, ["cautions", "help_cards"]),
        (
            {"help_cards": (HelpCardContent(urgency="emergency", signs="you faint"),)},
            ["cautions", "risks"],
        ),
        ({"help_cards": (HelpCardContent(urgency="call-us", signs="you faint"),)}, FIELDS),
        ({"help_cards": (HelpCardContent(urgency="emergency"),)}, FIELDS),
    ],
)
def test_what_the_page_says_is_not_asked_for(changes, left):
    content = replace(BARE, method=Method.NEEDLE.value, **changes)
    assert [item.field for item in advice_for(content, DRAFT) if item.is_safety] == left


@pytest.mark.django_db
def test_the_form_says_it_first_and_publishes_all_the_same(staff, ims):
    ims.title = "Painless needling"
    ims.save()
    first, *_others = staff.get(change_url(ims)).context["advice"]
    assert first.is_safety
    text = page(staff, change_url(ims))
    assert text.count(FIRST) == 1
    assert "<strong>For patients’ safety:</strong>" in text
    for field in FIELDS:
        assert f'id="id_{field}"' in text
    preview = staff.get(change_url(ims, "preview"), headers={"Accept": "application/json"}).json()
    assert [item["is_safety"] for item in preview["advice"]][:4] == [True] * 3 + [False]
    assert submit(staff, change_url(ims), "_publish", title="Dry needling").status_code == 302
    assert Publication.objects.live(timezone.now()).get(page_key=ims.key).title == "Dry needling"


@pytest.mark.django_db
def test_the_first_page_says_it_before_all_other_advice_however_many_pages_there_are(staff):
    for number in range(9):
        published(make_treatment(title=f"A {number}", position=1), at=timezone.now())
    published(make_treatment(title="Needling", slug="z", position=99), at=timezone.now())
    text = page(staff, "/admin/")
    assert text.count(FIRST) == 1
    assert text.index(FIRST) < text.index("Add the clinic’s name") < text.index("Add an effect")
    form = change_url(Treatment.objects.get(slug="z"))
    assert f'<a href="{form}#id_cautions">Needling</a><p>{FIRST}' in text


@pytest.mark.django_db
def test_many_pages_about_needles_leave_room_on_the_first_page(staff):
    for number in range(10):
        published(make_treatment(title=f"Needling {number}"), at=timezone.now())
    text = page(staff, "/admin/")
    assert text.count(FIRST) == 8
    assert "This also applies to 2 more pages." in text
    assert "Add an effect" in text


@pytest.mark.django_db
def test_the_command_says_it_first_and_no_more_that_all_is_well():
    published(make_treatment(title="Massage"), at=timezone.now())
    assert told()[1] == ""
    assert "Nothing to fix." in told()[0]
    published(make_treatment(title="Needling", position=9), at=timezone.now())
    assert told()[1] == ""
    text, failure = told("--strict")
    assert failure == "To fix: 3."
    assert "Nothing to fix" not in text
    needling, first, *others = text.strip().splitlines()
    assert needling.startswith("Needling (/treatments/needling/)")
    assert first.startswith(f"  - For patients’ safety: {FIRST}")
    assert "Massage" in " ".join(others)


@pytest.mark.django_db
def test_the_clinician_is_asked_above_the_button_that_approves(link, ims):
    question = "Does this page say all it should about the risks of needles"
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
