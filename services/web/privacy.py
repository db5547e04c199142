"""The page that says what the website knows of its readers: read from the settings, never typed."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.http import headers
from services.sharing.meta import page_meta

from .pages import Page
from .structured_data import breadcrumbs, graph

# What a browser then tells another site of where its visitor comes from: nothing.
TELL_NOTHING = ("no-referrer", "same-origin")


@dataclass(frozen=True, kw_only=True)
class Privacy:
    """What is true of the website as it runs; each is a sentence of the page (`templates/pages/privacy.html`)."""

    is_encrypted: bool
    # Cookies are for staff alone: no browser sends them with a public page.
    has_no_cookies: bool
    has_no_forms: bool
    has_no_scripts: bool
    loads_nothing_from_others: bool
    writes_nothing_down: bool
    tells_nothing_to_others: bool


def privacy_of(settings):
    """The `Privacy` of the site's settings and of the policy that its pages are sent with."""
    # As in Content-Security-Policy: {"form-action": ["'none'"], ...}
    policy = {
        name: allowed
        for name, *allowed in (part.split() for part in headers.PUBLIC_POLICY.split(";"))
    }
    own = {"'none'", "'self'", "{style}"}
    paths = (settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH)
    scripts = policy.get("script-src", policy["default-src"])
    return Privacy(
        is_encrypted=settings.SECURE_SSL_REDIRECT,
        has_no_cookies=all(path == reverse("admin:index") for path in paths),
        has_no_forms=policy.get("form-action") == ["'none'"],
        has_no_scripts=scripts == ["'none'"],
        loads_nothing_from_others=all(own.issuperset(allowed) for allowed in policy.values()),
        writes_nothing_down=settings.ACCESS_LOG is None,
        tells_nothing_to_others=settings.SECURE_REFERRER_POLICY in TELL_NOTHING,
    )


def privacy_page(site, path):
    """The privacy page of a site; None until the clinic has a name."""
    if not site.context.name:
        return None
    return Page(
        template="pages/privacy.html",
        meta=page_meta(
            site.context,
            settings.SITE_URL + reverse("privacy"),
            title=_("Privacy"),
            description=_("What this website knows about the people who read it."),
        ),
        section=reverse("privacy"),
        context={
            "privacy": privacy_of(settings),
            "words": site.own.privacy_text,
            "hosts": list(dict.fromkeys(place.booking_host for place in site.own.booking_pages)),
        },
        structured_data=graph([breadcrumbs(_("Privacy"))]),
    )
