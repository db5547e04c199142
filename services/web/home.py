"""The home page: the clinic, and what it treats with."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.content.days import listed
from services.models import Treatment
from services.sharing.card import Card
from services.sharing.meta import page_meta, site_name

from .clinic_structured_data import home_structured_data
from .pages import Page
from .visit import MOST_TOWNS


def home_page(site, path):
    """The home page of a site: live, as a preview, or as it once was."""
    clinic, name = site.context.clinic, site_name(site.context)
    towns = [town for town in clinic.towns if town.casefold() not in name.casefold()]
    title = f"{name}, {listed(towns)}" if 0 < len(towns) <= MOST_TOWNS else name
    return Page(
        template="pages/home.html",
        meta=page_meta(
            site.context,
            settings.SITE_URL + reverse("home"),
            title=title,
            description=clinic.tagline or _("Treatments in plain language."),
            card=Card(title=title, detail=clinic.tagline),
            says_name=True,
        ),
        context={"treatments": site.contents(Treatment)},
        structured_data=home_structured_data(site.context),
    )
