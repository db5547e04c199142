"""Any public page, as patients saw it at a time in the past or will see it in the future."""

import datetime as dt

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from services.accounts.roles import may_read
from services.baking.render import get_response
from services.content.days import day_and_time
from services.forms import row_number
from services.models import Publication
from services.publishing.site import PublicSite, zone_of
from services.publishing.snapshot import load

from .preview import framed, nothing_to_show


def as_of_view(request):
    """Asks for a day and a page, and shows the page as it was or will be."""
    if not may_read(request.user):
        raise PermissionDenied
    now = timezone.now()
    zone = zone_of(now)
    if number := request.GET.get("publication"):
        return _of_publication(number, zone)
    at = _moment(request, zone, now)
    site = PublicSite(at)
    titles = {content.get_absolute_url(): content.title for content in site.pages}
    titles |= {listing.path: listing.title for listing in site.context.lists}
    titles |= {reverse("home"): _("Home page"), reverse("visit"): _("Visit us")}
    pages = [(path, titles.get(path, path)) for path in site.addresses]
    chosen = request.GET.get("page")
    if chosen not in dict(pages):
        chosen = pages[0][0]
    local = at.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)
    context = {
        **admin.site.each_context(request),
        "title": _("See the site on another date"),
        "at": local.isoformat(timespec="minutes"),
        "day": day_and_time(at, zone, now, on=True),
        "is_ahead": at > now,
        "is_now": at == now,
        "is_before_all": not Publication.objects.filter(live_from__lte=at).exists(),
        "pages": pages,
        "chosen": chosen,
        "shown": f"{reverse('admin:as_of_page')}?"
        + urlencode({"at": request.GET.get("at") or local.isoformat(), "page": chosen}),
    }
    return TemplateResponse(request, "admin/as_of.html", context)


def as_of_page_view(request):
    """The page itself, for the frame of `as_of_view`."""
    if not may_read(request.user):
        raise PermissionDenied
    now = timezone.now()
    zone = zone_of(now)
    at = _moment(request, zone, now)
    day = day_and_time(at, zone, now, on=True)
    if at > now:
        note = _("As patients will see it %(day)s, if nothing else changes.")
    elif at == now:
        note = _("As patients see it now.")
    else:
        note = _("As patients saw it %(day)s.")
    site = PublicSite(at, note=note % {"day": day})
    path = request.GET.get("page", "")
    if path not in site.addresses:
        return nothing_to_show(request, [_("This page wasn’t live then.")], status=404)
    answer = get_response(site, path)
    return framed(HttpResponse(answer.content, status=answer.status_code))


def _moment(request, zone, now):
    """The time that a request asks for, on the clinic's clock; `now` if it names none."""
    try:
        moment = dt.datetime.fromisoformat(request.GET.get("at", "")).replace(tzinfo=zone)
        moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return now
    # Whoever asks for 09:30 wants what was published at 09:30:20 too; but this minute isn't the future.
    late = moment if moment.second else moment + dt.timedelta(seconds=59)
    return now if moment <= now < late else late


def _of_publication(number, zone):
    """Lead to the page of a publication, at the moment when it began."""
    rows = Publication.objects.filter(retired=False)
    publication = rows.filter(pk=row_number(number)).first()
    if publication is None:
        return redirect("admin:as_of")
    page = load(publication.kind, publication.content).shown_on
    began = publication.live_from.astimezone(zone).replace(tzinfo=None)
    return redirect(
        f"{reverse('admin:as_of')}?{urlencode({'at': began.isoformat(), 'page': page})}"
    )
