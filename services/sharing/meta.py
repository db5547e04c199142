"""One `PageMeta` per page: the source of its title, description, address, share tags and card."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from services.content.site import Frame
from services.content.treatment import TreatmentContent

from .card import Card

# What Facebook, LinkedIn and WhatsApp show of a description before they cut it.
DESCRIPTION_LENGTH = 110


@dataclass(frozen=True, kw_only=True)
class PageMeta:
    """What the head of a page says. `canonical` is the page's absolute address.

    `title` has no brand, as WhatsApp and Open Graph want it; `document_title` has it.
    """

    title: str
    description: str
    canonical: str
    card: Card
    site_name: str
    noindex: bool

    @property
    def document_title(self):
        """The title with the clinic's name, as tabs and search results show it."""
        return self.title if self.title == self.site_name else f"{self.title} - {self.site_name}"

    @property
    def card_url(self):
        """The absolute address of the share card."""
        return self.canonical + self.card.file_name


def clinic_name(frame: Frame):
    """What the clinic is called; in general words until staff have filled it in."""
    return frame.clinic.name or _("Physiotherapy clinic")


def home_meta(frame: Frame, site_url):
    """The home page's meta; `site_url` is the scheme and host of absolute addresses."""
    name, tagline = clinic_name(frame), frame.clinic.tagline
    card = Card(title=name, detail=tagline)
    return _meta(frame, site_url, "home", name, tagline or _("Treatments in plain words."), card)


def treatments_meta(frame: Frame, treatments, site_url):
    """The meta of the list: its description names the treatments if all of them fit."""
    names = ", ".join(treatment.title for treatment in treatments)
    description = _("Treatments in plain words: %(names)s.") % {"names": names}
    if not names or len(description) > DESCRIPTION_LENGTH:
        description = _("Treatments in plain words.")
    return _meta(frame, site_url, "treatments", _("Treatments"), description)


def treatment_meta(frame: Frame, treatment: TreatmentContent, site_url):
    """A treatment's meta: its own title and summary, in full."""
    return _meta(
        frame, site_url, "treatment", treatment.title, treatment.summary, slug=treatment.slug
    )


def visit_meta(frame: Frame, site_url):
    """The visit page's meta: the address, if the clinic has filled it in."""
    description = frame.clinic.one_line_address or _("How to reach us.")
    return _meta(frame, site_url, "visit", _("Visit us"), description)


def _meta(frame, site_url, view, title, description, card=None, **address):
    """The meta of the page that `view` shows at `address`; its card says the title, unless given."""
    return PageMeta(
        title=title,
        description=description,
        canonical=site_url + reverse(view, kwargs=address),
        card=card or Card(title=title, detail=clinic_name(frame)),
        site_name=clinic_name(frame),
        # Search engines are asked to leave a site alone that is nobody's yet, or invented.
        noindex=frame.is_demo or not frame.clinic.name,
    )
