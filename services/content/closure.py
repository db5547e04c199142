"""A time when the clinic is closed."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from .page import PageContent
from .types import Text


@dataclass(frozen=True, kw_only=True)
class ClosureContent(PageContent):
    """A time when the clinic is closed, first and last day included."""

    first_day: dt.date = dt.date.min
    last_day: dt.date = dt.date.min
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

    @property
    def is_one_day(self):
        """Whether it begins and ends on the same day."""
        return self.first_day == self.last_day

    @property
    def is_in_one_year(self):
        """Whether it begins and ends in the same year."""
        return self.first_day.year == self.last_day.year

    @property
    def is_in_one_month(self):
        """Whether it begins and ends in the same month of the same year."""
        return self.is_in_one_year and self.first_day.month == self.last_day.month
