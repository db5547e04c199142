"""What a page says, as values: frozen, complete, free of the database.

Templates, share cards and checks receive these and nothing else, whether the page is live, a preview
or a past one. An empty field is an empty string; the `has_...` properties say which sections exist.
Every field has a default, so that a publication made before a field existed still loads.
"""

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from typing import NewType
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.phone import link_of
from services.text import is_empty

# What stands in an old version where an owner has erased words.
ERASED = "[erased]"
# A text in staff's small Markdown (services/markdown.py).
Markdown = NewType("Markdown", str)


class Drawing(TextChoices):
    """The drawings that ship with the site: each is `templates/drawings/<value>.html`."""

    MUSCLE_SHORTENS = "muscle-shortens", _("A short muscle squeezes a disc and a nerve")
    MUSCLE_RELAXES = "muscle-relaxes", _("A needle makes a muscle relax and lengthen")
    BLOOD_ARRIVES = "blood-arrives", _("Blood comes to the place of the needle")
    NERVE_SETTLES = "nerve-settles", _("A nerve works normally again")


@dataclass(frozen=True, kw_only=True)
class EffectContent:
    """One thing that a treatment does. `drawing` is a `Drawing` value or empty."""

    key: str = ""
    heading: str = ""
    text: Markdown = Markdown("")
    drawing: str = ""


@dataclass(frozen=True, kw_only=True)
class FactorContent:
    """One of the things that decide how many treatments somebody needs."""

    key: str = ""
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture's files, as its name tells them; `widths` and `height` are in pixels.

    Each width is a file `<digest>-<width>.avif`; one of them is a JPEG too, for older browsers.
    """

    digest: str
    widths: tuple[int, ...]
    height: int

    NAME = re.compile(r"([0-9a-f]{32})((?:-[0-9]{1,4}){1,3})x([0-9]{1,4})", re.ASCII)
    # What a file is called, wherever an address asks for one.
    FILE = r"[0-9a-f]{32}-[0-9]{1,4}\.(?:avif|jpg)"
    # The JPEG's width, if the picture is that wide. Names of all times depend on it.
    FALLBACK = 1080

    @classmethod
    def named(cls, name):
        """The picture with a name such as `<digest>-480-1080-1600x1200`; None if it is no name."""
        found = cls.NAME.fullmatch(name)
        if found is None:
            return None
        digest, widths, height = found.groups()
        return cls(digest, tuple(int(width) for width in widths[1:].split("-")), int(height))

    @property
    def width(self):
        """The width of the largest file."""
        return self.widths[-1]

    @property
    def is_tall(self):
        """Whether it is higher than wide."""
        return self.height > self.width

    @property
    def fallback(self):
        """The name of the JPEG."""
        return f"{self.digest}-{min(self.FALLBACK, self.width)}.jpg"

    @property
    def files(self):
        """The names of all files."""
        return [*(f"{self.digest}-{width}.avif" for width in self.widths), self.fallback]

    @property
    def srcset(self):
        """The AVIF files and their widths, as an `srcset` has them."""
        files = zip(self.files, self.widths, strict=False)
        return ", ".join(f"{reverse('media', args=[file])} {width}w" for file, width in files)

    @property
    def src(self):
        """The path of the JPEG."""
        return reverse("media", args=[self.fallback])


@dataclass(frozen=True, kw_only=True)
class TreatmentContent:
    """A treatment's page with all its parts."""

    key: str = ""
    slug: str = ""
    title: str = ""
    summary: str = ""
    position: int = 0
    # The name of a `Picture`, and what it shows, in words.
    picture: str = ""
    picture_text: str = ""
    picture_is_decorative: bool = False
    what_it_treats: Markdown = Markdown("")
    mechanism_drawing: str = ""
    effects_heading: str = ""
    effects_introduction: Markdown = Markdown("")
    effects: tuple[EffectContent, ...] = ()
    effects_closing: Markdown = Markdown("")
    frequency_heading: str = ""
    frequency_short: str = ""
    frequency_text: Markdown = Markdown("")
    visits_per_week: int | None = None
    factors_introduction: Markdown = Markdown("")
    factors: tuple[FactorContent, ...] = ()
    dedicated_site_words: str = ""
    dedicated_site_url: str = ""

    def get_absolute_url(self):
        """The path of the page."""
        return reverse("treatment", args=[self.slug])

    @property
    def shown_picture(self):
        """The `Picture` at the top of the page, None if there is none."""
        return Picture.named(self.picture)

    @property
    def picture_lacks_words(self):
        """Whether a reader who doesn't see the picture would miss something (WCAG 2.2, 1.1.1)."""
        if not self.picture or self.picture_is_decorative:
            return False
        return is_empty(self.picture_text)

    @property
    def has_mechanism(self):
        """Whether there is anything to say about what it treats."""
        return not is_empty(self.what_it_treats + self.mechanism_drawing)

    @property
    def has_effects(self):
        """Whether there is anything to say about its effects; a heading alone says nothing."""
        return bool(self.effects) or not is_empty(self.effects_introduction + self.effects_closing)

    @property
    def has_frequency(self):
        """Whether there is anything to say about how often."""
        in_words = self.frequency_short + self.frequency_text
        return bool(self.visits_per_week) or not is_empty(in_words)

    @property
    def has_factors(self):
        """Whether there is anything to say about how many treatments."""
        return bool(self.factors) or not is_empty(self.factors_introduction)

    @property
    def dedicated_site_host(self):
        """Where the link to the dedicated site leads, as a reader would say it: `ims.example.com`."""
        return (urlsplit(self.dedicated_site_url).hostname or "").removeprefix("www.")

    @property
    def week(self):
        """The seven days of a week, True on those with a visit, spread evenly; empty if unknown.

        One visit: the first day. Two: the first and the fourth or fifth. A sketch, not a timetable.
        """
        if not self.visits_per_week:
            return ()
        visits = min(self.visits_per_week, 7)
        days = {round(visit * 7 / visits) for visit in range(visits)}
        return tuple(day in days for day in range(7))


@dataclass(frozen=True, kw_only=True)
class ClinicContent:
    """The clinic's own details. All of them may be empty."""

    name: str = ""
    tagline: str = ""
    # Two letters, as in ISO 3166-1: how `phone` is read, unless it begins with +.
    country: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    booking_url: str = ""
    time_zone: str = ""

    @property
    def phone_link(self):
        """The number as a `tel:` address (RFC 3966); empty if it isn't clear what to dial."""
        return link_of(self.phone, self.country)

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
        return not is_empty(self.phone + self.email + self.address + self.booking_url)

    @property
    def zone(self):
        """The clinic's time zone; UTC until it is filled in, or if this machine doesn't know it."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")


@dataclass(frozen=True, kw_only=True)
class ClosureContent:
    """A time when the clinic is closed, first and last day included."""

    key: str = ""
    first_day: dt.date = dt.date.min
    last_day: dt.date = dt.date.min
    reason: str = ""

    @property
    def is_one_day(self):
        """Whether it begins and ends on the same day."""
        return self.first_day == self.last_day


@dataclass(frozen=True, kw_only=True)
class Review:
    """Who said of a page, word for word as it is, that it is right. `next_day` is a date or None."""

    name: str
    role: str = ""
    day: dt.date
    next_day: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every page has around its own content: the clinic, and closures that aren't over."""

    clinic: ClinicContent = ClinicContent()
    closures: tuple[ClosureContent, ...] = ()
    is_demo: bool = False
    # Why this isn't what patients see now: a preview, or a page of another day. Empty on public pages.
    note: str = ""
