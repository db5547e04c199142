"""What a value of a page can be. Each type says once how it is stored, read, compared and erased.

A content class says of each of its fields which of these it is:

    title: Line = ""
    opens_on: dt.date | None = None
    drawing: choice(Drawing) = ""
    effects: tuple[EffectContent, ...] = ()

Whatever walks over a page walks over these: storing and loading, hashes, search, checks, erasing, the
history's words and comparison. None of them keeps a list of fields.
"""

import dataclasses
import datetime as dt
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Annotated, NamedTuple

from .text import is_empty

# What stands in an old version where an owner has erased words.
ERASED = "[erased]"
# Marks a field that no reader of the page reads: a clinician's approval doesn't depend on it.
UNREAD = {"is_unread": True}


class ValueType:
    """A number, a yes or no: stored as it is. The other types are kinds of this one."""

    # Whether it is something that staff wrote and patients read.
    is_text = False
    # A text in staff's small Markdown (`markdown.py`).
    is_markdown = False
    # A title, a heading or a label, which has no room to explain a word.
    is_brief = False
    # Whether half of it is worth nothing, or leads astray.
    is_whole = False
    # Whether it is the words of a link, which say where that leads.
    is_link = False

    def dump(self, value):
        """A value as JSON has it."""
        return value

    def load(self, stored):
        """A value from JSON of this or an older release; one that no longer ships is empty."""
        return stored

    def of_row(self, value):
        """A value from a working row."""
        return value

    def to_row(self, value):
        """A value as a working row has it."""
        return value


class TextType(ValueType):
    """Words."""

    is_text = True

    def __init__(
        self, *, is_brief=False, is_markdown=False, is_whole=False, is_link=False, is_cited=False
    ):
        self.is_brief, self.is_markdown, self.is_whole = is_brief, is_markdown, is_whole
        self.is_link, self.is_cited = is_link, is_cited

    def load(self, stored):
        """The text. Older releases stored some that can't be seen: these are empty."""
        return "" if is_empty(stored) else stored

    of_row = load


class WebAddressType(TextType):
    """An address on the web, whole, or the path of a page of this site."""

    def __init__(self):
        super().__init__(is_whole=True)


class NameType(ValueType):
    """What is known by this name elsewhere: a key, the last part of an address, a picture, a time zone."""


class PageKeyType(NameType):
    """Another page, by its key. `kind`: of which kind it is; empty if of any."""

    def __init__(self, kind=""):
        self.kind = kind


class UploadType(NameType):
    """The name of a file that staff have uploaded. Fields called `<field>_...` go with it."""


class PictureType(UploadType):
    """A picture's name (`picture.py`). `<field>_text` and `<field>_is_decorative` go with it."""


class DocumentType(UploadType):
    """The name of a document to download (`document.py`)."""


class ChoiceType(ValueType):
    """One of the values of a Django `TextChoices`, or none."""

    def __init__(self, choices):
        self.choices = choices

    def load(self, stored):
        """The choice; empty if it isn't offered any more."""
        return stored if stored in self.choices.values else ""

    of_row = load


class DateType(ValueType):
    """A day, or None."""

    def dump(self, value):
        """A day as ISO 8601 writes it."""
        return value and value.isoformat()

    def load(self, stored):
        """The day of ISO 8601."""
        return stored and dt.date.fromisoformat(stored)


class TimeType(ValueType):
    """A time of day."""

    def dump(self, value):
        """A time as ISO 8601 writes it, to the minute."""
        return value.isoformat("minutes")

    def load(self, stored):
        """The time of ISO 8601."""
        return dt.time.fromisoformat(stored)


class DecimalType(ValueType):
    """A decimal number, or None."""

    def dump(self, value):
        """A number in digits: JSON's own would be rounded."""
        return None if value is None else str(value)

    def load(self, stored):
        """The number of these digits."""
        return None if stored is None else Decimal(stored)


class StructureType(ValueType):
    """A value with a structure of its own: a frozen dataclass, or a tuple of them if it `is_many`.

    What belongs together and is known by no key, such as the spans of a week. A row has it as JSON.
    """

    def __init__(self, content, is_many):
        self.content, self.is_many = content, is_many

    def dump(self, value):
        """Its fields as JSON."""
        return [dump(one) for one in value] if self.is_many else dump(value)

    def load(self, stored):
        """The structure of JSON."""
        if self.is_many:
            return tuple(load(self.content, one) for one in stored)
        return load(self.content, stored)

    def of_row(self, value):
        """The structure of a row's JSON, or the structure itself."""
        return value if isinstance(value, self.content | tuple) else self.load(value)

    to_row = dump

    def in_words(self, value):
        """The structure as staff read it in a history."""
        return "\n".join(map(str, value)) if self.is_many else str(value)


class PartsType(StructureType):
    """A page's parts of one kind, in their order: known by their keys, each a row of its own."""

    def __init__(self, content):
        super().__init__(content, is_many=True)


Line = Annotated[str, TextType(is_brief=True)]
Text = Annotated[str, TextType()]
Markdown = Annotated[str, TextType(is_markdown=True)]
LinkWords = Annotated[str, TextType(is_brief=True, is_link=True)]
# The title of somebody else's work: nobody can put it in other words.
Cited = Annotated[str, TextType(is_brief=True, is_cited=True)]
WebAddress = Annotated[str, WebAddressType()]
Email = Annotated[str, TextType(is_whole=True)]
Phone = Annotated[str, TextType(is_whole=True)]
Name = Annotated[str, NameType()]
PictureName = Annotated[str, PictureType()]
DocumentName = Annotated[str, DocumentType()]
PageKey = Annotated[str, PageKeyType()]


