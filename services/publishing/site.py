"""What patients see at a moment, read from publications alone."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from services.content.site import Frame, Review
from services.content.text import is_empty
from services.kinds import FORMER, FRAME, KINDS, MAIN
from services.models import Publication, SignOff

from . import snapshot

# The address of a share card, whatever it shows: it stands under its page's.
CARD_ADDRESS = r"(?P<page>(?:/.*)?/)card-[\w-]+\.png"


@dataclass(frozen=True)
class Moved:
    """The address belonged to a page that now is at another `path`."""

    path: str


@dataclass(frozen=True)
class Gone:
    """The address belonged to a page that was taken away; `title` is what it was called."""

    title: str


class PublicSite:
    """The public site at the moment `at`, an aware datetime. Each part is loaded once, when needed.

    `note` is what every page says of itself if patients don't see it so: a preview, a page of a past day.

    A view asks an object of this shape for content and doesn't know where it comes from.
    """

    def __init__(self, at, note=""):
        self.at = at
        self.note = note

    @cached_property
    def _contents(self):
        """What was read so far: kind -> its public contents, in the order of lists."""
        return {}

    def _read(self, models):
        """Read what is public of some kinds, those that aren't here yet: one query for all."""
        models = [model for model in models if model.kind not in self._contents]
        if not models:
            return
        kinds = [model.kind for model in models]
        rows = list(Publication.objects.live(self.at).filter(kind__in=kinds))
        found = list(zip(rows, snapshot.contents_of(rows), strict=True))
        for kind in kinds:
            contents = [content for row, content in found if row.kind == kind]
            self._contents[kind] = tuple(sorted(contents, key=lambda content: content.order))

    def contents(self, model):
        """The public contents of a kind (its model), in the order of lists, those that are over too."""
        self._read([model])
        return self._contents[model.kind]

    @cached_property
    def frame(self):
        """What every page has around it: one query for what is in it, one for the lists that exist."""
        self._read(FRAME)
        return Frame.of(
            [content for model in FRAME for content in self.contents(model)],
            self.at,
            lists=tuple(self._lists_of(Publication.objects.live(self.at))),
            is_demo=settings.DEMO,
            note=self.note,
        )

    def _lists_of(self, publications):
        """Yields the `Listing` of each kind that is among some publications, and the main one."""
        kinds = [model.kind for model in KINDS if model.content_class.listing]
        there = (
            publications.filter(kind__in=kinds, retired=False).order_by().values("kind").distinct()
        )
        there = {row["kind"] for row in there}
        yield from (
            model.content_class.listing for model in KINDS if model is MAIN or model.kind in there
        )

    @property
    def zone(self):
        """The clinic's time zone."""
        return self.frame.zone

    @property
    def today(self):
        """The day it is at the clinic."""
        return self.at.astimezone(self.zone).date()

    @cached_property
    def pages(self):
        """The public contents that have an address of their own, kind by kind, in the order of lists."""
        models = [model for model in KINDS if model.content_class.has_address]
        self._read(models)
        return tuple(content for model in models for content in self.contents(model))

    @cached_property
    def _by_path(self):
        """The public pages that have an address of their own, by their paths."""
        return {content.get_absolute_url(): content for content in self.pages}

    @cached_property
    def addresses(self):
        """The paths of all public pages: what the sitemap lists and a bake renders.

        A list whose last page was taken away stays where it is: posts lead to it.
        """
        lists = [listing.path for listing in self._lists_of(Publication.objects.seen(self.at))]
        visit = [reverse("visit")] if self.frame.has_visit else []
        return [reverse("home"), *lists, *self._by_path, *visit]

    @cached_property
    def former(self):
        """What the paths mean that lead elsewhere, or nowhere any more: path -> Moved or Gone.

        They are those that pages once had and none has now, and those of the clinic's former website.
        """
        seen = Publication.objects.seen(self.at).exclude(path="")
        paths = set(seen.order_by().values_list("path", flat=True)) - set(self._by_path)
        former = {path: self._once(path) for path in sorted(paths)}
        former = {path: whereabouts for path, whereabouts in former.items() if whereabouts}
        for (path, query), moved in self.old_addresses.items():
            if not query:
                former |= dict.fromkeys({path, f"{path}/"}, moved)
        return former

    @cached_property
    def old_addresses(self):
        """Where the addresses of the clinic's former website lead: (path, query) -> Moved.

        In one hop, wherever the page is now that a line names; if it was taken away, its address says so. A
        line never stands in the way of a page of today, nor of what leads to one.
        """
        found = {}
        for move in (move for content in self.contents(FORMER) for move in content.moves):
            page = Moved(move.to) if move.to in self.addresses else self._own_page(move.to)
            if page and (move.query or not self.has_page(move.path)):
                to = page if isinstance(page, Moved) else Moved(move.to)
                found.setdefault((move.path, move.query), to)
        return found

    def moved_by_query(self, path, query):
        """Where an address of the former website leads that had a query string; an empty string if nowhere.

        What follows what was known then (a social network's own words, say) goes along.
        """
        for (old, known), moved in self.old_addresses.items():
            if known and old == (path.rstrip("/") or "/") and f"{query}&".startswith(f"{known}&"):
                return with_query(moved.path, query[len(known) + 1 :])
        return ""

    @cached_property
    def _reviews(self):
        """Who approved each content, as far as that counts (`SignOff.objects.in_force`): hash -> Review.

        An approval with a name that can't be seen, from an older release, is nobody's.
        """
        return {
            sign_off.content_hash: Review(
                name=sign_off.name,
                role="" if is_empty(sign_off.role) else sign_off.role,
                day=sign_off.at.astimezone(self.zone).date(),
                next_day=sign_off.next_review,
            )
            for sign_off in SignOff.objects.in_force(self.at).defer("note")
            if not is_empty(sign_off.name)
        }

    def review_of(self, content):
        """The `Review` of a page's very words, None if no approval of them counts."""
        return self._reviews.get(snapshot.wording(content)) if self._reviews else None

    def load(self):
        """Read all of it, so that no page asks the database again. Returns itself."""
        self._read(KINDS)
        for part in ("frame", "addresses", "former", "_reviews"):
            getattr(self, part)
        return self

    def page(self, path):
        """What a path means: the content of a page, Moved, Gone, or None if it never was a page's.

        The live publication that has the address; else the page that last had it live, wherever that
        one lives now: one hop, never a chain.
        """
        if "former" in vars(self):  # all is here already
            return self._by_path.get(path) or self.former.get(path)
        page = self._own_page(path)
        if page is None or isinstance(page, Gone):
            return self.old_addresses.get((path.rstrip("/") or "/", "")) or page
        return page

    def _own_page(self, path):
        """What `page` says of a path, the addresses of a former website left out."""
        if live := Publication.objects.live(self.at).filter(path=path).first():
            return snapshot.content_of_row(live)
        return self._once(path)

    def answers(self, path):
        """Whether a patient who opens `path` finds a public page or file, at once or one hop on."""
        return self.has_page(path) or (path.rstrip("/"), "") in self.old_addresses

    def has_page(self, path):
        """Whether a page or file of this site is at `path`, at once or one hop on."""
        if path not in self._found:
            self._found[path] = self._leads_to_a_page(path)
        return self._found[path]

    @cached_property
    def _found(self):
        """What is known of paths: many pages may lead to one, and its past is asked for once."""
        return dict.fromkeys([*self.addresses, reverse("sitemap"), reverse("robots")], True)

    def _leads_to_a_page(self, path):
        """What `has_page` says of a path that isn't a page's own."""
        if card := re.fullmatch(CARD_ADDRESS, path):
            return self.has_page(card["page"])
        if not path.endswith("/"):
            return self.has_page(f"{path}/")
        return isinstance(self._own_page(path), Moved)

    def _once(self, path):
        """Where the page is now that last had the address `path` live; None if none ever had."""
        last = (
            Publication.objects.seen(self.at)
            .filter(path=path, retired=False)
            .order_by("-live_from", "-id")
            .first()
        )
        return self._whereabouts(last) if last else None

    def _whereabouts(self, publication):
        """Where the page of a past publication is now, its successors followed to the end."""
        page, met = publication.page, set()
        while page and page not in met:
            met.add(page)
            decided = Publication.objects.filter(page=page).decided(self.at).first()
            if decided is None:
                break
            if not decided.retired:
                return Moved(decided.path)
            page = decided.successor
        return Gone(publication.title)


def with_query(path, query):
    """A path with a query string, if there is one."""
    return f"{path}?{query}" if query else path


def frame_without_database():
    """What stands around a page when the database can't be asked."""
    return Frame(is_demo=settings.DEMO, lists=(MAIN.content_class.listing,))


def zone_of(at):
    """The clinic's time zone as it is public at a time: one query."""
    return PublicSite(at).zone
