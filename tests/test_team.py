"""The people who treat patients: their list, their own pages, and who gives a treatment."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.baking.bake import bake
from services.baking.manifest import manifest_of
from services.checks.advice import blocking_advice
from services.content.practitioner import GivenContent, PractitionerContent
from services.models import Publication
from services.publishing.publish import retire
from services.publishing.site import Moved, PublicSite
from services.publishing.snapshot import reviewed_hash

from .factories import DAY, DRAFT, MARCH, make_clinic, make_practitioner, make_treatment, published
from .staff import change_url, errors, page, submit
from .structured_data import nodes_on

pytestmark = pytest.mark.django_db


def test_there_is_no_list_and_no_link_before_there_is_anybody(client, starting_content):
    make_practitioner()
    assert client.get("/team/").status_code == 404
    assert "/team/" not in page(client, "/")


def test_the_list_says_all_of_somebody_without_a_page_of_their_own(client):
    massage = published(make_treatment())
    values = {
        "text": "Ada **listens**.", "languages": "English, Tamil",
        "register": "Invented Council", "register_number": "7",
        "register_url": "https://register.example.com/7", "booking_url": "https://book.example.com/ada",
    }  # fmt: skip
    published(make_practitioner(massage, **values))
    text = page(client, "/team/")
    assert '<li id="team-ada-lee">' in text
    for shown in (
        "<strong>listens</strong>",
        '<a href="/treatments/massage/">Massage</a>',
        "English, Tamil",
        '<a href="https://register.example.com/7">Invented Council</a>',
        "Book with Ada Lee",
        "opens book.example.com",
    ):
        assert shown in text
    assert "More about Ada Lee" not in text
    answer = client.get("/team/ada-lee/?utm_source=x")
    assert (answer.status_code, answer["Location"]) == (301, "/team/?utm_source=x")
    assert "/team/ada-lee/" not in page(client, "/sitemap.xml")


def test_a_longer_text_gives_them_a_page_and_taking_it_away_keeps_links_alive(client, staff):
    ada = published(make_practitioner(about="Ada grew up by the sea."), at=timezone.now())
    assert 'href="/team/ada-lee/">More about Ada Lee' in page(client, "/team/")
    assert "Ada grew up by the sea." in page(client, "/team/ada-lee/")
    assert "Ada grew up" not in page(client, "/team/")
    submit(staff, change_url(ada), "_publish", about="")
    assert client.get("/team/ada-lee/")["Location"] == "/team/"
    retire(ada, by=None, now=timezone.now())
    assert client.get("/team/ada-lee/").status_code == 410


def test_what_leads_to_them_ends_on_the_list_in_one_hop():
    ben = published(make_practitioner(title="Ben Ode"))
    ada = published(make_practitioner())
    retire(ben, by=None, now=MARCH + DAY, successor=ada.key)
    for site in (PublicSite(MARCH + 2 * DAY), PublicSite(MARCH + 2 * DAY).load()):
        assert site.page("/team/ben-ode/") == site.page("/team/ada-lee/") == Moved("/team/")
        assert site.has_page("/team/ada-lee/")
        assert "/team/ada-lee/" not in site.addresses


def test_a_treatment_says_who_gives_it(client):
    massage, other = published(make_treatment()), published(make_treatment(title="Other"))
    published(make_practitioner(massage))
    published(make_practitioner(massage, title="Ben Ode", about="More of Ben.", position=1))
    text = page(client, "/treatments/massage/")
    assert "Who does it" in text
    assert '<a href="/team/#team-ada-lee">Ada Lee</a>' in text
    assert '<a href="/team/ben-ode/">Ben Ode</a>' in text
    assert "Who does it" not in page(client, f"/treatments/{other.slug}/")


def test_a_draft_or_somebody_who_left_gives_nothing(client):
    massage = published(make_treatment())
    ada = make_practitioner(massage)
    assert "Ada Lee" not in page(client, "/treatments/massage/")
    published(ada)
    assert "Ada Lee" in page(client, "/treatments/massage/")
    retire(ada, by=None, now=timezone.now())
    assert "Ada Lee" not in page(client, "/treatments/massage/")


def test_a_photo_is_published_with_a_description(staff):
    ada = PractitionerContent(title="Ada Lee", slug="ada", summary="x", picture="p")
    [advice] = blocking_advice(ada, DRAFT)
    assert advice.field == "picture_text"


def test_staff_see_somebody_without_a_page_in_the_list(staff):
    ada = published(make_practitioner(text="Ada listens."), at=timezone.now())
    assert "/team/#team-ada-lee" in page(staff, change_url(ada))
    url = change_url(ada, "preview")
    assert "Ada listens." in page(staff, url)
    number = Publication.objects.get(page_key=ada.key).pk
    as_of = staff.get(f"/admin/as-of/?publication={number}")
    assert "page=%2Fteam%2F" in as_of["Location"]


def test_what_they_give_is_no_matter_of_an_approval():
    ada = PractitionerContent(title="Ada Lee", gives=(GivenContent(key="1", page="2"),))
    assert reviewed_hash(ada) == reviewed_hash(replace(ada, gives=()))
    assert reviewed_hash(ada) != reviewed_hash(replace(ada, text="Ada listens."))


def test_staff_choose_treatments_alone(staff):
    make_treatment(title="Massage")
    make_practitioner(title="Ben Ode")
    text = page(staff, "/admin/services/practitioner/add/")
    assert ">Massage</option>" in text
    assert ">Ben Ode</option>" not in text


def test_what_is_missing_is_called_as_the_form_calls_it(staff):
    ada = make_practitioner(summary="")
    refused = submit(staff, change_url(ada), "_publish")
    assert "Add a role. Required to publish." in errors(refused)


def test_search_engines_are_told_what_the_page_shows(client):
    published(make_clinic(), at=timezone.now())
    values = {"languages": "English, Tamil", "register": "Invented Council", "register_number": "7"}
    published(make_practitioner(about="More.", **values), at=timezone.now())
    person = {
        "@type": "Person",
        "name": "Ada Lee",
        "jobTitle": "Physiotherapist",
        "knowsLanguage": ["English", "Tamil"],
        "hasCredential": {
            "@type": "EducationalOccupationalCredential",
            "identifier": "7",
            "recognizedBy": {"@type": "Organization", "name": "Invented Council"},
        },
    }
    [profile, _crumbs] = nodes_on(page(client, "/team/ada-lee/"))
    assert (profile["@type"], profile["mainEntity"]) == ("ProfilePage", person)
    published(make_practitioner(title="Ben Ode", summary="Reception"), at=timezone.now())
    listed = [node for node in nodes_on(page(client, "/team/")) if node["@type"] == "Person"]
    assert listed == [{"@type": "Person", "name": "Ben Ode", "jobTitle": "Reception"}]


def test_queries_do_not_grow_with_people(client):
    massage = published(make_treatment())
    paths = ["/", "/team/", "/treatments/massage/"]

    def counts():
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    published(make_practitioner(massage, about="More."))
    with_one = counts()
    for number in range(30):
        published(make_practitioner(massage, title=f"Person {number}", about="More."))
    assert counts() == with_one


@pytest.mark.usefixtures("own_folder")
def test_the_published_folder_leads_to_the_list_too():
    published(make_practitioner())
    published(make_practitioner(title="Ben Ode", about="More of Ben."))
    manifest = manifest_of(bake())
    assert manifest["moved"]["/team/ada-lee/"] == "/team/"
    assert {"/team/", "/team/ben-ode/"} <= manifest["pages"].keys()
    assert manifest["cards"]["/team/ada-lee/"] == manifest["cards"]["/team/"]
