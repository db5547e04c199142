"""A piece of advice, and what the clinic's pages get."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.content import ClinicContent, TreatmentContent

# What Facebook, LinkedIn, X and WhatsApp show of a title and a description before they cut it.
TITLE_LENGTH = 60
SUMMARY_LENGTH = 110


@dataclass(frozen=True)
class Advice:
    """One thing to do, in one sentence, about one field."""

    field: str
    text: str


def advice_for_clinic(clinic: ClinicContent):
    """Yields what a new clinic still has to fill in."""
    if not clinic.name:
        yield Advice(
            "name",
            _(
                "Fill in the clinic's name. Until it is public, pages say “Physiotherapy clinic” and "
                "search engines are asked to leave the site alone."
            ),
        )
    if not clinic.can_be_reached:
        yield Advice(
            "phone",
            _("Fill in a phone number, an email address, an address or a booking page: patients "
              "can't see how to reach you."),
        )  # fmt: skip
    if not clinic.time_zone:
        yield Advice(
            "time_zone",
            _("Choose the time zone: closures begin and end at midnight UTC until then."),
        )


def advice_for_treatment(treatment: TreatmentContent):
    """Yields what would make a treatment's page whole, and its shared links right."""
    if len(treatment.title) > TITLE_LENGTH:
        yield Advice("title", _("Shorten the title: shared links cut it after 60 letters."))
    if len(treatment.summary) > SUMMARY_LENGTH:
        yield Advice("summary", _("Shorten the summary: shared links cut it after 110 letters."))
    if treatment.dedicated_site_words and not treatment.dedicated_site_url:
        yield Advice(
            "dedicated_site_url",
            _("Fill in the address of the website: patients see no link to it until then."),
        )
    if treatment.dedicated_site_url and not treatment.dedicated_site_words:
        yield Advice("dedicated_site_words", _("Say in the link's words where it leads."))
