"""Addresses of a former website as the published folder answers them, here and under nginx."""

import pytest
from django.utils import timezone

from services.baking.bake import bake
from services.baking.manifest import manifest_of
from services.baking.nginx import nginx_files
from services.baking.serve import PublishedSiteApp

from .factories import make_former_site, make_treatment, published
from .fronts import IMS, Answer, django

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("own_folder")
class TestBaked:
    """What the published folder answers, as Django does."""

    @pytest.fixture
    def site(self, old):
        old(
            f"/ims.html, {IMS}", f"/über uns/, {IMS}", f"/?p=12, {IMS}", f"/i.php?a=(b)&c=d, {IMS}",
        )  # fmt: skip
        bake()
        return PublishedSiteApp(django)

    @pytest.mark.parametrize(
        ("path", "query", "location"),
        [
            ("/ims.html", "", IMS),
            ("/ims.html/", "utm_source=a", f"{IMS}?utm_source=a"),
            ("/über uns", "", IMS),
            ("/über uns/", "", IMS),
            ("/", "p=12", IMS),
            ("/", "p=12&fbclid=z", f"{IMS}?fbclid=z"),
            ("/i.php", "a=(b)&c=d", IMS),
            ("/i.php/", "a=(b)&c=d&e", f"{IMS}?e"),
        ],
    )
    def test_an_old_address_leads_there_in_one_hop(self, site, client, path, query, location):
        answer = Answer(site, path, query=query)
        assert (answer.status, answer.headers["Location"]) == (301, location)
        assert answer.headers["Cache-Control"] == "max-age=3600"
        asked = client.get(f"{path}?{query}" if query else path)
        assert (asked.status_code, asked["Location"]) == (301, location)

    @pytest.mark.parametrize(
        ("path", "query", "status"),
        [
            ("/", "", 200),
            ("/", "p=1", 200),
            ("/", "p=120", 200),
            ("/i.php", "", 404),
            ("/ims.htm", "", 404),
        ],
    )
    def test_nothing_else_does(self, site, client, path, query, status):
        assert Answer(site, path, query=query).status == status
        assert client.get(f"{path}?{query}").status_code == status

    @pytest.mark.parametrize(
        "line",
        [
            "/a$b, /",
            "/404.html, /treatments/",
            "/a, https://elsewhere.example/",
            f"/{'a' * 400}, /",
            "http:default, /",
        ],
    )
    def test_a_line_that_was_let_through_keeps_no_page_from_being_made(
        self, client, starting_content, monkeypatch, line
    ):
        monkeypatch.setattr("services.publishing.publish.blocking_advice", lambda *args: [])
        published(make_former_site(line, f"/ims.html, {IMS}"), at=timezone.now())
        bake()
        front = PublishedSiteApp(django)
        assert Answer(front, "/ims.html").headers["Location"] == IMS
        assert Answer(front, line.split(",")[0]).status == 404

    def test_index_html_leads_to_its_page_and_keeps_its_page_fresh(self, old):
        old("/index.html, /", f"{IMS}index.html, {IMS}")
        bake()
        front = PublishedSiteApp(django)
        assert Answer(front, "/index.html").headers["Location"] == "/"
        files = nginx_files(manifest_of(front.site.folder))
        assert '"/index.html" "max-age=3600"' not in files["maps.conf"]

    def test_a_folder_of_an_older_release_knows_none(self, site):
        del site.site.manifest["old"], site.site.manifest["old_with_query"]
        assert Answer(site, "/", query="p=12").status == 200

    def test_nginx_has_them_in_its_maps(self, site):
        maps = nginx_files(manifest_of(site.site.folder))["maps.conf"]
        assert f'"/ims.html" "{IMS}";' in maps
        assert '"~*^/?\\\\?p=12(?:&' in maps


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize("order", [1, -1])
def test_the_longest_query_string_counts_in_whatever_order(client, old, order):
    old(*["/?p=1, /treatments/", f"/?p=1&lang=fr, {IMS}", f"/?p=1&lang=fr&x=2, {IMS}"][::order])
    bake()
    site = PublishedSiteApp(django)
    for query, location in {
        "p=1&lang=fr&a=b": f"{IMS}?a=b",
        "p=1&lang=de": "/treatments/?lang=de",
    }.items():
        assert Answer(site, "/", query=query).headers["Location"] == location
        assert client.get(f"/?{query}")["Location"] == location


@pytest.mark.usefixtures("own_folder")
def test_nginx_is_told_nothing_of_an_old_address_that_is_a_page_by_now(old):
    old(f"/Treatments/Massage, {IMS}")
    bake()
    assert f'"/treatments/massage" "{IMS}"' in nginx_maps()
    published(make_treatment(), at=timezone.now())
    bake()
    assert f'"/treatments/massage" "{IMS}"' not in nginx_maps()
    assert f'"/treatments/massage/" "{IMS}"' not in nginx_maps()


def nginx_maps():
    return nginx_files(manifest_of(PublishedSiteApp(django).site.folder))["maps.conf"]
