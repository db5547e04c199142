"""What a first visit costs in bytes, by kind of page, against the budgets of the design.

`make measure` prints the figures. Compressed means brotli as the published pages have it.
"""

import re

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from services.baking.manifest import BROTLI
from services.http.stylesheet import FONT
from services.publishing.publish import publish
from services.publishing.site import PublicSite

from .factories import DAY, make_clinic, make_closure, make_location

pytestmark = pytest.mark.django_db

HTML_AND_CSS = 14_600
EVERYTHING = 60_000

PAGES = {
    "home": "/",
    "list": "/treatments/",
    "treatment": "/treatments/ims-dry-needling/",
    "visit": "/visit/",
    "404": "/nope/",
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_first_visit_is_within_its_budget(client, ims, kind):
    now = timezone.now()
    clinic = make_clinic(tagline="Hands, needles and time.")
    make_location(
        clinic,
        "Mon-Thu: 8am-midday, 1pm-6pm\nFri: 8am-midday\nSat: by appointment",
        street="1 Hill Street",
        locality="Nowhere",
        postcode="ZZ1 1ZZ",
        phone="+44 20 7946 0123",
        email="hello@physio.example",
        booking_url="https://booking.example.com/",
        arrival="Bus 7 stops at the door. There are 2 parking spaces behind the house.",
        access="There are no steps at the door.",
    )
    day = timezone.localdate() + 20 * DAY
    learning = make_closure(first_day=day, last_day=day, reason="A day to learn.")
    for row in (clinic, make_closure(reason="Holidays."), learning):
        publish(row, by=None, now=now)
    ims.dedicated_site_url = "https://ims.example.com/"
    ims.save()
    publish(ims, by=None, now=now)

    assert_within_budget(client.get(PAGES[kind]).content, kind)


def test_so_is_a_page_with_everything_a_page_can_have(client, settings, tmp_path):
    settings.DEMO, settings.DEMO_MARK = True, tmp_path / "demo"
    call_command("starting_content")
    html = client.get(PAGES["treatment"]).content
    assert html.count(b"<h2") > 15
    for path in PublicSite(timezone.now()).addresses:
        assert_within_budget(client.get(path).content, path)


def assert_within_budget(html, kind):
    """A page and what it loads are within the budgets; prints how much it is."""
    page = len(brotli.compress(html, quality=BROTLI))
    loaded = {
        path
        for path in re.findall(
            r'<link rel="(?:preload|icon)" href="(/static/[^"]+)"', html.decode()
        )
        if not path.endswith(".ico")
    }
    files = [settings.STATIC_ROOT / path.removeprefix("/static/") for path in loaded]
    everything = page + sum(file.stat().st_size for file in files)
    print(
        f"\n{kind:>34}: HTML+CSS {page:6,} B (at most {HTML_AND_CSS:,}), "
        f"everything {everything:6,} B (at most {EVERYTHING:,})",
        end="",
    )
    assert page <= HTML_AND_CSS
    assert everything <= EVERYTHING


def test_the_font_is_within_its_budget():
    assert (settings.BASE_DIR / "static" / FONT).stat().st_size <= 30_000


def test_the_page_loads_nothing_from_elsewhere(client, ims):
    html = client.get("/treatments/ims-dry-needling/").content.decode()
    sources = re.findall(
        r'(?:src|srcset)="([^"]+)"|<link (?![^>]*canonical)[^>]*href="([^"]+)"', html
    )
    addresses = ["".join(pair) for pair in sources] + re.findall(r"url\(([^)]+)\)", html)
    assert addresses
    assert all(address.startswith("/static/") for address in addresses)
