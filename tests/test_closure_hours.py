"""Other hours than usual, on some days, at some locations: as staff post them."""

import re

import pytest
from django.utils import timezone

from services.checks.advice import Situation, advice_for
from services.content.closure import ClosureContent
from services.models import Closure, Publication
from services.publishing.publish import Refused, publish

from .factories import DAY, MARCH, make_clinic, make_closure, make_location, published
from .staff import ADD_CLOSURE, base_values_of, change_url, errors, form_data, page, submit

pytestmark = pytest.mark.django_db
WEEK = "Monday: 9am to 5pm\nTuesday: 9am to midday and 1pm to 5pm"


def test_a_closure_may_have_other_hours_at_one_location(staff, client):
    clinic = make_clinic()
    make_location(clinic, WEEK, name="Hill Street", phone="020 7946 0123")
    park = make_location(clinic, WEEK, name="Park Road", phone="020 7946 0124")
    published(clinic, at=timezone.now())
    day = timezone.localdate() + 3 * DAY
    changes = {"first_day": day.isoformat(), "spans": "10 to 2", "at_locations": [park.key]}
    assert submit(staff, ADD_CLOSURE, "_publish", **changes).status_code == 302
    closure = Closure.objects.get()
    assert str(closure) == f"Other hours on {day.day} {day:%B %Y} at Park Road"
    html = page(client, "/")
    assert f"{day:%A} {day.day} {day:%B} at Park Road: open 10am to 2pm." in html
    opened = staff.get(change_url(closure)).context["adminform"].form
    assert (opened["spans"].value(), opened["at_locations"].value()) == ("10am to 2pm", [park.key])
    # Saved again it says the same.
    assert submit(staff, change_url(closure), "_publish").status_code == 302
    assert Publication.objects.filter(kind="closure").count() == 1


def test_a_closure_may_be_at_several_locations_and_two_people_see_each_others(
    staff, colleague, client
):
    clinic = make_clinic()
    places = [
        make_location(clinic, WEEK, name=f"Place {number}", phone=f"020 7946 012{number}")
        for number in (1, 2, 3)
    ]
    published(clinic, at=timezone.now())
    first, second, third = (place.key for place in places)
    day = (timezone.localdate() + 3 * DAY).isoformat()
    submit(staff, ADD_CLOSURE, "_publish", first_day=day, at_locations=[first, third])
    closure = Closure.objects.get()
    assert "at Place 1 and Place 3." in page(client, "/visit/")
    # Saved for something else, it keeps both.
    submit(staff, change_url(closure), reason="Training.")
    closure.refresh_from_db()
    assert [one["key"] for one in closure.at_locations] == [first, third]
    mine = form_data(staff.get(change_url(closure)), reason="Training!")
    mine["base_values"] = base_values_of(staff, closure)
    submit(colleague, change_url(closure), at_locations=[second, third])
    response = staff.post(change_url(closure), mine | {"_save": "1"})
    assert "Their change is already in the form below." in response.content.decode()
    assert "Place 2, Place 3" in re.sub("<[^>]+>", "", response.content.decode())
    form = response.context["adminform"].form
    assert form["at_locations"].value() == [second, third]
    mine |= {"at_locations": [first]}
    response = staff.post(change_url(closure), mine | {"_save": "1"})
    assert "You both changed this." in response.content.decode()


def test_where_is_asked_only_if_there_are_several_locations(staff):
    clinic = make_clinic()
    make_location(clinic, WEEK, name="Hill Street", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    assert staff.get(ADD_CLOSURE).context["adminform"].form["at_locations"].is_hidden
    make_location(clinic, WEEK, name="Park Road", phone="020 7946 0124")
    published(clinic, at=timezone.now())
    assert not staff.get(ADD_CLOSURE).context["adminform"].form["at_locations"].is_hidden


@pytest.mark.parametrize("value", ["nowhere", "x" * 5000, "1"])
def test_a_location_that_is_not_there_is_refused(staff, value):
    make_clinic()
    response = submit(staff, ADD_CLOSURE, first_day="2027-03-03", at_locations=value)
    assert response.status_code == 200
    assert not Closure.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("mine", "theirs", "is_refused"),
    [
        ((0, 0, True, ""), (0, 0, True, ""), True),
        ((0, 3, True, ""), (3, 5, False, ""), True),
        ((0, 3, False, ""), (3, 5, True, ""), True),
        # Closed and closed says the same; the next day is another.
        ((0, 3, False, ""), (3, 5, False, ""), False),
        ((0, 2, True, ""), (3, 5, False, ""), False),
        # Another location is another matter, but all locations are this one too.
        ((0, 3, True, "a"), (3, 5, False, "b"), False),
        ((0, 3, True, "a"), (3, 5, False, "a"), True),
        ((0, 3, True, "a"), (3, 5, False, ""), True),
    ],
)
def test_what_contradicts_a_public_closure_is_refused(mine, theirs, is_refused):
    rows = []
    for first, last, is_open, at in (theirs, mine):
        start = MARCH.date() + 7 * DAY
        rows.append(
            make_closure(
                first_day=start + first * DAY,
                last_day=start + last * DAY,
                spans=[{"opens": "09:00", "closes": "12:00"}] if is_open else [],
                at_locations=[{"key": at, "name": at}] if at else [],
            )
        )
    published(rows[0], at=MARCH)
    if is_refused:
        with pytest.raises(
            Refused, match="There’s a closure or other hours for these days already: “"
        ):
            publish(rows[1], by=None, now=MARCH + DAY)
    else:
        assert publish(rows[1], by=None, now=MARCH + DAY)
        # And what is public already may be published again.
        assert publish(rows[0], by=None, now=MARCH + DAY) is None


