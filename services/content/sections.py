"""The sections of a page: which it can have, in what order, and which of them patients see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A section that pages of a kind can have.

    `name`: its template is `templates/sections/<name>.html`, and the page's field `<name>_heading`, if it has
    one, replaces `heading`. `anchor` never changes, for posts link to it. The section is there if one of the
    fields in `shows` says something. `repeats`: `shows` is one field of parts with a heading each, and each
    is a section. `links`: what it shows are other pages, and some may not be public. `shows` is then the part
    that names them, or the kind of the pages that name this one. `is_text`: it shows one field of Markdown, with
    the template `sections/text.html`.
    """

    name: str
    anchor: str
    heading: str
    shows: tuple
    repeats: bool = False
    links: bool = False
    is_text: bool = False


@dataclass(frozen=True)
class ShownSection:
    """A section that patients see. `part` is what it shows if it repeats or is a text."""

    anchor: str
    heading: str
    template: str
    part: object = None


def shown_sections(sections, content, linked):
    """The `ShownSection`s of a page, in order; a list.

    `content` is what the page says, `linked` the public pages it names (`PublicSite.linked`).
    """
    shown = []
    for section in sections:
        template = f"sections/{section.name}.html"
        if section.repeats:
            shown += [
                ShownSection(f"{section.anchor}-{part.key}", part.heading, template, part)
                for part in getattr(content, *section.shows)
            ]
        elif any(
            linked.get(name) if section.links else getattr(content, name) for name in section.shows
        ):
            heading = getattr(content, f"{section.name}_heading", "") or section.heading
            text = None
            if section.is_text:
                template, text = "sections/text.html", getattr(content, *section.shows)
            shown.append(ShownSection(section.anchor, heading, template, text))
    return shown
