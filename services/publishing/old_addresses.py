"""Where the addresses of the clinic's former website lead at a moment."""

from functools import cached_property

from services.content.web_address import known_of, plain, rest_of
from services.kinds import FORMER


class OldAddresses:
    """The old addresses of a `PublicSite`, each of which leads to a page in one hop, wherever that is by then.

    Of a page that was taken away, its own address says so. An old address never stands in the way of a page
    of today, nor of what leads to one.
    """

    def __init__(self, site):
        self.site = site

    @cached_property
    def _lines(self):
        """(path, query) -> the `Move` of a line; of several lines the first."""
        moves = [move for content in self.site.contents(FORMER) for move in content.moves]
        # Whatever an older release let through: none of it may keep pages from being made.
        moves = [move for move in moves if move.path and move.is_usable and not move.is_its_own]
        return {(move.path, move.query): move for move in reversed(moves)}

    def at(self, path):
        """Where an old address leads, whatever its query string: a path, empty if it is none.

        Asked only of paths where the site has nothing itself.
        """
        line = self.line_at(path)
        return self.site.destination(line.to) if line else ""

    def line_at(self, path, query=""):
        """The `Move` of an old address, with a query string that some line names or without; None if it is none."""
        return self._lines.get((plain(path), self._known(path, query)))

    def _known(self, path, query):
        """What some line names of the query string of an address; empty if none does."""
        return known_of([q for old, q in self._lines if q and old == plain(path)], query) or ""

    def destination(self, path, query):
        """Where an old address with a query string leads, as (path, what goes along of the query string).

        Two empty strings if it is none.
        """
        known = self._known(path, query)
        to = known and self.site.destination(self._lines[plain(path), known].to)
        return (to, rest_of(query, known)) if to else ("", "")

    def all(self):
        """All of them, for a bake: path -> path, and path -> {query: path}, the paths as `plain` has them."""
        taken = {plain(path) for path in self.site.leading_somewhere}
        by_path, by_query = {}, {}
        for (path, query), line in self._lines.items():
            to = self.site.destination(line.to)
            if to and query:
                by_query.setdefault(path, {})[query] = to
            elif to and path not in taken:
                by_path[path] = to
        return by_path, by_query
