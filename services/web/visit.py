"""The page that tells how to reach the clinic, and when it is closed."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.sharing.meta import page_meta

from .pages import Page


def visit_page(site, path):
    """The visit page of a site; its description is the address, if the clinic has filled it in."""
    return Page(
        template="pages/visit.html",
        meta=page_meta(
            site.context,
            settings.SITE_URL + reverse("visit"),
            title=_("Visit us"),
            description=site.context.clinic.one_line_address or _("How to reach us."),
        ),
        section="visit",
    )
