"""What the clinic says of itself."""

import zoneinfo
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from .page import PageContent
from .phone import link_of
from .types import Email, Line, Name, Phone, Text, WebAddress


@dataclass(frozen=True, kw_only=True)
class ClinicContent(PageContent):
    """The clinic's own details. All of them may be empty."""

    # There is one.
    key: Name = "clinic"
    name: Line = ""
    tagline: Line = ""
    # Two letters, as in ISO 3166-1: how `phone` is read, unless it begins with +.
    country: Name = ""
    phone: Phone = ""
    email: Email = ""
    address: Text = ""
    booking_url: WebAddress = ""
    time_zone: Name = ""
    # What patients dial in an emergency, for help cards.
    emergency_number: Name = ""

    def get_absolute_url(self):
        """The path of the page that shows them."""
        return reverse("visit" if self.can_be_reached else "home")

    @property
    def phone_link(self):
        """The number as a `tel:` address (RFC 3966); empty if it isn't clear what to dial."""
        return link_of(self.phone, self.country)

    @property
    def emergency_link(self):
        """The emergency number as it stands in a `tel:` address."""
        return self.emergency_number.replace(" ", "")

    @property
    def booking_host(self):
        """Where the booking link leads, as a reader would say it."""
        return (urlsplit(self.booking_url).hostname or "").removeprefix("www.")

    @property
    def one_line_address(self):
        """The address on one line, for a map's search."""
        return ", ".join(line.strip(" ,") for line in self.address.splitlines() if line.strip())

    @property
    def can_be_reached(self):
        """Whether patients are told any way of reaching the clinic."""
        return bool(self.phone or self.email or self.address or self.booking_url)

    @property
    def zone(self):
        """The clinic's time zone; UTC until it is filled in, or if this machine doesn't know it."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")
