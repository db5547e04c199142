"""What staff are told about a page: what keeps it from being published, and what would make it better."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import singledispatch

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.content.clinic import ClinicContent
from services.content.closure import ClosureContent
from services.content.days import years_after
from services.content.treatment import TreatmentContent
from services.content.types import ERASED

from . import Advice
from .links import unusable_links
from .texts import Text, texts_of
from .wording import advice_on_wording, promises

# What Facebook, LinkedIn, X, WhatsApp and search results show of a title and a description before they
# cut it.
TITLE_LENGTH = 60
SUMMARY_LENGTH = 110
# What is beyond these years is a typing mistake: a closure is announced for weeks, or for a year's holidays.
YEARS_BACK, YEARS_AHEAD = 1, 2
# A longer closure may be meant (a renovation); more often the month or the year is wrong.
LONG_CLOSURE_DAYS = 60

# A treatment with needles; "pins and needles", however they are joined, is what a patient feels.
NEEDLES = re.compile(r"\bneedl(?:e[sd]?|ing)\b", re.IGNORECASE)
PINS_AND_NEEDLES = re.compile(r"\bpins[\s‐‑-]*(?:and|&)[\s‐‑-]*needles\b", re.IGNORECASE)
# What a page about needles owes its readers.
NEEDLE_FACTS = gettext_lazy(
    "what the risks of needles are, who must speak up before treatment, and whom to call if something is "
    "wrong"
)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """When a content is looked at: what a check of days asks.

    `today` is the day at the clinic; `shown_from` the day from which patients are going to read it, None
    for a draft; `public` the content that they read now, None if there is none.
    """

    today: dt.date
    shown_from: dt.date | None = None
    public: object = None


@singledispatch
def advice_for(content, situation: Situation):
    """Yields what staff are told about a content of any kind: what blocks publishing, what would be better."""
    yield from ()


@advice_for.register
def _of_clinic(clinic: ClinicContent, situation):
    yield from advice_for_clinic(clinic)


@advice_for.register
def _of_closure(closure: ClosureContent, situation):
    yield from advice_for_closure(
        closure,
        today=situation.today,
        shown_from=situation.shown_from,
        public=situation.public,
    )


@advice_for.register
def _of_treatment(treatment: TreatmentContent, situation):
    yield from advice_for_treatment(treatment)


def advice_for_clinic(clinic: ClinicContent):
    """Yields what a new clinic still has to fill in, and advice on its one line."""
    if not clinic.name:
        yield Advice(
            "name",
            _(
                "Fill in the clinic’s name: until it is public, pages say “Physiotherapy clinic” and "
                "search engines are asked to leave the site alone."
            ),
        )
    if not clinic.can_be_reached:
        yield Advice(
            "phone",
            _("Fill in a phone number, an email address, an address or a booking page: patients "
              "can’t see how to reach you."),
        )  # fmt: skip
    if not clinic.country:
        yield Advice(
            "country",
            _("Choose the country. The phone number is shown as people write it there."),
        )
    if not clinic.time_zone:
        yield Advice(
            "time_zone",
            _("Choose the time zone: closures begin and end at midnight UTC until then."),
        )
    if len(clinic.tagline) > SUMMARY_LENGTH:
        yield Advice("tagline", _("Shorten the line: shared links cut it after 110 letters."))
    yield from promises(Text(field="tagline", typed=clinic.tagline))


def advice_for_closure(closure: ClosureContent, *, today, shown_from=None, public=None):
    """Yields what can't be right about a closure's days, which blocks.

    `today` is the day at the clinic; `shown_from` the day from which patients are going to read it, None
    for a draft; `public` the ClosureContent that they read now, if any: its first day isn't refused again,
    so that a closure that goes on for long can be changed.
    """
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
        text = _("The closure is over by then. Its last day is %(day)s. Choose an earlier day.")
        yield Advice(
            "publish_at", text % {"day": date_format(closure.last_day, "j F Y")}, blocks=True
        )


def question_about_days(closure: ClosureContent):
    """What is asked once more about a long closure, which may be meant; an empty string if nothing is."""
    days = (closure.last_day - closure.first_day).days + 1
    if days <= LONG_CLOSURE_DAYS:
        return ""
    text = _(
        "This closure lasts %(days)d days. If that is right, tick “Yes, these days are right”."
    )
    return text % {"days": days}


def advice_for_treatment(treatment: TreatmentContent):
    """Yields what is missing for patients' safety, what blocks publishing, and what would be better."""
    texts = texts_of(treatment)
    yield from advice_on_safety(treatment)
    if not treatment.title:
        yield Advice("title", _("Write a title: a public page needs a title."), blocks=True)
    if not treatment.slug:
        yield Advice("slug", _("Fill in the address: a public page needs an address."), blocks=True)
    if not treatment.summary:
        yield Advice(
            "summary", _("Write one sentence here: a public page needs a summary."), blocks=True
        )
    if treatment.picture_lacks_words:
        yield Advice(
            "picture_text",
            _("Say in words what the picture shows, or that it only decorates."),
            blocks=True,
        )
    for text in texts:
        yield from unusable_links(text)
        if ERASED in text.typed:
            yield Advice(text.field, _("Write other words where “[erased]” stands."))
    yield from _advice_on_sharing(treatment)
    yield from _advice_on_parts(treatment)
    yield from advice_on_wording(texts)


