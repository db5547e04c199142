"""Real sites under gunicorn, and a real Chromium that fails a test on any complaint in its console."""

import datetime as dt
import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.fronts import IMS
from tests.servers import FORM, Staff, run_python, running_site

from .chromium import CHROMIUM, FLAGS, MISSING
from .staff import PHONE, Hand, become_owner

IMS_ADMIN = "/admin/services/treatment/1/"


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration: every field filled, a closure announced. For looking at."""
    with running_site(tmp_path_factory.mktemp("demo"), DEMO="1") as site:
        yield site


@pytest.fixture
def fresh(tmp_path):
    """A site on its first day. For changing."""
    with running_site(tmp_path) as site:
        yield site


# Pictures, one of them public, and a draft that was never public; prints their names and its number.
PICTURES_AND_A_DRAFT = """
import io
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from services.models import Treatment
from services.pictures import ingest
from services.publishing.publish import publish
row = Treatment.objects.get()
for colour in ("teal", "navy"):
    file = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(file, "JPEG")
    row.picture = ingest(SimpleUploadedFile("photo.jpg", file.getvalue()))
    row.picture_text = f"A hand, in {colour}."
    row.save()
    publish(row, by=None, now=timezone.now())
    print(row.picture)
print(Treatment.objects.create(title="Never public", slug="never-public", summary="A draft.").pk)
"""
# Of the four links to a page, the first is signed; this is how the others end.
LINKS = """
from django.utils import timezone
from services.reviews.links import address_of
from services.models import ReviewLink
signed, expired, revoked, still_open = ReviewLink.objects.order_by("pk")
ReviewLink.objects.filter(pk=expired.pk).update(ends_at=timezone.now())
ReviewLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
for link in (signed, expired, revoked, still_open):
    print(address_of(link))
"""


@pytest.fixture(scope="session")
def in_use(tmp_path_factory):
    """A site that has been in use for a while, its owner, and where what has come about stands.

    Staff's pages have something of everything to show. For looking at: (site, Staff, {name: path}).
    """
    with running_site(tmp_path_factory.mktemp("in-use")) as site:
        owner = Staff(site).become_owner()
        owner.send(f"{IMS_ADMIN}change/", title="Half written")
        owner.send(f"{IMS_ADMIN}history/", publication="1")
        earlier, _picture, draft = run_python(site, PICTURES_AND_A_DRAFT).split()
        owner.send(f"{IMS_ADMIN}files/", upload=earlier, reason="The patient asked for it.")
        next_year = f"{dt.date.today().year + 1}-03-03T09:30"
        changes = {"title": "Next year", "effects-0-text": "In other words."}
        owner.send(f"{IMS_ADMIN}change/", publish_at=next_year, _plan="1", **changes)
        for _link in range(4):
            owner.send(f"{IMS_ADMIN}reviews/", make="another")
        signed, expired, revoked, still_open = run_python(site, LINKS).split()
        owner.send(signed, name="Dr Ada Lee", role="Physiotherapist", right="1")
        person = {"full_name": "Sam Lee", "username": "sam@example.com", "role": "editor"}
        owner.send("/admin/auth/user/add/", **person)
        paths = {
            "draft": f"/admin/services/treatment/{draft}/",
            "person": "/admin/auth/user/2/change/",
            "signed": f"{signed}?done=1",
            "expired": expired,
            "revoked": revoked,
            "review": still_open,
        }
        yield site, owner, paths


@pytest.fixture(scope="session")
def chromium():
    """The browser of this machine; without one the tests are skipped, except under CI."""
    if not CHROMIUM:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens new windows: `open_page(width=360, color_scheme="dark")`.

    At the end of the test, a console error, a policy violation, an uncaught exception or a request to
    another host in any of them fails it.
    """
    contexts, complaints = [], []

    def complain(message):
        # Chromium says so of every page that answers 404, however well it reads.
        if "the server responded with a status of 4" not in message:
            complaints.append(message)

    def new(width=1280, height=800, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complain(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complain(str(error)))
        page.on(
            "request",
            lambda request: (
                complain(f"request to {request.url}")
                if urlsplit(request.url).hostname != "127.0.0.1"
                else None
            ),
        )
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def form(fresh, open_page):
    """Opens the form of the IMS page, as its owner, on a screen of some width."""

    def opened(width, height=800, **options):
        page = open_page(width, height, **options)
        become_owner(page, fresh)
        page.goto(fresh.url + FORM)
        return page

    return opened


@pytest.fixture
def hand(fresh, open_page):
    """The owner's thumb, on a phone, on a fresh site."""
    page = open_page(*PHONE, has_touch=True, is_mobile=True)
    become_owner(page, fresh)
    return Hand(page, fresh)


@pytest.fixture
def patient(open_page, fresh):
    """Reads a page until it says something, or doesn't any more; how soon that is, is measured elsewhere."""
    page = open_page(*PHONE)

    def reads(words, path=IMS, said=True):
        for _second in range(20):
            page.goto(fresh.url + path)
            text = page.inner_text("body").replace("\N{SOFT HYPHEN}", "")
            if (words in text) == said:
                return True
            page.wait_for_timeout(1000)
        return False

    return reads
