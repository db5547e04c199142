"""What the page of somebody who treats patients says, or their place in the list of the team."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .page import AddressedContent, Listing
from .picture import Picture
from .types import UNREAD, Line, Markdown, Part, PictureName, Text, WebAddress, page_key
from .web_address import host_of


@dataclass(frozen=True, kw_only=True)
class GivenContent(Part):
    """A treatment that somebody gives."""

    page: page_key("treatment") = ""


@dataclass(frozen=True, kw_only=True)
class PractitionerContent(AddressedContent):
    """Somebody who treats patients. The title is their name, the summary what they are."""

    listing: ClassVar[Listing] = Listing(
        place="team",
        title=_("Team"),
        about=_("Who will treat you"),
        empty=_("Nobody is introduced here yet."),
        link=_("See the whole team"),
    )
    page_type: ClassVar[str] = "ProfilePage"
    schema_type: ClassVar[str] = "Person"

    picture: PictureName = ""
    picture_text: Text = ""
    picture_is_decorative: bool = False
    # A few sentences, for the list; `about` is what their own page says besides.
    text: Markdown = ""
    gives: tuple[GivenContent, ...] = field(default=(), metadata=UNREAD)
    languages: Line = ""
    register: Line = ""
    register_number: Line = ""
    register_url: WebAddress = ""
    booking_url: WebAddress = ""
    about: Markdown = ""

    @property
    def has_own_page(self):
        """Whether there is more to say than the list says."""
        return bool(self.about)

    @property
    def shown_picture(self):
        """Their photo as a `Picture`, None if there is none."""
        return Picture.named(self.picture)

    @property
    def booking_host(self):
        """Where their booking page is, as a reader would say it: `book.example.com`."""
        return host_of(self.booking_url)

    @property
    def register_host(self):
        """Where the register is, the same way."""
        return host_of(self.register_url)

    @property
    def schema_values(self):
        """What search engines are told of them, as schema.org has it."""
        languages = [one.strip() for one in self.languages.split(",")]
        values = {"jobTitle": self.summary, "knowsLanguage": [one for one in languages if one]}
        if self.register:
            details = {"identifier": self.register_number, "url": self.register_url}
            values["hasCredential"] = {
                "@type": "EducationalOccupationalCredential",
                "recognizedBy": {"@type": "Organization", "name": self.register},
                **{name: value for name, value in details.items() if value},
            }
        return super().schema_values | values
