"""Days of the calendar."""


def years_after(day, years):
    """The same day some years later, or earlier; 28 February for the 29th of a year that has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
