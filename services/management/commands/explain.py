"""`manage.py explain /treatments/x/`: what an address of the public site answers now, and why."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from services.baking.bake import ICONS
from services.baking.manifest import CURRENT, manifest_of, published_folder
from services.baking.render import get_response
from services.baking.serve import BakedSite
from services.content.days import day_and_time
from services.content.document import kept_as
from services.content.types import uploads_in
from services.content.web_address import own_path
from services.kinds import FORMER, KINDS, model_of
from services.models import Publication
from services.publishing import snapshot
from services.publishing.publish import path_of
from services.publishing.site import CARD_ADDRESS, Gone, Moved, PublicSite, with_query

# What is at an address that has a name in the URLs and no page behind it.
FILES = {
    "sitemap": "The sitemap: the addresses of all public pages.",
    "robots": "What search engines may read.",
}
# More redirects one after the other than the site ever makes.
HOPS = 5


class Answer(NamedTuple):
    """What an address answers: the status, where it leads or an empty string, and the bytes of the page."""

    status: int
    location: str
    body: bytes


class Command(BaseCommand):
    """Prints what a path or a whole address answers, the reasons, and whether the published folder agrees."""

    help = "Explain what an address of the public site answers now: live, moved, gone, scheduled or unknown."

    def add_arguments(self, parser):
        """The address."""
        parser.add_argument("address", help="a path, or a whole address with its query string")

    def handle(self, *args, address, **options):
        """Print the answer, then why, then what the published folder says."""
        path, query = own_path(address)
        if not path:
            raise CommandError(
                f"{address} isn’t an address of this site. Give a path, or an address that begins with "
                f"{settings.SITE_URL}/"
            )
        try:
            site = PublicSite(timezone.now())
            # First, for it says so if the database is away; Django would answer with a page.
            why = list(reasons(site, path, query))
            first = from_django(site)(path, query)
            self.stdout.write(f"{with_query(path, query)} {in_words(first)}")
            for reason in [*why, published(site, path, query)]:
                self.stdout.write(f"  {reason}")
        except DatabaseError as problem:
            raise CommandError(f"The database can’t be used: {problem}") from problem


def in_words(answer):
    """The rest of a sentence that begins with an address."""
    match answer.status:
        case 200:
            return "answers 200: it is there."
        case 301 | 302:
            return f"answers {answer.status}: it leads to {answer.location}"
        case 404:
            return "answers 404: there is nothing here."
        case 410:
            return "answers 410: the page is gone."
        case status:
            return f"answers {status}."


def from_django(site):
    """A function (path, query) -> Answer that asks Django, as a bake would."""

    def answer(path, query):
        response = get_response(site, path, query)
        body = b"".join(response)
        if response.streaming:
            # A static file. Closing the answer itself would close the database's connection with it.
            response.file_to_stream.close()
        return Answer(response.status_code, response.get("Location", ""), body)

    return answer


def from_folder(baked):
    """The same from a `BakedSite`; of what it leaves to Django, None."""

    def answer(path, query):
        if (baked_page := baked.answer(path, query)) is None:
            return None
        response = baked_page.get_response("GET", {})
        body = response.file or b""
        return Answer(int(response.status), dict(response.headers).get("Location", ""), body)

    return answer


def end_of(answer, path, query):
    """Where a visitor ends: the address, and the Answer there (None if Django is to say)."""
    address = with_query(path, query)
    for _hop in range(HOPS):
        last = answer(*own_path(address))
        if last is None or not last.location:
            break
        address = urljoin(address, last.location)
    return address, last


def published(site, path, query):
    """Whether the folder that is served says the same as the database, in a sentence."""
    folder = published_folder() / CURRENT
    if manifest_of(folder) is None:
        return "There is no published folder: pages come from Django."
    try:
        baked = BakedSite(folder.resolve())
    except Exception as problem:  # it may be damaged in any way
        return f"The published folder can’t be read: {problem!r}"
    address, answer = end_of(from_folder(baked), path, query)
    if answer is None:
        return "The published folder leaves it to Django."
    if (address, answer) == end_of(from_django(site), path, query):
        return "The published folder says the same."
    there = "" if address == with_query(path, query) else f" at {address}"
    return (
        f"The published folder says something else: {answer.status}{there}. A running site renews it "
        "within seconds; `manage.py bake` does it now, or says what is in the way."
    )


def reasons(site, path, query=""):
    """Yields sentences that say why a `PublicSite` answers at an address as it does."""
    match, slashed = resolved(path), resolved(f"{path}/")
    place = site.page(path)
    if query and site.old.destination(path, query)[0]:
        yield from of_line(site, site.old.line_at(path, query))
    elif path.startswith(reverse("admin:index")):
        if match and match.url_name:
            yield f"A page of staff’s side (its URL is named {match.url_name})."
        else:
            yield "Staff’s side has no such page."
    elif path.startswith(settings.STATIC_URL):
        yield "A static file, made of the folder static/ by collectstatic."
    elif path in ICONS:
        yield "The icon that browsers look for, which is a static file."
    elif card := re.fullmatch(CARD_ADDRESS, path):
        yield f"A share card of the page {card['page']}"
        yield from reasons(site, card["page"])
    elif match and match.url_name in FILES:
        yield FILES[match.url_name]
    elif match and match.url_name == "media":
        yield from of_upload(site, "picture", match.kwargs["file"])
    elif match and match.url_name == "document":
        yield from of_upload(site, "document", kept_as(match.kwargs["file"]))
    elif match is None and slashed and not isinstance(place, Moved):
        yield f"The address is {path}/ with a slash at the end:"
        yield from reasons(site, f"{path}/", query)
    else:
        build = match and match.kwargs.get("build")
        page = build(site, path) if build else None
        # Only a page has a template; Moved, Gone and None have none.
        is_page = hasattr(page, "template")
        yield from of_page(site, path, page) if is_page else of_no_page(site, path, match)
        yield from of_plans(site, path)


def resolved(path):
    """Django's `ResolverMatch` of a path, None if no URL is like it."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def of_page(site, path, page):
    """Why there is a page."""
    live = Publication.objects.live(site.at).filter(path=path).first()
    if live is None:
        yield f"“{page.meta.title}”, a page that is put together from what is public."
    else:
        yield f"A page: {named(live)}."
        begun = live.origin
        since = when(site, begun, on=False)
        yield f"This version has been live since {since}, published by {begun.author_name}."
        if begun.drafted_by:
            yield f"The draft was {begun.drafted_by}’s."
        if begun != live:
            did = "kept this version, and cancelled what was scheduled,"
            did = did if live.path == begun.path else "changed the web address"
            yield f"{live.author_name} {did} {when(site, live)}."
        first = (
            Publication.objects.ever_live(site.at)
            .filter(page_key=live.page_key)
            .order_by("id")
            .first()
        )
        if first != begun:
            yield f"The page was first published {by(site, first)}."
        yield from of_row(live)
    yield f"Template: templates/{page.template}"


