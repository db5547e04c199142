"""What the home page and the visit page tell search engines of the clinic: a node for each of its places.

Not everything may fit. Nodes are filled with what matters most first: a patient who finds the door locked has lost
more than one who finds no fax number.
"""

import datetime as dt
from itertools import zip_longest

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from services.content.clinic_hours import Span
from services.content.phone import link_of

from .structured_data import breadcrumbs, fits, graph, node

DAY = dt.timedelta(days=1)
HOURS = "openingHoursSpecification"
# Not for translation: these are names of schema.org. 0 is Monday.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How a day is said to be closed: https://developers.google.com/search/docs/appearance/structured-data/local-business
CLOSED = (Span(opens=dt.time.min, closes=dt.time.min),)


def home_structured_data(site, shown):
    """The structured data of the home page of a `SiteContext`; {} until the clinic has a name.

    `shown` are the numbers of the places that the page has, each with address and phone. It shows the hours of a few
    days alone, so none are told. Of a clinic that can't be reached yet, it shows the name.
    """
    if site.name and not site.has_visit:
        return graph([_clinic_node(site.name, "home", sameAs=_profiles(site))])
    nodes = {number: node for number, node in _place_nodes(site).items() if number in shown}
    return graph(_filled(nodes, _elsewhere(site)).values())


def visit_structured_data(site):
    """The structured data of the visit page of a `SiteContext`."""
    nodes = _filled(_place_nodes(site), _hours(site))
    crumbs = [breadcrumbs(_("Visit us"))]
    beside = crumbs if fits([*crumbs, *_written_once(nodes)]) else []
    more = [*_contacts(site), *_elsewhere(site)]
    return graph([*beside, *_written_once(_filled(nodes, more, beside))])


def _filled(nodes, additions, beside=()):
    """Nodes with as many of some additions as fit beside others, the most important first.

    `nodes` are place's number -> node. An addition is place's number -> {name: value or list of values}, all of
    it or nothing. Those after one that doesn't fit are left out too.
    """
    for addition in additions:
        of_nodes = {number: values for number, values in addition.items() if number in nodes}
        fuller = nodes | {n: _merged(nodes[n], values) for n, values in of_nodes.items()}
        if not fits([*beside, *_written_once(fuller)]):
            break
        nodes = fuller
    return nodes


def _merged(one, values):
    """A node with more values; a list of them comes after those that it has."""
    lists = {name: value for name, value in values.items() if isinstance(value, list)}
    return one | values | {name: [*one.get(name, []), *value] for name, value in lists.items()}


def _written_once(nodes):
    """The nodes of `nodes`: hours that several places have are written out for the first, and named for the others."""
    hours = [one for node in nodes.values() for one in node.get(HOURS, [])]
    written = []

    def once(one):
        if hours.count(one) == 1:
            return one
        name = {"@id": f"#h{hours.index(one) + 1}"}
        is_written = one in written
        written.append(one)
        return name if is_written else name | one

    return [
        node | {HOURS: [once(one) for one in node[HOURS]]} if HOURS in node else node
        for node in nodes.values()
    ]


def _clinic_node(name, page, **values):
    """What calls itself `name`, and the page that is about it, by the name of its address."""
    return node("Physiotherapy", name=name, url=settings.SITE_URL + reverse(page), **values)


def _place_nodes(site):
    """The places of a site: number -> node; none until the clinic has a name."""
    return {place.number: _place_node(site, place) for place in site.places if site.name}


def _place_node(site, place):
    """A place: what it is called, where it is and how to call it."""
    location, name, page = place.location, site.name, "home"
    if len(site.places) > 1:
        # As pages tell it from the others. The home page is about all of them.
        name = ", ".join(filter(None, [name, location.name or location.locality]))
        page = "visit"
    phone = _number(location.phone_link)
    return _clinic_node(name, page, telephone=phone, address=_address(location))


def _number(link):
    """The number of a `tel:` address as ITU-T E.164 has it, without an extension; empty if it has no country code."""
    number = link.removeprefix("tel:").partition(";")[0]
    return number if number.startswith("+") else ""


def _address(location):
    """Where it is, if the address is in parts; else None, for which of its lines is the town can't be told."""
    if not location.has_whole_address:
        return None
    lines = (line.strip(" ,") for line in location.street.splitlines())
    return node(
        "PostalAddress",
        streetAddress=", ".join(filter(None, lines)),
        addressLocality=location.locality,
        addressRegion=location.region,
        postalCode=location.postcode,
    )


def _contacts(site):
    """Other ways to write to each place: additions for `_filled`."""
    contacts = []
    for place in site.places:
        fax = _number(link_of(place.location.fax, place.location.country))
        for name, value in (("email", place.location.email), ("faxNumber", fax)):
            contacts += [{place.number: {name: value}}] if value else []
    return contacts


def _profiles(site):
    """The addresses of the clinic's own pages on other websites, which the foot of each page links to."""
    return [profile.url for profile in site.clinic.profiles]


def _elsewhere(site):
    """The same, as additions for `_filled`."""
    profiles = _profiles(site)
    return [{place.number: {"sameAs": profiles}} for place in site.places] if profiles else []


def _hours(site):
    """The hours of each place: additions for `_filled`.

    A usual week without the days that aren't as usual would send patients to a locked door: all of it, or
    nothing. And a week is whole, for a day that is missing means closed.
    """
    additions = []
    for place in site.places:
        special = [
            _specification(span, validFrom=first.isoformat(), validThrough=last.isoformat())
            for first, last, spans in _stretches(place)
            for span in spans
        ]
        if hours := [*_week(place.location.hours), *special]:
            additions.append({place.number: {HOURS: hours}})
    return additions


def _week(hours):
    """A week: a specification for each span, with all days that have it. What is by appointment alone has none."""
    days_of = {}
    for day in hours:
        for span in day.spans:
            days_of.setdefault(span, []).append(WEEKDAYS[day.weekday])
    return [
        _specification(span, dayOfWeek=days if len(days) > 1 else days[0])
        for span, days in days_of.items()
    ]


def _stretches(place):
    """The days of a place that aren't as usual, in stretches that don't overlap: [(first, last, spans), ...].

    Of closures that overlap, each day has the one that `Place.on` says.
    """
    ends = {one.last_day for one in place.closures if one.last_day < dt.date.max}
    starts = sorted({one.first_day for one in place.closures} | {end + DAY for end in ends})
    stretches, before = [], None
    for start, following in zip_longest(starts, starts[1:]):
        day = place.on(start)
        closure = day and day.closure
        if closure:
            first = stretches.pop()[0] if closure is before else start
            last = following - DAY if following else closure.last_day
            stretches.append((first, last, closure.spans or CLOSED))
        before = closure
    return stretches


def _specification(span, **when):
    """From when to when something is open, on the days that `when` says."""
    times = {name: getattr(span, name).isoformat("minutes") for name in ("opens", "closes")}
    return node("OpeningHoursSpecification", **when, **times)
