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

from services.content.site import Frame
from services.content.treatment import TreatmentContent
from services.http.headers import MOVED_CACHE
from services.http.stylesheet import stylesheet
from services.pictures import read
from services.publishing.site import Gone, Moved, PublicSite
from services.sharing import meta
from services.sharing.qr import qr_svg

from .sitemaps import PublicPages


def public_site(request):
    """The site as patients see it now; a bake brings its own, of one moment for all its pages.

    The key can't come from outside: what a client sends begins with HTTP_.
    """
    return request.META.get("baked_site") or PublicSite(at=timezone.now())


def render_page(request, template, frame, *, status=200, **context):
    """A public page in its frame. The stylesheet is part of the page."""
    context |= {"frame": frame, "stylesheet": stylesheet()}
    return render(request, template, context, status=status)


@require_safe
def home(request):
    """The clinic, and what it treats with."""
    return render_home(request, public_site(request))


def render_home(request, site):
    """The home page of a site: live, as a preview, or as it once was."""
    return render_page(
        request,
        "home.html",
        site.frame,
        meta=meta.home_meta(site.frame, settings.SITE_URL),
        treatments=site.treatments,
    )


@require_safe
def treatments(request):
    """All treatments."""
    return render_treatments(request, public_site(request))


def render_treatments(request, site):
    """The list of a site's treatments."""
    return render_page(
        request,
        "treatments.html",
        site.frame,
        meta=meta.treatments_meta(site.frame, site.treatments, settings.SITE_URL),
        section="treatments",
        treatments=site.treatments,
    )


@require_safe
def treatment(request, slug):
    """One treatment, or where its page went."""
    site = public_site(request)
    page = site.page(request.path)
    if not isinstance(page, TreatmentContent):
        return elsewhere(request, site, page)
    return render_treatment(request, site, page)


def render_treatment(request, site, page, template="treatment.html", **context):
    """A treatment's page in the frame of a site."""
    page_meta = meta.treatment_meta(site.frame, page, settings.SITE_URL)
    return render_page(
        request,
        template,
        site.frame,
        meta=page_meta,
        section="treatments",
        page=page,
        review=site.review_of(page),
        qr=qr_svg(page_meta.canonical),
        **context,
    )


@require_safe
def visit(request):
    """How to reach the clinic."""
    return render_visit(request, public_site(request))


def render_visit(request, site):
    """The visit page of a site."""
    return render_page(
        request,
        "visit.html",
        site.frame,
        meta=meta.visit_meta(site.frame, settings.SITE_URL),
        section="visit",
    )


def elsewhere(request, site, whereabouts, file=""):
    """The answer of an address that isn't a page now: moved on (query string kept), gone, unknown.

    `file` is what of the page was asked for, by its name under the page's address; empty for the page itself.
    """
    match whereabouts:
        case Moved(path):
            query, address = request.META.get("QUERY_STRING", ""), f"{path}{file}"
            return HttpResponsePermanentRedirect(
                f"{address}?{query}" if query else address,
                headers={"Cache-Control": MOVED_CACHE},
            )
        case Gone(title):
            return render_page(request, "410.html", site.frame, status=410, title=title)
    return not_found(request)


@require_safe
def home_card(request, digest):
    """The home page's share card."""
    site = public_site(request)
    return card_response(meta.home_meta(site.frame, settings.SITE_URL), digest)


@require_safe
def treatments_card(request, digest):
    """The share card of the list of treatments."""
    site = public_site(request)
    return card_response(
        meta.treatments_meta(site.frame, site.treatments, settings.SITE_URL), digest
    )


@require_safe
def treatment_card(request, slug, digest):
    """A treatment's share card."""
    site = public_site(request)
    path, _slash, file = request.path.rpartition("/")
    page = site.page(f"{path}/")
    if not isinstance(page, TreatmentContent):
        return elsewhere(request, site, page, file)
    return card_response(meta.treatment_meta(site.frame, page, settings.SITE_URL), digest)


@require_safe
def visit_card(request, digest):
    """The visit page's share card."""
    site = public_site(request)
    return card_response(meta.visit_meta(site.frame, settings.SITE_URL), digest)


def card_response(page_meta, digest):
    """A page's share card; an older address leads to it, for posts shared long ago."""
    card = page_meta.card
    if digest != card.digest:
        return HttpResponseRedirect(card.file_name)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(card.png(), content_type="image/png", headers=headers)


@require_safe
def media(request, file):
    """A file of a picture: drafts' too, for staff's previews; its name can't be guessed."""
    body = read(file)
    if body is None:
        return not_found(request)
    kind = "image/avif" if file.endswith(".avif") else "image/jpeg"
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(body, content_type=kind, headers=headers)


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
    """No such page: what there is instead, as far as the database can say."""
    site = public_site(request)
    try:
        frame, treatments = site.frame, site.treatments
    except DatabaseError:
        frame, treatments = Frame(is_demo=settings.DEMO), ()
    return render_page(request, "404.html", frame, status=404, treatments=treatments)


def bad_request(request, exception):
    """A form that isn't taken at all: too large, or not what a browser sends."""
    is_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render_page(
        request,
        "400.html",
        Frame(is_demo=settings.DEMO),
        status=413 if is_large else 400,
        is_large=is_large,
    )


def server_error(request):
    """Something broke. This page needs no database, for that may be what broke."""
    frame = Frame(is_demo=settings.DEMO)
    # Its tables may be missing too: our own queries are Django's, which are never wrong in themselves.
    problem = sys.exc_info()[1]
    is_database = isinstance(problem, OperationalError | InterfaceError | ProgrammingError)
    if is_database and request.path.startswith("/admin/"):
        response = render_page(request, "503.html", frame, status=503)
        response["Retry-After"] = "60"
        return response
    return render_page(request, "500.html", frame, status=500)
