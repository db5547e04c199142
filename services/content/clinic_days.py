"""On which days a location is open: its usual week, and closures and other hours on top.

All of it is said of named days, never of "today", for a copy of a page may be days old.
"""

import datetime as dt
from dataclasses import dataclass

from .clinic_hours import hours_in_words, usual_week
from .clinic_location import LocationContent

# So many days from today are told one by one.
DAYS_AHEAD = 7
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class OpenDay:
    """A day with its hours: `spans` of `clinic_hours.Span`. `closure` is what makes them so, or None."""

    day: dt.date
    spans: tuple
    by_appointment: bool = False
    closure: object = None

    @property
    def hours(self):
        """The hours in words."""
        return hours_in_words(self.spans, self.by_appointment)


@dataclass(frozen=True)
class Place:
    """A location on the day `today`, with the closures that are for it and aren't over.

    `notices` is what these say (`SiteContext.notices`); `number` counts the clinic's locations from 1. From
    `known_until` on, something that is scheduled may change its hours.
    """

    location: LocationContent
    closures: tuple
    notices: tuple
    today: dt.date
    number: int = 1
    known_until: dt.date | None = None

    @property
    def anchor(self):
        """What the anchors of its lines end in: the first has the plain ones, for links lead to them."""
        return f"-{self.number}" if self.number > 1 else ""

    @property
    def usual(self):
        """Its week, as `clinic_hours.usual_week`."""
        return usual_week(self.location.hours)

    def on(self, day):
        """The `OpenDay` of a day; None if nobody has said when it's open. Closed all day goes before other hours."""
        found = [closure for closure in self.closures if closure.is_on(day)]
        if found:
            closure = min(found, key=lambda closure: (bool(closure.spans), closure.order))
            return OpenDay(day, closure.spans, closure=closure)
        if not self.location.hours:
            return None
        of_day = {one.weekday: one for one in self.location.hours}
        usual = of_day.get(day.weekday())
        return OpenDay(day, usual.spans, usual.by_appointment) if usual else OpenDay(day, ())

    @property
    def next_days(self):
        """The next days one by one, today the first, as far as they're known."""
        if not self.location.hours:
            return []
        days = (self.today + number * DAY for number in range(DAYS_AHEAD))
        return [self.on(day) for day in days if not self.known_until or day < self.known_until]
