"""The home page: the clinic, and what it treats with."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.models import Treatment
from services.sharing.card import Card
from services.sharing.meta import page_meta, site_name

from .pages import Page


def home_page(site, path):
    """The home page of a site: live, as a preview, or as it once was."""
    name, tagline = site_name(site.context), site.context.clinic.tagline
    return Page(
        template="pages/home.html",
        meta=page_meta(
            site.context,
            settings.SITE_URL + reverse("home"),
            title=name,
            description=tagline or _("Treatments in plain language."),
            card=Card(title=name, detail=tagline),
        ),
        context={"treatments": site.contents(Treatment)},
    )
