"""When each page changed, as the sitemap says it."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.baking.render import get_response
from services.models import Treatment
from services.publishing.publish import change_address, publish, retire
from services.publishing.site import PublicSite

from .factories import (
    DAY,
    MARCH,
    make_clinic,
    make_closure,
    make_fees,
    make_first_visit,
    make_practitioner,
    make_treatment,
    published,
)

pytestmark = pytest.mark.django_db


def lastmods(at):
    """What the sitemap says at a time: path -> the day it changed, None for one without."""
    tree = ET.fromstring(get_response(PublicSite(at), "/sitemap.xml").content)
    return {
        url[0].text.removeprefix(settings.SITE_URL): url[1].text if len(url) > 1 else None
        for url in tree
    }


def test_the_sitemap_says_when_each_page_changed():
    published(make_clinic(phone="020 7946 0123"), at=MARCH)
    massage = published(make_treatment(), at=MARCH + DAY)
    published(make_treatment(title="Cupping"), at=MARCH + 2 * DAY)
    at = MARCH + 9 * DAY
    assert lastmods(at) == {
        "/": "2026-03-05", "/treatments/": "2026-03-05", "/visit/": "2026-03-03",
        "/treatments/massage/": "2026-03-04", "/treatments/cupping/": "2026-03-05",
        "/privacy/": "2026-03-03", "/accessibility/": "2026-03-03",
    }  # fmt: skip
    closure = make_closure(first_day=dt.date(2026, 3, 20), last_day=dt.date(2026, 3, 20))
    published(closure, at=MARCH + 3 * DAY)
    assert (lastmods(at)["/"], lastmods(at)["/visit/"]) == ("2026-03-06", "2026-03-06")
    assert lastmods(at)["/treatments/"] == "2026-03-05"
    massage.summary = "Hands loosen tight muscles, and more."
    massage.save()
    publish(massage, by=None, now=MARCH + 4 * DAY, live_from=MARCH + 6 * DAY)
    assert lastmods(MARCH + 5 * DAY)["/treatments/massage/"] == "2026-03-04"
    assert lastmods(at)["/treatments/massage/"] == lastmods(at)["/treatments/"] == "2026-03-09"


def test_what_is_taken_away_changes_what_named_it():
    published(make_clinic(phone="020 7946 0123"), at=MARCH)
    gone = published(make_treatment(title="Cupping"), at=MARCH + DAY)
    published(make_treatment(), at=MARCH)
    retire(gone, by=None, now=MARCH + 4 * DAY)
    closure = published(make_closure(first_day=MARCH.date() + 9 * DAY), at=MARCH)
    retire(closure, by=None, now=MARCH + 6 * DAY)
    assert lastmods(MARCH + 7 * DAY) == {
        "/": "2026-03-09", "/treatments/": "2026-03-07", "/visit/": "2026-03-09",
        "/treatments/massage/": "2026-03-03",
        "/privacy/": "2026-03-09", "/accessibility/": "2026-03-09",
    }  # fmt: skip


def test_home_changes_with_all_that_it_has_and_visit_with_the_clinic_alone():
    published(make_clinic(phone="020 7946 0123"), at=MARCH)
    published(make_practitioner(), at=MARCH + DAY)
    assert lastmods(MARCH + 9 * DAY)["/"] == lastmods(MARCH + 9 * DAY)["/team/"] == "2026-03-04"
    published(make_first_visit("We talk"), at=MARCH + 2 * DAY)
    assert lastmods(MARCH + 9 * DAY)["/"] == "2026-03-05"
    assert lastmods(MARCH + 9 * DAY)["/visit/"] == "2026-03-03"


def test_a_treatment_changes_with_who_gives_it_and_what_it_costs():
    massage = published(make_treatment(), at=MARCH)
    published(make_practitioner(massage), at=MARCH + DAY)
    assert lastmods(MARCH + 9 * DAY)["/treatments/massage/"] == "2026-03-04"
    published(make_fees({"what": "Massage", "page": massage.key}), at=MARCH + 2 * DAY)
    assert lastmods(MARCH + 9 * DAY)["/treatments/massage/"] == "2026-03-05"
    published(make_practitioner(title="Ben Ode"), at=MARCH + 3 * DAY)
    assert lastmods(MARCH + 9 * DAY)["/treatments/massage/"] == "2026-03-05"


def test_a_new_address_is_no_change():
    massage = published(make_treatment(), at=MARCH)
    change_address(massage, "hands", by=None, now=MARCH + 3 * DAY)
    assert lastmods(MARCH + 4 * DAY)["/treatments/hands/"] == "2026-03-03"


def test_new_addresses_cost_no_queries(django_assert_num_queries):
    rows = [published(make_treatment(title=f"T {number}"), at=MARCH) for number in range(3)]
    with CaptureQueriesContext(connection) as queries:
        lastmods(MARCH)
    for row in rows:
        change_address(row, f"{row.slug}-new", by=None, now=MARCH + DAY)
    with django_assert_num_queries(len(queries)):
        assert "/treatments/t-1-new/" in lastmods(MARCH + DAY)


def test_the_day_of_a_change_is_that_of_the_clinic():
    published(make_clinic(time_zone="Pacific/Auckland", phone="+64 9 887 6986"), at=MARCH)
    published(make_treatment(), at=MARCH + dt.timedelta(hours=3))  # 01:30 of the next day there
    assert lastmods(MARCH + DAY)["/treatments/massage/"] == "2026-03-04"


def test_a_list_without_pages_has_no_day():
    assert not Treatment.objects.exists()
    assert lastmods(MARCH)["/treatments/"] is None


def test_a_site_that_is_all_read_asks_for_no_day(django_assert_num_queries):
    published(make_clinic(phone="020 7946 0123"), at=MARCH)
    published(make_treatment(), at=MARCH)
    site = PublicSite(MARCH).load()
    with django_assert_num_queries(0):
        assert {site.changed_at(path) for path in site.addresses} == {MARCH}
