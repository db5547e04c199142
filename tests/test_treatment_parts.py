"""The rows of a treatment's page: what is refused, what staff are told, and what patients then read."""

import pytest
from django.utils import timezone

from services.content.treatment import PreparationContent, TreatmentContent
from services.content.treatment_help_cards import HelpCardContent
from services.models import Treatment

from .factories import make_clinic, published
from .staff import change_url, errors, form_data, page, submit


def new_row(staff, row, part, **values):
    """What a form sends that has one new row more."""
    number = form_data(staff.get(change_url(row)))[f"{part}-TOTAL_FORMS"]
    typed = {f"{part}-{number}-{name}": value for name, value in values.items()}
    return {f"{part}-TOTAL_FORMS": str(number + 1), f"{part}-{number}-position": "0"} | typed


RISK = {
    "what": "Bruising",
    "affected": "8",
    "total": "100",
    "counted": "treatments",
    "source": "Us, 2026",
}


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"affected": "101"}, "More had it than were counted. Check both numbers."),
        ({"affected": ""}, "A number needs four things"),
        ({"total": ""}, "A number needs four things"),
        ({"counted": ""}, "A number needs four things"),
        ({"source": ""}, "A number needs four things"),
        ({"total": "0", "affected": "0"}, "Of how many: Enter 1 or more."),
        ({"affected": "-1"}, "How many had it: Enter 0 or more."),
        ({"affected": "7.55"}, "Enter a whole number"),
        ({"what": ""}, "What can happen: Required."),
    ],
)
def test_a_risk_that_says_too_little_or_too_much_is_refused(staff, ims, changes, complaint):
    response = submit(staff, change_url(ims), **new_row(staff, ims, "risks", **RISK | changes))
    assert complaint in errors(response)
    assert not ims.risks.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "About 1 in 13 treatments"),
        ({"affected": "0"}, "None seen in 100 treatments"),
        ({"affected": "100"}, "All 100 treatments"),
        ({"affected": "", "total": "", "counted": "", "source": ""}, "Bruising"),
    ],
)
def test_a_risk_is_read_in_words(staff, ims, client, changes, words):
    values = new_row(staff, ims, "risks", **RISK | changes)
    assert submit(staff, change_url(ims), "_publish", **values).status_code == 302
    assert words in page(client)


@pytest.mark.django_db
def test_a_card_needs_its_urgency_and_its_signs(staff, ims):
    values = new_row(staff, ims, "help_cards", note="Say that you had needling.")
    complaints = errors(submit(staff, change_url(ims), **values))
    assert "How urgent: Choose one of these." in complaints
    assert "Signs: Required." in complaints


@pytest.mark.django_db
def test_the_emergency_card_dials_the_number_that_the_clinic_typed(staff, ims, client):
    values = new_row(staff, ims, "help_cards", urgency="emergency", signs="you faint")
    submit(staff, change_url(ims), "_publish", **values)
    assert "Go to an emergency department now if:" in page(client)
    published(make_clinic(emergency_number="9 1 1"), at=timezone.now())
    assert 'Call <a href="tel:911">9 1 1</a> or go to an emergency department now if:' in page(
        client
    )


def test_two_cards_of_a_kind_are_read_as_one():
    cards = (
        HelpCardContent(urgency="call-us", signs="you are unsure"),
        HelpCardContent(urgency="emergency", signs="you faint", note="Say so."),
        HelpCardContent(urgency="emergency", signs="you bleed\nyou choke", note="At once."),
        HelpCardContent(urgency="emergency", signs=""),
    )
    shown = TreatmentContent(help_cards=cards).shown_help_cards
    assert [(card.urgency, card.sign_list, card.note) for card in shown] == [
        ("emergency", ["you faint", "you bleed", "you choke"], "Say so. At once."),
        ("call-us", ["you are unsure"], ""),
    ]


@pytest.mark.parametrize(
    ("advised", "text", "how_long", "words"),
    [
        ("do-not", "Do not run.", "for a day", "run"),
        ("do-not", "don’t run", "", "run"),
        ("do-not", "run", "", "run"),
        ("do-not", "donate blood", "", "donate blood"),
        ("do", "Do not skip meals.", "", "Do not skip meals."),
        ("do", "Eat.", "2 hours before", "Eat"),
    ],
)
def test_do_not_stands_once_and_no_full_stop_before_how_long(advised, text, how_long, words):
    row = PreparationContent(when="after", advised=advised, text=text, how_long=how_long)
    assert row.words == words


@pytest.mark.django_db
def test_a_related_page_shows_once_it_is_public(staff, ims, client):
    other = Treatment.objects.create(title="Massage", slug="massage", summary="Hands.")
    values = new_row(staff, ims, "related", page=other.key)
    assert submit(staff, change_url(ims), "_publish", **values).status_code == 302
    assert "Related treatments" not in page(client)
    published(other, at=timezone.now())
    assert 'href="/treatments/massage/"' in page(client).split("Related treatments")[-1]
