"""An invented clinic, for `make demo` alone. Nothing here is true of any clinic.

The phone number is from the range kept for fiction (Ofcom's "numbers for drama"), the web addresses
from the names that can't exist (RFC 2606).
"""

import datetime as dt

from services.content.clinic import ClinicContent
from services.content.clinic_hours import parse_week
from services.content.clinic_location import LocationContent
from services.content.clinic_profile import ProfileContent
from services.content.closure import ClosureContent
from services.content.treatment import EffectContent, FactorContent, TreatmentContent

from .demo_ims import APPROVAL, DEMO_IMS
from .ims import IMS

CLINIC = ClinicContent(
    name="Invented Lane Physiotherapy",
    tagline="An invented clinic, to show what yours could look like.",
    country="GB",
    locations=(
        LocationContent(
            key="demo-location",
            street="1 Invented Lane",
            locality="Nowhere-on-Sea",
            postcode="ZZ1 1ZZ",
            phone="+44 20 7946 0123",
            fax="+44 20 7946 0124",
            email="hello@physio.example",
            booking_url="https://booking.example.com/",
            hours=parse_week("Mon-Thu: 8am-midday, 1pm-6pm\nFri: 8am-midday\nSat: by appointment"),
            arrival="The invented bus 7 stops at the door. There are 2 invented parking spaces.",
            access="There are no steps at the invented door.",
        ),
    ),
    time_zone="Europe/London",
    # As the phone number, from the range kept for fiction: whoever tries the demo shall reach no real help.
    emergency_number="020 7946 0999",
    profiles=(ProfileContent(key="demo-profile", url="https://social.example.com/invented-lane"),),
    privacy_text="The invented host of this invented clinic keeps no list of who reads what.",
    accessibility_text="Ask at the invented desk for any page in large print.",
)

TREATMENTS = (
    DEMO_IMS,
    TreatmentContent(
        key="demo-massage",
        slug="invented-massage",
        title="Invented massage",
        summary="A page about a massage that doesn’t exist, to show a page with fewer parts.",
        position=20,
        what_it_treats="""\
This page is **invented**. It shows how a treatment looks that has no effects, no drawing and no \
visit schedule.

A section that staff leave empty is hidden from patients.""",
        factors_introduction="On a real page, the clinic says here what it depends on, for example:",
        factors=(
            FactorContent(key="demo-factor-1", text="An invented factor"),
            FactorContent(key="demo-factor-2", text="Another one", note="An invented note."),
        ),
    ),
)


# Pages that somebody has to approve before they can be public, and who did: key -> name and profession.
APPROVALS = {DEMO_IMS.key: APPROVAL}


def contents(today):
    """All that an invented clinic has; it is going to be closed a week after `today`, a date."""
    first = today + dt.timedelta(days=7)
    closed = ClosureContent(
        key="demo-closure",
        first_day=first,
        last_day=first + dt.timedelta(days=1),
        reason="This closure is invented too.",
    )
    return [CLINIC, *TREATMENTS, closed]


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
