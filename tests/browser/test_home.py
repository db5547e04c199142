"""The home page on a phone: five screens at most, however much a clinic has."""

import pytest

from tests.servers import run_python

# A clinic with something of everything, then 1, 8 and 30 treatments.
CLINIC = """
from dataclasses import replace
from django.utils import timezone
from services.starting_content import demo
from services.publishing.publish import publish
from services.publishing.snapshot import restore
from services.kinds import MAIN
for content in demo.contents(timezone.localdate()):
    if not isinstance(content, MAIN.content_class):
        if getattr(content, "picture", ""):
            content = replace(content, picture="")
        publish(restore(content), by=None, now=timezone.now())
"""
MORE = """
from django.utils import timezone
from services.starting_content import demo
from services.publishing.publish import publish
from services.publishing.snapshot import restore
for number in range({first}, {last} + 1):
    publish(restore(demo.another(number)), by=None, now=timezone.now())
"""
MOST = 3500


def height(page, url):
    page.goto(url)
    return page.evaluate("document.documentElement.scrollHeight")


def test_the_home_page_is_five_screens_at_most(fresh, open_page):
    page = open_page(360)
    heights = {}
    run_python(fresh, CLINIC)
    run_python(fresh, "from django.core.management import call_command; call_command('bake')")
    for first, last in ((1, 0), (1, 7), (8, 29)):
        run_python(fresh, MORE.format(first=first, last=last))
        run_python(fresh, "from django.core.management import call_command; call_command('bake')")
        heights[last + 1] = height(page, f"{fresh.url}/")
    print(heights)
    assert max(heights.values()) <= MOST
    assert page.get_by_text("See all 30 treatments").count() == 1


def test_the_demo_s_is_too(demo, open_page):
    assert height(open_page(360), f"{demo.url}/") <= MOST


@pytest.mark.parametrize("width", [360, 768])
def test_the_menu_of_a_full_clinic_is_on_one_line(demo, open_page, width):
    page = open_page(width)
    page.goto(f"{demo.url}/")
    nav = page.locator(".masthead nav")
    assert nav.bounding_box()["height"] < 60
    page.get_by_role("link", name="Menu").click()
    assert page.url.endswith("#menu")
    foot = page.locator("#menu")
    assert foot.is_visible()
    assert foot.bounding_box()["y"] < 900
