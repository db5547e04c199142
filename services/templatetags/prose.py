"""Staff's small Markdown, as HTML.

A filter, because the text stands in the middle of templates that decide everything else about it.
"""

from functools import lru_cache

from django import template
from django.utils.safestring import mark_safe

from services.content.markdown import MARKDOWN

register = template.Library()


@register.filter
@lru_cache(maxsize=16_384)  # a bake renders every text again, and nearly all are what they were
def prose(text):
    """`text` in the small Markdown as safe HTML: one element per paragraph or list."""
    return mark_safe(MARKDOWN.render(text))
