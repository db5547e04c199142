"""What stands at a public address, whatever kind it is: its template, its head, what it shows."""

from dataclasses import dataclass, field

from django.conf import settings

from services.kinds import model_for
from services.sharing.meta import PageMeta, content_meta, listing_meta
from services.sharing.qr import qr_svg

from .structured_data import breadcrumbs, graph, page_node


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to be rendered.

    `template` is a template's name or a list of them, of which the first that exists is taken; `section`
    the entry of the menu it belongs to; `context` what the template gets besides; `structured_data` what
    search engines are told, as JSON-LD, or {}.
    """

    template: str | list
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
        template=f"pages/{model_for(content).kind}.html",
        meta=meta,
        section=listing.place if listing else "",
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
        template=[f"pages/{model.kind}_list.html", "pages/list.html"],
        meta=listing_meta(site.context, listing, pages, settings.SITE_URL),
        section=listing.place,
        context={"listing": listing, "pages": pages},
        structured_data=graph([breadcrumbs(listing.title)]),
    )
