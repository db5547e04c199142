"""Staff's small Markdown, as HTML.

A filter, because the text stands in the middle of templates that decide everything else about it.
"""

from django import template
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

register = template.Library()

# Paragraphs, lists, bold, links; everything else stays the letters that were typed. The library
# escapes HTML, and refuses javascript:, vbscript:, file: and data: links by itself.
MARKDOWN = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["list", "emphasis", "link", "newline"]
)


@register.filter
def prose(text):
    """`text` in the small Markdown as safe HTML: one element per paragraph or list."""
    return mark_safe(MARKDOWN.render(text))
