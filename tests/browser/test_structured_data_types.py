"""The structured data of every page has the types of schema.org, and browsers take it for data."""

import json
import os
import re
import shutil

import pytest
from django.core.management import call_command
from django.utils import timezone

from services.publishing.site import PublicSite
from tests.factories import DAY, make_clinic, make_closure, make_location, published
from tests.structured_data import MISSING, complaints, nodes_on, text_on


@pytest.fixture
def demo_documents(client, db, settings, tmp_path):
    """The JSON-LD of every page of the demo, by a name for each."""
    if not shutil.which("npm"):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    settings.DEMO, settings.DEMO_MARK = True, tmp_path / "demo"
    call_command("starting_content")
    return documents_of(client)


def documents_of(client):
    """The JSON-LD of every public page, by a name for each."""
    paths = PublicSite(timezone.now()).addresses
    names = {path: re.sub(r"\W+", "-", path.strip("/")) or "home" for path in paths}
    return {name: text_on(client.get(path).content.decode()) for path, name in names.items()}


def test_every_page_of_the_demo_has_the_types_of_schema_org(demo_documents, tmp_path):
    assert len(demo_documents) > 15
    assert all(demo_documents.values())
    assert complaints(tmp_path, demo_documents) == {}


def test_so_has_a_clinic_with_all_that_it_can_say(client, demo_documents, tmp_path):
    clinic = make_clinic(region="Nowhereshire", phone="020 7946 0123 ext. 7")
    clinic.locations.update(name="Hill Street")
    make_location(clinic, "Mon-Fri: 8am-midday, 1pm-6pm", name="Park Road", phone="020 7946 0124")
    published(clinic, at=timezone.now())
    day = timezone.localdate() + 30 * DAY
    other_hours = {"spans": [{"opens": "09:00", "closes": "11:00"}]}
    published(make_closure(first_day=day, last_day=day, **other_hours), at=timezone.now())
    documents = documents_of(client)
    assert "Nowhereshire" in documents["visit"]
    assert '"09:00"' in documents["visit"]
    assert complaints(tmp_path, documents) == {}


def test_what_schema_org_does_not_know_is_refused(demo_documents, tmp_path):
    wrong = {
        "property": ("visit", '"faxNumber"', '"faxNumbr"'),
        "day": ("visit", '"Monday"', '"Montag"'),
        "type": ("treatments-ims-dry-needling", '"MedicalTherapy"', '"Therapy"'),
        "page": ("fees", '"WebPage"', '"FeePage"'),
        "somebody": ("team-elspeth-thorsby", '"knowsLanguage"', '"speaks"'),
        "register": ("team-elspeth-thorsby", '"recognizedBy"', '"registeredBy"'),
        "somebody-in-a-list": ("team", '"jobTitle"', '"role"'),
        "place": ("visit", '"addressLocality"', '"town"'),
        "reviewer": ("treatments-ims-dry-needling", '"jobTitle"', '"role"'),
    }
    documents = {}
    for name, (page, right, mistake) in wrong.items():
        assert right in demo_documents[page]
        documents[name] = demo_documents[page].replace(right, mistake)
    found = complaints(tmp_path, documents | {"right": demo_documents["home"]})
    assert set(found) == set(wrong)


def test_browsers_take_it_for_data(demo, open_page):
    """`open_page` fails on anything that the page's policy forbids."""
    page = open_page()
    for path in ("/", "/treatments/", "/treatments/ims-dry-needling/", "/visit/"):
        page.goto(demo.url + path)
        element = page.locator('head > script[type="application/ld+json"]')
        assert json.loads(element.text_content())["@graph"] == nodes_on(page.content())
        assert page.locator("script").count() == 1
