"""When the clinic is open, day by day: table, sentences and banner say the same, also in an old copy.

The hours of a day are worked out here a second time, from what staff have entered alone.
"""

import datetime as dt
import re
import zoneinfo
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from services.content.clinic import ClinicContent
from services.content.clinic_hours import (
    Span,
    WeekdayHours,
    hours_in_words,
    parse_hours,
    parse_week,
)
from services.content.clinic_location import LocationContent
from services.content.closure import ClosureContent, ClosureLocation
from services.content.site import SiteContext
from services.content.types import StructureType
from services.publishing.publish import publish
from services.web.visit import visit_page

from .factories import DAY, make_clinic, make_closure, make_location, published
from .staff import page

WEEK = parse_week("Mon-Thu: 8-12, 13-18\nFri: 8-12\nSat: by appointment")
# Both clock changes of the year are in each of them, on other days and at other hours.
ZONES = ["Europe/London", "America/Vancouver", "Australia/Sydney", "America/Santiago", "UTC"]
YEAR = [dt.date(2026, 12, 1) + number * DAY for number in range(396)]
TODAY_WORDS = re.compile(r"\b(today|tomorrow|yesterday|now|this week|next week)\b", re.IGNORECASE)


def closure(first, last="", hours="", at=()):
    """Closed, or open at other hours, on some days, at all locations or those with some keys."""
    return ClosureContent(
        key=first,
        first_day=dt.date.fromisoformat(first),
        last_day=dt.date.fromisoformat(last or first),
        spans=parse_hours(hours)[0],
        at_locations=tuple(ClosureLocation(key=key, name=f"Old {key}") for key in at),
    )


HOLIDAYS = (
    closure("2026-12-24", hours="9am to midday"),
    closure("2026-12-25", "2027-01-03"),
    closure("2027-03-26", "2027-03-29"),
    closure("2027-03-27", "2027-03-28", at=["elsewhere"]),
    closure("2027-04-03", "2027-04-05", hours="10am to 2pm", at=["hill"]),
    closure("2027-10-03", hours="6am to 7am and 8pm to 11pm"),
    closure("2027-10-31", at=["hill", "park"]),
    closure("2027-11-07", at=["park"]),
)


class Site:
    """The public site at a moment, made of contents alone."""

    planned_context = ()

    def __init__(self, contents, at):
        self.context = SiteContext.of(contents, at)


def contents(zone, closures=HOLIDAYS, week=WEEK):
    places = (
        LocationContent(key="hill", name="Hill Street", hours=week, phone="020 7946 0123"),
        LocationContent(key="park", name="Park Road", hours=parse_week("Sun: 1am to 3am")),
    )
    return [ClinicContent(name="A", country="GB", time_zone=zone, locations=places), *closures]


def visit(given, at):
    """The HTML of the visit page at a moment."""
    site = Site(given, at)
    page = visit_page(site, "/visit/")
    values = {"site": site.context, "meta": page.meta, **page.context}
    return unescape(render_to_string(page.template, values))


def midday(day, zone):
    return dt.datetime.combine(day, dt.time(12), tzinfo=zoneinfo.ZoneInfo(zone))


def expected(given, key, day):
    """The hours of a location on a day in words, from what was entered."""
    clinic, *closures = given
    found = [
        one
        for one in closures
        if one.first_day <= day <= one.last_day
        and (not one.at_locations or key in [place.key for place in one.at_locations])
    ]
    if found:
        return "closed" if any(not one.spans for one in found) else hours_in_words(found[0].spans)
    [place] = [place for place in clinic.locations if place.key == key]
    of_day = [one for one in place.hours if one.weekday == day.weekday()]
    return hours_in_words(of_day[0].spans, of_day[0].by_appointment) if of_day else "closed"


