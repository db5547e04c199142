"""What staff are told about a closure: days that can't be right, or that say two things."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services.content.closure import ClosureContent
from services.content.days import years_after

from . import Advice
from .advice import Situation, own_advice

# What is beyond these years is a typing mistake: a closure is announced for weeks, or for a year's holidays.
YEARS_BACK, YEARS_AHEAD = 1, 2
# A longer closure may be meant (a renovation); more often the month or the year is wrong.
LONG_CLOSURE_DAYS = 60


@own_advice.register
def advice_for_closure(closure: ClosureContent, situation: Situation):
    """Yields what can't be right about a closure's days, which blocks.

    The first day that patients read now isn't refused again, so that a closure that goes on for long can be
    changed.
    """
    if not (closure.first_day and closure.last_day):
        return  # the form asks for them
    if closure.last_day < closure.first_day:
        yield Advice("last_day", _("The last day can’t be before the first."), blocks=True)
        return
    today, shown_from, public = situation.today, situation.shown_from, situation.public
    yield from _advice_on_others(closure, situation.others(closure))
    furthest = years_after(today, YEARS_AHEAD)
    is_public_day = public is not None and public.first_day == closure.first_day
    if closure.first_day < years_after(today, -YEARS_BACK) and not is_public_day:
        text = _("%(day)s is more than a year ago. Check the year.")
        yield Advice(
            "first_day", text % {"day": date_format(closure.first_day, "j F Y")}, blocks=True
        )
        return
    if closure.last_day > furthest:
        field = "first_day" if closure.first_day > furthest else "last_day"
        text = _("%(day)s is more than two years from now. Check the year.")
        day = date_format(getattr(closure, field), "j F Y")
        yield Advice(field, text % {"day": day}, blocks=True)
        return
    if shown_from and closure.last_day < today:
        text = _("That date is in the past. Is the year right?")
        yield Advice("last_day", text, blocks=True)
    elif shown_from and closure.last_day < shown_from:
        text = _("The closure ends on %(day)s, before this goes live. Choose an earlier date.")
        yield Advice(
            "publish_at", text % {"day": date_format(closure.last_day, "j F Y")}, blocks=True
        )


def _advice_on_others(closure, others):
    """Yields which of the public closures `others` says something else about the same days and places."""
    for other in others:
        is_on = other.first_day <= closure.last_day and closure.first_day <= other.last_day
        places = [{one.key for one in each.at_locations} for each in (closure, other)]
        is_at = not all(places) or places[0] & places[1]
        if is_on and is_at and (closure.spans or other.spans):
            text = _(
                "Patients read about these days already: “%(other)s” Change or unpublish that first."
            )
            words = other.in_words(closure.first_day.year)
            yield Advice("first_day", text % {"other": words}, blocks=True)


def question_about_days(closure: ClosureContent, places=()):
    """What is asked once more about days that may be meant; an empty string if nothing is.

    That is a long closure, and other hours on a day when none of the clinic's `places` it is for is usually open.
    """
    if closure.spans:
        return _question_about_weekdays(closure, places)
    days = (closure.last_day - closure.first_day).days + 1
    if days <= LONG_CLOSURE_DAYS:
        return ""
    text = _(
        "This closure lasts %(days)d days. If that’s right, tick “Yes, these dates are right”."
    )
    return text % {"days": days}


def _question_about_weekdays(closure, places):
    """What is asked about other hours on a day that is usually closed."""
    open_days = {day.weekday for place in places if closure.is_at(place.key) for day in place.hours}
    if not open_days or closure.first_day == closure.last_day:
        return ""
    length = min((closure.last_day - closure.first_day).days + 1, 7)
    days = (closure.first_day + dt.timedelta(days=number) for number in range(length))
    closed = [day for day in days if day.weekday() not in open_days]
    if not closed:
        return ""
    text = _(
        "%(day)s is one of these days, and you’re usually closed then. If you’re open on it too, tick “Yes, "
        "these dates are right”. If not, post the days before and after it separately."
    )
    return text % {"day": date_format(closed[0], "l j F")}
