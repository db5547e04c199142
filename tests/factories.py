"""Rows with fixed values; name what matters to the test. What staff do in a browser is in `staff.py`."""

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from services.accounts.roles import give_role
from services.checks.advice import Situation
from services.content.clinic_hours import WeekdayHours, parse_week
from services.content.clinic_location import LocationContent
from services.content.types import StructureType
from services.models import (
    Clinic,
    ClinicLocation,
    Closure,
    Effect,
    Factor,
    Fees,
    FirstVisit,
    FormerSite,
    GivenTreatment,
    Practitioner,
    SignOff,
    TextPage,
    Treatment,
)
from services.publishing.publish import publish

PASSWORD = "a quiet river in March"
MARCH = dt.datetime(2026, 3, 3, 9, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
# A location that leaves nothing to be asked for.
OPEN = LocationContent(phone="020 7946 0123", hours=parse_week("Mon-Fri: 9am to 5pm"))
# What a location has, and not the clinic itself.
LOCATION = {
    "street",
    "locality",
    "region",
    "postcode",
    "phone",
    "fax",
    "email",
    "booking_url",
    "hours",
}
# For checks: a draft, looked at in March.
DRAFT = Situation(today=MARCH.date())


def make_treatment(*, effects=0, factors=0, **changes):
    """A saved draft with the parts asked for; `slug` follows from `title` unless given."""
    values = {"title": "Massage", "summary": "Hands loosen tight muscles."} | changes
    values.setdefault("slug", values["title"].lower().replace(" ", "-"))
    treatment = Treatment.objects.create(**values)
    for number in range(1, effects + 1):
        Effect.objects.create(
            treatment=treatment, heading=f"Effect {number}", text=f"It does thing {number}."
        )
    for number in range(1, factors + 1):
        Factor.objects.create(treatment=treatment, text=f"Factor {number}")
    return treatment


def make_clinic(**changes):
    """The clinic's row, saved; what is a location's makes one, or changes the first."""
    clinic, _made = Clinic.objects.get_or_create(pk=Clinic.ONLY)
    values = {"name": "Hill Street Physiotherapy", "country": "GB", "time_zone": "Europe/London"}
    values |= changes
    of_location = {name: values.pop(name) for name in LOCATION & values.keys()}
    for name, value in values.items():
        assert hasattr(clinic, name)
        setattr(clinic, name, value)
    clinic.save()
    if of_location:
        location = clinic.locations.first() or ClinicLocation(clinic=clinic)
        for name, value in of_location.items():
            setattr(location, name, value)
        location.save()
    return clinic


def make_location(clinic, hours="", **values):
    """A location more; `hours` as staff type them."""
    week = StructureType(WeekdayHours, is_many=True).dump(parse_week(hours))
    return ClinicLocation.objects.create(clinic=clinic, hours=week, **values)


def make_closure(**changes):
    """A saved closure of two days, a week from now."""
    first = timezone.localdate() + 7 * DAY
    values = {"first_day": first, "last_day": first + DAY} | changes
    return Closure.objects.create(**values)


def make_practitioner(*treatments, **changes):
    """A saved draft of somebody who gives some treatments (rows); `slug` follows from the name unless given."""
    values = {"title": "Ada Lee", "summary": "Physiotherapist"} | changes
    values.setdefault("slug", values["title"].lower().replace(" ", "-"))
    person = Practitioner.objects.create(**values)
    for treatment in treatments:
        GivenTreatment.objects.create(practitioner=person, page=treatment.key)
    return person


def make_fees(*prices, **changes):
    """The saved page of fees; `prices` are dicts of what a `Price` has."""
    fees, _made = Fees.objects.get_or_create(pk=Fees.ONLY)
    values = {"currency": "GBP"} | (
        {} if prices else {"cancelling_text": "Tell us the day before."}
    )
    for name, value in (values | changes).items():
        setattr(fees, name, value)
    fees.save()
    for price in prices:
        fees.prices.create(**price)
    return fees


def make_first_visit(*steps, **changes):
    """The saved page about the first visit; `steps` are headings."""
    visit, _made = FirstVisit.objects.get_or_create(pk=FirstVisit.ONLY)
    for name, value in (({} if steps else {"to_bring": "Your glasses"}) | changes).items():
        setattr(visit, name, value)
    visit.save()
    for heading in steps:
        visit.steps.create(heading=heading)
    return visit


def make_text_page(**changes):
    """A saved draft of a page of text with a section; `slug` follows from `title` unless given."""
    values = {"title": "Our story", "summary": "How we began."} | changes
    values.setdefault("slug", values["title"].lower().replace(" ", "-"))
    row = TextPage.objects.create(**values)
    row.extras.create(heading="A section", text="It says little.")
    return row


def make_former_site(*lines):
    """The saved list of old addresses."""
    row, _made = FormerSite.objects.get_or_create(pk=FormerSite.ONLY)
    row.addresses = "\n".join(lines)
    row.save()
    return row


def published(row, *, at=MARCH, by=None, live_from=None):
    """`row`, made public."""
    publish(row, by=by, now=at, live_from=live_from)
    return row


def make_approval(link, /, **changes):
    """An approval by a review link, of a page that should be looked at again in ten days."""
    now = timezone.now()
    values = {
        "link": link, "page_key": link.page_key, "content_hash": link.content_hash, "at": now, "is_right": True,
        "name": "Dr Ada Lee", "next_review": timezone.localdate(now) + 10 * DAY,
    }  # fmt: skip
    return SignOff.objects.create(**values | changes)


def make_person(role, **changes):
    """Somebody who works here and has set a password."""
    name = changes.pop("username", f"{role}@example.com")
    person = User.objects.create_user(name, password=PASSWORD, first_name="Sam", **changes)
    give_role(person, role)
    return person


def publish_with_title(row, title, now, **more):
    """Publish `row` under another title."""
    row.title = title
    row.save()
    publish(row, by=None, now=now, **more)
