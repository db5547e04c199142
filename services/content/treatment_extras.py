"""What a page says in the clinic's own words: sections with a picture, questions with answers."""

from dataclasses import dataclass

from .picture import Picture
from .types import Line, Markdown, Part, PictureName, Text


@dataclass(frozen=True, kw_only=True)
class ExtraContent(Part):
    """A section of the clinic's own."""

    heading: Line = ""
    text: Markdown = ""
    picture: PictureName = ""
    picture_text: Text = ""
    picture_is_decorative: bool = False

    @property
    def shown_picture(self):
        """The `Picture` below the text, None if there is none."""
        return Picture.named(self.picture)


@dataclass(frozen=True, kw_only=True)
class FaqContent(Part):
    """A question, and the clinic's answer."""

    question: Line = ""
    answer: Markdown = ""