def tables(html):
    """What the page says of each location's next days: [{words of the day: hours}, ...]."""
    found = []
    for place in html.split('<section class="place"')[1:]:
        table = place.split("<table>")[1]
        found.append(dict(re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', table)))
    return found


def banner(html):
    """The sentences of the banner."""
    [section] = re.findall(r'<section class="closure".*?</section>', html, re.DOTALL) or [""]
    return re.findall(r"<strong>(.*?)</strong>", section)


def words_of(day):
    return f"{day:%A} {day.day} {day:%B}"


@pytest.mark.parametrize("zone", ZONES)
def test_each_day_of_a_year_says_what_was_entered(zone):
    given = contents(zone)
    for day in YEAR[:-31]:
        at = midday(day, zone)
        # The last minute of the day and the first of the next are days of their own.
        for moment in (at, at.replace(hour=0, minute=1), at.replace(hour=23, minute=59)):
            site = Site(given, moment).context
            assert site.today == day
            for place in site.places:
                for one in place.next_days:
                    assert one.hours == expected(given, place.location.key, one.day)


@pytest.mark.parametrize("zone", ZONES[:3])
@pytest.mark.parametrize("day", YEAR[20:45] + YEAR[110:130], ids=str)
def test_page_and_banner_agree_and_a_copy_of_a_week_ago_is_right(zone, day):
    given = contents(zone)
    html = visit(given, midday(day, zone))
    text = re.sub(r"<[^>]+>", " ", html.split("<main")[1])
    assert not TODAY_WORDS.search(text)
    for key, table in zip(("hill", "park"), tables(html), strict=True):
        # Named days, so they are as true a week later as they were.
        days = [day + number * DAY for number in range(7)]
        assert table == {words_of(one): expected(given, key, one) for one in days}
    coming = [one for one in given[1:] if one.last_day >= day]
    assert len(banner(html)) == min(2, len(coming))
    for sentence, one in zip(banner(html), coming, strict=False):
        assert words_of(one.last_day) in sentence
        assert ("Closed" in sentence) is (not one.spans)
        # The list of each location it is for says it in the same words.
        places = html.split('<section class="place"')[1:]
        for key, place in zip(("hill", "park"), places, strict=True):
            assert (sentence in place) is one.is_at(key)


@st.composite
def closures(draw):
    """Closures of a month that don't overlap."""
    found, day = [], dt.date(2026, 12, 20)
    for _number in range(draw(st.integers(0, 5))):
        first = day + draw(st.integers(0, 6)) * DAY
        last = first + draw(st.integers(0, 9)) * DAY
        hours = draw(st.sampled_from(["", "9am to midday", "6am to 7am and 8pm to 11:59pm"]))
        at = draw(st.sampled_from([(), ("hill",), ("park",), ("hill", "park"), ("gone",)]))
        found.append(closure(first.isoformat(), last.isoformat(), hours, at))
        day = last + DAY
    return tuple(found)


def told_to_search_engines(node, day):
    """The hours of a day in words, from the structured data of a place; None if it has none."""
    if not node["hours"]:
        return None
    special = [
        one
        for one in node["hours"]
        if one.get("validFrom", "9") <= str(day) <= one.get("validThrough", "")
    ]
    usual = [one for one in node["hours"] if f"{day:%A}" in one.get("dayOfWeek", ())]
    spans = [
        Span(opens=dt.time.fromisoformat(one["opens"]), closes=dt.time.fromisoformat(one["closes"]))
        for one in special or usual
    ]
    return hours_in_words([span for span in spans if span.opens != span.closes])


def structured(given, at):
    """The places in the structured data of the visit page, their hours written out."""
    data = visit_page(Site(given, at), "/visit/").structured_data["@graph"]
    hours = {
        one["@id"]: one
        for node in data
        for one in node.get("openingHoursSpecification", ())
        if "@id" in one and "opens" in one
    }
    return [
        node
        | {
            "hours": [
                hours.get(one.get("@id"), one) for one in node.get("openingHoursSpecification", ())
            ]
        }
        for node in data
        if node["@type"] == "Physiotherapy"
    ]


@settings(max_examples=60)
@given(closures(), st.integers(-10, 40), st.sampled_from(ZONES))
def test_any_closures_are_told_alike_everywhere(some, number, zone):
    given, day = contents(zone, some), dt.date(2026, 12, 20) + number * DAY
    html = visit(given, midday(day, zone))
    for key, node in zip(("hill", "park"), structured(given, midday(day, zone)), strict=True):
        for ahead in range(40):
            one = day + ahead * DAY
            said = expected(given, key, one).removesuffix(", by appointment")
            said = "closed" if said == "by appointment" else said
            assert told_to_search_engines(node, one) in (said, None)
    for key, table in zip(("hill", "park"), tables(html), strict=True):
        days = [day + ahead * DAY for ahead in range(7)]
        assert table == {words_of(one): expected(given, key, one) for one in days}
    # What is for a location that isn't there any more is told of all the same.
    public = [one for one in some if one.last_day >= day]
    assert len(banner(html)) == min(2, len(public))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (closure("2026-12-04"), "Closed Friday 4 December."),
        (closure("2026-12-04", "2026-12-05"), "Closed Friday 4 to Saturday 5 December."),
        (
            closure("2026-12-24", "2027-01-03"),
            "Closed Thursday 24 December to Sunday 3 January 2027.",
        ),
        (
            closure("2026-12-24", hours="9am to midday"),
            "Thursday 24 December: open 9am to midday.",
        ),
        (closure("2026-12-04", at=["hill"]), "Closed Friday 4 December at Hill Street."),
        (
            closure("2026-12-04", at=["hill", "gone", "park"]),
            "Closed Friday 4 December at Hill Street, Old gone and Park Road.",
        ),
        (
            closure("2026-12-04", hours="9-5", at=["park"]),
            "Friday 4 December at Park Road: open 9am to 5pm.",
        ),
    ],
)
def test_a_closure_in_words(one, words):
    names = {"hill": "Hill Street", "park": "Park Road"}
    assert one.in_words(2026, names) == words


