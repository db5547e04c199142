"""What an address means: the page that has it, else where the page went that last had it."""

import pytest

from services.publishing.publish import publish, retire
from services.publishing.site import Gone, Moved, PublicSite

from .factories import DAY, MARCH, make_treatment, published

pytestmark = pytest.mark.django_db


def move(page, slug, at):
    page.slug = slug
    page.save()
    return published(page, at=at)


def test_an_old_address_leads_to_the_new_one_in_one_hop():
    page = published(make_treatment(slug="a"))
    for day, slug in enumerate("bcdef", start=1):
        move(page, slug, MARCH + day * DAY)
    site = PublicSite(MARCH + 9 * DAY)
    assert {site.page(f"/treatments/{slug}/") for slug in "abcde"} == {Moved("/treatments/f/")}


def test_an_old_address_belongs_to_the_page_that_had_it_last():
    one = published(make_treatment(title="One", slug="a"))
    move(one, "b", MARCH + DAY)
    two = published(make_treatment(title="Two", slug="a"), at=MARCH + 2 * DAY)
    assert PublicSite(MARCH + 2 * DAY).page("/treatments/a/").title == "Two"
    move(two, "c", MARCH + 3 * DAY)
    assert PublicSite(MARCH + 3 * DAY).page("/treatments/a/") == Moved("/treatments/c/")


def test_two_public_pages_swap_by_way_of_a_third_address():
    one = published(make_treatment(title="One", slug="a"))
    two = published(make_treatment(title="Two", slug="b"))
    move(one, "elsewhere", MARCH + DAY)
    move(two, "a", MARCH + 2 * DAY)
    move(one, "b", MARCH + 3 * DAY)
    site = PublicSite(MARCH + 3 * DAY)
    assert (site.page("/treatments/a/").title, site.page("/treatments/b/").title) == ("Two", "One")
    assert site.page("/treatments/elsewhere/") == Moved("/treatments/b/")


def test_an_address_of_a_plan_that_was_overtaken_never_meant_anything():
    page = make_treatment(slug="planned")
    publish(page, by=None, now=MARCH, live_from=MARCH + 5 * DAY)
    move(page, "real", MARCH + DAY)
    assert PublicSite(MARCH + 9 * DAY).page("/treatments/planned/") is None


def test_a_retired_page_is_gone():
    page = published(make_treatment(title="Cupping"))
    retire(page, by=None, now=MARCH + DAY)
    site = PublicSite(MARCH + DAY)
    assert site.page("/treatments/cupping/") == Gone("Cupping")
    assert site.pages == ()


def test_a_retired_page_leads_to_its_successor_however_many_there_were():
    one, two, three = (published(make_treatment(title=title)) for title in ("One", "Two", "Three"))
    retire(one, by=None, now=MARCH + DAY, successor=two.key)
    retire(two, by=None, now=MARCH + 2 * DAY, successor=three.key)
    assert PublicSite(MARCH + 3 * DAY).page("/treatments/one/") == Moved("/treatments/three/")


def test_successors_in_a_circle_are_gone():
    one, two = (published(make_treatment(title=title)) for title in ("One", "Two"))
    retire(one, by=None, now=MARCH + DAY, successor=two.key)
    retire(two, by=None, now=MARCH + DAY, successor=one.key)
    assert PublicSite(MARCH + DAY).page("/treatments/one/") == Gone("One")


def test_the_old_address_redirects_and_keeps_the_query(client):
    page = published(make_treatment(slug="old"))
    move(page, "new", MARCH + DAY)
    response = client.get("/treatments/old/?utm_source=instagram&x=1")
    assert response.status_code == 301
    assert response["Location"] == "/treatments/new/?utm_source=instagram&x=1"


def test_the_address_of_a_retired_page_answers_410_and_shows_the_way_on(client):
    page = published(make_treatment(title="Cupping"))
    retire(page, by=None, now=MARCH + DAY)
    response = client.get("/treatments/cupping/")
    assert response.status_code == 410
    assert "no longer has a page about “Cupping”" in response.content.decode()
    assert 'href="/treatments/"' in response.content.decode()
