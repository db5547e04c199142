"""Days of the calendar, and moments as people say them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def years_after(day, years):
    """The same day some years later, or earlier; 28 February for the 29th of a year that has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def day_and_time(moment, zone, now, *, on=False):
    """A moment as people say it, on the clock of `zone`: "today at 7:08 pm", "3 March at 9:30 am".

    The year is there only if it isn't the year of `now`. With `on`, a date has the word that it needs after
    a verb: published "on 3 March at 9:30 am", but published "today at 7:08 pm".
    """
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    near = {
        -1: _("yesterday at %(time)s"),
        0: _("today at %(time)s"),
        1: _("tomorrow at %(time)s"),
    }
    far = _("on %(day)s at %(time)s") if on else _("%(day)s at %(time)s")
    day = date_format(local, "j F" if local.year == today.year else "j F Y")
    time = date_format(local, "g:i A").lower()
    return near.get((local.date() - today).days, far) % {"day": day, "time": time}


def days_and_times(publications, zone, now, *, on=False):
    """When some publications begin, one after the other, as `day_and_time`."""
    return ", ".join(day_and_time(p.live_from, zone, now, on=on) for p in publications)


def days_in_words(first, last, year):
    """Some days, as patients read them: "Friday 4 to Saturday 5 December".

    A month or a year is there once, and a year only if it isn't the `year` of the reader.
    """
    end = date_format(last, "l j F" if last.year == year else "l j F Y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        start = date_format(first, "l j")
    elif first.year in (last.year, year):
        start = date_format(first, "l j F")
    else:
        start = date_format(first, "l j F Y")
    return _("%(first)s to %(last)s") % {"first": start, "last": end}


def listed(names):
    """Some names, one after the other: "Hill Street, Park Road and Mill Lane"; empty if there are none."""
    *others, last = names or [""]
    return (
        _("%(names)s and %(name)s") % {"names": ", ".join(others), "name": last} if others else last
    )
