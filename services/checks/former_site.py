"""What staff are told about the addresses of their former website."""

import re

from django.utils.translation import gettext as _

from services.content.former_site import FormerSiteContent

from . import Advice
from .advice import own_advice

# What the website answers itself, whatever its pages are.
ITS_OWN = re.compile(
    r"/(admin|static|media|gone)(/.*)?|/(favicon\.ico|apple-touch-icon\.png|404\.html)"
)
# What a web server takes in no address (`baking/nginx.py`), and what nobody can see.
UNUSABLE = re.compile(r"[$\x00-\x1f\x7f\ud800-\udfff]")
LONGEST = 500
# So many lines are spoken of; whoever mends these sees the next ones.
SHOWN = 5


@own_advice.register
def advice_for_former_site(site: FormerSiteContent, situation):
    """Yields what has to be mended in the lines: each blocks publishing."""
    moves = site.moves
    first_of = {(move.path, move.query): move.number for move in reversed(moves)}
    problems = [
        (move.number, problem)
        for move in moves
        if (problem := _problem(move, first_of, situation.has_page))
    ]
    for number, problem in problems[:SHOWN]:
        text = _("Line %(number)d: %(problem)s") % {"number": number, "problem": problem}
        yield Advice("addresses", text, blocks=True)
    if len(problems) > SHOWN:
        text = _("%(more)d more lines have to be mended.") % {"more": len(problems) - SHOWN}
        yield Advice("addresses", text, blocks=True)


def _problem(move, first_of, has_page):
    """What is wrong with a `Move`, an empty string if nothing is.

    `first_of` says in which line each old address stands first; `has_page` as in `Situation`.
    """
    if not move.path:
        return _(
            "write the old address, a comma, and the page it leads to, such as: /old-page.html, /visit/"
        )
    if not move.to:
        return _("the page has to be one of this website. Begin with /, such as /visit/.")
    if UNUSABLE.search(move.path + move.query) or len(move.path + move.query) > LONGEST:
        return _("this old address is too long, or has a sign that no address can have.")
    if (first := first_of[move.path, move.query]) != move.number:
        return _("this old address stands in line %(number)d already. Keep one.") % {
            "number": first
        }
    if ITS_OWN.fullmatch(move.path):
        return _("this address belongs to the website itself. Take the line away.")
    if has_page and not has_page(move.to):
        return _("patients find no page at %(path)s.") % {"path": move.to}
    if has_page and not move.query and has_page(move.path):
        return _("there is a page of this website at %(path)s. Take the line away.") % {
            "path": move.path
        }
    return ""
