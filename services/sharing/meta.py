"""One `PageMeta` per page: the source of its title, description, address, share tags and card."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.content.page import AddressedContent, Listing
from services.content.site import SiteContext

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
    # Whether the title has the clinic's name itself.
    says_name: bool = False

    @property
    def document_title(self):
        """The title with the clinic's name, as tabs and search results show it."""
        return self.title if self.says_name else f"{self.title} - {self.site_name}"

    @property
    def card_url(self):
        """The absolute address of the share card."""
        return self.canonical + self.card.file_name


def site_name(site: SiteContext):
    """What the clinic is called; in general words until staff have filled it in."""
    return site.name or _("Physiotherapy clinic")


def page_meta(site: SiteContext, address, *, title, description, card=None, says_name=False):
    """The meta of the page at an absolute `address`; its card says the title, unless given.

    `says_name`: the title has the clinic's name itself.
    """
    return PageMeta(
        title=title,
        description=description,
        canonical=address,
        card=card or Card(title=title, detail=site_name(site)),
        site_name=site_name(site),
        # Search engines are asked to leave a site alone that is nobody's yet, or invented.
        noindex=site.is_demo or not site.name,
        says_name=says_name,
    )


def content_meta(site: SiteContext, content: AddressedContent, site_url):
    """The meta of a page with an address of its own: its title and summary, in full.

    `site_url` is the scheme and host of absolute addresses.
    """
    address = site_url + content.get_absolute_url()
    return page_meta(site, address, title=content.title, description=content.summary)


def listing_meta(site: SiteContext, listing: Listing, contents, site_url):
    """The meta of a list: its description names the pages if all of them fit."""
    names = ", ".join(content.title for content in contents)
    description = _("%(about)s: %(names)s.") % {"about": listing.about, "names": names}
    if not names or len(description) > DESCRIPTION_LENGTH:
        description = f"{listing.about}."
    address = site_url + listing.path
    return page_meta(site, address, title=str(listing.title), description=description)
