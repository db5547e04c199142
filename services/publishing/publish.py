"""The decisions about what patients see: publish, retire, call a plan off.

Each adds one row to `Publication`, in the caller's transaction, under the publishing lock.
"""

from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from services.checks.advice import EMPTY, Situation, blocking_advice
from services.kinds import model_for
from services.models import Publication
from services.models.publication import name_of
from services.publishing.lock import publishing_lock

from . import snapshot
from .site import PublicSite


class Refused(Exception):
    """A decision that can't be carried out; the message says why, in staff's words."""


def path_of(model, slug):
    """The path of a page of a kind (its model) whose address ends in `slug`; empty if that is empty."""
    return model.content_class(slug=slug).get_absolute_url() if slug else ""


def is_the_sites_own(path):
    """Whether the site has something of its own at a path, or below it, such as `/visit/`: no page can have it."""
    if path in (settings.STATIC_URL, "/media/"):
        return True
    try:
        return "slug" not in resolve(path).kwargs
    except Resolver404:
        return False


def address_problem(page, path, *, now):
    """Why the page with the key `page` can't have the address `path`, or an empty string.

    An address belongs to one page at a time, the plans that are still standing included.
    """
    if not path:
        return ""
    if is_the_sites_own(path):
        return _("The website itself uses this web address. Choose another.")
    holder = Publication.objects.holding_address(path, now).exclude(page_key=page).first()
    if holder is None:
        return ""
    return _(
        "The page “%(title)s” has this web address, or is scheduled to. Choose another web "
        "address, or unpublish that page first."
    ) % {"title": holder.title}


def situation_in(site, **values):
    """The `Situation` of what is public in a `PublicSite`, with what else is known of it."""
    known = {
        "today": site.today,
        "has_page": site.has_page,
        "had_page": site.destination,
        "is_approved": site.review_of,
        "others": site.others,
    }
    return Situation(**known | values)


def situation_of(content, *, now, shown_from=None):
    """The `Situation` of a content of any kind: the day at the clinic, and what patients read of it now.

    `shown_from` is the moment from which patients are going to read it, None for a draft.
    """
    site, site_then = PublicSite(now), PublicSite(shown_from or now)
    live = Publication.objects.live(now).filter(page_key=content.key).first()
    return situation_in(
        site_then,
        today=site.today,
        shown_from=shown_from and shown_from.astimezone(site.zone).date(),
        public=live and snapshot.load(live.kind, live.content),
        is_approved=site.review_of,
        others=lambda one: [*site_then.others(one), *_planned_besides(one, now)],
    )


def _planned_besides(content, now):
    """What other contents of the same kind are scheduled to be."""
    plans = Publication.objects.planned(now).filter(kind=model_for(content).kind)
    contents = snapshot.contents_of(plans.exclude(page_key=content.key))
    return [one for one in contents if one]


@transaction.atomic
def publish(row, *, by, now, live_from=None, drafted_by="", is_preview=False):
    """Make what the working row says now public, at once or from `live_from` on.

    `by` is the user who decides, None for what the site brings along; `now` the time of the decision;
    `drafted_by` the name of somebody else who had saved the draft; `is_preview` whether it is going to be
    taken back at once, so that nobody has to have approved it.
    Returns the new Publication; None if patients see exactly this already and nothing is planned.
    Raises Refused, in the words of the form, if the checks have advice that blocks publishing, or if
    another page has the address.
    """
    publishing_lock()
    kind, page = row.kind, row.key
    content = snapshot.freeze(row)
    situation = situation_of(content, now=now, shown_from=live_from or now)
    for advice in blocking_advice(content, situation):
        if not (is_preview and advice.is_approval):
            raise Refused(advice.text)
    if row.has_address and content.is_empty and not is_preview:
        raise Refused(EMPTY)
    path = content.get_absolute_url() if row.has_address else ""
    if problem := address_problem(page, path, now=now):
        raise Refused(problem)
    of_page = Publication.objects.filter(page_key=page)
    same = of_page.live(now).first() if live_from is None else None
    if same and snapshot.content_of_row(same) != content:
        same = None
    if same and not of_page.planned(now).exists():
        return None
    return _decide(
        kind=kind,
        page_key=page,
        by=by,
        now=now,
        live_from=live_from or now,
        drafted_by=drafted_by,
        path=path,
        title=str(row),
        content=snapshot.dump(content),
        content_hash=snapshot.content_hash(content),
        same_content_as=same and same.origin,
    )


