"""What patients see at a moment, read from publications alone."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from services.content.page_links import keys_named_by, shown_links
from services.content.site import ReviewedBy, SiteContext
from services.content.text import is_empty
from services.kinds import CONTEXT, KINDS, MAIN, SITE, STANDING, model_for
from services.models import Publication, SignOff

from . import snapshot
from .old_addresses import OldAddresses

# The address of a share card, whatever it shows: it stands under its page's.
CARD_ADDRESS = r"(?P<page>(?:/.*)?/)card-[A-Za-z0-9_-]+\.png"


@dataclass(frozen=True)
class Moved:
    """The address belonged to a page that now is at another `path`.

    `line` is the `Move` that leads there, if the address is one of the clinic's former website.
    """

    path: str
    line: object = field(default=None, compare=False)


@dataclass(frozen=True)
class Gone:
    """The address belonged to a page that was taken away; `title` is what it was called.

    `message` is what staff say of that, or empty.
    """

    title: str
    message: str = ""


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

    @cached_property
    def _changes(self):
        """Since when what was read so far says what it says, or nothing any more: kind -> {key: moment}.

        A new address changes no text.
        """
        return {}

    def _read(self, models):
        """Read what is public of some kinds, those that aren't here yet: one query for all."""
        models = [model for model in models if model.kind not in self._contents]
        if not models:
            return
        kinds = [model.kind for model in models]
        # What was taken away says nothing, but since when.
        in_force = Publication.objects.in_force(self.at).filter(kind__in=kinds)
        rows = list(in_force.select_related("same_content_as").defer("same_content_as__content"))
        pairs = list(zip(rows, snapshot.contents_of(rows), strict=True))
        for kind in kinds:
            contents = [content for row, content in pairs if row.kind == kind and content]
            self._contents[kind] = tuple(sorted(contents, key=lambda content: content.order))
            self._changes[kind] = {
                row.page_key: row.origin.live_from for row in rows if row.kind == kind
            }

    def contents(self, model):
        """The public contents of a kind (its model), in the order of lists, those that are over too."""
        self._read([model])
        return self._contents[model.kind]

    @cached_property
    def context(self):
        """What every page has around it: one query for what is in it, one for the lists that exist."""
        models = [*CONTEXT, *STANDING]
        self._read(models)
        return SiteContext.of(
            [content for model in models for content in self.contents(model)],
            self.at,
            lists=self._lists_of(Publication.objects.live(self.at)),
            is_demo=settings.DEMO,
            note=self.note,
        )

    @cached_property
    def planned_context(self):
        """What is scheduled of what every page has around it: [(day at the clinic, content or None), ...].

        None is a page that is going to be taken away.
        """
        kinds = [model.kind for model in CONTEXT]
        plans = list(Publication.objects.planned(self.at).filter(kind__in=kinds))
        contents = snapshot.contents_of(plans)
        days = [plan.live_from.astimezone(self.zone).date() for plan in plans]
        return list(zip(days, contents, strict=True))

    def _lists_of(self, publications):
        """The `Listing` of each kind that is among some publications, and that of the main one."""
        listed = [model for model in KINDS if model.content_class.listing]
        published = publications.filter(kind__in=[model.kind for model in listed])
        kinds = {MAIN.kind, *published.order_by().values_list("kind", flat=True).distinct()}
        return tuple(model.content_class.listing for model in listed if model.kind in kinds)

    @cached_property
    def lists(self):
        """The `Listing`s that have an address: also of what was taken away since, for posts lead there."""
        return self._lists_of(Publication.objects.ever_live(self.at))

    @property
    def own(self):
        """What the site says of itself; empty content until that is public."""
        return next(iter(self.contents(SITE)), SITE.content_class())

    @property
    def zone(self):
        """The clinic's time zone."""
        return self.own.zone

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

    def others(self, content):
        """The public contents of the same kind as `content`, without itself."""
        return [one for one in self.contents(model_for(content)) if one.key != content.key]

    def linked(self, content):
        """The public pages that a page names, or that name it, both by their keys; a dict of lists of contents.

        Those it names, by its field or part that does; those that name it, by their kind, if it has a section for
        these. One that isn't public is left out, and so is the page itself.
        """
        linked = {}
        for name, key in keys_named_by(content):
            if key in self._by_key and key != content.key:
                linked.setdefault(name, []).append(self._by_key[key])
        for model in KINDS:
            if model.kind in shown_links(content) and (
                naming := self._naming(model).get(content.key)
            ):
                linked[model.kind] = naming
        return linked

    def _naming(self, model):
        """The public pages of a kind that name others: key of the other -> [content that names it, ...]."""
        if model.kind not in self._naming_of:
            naming = self._naming_of[model.kind] = {}
            for content in self.contents(model):
                for key in dict.fromkeys(key for _name, key in keys_named_by(content)):
                    naming.setdefault(key, []).append(content)
        return self._naming_of[model.kind]

    @cached_property
    def _naming_of(self):
        """What `_naming` has found so far, by kind."""
        return {}

    @cached_property
    def _by_key(self):
        """The public pages that have an address of their own, by their keys."""
        return {content.key: content for content in self.pages}

    @cached_property
    def _by_path(self):
        """The public pages at an address of their own, by their paths."""
        return {page.get_absolute_url(): page for page in self.pages if page.has_own_page}

    @cached_property
    def addresses(self):
        """The paths of all public pages: what the sitemap lists and a bake renders."""
        lists = [listing.path for listing in self.lists]
        visit = [reverse("visit")] if self.context.has_visit else []
        statements = [statement.path for statement in self.context.statements]
        return [reverse("home"), *lists, *self._by_path, *visit, *statements]

    def changed_at(self, path):
        """When what the public page at `path` says last changed; None for a list without pages.

        A page changes with those it shows because they name it; a list with the pages it names; the home page and
        others that compose several kinds, with what stands around every page, and home with all that may be on it.
        """
        if content := self._by_path.get(path):
            kinds = [model for model in KINDS if model.kind in shown_links(content)]
            naming = [one for model in kinds for one in self._naming(model).get(content.key, ())]
            return max(self._changes[model_for(one).kind][one.key] for one in (content, *naming))
        models = [model for model in KINDS if _is_list(model, path)]
        if not models:
            models = CONTEXT
            if path == reverse("home"):
                models = [*CONTEXT, *STANDING, *(m for m in KINDS if m.content_class.listing)]
        self._read(models)
        moments = [at for model in models for at in self._changes[model.kind].values()]
        return max(moments, default=None)

    @cached_property
    def _paths_of_before(self):
        """The paths that pages once had and none has now."""
        seen = Publication.objects.ever_live(self.at).exclude(path="").order_by()
        return set(seen.values_list("path", flat=True)) - set(self._by_path)

    @cached_property
    def former(self):
        """What the paths mean that pages once had and none has now: path -> Moved or Gone."""
        former = {path: self._once(path) for path in sorted(self._paths_of_before)}
        return {path: whereabouts for path, whereabouts in former.items() if whereabouts}

    @property
    def leading_somewhere(self):
        """The paths at which there is a page, or that lead to one."""
        moved = [path for path, where in self.former.items() if isinstance(where, Moved)]
        return [*self.addresses, *moved]

    @cached_property
    def old(self):
        """The `OldAddresses` of the clinic's former website."""
        return OldAddresses(self)

    @cached_property
    def _reviews(self):
        """Who approved each content, as far as that counts (`SignOff.objects.in_force`): hash -> ReviewedBy.

        An approval with a name that can't be seen, from an older release, is nobody's.
        """
        return {
            sign_off.content_hash: ReviewedBy(
                name=sign_off.name,
                role="" if is_empty(sign_off.role) else sign_off.role,
                day=sign_off.at.astimezone(self.zone).date(),
                next_day=sign_off.next_review,
            )
            for sign_off in SignOff.objects.in_force(self.at).defer("note")
            if not is_empty(sign_off.name)
        }

    def review_of(self, content):
        """The `ReviewedBy` of a page's very words, None if no approval of them counts."""
        return self._reviews.get(snapshot.reviewed_hash(content)) if self._reviews else None

    def load(self):
        """Read all of it, so that no page asks the database again. Returns itself."""
        self._read(KINDS)
        for part in ("context", "planned_context", "addresses", "former", "_reviews"):
            getattr(self, part)
        return self

    def page(self, path):
        """What a path means: the content of a page, Moved, Gone, or None if it never was a page's.

        The live publication that has the address; else the page that last had it live, wherever that
        one lives now: one hop, never a chain. Else the address may be one of the clinic's former website.
        """
        page = self._own_page(path)
        if (page is None or isinstance(page, Gone)) and (to := self.old.at(path)):
            return Moved(to, self.old.line_at(path))
        return page

    def _own_page(self, path):
        """What `page` says of a path, the addresses of a former website left out."""
        if "former" in vars(self):  # all is here already
            return self._by_path.get(path) or self.former.get(path)
        if live := Publication.objects.live(self.at).filter(path=path).first():
            content = snapshot.content_of_row(live)
            return content if content.has_own_page else Moved(content.shown_on)
        return self._once(path)

    def destination(self, path):
        """Where a visitor of `path` ends, in one hop: a path, empty if no page ever was there."""
        if path in self.addresses:
            return path
        if path not in self._paths_of_before:
            return ""
        page = self._own_page(path)
        return page.path if isinstance(page, Moved) else path

    def answers(self, path, query=""):
        """Whether a patient who opens an address finds a public page or file, at once or one hop on."""
        is_old = self.old.at(path) or (query and self.old.destination(path, query)[0])
        return self.has_page(path) or bool(is_old)

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
        return path in self._paths_of_before and isinstance(self._own_page(path), Moved)

    def last_at(self, path):
        """The publication with which a page last had the address `path` live; None if none ever had."""
        past = Publication.objects.ever_live(self.at).filter(path=path, retired=False)
        return past.order_by("-live_from", "-id").first()

    def trail(self, publication):
        """Yields the decisions that say where the page of a past publication is now.

        Its own, which is in force; if that retired the page, its successor's, and so on to the end.
        """
        page, visited = publication.page_key, set()
        while page and page not in visited:
            visited.add(page)
            decision = Publication.objects.filter(page_key=page).in_force(self.at).first()
            if decision is None:
                break
            yield decision
            page = decision.successor if decision.retired else ""

    def _once(self, path):
        """Where the page is now that last had the address `path` live; None if none ever had."""
        last = self.last_at(path)
        return self._whereabouts(last) if last else None

    def _whereabouts(self, publication):
        """Where the page of a past publication is now, its successors followed to the end."""
        message = ""
        for decision in self.trail(publication):
            if not decision.retired:
                return Moved(snapshot.content_of_row(decision).shown_on)
            message = decision.message
        return Gone(publication.title, message)


def _is_list(model, path):
    """Whether the list of a kind (its model) is at a path."""
    listing = model.content_class.listing
    return bool(listing and listing.path == path)


def with_query(path, query):
    """A path with a query string, if there is one."""
    return f"{path}?{query}" if query else path


def context_without_database():
    """What stands around a page when the database can't be asked."""
    return SiteContext(is_demo=settings.DEMO, lists=(MAIN.content_class.listing,))


def zone_of(at):
    """The clinic's time zone as it is public at a time: one query."""
    return PublicSite(at).zone
