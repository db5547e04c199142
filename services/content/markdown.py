"""Staff's small Markdown: paragraphs, lists, emphasis, links.

Everything else stays the letters that were typed, HTML too, and so does a link that leads nowhere.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt

# Links lead to the web, a mailbox, a phone, or another page of this site.
ADDRESS = re.compile(
    r"https?://[^\W_]|mailto:[^@?]+@[^\W_]|tel:\+?[0-9(]|#|/(?!/)", flags=re.IGNORECASE
)


def is_address(url):
    """Whether a link in staff's Markdown may lead to `url`."""
    return bool(ADDRESS.match(url))


def _markdown(is_link):
    """A parser that takes for a link what `is_link` says is an address."""
    rules = ["list", "emphasis", "link", "newline"]
    markdown = MarkdownIt("zero", {"html": False, "breaks": True}).enable(rules)
    markdown.validateLink = is_link
    return markdown


MARKDOWN = _markdown(is_address)
# Takes any address: this finds the links that MARKDOWN leaves as text.
LENIENT = _markdown(lambda url: True)


@dataclass(frozen=True)
class Link:
    """A link as it was typed: `[words](url)`."""

    words: str
    url: str


@lru_cache(
    maxsize=16_384
)  # the task page reads every text again, and nearly all are what they were
def words_and_links(typed, with_addresses=False):
    """The words of a Markdown text, a line a block, and its links, those that lead nowhere too.

    Returns a str and a tuple of Link. `with_addresses`: the words of each link are followed by where
    it leads.
    """
    lines, links = [], []
    for block in LENIENT.parse(typed):
        if block.type != "inline":
            continue
        words, starts = "", []
        for token in block.children:
            if token.type == "link_open":
                starts.append((len(words), token.attrs["href"]))
            elif token.type == "link_close":
                start, url = starts.pop()
                links.append(Link(words[start:], url))
                words += f" ({url})" if with_addresses else ""
            words += "\n" if token.type in ("softbreak", "hardbreak") else token.content
        lines.append(words)
    return "\n".join(lines), tuple(links)
