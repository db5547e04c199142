"""Real sites under gunicorn, and a real Chromium that fails a test on any complaint in its console."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.servers import running_site

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
MISSING = "no Chromium on this machine: sudo apt install chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


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
