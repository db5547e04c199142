"""The hours of a week: what they are, how patients read them, and how staff type them.

Times are written as the NHS writes them: "8am to 6pm", "midday" (NHS digital service manual, "Numbers,
measurements, dates and time").
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _


class NotHours(ValueError):
    """What was typed can't be read as hours; the message says what to do, in staff's words."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when something is open, on one day."""

    opens: dt.time = dt.time.min
    closes: dt.time = dt.time.min

    def __str__(self):
        times = {"opens": time_in_words(self.opens), "closes": time_in_words(self.closes)}
        return _("%(opens)s to %(closes)s") % times


@dataclass(frozen=True, kw_only=True)
class WeekdayHours:
    """The hours of one day of the week, 0 for Monday. A day that isn't there is a day when it's closed."""

    weekday: int = 0
    spans: tuple[Span, ...] = ()
    by_appointment: bool = False

    def __str__(self):
        return f"{WEEKDAYS[self.weekday]}: {hours_in_words(self.spans, self.by_appointment)}"


def time_in_words(time):
    """A time as patients read it: "8am", "8:30am", "midday"."""
    if time in (dt.time(0), dt.time(12)):
        return _("midday") if time.hour else _("midnight")
    minutes = f":{time.minute:02}" if time.minute else ""
    half = _("%(time)sam") if time.hour < 12 else _("%(time)spm")
    return half % {"time": f"{time.hour % 12 or 12}{minutes}"}


def hours_in_words(spans, by_appointment=False):
    """The hours of a day as patients read them: "8am to midday and 1pm to 6pm", "by appointment", "closed"."""
    if not spans:
        return _("by appointment") if by_appointment else _("closed")
    *others, last = map(str, spans)
    text = (
        _("%(hours)s and %(more)s") % {"hours": ", ".join(others), "more": last} if others else last
    )
    return _("%(hours)s, by appointment") % {"hours": text} if by_appointment else text


def usual_week(hours):
    """A week in few lines: [("Monday to Friday", "8am to 6pm"), ("Saturday", "closed"), ...]; empty if unknown."""
    if not hours:
        return []
    of_day = {day.weekday: (day.spans, day.by_appointment) for day in hours}
    runs = []
    for weekday in range(7):
        open_at = of_day.get(weekday, ((), False))
        if runs and runs[-1][2] == open_at:
            runs[-1][1] = weekday
        else:
            runs.append([weekday, weekday, open_at])
    return [(_days(first, last), hours_in_words(*open_at)) for first, last, open_at in runs]


def _days(first, last):
    """Some days of the week that follow one another."""
    if first == last:
        return str(WEEKDAYS[first])
    words = _("%(first)s and %(last)s") if last == first + 1 else _("%(first)s to %(last)s")
    return words % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}


def typed_week(hours):
    """A week as staff change it: a line for each day that it's open."""
    return "\n".join(map(str, hours))


TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?:(?P<half>[ap])\.? ?m?\.?)?"
    r"|(?:12 )?(?P<word>midday|noon|midnight)",
    re.IGNORECASE,
)
BETWEEN_TIMES = re.compile(r"\s*(?:-|–|—|−|\bto\b|\buntil\b|\btill?\b)\s*", re.IGNORECASE)
BETWEEN_SPANS = re.compile(r"\s*(?:[,;+&]|\band\b)\s*", re.IGNORECASE)
APPOINTMENT = re.compile(r"\bby appointment(?: only)?\b", re.IGNORECASE)
CLOSED = re.compile(r"closed|-|–|—", re.IGNORECASE)
# Without am or pm, a clinic that opens before this hour is more likely to open twelve hours later.
TOO_EARLY = 6


def parse_week(typed):
    """The `WeekdayHours` of lines such as "Monday: 8am to 6pm" or "Mon-Fri: 8-12, 13-18"; a tuple, Monday first.

    Raises NotHours.
    """
    of_day = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        days, colon, hours = line.partition(":")
        if not colon or not re.match(r"[^\W\d]", days):
            raise NotHours(
                _(
                    "Begin each line with a day and a colon, for example “Monday: 8am to 6pm”, not “%(line)s”."
                )
                % {"line": line}
            )
        for weekday in _weekdays(days):
            if weekday in of_day:
                raise NotHours(_("%(day)s is there twice. Keep one.") % {"day": WEEKDAYS[weekday]})
            try:
                spans, by_appointment = parse_hours(hours)
            except NotHours as problem:
                raise NotHours(f"{WEEKDAYS[weekday]}: {problem}") from problem
            of_day[weekday] = WeekdayHours(
                weekday=weekday, spans=spans, by_appointment=by_appointment
            )
    return tuple(
        of_day[day] for day in sorted(of_day) if of_day[day].spans or of_day[day].by_appointment
    )


