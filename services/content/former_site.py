"""The addresses of the website that a clinic had before, and where each of them leads now."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import reverse

from .page import PageContent
from .types import Name, Text

# An old address, what stands between, and the last word of the line. An arrow is what people type, a tab what
# a spreadsheet copies.
LINE = re.compile(r"(.+?)(?:\s*(?:,|;|->|→)\s*|\s+)([^\s,;]+)")


class Move(NamedTuple):
    """One line: an old address, and the path of the page that it leads to.

    `number` counts the lines from 1. `path` has no slash at its end, but for "/" itself: with or without, it
    is one address. `query` is what stands behind the question mark, empty if whatever may stand there. Of a
    line that says neither clearly, `path` or `to` is empty.
    """

    number: int
    path: str
    query: str
    to: str


@dataclass(frozen=True, kw_only=True)
class FormerSiteContent(PageContent):
    """Lines such as `/old-page.html, /treatments/ims-dry-needling/`."""

    # There is one.
    key: Name = "former_site"
    addresses: Text = ""

    def get_absolute_url(self):
        """The path of a page that shows it: none does, the first will do."""
        return reverse("home")

    @property
    def moves(self):
        """Each line that has anything in it as a `Move`, in order."""
        lines = enumerate(self.addresses.splitlines(), start=1)
        return [_move(number, line.strip()) for number, line in lines if line.strip()]


def _move(number, line):
    """One line as a `Move`."""
    found = LINE.fullmatch(line.replace('"', ""))
    if found is None:
        return Move(number, "", "", "")
    path, query = _old(found[1].strip())
    return Move(number, path, query, _new(found[2]))


def _old(address):
    """The path and the query string of an old address, a whole one too; two empty strings if it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://["
        return "", ""
    if not (address.startswith("/") or parts.scheme in ("http", "https")):
        return "", ""
    path = unquote(parts.path).rstrip("/") or "/"
    return path, parts.query


def _new(address):
    """The path of a page of this site; an empty string if it is another site's address, or none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_own = not parts.netloc or parts.netloc.casefold() == urlsplit(settings.SITE_URL).netloc
    if not is_own or not parts.path.startswith("/") or parts.query or parts.fragment:
        return ""
    return f"{unquote(parts.path).rstrip('/')}/"