def advice_on_safety(treatment: TreatmentContent):
    """Yields what a page about needles owes its readers, beside the field where it can be written.

    The page has no fields yet for risks, for who must speak up first, and for whom to call, so nobody can
    tell whether it says them: every such page gets this.
    """
    if mentions_needles(treatment):
        text = _(
            "Make sure this page says %(facts)s. Ask a clinician for the words, and put them under “What "
            "it does”."
        )
        yield Advice("effects_closing", text % {"facts": NEEDLE_FACTS}, is_safety=True)


def question_on_safety(treatment: TreatmentContent):
    """What a clinician is asked before they approve a page about needles; an empty string of others."""
    if not mentions_needles(treatment):
        return ""
    text = _("Does this page say %(facts)s? If not, send a note with the words that it needs.")
    return text % {"facts": NEEDLE_FACTS}


def mentions_needles(treatment: TreatmentContent):
    """Whether a treatment's page, the description of its picture included, is about needles."""
    return any(NEEDLES.search(PINS_AND_NEEDLES.sub("", text.words)) for text in texts_of(treatment))


def _advice_on_sharing(treatment):
    """Yields advice on what lists, search results and shared links show."""
    if len(treatment.title) > TITLE_LENGTH:
        yield Advice("title", _("Shorten the title: shared links cut it after 60 letters."))
    if len(treatment.summary) > SUMMARY_LENGTH:
        yield Advice("summary", _("Shorten the summary: shared links cut it after 110 letters."))
    if _repeats(treatment.summary, treatment.title):
        yield Advice("summary", _("Say more in the summary than the title above it says already."))


def _repeats(summary, title):
    """Whether a summary says the title again and adds less than that."""
    summary, title = _letters(summary), _letters(title)
    return bool(title) and title in summary and len(summary) < 2 * len(title)


def _letters(text):
    """The letters and digits of a text, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))


def _advice_on_parts(treatment):
    """Yields advice on what a treatment's page doesn't say yet."""
    if not treatment.has_effects:
        yield Advice("effects_heading", _("Say what the treatment does: add an effect below."))
    if not treatment.has_frequency:
        yield Advice("frequency_short", _("Say how often patients usually come."))
    if treatment.dedicated_site_words and not treatment.dedicated_site_url:
        yield Advice(
            "dedicated_site_url",
            _(
                "Fill in the address of the website, or take the words of its link away: patients "
                "see no link to it until then."
            ),
        )
    if treatment.dedicated_site_url and not treatment.dedicated_site_words:
        yield Advice("dedicated_site_words", _("Say in the link’s words where it leads."))
