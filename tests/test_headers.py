"""The security headers, on pages, files and the staff's side alike."""

import pytest
from django.templatetags.static import static

from clinic_site.stylesheet import stylesheet, stylesheet_hash

from .factories import make_treatment

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
