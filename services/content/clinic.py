"""What the clinic says of itself."""

import zoneinfo
from dataclasses import dataclass, replace
from typing import ClassVar

from django.urls import reverse

from .clinic_location import FIRST, LocationContent
from .clinic_profile import ProfileContent
from .page import PageContent
from .picture import Picture
from .types import Line, Markdown, Name, PictureName, Text

# What an older release had once, and is a location's now: today's field -> the older one.
MOVED = {
    "street": "address",
    "phone": "phone",
    "email": "email",
    "booking_url": "booking_url",
}


def with_a_location(data):
    """JSON of schema 1, which had one address, phone and so on, as that of schema 2."""
    moved = {name: data[old] for name, old in MOVED.items() if data.get(old)}
    rest = {name: value for name, value in data.items() if name not in MOVED.values()}
    return rest | ({"locations": [{"key": FIRST, **moved}]} if moved else {})


@dataclass(frozen=True, kw_only=True)
class ClinicContent(PageContent):
    """The clinic's own details. All of them may be empty."""

    upgrades: ClassVar[dict] = {1: with_a_location}

    # There is one.
    key: Name = "clinic"
    name: Line = ""
    tagline: Line = ""
    # Two letters, as in ISO 3166-1: how a phone number is read, unless it begins with +.
    country: Name = ""
    picture: PictureName = ""
    picture_text: Text = ""
    picture_is_decorative: bool = False
    locations: tuple[LocationContent, ...] = ()
    time_zone: Name = ""
    # What patients dial in an emergency, for help cards.
    emergency_number: Name = ""
    profiles: tuple[ProfileContent, ...] = ()
    # What it adds to what the website says of itself.
    privacy_text: Markdown = ""
    accessibility_text: Markdown = ""

    def get_absolute_url(self):
        """The path of the page that shows them."""
        return reverse("visit" if self.can_be_reached else "home")

    @property
    def shown_picture(self):
        """The `Picture` of the place, None if there is none."""
        return Picture.named(self.picture)

    @property
    def places(self):
        """Its locations that say something, each with its country; a tuple."""
        return tuple(
            replace(location, country=location.country or self.country)
            for location in self.locations
            if location.can_be_reached or location.hours
        )

    @property
    def numbers(self):
        """The places that can be called: of those with the same number, the first."""
        return _first_of_each(self.places, "phone_link")

    @property
    def booking_pages(self):
        """The places that can be booked online: of those with the same booking page, the first."""
        return _first_of_each(self.places, "booking_url")

    @property
    def booked_place(self):
        """What the only place is called that can be booked online, if others can't; else empty."""
        booked = [place for place in self.places if place.booking_url]
        return booked[0].name if len(booked) == 1 < len(self.places) else ""

    @property
    def email(self):
        """The first address to write to; empty if there is none."""
        return next((place.email for place in self.places if place.email), "")

    @property
    def can_be_found(self):
        """Whether patients are told where it is."""
        return any(place.address_lines for place in self.places)

    @property
    def emergency_link(self):
        """The emergency number as it stands in a `tel:` address."""
        return self.emergency_number.replace(" ", "")

    @property
    def towns(self):
        """The towns it's in, each once, in the order of its locations."""
        return list(dict.fromkeys(place.locality for place in self.places if place.locality))

    @property
    def can_be_reached(self):
        """Whether patients are told how to reach the clinic, where it is, or when it's open."""
        return bool(self.places)

    @property
    def zone(self):
        """The clinic's time zone; UTC until it is filled in, or if this machine doesn't know it."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")


def _first_of_each(places, name):
    """Of some places, the first with each value that a field has; those without one left out."""
    firsts = {}
    for place in places:
        if value := getattr(place, name):
            firsts.setdefault(value, place)
    return list(firsts.values())
