"""What staff are told about a closure: days that can't be right."""

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


def question_about_days(closure: ClosureContent):
    """What is asked once more about a long closure, which may be meant; an empty string if nothing is."""
    days = (closure.last_day - closure.first_day).days + 1
    if days <= LONG_CLOSURE_DAYS:
        return ""
    text = _(
        "This closure lasts %(days)d days. If that’s right, tick “Yes, these dates are right”."
    )
    return text % {"days": days}
