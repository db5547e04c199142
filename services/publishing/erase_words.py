"""An owner's act, at a person's wish: words leave the old versions of a page.

What is kept of a page is looked through as it was typed, letter by letter: publications, drafts that
were kept, review links, and what clinicians noted. Its addresses stay: links lead to them.
"""

from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext as _

from services.content.types import ERASED, fields_of
from services.kinds import content_of, model_of
from services.models import Erasure, Publication, ReplacedDraft, ReviewLink, SignOff
from services.models.append_only import AppendOnly
from services.models.publication import name_of
from services.publishing.lock import publishing_lock

from . import snapshot
from .publish import Refused

# Letters to show on either side of what is found.
CONTEXT = 40
# The columns of a row that hold words of staff's, beside its content.
BESIDE_CONTENT = ("title", "message")


@dataclass(frozen=True)
class Occurrence:
    """Where words stand: in a field of `row`, a Publication, ReplacedDraft, ReviewLink or SignOff.

    `field`, `part` and `number` are as in `changes.Change`; `before` and `after` are the text around.
    """

    row: models.Model
    field: str
    part: str
    number: int
    before: str
    after: str


def occurrences(page, words):
    """The `Occurrence`s of `words` in all that is kept of the page with the key `page`, the newest first."""
    matches = []
    for row in _kept(page):
        for field, part, number, text in _texts(row):
            if _has(text, words):
                before, _words, after = _erased(text, words).partition(ERASED)
                around = before[-CONTEXT:], after[:CONTEXT]
                matches.append(Occurrence(row, field, part, number, *around))
    return matches


def refusal(row, words, now):
    """Why `words` can't be erased yet from the old versions of the working copy `row`; or empty."""
    of_page = Publication.objects.filter(page_key=row.key)
    texts = [text for p in of_page.live(now) | of_page.planned(now) for *_in, text in _texts(p)]
    content = snapshot.freeze(row)
    texts += [text for *_in, text in _texts_in(snapshot.dump(content), type(content))]
    if not any(_has(text, words) for text in texts):
        return ""
    return _(
        "The page still has this text: in the form, in the live version or in a scheduled "
        "version. Remove it there and publish first. Then come back."
    )


@transaction.atomic
def erase_words(row, words, *, by, reason, now):
    """Put "[erased]" for `words` in all that is kept of the working copy `row`; returns the Erasure.

    A text that doesn't fit its field any more is cut at the end; a web or mail address that has the
    words goes as a whole, for half of one leads astray. Raises Refused if patients see the words, are
    going to, or if the working copy has them.

    No hash of the old content stays, for the words could be guessed from it. A publication's and a
    review link's are made anew. A sign-off of such a content is of words that nobody can read any more:
    it stays, and is of none. What is live didn't change, so its own sign-off and "nothing new" hold.
    """
    publishing_lock()
    row = type(row).objects.filter(pk=row.pk).first() or row  # what was saved meanwhile
    if problem := refusal(row, words, now):
        raise Refused(problem)
    page, signed = row.key, set()
    for row in _kept(page):
        if not any(_has(text, words) for *_in, text in _texts(row)):
            continue
        if isinstance(row, SignOff):
            _rewrite(row, note=_erased(row.note, words))
            continue
        if row.content and content_of(row.kind).has_address:
            content = snapshot.load(row.kind, row.content)
            signed |= {
                snapshot.reviewed_hash(one)
                for one in [content, *snapshot.without_erased([content])]
            }
        _rewrite(row, **_columns(row, words))
    SignOff.objects.filter(page_key=page, content_hash__in=signed).erase(content_hash=ERASED)
    return Erasure.objects.create(
        page_key=page, at=now, author=by, author_name=name_of(by), reason=reason
    )


def _has(text, words):
    """Whether a text has `words`, besides what stands where others were erased."""
    return any(words in part for part in text.split(ERASED))


def _erased(text, words):
    """A text without `words`; what stands where others were erased stays whole."""
    return ERASED.join(part.replace(words, ERASED) for part in text.split(ERASED))


def _kept(page):
    """Every row that keeps words of a page."""
    for model in (Publication, ReplacedDraft, ReviewLink, SignOff):
        yield from model.objects.filter(page_key=page)


def _texts(row):
    """The texts of a row: (field, part, number, text), ..."""
    if isinstance(row, SignOff):
        return [("note", "", 0, row.note)]
    texts = list(_texts_in(_content_of(row), content_of(row.kind)))
    # A page that is taken away has no content, but a title and perhaps a sentence about that.
    said = {text for *_in, text in texts}
    beside = [(name, "", 0, getattr(row, name, "")) for name in BESIDE_CONTENT]
    return [*(one for one in beside if one[-1] and one[-1] not in said), *texts]


def _content_of(row):
    """The JSON of a row as today's release has it; empty if it takes its page away."""
    return snapshot.upgraded(row.kind, row.content) if row.content else {}


def _texts_in(data, content, part="", number=0):
    """The texts in the JSON of an object of a content class, also those that today's release doesn't know."""
    types = {field.name: field.type for field in fields_of(content)} if content else {}
    for name, value in data.items():
        if isinstance(value, list | dict):
            inner = getattr(types.get(name), "content", None)
            for count, one in enumerate(value if isinstance(value, list) else [value], start=1):
                if isinstance(one, dict):
                    yield from _texts_in(one, inner, name, count)
        elif isinstance(value, str) and _is_text(name, types):
            yield name, part, number, value


def _is_text(name, types):
    """Whether a field holds words; of one that today's release doesn't know, all but its key may be."""
    return types[name].is_text if name in types else name != "key"


def _columns(row, words):
    """The columns of a Publication, ReplacedDraft or ReviewLink without `words`."""
    content, model = content_of(row.kind), model_of(row.kind)
    columns = {"content": _without(_content_of(row), words, content, model)}
    for name in BESIDE_CONTENT:
        if hasattr(row, name):
            most = row._meta.get_field(name).max_length
            columns[name] = _erased(getattr(row, name), words)[:most]
    if row.content and hasattr(row, "content_hash"):
        hash_of = snapshot.reviewed_hash if isinstance(row, ReviewLink) else snapshot.content_hash
        columns["content_hash"] = hash_of(snapshot.load(row.kind, columns["content"]))
    return columns


def _without(data, words, content, model):
    """The JSON of an object of a content class without `words`; `model` is that of its rows, if it has any."""
    types = {field.name: field.type for field in fields_of(content)} if content else {}
    columns = {field.name: field for field in model._meta.get_fields()} if model else {}
    result = {}
    for name, value in data.items():
        inner, column = types.get(name), columns.get(name)
        if isinstance(value, list | dict):
            of = getattr(inner, "content", None), getattr(column, "related_model", None)
            if isinstance(value, dict):
                value = _without(value, words, *of)
            else:
                value = [
                    _without(one, words, *of) if isinstance(one, dict) else one for one in value
                ]
        elif isinstance(value, str) and _is_text(name, types) and _has(value, words):
            is_whole = inner is not None and inner.is_whole
            value = "" if is_whole else _erased(value, words)[: getattr(column, "max_length", None)]
        result[name] = value
    return result


def _rewrite(row, **columns):
    """Change a row that keeps words, although it may be one that is never changed."""
    rows = type(row).objects.filter(pk=row.pk)
    change = rows.erase if isinstance(row, AppendOnly) else rows.update
    change(**columns)
