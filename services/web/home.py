"""The home page: the clinic, when it's open, what it treats with, who works there, the first visit, where it is."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.content.days import listed
from services.models import FirstVisit, Practitioner, Treatment
from services.sharing.card import Card
from services.sharing.meta import page_meta, site_name

from .clinic_structured_data import home_structured_data
from .pages import Page
from .visit import MOST_TOWNS

# So many of each are on the home page; their lists have all. A phone shows the page in five screens.
TREATMENTS, PEOPLE, STEPS, PLACES = 6, 4, 5, 2


def home_page(site, path):
    """The home page of a site: live, as a preview, or as it once was."""
    context = site.context
    clinic, name = context.clinic, site_name(context)
    towns = [town for town in clinic.towns if town.casefold() not in name.casefold()]
    title = f"{name}, {listed(towns)}" if 0 < len(towns) <= MOST_TOWNS else name
    where = ""
    if 0 < len(clinic.towns) <= MOST_TOWNS:
        where = _("Physiotherapy in %(towns)s") % {"towns": listed(clinic.towns)}
    places = context.places_until(context.known_until(site.planned_context))[:PLACES]
    treatments, people = site.contents(Treatment), site.contents(Practitioner)
    return Page(
        template="pages/home.html",
        meta=page_meta(
            context,
            settings.SITE_URL + reverse("home"),
            title=title,
            description=clinic.tagline or _("Treatments in plain language."),
            card=Card(title=title, detail=clinic.tagline),
            says_name=True,
        ),
        context={
            "where": where,
            "places": places,
            # By the number of places: how many days of each.
            "days": ":3" if len(places) == 1 else ":2",
            "treatments": treatments[:TREATMENTS],
            "more_treatments": len(treatments) > TREATMENTS and Treatment.content_class.listing,
            "all_treatments": len(treatments),
            "people": people[:PEOPLE],
            "team": Practitioner.content_class.listing,
            "first_visits": [
                (visit, visit.steps[:STEPS]) for visit in site.contents(FirstVisit) if visit.steps
            ],
        },
        structured_data=home_structured_data(context, {place.number for place in places}),
    )
