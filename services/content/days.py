"""Days of the calendar, and moments as staff say them."""

from django.utils.formats import date_format


def years_after(day, years):
    """The same day some years later, or earlier; 28 February for the 29th of a year that has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def day_and_time(moment, zone):
    """A moment as staff say it: "3 March 2026, 09:30", on the clock of `zone`."""
    return date_format(moment.astimezone(zone), "j F Y, H:i")


def days_and_times(publications, zone):
    """When some publications begin, one after the other."""
    return ", ".join(day_and_time(publication.live_from, zone) for publication in publications)
