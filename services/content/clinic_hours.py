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
    """What was typed can't be read as hours; `args` say what to do, each a sentence in staff's words."""


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
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?\s*(?:h|(?P<half>[ap])\.? ?m?\.?)?"
    r"|(?:12 )?(?P<word>midday|noon|midnight)",
    re.IGNORECASE,
)
BETWEEN_TIMES = re.compile(r"\s*(?:-|–|—|−|\bto\b|\buntil\b|\btill?\b)\s*", re.IGNORECASE)
BETWEEN_SPANS = re.compile(r"\s*(?:[,;+&]|\band\b)\s*", re.IGNORECASE)
APPOINTMENT = re.compile(r"\b(?:by )?app(?:oin)?t(?:ment)?s?\b\.?(?: only)?", re.IGNORECASE)
CLOSED = re.compile(r"closed|shut|none|off|n/a|-|–|—", re.IGNORECASE)
# Nobody opens before this hour who doesn't say so.
TOO_EARLY = 6
# So much of what was typed is repeated to whoever typed it.
REPEATED = 40


def parse_week(typed):
    """The `WeekdayHours` of lines such as "Monday: 8am to 6pm" or "Mon-Fri: 8-12, 13-18"; a tuple, Monday first.

    Raises NotHours, with all that isn't clear.
    """
    of_day, problems = {}, []
    for line in filter(None, map(str.strip, typed.splitlines())):
        try:
            for day in _line(line):
                if day.weekday in of_day:
                    text = _("%(day)s is there twice. Keep one.")
                    raise NotHours(text % {"day": WEEKDAYS[day.weekday]})
                of_day[day.weekday] = day
        except NotHours as problem:
            problems += problem.args
    if problems:
        raise NotHours(*problems)
    return tuple(
        of_day[day] for day in sorted(of_day) if of_day[day].spans or of_day[day].by_appointment
    )


def _line(line):
    """The `WeekdayHours` of each day that a line is about. Raises NotHours."""
    days, colon, hours = line.partition(":")
    if not colon or not re.match(r"[^\W\d]", days):
        text = _(
            "Begin each line with a day and a colon, for example “Monday: 8am to 6pm”, not “%(line)s”."
        )
        raise NotHours(text % {"line": _repeated(line)})
    weekdays = _weekdays(days)
    try:
        spans, by_appointment = parse_hours(hours)
    except NotHours as problem:
        raise NotHours(f"{WEEKDAYS[weekdays[0]]}: {problem}") from problem
    return [
        WeekdayHours(weekday=day, spans=spans, by_appointment=by_appointment) for day in weekdays
    ]


def parse_hours(typed):
    """The hours of a day: a tuple of `Span`s in their order, and whether they're by appointment. Raises NotHours."""
    text = " ".join(typed.split()).strip(" ,;.()")
    rest = APPOINTMENT.sub("", text).strip(" ,;.()")
    by_appointment = rest != text
    if not rest or CLOSED.fullmatch(rest):
        return (), by_appointment
    spans = []
    for piece in filter(None, BETWEEN_SPANS.split(rest)):
        spans.append(_span(piece, after=spans[-1].closes if spans else dt.time.min))
    spans.sort(key=lambda span: span.opens)
    for one, following in zip(spans, spans[1:], strict=False):
        if following.opens < one.closes:
            raise NotHours(
                _("“%(one)s” and “%(other)s” overlap.") % {"one": one, "other": following}
            )
        if following.opens == one.closes:
            whole = Span(opens=one.opens, closes=following.closes)
            raise NotHours(
                _("“%(one)s” and “%(other)s” have no break between them. Write %(whole)s.")
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
    text = _("“%(word)s” isn’t a day of the week. Write, for example, Monday or Mon.")
    raise NotHours(text % {"word": _repeated(typed.strip())})


def _span(typed, after):
    """The `Span` of "8am to 6pm", "8-18", "9:30 - 1pm"; `after` is when the one typed before it closes.

    Where am and pm are missing, every way to read it is tried. Raises NotHours if none or several make sense.
    """
    times, words = BETWEEN_TIMES.split(typed), {"typed": _repeated(typed)}
    matches = [TIME.fullmatch(time.strip()) for time in times]
    if len(times) != 2 or not all(matches):
        text = _("“%(typed)s” isn’t clear. Write, for example, 8am to 6pm, or by appointment.")
        raise NotHours(text % words)
    opens, closes = map(_times, matches)
    if not (opens and closes):
        raise NotHours(_("“%(typed)s” isn’t a time. Write, for example, 8am to 6pm.") % words)
    ways = [Span(opens=one, closes=other) for one in opens for other in closes if one < other]
    if not ways:
        raise NotHours(_("“%(typed)s” ends before it begins. Hours can’t go past 11:59pm.") % words)
    for makes_sense in (
        lambda span: span.opens >= after,
        lambda span: span.opens.hour >= TOO_EARLY,
    ):
        ways = list(filter(makes_sense, ways)) or ways
    if len(ways) > 1:
        raise NotHours(_("Is “%(typed)s” in the morning or the afternoon? Write am or pm.") % words)
    return ways[0]


def _times(match):
    """The times that may be meant by one that was typed: one if it's clear, none if there is no such time."""
    if match["word"]:
        return [dt.time(0 if match["word"].lower() == "midnight" else 12)]
    hour, minute, half = (
        int(match["hour"]),
        int(match["minute"] or 0),
        (match["half"] or "").lower(),
    )
    if hour > 23 or minute > 59 or (half and not 0 < hour <= 12):
        return []
    if half:
        return [dt.time(hour % 12 + (12 if half == "p" else 0), minute)]
    is_clear = hour == 0 or hour >= 12 or match["hour"].startswith("0")
    return (
        [dt.time(hour, minute)] if is_clear else [dt.time(hour, minute), dt.time(hour + 12, minute)]
    )


def _repeated(typed):
    """What was typed, as it is repeated: its beginning."""
    return typed if len(typed) <= REPEATED else f"{typed[:REPEATED]}…"
