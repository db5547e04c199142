"""Rows <-> content <-> JSON.

rows --freeze--> content --dump--> JSON (in a Publication)
rows <-restore-- content <--load-- JSON of any schema number
"""

import dataclasses
import hashlib
import json

from services.content import types
from services.content.types import fields_of, parts_of, uploads_in, uploads_of
from services.kinds import content_of, model_for
from services.models import Erasure
from services.models.publishable import new_key

# Raised with each change that older JSON has to be brought to: a content class says how (`PageContent.upgrades`).
SCHEMA = 2


def freeze(row):
    """What a working row says now, parts included, as content.

    Load several rows `with_parts()`; otherwise each asks for its own.
    """
    return _taken(row.content_class, row)


def _taken(content, row):
    """An object of a content class from a row, and from the rows of its parts."""
    parts, values = parts_of(content), {}
    for field in fields_of(content):
        value = getattr(row, field.name)
        if field.name in parts:
            values[field.name] = tuple(_taken(parts[field.name], part) for part in value.all())
        else:
            values[field.name] = field.type.of_row(value)
    return content(**values)


def title_of(content):
    """What staff call the page that says a content."""
    model = model_for(content)
    parts = parts_of(type(content))
    names = [field.name for field in fields_of(type(content)) if field.name not in parts]
    return str(model(**{name: getattr(content, name) for name in names}))


def dump(content):
    """Content as JSON values, with the schema number that `load` needs."""
    return {"schema": SCHEMA, **types.dump(content)}


def content_hash(content):
    """SHA-256 of the content in canonical JSON, as 64 hexadecimal digits: equal content, equal hash.

    What nobody has filled in isn't in it, so that a field or a part of a later release changes no hash,
    and voids no signature.
    """
    text = json.dumps(
        types.dump_filled(content), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def reviewed_hash(content):
    """The `content_hash` of what a reader of the page reads: without its address and place in lists, for example."""
    unread = {f.name: f.default for f in dataclasses.fields(content) if f.metadata.get("is_unread")}
    return content_hash(dataclasses.replace(content, **unread))


def load(kind, data):
    """Content from the JSON of a publication, made by this or any older release.

    What today's content doesn't know is left out, a drawing that no longer ships included.
    """
    return types.load(content_of(kind), upgraded(kind, data))


def upgraded(kind, data):
    """The JSON of a publication, made by this or any older release, as today's release has it."""
    upgrades = content_of(kind).upgrades
    for schema in range(data.get("schema", SCHEMA), SCHEMA):
        if upgrade := upgrades.get(schema):
            data = upgrade(data)
    return data | {"schema": SCHEMA}


def contents_of(rows):
    """What some Publications, review links or kept drafts say, in order, without what was erased since.

    None for a publication that takes its page away.
    """
    stored = [row for row in rows if row.content]
    contents = iter(without_erased([load(row.kind, row.content) for row in stored]))
    return [next(contents) if row.content else None for row in rows]


def content_of_row(row):
    """What one such row says, as `contents_of`."""
    return contents_of([row])[0]


def without_erased(contents):
    """A list of `contents`, those with a picture or document that was erased without it.

    Asks once, and only if there are some.
    """
    uploads = {
        getattr(holder, field.name)
        for content in contents
        for holder, field, _prefix in uploads_in(content)
    } - {""}
    erased = Erasure.objects.filter(file__in=uploads) if uploads else Erasure.objects.none()
    erased = set(erased.values_list("file", flat=True))
    return [_without(content, erased) for content in contents] if erased else list(contents)


def _without(content, erased):
    """A content, or one of its parts, without the uploads named in `erased` and what is said of them."""
    changed = {
        other.name: other.default
        for field, others in uploads_of(type(content)).items()
        if getattr(content, field.name) in erased
        for other in others
    }
    for name, kind in parts_of(type(content)).items():
        if uploads_of(kind):
            changed[name] = tuple(_without(part, erased) for part in getattr(content, name))
    return dataclasses.replace(content, **changed) if changed else content


def restore(content):
    """Make the working copy say what `content` says; returns the row. Nothing becomes public.

    A picture or document that was erased since doesn't come back. Rows are found by key: a page or part that exists
    is changed, one that doesn't is made, and a part that the content doesn't have is removed from the
    working copy.
    """
    model = model_for(content)
    [content] = without_erased([content])
    row = model.objects.filter(key=content.key).first() or model()
    parts = parts_of(type(content))
    for field in fields_of(type(content)):
        if field.name not in parts:
            setattr(row, field.name, field.type.to_row(getattr(content, field.name)))
    row.edition = new_key()  # a form that is still open must not overwrite this unknowingly
    row.save()
    for name in parts:
        _restore_parts(row, name, getattr(content, name))
    return row


def _restore_parts(page, name, parts):
    """Make the parts of `page` in the field `name` those of `parts`, in that order."""
    rows = getattr(page, name)
    rows.exclude(key__in=[part.key for part in parts]).delete()
    for position, part in enumerate(parts, start=1):
        values = {
            field.name: field.type.to_row(getattr(part, field.name))
            for field in fields_of(type(part))
        } | {"position": position}
        rows.update_or_create(key=values.pop("key"), defaults=values)
