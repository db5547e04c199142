"""The security headers, on pages, files and the staff's side alike."""

import pytest
from django.core.management import call_command
from django.templatetags.static import static

from services.http.stylesheet import stylesheet, stylesheet_hash

from .factories import make_treatment
from .fronts import Answer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/treatments/",
        "/treatments",
        "/nope/",
        "/robots.txt",
        "/sitemap.xml",
        "/admin/login/",
        "/admin/x/",
    ],
)
def test_every_answer_has_a_strict_policy(client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert ("script-src 'self'" in policy) is path.startswith("/admin/")


def test_public_pages_have_no_script_and_one_style_known_by_its_hash(client):
    response = client.get("/")
    assert "script-src" not in response["Content-Security-Policy"]
    assert f"style-src {stylesheet_hash()};" in response["Content-Security-Policy"]
    html = response.content.decode()
    assert html.count("<style>") == 1
    assert f"<style>{stylesheet()}</style>" in html
    assert " style=" not in html
    assert "<script" not in html


def test_static_files_have_the_headers_too(client):
    response = client.get(static("img/icon.svg"))
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    response.close()


def test_staff_pages_are_not_kept_by_browsers(staff):
    page = make_treatment()
    response = staff.get(f"/admin/services/treatment/{page.pk}/change/")
    assert "no-store" in response["Cache-Control"]


@pytest.fixture
def https_front(settings, own_folder, request):
    """The baked front of a site that has https."""
    settings.SITE_URL, settings.HTTPS = "https://127.0.0.1:8000", True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    return request.getfixturevalue("site")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/robots.txt", 200),
        ("GET", "/treatments", 301),
        ("GET", "/treatments/old/", 301),
        ("GET", "/favicon.ico", 302),
        ("GET", "/card-0123456789ab.png", 302),
        ("GET", "/nope/", 404),
        ("GET", "/treatments/cupping/", 410),
        ("POST", "/", 405),
        ("DELETE", "/treatments", 405),
        ("POST", "/nope/", 405),
    ],
)
def test_the_front_guards_every_answer_alike(https_front, method, path, status):
    answer = Answer(https_front, path, method=method, scheme="https")
    assert answer.status == status
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("seconds", "secure", "told"),
    [(31_536_000, True, "max-age=31536000"), (31_536_000, False, None), (0, True, None)],
)
def test_over_http_nobody_is_told_to_stay_with_https(client, settings, seconds, secure, told):
    settings.SECURE_HSTS_SECONDS = seconds
    assert client.get("/", secure=secure).headers.get("Strict-Transport-Security") == told


@pytest.mark.parametrize("file", ["img/icon.svg", "css/tokens.css", "admin/css/base.css"])
def test_other_sites_may_not_read_static_files(client, file):
    response = client.get(static(file))
    assert response.status_code == 200
    assert not [name for name in response.headers if name.startswith("Access-Control")]
    response.close()


def test_the_list_of_static_files_is_not_public(client):
    assert client.get("/static/staticfiles.json").status_code == 404


def test_a_list_that_an_older_release_left_in_public_goes(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert not (settings.STATIC_ROOT / "staticfiles.json").exists()
    assert (tmp_path / "staticfiles.json").is_file()
