"""What the home page and the visit page tell search engines of a clinic: its places, weeks and closures."""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone

from services.content.clinic_hours import Span
from services.models import Publication
from services.publishing import snapshot
from services.web.structured_data import MOST_BYTES

from .factories import DAY, MARCH, make_clinic, make_closure, make_location, published
from .staff import page
from .structured_data import nodes_on, places_on, special_on, text_on, week_of

pytestmark = pytest.mark.django_db

WEEK = "Mon-Thu: 8am-midday, 1pm-6pm\nFri: 8am-midday"
ADDRESS = {"street": "1 Hill Street", "locality": "Nowhere-on-Sea", "postcode": "ZZ1 1ZZ"}


def test_an_address_that_is_not_in_parts_is_left_to_readers(client):
    clinic = make_clinic(street="1 Hill Street\nNowhere\nZZ1 1ZZ", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    [node] = places_on(client)
    assert "address" not in node
    assert node["telephone"] == "+442079460123"
    published(make_clinic(locality="Nowhere", street="1 Hill Street,\nFlat 2"), at=timezone.now())
    [node] = places_on(client)
    assert node["address"] == {
        "@type": "PostalAddress", "streetAddress": "1 Hill Street, Flat 2", "addressLocality": "Nowhere",
    }  # fmt: skip


def test_a_number_is_told_without_its_extension(client):
    published(make_clinic(phone="020 7946 0123 ext. 7"), at=timezone.now())
    assert places_on(client)[0]["telephone"] == "+442079460123"


def test_a_number_that_cannot_be_called_from_abroad_is_left_to_readers(client):
    clinic = make_clinic(phone="020 7946 0123", email="a@physio.example", country="")
    publish_as_it_is(clinic)
    [node] = places_on(client)
    assert "020 7946 0123" in page(client, "/visit/")
    assert "telephone" not in node


def publish_as_it_is(row):
    """Publish what an older release let through."""
    content = snapshot.freeze(row)
    Publication.objects.create(
        kind=row.kind, page_key=row.key, title=str(row), live_from=MARCH, made_at=MARCH, author_name="x",
        content=snapshot.dump(content), content_hash=snapshot.content_hash(content),
    )  # fmt: skip


def test_a_clinic_without_a_name_is_told_of_by_nobody(client, starting_content):
    assert nodes_on(page(client, "/")) == []
    assert "ld+json" not in page(client, "/")
    published(make_clinic(name="", phone="020 7946 0123", **ADDRESS), at=timezone.now())
    assert places_on(client, "/") == places_on(client) == []
    assert "ld+json" not in page(client, "/")


def test_a_clinic_that_has_nothing_but_a_name_tells_that(client):
    published(make_clinic(), at=timezone.now())
    [node] = places_on(client, "/")
    assert node.pop("hours") == []
    assert node == {
        "@type": "Physiotherapy", "name": "Hill Street Physiotherapy", "url": f"{settings.SITE_URL}/"
    }  # fmt: skip


def test_a_clinic_that_tells_only_when_it_is_open_is_in_the_menu_and_told_of(client):
    make_location(make_clinic(), WEEK)
    published(make_clinic(), at=timezone.now())
    assert '<a href="/visit/">Visit us</a>' in page(client, "/")
    assert places_on(client, "/")
    assert week_of(places_on(client, "/visit/")[0])


def two_places(**second):
    """A clinic with two locations, each with all that a location can have."""
    clinic = make_clinic()
    first = {"name": "Hill Street", "phone": "020 7946 0123", "fax": "020 7946 0125"}
    make_location(
        clinic, f"{WEEK}\nSat: 9am-midday", email="hill@physio.example", **ADDRESS | first
    )
    values = {"name": "Park Road", "phone": "020 7946 0124", "email": "park@physio.example"}
    make_location(clinic, "Mon-Wed: 8am-midday, 1pm-6pm", **ADDRESS | values | second)
    return published(clinic, at=timezone.now())


def closed_in(days, length=1, **values):
    """A public closure that begins in so many days; its days as JSON-LD has them."""
    first = timezone.localdate() + days * DAY
    last = first + (length - 1) * DAY
    published(make_closure(first_day=first, last_day=last, **values), at=timezone.now())
    return first.isoformat(), last.isoformat()


def test_each_location_has_a_node_and_its_own_week(client):
    two_places()
    for path in ("/", "/visit/"):
        assert len(text_on(page(client, path)).encode()) <= MOST_BYTES
        hill, park = places_on(client, path)
        assert hill["name"] == "Hill Street Physiotherapy, Hill Street"
        assert park["name"] == "Hill Street Physiotherapy, Park Road"
        numbers = [node["telephone"] for node in (hill, park)]
        assert numbers == ["+442079460123", "+442079460124"]
        assert hill["url"] == park["url"] == f"{settings.SITE_URL}/visit/"
    noon = (
        Span(opens=dt.time(8), closes=dt.time(12)),
        Span(opens=dt.time(13), closes=dt.time(18)),
    )
    assert week_of(park) == dict.fromkeys(range(3), noon)
    assert week_of(hill)[3] == noon
    assert week_of(hill)[5] == (Span(opens=dt.time(9), closes=dt.time(12)),)


def test_a_closure_is_for_all_locations_or_for_those_it_names(client):
    clinic = make_clinic()
    make_location(clinic, name="Hill Street", phone="020 7946 0123")
    park = make_location(clinic, name="Park Road", phone="020 7946 0124")
    published(clinic, at=timezone.now())
    closed = *closed_in(2, 2), "00:00", "00:00"
    only = {"at_locations": [{"key": park.key, "name": "Park Road"}]}
    spans = [{"opens": "09:00", "closes": "11:00"}, {"opens": "12:30", "closes": "14:00"}]
    days = closed_in(6, spans=spans, **only)
    first, second = places_on(client)
    assert special_on(first) == [closed]
    assert special_on(second) == [closed, (*days, "09:00", "11:00"), (*days, "12:30", "14:00")]
    assert text_on(page(client, "/visit/")).count(closed[0]) == 1  # written once for both


def test_hours_are_told_with_all_that_is_not_as_usual_or_not_at_all(client):
    make_location(make_clinic(), WEEK, phone="020 7946 0123", **ADDRESS)
    published(make_clinic(), at=timezone.now())
    days, sizes = [], []
    for number in range(1, 16):
        days.append(closed_in(number * 10))
        sizes.append(len(text_on(page(client, "/visit/")).encode()))
        [node] = places_on(client)
        told = [one[:2] for one in special_on(node)]
        assert told in (days, [])
        assert bool(week_of(node)) is bool(told)
        assert node["telephone"] == "+442079460123"
    assert max(sizes) <= MOST_BYTES
    assert not told  # so many don't fit


def test_home_tells_no_hours_for_it_has_those_of_a_few_days_alone(client):
    make_location(make_clinic(), WEEK, phone="020 7946 0123")
    published(make_clinic(), at=timezone.now())
    [node] = places_on(client, "/")
    assert node["telephone"] == "+442079460123"
    assert week_of(node) == {}
    assert page(client, "/").count("<tr") == 3


def test_pages_elsewhere_are_told_of_where_the_foot_leads_to_them(client):
    clinic = make_clinic(phone="020 7946 0123")
    for address in ("https://www.instagram.com/physio/", "https://social.example.com/physio"):
        clinic.profiles.create(url=address)
    published(make_clinic(), at=timezone.now())
    for path in ("/", "/visit/"):
        [node] = places_on(client, path)
        for url, name in zip(node["sameAs"], ("Instagram", "social.example.com"), strict=True):
            assert f'<a href="{url}">{name}</a>' in page(client, path)


def test_of_many_locations_the_first_are_told(client):
    clinic = make_clinic()
    for number in range(12):
        make_location(clinic, WEEK, name=f"Place {number}", phone=f"020 7946 01{number:02}")
    published(clinic, at=timezone.now())
    for path in ("/", "/visit/"):
        assert len(text_on(page(client, path)).encode()) <= MOST_BYTES
        names = [node["name"].partition(", ")[2] for node in places_on(client, path)]
        assert len(names) == 2 if path == "/" else 4 < len(names) < 12
        assert names == [f"Place {number}" for number in range(len(names))]


def test_of_closures_that_overlap_each_day_is_told_once_as_the_page_has_it(client):
    published(make_clinic(phone="020 7946 0123", **ADDRESS), at=timezone.now())
    today = timezone.localdate()
    for first, last, spans in ((2, 9, [{"opens": "09:00", "closes": "11:00"}]), (4, 5, [])):
        row = make_closure(first_day=today + first * DAY, last_day=today + last * DAY, spans=spans)
        publish_as_it_is(row)
    days = [[(today + n * DAY).isoformat() for n in pair] for pair in ((2, 3), (4, 5), (6, 9))]
    assert special_on(places_on(client)[0]) == [
        (*days[0], "09:00", "11:00"), (*days[1], "00:00", "00:00"), (*days[2], "09:00", "11:00")
    ]  # fmt: skip
    publish_as_it_is(make_closure(first_day=today + DAY, last_day=today + 9 * DAY))
    days = [(today + n * DAY).isoformat() for n in (1, 9)]
    assert special_on(places_on(client)[0]) == [(*days, "00:00", "00:00")]


def test_the_last_day_of_the_calendar_breaks_nothing(client):
    published(make_clinic(phone="020 7946 0123"), at=timezone.now())
    publish_as_it_is(make_closure(last_day=dt.date.max))
    assert special_on(places_on(client)[0])[0][1] == "9999-12-31"
