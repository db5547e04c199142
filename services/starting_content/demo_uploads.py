"""The files of the invented clinic: its people and its house, drawn, and the form that its patients fill in.

Each PNG is made of the SVG beside it, the PDF of the page beside it. `make pictures` makes them.
"""

from dataclasses import replace
from pathlib import Path

from services.content.types import parts_of, uploads_of

FOLDER = Path(__file__).with_name("uploads")


def with_uploads(content, take_in):
    """A content, or a part, whose uploads are called by their files here, with what `take_in` calls these paths."""
    files = {field.name: getattr(content, field.name) for field in uploads_of(type(content))}
    changed = {name: take_in(FOLDER / file) for name, file in files.items() if file}
    for name, kind in parts_of(type(content)).items():
        if uploads_of(kind):
            changed[name] = tuple(with_uploads(part, take_in) for part in getattr(content, name))
    return replace(content, **changed)
