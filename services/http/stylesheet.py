"""The public stylesheet, inlined in every page.

A patient who taps a link reads one page: with the style in the page itself, the first answer is all
that the browser needs to draw it. The content security policy knows it by its hash.
"""

import base64
import hashlib
from functools import cache, wraps

import rcssmin
from django.conf import settings
from django.templatetags.static import static

LAYERS = ("tokens", "base", "layout", "components", "print")
FONT = "fonts/atkinson-hyperlegible-next.woff2"


def _cached(function):
    """`functools.cache` for a function without arguments; with DEBUG it is called anew, for its files may change."""
    cached = cache(function)
    return wraps(function)(lambda: function() if settings.DEBUG else cached())


@_cached
def stylesheet():
    """The text of `static/css/`, its layers in order, minified, with the font's real address.

    The style of one section of a page is in a file of the section's name, and belongs to one of the layers.
    """
    folder = settings.BASE_DIR / "static" / "css"
    files = [folder / f"{layer}.css" for layer in LAYERS]
    files += sorted(folder.glob("sections/*.css"))
    css = "\n".join(file.read_text() for file in files)
    return rcssmin.cssmin(css).replace(f"../{FONT}", static(FONT))


@_cached
def stylesheet_hash():
    """The source expression that lets exactly this stylesheet through (CSP level 3, 2.3.1)."""
    digest = hashlib.sha256(stylesheet().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
