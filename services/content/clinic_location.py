"""Where the clinic is: one location for most."""

from dataclasses import dataclass
from urllib.parse import quote

from .clinic_hours import WeekdayHours
from .phone import link_of
from .types import Email, Line, Markdown, Name, Part, Phone, Text, WebAddress
from .web_address import host_of

# Where a map looks for what is typed into it.
MAPS = {
    "Google": "https://www.google.com/maps/search/?api=1&query=",
    "Apple": "https://maps.apple.com/?q=",
    "OpenStreetMap": "https://www.openstreetmap.org/search?query=",
}
# The location that an older release's address became (`services/migrations/0019_locations.py`).
FIRST = "first-location"


@dataclass(frozen=True, kw_only=True)
class LocationContent(Part):
    """A place where the clinic treats patients, with its own ways of being reached. All may be empty."""

    name: Line = ""
    street: Text = ""
    locality: Line = ""
    region: Line = ""
    postcode: Line = ""
    # Two letters, as in ISO 3166-1.
    country: Name = ""
    phone: Phone = ""
    fax: Phone = ""
    email: Email = ""
    booking_url: WebAddress = ""
    # Monday first; empty if nobody has said.
    hours: tuple[WeekdayHours, ...] = ()
    arrival: Markdown = ""
    access: Markdown = ""

    @property
    def label(self):
        """What tells it from the others: its name, its town or its street; empty if nothing does."""
        return self.name or self.locality or next(iter(self.address_lines), "")

    @property
    def phone_link(self):
        """The number as a `tel:` address (RFC 3966); empty if it isn't clear what to dial."""
        return link_of(self.phone, self.country)

    @property
    def booking_host(self):
        """Where the booking link leads, as a reader would say it."""
        return host_of(self.booking_url)

    @property
    def address_lines(self):
        """The address as on an envelope, line by line."""
        town = ", ".join(filter(None, [self.locality, self.region]))
        lines = [*self.street.splitlines(), town, self.postcode]
        return [line for line in map(str.strip, lines) if line]

    @property
    def one_line_address(self):
        """The address on one line, for a map's search."""
        return ", ".join(filter(None, (line.strip(" ,") for line in self.address_lines)))

    @property
    def maps(self):
        """Where maps show it: [(what the map is called, its address), ...]; empty without an address."""
        text = quote(self.one_line_address, safe="")
        return [(name, f"{address}{text}") for name, address in MAPS.items()] if text else []

    @property
    def has_whole_address(self):
        """Whether its address is in parts that others can read: street and town at least."""
        return bool(self.street and self.locality)

    @property
    def can_be_reached(self):
        """Whether patients are told any way of reaching it."""
        return bool(self.phone or self.email or self.address_lines or self.booking_url)
