"""The texts of a page, in the order in which patients read them."""

from dataclasses import dataclass

from services.content.markdown import read
from services.content.treatment import TreatmentContent


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text as staff typed it. `field` is its name in the form; `effects-0-text` that of a part.

    `is_markdown`: whether patients see its Markdown as paragraphs and links. `is_brief`: a title, a
    heading or a summary, which has no room to explain a word.
    """

    field: str
    typed: str
    is_markdown: bool = False
    is_brief: bool = False

    @property
    def words(self):
        """What patients read, one block a line, without Markdown's signs."""
        return read(self.typed)[0] if self.is_markdown else self.typed

    @property
    def links(self):
        """The links in it: a tuple of `services.content.markdown.Link`."""
        return read(self.typed)[1] if self.is_markdown else ()


def texts_of_treatment(treatment: TreatmentContent):
    """All texts of a treatment's page that are filled in, as a list of Text."""
    texts = [
        _brief("title", treatment.title),
        _brief("summary", treatment.summary),
        _brief("frequency_short", treatment.frequency_short),
        _prose("what_it_treats", treatment.what_it_treats),
        _brief("effects_heading", treatment.effects_heading),
        _prose("effects_introduction", treatment.effects_introduction),
    ]
    for number, effect in enumerate(treatment.effects):
        texts.append(_brief(f"effects-{number}-heading", effect.heading))
        texts.append(_prose(f"effects-{number}-text", effect.text))
    texts += [
        _prose("effects_closing", treatment.effects_closing),
        _brief("frequency_heading", treatment.frequency_heading),
        _prose("frequency_text", treatment.frequency_text),
        _prose("factors_introduction", treatment.factors_introduction),
    ]
    for number, factor in enumerate(treatment.factors):
        texts.append(Text(field=f"factors-{number}-text", typed=factor.text))
        texts.append(Text(field=f"factors-{number}-note", typed=factor.note))
    texts.append(_brief("dedicated_site_words", treatment.dedicated_site_words))
    return [text for text in texts if text.typed]


def _brief(field, typed):
    """A title, a heading or a summary."""
    return Text(field=field, typed=typed, is_brief=True)


def _prose(field, typed):
    """A text in Markdown."""
    return Text(field=field, typed=typed, is_markdown=True)
