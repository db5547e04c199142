"""One `PageMeta` per page: the source of its title, description, canonical address and share tags."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from services.content import ClinicContent, Frame, TreatmentContent

from .card import Card


@dataclass(frozen=True, kw_only=True)
class PageMeta:
    """What the head of a page says. `canonical` is an absolute address; so is `card_url`.

    `title` has no brand, as WhatsApp and Open Graph want it; `document_title` has it.
    """

    title: str
    document_title: str
    description: str
    canonical: str
    card_url: str
    card_alt: str
    site_name: str
    noindex: bool


def clinic_name(clinic: ClinicContent):
    """What the clinic is called; in general words until staff have filled it in."""
    return clinic.name or _("Physiotherapy clinic")


def is_noindex(frame: Frame):
    """Whether search engines are asked to leave the site alone: nobody's yet, or invented."""
    return frame.is_demo or not frame.clinic.name


def _meta(frame, *, path, title, description, card, site_url):
    """The meta of one page. `path` starts and ends with a slash; `card` is its share card."""
    name = clinic_name(frame.clinic)
    return PageMeta(
        title=title,
        document_title=title if title == name else f"{title} - {name}",
        description=description,
        canonical=f"{site_url}{path}",
        card_url=f"{site_url}{path}{card.file_name}",
        card_alt=card.alt,
        site_name=name,
        noindex=is_noindex(frame),
    )


def home_card(frame: Frame):
    """The share card of the home page."""
    return Card(title=clinic_name(frame.clinic), line=frame.clinic.tagline)


def home_meta(frame: Frame, site_url):
    """The home page's meta; `site_url` is the scheme and host of absolute addresses."""
    return _meta(
        frame,
        path=reverse("home"),
        title=clinic_name(frame.clinic),
        description=frame.clinic.tagline or _("Treatments, explained in plain words."),
        card=home_card(frame),
        site_url=site_url,
    )


def treatments_card(frame: Frame):
    """The share card of the list of treatments."""
    return Card(title=_("Treatments"), name=clinic_name(frame.clinic))


def treatments_meta(frame: Frame, treatments, site_url):
    """The meta of the list: its description names the treatments, as many whole names as fit."""
    description = _("Treatments, explained in plain words.")
    names = ", ".join(treatment.title for treatment in treatments)
    longer = _("Treatments, explained in plain words: %(names)s.") % {"names": names}
    return _meta(
        frame,
        path=reverse("treatments"),
        title=_("Treatments"),
        description=longer if names and len(longer) <= DESCRIPTION_LENGTH else description,
        card=treatments_card(frame),
        site_url=site_url,
    )


# What Facebook, LinkedIn and WhatsApp show of a description before they cut it.
DESCRIPTION_LENGTH = 110


def treatment_card(frame: Frame, treatment: TreatmentContent):
    """The share card of a treatment."""
    return Card(title=treatment.title, name=clinic_name(frame.clinic))


def treatment_meta(frame: Frame, treatment: TreatmentContent, site_url):
    """A treatment's meta: its own title and summary, in full."""
    return _meta(
        frame,
        path=treatment.get_absolute_url(),
        title=treatment.title,
        description=treatment.summary,
        card=treatment_card(frame, treatment),
        site_url=site_url,
    )


def visit_card(frame: Frame):
    """The share card of the visit page."""
    return Card(title=_("Visit us"), name=clinic_name(frame.clinic))


def visit_meta(frame: Frame, site_url):
    """The visit page's meta: the address, if the clinic has filled it in."""
    return _meta(
        frame,
        path=reverse("visit"),
        title=_("Visit us"),
        description=frame.clinic.one_line_address or _("How to reach us."),
        card=visit_card(frame),
        site_url=site_url,
    )
