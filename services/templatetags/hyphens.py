"""Long words break where a reader would break them, also in a browser without a dictionary of the language."""

import re
from functools import cache, lru_cache

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from pyphen import Pyphen, language_fallback

register = template.Library()

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# What stays on each line, in letters.
LEAST = 5
# Tags stay as they are, and what is typed in a form; other text is looked at word by word.
TAG_OR_WORD = re.compile(r"<textarea\b.*?</textarea>|<[^>]*>|[^\s<]+", re.DOTALL)
# What people copy: a part of an address.
IS_ADDRESS = re.compile(r"[/@#=~+_]|[:?.&;](?=\w)")
LONG = re.compile(r"[^\W\d_]{13,}")


@register.tag
def hyphens(parser, token):
    """`{% hyphens %}HTML{% endhyphens %}`: soft hyphens in its long words."""
    nodes = parser.parse(("endhyphens",))
    parser.delete_first_token()
    return HyphensNode(nodes)


class HyphensNode(template.Node):
    """What is between the tags."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        """Its HTML, with soft hyphens."""
        return with_soft_hyphens(self.nodelist.render(context), get_language())


def with_soft_hyphens(html, language):
    """HTML in which each word of 13 letters or more may break; as it was in a language that isn't known."""
    known = language_fallback((language or "").replace("-", "_"))
    if not known:
        return html
    return mark_safe(TAG_OR_WORD.sub(lambda match: _broken(match[0], known), html))


@lru_cache(maxsize=4096)
def _broken(word, language):
    """A word with soft hyphens in what is long of it; a tag or an address as it is."""
    if len(word) < 13 or word.startswith("<") or IS_ADDRESS.search(word):
        return word
    dictionary = _dictionary(language)
    return LONG.sub(lambda match: dictionary.inserted(match[0], hyphen=SOFT_HYPHEN), word)


@cache
def _dictionary(language):
    """Where words of a language break."""
    return Pyphen(lang=language, left=LEAST, right=LEAST)
