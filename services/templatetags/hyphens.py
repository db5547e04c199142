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
LEAST = 4
# Tags stay as they are; so do the words of addresses, which people copy.
TAG_OR_LONG_WORD = re.compile(r"<[^>]*>|(?<![\w./@:&-])[^\W\d_]{12,}(?![\w/@:]|[.-]\w)")


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
    """HTML in which each word of 12 letters or more may break; as it was in a language that isn't known."""
    break_word = _breaker(language)
    return mark_safe(TAG_OR_LONG_WORD.sub(lambda match: break_word(match[0]), html))


@cache
def _breaker(language):
    """A function that puts soft hyphens into a word of a language, and leaves a tag as it is."""
    known = language_fallback((language or "").replace("-", "_"))
    if not known:
        return str
    dictionary = Pyphen(lang=known, left=LEAST, right=LEAST)

    @lru_cache(maxsize=4096)
    def break_word(word):
        return word if word.startswith("<") else dictionary.inserted(word, hyphen=SOFT_HYPHEN)

    return break_word
