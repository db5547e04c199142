"""An invented clinic, for `make demo` alone. Nothing here is true of any clinic.

The phone numbers are from the ranges kept for fiction (Ofcom's "numbers for drama"), the web addresses from the names
that can't exist (RFC 2606). No postcode begins with ZZ1, and no town is called Wrenmouth.
"""

import datetime as dt

from services.content.clinic import ClinicContent
from services.content.clinic_hours import parse_hours, parse_week
from services.content.clinic_location import LocationContent
from services.content.clinic_profile import ProfileContent
from services.content.closure import ClosureContent, ClosureLocation
from services.content.treatment import EffectContent, FactorContent, TreatmentContent

from .demo_dizziness import DIZZINESS
from .demo_exercise import EXERCISE
from .demo_hands import HANDS
from .demo_ims import APPROVAL, DEMO_IMS
from .demo_pages import PAGES
from .demo_parts import keyed
from .demo_pelvic import PELVIC
from .demo_people import PEOPLE
from .demo_shockwave import SHOCKWAVE
from .ims import IMS

QUAY_STREET = LocationContent(
    key="demo-location",
    name="Quay Street",
    street="14 Quay Street",
    locality="Wrenmouth",
    postcode="ZZ1 1ZZ",
    phone="0117 496 0123",
    fax="0117 496 0124",
    email="hello@wrenmouthphysio.example",
    booking_url="https://book.wrenmouthphysio.example/",
    hours=parse_week("Mon-Thu: 8am-midday, 1pm-6pm\nFri: 8am-midday\nSat: by appointment"),
    arrival="""\
Buses 3 and 17 stop at Ferry Square. From there it is 2 minutes on foot, along the water.

There are 2 parking spaces behind the house. Ring the bell at the gate.""",
    access="""\
There are no steps at the door. All rooms are on the ground floor, and the toilet has room for a wheelchair.

If noise or light is hard for you, ask for the back room.""",
)
# Run from Quay Street: one number to call, one page to book on.
UPPER_WREN = LocationContent(
    key="demo-location-2",
    name="Upper Wren",
    street="The Old School\nChapel Lane",
    locality="Upper Wren",
    postcode="ZZ1 2ZZ",
    phone=QUAY_STREET.phone,
    booking_url=QUAY_STREET.booking_url,
    hours=parse_week("Tue: 9am-1pm\nThu: 2pm-7pm"),
    arrival="Bus 9 from Wrenmouth stops at the chapel. You can park in the lane, on the church side.",
    access="There is one step, 12 cm high. We have a ramp: call us from the door, and we bring it.",
)
CLINIC = ClinicContent(
    name="Wrenmouth Physiotherapy",
    tagline="By the harbour, with time to listen.",
    country="GB",
    locations=(QUAY_STREET, UPPER_WREN),
    time_zone="Europe/London",
    # As the phone number, from a range kept for fiction: whoever tries the demo shall reach no real help.
    emergency_number="0117 496 0999",
    picture="front.png",
    picture_text=(
        "A drawing of the clinic: a white house by the water, with a green sign. The red door has no step. A sailing "
        "boat lies in the harbour."
    ),
    profiles=keyed("demo-profile", ProfileContent(url="https://social.example/@wrenmouthphysio")),
    privacy_text="""\
Our web host keeps a list of visits for 14 days, with the address of your device. It uses the list to find faults and \
to stop attacks.

Elspeth Thorsby answers questions about your data: privacy@wrenmouthphysio.example.""",
    accessibility_text="""\
Do you need a page in large print, read aloud or in British Sign Language? Call us, or write to us, and we’ll find a \
way.""",
)

TREATMENTS = (DEMO_IMS, HANDS, EXERCISE, SHOCKWAVE, DIZZINESS, PELVIC)

# Pages that somebody has to approve before they can be public, and who did: key -> name and profession.
APPROVALS = {DEMO_IMS.key: APPROVAL}

MONDAY, TUESDAY = range(2)
# Days on which nobody would believe that a clinic is open: (month, day).
FEASTS = {(12, 25), (12, 26), (1, 1)}


def contents(today):
    """All that an invented clinic has: after `today`, a date, a location closes for a day; a week has other hours."""
    return [CLINIC, *TREATMENTS, *PEOPLE, *PAGES, *_closures(today)]


def _closures(today):
    """A day when one location is closed, and a week when the other has short hours."""
    closed, monday = _next(TUESDAY, today, days=3), _next(MONDAY, today, days=21)
    while any((day.month, day.day) in FEASTS for day in _working_week(monday)):
        monday += dt.timedelta(weeks=1)
    return [
        ClosureContent(
            key="demo-closure",
            first_day=closed,
            last_day=closed,
            at_locations=(_named(UPPER_WREN),),
            reason="We’re getting a new boiler.",
        ),
        ClosureContent(
            key="demo-closure-2",
            first_day=monday,
            last_day=_working_week(monday)[-1],
            spans=parse_hours("9am-1pm")[0],
            at_locations=(_named(QUAY_STREET),),
            reason="Holiday hours.",
        ),
    ]


def _next(weekday, today, days):
    """The next such day of the week that is at least so many days after `today`."""
    earliest = today + dt.timedelta(days=days)
    return earliest + dt.timedelta(days=(weekday - earliest.weekday()) % 7)


def _working_week(monday):
    """The five days from a Monday on."""
    return [monday + dt.timedelta(days=number) for number in range(5)]


def _named(location):
    """A location, as a closure names it."""
    return ClosureLocation(key=location.key, name=location.name)


def another(number):
    """The invented treatment `number`, as long as a real one: each of its texts is its own."""
    return TreatmentContent(
        key=f"invented-{number}",
        slug=f"invented-{number}",
        title=f"Invented treatment {number}",
        summary=f"Treatment {number} doesn't exist. It is here to see how a site of many pages does.",
        position=100 + number,
        what_it_treats=_filler(number, "is for no condition") * 2,
        mechanism_drawing=IMS.mechanism_drawing,
        effects_heading=f"What treatment {number} would do",
        effects_introduction=_filler(number, "has these invented effects"),
        effects=tuple(
            EffectContent(
                key=f"invented-{number}-{effect}",
                heading=f"Invented effect {effect}",
                text=_filler(number, f"has the invented effect {effect}"),
                drawing=real.drawing,
            )
            for effect, real in enumerate(IMS.effects, start=1)
        ),
        effects_closing=_filler(number, "adds up to nothing"),
        frequency_heading=f"How often would I have treatment {number}?",
        frequency_short="Never: it is invented",
        frequency_text=_filler(number, "is never given"),
        visits_per_week=1 + number % 5,
        factors_introduction=_filler(number, "depends on such things as"),
        factors=tuple(
            FactorContent(
                key=f"invented-{number}-{factor}-f", text=f"Invented factor {factor} of {number}"
            )
            for factor in (1, 2, 3)
        ),
        dedicated_site_url="https://invented.example.com/",
    )


def _filler(number, says):
    """Two sentences of **small** Markdown that are true of an invented treatment."""
    return (
        f"The invented treatment **{number}** {says}. It stands here so that this page is as long as "
        "a page about a real treatment, with its *emphasis* and its paragraphs.\n\n"
    )
