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
        is_one_day = closure.first_day == closure.last_day
        yield Advice("first_day" if is_one_day else "last_day", text, blocks=True)
    elif shown_from and closure.last_day < shown_from:
        text = _("The closure ends on %(day)s, before this goes live. Choose an earlier date.")
        yield Advice(
            "publish_at", text % {"day": date_format(closure.last_day, "j F Y")}, blocks=True
        )


def _advice_on_others(closure, others):
    """Yields which of the `others` says something else about the same days and places, or says all of it already."""
    for other in others:
        is_on = other.first_day <= closure.last_day and closure.first_day <= other.last_day
        places = [{one.key for one in each.at_locations} for each in (closure, other)]
        if not is_on or (all(places) and not places[0] & places[1]):
            continue
        is_all_said = (
            other.first_day <= closure.first_day
            and closure.last_day <= other.last_day
            and (not places[1] or (places[0] and places[0] <= places[1]))
        )
        if is_all_said or closure.spans or other.spans:
            text = _(
                "There’s a closure or other hours for these days already: “%(other)s” Change or unpublish that."
            )
            words = other.in_words(closure.first_day.year)
            yield Advice("first_day", text % {"other": words}, blocks=True)


def question_about_days(closure: ClosureContent, places=()):
    """What is asked once more about days that may be meant; an empty string if nothing is.

    That is a long closure, and other hours on a day when one of the `places` they're for is usually closed.
    """
    days = (closure.last_day - closure.first_day).days + 1
    if days <= LONG_CLOSURE_DAYS:
        return _question_about_weekdays(closure, places) if closure.spans else ""
    text = _(
        "This closure lasts %(days)d days. If that’s right, tick “Yes, these dates are right”."
    )
    return text % {"days": days}


def _question_about_weekdays(closure, places):
    """What is asked about other hours on a day when one of the places it is for is usually closed.

    One day at one place is meant as it is.
    """
    concerned = [place for place in places if closure.is_at(place.key) and place.hours]
    length = min((closure.last_day - closure.first_day).days + 1, 7)
    if length == len(concerned) == 1:
        return ""
    for number in range(length):
        day = closure.first_day + dt.timedelta(days=number)
        for place in concerned:
            if day.weekday() not in {one.weekday for one in place.hours}:
                text = _(
                    "%(place)s is usually closed on %(day)s. If it’s open then too, tick “Yes, these dates are "
                    "right”. If not, post other days or another location."
                )
                values = {"day": date_format(day, "l j F"), "place": place.label or _("The clinic")}
                return text % values
    return ""
