"""What staff are told about a page of any kind: what keeps it from being published, what would be better.

What goes for one kind alone is in the file of its name, and registers itself here (`own_advice`).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.content.types import ERASED, PictureType, uploads_in
from services.kinds import model_for

from . import Advice
from .links import unusable_links
from .texts import texts_of
from .wording import advice_on_wording

# What Facebook, LinkedIn, X, WhatsApp and search results show of a title and a description before they
# cut it.
TITLE_LENGTH = 60
SHARED_LENGTH = 110
# With a summary of this length, a phone's first screen still has the ways to book and to call
# (tests/browser/test_patients.py).
SUMMARY_LENGTH = 90


# Of a page that `is_empty`; publishing refuses it, for the page's own form doesn't know its parts.
EMPTY = gettext_lazy("Add some text below. A page needs more than a title to be published.")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """When and where a content is looked at.

    `today` is the day at the clinic; `shown_from` the day from which patients are going to read it, None
    for a draft; `public` the content that they read now, None if there is none; `has_page` and
    `had_page` say of a path whether a page of this site is there, at once or one hop on, and whether one ever
    was; None if nobody knows. `is_approved` says of a content whether an approval of its very words counts, and
    `others` what else of its kind is public then.
    """

    today: dt.date
    shown_from: dt.date | None = None
    public: object = None
    has_page: Callable | None = None
    had_page: Callable | None = None
    is_approved: Callable = lambda _content: False
    others: Callable = lambda _content: ()


def advice_for(content, situation: Situation):
    """Yields what staff are told about a content of any kind.

    First what patients' safety asks for, then what blocks publishing, then what would be better.
    """
    own, texts = list(own_advice(content, situation)), texts_of(content)
    yield from _urgent(content, texts, own)
    for text in texts:
        if ERASED in text.typed:
            yield Advice(text.field, _("Replace “[erased]” with other text."))
    if content.has_address:
        if content.is_empty:
            yield Advice("summary", EMPTY)
        yield from _advice_on_sharing(content)
    yield from (advice for advice in own if not (advice.is_safety or advice.blocks))
    if content.has_address:
        yield from advice_on_wording(texts)


def urgent_advice(content, situation: Situation):
    """Yields what patients' safety asks for and what blocks publishing, of what `advice_for` says."""
    yield from _urgent(content, texts_of(content), list(own_advice(content, situation)))


def blocking_advice(content, situation: Situation):
    """Yields what a content can't be public with, of what `advice_for` says."""
    yield from (advice for advice in urgent_advice(content, situation) if advice.blocks)


def _urgent(content, texts, own):
    """What `urgent_advice` says, of a content's `texts` and the `own` advice of its kind."""
    yield from (advice for advice in own if advice.is_safety)
    if content.has_address:
        yield from _advice_on_what_is_needed(content)
    yield from _advice_on_pictures(content)
    for text in texts:
        yield from unusable_links(text)
    yield from (advice for advice in own if advice.blocks)


@singledispatch
def own_advice(content, situation: Situation):
    """Yields what goes for one kind alone: nothing, unless the kind's own file says so."""
    yield from ()


@singledispatch
def question_for_reviewer(content):
    """What a clinician is asked before they approve a page; an empty string if nothing is."""
    return ""


def _advice_on_what_is_needed(content):
    """Yields what a page with an address of its own can't be public without."""
    for name in ("title", "slug", "summary"):
        if not getattr(content, name):
            # As the form calls it: somebody's title is their name.
            field = model_for(content)._meta.get_field(name).verbose_name
            text = _("Add a %(field)s. Required to publish.") % {"field": field}
            yield Advice(name, text, blocks=True)


def _advice_on_pictures(content):
    """Yields what a reader who doesn't see a picture would miss (WCAG 2.2, 1.1.1)."""
    for holder, field, prefix in uploads_in(content):
        if isinstance(field.type, PictureType):
            values = {name: getattr(holder, name, "") for name in described_by(field.name)}
            yield from advice_on_picture(field.name, values, prefix)


def described_by(field):
    """The names of what says whether the picture in a field needs words, itself first."""
    return field, f"{field}_text", f"{field}_is_decorative"


def advice_on_picture(field, values, prefix=""):
    """Yields what is missing beside the picture in a field; `values` are those of `described_by`.

    `prefix` comes before the fields' names in a form.
    """
    picture, text, is_decorative = (values[name] for name in described_by(field))
    if picture and not (text or is_decorative):
        advice = _("Describe the picture, or tick “Decorative only”.")
        yield Advice(f"{prefix}{field}_text", advice, blocks=True)


def _advice_on_sharing(content):
    """Yields advice on what lists, search results and shared links show."""
    if len(content.title) > TITLE_LENGTH:
        yield Advice("title", _("Shorten the title. Shared links cut it off after 60 characters."))
    if len(content.summary) > SHARED_LENGTH:
        yield Advice(
            "summary", _("Shorten the summary. Shared links cut it off after 110 characters.")
        )
    elif len(content.summary) > SUMMARY_LENGTH:
        text = _("Shorten the summary to 90 characters, so that it fits on a phone.")
        yield Advice("summary", text)
    if _repeats(content.summary, content.title):
        yield Advice("summary", _("Add something to the summary that the title doesn’t say."))


def _repeats(summary, title):
    """Whether a summary says the title again and adds less than that."""
    summary, title = _letters(summary), _letters(title)
    return bool(title) and title in summary and len(summary) < 2 * len(title)


def _letters(text):
    """The letters and digits of a text, in small letters."""
    return "".join(filter(str.isalnum, text.casefold()))
