"""What a treatment's page says."""

from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .drawing import Drawing
from .page import AddressedContent, Listing
from .picture import Picture
from .types import Line, LinkWords, Markdown, Part, PictureName, Text, WebAddress, choice


@dataclass(frozen=True, kw_only=True)
class EffectContent(Part):
    """One thing that a treatment does."""

    heading: Line = ""
    text: Markdown = ""
    drawing: choice(Drawing) = ""


@dataclass(frozen=True, kw_only=True)
class FactorContent(Part):
    """One of the things that decide how many treatments somebody needs."""

    text: Text = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class TreatmentContent(AddressedContent):
    """A treatment's page with all its parts, in the order in which patients read them."""

    listing: ClassVar[Listing] = Listing(
        place="treatments",
        title=_("Treatments"),
        about=_("Treatments in plain language"),
        empty=_("No treatments are listed here yet."),
        link=_("See all treatments"),
    )

    frequency_short: Line = ""
    picture: PictureName = ""
    picture_text: Text = ""
    picture_is_decorative: bool = False
    what_it_treats: Markdown = ""
    mechanism_drawing: choice(Drawing) = ""
    effects_heading: Line = ""
    effects_introduction: Markdown = ""
    # These two parts were in a page's hash before an empty part was left out of it.
    effects: tuple[EffectContent, ...] = field(default=(), metadata={"is_always_hashed": True})
    effects_closing: Markdown = ""
    frequency_heading: Line = ""
    frequency_text: Markdown = ""
    visits_per_week: int | None = None
    factors_introduction: Markdown = ""
    factors: tuple[FactorContent, ...] = field(default=(), metadata={"is_always_hashed": True})
    dedicated_site_words: LinkWords = ""
    dedicated_site_url: WebAddress = ""

    def get_absolute_url(self):
        """The path of the page."""
        return reverse("treatment", args=[self.slug])

    @property
    def shown_picture(self):
        """The `Picture` at the top of the page, None if there is none."""
        return Picture.named(self.picture)

    @property
    def has_mechanism(self):
        """Whether there is anything to say about what it treats."""
        return bool(self.what_it_treats or self.mechanism_drawing)

    @property
    def has_effects(self):
        """Whether there is anything to say about its effects; a heading alone says nothing."""
        return bool(self.effects or self.effects_introduction or self.effects_closing)

    @property
    def has_frequency(self):
        """Whether there is anything to say about how often."""
        return bool(self.visits_per_week or self.frequency_short or self.frequency_text)

    @property
    def has_factors(self):
        """Whether there is anything to say about how many treatments."""
        return bool(self.factors or self.factors_introduction)

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