def of_no_page(site, path, match):
    """Why there is none: it moved, it is gone, it is a draft, or there never was one."""
    place, last = site.page(path), site.last_at(path)
    if isinstance(place, Moved) and place.line:
        yield from of_line(site, place.line)
    if live := Publication.objects.live(site.at).filter(path=path).first():
        yield f"{named(live)} has this address, but too little to say for a page: {place.path} says it."
        yield from of_row(live)
    elif last and (isinstance(place, Gone) or not place.line):
        yield from of_past(site, last)
        if isinstance(place, Gone):
            yield from of_row(last)
    if place is None:
        drafts = list(drafts_at(match, path))
        for row in drafts:
            saved = f", last saved by {row.saved_by}" if row.saved_by else ""
            yield f"A draft has this web address: “{row}” (key {row.key}){saved}. It was never published here."
            yield f"Form: {form_of(row)}"
        if not drafts:
            yield "No page has ever had this address."


def of_past(site, last):
    """Where the page went that last had an address, with the publication `last`, and who decided so."""
    yield f"{named(last)} had this address; the last version here was published {by(site, last)}."
    after = Publication.objects.ever_live(site.at).filter(page_key=last.page_key, id__gt=last.id)
    left = after.order_by("id").first()
    if left is None:
        yield f"It has too little to say for a page: {snapshot.content_of_row(last).shown_on} says it."
        return
    if not left.retired:
        yield f"Its web address changed to {left.path} {by(site, left)}."
    for decision in site.trail(last):
        if decision.page_key != last.page_key:
            yield f"Its successor is {named(decision)}."
        if decision.retired:
            leads = ", and old links were to lead to another page" if decision.successor else ""
            yield f"Unpublished {by(site, decision.origin)}{leads}."
        elif decision.path != left.path:
            yield f"That page is at {decision.path} now."


def of_line(site, line):
    """Why an address of the former website leads on: a line of the list, a `Move`."""
    yield f"Line {line.number} of the old web addresses leads here to {line.to}: “{line.old}”."
    for publication in Publication.objects.live(site.at).filter(kind=FORMER.kind):
        yield f"The list was published {by(site, publication.origin)}."
    if (to := site.destination(line.to)) != line.to:
        yield f"{line.to} itself leads to {to}:"
        yield from of_past(site, site.last_at(line.to))


def of_upload(site, kind, file):
    """Which public pages show a file of an upload, a "picture" or a "document"."""
    digest = file[:32]
    pages = [
        content.get_absolute_url()
        for model in KINDS
        for content in site.contents(model)
        if any(
            getattr(holder, field.name).startswith(digest)
            for holder, field, _in in uploads_in(content)
        )
    ]
    shown = f"on {', '.join(pages)}" if pages else "on no public page; a draft may have it"
    yield f"A {kind} that staff uploaded, shown {shown}."


def of_plans(site, path):
    """What is scheduled for an address."""
    plans = Publication.objects.planned(site.at).filter(path=path, retired=False)
    for plan in plans.order_by("live_from"):
        yield f"Scheduled by {plan.author_name}: {named(plan)} goes live here {when(site, plan)}."


def of_row(publication):
    """Where staff edit the page of a publication."""
    row = model_of(publication.kind).objects.filter(key=publication.page_key).first()
    yield f"Form: {form_of(row)}" if row else "Its draft was deleted."


def drafts_at(match, path):
    """The rows whose pages would have the address `path`, which has a `ResolverMatch` or None."""
    slug = match and match.kwargs.get("slug")
    for model in KINDS:
        if slug and model.content_class.has_address and path_of(model, slug) == path:
            yield from model.objects.filter(slug=slug)


def form_of(row):
    """The path of the form of a row."""
    return reverse(f"admin:services_{row._meta.model_name}_change", args=[row.pk])


def named(publication):
    """A page as its publication names it."""
    return f"“{publication.title}” ({publication.kind}, key {publication.page_key})"


def when(site, publication, *, on=True):
    """When a publication began, on the clinic's clock: "on 3 March at 9:30 am", "today at 7:08 pm"."""
    return day_and_time(publication.live_from, site.zone, site.at, on=on)


def by(site, publication):
    """When a publication began, and who decided it."""
    return f"{when(site, publication)} by {publication.author_name}"
