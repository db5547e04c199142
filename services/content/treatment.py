"""What a treatment's page says."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from .picture import Picture
from .types import Markdown


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
        return bool(self.picture) and not (self.picture_is_decorative or self.picture_text)

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
