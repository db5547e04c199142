"""The texts of a page, in the order in which patients read them."""

from dataclasses import dataclass

from services.content.markdown import words_and_links
from services.content.types import values_of


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text as staff typed it. `field` is its name in the form; `effects-0-text` that of a part.

    `is_markdown`: whether patients see its Markdown as paragraphs and links. `is_brief`: a title, a
    heading or a summary, which has no room to explain a word. `is_link`: the words of a link. `is_cited`: the
    title of somebody else's work.
    """

    field: str
    typed: str
    is_markdown: bool = False
    is_brief: bool = False
    is_link: bool = False
    is_cited: bool = False

    @property
    def words(self):
        """What patients read, one block a line, without Markdown's signs."""
        return words_and_links(self.typed)[0] if self.is_markdown else self.typed

    @property
    def links(self):
        """The links in it: a tuple of `services.content.markdown.Link`."""
        return words_and_links(self.typed)[1] if self.is_markdown else ()


def texts_of(content):
    """All texts of a page that are filled in, its parts' too, as a list of Text. No web address is one."""
    return [
        Text(
            field=value.field_in_form,
            typed=value.value,
            is_markdown=value.type.is_markdown,
            is_brief=value.type.is_brief,
            is_link=value.type.is_link,
            is_cited=value.type.is_cited,
        )
        for value in values_of(content)
        if value.type.is_text and not value.type.is_whole and value.value
    ]