@transaction.atomic
def retire(row, *, by, now, successor="", message=""):
    """Take a page away from patients: its address says that it is gone, or leads to `successor`.

    `successor` is the key of another page, `message` a sentence for those who come to the address. A plan of
    the page is off with it. Returns the new Publication; raises Refused if the page isn't public.
    """
    publishing_lock()
    live = Publication.objects.live(now).filter(page_key=row.key).first()
    if live is None:
        raise Refused(_("This isn’t live, so there’s nothing to unpublish."))
    return _retired(live, by=by, now=now, successor=successor, message=message)


@transaction.atomic
def change_address(row, slug, *, by, now):
    """Give a page the address that ends in `slug` at once; what it says stays as patients see it.

    The old address leads to the new one. Plans of the page move with it. Returns the new Publication,
    None if the page isn't public; raises Refused if the address is taken, or is the page's already.
    """
    publishing_lock()
    page, path = row.key, path_of(type(row), slug)
    if problem := address_problem(page, path, now=now):
        raise Refused(problem)
    of_page = Publication.objects.filter(page_key=page)
    live, plans = of_page.live(now).first(), list(of_page.planned(now).order_by("id"))
    if live is not None and live.path == path:
        raise Refused(_("This page already has that web address."))
    type(row).objects.filter(pk=row.pk).update(slug=slug)
    # A decision made now ends what was planned before it, so the plans are made once more.
    for was in ([live] if live else []) + plans:
        content = replace(snapshot.load(was.kind, was.content), slug=slug)
        made = _decide(
            kind=was.kind,
            page_key=page,
            by=by,
            now=now,
            live_from=max(now, was.live_from),
            path=path,
            title=was.title,
            content=snapshot.dump(content),
            content_hash=snapshot.content_hash(content),
            same_content_as=was.origin,
        )
        live = made if was is live else live
    return live


@transaction.atomic
def cancel_schedule(page, *, by, now):
    """Call off what is planned for the page with the key `page`: what is live now stays.

    Returns the new Publication, which repeats what was decided before or retires what never was live;
    None if nothing was planned.
    """
    publishing_lock()
    of_page = Publication.objects.filter(page_key=page)
    plan = of_page.planned(now).first()
    if plan is None:
        return None
    stays = of_page.in_force(now).first()
    if stays is None:
        return _retired(plan, by=by, now=now)
    if stays.retired:
        return _retired(
            stays,
            by=by,
            now=now,
            successor=stays.successor,
            message=stays.message,
            same_content_as=stays.origin,
        )
    return _decide(
        kind=stays.kind,
        page_key=page,
        by=by,
        now=now,
        live_from=now,
        path=stays.path,
        title=stays.title,
        content=stays.content,
        content_hash=stays.content_hash,
        same_content_as=stays.origin,
    )


def _retired(last, *, by, now, successor="", message="", same_content_as=None):
    """The row that takes away the page of the publication `last`."""
    return _decide(
        kind=last.kind,
        page_key=last.page_key,
        by=by,
        now=now,
        live_from=now,
        path=last.path,
        title=last.title,
        retired=True,
        successor=successor,
        message=message,
        same_content_as=same_content_as,
    )


def _decide(*, by, now, **fields):
    """Write one decision down, with its author's name as it is today."""
    name = name_of(by) if by else _("the website itself")
    return Publication.objects.create(author=by, author_name=name, made_at=now, **fields)
