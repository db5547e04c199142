"""What staff are told about the clinic's details."""

from django.utils.translation import gettext as _

from services.content.clinic import ClinicContent
from services.content.phone import may_be_emergency_number

from . import Advice
from .advice import SHARED_LENGTH, own_advice
from .claims import claims
from .texts import Text


@own_advice.register
def advice_for_clinic(clinic: ClinicContent, situation):
    """Yields what a new clinic still has to fill in, and advice on its one line."""
    if not clinic.name:
        yield Advice(
            "name",
            _(
                "Add the clinic’s name. Until it’s published, pages say “Physiotherapy clinic” and "
                "search engines are told to leave the site out."
            ),
        )
    if not any(place.can_be_reached for place in clinic.places):
        yield Advice(
            "locations-0-phone",
            _(
                "Add a phone number, email address, street address or booking page. Patients can’t "
                "see how to reach you."
            ),
        )
    yield from _advice_on_locations(clinic.locations)
    if not clinic.country:
        yield Advice(
            "country",
            _("Choose the country. It decides how phone numbers are written."),
        )
    if not clinic.time_zone:
        yield Advice(
            "time_zone",
            _("Choose the time zone. Until then, closures may start and end at the wrong hour."),
        )
    number = clinic.emergency_number
    if not number:
        text = _("Add the number that patients dial in an emergency. Emergency cards show it.")
        yield Advice("emergency_number", text)
    elif not may_be_emergency_number(number, clinic.country):
        text = _(
            "Check the emergency number. In this clinic’s country, %(number)s isn’t known as one."
        )
        yield Advice("emergency_number", text % {"number": number})
    if clinic.name and not clinic.privacy_text:
        text = _(
            "Add what your web host records about visitors to the privacy page. The website can’t know."
        )
        yield Advice("privacy_text", text)
    if len(clinic.tagline) > SHARED_LENGTH:
        yield Advice(
            "tagline", _("Shorten the tagline. Shared links cut it off after 110 characters.")
        )
    yield from claims(Text(field="tagline", typed=clinic.tagline))


def _advice_on_locations(locations):
    """Yields what is missing of each location that patients read about."""
    public = [place for place in locations if place.can_be_reached or place.hours]
    if not public:
        yield Advice("locations-0-hours", _("Add your opening hours."))
    for number, place in enumerate(locations):
        if place not in public:
            continue
        if not place.hours:
            yield Advice(f"locations-{number}-hours", _("Add your opening hours."))
        if place.address_lines and not place.has_whole_address:
            text = _(
                "Put street and town each in its own field. Until then, search engines don’t get the address."
            )
            yield Advice(f"locations-{number}-locality", text)
    if len(public) > 1 and not all(place.name for place in public):
        number = next(n for n, place in enumerate(locations) if place in public and not place.name)
        text = _("Name each location, so that patients can tell them apart.")
        yield Advice(f"locations-{number}-name", text, blocks=True)
