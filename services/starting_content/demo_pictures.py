"""The drawn pictures of the invented clinic: its people and its house. Each PNG is made of the SVG beside it.

`make pictures` makes them.
"""

from dataclasses import replace
from pathlib import Path

from services.content.types import uploads_of

FOLDER = Path(__file__).with_name("pictures")


def with_pictures(content, take_in):
    """A content whose pictures are called by their files here, with the names that `take_in` makes of the paths."""
    files = {field.name: getattr(content, field.name) for field in uploads_of(type(content))}
    return replace(
        content, **{name: take_in(FOLDER / file) for name, file in files.items() if file}
    )
