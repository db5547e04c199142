"""The home page on a phone: five screens at most, however much a clinic has. And its long list."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.servers import run_python

from .patients import RULES, SMALL_TARGETS

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
GONE = """
from django.core.management import call_command
from django.utils import timezone
from services.models import Treatment
from services.publishing.publish import retire
row = Treatment.objects.get(slug="invented-3")
retire(row, by=None, now=timezone.now(), message="Ask us what else may help.")
call_command("bake")
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
    run_python(fresh, GONE)
    for path in ("/treatments/", "/treatments/invented-3/"):
        for width in (320, 1280):
            check(open_page(width), f"{fresh.url}{path}")


def check(page, url):
    """A page that the demo doesn't have, a long list or one that is gone, is as usable as those it has."""
    page.goto(url)
    result = Axe().run(page, options=RULES).response
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL_TARGETS) == []


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
