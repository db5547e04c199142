"""What a page tells search engines of itself, as JSON-LD in the words of schema.org: what its readers see, no more."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

# Most that a page spends on it.
MOST_BYTES = 1500
# So that no text ends the element it stands in, as Django's `json_script` has it.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}


def node(kind, **values):
    """An object of a type of schema.org (`kind`); what is empty is left out."""
    return {"@type": kind} | {name: value for name, value in values.items() if value}


def graph(nodes):
    """A page's structured data: those of some nodes, the most important first, that fit; {} if there are none."""
    kept = []
    for one in nodes:
        if fits([*kept, one]):
            kept.append(one)
    return _of(kept) if kept else {}


def fits(nodes):
    """Whether a page has room for these nodes."""
    return len(_json(_of(nodes)).encode()) <= MOST_BYTES


def as_html(structured_data):
    """A page's structured data as it stands in a `<script type="application/ld+json">`; empty if there is none."""
    # Safe: it has no character that HTML would read.
    return mark_safe(_json(structured_data)) if structured_data else ""


def breadcrumbs(here, *parents):
    """The way to a page as its top shows it: `here` is what the page is called there, without a link.

    `parents` are the pages between the home page and it: (what each is called, its path).
    """
    links = [(_("Home"), reverse("home")), *parents]
    items = [
        node("ListItem", position=position, name=str(name), item=settings.SITE_URL + path)
        for position, (name, path) in enumerate(links, start=1)
    ]
    last = node("ListItem", position=len(items) + 1, name=str(here))
    return node("BreadcrumbList", itemListElement=[*items, last])


def page_node(content, address, review):
    """A page with an address of its own (`address`, absolute), and who approved it: a `ReviewedBy` or None."""
    # https://developers.google.com/search/docs/appearance/structured-data/profile-page
    subject = "mainEntity" if content.page_type == "ProfilePage" else "about"
    return node(
        content.page_type,
        name=content.title,
        description=content.summary,
        url=address,
        **{subject: subject_node(content)},
        reviewedBy=review and node("Person", name=review.name, jobTitle=review.role),
        lastReviewed=review and review.day.isoformat(),
    )


def subject_node(content):
    """What a page is about, {} if that is nothing that schema.org has a type for."""
    return node(content.schema_type, **content.schema_values) if content.schema_type else {}


def _of(nodes):
    """Some nodes as one document."""
    return {"@context": "https://schema.org", "@graph": nodes}


def _json(data):
    """Data as JSON, in as few bytes as it takes within HTML."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
