"""The page that tells how to reach the clinic, and when it is closed."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.content.days import listed
from services.sharing.meta import page_meta

from .clinic_structured_data import visit_structured_data
from .pages import Page

# More towns make no title.
MOST_TOWNS = 2


def visit_page(site, path):
    """The visit page of a site; its description is the address, if the clinic has filled it in."""
    clinic = site.context.clinic
    addresses = filter(None, [place.one_line_address for place in clinic.places])
    title = _("Visit us")
    if 0 < len(clinic.towns) <= MOST_TOWNS:
        title = _("Visit us in %(town)s") % {"town": listed(clinic.towns)}
    return Page(
        template="pages/visit.html",
        meta=page_meta(
            site.context,
            settings.SITE_URL + reverse("visit"),
            title=title,
            description=" · ".join(addresses) or _("How to reach us."),
        ),
        section=reverse("visit"),
        context={
            "places": site.context.places_until(site.context.known_until(site.planned_context))
        },
        structured_data=visit_structured_data(site.context),
    )
