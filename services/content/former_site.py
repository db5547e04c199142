"""The web addresses of the website that a clinic had before, and where each of them leads now."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from django.urls import reverse

from .page import PageContent
from .types import Name, Text
from .web_address import in_small, own_path, plain

# What may be between the two addresses of a line: a tab is what a spreadsheet copies, an arrow what people type.
ARROWS = ("->", "→")
BETWEEN = re.compile(r"[\s,;]|->|→")
LINE_END = re.compile(r"\r\n|\r|\n")
# What nginx can't take in its maps (`baking/nginx.py`), what nobody can see, and what was no UTF-8. And what
# browsers and web servers take out of an address before they ask for it.
UNUSABLE = re.compile(r"[$\x00-\x1f\x7f\ud800-\udfff\ufffd]|/\.{1,2}(/|$)")
# Bytes, in UTF-8: more doesn't fit into a map of nginx (`map_hash_bucket_size` in deploy/nginx.conf).
LONGEST = 230
# What the website answers itself, whatever its pages are, and with any query string.
ITS_OWN = re.compile(
    r"/(admin|static|media|gone)(/.*)?|.*/card-[\w-]+\.png"
    r"|/(favicon\.ico|apple-touch-icon\.png|robots\.txt|sitemap\.xml|404\.html)"
)


class Move(NamedTuple):
    """One line: an old address as `plain` has it, its query string, and the path that it leads to.

    `query` is empty if any query string will do. Where a line isn't clear, `path` or `to` is empty. `number`
    counts the lines from 1; `old` and `new` are what was typed.
    """

    path: str
    query: str
    to: str
    number: int
    old: str
    new: str

    @property
    def is_usable(self):
        """Whether such an old address can be asked for, and every web server can be told of it."""
        typed = self.path + self.query
        is_short = len(typed.encode(errors="replace")) <= LONGEST
        return is_short and not UNUSABLE.search(typed)

    @property
    def is_its_own(self):
        """Whether the website itself answers there."""
        return bool(ITS_OWN.fullmatch(self.path))


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
        lines = enumerate(LINE_END.split(self.addresses), start=1)
        cleaned = ((number, _without_invisible(line)) for number, line in lines)
        return [_move(number, line) for number, line in cleaned if line]


def _without_invisible(line):
    """A pasted line without invisible signs, quotes and space around it, its letters composed (Unicode NFC)."""
    signs = (sign for sign in line if unicodedata.category(sign) != "Cf" and sign != '"')
    return unicodedata.normalize("NFC", "".join(signs)).strip()


def _move(number, line):
    """One line as a `Move`."""
    new = BETWEEN.split(line)[-1]
    # A query string may have been copied from a page's HTML.
    old = line.removesuffix(new).rstrip(" \t\xa0,;").replace("&amp;", "&")
    for arrow in ARROWS:
        old = old.removesuffix(arrow).rstrip()
    path, query = _old(old)
    return Move(path, query, _new(new), number, old, new)


def _old(address):
    """The path and query string of an old address, a whole one too; two empty strings if it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://["
        return "", ""
    is_whole = parts.scheme in ("http", "https") and parts.netloc
    path = parts.path or ("/" if is_whole else "")
    if not path.startswith("/") or (parts.netloc and not is_whole):
        return "", ""
    # Of a post or a newsletter, which is another one each time. The rest as browsers send it: percent-encoded.
    query = "&".join(one for one in parts.query.split("&") if not one.startswith("utm_"))
    path = re.sub("/+", "/", unquote(path, errors="replace"))
    return plain(path), in_small(quote(query, safe="%/?:@!$&'()*+,;=-._~"))


def _new(address):
    """The path of a page of this site; an empty string if it leads elsewhere, or to a part of a page."""
    path, query = own_path(address)
    if not path or query or "#" in address:
        return ""
    return f"{path.rstrip('/')}/"
