"""What staff are told about the clinic's details."""

from django.utils.translation import gettext as _

from services.content.clinic import ClinicContent

from . import Advice
from .advice import SUMMARY_LENGTH, own_advice
from .texts import Text
from .wording import promises


@own_advice.register
def advice_for_clinic(clinic: ClinicContent, situation):
    """Yields what a new clinic still has to fill in, and advice on its one line."""
    if not clinic.name:
        yield Advice(
            "name",
            _(
                "Fill in the clinic’s name: until it is public, pages say “Physiotherapy clinic” and "
                "search engines are asked to leave the site alone."
            ),
        )
    if not clinic.can_be_reached:
        yield Advice(
            "phone",
            _("Fill in a phone number, an email address, an address or a booking page: patients "
              "can’t see how to reach you."),
        )  # fmt: skip
    if not clinic.country:
        yield Advice(
            "country",
            _("Choose the country. The phone number is shown as people write it there."),
        )
    if not clinic.time_zone:
        yield Advice(
            "time_zone",
            _("Choose the time zone: closures begin and end at midnight UTC until then."),
        )
    if len(clinic.tagline) > SUMMARY_LENGTH:
        yield Advice("tagline", _("Shorten the line: shared links cut it after 110 letters."))
    yield from promises(Text(field="tagline", typed=clinic.tagline))
