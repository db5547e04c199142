"""Which pages a page leads to: those it names by their keys, and those that name it and have a section there."""

from functools import cache

from .types import PageKeyType, fields_of, parts_of


def keys_named_by(content):
    """The pages that a content names: (its field, or the part that has it; key), in its order."""
    for part, name in _key_fields(type(content)):
        for holder in getattr(content, part) if part else [content]:
            if key := getattr(holder, name):
                yield part or name, key


@cache
def _key_fields(content):
    """The fields of a content class that hold the keys of pages: [(the part that has it or "", name), ...]."""
    classes = {"": content} | parts_of(content)
    return [
        (part, field.name)
        for part, of in classes.items()
        for field in fields_of(of)
        if isinstance(field.type, PageKeyType)
    ]


def shown_links(content):
    """The names under which a page shows others in its sections: its parts, and kinds of pages that name it."""
    return {name for section in content.sections if section.links for name in section.shows}
