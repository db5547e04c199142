"""Where and when, as staff fill it in: locations, hours, and days with other hours."""

import datetime as dt

import pytest
from django.utils import timezone

from services.checks.advice import Situation, advice_for
from services.content.clinic import ClinicContent
from services.content.clinic_hours import parse_week
from services.content.clinic_location import LocationContent
from services.content.closure import ClosureContent
from services.models import Clinic, ClinicLocation, Closure, Publication
from services.publishing import snapshot
from services.publishing.publish import Refused, publish

from .factories import DAY, DRAFT, MARCH, OPEN, make_clinic, make_closure, make_location, published
from .staff import (
    ADD_CLOSURE,
    base_values_of,
    change_url,
    errors,
    form_data,
    history_of,
    page,
    said,
    submit,
)

pytestmark = pytest.mark.django_db
FORM = "/admin/services/clinic/1/change/"
HOURS = "locations-0-hours"
WEEK = "Monday: 9am to 5pm\nTuesday: 9am to midday and 1pm to 5pm"


def test_a_new_clinic_has_an_empty_location_in_its_form_and_stores_none(staff):
    make_clinic()
    [formset] = [one.formset for one in staff.get(FORM).context["inline_admin_formsets"]]
    assert len(formset.forms) == 1
    assert submit(staff, FORM, tagline="We listen.").status_code == 302
    assert not ClinicLocation.objects.exists()


@pytest.mark.any_database
def test_hours_typed_as_people_write_them_are_shown_as_they_were_read(staff, client):
    make_clinic()
    typed = "Mon-Thu: 8-12, 13-18\nfri: 8 - noon"
    submit(staff, FORM, "_publish", **{HOURS: typed, "locations-0-phone": "020 7946 0123"})
    assert "Thursday: 8am to midday and 1pm to 6pm\nFriday: 8am to midday" in page(staff, FORM)
    html = page(client, "/visit/")
    assert '<th scope="row">Monday to Thursday</th><td>8am to midday and 1pm to 6pm</td>' in html
    assert '<th scope="row">Saturday and Sunday</th><td>closed</td>' in html


def test_hours_that_are_not_clear_are_refused_and_stay_in_the_form(staff):
    make_clinic()
    response = submit(staff, FORM, **{HOURS: "Monday: 8am to 6pm\nTuesday: late"})
    complaint = "Location 1, Opening hours: Tuesday: “late” isn’t clear."
    assert complaint in errors(response)
    assert "Tuesday: late</textarea>" in response.content.decode()
    assert not ClinicLocation.objects.exists()


def test_two_people_change_the_hours_and_each_reads_the_other(staff, colleague):
    clinic = make_clinic()
    make_location(clinic, WEEK, name="Hill Street")
    mine = form_data(staff.get(FORM), **{HOURS: WEEK + "\nFriday: 9am to midday"})
    mine["base_values"] = base_values_of(staff, clinic)
    submit(colleague, FORM, **{HOURS: WEEK + "\nSaturday: by appointment"})
    response = staff.post(FORM, mine | {"_save": "1"})
    text = response.content.decode()
    assert "You both changed this." in text
    assert "Saturday: by appointment" in text
    assert "Friday: 9am to midday</textarea>" in text


def test_the_history_tells_hours_and_locations_in_words(staff):
    clinic = make_clinic()
    location = make_location(clinic, WEEK, name="Hill Street", phone="020 7946 0123")
    published(clinic, at=timezone.now() - DAY)
    week = [*location.hours, *location.hours[:1]]
    location.hours = [week[0] | {"weekday": 5, "by_appointment": True}]
    location.save()
    published(clinic, at=timezone.now())
    closure = published(make_closure(), at=timezone.now() - DAY)
    closure.spans = [{"opens": "09:00", "closes": "12:00"}]
    closure.at_locations = [{"key": location.key, "name": "Hill Street"}]
    closure.save()
    published(closure, at=timezone.now())
    text = history_of(staff, clinic)
    assert "Location 1: opening hours" in text
    assert "<del>Monday</del> <ins>Saturday</ins>" in text
    assert "<ins>, by appointment</ins>" in text
    told = history_of(staff, closure)
    assert "9am to midday" in told
    assert "Hill Street" in told


def test_an_older_version_brings_its_hours_back():
    clinic = make_clinic()
    location = make_location(clinic, WEEK)
    before = snapshot.freeze(clinic)
    location.hours = []
    location.save()
    snapshot.restore(before)
    assert snapshot.freeze(Clinic.objects.get()) == before


def test_a_closure_may_have_other_hours_at_one_location(staff, client):
    clinic = make_clinic()
    make_location(clinic, WEEK, name="Hill Street", phone="020 7946 0123")
    park = make_location(clinic, WEEK, name="Park Road", phone="020 7946 0124")
    published(clinic, at=timezone.now())
    day = timezone.localdate() + 3 * DAY
    changes = {"first_day": day.isoformat(), "spans": "10 to 2", "at_locations": park.key}
    assert submit(staff, ADD_CLOSURE, "_publish", **changes).status_code == 302
    closure = Closure.objects.get()
    assert str(closure) == f"Other hours on {day.day} {day:%B %Y} at Park Road"
    html = page(client, "/")
    assert f"{day:%A} {day.day} {day:%B} at Park Road: open 10am to 2pm." in html
    opened = staff.get(change_url(closure)).context["adminform"].form
    assert (opened["spans"].value(), opened["at_locations"].value()) == ("10am to 2pm", park.key)
    # Saved again it says the same.
    assert submit(staff, change_url(closure), "_publish").status_code == 302
    assert Publication.objects.filter(kind="closure").count() == 1


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


