"""A time when the clinic is closed, or open at other hours."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .clinic_hours import Span, hours_in_words
from .days import days_in_words, listed
from .page import PageContent
from .types import Name, Text


@dataclass(frozen=True, kw_only=True)
class ClosureLocation:
    """A location that a closure is for, and what it was called then."""

    key: Name = ""
    name: Name = ""

    def __str__(self):
        return self.name


@dataclass(frozen=True, kw_only=True)
class ClosureContent(PageContent):
    """A time when the clinic is closed, first and last day included, or has other hours on each of these days.

    It is for all locations, unless it names some.
    """

    first_day: dt.date = dt.date.min
    last_day: dt.date = dt.date.min
    spans: tuple[Span, ...] = ()
    at_locations: tuple[ClosureLocation, ...] = ()
    reason: Text = ""

    def get_absolute_url(self):
        """The path of a page that shows it: its banner is on every page, the first will do."""
        return reverse("home")

    @property
    def order(self):
        """The first to begin comes first."""
        return self.first_day, self.last_day, self.key

    def is_over(self, today):
        """Whether its last day has passed."""
        return self.last_day < today

    def is_on(self, day):
        """Whether a day is one of its days."""
        return self.first_day <= day <= self.last_day

    def is_at(self, key):
        """Whether it is for the location with this key."""
        return not self.at_locations or key in {one.key for one in self.at_locations}

    def in_words(self, year, names=None):
        """What it says, in a sentence; `year` is that of its reader, which dates leave out.

        `names` says what locations are called today (key -> name); one that isn't there any more has its old name.
        """
        days = days_in_words(self.first_day, self.last_day, year)
        called = [(names or {}).get(one.key, one.name) for one in self.at_locations]
        places = [name for name in called if name]
        values = {"days": days, "places": listed(places), "hours": hours_in_words(self.spans)}
        if self.spans and places:
            text = _("%(days)s at %(places)s: open %(hours)s.")
        elif self.spans:
            text = _("%(days)s: open %(hours)s.")
        elif places:
            text = _("Closed %(days)s at %(places)s.")
        else:
            text = _("Closed %(days)s.")
        return text % values
