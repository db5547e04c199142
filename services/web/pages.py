"""What stands at a public address, whatever kind it is: its template, its head, what it shows."""

import unicodedata
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import select_template

from services.kinds import model_for
from services.sharing.meta import PageMeta, content_meta, listing_meta
from services.sharing.qr import qr_svg

from .structured_data import breadcrumbs, graph, page_node, subject_node

# A longer list is grouped.
SHORT_LIST = 8
# A longer one has no drawings: each takes 3 kB before it's compressed.
MOST_MARKS = 60


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to be rendered.

    `template` is its template's name; `section`
    the path of the entry of the menu it belongs to; `context` what the template gets besides; `structured_data` what
    search engines are told, as JSON-LD, or {}.
    """

    template: str
    meta: PageMeta
    section: str = ""
    context: dict = field(default_factory=dict)
    structured_data: dict = field(default_factory=dict)


def page_at(site, path):
    """The page of whatever kind that has the address `path`; else where it went: Moved, Gone or None."""
    content = site.page(path)
    return page_of(site, content) if content and model_for(content) else content


def page_of(site, content):
    """The page that shows a content which has an address of its own."""
    meta = content_meta(site.context, content, settings.SITE_URL)
    linked, listing, review = site.linked(content), content.listing, site.review_of(content)
    parents = [(listing.title, listing.path)] if listing else []
    return Page(
        template=_first(f"pages/{model_for(content).kind}.html", "pages/page.html"),
        meta=meta,
        section=listing.path if listing else content.get_absolute_url(),
        context={
            "page": content,
            "listing": listing,
            "review": review,
            "sections": content.shown_sections(linked),
            "linked": linked,
            "qr": qr_svg(meta.canonical),
        },
        structured_data=graph(
            [page_node(content, meta.canonical, review), breadcrumbs(content.title, *parents)]
        ),
    )


def list_of(model, site, path):
    """The list of all pages of a kind (its model); None if there never was one."""
    listing, pages = model.content_class.listing, site.contents(model)
    if listing not in site.lists:
        return None
    return Page(
        template=_first(f"pages/{model.kind}_list.html", "pages/list.html"),
        meta=listing_meta(site.context, listing, pages, settings.SITE_URL),
        section=listing.path,
        context={
            "listing": listing,
            "pages": pages,
            "groups": groups_of(pages),
            "has_marks": len(pages) <= MOST_MARKS,
            # Asked for by those lists alone that say more than title and summary.
            "pages_with_links": lambda: [(page, site.linked(page)) for page in pages],
        },
        structured_data=graph(
            [breadcrumbs(listing.title), *(subject_node(p) for p in pages if not p.has_own_page)]
        ),
    )


def groups_of(pages):
    """A list of pages as [(heading, pages), ...]: one group without a heading, or those of a long list.

    A long list is grouped as its pages say (`AddressedContent.group`) if all do, and not all the same; else by
    the letter that their titles begin with.
    """
    if len(pages) <= SHORT_LIST:
        return [("", pages)]
    names = [page.group for page in pages]
    if not all(names) or len(set(names)) == 1:
        pages = sorted(pages, key=lambda page: sort_key(page.title))
        names = [
            unicodedata.normalize("NFC", sort_key(page.title))[:1].upper() or "#" for page in pages
        ]
    groups = {}
    for name, page in zip(names, pages, strict=True):
        groups.setdefault(str(name), []).append(page)
    return list(groups.items())


def sort_key(title):
    """What a title is sorted by: its letters without accents, in small; signs before it don't count."""
    letters = unicodedata.normalize("NFKD", title).casefold()
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip()


def _first(*templates):
    """The name of the first of some templates that exists."""
    return select_template(templates).template.name
