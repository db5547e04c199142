"""What staff are told about the web addresses of their former website."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from services.content.former_site import FormerSiteContent

from . import Advice
from .advice import own_advice

VISIT = reverse_lazy("visit")
# So many lines are spoken of; whoever mends these sees the next ones.
SHOWN = 10
# How much of a line is shown, so that it is found.
LETTERS = 40


@own_advice.register
def advice_for_former_site(site: FormerSiteContent, situation):
    """Yields what has to be mended in the lines, which blocks, and which pages are gone since."""
    moves = site.moves
    first_of = {(move.path, move.query): move.number for move in reversed(moves)}
    problems = [(move, _problem(move, first_of, situation)) for move in moves]
    problems = [_of_line(move, problem) for move, problem in problems if problem]
    if len(problems) > SHOWN:
        more = _("%(more)d more lines need fixing.") % {"more": len(problems) - SHOWN}
        problems[SHOWN:] = [more]
    for problem in problems:
        yield Advice("addresses", problem, blocks=True)
    if not problems and situation.has_page:
        for move in moves:
            if not situation.has_page(move.to):
                gone = _("The page at %(path)s was unpublished. Choose another page.")
                yield Advice("addresses", _of_line(move, gone % {"path": move.to}))


def _of_line(move, problem):
    """A problem with the number and the beginning of its line."""
    typed = move.old or move.new
    shown = typed if len(typed) <= LETTERS else f"{typed[:LETTERS]}…"
    return _("Line %(number)d (%(typed)s): %(problem)s") % {
        "number": move.number,
        "typed": shown,
        "problem": problem,
    }


def _problem(move, first_of, situation):
    """What is wrong with a `Move`, an empty string if nothing is.

    `first_of` says in which line each old address stands first.
    """
    if not move.old:
        return _("Type the old web address, a comma and the new page. Example: /prices.html, /")
    if not move.path:
        return _("An old web address starts with / or https://.")
    if not move.to:
        return _(
            "“%(new)s” isn’t a page on this website. A new page starts with /. Leave out "
            "anything after # or a question mark. Example: /treatments/"
        ) % {"new": move.new[:LETTERS]}
    if "*" in move.path:
        return _("Asterisks don’t work here. List each old web address.")
    if not move.is_usable:
        return _("This is too long, or has a character that can’t be used.")
    if (first := first_of[move.path, move.query]) != move.number:
        return _("This is the same old web address as in line %(number)d. Keep one.") % {
            "number": first
        }
    if move.is_its_own:
        return _("The website uses this web address itself. Remove the line.")
    if situation.had_page and not situation.had_page(move.to):
        return _("There’s no page at %(path)s.") % {"path": move.new}
    # The visit page is there, but nowhere linked, while the clinic has nothing to say in it.
    is_page = situation.has_page and (situation.has_page(move.path) or f"{move.path}/" == VISIT)
    if is_page and not move.query:
        return _("This is a page on this website. Remove the line.")
    return ""
