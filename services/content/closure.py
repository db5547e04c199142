"""A time when the clinic is closed."""

import datetime as dt
from dataclasses import dataclass

from .types import Name, Text


@dataclass(frozen=True, kw_only=True)
class ClosureContent:
    """A time when the clinic is closed, first and last day included."""

    key: Name = ""
    first_day: dt.date = dt.date.min
    last_day: dt.date = dt.date.min
    reason: Text = ""

    @property
    def is_one_day(self):
        """Whether it begins and ends on the same day."""
        return self.first_day == self.last_day