def page_key(kind):
    """The annotation of a field that holds the key of a page of a kind, given by the kind's name."""
    return Annotated[str, PageKeyType(kind)]


def choice(choices):
    """The annotation of a field that holds one of a Django `TextChoices`."""
    return Annotated[str, ChoiceType(choices)]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Part:
    """One of a page's parts. Its key never changes."""

    key: Name = ""


class Field(NamedTuple):
    """A field of a content class: its name, its ValueType, and what it says if nobody has filled it in."""

    name: str
    type: ValueType
    default: object
    # Whether it is in the content's hash even when it is empty: so it was when there was nothing else.
    is_always_hashed: bool


class Value(NamedTuple):
    """A value of a page. Of a part, `part` is the field that holds the parts and `number` counts from 1."""

    field: str
    type: ValueType
    value: object
    part: str = ""
    number: int = 0

    @property
    def field_in_form(self):
        """What its field is called in a form: `title`, or `effects-0-text` for a part's."""
        return f"{self.part}-{self.number - 1}-{self.field}" if self.part else self.field


PLAIN = {
    int: ValueType(),
    bool: ValueType(),
    dt.date: DateType(),
    dt.time: TimeType(),
    Decimal: DecimalType(),
}


@cache
def fields_of(content):
    """The `Field`s of a content class, in the order in which patients read them. Raises TypeError."""
    hints = typing.get_type_hints(content, include_extras=True)
    return tuple(
        Field(
            field.name,
            _type_of(hints[field.name], f"{content.__name__}.{field.name}"),
            field.default,
            field.metadata.get("is_always_hashed", False),
        )
        for field in dataclasses.fields(content)
    )


def _type_of(hint, where):
    """The ValueType of an annotation. Raises TypeError if no value can be that."""
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint):
        return StructureType(hint, is_many=False)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return hint.__metadata__[0]
    if origin in (typing.Union, types.UnionType) and arguments[1:] == (type(None),):
        return _type_of(arguments[0], where)
    if origin is tuple and arguments[1:] == (...,) and dataclasses.is_dataclass(arguments[0]):
        [content, _dots] = arguments
        return (
            PartsType(content)
            if issubclass(content, Part)
            else StructureType(content, is_many=True)
        )
    raise TypeError(
        f"{where} is a {hint}, which no value of a page can be (services/content/types.py)."
    )


@cache
def parts_of(content):
    """The parts of a content class: name of the field -> class of one part."""
    return {
        field.name: field.type.content
        for field in fields_of(content)
        if isinstance(field.type, PartsType)
    }


@cache
def uploads_of(content):
    """The fields of a content class that name an upload: Field -> [Field, ...], itself and what goes with it.

    Of a picture that is its text, and whether it is decorative: what goes when the file goes. Its parts' are theirs.
    """
    fields = fields_of(content)
    return {
        field: [other for other in fields if f"{other.name}_".startswith(f"{field.name}_")]
        for field in fields
        if isinstance(field.type, UploadType)
    }


def upload_fields(content):
    """Where a page of a content class can have uploads, as {(part, name): Field}; of its own, `part` is empty."""
    kinds = {"": content} | parts_of(content)
    return {(part, field.name): field for part, kind in kinds.items() for field in uploads_of(kind)}


def uploads_in(content):
    """Every place for an upload in a content object, filled or not, as yielded (holder, Field, prefix).

    `holder` is the object itself or one of its parts; `prefix` comes before its fields' names in a form:
    an empty string, or `effects-0-`.
    """
    for (part, _name), field in upload_fields(type(content)).items():
        if not part:
            yield content, field, ""
            continue
        for number, holder in enumerate(getattr(content, part)):
            yield holder, field, f"{part}-{number}-"


def values_of(content):
    """Every `Value` of a content object, those of its parts in their place, in the order of the page."""
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if not isinstance(field.type, PartsType):
            yield Value(field.name, field.type, value)
            continue
        for number, part in enumerate(value, start=1):
            for inner in fields_of(type(part)):
                yield Value(inner.name, inner.type, getattr(part, inner.name), field.name, number)


def dump(content):
    """A content object, or one of its parts, as JSON values."""
    return {
        field.name: field.type.dump(getattr(content, field.name))
        for field in fields_of(type(content))
    }


def dump_filled(content):
    """`dump` without what nobody has filled in: what a content's hash is made of."""
    values = {}
    for field in fields_of(type(content)):
        value = getattr(content, field.name)
        if value != field.default or field.is_always_hashed:
            if not isinstance(field.type, StructureType):
                values[field.name] = field.type.dump(value)
            elif field.type.is_many:
                values[field.name] = [dump_filled(one) for one in value]
            else:
                values[field.name] = dump_filled(value)
    return values


def load(content, stored):
    """An object of a content class from JSON values; what it doesn't know is left out."""
    return content(
        **{
            field.name: field.type.load(stored[field.name])
            for field in fields_of(content)
            if field.name in stored
        }
    )
