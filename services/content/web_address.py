"""What an address on the web says: whose it is, and where on this site."""

import string
from urllib.parse import unquote, urlsplit

from django.conf import settings

SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def host_of(url):
    """Where an address leads, as a reader would say it: `book.example.com`; empty if it is no address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def own_path(url):
    """The path and the query string of an address on this site, whole or from `/` on.

    Two empty strings if it leads elsewhere, to a part of the same page, or is no address at all.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://["
        return "", ""
    if parts.netloc:
        is_own = parts.netloc.casefold() == urlsplit(settings.SITE_URL).netloc.casefold()
        return (unquote(parts.path or "/"), parts.query) if is_own else ("", "")
    return (unquote(parts.path), parts.query) if parts.path.startswith("/") else ("", "")


def in_small(text):
    """A text with small letters for the capital ones of ASCII.

    Web servers on Windows take both for the same, and so does nginx in its maps.
    """
    return text.translate(SMALL)


def plain(path):
    """A decoded path as it is compared: small letters (of ASCII), without a slash at its end."""
    return in_small(path).removesuffix("/") or "/"


def rest_of(query, known):
    """What follows the `known` query string in `query` (a social network's own, say); None if it is another."""
    if not in_small(f"{query}&").startswith(f"{known}&"):
        return None
    return query[len(known) + 1 :]


def known_of(queries, query):
    """Of some known query strings the longest that `query` begins with, None if there is none."""
    matching = [known for known in queries if rest_of(query, known) is not None]
    return max(matching, key=len, default=None)
