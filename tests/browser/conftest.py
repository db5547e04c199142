"""Real sites under gunicorn, and a real Chromium that fails a test on any complaint in its console."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
MISSING = "no Chromium on this machine: sudo apt install chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


MANAGE = [sys.executable, "manage.py"]


def environment_of(folder, **more):
    """The environment of a site of its own in `folder`, on a free port: nothing of the tests' own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(folder), "PORT": port} | more


@dataclass
class Site:
    """A running site: its address, and the link with which its owner sets a password."""

    url: str
    welcome: str


@contextmanager
def running_site(folder, **environment):
    """Prepare a site in `folder` as `make run` does, serve it with gunicorn, stop it afterwards."""
    env = environment_of(folder, **environment)
    told = subprocess.run([*MANAGE, "prepare"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    serve = [sys.executable, "-m", "gunicorn", "-c", "clinic_site/gunicorn.conf.py"]
    server = subprocess.Popen(serve, cwd=ROOT, env=env)
    try:
        url = f"http://127.0.0.1:{env['PORT']}"
        for _attempt in range(100):
            try:
                urllib.request.urlopen(f"{url}/robots.txt", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Site(url, re.search(r"http\S+/admin/welcome/\S+", told.stdout)[0])
    finally:
        server.terminate()
        server.wait(timeout=20)


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
