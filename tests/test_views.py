"""The public pages."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import RequestFactory
from django.utils import timezone

from services.baking.render import get_response
from services.models import Publication
from services.publishing.publish import publish, retire
from services.publishing.site import PublicSite
from services.web import views

from .factories import DAY, make_clinic, make_closure, make_treatment, published
from .staff import html_of

pytestmark = pytest.mark.django_db

PAGES = ["/", "/treatments/", "/treatments/ims-dry-needling/", "/visit/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_one_h1_and_landmarks(client, starting_content, path):
    html = html_of(client.get(path))
    assert html.count("<h1") == 1
    for landmark in ("<header", "<nav", "<main", "<footer"):
        assert landmark in html
    assert '<a class="skip" href="#main">' in html
    assert '<html lang="en" dir="ltr">' in html


@pytest.mark.parametrize("path", [*PAGES, "/nope/", "/sitemap.xml", "/robots.txt"])
def test_public_answers_set_no_cookie_and_vary_on_encoding_alone(client, starting_content, path):
    response = client.get(path)
    assert not response.cookies
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"


@pytest.mark.parametrize("path", PAGES)
def test_a_query_string_changes_nothing(client, starting_content, path):
    plain = html_of(client.get(path))
    for query in ("utm_source=instagram", "fbclid=x%00y&page=-1", "q=<script>", "%FF%FE"):
        assert html_of(client.get(f"{path}?{query}")) == plain


def test_patients_cannot_open_a_draft(client):
    make_treatment(title="Secret")
    assert client.get("/treatments/secret/").status_code == 404
    assert "Secret" not in html_of(client.get("/treatments/"))


@pytest.mark.parametrize(
    "path",
    [
        "/treatments/nope/",
        "/treatments/NOPE%00/",
        "/treatments/%2e%2e/%2e%2e/etc/passwd",
        "/treatments/" + "x" * 3000 + "/",
        "/treatments/鍼/",
        "/treatments/'; drop table--/",
        "/card-xyz.jpg",
        "/admin/services/treatment/99999999999999999999999/change/x",
        "/wp-login.php",
    ],
)
def test_nonsense_in_an_address_is_a_404(client, starting_content, path):
    assert client.get(path).status_code in (301, 302, 404)
    assert client.get(path, follow=True).status_code in (200, 404)


def test_the_404_page_shows_the_way_on(client, starting_content):
    html = html_of(client.get("/treatments/nope/"))
    assert "This page doesn’t exist" in html
    assert 'href="/treatments/ims-dry-needling/"' in html
    assert 'content="noindex"' in html


def test_the_500_page_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in html_of(response)


def test_a_database_that_is_down_answers_500_in_plain_words(client, monkeypatch):
    def down(self):
        raise DatabaseError("down")

    client.raise_request_exception = False
    monkeypatch.setattr(views.PublicSite, "context", property(down))
    response = client.get("/")
    assert response.status_code == 500
    assert "Please try again in a few minutes" in html_of(response)


def test_an_unnamed_clinic_is_called_physiotherapy_clinic_and_not_indexed(client, starting_content):
    html = html_of(client.get("/"))
    assert "<h1>Physiotherapy clinic</h1>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_named_clinic_is_indexed(client, starting_content):
    published(make_clinic(), at=timezone.now())
    html = html_of(client.get("/"))
    assert "<h1>Hill Street Physiotherapy</h1>" in html
    assert "noindex" not in html


def test_a_name_that_is_only_saved_is_not_public(client, starting_content):
    make_clinic()
    assert "Hill Street" not in html_of(client.get("/"))


def test_only_what_the_clinic_filled_in_is_shown(client, starting_content):
    published(make_clinic(phone="+44 20 7946 0123"), at=timezone.now())
    html = html_of(client.get("/visit/"))
    assert '<a href="tel:+442079460123"><bdi>+44 20 7946 0123</bdi></a>' in html
    for absent in ("Address", "Email", "Book"):
        assert f"<dt>{absent}" not in html
    treatment = html_of(client.get("/treatments/ims-dry-needling/"))
    assert "Call <small><bdi>+44 20 7946 0123</bdi></small>" in treatment
    assert "Directions" not in treatment
    assert "Book online" not in treatment


def test_a_visit_page_without_details_is_honest_and_unlinked(client, starting_content):
    html = html_of(client.get("/visit/"))
    assert "Our contact details aren’t on this website yet." in html
    assert 'href="/visit/"' not in html


def test_an_empty_site_stands(client):
    for path in ("/", "/treatments/", "/visit/", "/sitemap.xml"):
        assert client.get(path).status_code == 200
    assert "No treatments are listed here yet." in html_of(client.get("/treatments/"))


def test_a_treatment_with_nothing_but_a_summary_has_no_empty_section(client):
    published(make_treatment(title="Massage", summary="Hands loosen tight muscles."))
    html = html_of(client.get("/treatments/massage/")).partition("</main>")[0]
    assert "<h2" not in html
    assert "<figure" not in html
    assert "<dl" not in html
    for word in ("IMS", "needle", "What it treats", "How often", "How many"):
        assert word not in html


def test_a_heading_alone_makes_no_section(client):
    published(make_treatment(effects_heading="What it does", frequency_heading="How often?"))
    assert "<h2" not in html_of(client.get("/treatments/massage/")).partition("</main>")[0]


def test_sections_without_a_heading_of_their_own_get_a_plain_one(client):
    published(make_treatment(effects=1, frequency_short="Now and then"))
    html = html_of(client.get("/treatments/massage/"))
    assert "<h2>What it does</h2>" in html
    assert "<h2>How often?</h2>" in html
    assert html.count("Now and then") == 2  # in the panel, and in its section


@pytest.mark.parametrize(
    "anchor", ["what-it-treats", "effects", "effect-1", "how-often", "how-many"]
)
def test_sections_can_be_linked_to(client, starting_content, anchor):
    assert f'id="{anchor}"' in html_of(client.get("/treatments/ims-dry-needling/"))


def test_parts_come_in_the_order_of_their_places(client):
    page = make_treatment(effects=2)
    first, second = page.effects.all()
    first.position, second.position = second.position, first.position
    first.save()
    second.save()
    published(page)
    html = html_of(client.get("/treatments/massage/"))
    assert html.index("Effect 2") < html.index("Effect 1")


def test_what_staff_type_cannot_become_html(client):
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    published(
        make_treatment(
            title=nasty[:80],
            slug="nasty",
            summary=nasty,
            what_it_treats=nasty,
            effects_closing=nasty,
        )
    )
    # Such a link can't be published any more; an older release let it through.
    live = Publication.objects.get(path="/treatments/nasty/")
    text = f"{nasty} [x](javascript:alert(1))"
    content = live.content | {"what_it_treats": text, "effects_closing": text}
    Publication.objects.filter(pk=live.pk).erase(content=content)
    html = html_of(client.get("/treatments/nasty/"))
    html = html.replace('<script type="application/ld+json">', "")
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_foreign_scripts_stand_as_typed(client):
    published(make_treatment(title="鍼治療 العلاج", slug="hari", summary="Đây là một câu 🙂."))
    html = html_of(client.get("/treatments/hari/"))
    assert "鍼治療 العلاج" in html
    assert "Đây là một câu 🙂." in html


@pytest.mark.parametrize(("ends_in", "seen"), [(-1, False), (0, True), (3, True)])
def test_a_closure_is_announced_until_its_last_day_ends(client, ends_in, seen):
    today = timezone.localdate()
    closure = make_closure(
        first_day=today - 3 * DAY, last_day=today + ends_in * DAY, reason="Training."
    )
    publish(closure, by=None, now=timezone.now() - 4 * DAY)
    assert ("Training." in html_of(client.get("/"))) is seen


def test_every_page_announces_the_next_two_closures_and_the_visit_page_all(client):
    today = timezone.localdate()
    for day, reason in ((9, "Third."), (2, "Second."), (0, "First.")):
        closure = make_closure(
            first_day=today + day * DAY, last_day=today + day * DAY, reason=reason
        )
        publish(closure, by=None, now=timezone.now())
    home = html_of(client.get("/"))
    assert home.index("First.") < home.index("Second.")
    assert "Third." not in home
    assert "Third." in html_of(client.get("/visit/"))


def test_the_banner_says_the_days():
    closure = make_closure(first_day=dt.date(2030, 12, 31), last_day=dt.date(2031, 1, 1))
    december = dt.datetime(2030, 12, 1, tzinfo=dt.UTC)
    publish(closure, by=None, now=december)
    days = "Closed Tuesday 31 December to Wednesday 1 January 2031."
    assert days in get_response(PublicSite(december), "/").content.decode()


def test_midnight_is_the_clinics(client):
    noon = dt.datetime(2026, 3, 3, 12, 0, tzinfo=dt.UTC)
    published(make_clinic(time_zone="Pacific/Auckland"), at=noon - 5 * DAY)
    closure = make_closure(first_day=dt.date(2026, 3, 3), last_day=dt.date(2026, 3, 3))
    publish(closure, by=None, now=noon - 5 * DAY)
    assert PublicSite(noon - dt.timedelta(hours=2)).context.closures  # 23:00 in Auckland
    assert not PublicSite(noon).context.closures  # 01:00 of the next day there


def test_a_closure_that_is_taken_down_is_gone(client):
    closure = make_closure(reason="Holidays.")
    publish(closure, by=None, now=timezone.now())
    retire(closure, by=None, now=timezone.now())
    assert "Holidays." not in html_of(client.get("/"))


def test_the_sitemap_lists_every_public_page_with_absolute_addresses(client, starting_content):
    make_treatment(title="Draft")
    tree = ET.fromstring(client.get("/sitemap.xml", headers={"host": "127.0.0.1"}).content)
    addresses = [element.text for element in tree.iter() if element.tag.endswith("loc")]
    assert addresses == [
        f"{settings.SITE_URL}{path}"
        for path in ("/", "/treatments/", "/treatments/ims-dry-needling/")
    ]
    for address in addresses:
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_robots_txt_lets_crawlers_in(client):
    text = html_of(client.get("/robots.txt"))
    assert "Disallow: /admin/" in text
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png"])
def test_icons_are_where_browsers_look(client, path):
    assert client.get(path).status_code == 302


def test_an_address_without_its_slash_is_completed_with_its_query(client, starting_content):
    response = client.get("/treatments/ims-dry-needling?utm_source=x")
    assert response.status_code == 301
    assert response["Location"].endswith("/treatments/ims-dry-needling/?utm_source=x")


def test_every_internal_link_leads_somewhere(client, starting_content):
    import re

    published(make_clinic(phone="020 7946 0123", street="1 Hill Street"), at=timezone.now())
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        html = html_of(response)
        for link in re.findall(r'href="(/[^"]*|#[^"]*)"', html):
            target, _hash, anchor = link.partition("#")
            if anchor:
                page = html if not target else html_of(client.get(target))
                assert f'id="{anchor}"' in page, (path, link)
            if target and not target.startswith(("/static/", "/admin/")):
                waiting.append(target)
    assert seen == {
        "/", "/treatments/", "/treatments/ims-dry-needling/", "/visit/", "/privacy/", "/accessibility/",
    }  # fmt: skip


def test_only_get_and_head_are_answered(client, starting_content):
    assert client.head("/").status_code == 200
    for method in (client.post, client.put, client.delete):
        assert method("/").status_code in (403, 405)


def test_another_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
