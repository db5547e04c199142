"""What pages of all kinds have in common, and what those with an address of their own have besides."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.urls import reverse

from .sections import shown_sections
from .types import UNREAD, Line, Name


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The list of all public pages of a kind.

    `place` is where they are: /<place>/ lists what is at /<place>/<slug>/. (The pages of a kind without a
    list are at /<slug>/.) The other values are text for patients: the list's title, what it is about (its
    description in shared links), what it says while it is empty, and a link to it.
    """

    place: str
    title: str
    about: str
    empty: str
    link: str

    @property
    def path(self):
        """The path of the list."""
        return reverse(self.place)


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """What a page of any kind says. A kind adds fields, each of a type of `types.py`."""

    # Whether each has an address of its own (`AddressedContent`).
    has_address: ClassVar[bool] = False
    # None for a kind that has no list.
    listing: ClassVar[Listing | None] = None
    # What brings the JSON of a schema to the next: {number: function from JSON to JSON}.
    upgrades: ClassVar[dict] = {}

    key: Name = ""

    def get_absolute_url(self):
        """The path of a page that shows it."""
        raise NotImplementedError

    @property
    def shown_at(self):
        """Where patients read it: a path, perhaps with an #anchor."""
        return self.get_absolute_url()

    @property
    def shown_on(self):
        """The path of the page on which patients read it."""
        path, _sign, _anchor = self.shown_at.partition("#")
        return path

    @property
    def order(self):
        """Where it stands among the others of its kind: what to sort by."""
        return self.key

    def is_over(self, today):
        """Whether patients don't see it any more on a day, although nobody took it away."""
        return False


@dataclass(frozen=True, kw_only=True)
class AddressedContent(PageContent):
    """What a page with an address of its own says. `slug` is the last part of that address.

    What has one can be renamed and reviewed by a clinician, and take over the address of one that is
    taken away.
    """

    has_address: ClassVar[bool] = True
    # The sections that a page can have, in the order in which patients read them.
    sections: ClassVar[tuple] = ()
    # What it is for search engines, and what it is about: types of schema.org, the latter empty if none fits.
    page_type: ClassVar[str] = "WebPage"
    schema_type: ClassVar[str] = ""

    slug: Name = field(default="", metadata=UNREAD)
    title: Line = ""
    summary: Line = ""
    position: int = field(default=0, metadata=UNREAD)

    @property
    def order(self):
        """By position, then in the order of the alphabet."""
        return self.position, self.title.casefold(), self.key

    def get_absolute_url(self):
        """The path of the page: in the list of its kind, or at the top of the site."""
        parent = self.listing.path if self.listing else reverse("home")
        return f"{parent}{self.slug}/"

    @property
    def group(self):
        """Under which heading it is in a long list; empty if under none of its own."""
        return ""

    @property
    def mark(self):
        """What stands for it in a long list: the name of a drawing, a `Picture`, or None."""
        return None

    @property
    def is_in_menu(self):
        """Whether the menu of every page leads to it: of a kind without a list, whose pages nothing else leads to."""
        return not self.listing

    @property
    def is_in_footer(self):
        """Whether the footer of every page leads to it."""
        return self.is_in_menu

    @property
    def has_own_page(self):
        """Whether there is a page at its address. If not, that leads to its place in the list."""
        return True

    @property
    def is_empty(self):
        """Whether it says too little: what a list leads to says something by its title, other pages have sections."""
        return not self.listing and not self.shown_sections({})

    @property
    def shown_at(self):
        """Where patients read it: at its own path, or at its place in the list."""
        path = self.get_absolute_url()
        return (
            path if self.has_own_page else f"{self.listing.path}#{self.listing.place}-{self.slug}"
        )

    @property
    def schema_values(self):
        """What search engines are told of what it is about (a `schema_type`): property of schema.org -> value."""
        return {"name": self.title}

    def shown_sections(self, linked):
        """The sections that patients see; `linked` are the public pages it is linked with (`PublicSite.linked`)."""
        return shown_sections(self.sections, self, linked)
