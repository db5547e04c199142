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
    # What it is about, for search engines: a type of schema.org, empty if none fits.
    schema_type: ClassVar[str] = ""

    slug: Name = field(default="", metadata=UNREAD)
    title: Line = ""
    summary: Line = ""
    position: int = field(default=0, metadata=UNREAD)

    @property
    def order(self):
        """By position, then in the order of the alphabet."""
        return self.position, self.title.casefold(), self.key

    def shown_sections(self, linked):
        """The sections that patients see; `linked` are the public pages it names (`PublicSite.linked`)."""
        return shown_sections(self.sections, self, linked)