def fields_of_advice(*locations):
    clinic = ClinicContent(
        name="A", country="GB", time_zone="UTC", emergency_number="999", locations=locations
    )
    return [advice.field for advice in advice_for(clinic, DRAFT)]


@pytest.mark.parametrize(
    ("locations", "fields"),
    [
        ((OPEN,), []),
        ((), ["locations-0-phone", "locations-0-hours"]),
        ((LocationContent(phone="1"),), ["locations-0-hours"]),
        (
            (LocationContent(street="1 Hill Street\nLeeds", hours=OPEN.hours),),
            ["locations-0-locality"],
        ),
        ((LocationContent(street="1 Hill Street", locality="Leeds", hours=OPEN.hours),), []),
        ((OPEN, OPEN), ["locations-0-name"]),
        # What says nothing to patients is asked for nothing.
        ((LocationContent(name="Draft"), OPEN), []),
    ],
)
def test_what_is_missing_of_a_location_is_a_task(locations, fields):
    assert fields_of_advice(*locations) == fields


def test_the_first_page_asks_for_hours_until_they_are_there(staff):
    clinic = make_clinic(phone="020 7946 0123")
    published(clinic, at=timezone.now())
    assert "Add your opening hours." in page(staff, "/admin/")
    submit(staff, FORM, "_publish", **{HOURS: WEEK})
    assert "Add your opening hours." not in page(staff, "/admin/")


def test_a_new_number_of_each_location_is_repeated(staff):
    clinic = make_clinic()
    make_location(clinic, phone="020 7946 0123")
    make_location(clinic, phone="020 7946 0124")
    response = submit(staff, FORM, **{"locations-1-phone": "020 7946 0125"})
    assert "Phone: 020 7946 0125. Tapping it dials +442079460125." in said(response)
    assert "0123" not in said(response)


def test_a_location_in_another_country_has_its_numbers_read_there(staff):
    clinic = make_clinic()
    make_location(clinic, country="CA", phone="")
    submit(staff, FORM, **{"locations-0-phone": "604 555 0123", "locations-0-fax": "6045550124"})
    location = ClinicLocation.objects.get()
    assert (location.phone, location.fax) == ("(604) 555-0123", "(604) 555-0124")


def test_patients_choose_between_locations(client, ims):
    clinic = make_clinic()
    for number in (1, 2):
        make_location(
            clinic, name=f"Place {number}", phone=f"020 7946 012{number}", street="1 Hill"
        )
    published(clinic, at=timezone.now())
    html = page(client)
    assert "Call Place 1 <small><bdi>020 7946 0121</bdi></small>" in html
    assert "Call Place 2 <small><bdi>020 7946 0122</bdi></small>" in html
    make_location(clinic, name="Place 3", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    html = page(client)
    assert "Call <small>choose a location</small>" in html
    visit = page(client, "/visit/")
    for anchor in ("address", "address-2", "phone-3"):
        assert visit.count(f'id="{anchor}"') == 1


def test_email_says_that_it_is_not_private(client):
    published(make_clinic(email="desk@example.com"), at=timezone.now())
    for path in ("/", "/visit/"):
        html = page(client, path)
        note = "Email isn’t private. Please leave details of your health out of it."
        assert html.index("mailto:desk@example.com") < html.index(note)
        assert html.count(note) == 1
        assert html.count("mailto:") - 1 == html.count("without details of your health")


def test_the_town_is_in_titles_and_cards(client):
    clinic = make_clinic()
    make_location(clinic, name="A", locality="Leeds", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    assert "<title>Hill Street Physiotherapy, Leeds</title>" in page(client, "/")
    assert "<title>Visit us in Leeds - Hill Street Physiotherapy</title>" in page(client, "/visit/")
    assert 'property="og:image:alt" content="Hill Street Physiotherapy, Leeds' in page(client, "/")
    make_location(clinic, name="B", locality="York", phone="020 7946 0124")
    published(make_clinic(name="Leeds Physiotherapy"), at=timezone.now())
    assert "<title>Leeds Physiotherapy, York</title>" in page(client, "/")
    assert "<title>Visit us in Leeds and York - Leeds Physiotherapy</title>" in page(
        client, "/visit/"
    )


def test_a_closure_that_is_checked_by_itself_has_no_others():
    closure = ClosureContent(first_day=MARCH.date(), last_day=MARCH.date())
    assert list(advice_for(closure, Situation(today=MARCH.date()))) == []


def test_an_address_of_before_is_whole_lines_and_no_town():
    location = LocationContent(street="1 Hill Street\n\n Leeds \nLS1")
    assert location.address_lines == ["1 Hill Street", "Leeds", "LS1"]
    assert not location.has_whole_address
    google, apple, openstreetmap = location.maps
    assert google[1].endswith("query=1%20Hill%20Street%2C%20Leeds%2C%20LS1")
    assert {name for name, _address in (google, apple, openstreetmap)} == {
        "Google Maps",
        "Apple Maps",
        "OpenStreetMap",
    }


def test_hours_are_kept_in_the_order_of_the_week():
    week = parse_week("Fri: 9-5\nMon: 9-5")
    assert [day.weekday for day in week] == [0, 4]
    assert week[0].spans[0].opens == dt.time(9)
