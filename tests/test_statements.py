"""The pages that the website writes of itself are true: privacy as it is set, accessibility as it is tested."""

import ast
import runpy
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from services.http import headers
from services.web.accessibility import CHECKS
from services.web.privacy import privacy_of

from .factories import make_clinic, published
from .staff import change_url, page, submit

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).parent
PAGES = ["/privacy/", "/accessibility/"]


@pytest.mark.parametrize("path", PAGES)
def test_there_is_none_before_the_clinic_has_a_name(client, starting_content, path):
    assert client.get(path).status_code == 404
    assert path not in page(client, "/")
    assert path not in page(client, "/sitemap.xml")
    published(make_clinic(), at=timezone.now())
    assert client.get(path).status_code == 200
    assert path in page(client, "/").partition("<footer")[2]
    assert path in page(client, "/sitemap.xml")


@pytest.mark.parametrize("path", PAGES)
def test_each_says_of_which_day_it_is(client, path):
    published(make_clinic(), at=timezone.now())
    day = timezone.localdate().strftime("%-d %B %Y")
    assert f"Written by the website’s software on {day}, from its own" in page(client, path)


# Each setting that the page speaks of, another value, and what it says with the one and the other.
SETTINGS = {
    "https": ("SECURE_SSL_REDIRECT", True, "connection isn’t encrypted", "connection is encrypted"),
    "cookies of sessions": (
        "SESSION_COOKIE_PATH", "/", "It sets no cookies for you", "It can set cookies",
    ),
    "cookies against forgery": (
        "CSRF_COOKIE_PATH", "/", "It sets no cookies for you", "It can set cookies",
    ),
    "log of requests": (
        "ACCESS_LOG", "-", "doesn’t write down who reads which page", "writes down which pages are opened",
    ),
    "referrer": (
        "SECURE_REFERRER_POLICY", "unsafe-url", "it isn’t told which page", "it may be told which page",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTINGS)
def test_the_privacy_page_changes_with_each_setting(client, settings, case):
    name, value, before, after = SETTINGS[case]
    published(make_clinic(), at=timezone.now())
    text = page(client, "/privacy/")
    assert (before in text, after in text) == (True, False)
    setattr(settings, name, value)
    text = client.get("/privacy/", secure=True).content.decode()
    assert (before in text, after in text) == (False, True)


POLICY = {
    "a script of our own": ("script-src 'self'", "No scripts run", "Scripts run on its pages"),
    "a font from elsewhere": (
        "font-src https://fonts.example.com", "load nothing from other", "load something from other",
    ),
    "pictures from anywhere": ("img-src *", "load nothing from other", "load something from other"),
    "a form": ("form-action 'self'", "It has no form to fill in", "It has forms"),
}  # fmt: skip


@pytest.mark.parametrize("case", POLICY)
def test_it_changes_with_the_policy_that_pages_are_sent_with(client, monkeypatch, case):
    directive, before, after = POLICY[case]
    published(make_clinic(), at=timezone.now())
    text = page(client, "/privacy/")
    assert (before in text, after in text) == (True, False)
    name = directive.split()[0]
    others = [d for d in headers.PUBLIC_POLICY.split("; ") if d.split()[0] != name]
    monkeypatch.setattr(headers, "PUBLIC_POLICY", "; ".join([*others, directive]))
    text = page(client, "/privacy/")
    assert (before in text, after in text) == (False, True)


def test_what_it_says_of_the_settings_is_true_of_them():
    """As the site ships; over https in `tests/test_headers.py`."""
    privacy = vars(privacy_of(settings))
    assert {name for name, value in privacy.items() if not value} == {"is_encrypted"}


def test_gunicorn_writes_down_what_the_page_says():
    folder = settings.BASE_DIR / "clinic_site"
    assert runpy.run_path(folder / "gunicorn.conf.py")["accesslog"] is settings.ACCESS_LOG


def test_it_names_the_websites_that_pages_link_to(client):
    clinic = make_clinic(booking_url="https://book.example.com/", email="a@physio.example")
    published(clinic, at=timezone.now())
    text = page(client, "/privacy/")
    assert "book.example.com" in text
    assert "OpenStreetMap" not in text
    assert "Email isn’t private." in text
    published(make_clinic(street="1 Hill Street", locality="Nowhere"), at=timezone.now())
    assert "OpenStreetMap" in page(client, "/privacy/")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_each_check_is_a_test_that_there_is_and_the_page_names_it(client, check):
    file, _colons, name = check.test.partition("::")
    tree = ast.parse((TESTS / file).read_text())
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert name in functions
    published(make_clinic(), at=timezone.now())
    text = page(client, "/accessibility/")
    assert str(check.what) in text
    assert f"“{name.removeprefix('test_').replace('_', ' ')}”" in text


@pytest.mark.parametrize("path", PAGES)
def test_the_clinic_adds_its_own_words(client, staff, path):
    field = f"{path.strip('/')}_text"
    clinic = published(make_clinic(), at=timezone.now())
    assert "More from Hill Street Physiotherapy" not in page(client, path)
    submit(staff, change_url(clinic), "_publish", **{field: "Our host keeps **nothing**."})
    text = page(client, path)
    assert "More from Hill Street Physiotherapy" in text
    assert "<strong>nothing</strong>" in text


def test_what_software_cannot_know_is_left_to_do(staff):
    clinic = published(make_clinic(), at=timezone.now())
    wish = "Add what your web host records about visitors"
    assert wish in page(staff, "/admin/")
    submit(staff, change_url(clinic), "_publish", privacy_text="Our host keeps nothing.")
    assert wish not in page(staff, "/admin/")
