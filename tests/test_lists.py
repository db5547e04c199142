"""Lists, short and long, and the home page, which has the beginning of each."""

import pytest
from django.utils import timezone

from services.content.treatment import Method, TreatmentContent
from services.publishing.publish import retire
from services.web.pages import groups_of

from .factories import (
    DAY,
    make_clinic,
    make_closure,
    make_first_visit,
    make_location,
    make_practitioner,
    make_treatment,
    published,
)
from .staff import page


def titled(*titles, **values):
    return [TreatmentContent(key=title, title=title, **values) for title in titles]


def headings(pages):
    return [(heading, [one.title for one in pages]) for heading, pages in groups_of(tuple(pages))]


def test_a_list_of_up_to_eight_is_one_group():
    pages = titled(*"HGFEDCBA")
    assert headings(pages) == [("", list("HGFEDCBA"))]


def test_a_longer_one_is_grouped_by_method_if_all_have_one():
    hands = titled(*"ABCDE", method=Method.HANDS.value)
    needle = titled(*"FGHI", method=Method.NEEDLE.value)
    assert headings([*needle, *hands]) == [
        ("With needles", list("FGHI")),
        ("With the hands", list("ABCDE")),
    ]
    by_letter = [(letter, [letter]) for letter in "ABCDEFGHI"]
    assert headings([*hands, *titled(*"FGHI")]) == by_letter
    assert headings(titled(*"ABCDEFGHI", method=Method.HANDS.value)) == by_letter


def test_letters_have_no_accents_and_signs_do_not_count():
    pages = titled(*"BCDEFGHI", "Écho", "“Ears”", "eyes")
    assert ("E", ["E", "“Ears”", "Écho", "eyes"]) in headings(pages)
    assert headings(titled(*"BCDEFGHI", "!!", "하늘"))[0] == ("#", ["!!"])
    assert headings(titled(*"BCDEFGHI", "!!", "하늘"))[-1] == ("하", ["하늘"])


@pytest.mark.django_db
def test_each_page_of_a_long_list_has_its_drawing(client):
    for number in range(9):
        published(make_treatment(title=f"T {number}", mechanism_drawing="nerve-settles"))
    text = page(client, "/treatments/")
    assert text.count('class="mark"') == 9
    assert "<h2>T</h2>" in text


@pytest.mark.django_db
def test_home_says_what_and_where(client):
    clinic = make_clinic()
    make_location(clinic, name="Hill", street="1 Hill Street", locality="Nowhere")
    published(clinic, at=timezone.now())
    assert "Physiotherapy in Nowhere" in page(client, "/")
    for number in range(3):
        make_location(
            clinic, name=f"Place {number}", locality=f"Town {number}", phone="020 7946 0123"
        )
    published(make_clinic(tagline="Changed."), at=timezone.now())
    assert "Physiotherapy in" not in page(client, "/")
    assert "See all 4 locations" in page(client, "/")


@pytest.mark.django_db
def test_home_has_the_hours_of_the_next_days_by_their_names(client):
    make_location(make_clinic(), "Mon-Sun: 9am to 5pm", phone="020 7946 0123")
    published(make_clinic(), at=timezone.now())
    day = timezone.localdate() + DAY
    published(make_closure(first_day=day, last_day=day), at=timezone.now())
    text = page(client, "/")
    shown = text.partition('class="soon"')[2].partition("</table>")[0]
    assert shown.count("<tr") == 3
    assert shown.count("9am to 5pm") == 2
    assert (
        f'<tr class="other"><th scope="row">{day:%A} {day.day} {day:%B}</th><td>closed</td>'
        in shown
    )


@pytest.mark.django_db
def test_home_has_six_treatments_and_a_link_to_all(client):
    for number in range(6):
        published(make_treatment(title=f"T {number}"))
    assert page(client, "/").count('class="title"') == 6
    assert "See all" not in page(client, "/")
    published(make_treatment(title="T 6"))
    text = page(client, "/")
    assert text.count('class="title"') == 6
    assert '<a class="onto" href="/treatments/">See all 7 treatments</a>' in text


@pytest.mark.django_db
def test_home_has_people_and_the_first_visit_once_they_are_public(client):
    visit, ada = make_first_visit("We talk", "We look"), make_practitioner()
    assert "Who will treat you" not in page(client, "/")
    assert "We talk" not in page(client, "/")
    published(visit)
    published(ada)
    text = page(client, "/")
    assert text.index("Who will treat you") < text.index("<li>We talk</li><li>We look</li>")


@pytest.mark.django_db
@pytest.mark.parametrize("gone", [False, True])
def test_an_address_that_leads_nowhere_offers_the_ways_on_first(client, gone):
    published(make_clinic(phone="020 7946 0123"), at=timezone.now())
    for number in range(9):
        row = published(make_treatment(title=f"T {number}"), at=timezone.now())
    if gone:
        retire(row, by=None, now=timezone.now())
    answer = client.get("/treatments/t-8/" if gone else "/treatments/t-9/")
    assert answer.status_code == (410 if gone else 404)
    text = answer.content.decode()
    assert text.count('class="title"') == 5
    assert text.index("tel:+442079460123") < text.index("Were you looking for one of these?")