def parse_hours(typed):
    """The hours of a day: a tuple of `Span`s in their order, and whether they're by appointment. Raises NotHours."""
    text = " ".join(typed.split())
    rest = APPOINTMENT.sub("", text).strip(" ,;.()")
    by_appointment = rest != text.strip(" ,;.()")
    if not rest or CLOSED.fullmatch(rest):
        return (), by_appointment
    spans = sorted(map(_span, filter(None, BETWEEN_SPANS.split(rest))), key=lambda span: span.opens)
    for one, following in zip(spans, spans[1:], strict=False):
        if following.opens < one.closes:
            raise NotHours(
                _("“%(one)s” and “%(other)s” overlap.") % {"one": one, "other": following}
            )
        if following.opens == one.closes:
            whole = Span(opens=one.opens, closes=following.closes)
            raise NotHours(
                _("“%(one)s” and “%(other)s” are one: write %(whole)s.")
                % {"one": one, "other": following, "whole": whole}
            )
    return tuple(spans), by_appointment


def _weekdays(typed):
    """The days of the week that a line begins with: "Mon", "Monday to Friday", "Sat and Sun"."""
    found = []
    for piece in filter(None, BETWEEN_SPANS.split(typed.strip())):
        first, *last = map(_weekday, BETWEEN_TIMES.split(piece, maxsplit=1))
        until = last[0] if last else first
        found += [day % 7 for day in range(first, until + 1 if until >= first else until + 8)]
    return found


def _weekday(typed):
    """The number of a day by its name or its first letters, three at least. Raises NotHours."""
    word = typed.strip(" .").casefold()
    for number, name in WEEKDAYS.items():
        if len(word) >= 3 and str(name).casefold().startswith(word.removesuffix("s")):
            return number
    raise NotHours(
        _("“%(word)s” isn’t a day of the week. Write, for example, Monday or Mon.")
        % {"word": typed.strip()}
    )


def _span(typed):
    """The `Span` of "8am to 6pm", "8-18", "9:30 - 1pm". Raises NotHours."""
    times = BETWEEN_TIMES.split(typed)
    matches = [TIME.fullmatch(time.strip()) for time in times]
    if len(times) != 2 or not all(matches):
        raise NotHours(
            _("“%(typed)s” isn’t clear. Write, for example, 8am to 6pm.") % {"typed": typed}
        )
    (opens, opens_sure), (closes, closes_sure) = (_time(match, typed) for match in matches)
    if not (opens_sure and closes_sure):
        opens, closes = _in_their_halves(opens, opens_sure, closes, closes_sure, typed)
    if closes <= opens:
        raise NotHours(
            _("“%(typed)s” ends before it begins. Hours can’t go past midnight.") % {"typed": typed}
        )
    return Span(opens=opens, closes=closes)


def _in_their_halves(opens, opens_sure, closes, closes_sure, typed):
    """Two times, of which one at least has no am or pm: as people mean them. Raises NotHours."""
    if opens_sure:
        # "9am to 5" is until the afternoon.
        return opens, closes if closes > opens else _later(closes)
    if closes_sure:
        # "1 to 5pm" begins in the afternoon, "9 to 5pm" in the morning, "7 to 9pm" in one of them.
        can_be_later, is_early = _later(opens) < closes, opens.hour < TOO_EARLY
        if not can_be_later or is_early:
            return _later(opens) if can_be_later else opens, closes
    elif closes <= opens:
        return opens, _later(closes)
    if closes_sure or opens.hour < TOO_EARLY:
        raise NotHours(
            _("Is “%(typed)s” in the morning or the afternoon? Write am or pm.") % {"typed": typed}
        )
    return opens, closes


def _later(time):
    """A time twelve hours later, if there is such a time on the same day."""
    return time.replace(hour=time.hour + 12) if time.hour < 12 else time


def _time(match, typed):
    """A time as it was typed, and whether it's clear which half of the day it is. Raises NotHours."""
    if match["word"]:
        return dt.time(0 if match["word"].lower() == "midnight" else 12), True
    hour, minute, half = (
        int(match["hour"]),
        int(match["minute"] or 0),
        (match["half"] or "").lower(),
    )
    if hour > 23 or minute > 59 or (half and not 0 < hour <= 12):
        raise NotHours(
            _("“%(typed)s” isn’t a time. Write, for example, 8am to 6pm.") % {"typed": typed}
        )
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    is_clear = (
        bool(half) or hour > 12 or hour == 0 or len(match["hour"]) == 2 and match["hour"][0] == "0"
    )
    return dt.time(hour, minute), is_clear