def test_two_that_say_different_things_of_a_day_count_as_closed():
    given = contents(
        "UTC", (closure("2026-12-21", hours="9-5"), closure("2026-12-21", "2026-12-22"))
    )
    place = Site(given, midday(dt.date(2026, 12, 21), "UTC")).context.places[0]
    assert [one.hours for one in place.next_days[:3]] == [
        "closed",
        "closed",
        "8am to midday and 1pm to 6pm",
    ]


def test_without_hours_there_is_no_table_and_closures_are_listed():
    given = contents("UTC", week=())
    html = visit(given, midday(dt.date(2026, 12, 21), "UTC"))
    hill = html.split('<section class="place"')[1]
    assert "Opening hours" not in hill
    assert "<table>" not in hill
    assert "Closed Friday 25 December to Sunday 3 January 2027." in hill


def test_spans_are_what_they_say():
    assert str(Span(opens=dt.time(8), closes=dt.time(12))) == "8am to midday"


@pytest.mark.django_db
def test_days_on_which_something_scheduled_begins_are_not_told_before(client):
    now = timezone.now()
    make_location(make_clinic(), "Mon-Sun: 9am to 5pm", phone="020 7946 0123")
    clinic = published(make_clinic(), at=now)
    assert len(tables(page(client, "/visit/"))[0]) == 7
    # What says nothing of days changes none.
    publish(make_clinic(tagline="We listen."), by=None, now=now, live_from=now + 2 * DAY)
    assert len(tables(page(client, "/visit/"))[0]) == 7
    clinic.locations.update(hours=StructureType(WeekdayHours, is_many=True).dump(WEEK))
    publish(clinic, by=None, now=now, live_from=now + 3 * DAY)
    assert len(tables(page(client, "/visit/"))[0]) == 3
    # A closure that is going to be announced for these days may be on each of them, one of next month isn't.
    month = timezone.localdate() + 30 * DAY
    published(make_closure(first_day=month, last_day=month), at=now, live_from=now + DAY)
    assert len(tables(page(client, "/visit/"))[0]) == 3
    # One of these days that is going to be moved away changes them too.
    moved = published(make_closure(first_day=timezone.localdate(), last_day=month - DAY), at=now)
    assert len(tables(page(client, "/visit/"))[0]) == 3
    moved.first_day = moved.last_day = month + DAY
    moved.save()
    publish(moved, by=None, now=now, live_from=now + DAY)
    assert len(tables(page(client, "/visit/"))[0]) == 1
