"""The public pages. Each view fetches what patients see now, and renders it."""

import sys

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.http import (
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from services.content.document import downloaded_as, kept_as
from services.http.headers import FILE_CACHE, MOVED_CACHE, document_headers
from services.http.stylesheet import stylesheet
from services.kinds import MAIN
from services.publishing.site import Gone, Moved, PublicSite, context_without_database, with_query
from services.uploads import read_file

from .pages import Page
from .sitemaps import PublicPages
from .structured_data import as_html


def public_site(request):
    """The site as patients see it now; a bake brings its own, of one moment for all its pages.

    The key can't come from outside: what a client sends begins with HTTP_.
    """
    return request.META.get("baked_site") or PublicSite(at=timezone.now())


def render_page(request, template, site_context, *, status=200, **context):
    """A public page with what is around it. The stylesheet is part of the page."""
    context |= {"site": site_context, "stylesheet": stylesheet()}
    return render(request, template, context, status=status)


def rendered(request, site, page, **context):
    """A `Page` as the answer to a request."""
    return render_page(
        request,
        page.template,
        site.context,
        meta=page.meta,
        section=page.section,
        structured_data=as_html(page.structured_data),
        **page.context,
        **context,
    )


@require_safe
def page(request, build, slug=""):
    """The page that `build(site, path)` makes, or where it went."""
    site = public_site(request)
    if request.META.get("QUERY_STRING") and (answer := from_former_site(request, site)):
        return answer
    page = build(site, request.path)
    if not isinstance(page, Page):
        return elsewhere(request, site, page)
    return rendered(request, site, page)


@require_safe
def card(request, build, digest, slug=""):
    """The share card of such a page; an older address leads to it, for posts shared long ago."""
    site = public_site(request)
    path, _slash, file = request.path.rpartition("/")
    page = build(site, f"{path}/")
    if not isinstance(page, Page):
        return elsewhere(request, site, page, file)
    card = page.meta.card
    if digest != card.digest:
        return HttpResponseRedirect(card.file_name)
    headers = {"Cache-Control": FILE_CACHE}
    return HttpResponse(card.png(), content_type="image/png", headers=headers)


def elsewhere(request, site, whereabouts, file=""):
    """The answer of an address that isn't a page now: moved on (query string kept), gone, unknown.

    `file` is what of the page was asked for, by its name under the page's address; empty for the page itself.
    """
    match whereabouts:
        case Moved(path):
            return moved_to(with_query(f"{path}{file}", request.META.get("QUERY_STRING", "")))
        case Gone(title, message):
            pages = site.contents(MAIN)
            return render_page(
                request,
                "410.html",
                site.context,
                status=410,
                title=title,
                message=message,
                pages=pages,
            )
    return not_found(request)


def moved_to(address):
    """The answer of an address that moved on."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": MOVED_CACHE})


def from_former_site(request, site):
    """The answer of an address that the clinic's former website had, None if it had none such."""
    path, rest = site.old.destination(request.path, request.META.get("QUERY_STRING", ""))
    return moved_to(with_query(path, rest)) if path else None


@require_safe
def media(request, file):
    """A file of a picture: drafts' too, for staff's previews; its name can't be guessed."""
    body = read_file(file)
    if body is None:
        return not_found(request)
    kind = "image/avif" if file.endswith(".avif") else "image/jpeg"
    headers = {"Cache-Control": FILE_CACHE}
    return HttpResponse(body, content_type=kind, headers=headers)


@require_safe
def document(request, file):
    """A document to download; drafts' too, as with pictures. What comes before its digest is what it is saved as."""
    body = read_file(kept_as(file))
    if body is None:
        return not_found(request)
    headers = document_headers(downloaded_as(file))
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@require_safe
def sitemap(request):
    """The addresses of all public pages."""
    request.GET = QueryDict()  # one page of addresses, whatever is asked
    return sitemap_view(request, {"pages": PublicPages(public_site(request))})


@require_safe
def robots(request):
    """Crawlers are welcome, those of the social platforms too; the staff's side is nothing to them."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def icon(request, name):
    """An icon at the address where browsers look for it by themselves."""
    return HttpResponseRedirect(static(f"img/{name}"))


def not_found(request, exception=None):
    """No such page: where it went, or what there is instead, as far as the database can say."""
    site = public_site(request)
    try:
        if request.method in ("GET", "HEAD"):
            if answer := from_former_site(request, site):
                return answer
            if isinstance(moved := site.page(request.path), Moved):
                return elsewhere(request, site, moved)
        site_context, pages = site.context, site.contents(MAIN)
    except DatabaseError:
        site_context, pages = context_without_database(), ()
    return render_page(request, "404.html", site_context, status=404, pages=pages)


def bad_request(request, exception):
    """A form that isn't taken at all: too large, or not what a browser sends."""
    is_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render_page(
        request,
        "400.html",
        context_without_database(),
        status=413 if is_large else 400,
        is_large=is_large,
    )


def server_error(request):
    """Something broke. This page needs no database, for that may be what broke."""
    site_context = context_without_database()
    # Its tables may be missing too: our own queries are Django's, which are never wrong in themselves.
    problem = sys.exc_info()[1]
    is_database = isinstance(problem, OperationalError | InterfaceError | ProgrammingError)
    if is_database and request.path.startswith("/admin/"):
        response = render_page(request, "503.html", site_context, status=503)
        response["Retry-After"] = "60"
        return response
    return render_page(request, "500.html", site_context, status=500)
