"""Where and when, as staff fill it in: locations, hours, and days with other hours."""

import datetime as dt

import pytest
from django.utils import timezone

from services.checks.advice import advice_for
from services.content.clinic import ClinicContent
from services.content.clinic_hours import parse_week
from services.content.clinic_location import LocationContent
from services.models import Clinic, ClinicLocation
from services.publishing import snapshot

from .factories import DAY, DRAFT, OPEN, make_clinic, make_closure, make_location, published
from .staff import (
    base_values_of,
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
    formset = staff.get(FORM).context["inline_admin_formsets"][0].formset
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


def fields_of_advice(*locations):
    clinic = ClinicContent(
        name="A",
        country="GB",
        time_zone="UTC",
        emergency_number="999",
        privacy_text="x",
        locations=locations,
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
    html = page(client, "/visit/")
    note = "Email isn’t private. Please leave details of your health out of it."
    assert html.index("mailto:desk@example.com") < html.index(note)
    assert html.count(note) == html.count("mailto:") == 1
    html = page(client, "/")
    assert html.count("mailto:") == html.count("without details of your health") == 1


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


def test_an_address_of_before_is_whole_lines_and_no_town():
    location = LocationContent(street="1 Hill Street\n\n Leeds \nLS1")
    assert location.address_lines == ["1 Hill Street", "Leeds", "LS1"]
    assert not location.has_whole_address
    google, apple, openstreetmap = location.maps
    assert google[1].endswith("query=1%20Hill%20Street%2C%20Leeds%2C%20LS1")
    assert {name for name, _address in (google, apple, openstreetmap)} == {
        "Google",
        "Apple",
        "OpenStreetMap",
    }


def test_hours_are_kept_in_the_order_of_the_week():
    week = parse_week("Fri: 9-5\nMon: 9-5")
    assert [day.weekday for day in week] == [0, 4]
    assert week[0].spans[0].opens == dt.time(9)


def test_a_number_abroad_leads_there(client):
    clinic = make_clinic()
    make_location(clinic, country="CA", phone="(604) 555-0123")
    published(clinic, at=timezone.now())
    assert '<a href="tel:+16045550123"><bdi>(604) 555-0123</bdi></a>' in page(client, "/visit/")


def test_one_number_of_two_locations_is_one_button(client, ims):
    clinic = make_clinic()
    same = {"phone": "020 7946 0123", "booking_url": "https://booking.example.com/"}
    for name in ("Hill", "Park"):
        make_location(clinic, name=name, **same)
    published(clinic, at=timezone.now())
    html = page(client)
    lists = html.count('<ul class="actions">')
    assert html.count("<small><bdi>020 7946 0123") == html.count("Book online") == lists > 0
    assert "choose a location" not in html
    assert "Book online (" not in html


def test_a_button_says_which_location_can_be_booked_if_the_other_cannot(client, ims):
    clinic = make_clinic()
    make_location(clinic, name="Hill", booking_url="https://booking.example.com/")
    make_location(clinic, name="Park", phone="020 7946 0123")
    published(clinic, at=timezone.now())
    assert "Book online (Hill)" in page(client)


def test_an_older_release_without_ways_to_reach_it_has_no_location():
    assert snapshot.load("clinic", {"schema": 1, "name": "Hill", "phone": ""}).locations == ()


def test_a_deleted_location_says_nothing_of_its_number(staff):
    clinic = make_clinic()
    make_location(clinic, phone="020 7946 0123")
    changes = {"locations-0-phone": "020 7946 0125", "locations-0-DELETE": "on"}
    response = submit(staff, FORM, **changes)
    assert "Tapping it dials" not in said(response)
    assert not ClinicLocation.objects.exists()


def test_a_form_with_a_location_has_no_empty_one(staff):
    make_location(make_clinic(), phone="020 7946 0123")
    formset = staff.get(FORM).context["inline_admin_formsets"][0].formset
    assert len(formset.forms) == 1


def test_all_of_a_location_is_on_the_visit_page(client, ims):
    clinic = make_clinic()
    make_location(
        clinic, name="Hill", street="1 Hill Street", locality="Leeds", region="West Yorkshire",
        postcode="LS1 1AA", phone="020 7946 0123", fax="020 7946 0124", arrival="Bus **7**.",
        access="No steps.",
    )  # fmt: skip
    published(clinic, at=timezone.now())
    html = page(client, "/visit/")
    for words in (
        "1 Hill Street<br>Leeds, West Yorkshire<br>LS1 1AA",
        "020 7946 0124",
        "Bus <strong>7</strong>.",
        "No steps.",
    ):
        assert words in html
    # And what a printed page leads to.
    leaflet = page(client).partition('class="leaflet"')[2]
    assert "<p>020 7946 0123</p>" in leaflet
    assert "<address>1 Hill Street<br>" in leaflet


def test_many_towns_make_no_title(client):
    clinic = make_clinic()
    for town in ("Leeds", "York", "Hull"):
        make_location(clinic, name=town, locality=town, phone="020 7946 0123")
    published(clinic, at=timezone.now())
    assert "<title>Hill Street Physiotherapy</title>" in page(client, "/")
    html = page(client, "/visit/")
    assert "<title>Visit us - Hill Street Physiotherapy</title>" in html
    assert '<li><a href="#location-3">Hull</a></li>' in html
