"""Staff's small Markdown, as HTML.

A filter, because the text stands in the middle of templates that decide everything else about it.
"""

import re
from functools import lru_cache

from django import template
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

register = template.Library()

# Paragraphs, lists, emphasis, links; everything else stays the letters that were typed, HTML too.
MARKDOWN = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["list", "emphasis", "link", "newline"]
)

# Links lead to the web, a mailbox, a phone, or another page of this site; any other stays text.
LINK = re.compile(r"(https?:|mailto:|tel:|#|/(?!/))", re.IGNORECASE)
MARKDOWN.validateLink = lambda url: bool(LINK.match(url))


@register.filter
@lru_cache(maxsize=16_384)  # a bake renders every text again, and nearly all are what they were
def prose(text):
    """`text` in the small Markdown as safe HTML: one element per paragraph or list."""
    return mark_safe(MARKDOWN.render(text))
