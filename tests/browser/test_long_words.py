"""A word as long as a line: staff's pages stay as wide as a phone."""

import pytest

from tests.servers import Staff, running_site

from .conftest import IMS_ADMIN

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau"
VIEWS = ["change/", "history/", "reviews/", "address/", "retire/", "files/", "erase/"]


@pytest.fixture(scope="module")
def long_words(tmp_path_factory):
    """A site whose page, notes and history have a word of 56 letters, and its owner."""
    with running_site(tmp_path_factory.mktemp("long-words")) as site:
        owner = Staff(site).become_owner()
        changes = {"title": WORD, "effects-0-heading": WORD, "effects-0-text": f"{WORD}."}
        owner.send(f"{IMS_ADMIN}change/", _publish="1", **changes)
        owner.send(f"{IMS_ADMIN}change/", title=WORD[::-1], _save="1")
        owner.send(f"{IMS_ADMIN}reviews/", make="1")
        yield site, owner


def test_a_long_word_makes_no_page_of_staffs_wider(long_words, open_page):
    site, owner = long_words
    page = open_page(360, 640)
    cookies = [{"name": c.name, "value": c.value, "url": site.url} for c in owner.cookies]
    page.context.add_cookies(cookies)
    paths = ["/admin/", "/admin/what-changed/", "/admin/services/treatment/", "/admin/as-of/"]
    too_wide = {}
    for path in [*paths, *(IMS_ADMIN + view for view in VIEWS)]:
        page.goto(site.url + path)
        page.evaluate(
            "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
        )
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            too_wide[path] = width
    assert too_wide == {}
