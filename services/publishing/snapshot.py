"""Rows <-> content <-> JSON.

rows --freeze--> content --dump--> JSON (in a Publication)
rows <-restore-- content <--load-- JSON of any schema number
"""

import dataclasses
import datetime as dt
import hashlib
import json

from services.content.clinic import ClinicContent
from services.content.closure import ClosureContent
from services.content.drawing import Drawing
from services.content.text import is_empty
from services.content.treatment import EffectContent, FactorContent, TreatmentContent
from services.models import Clinic, Closure, Erasure, Kind, Treatment
from services.models.page import new_key

SCHEMA = 1
# One small pure function a step: STEPS[n](kind, data) gives the JSON of schema n + 1 for that of n.
STEPS = {}

CONTENT = {
    Kind.TREATMENT: TreatmentContent,
    Kind.CLINIC: ClinicContent,
    Kind.CLOSURE: ClosureContent,
}
ROWS = {Kind.TREATMENT: Treatment, Kind.CLINIC: Clinic, Kind.CLOSURE: Closure}
# The page key of the clinic's details, which are one row.
CLINIC_KEY = "clinic"
# A page's parts: the field that holds them, and what one of them says.
PARTS = {"effects": EffectContent, "factors": FactorContent}


def kind_of(row):
    """The `Kind` of a working row."""
    return next(kind for kind, model in ROWS.items() if isinstance(row, model))


def key_of(row):
    """The key under which a working row is published."""
    return CLINIC_KEY if isinstance(row, Clinic) else row.key


def freeze(row):
    """What a working row says now, parts included, as content.

    Of several treatments, load them `with_parts()`; otherwise each asks for its own.
    """
    content = CONTENT[kind_of(row)]
    values = {}
    for field in dataclasses.fields(content):
        value = getattr(row, field.name)
        if field.name in PARTS:
            value = tuple(_take(PARTS[field.name], part) for part in value.all())
        values[field.name] = _known(field.name, value)
    return content(**values)


def _known(name, value):
    """The value of a field, without a drawing that no longer ships; an empty text if it can't be seen.

    Forms store nothing invisible, but older releases did. So what is asked of content is only whether a
    text is there.
    """
    if isinstance(value, str) and is_empty(value):
        return ""
    return "" if name.endswith("drawing") and value not in Drawing.values else value


def _take(content, row):
    """The fields of one row that `content` knows."""
    names = [field.name for field in dataclasses.fields(content)]
    return content(**{name: _known(name, getattr(row, name)) for name in names})


def dump(content):
    """Content as JSON values, with the schema number that `load` needs."""
    values = dataclasses.asdict(content)
    for name, value in values.items():
        if isinstance(value, dt.date):
            values[name] = value.isoformat()
        elif isinstance(value, tuple):
            values[name] = list(value)
    return {"schema": SCHEMA, **values}


def digest(content):
    """SHA-256 of the content in canonical JSON, as 64 hexadecimal digits: equal content, equal hash.

    What a field says by default isn't in it, so that a field of a later release changes no hash.
    """
    text = json.dumps(
        _said(dump(content), content), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def wording(content):
    """The `digest` of what a reader of a treatment's page reads: without its address and place in lists."""
    return digest(dataclasses.replace(content, slug="", position=0))


def _said(values, content):
    """The JSON `values` of `content`, parts included, without those that are as if nobody had filled them in."""
    said = {}
    for field in dataclasses.fields(content):
        value = getattr(content, field.name)
        if field.name in PARTS:
            said[field.name] = [
                _said(part_values, part)
                for part_values, part in zip(values[field.name], value, strict=True)
            ]
        elif value != field.default:
            said[field.name] = values[field.name]
    return said


def load(kind, data):
    """Content from the JSON of a publication, made by this or any older release.

    What today's content doesn't know is left out, a drawing that no longer ships included.
    """
    schema = data.get("schema", SCHEMA)
    while schema < SCHEMA:
        data = STEPS[schema](kind, data)
        schema += 1
    return _build(CONTENT[kind], data)


def _build(content, data):
    """One content object from JSON values, its parts too."""
    values = {}
    for field in dataclasses.fields(content):
        if field.name not in data:
            continue
        value = data[field.name]
        if field.name in PARTS:
            value = tuple(_build(PARTS[field.name], part) for part in value)
        elif field.type is dt.date:
            value = dt.date.fromisoformat(value)
        values[field.name] = _known(field.name, value)
    return content(**values)


def without_erased(contents):
    """A list of `contents`, those with a picture that was erased without it.

    Asks once, and only if there are pictures.
    """
    pictures = {content.picture for content in contents if getattr(content, "picture", "")}
    erased = Erasure.objects.filter(picture__in=pictures) if pictures else Erasure.objects.none()
    erased = set(erased.values_list("picture", flat=True))
    return [
        dataclasses.replace(content, picture="", picture_text="", picture_is_decorative=False)
        if getattr(content, "picture", "") in erased
        else content
        for content in contents
    ]


def restore(content):
    """Make the working copy say what `content` says; returns the row. Nothing becomes public.

    A picture that was erased since doesn't come back. Rows are found by key: a page or part that exists
    is changed, one that doesn't is made, and a part that the content doesn't have is removed from the
    working copy.
    """
    kind = next(kind for kind, cls in CONTENT.items() if isinstance(content, cls))
    model = ROWS[kind]
    [content] = without_erased([content])
    if kind == Kind.CLINIC:
        row, _made = model.objects.get_or_create(pk=Clinic.ONLY)
    else:
        row = model.objects.filter(key=content.key).first() or model()
    for field in dataclasses.fields(content):
        if field.name not in PARTS:
            setattr(row, field.name, getattr(content, field.name))
    row.edition = new_key()  # a form that is still open must not overwrite this unknowingly
    row.save()
    for name in set(PARTS) & {field.name for field in dataclasses.fields(content)}:
        _restore_parts(row, name, getattr(content, name))
    return row


def _restore_parts(page, name, parts):
    """Make the parts of `page` in the field `name` those of `parts`, in that order."""
    rows = getattr(page, name)
    rows.exclude(key__in=[part.key for part in parts]).delete()
    for position, part in enumerate(parts, start=1):
        values = {**dataclasses.asdict(part), "position": position}
        rows.update_or_create(key=values.pop("key"), defaults=values)