def test_other_hours_on_a_day_that_is_usually_closed_are_asked_about(staff):
    clinic = make_clinic()
    make_location(clinic, "Mon-Fri: 9am to 5pm", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    today = timezone.localdate()
    monday = today + (7 - today.weekday()) * DAY
    changes = {"first_day": monday.isoformat(), "spans": "9am to midday"}
    weekend = changes | {"last_day": (monday + 6 * DAY).isoformat()}
    response = submit(staff, ADD_CLOSURE, **weekend)
    saturday = monday + 5 * DAY
    usually = f"The clinic is usually closed on Saturday {saturday.day} {saturday:%B}."
    assert usually in errors(response)
    tick = response.context["adminform"].form.fields["days_are_right"].widget.expected
    assert submit(staff, ADD_CLOSURE, **weekend, days_are_right=tick).status_code == 302
    # One day is meant as it is, and so are weekdays.
    assert submit(staff, ADD_CLOSURE, **changes).status_code == 302
    friday = changes | {"last_day": (monday + 4 * DAY).isoformat()}
    assert submit(staff, ADD_CLOSURE, **friday).status_code == 302


def test_by_appointment_is_no_span_of_other_hours(staff):
    make_clinic()
    day = timezone.localdate().isoformat()
    response = submit(staff, ADD_CLOSURE, first_day=day, spans="by appointment")
    assert "Open: Write “by appointment” in the message for patients instead." in errors(response)


def test_a_closure_that_is_checked_by_itself_has_no_others():
    closure = ClosureContent(first_day=MARCH.date(), last_day=MARCH.date())
    assert list(advice_for(closure, Situation(today=MARCH.date()))) == []


def test_what_contradicts_a_scheduled_closure_is_refused():
    day = MARCH.date() + 7 * DAY
    hours = [{"opens": "09:00", "closes": "12:00"}]
    scheduled = make_closure(first_day=day, last_day=day, spans=hours)
    published(scheduled, at=MARCH, live_from=MARCH + 3 * DAY)
    closed = make_closure(first_day=day, last_day=day)
    with pytest.raises(Refused, match="There’s a closure or other hours for these days already"):
        publish(closed, by=None, now=MARCH + DAY)


def test_a_closure_within_another_is_refused():
    day = MARCH.date() + 7 * DAY
    published(make_closure(first_day=day, last_day=day + 3 * DAY), at=MARCH)
    with pytest.raises(Refused, match="already"):
        publish(make_closure(first_day=day + DAY, last_day=day + 3 * DAY), by=None, now=MARCH)
    assert publish(make_closure(first_day=day + DAY, last_day=day + 4 * DAY), by=None, now=MARCH)


@pytest.mark.parametrize(
    ("days", "at", "is_asked"),
    [
        # From a Monday on: Saturday is the last day, or isn't one of them.
        (6, "", True),
        (5, "", False),
        # One Saturday at one place is meant, at two it may not be.
        (0, "park", False),
        (0, "", True),
        # The other place is open on Saturdays.
        (6, "hill", False),
    ],
)
def test_days_that_are_usually_closed_are_asked_about(staff, days, at, is_asked):
    clinic = make_clinic()
    hill = make_location(clinic, "Mon-Sat: 9am to 5pm", name="Hill", phone="020 7946 0123")
    park = make_location(clinic, "Mon-Fri: 9am to 5pm", name="Park", phone="020 7946 0124")
    published(clinic, at=timezone.now())
    today = timezone.localdate()
    monday = today + (7 - today.weekday()) * DAY
    first = monday if days else monday + 5 * DAY
    last = monday + (days - 1) * DAY if days else first
    places = {"hill": [hill.key], "park": [park.key], "": []}[at]
    response = submit(
        staff, ADD_CLOSURE, first_day=first.isoformat(), last_day=last.isoformat(), spans="9am to midday",
        at_locations=places,
    )  # fmt: skip
    assert (response.status_code == 200) is is_asked
    if is_asked:
        assert "Park is usually closed on Saturday" in errors(response)


def test_the_list_has_what_is_to_come_first(staff):
    today = timezone.localdate()
    for days in (-20, 40, -5, 3, 0):
        day = today + days * DAY
        make_closure(first_day=day, last_day=day, reason=f"In {days} days.")
    html = page(staff, "/admin/services/closure/")
    assert re.findall(r"In (-?\d+) days", html) == ["0", "3", "40", "-5", "-20"]


def test_a_location_that_is_gone_keeps_its_name(staff, client):
    clinic = make_clinic()
    make_location(clinic, WEEK, name="Hill", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    day = timezone.localdate() + 3 * DAY
    gone = [{"key": "gone", "name": "Harbour"}]
    closure = published(
        make_closure(first_day=day, last_day=day, at_locations=gone), at=timezone.now()
    )
    assert "Harbour (no longer on the website)" in page(staff, change_url(closure))
    submit(staff, change_url(closure), "_publish", reason="Training.")
    closure.refresh_from_db()
    assert (closure.at_locations, closure.reason) == (gone, "Training.")
    assert "at Harbour." in page(client, "/")
