"""What pages tell search engines: exactly what patients read there."""

import datetime as dt
import html
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format

from services.content.clinic_hours import parse_week
from services.content.days import days_in_words
from services.content.page import AddressedContent
from services.content.phone import parse
from services.content.site import ReviewedBy
from services.content.treatment import TreatmentContent
from services.publishing.site import PublicSite
from services.web.structured_data import MOST_BYTES, page_node

from .factories import make_clinic, make_treatment, published
from .staff import page
from .structured_data import nodes_on, of_type, places_on, special_on, text_on, week_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    """The invented clinic; its public paths."""
    settings.DEMO, settings.DEMO_MARK = True, tmp_path / "demo"
    call_command("starting_content")
    return PublicSite(timezone.now()).addresses


# What readers see, from the HTML alone.


def texts(pattern, text):
    """What stands in each match of a pattern, as it is read."""
    return [
        html.unescape(re.sub(r"<[^>]+>", "", found)).strip()
        for found in re.findall(pattern, text, re.DOTALL)
    ]


def crumbs_seen(text):
    """The way to a page: [(what a page is called, its absolute address or None), ...]."""
    nav = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)[0]
    links = [re.search(r'href="([^"]+)"', item) for item in re.findall("<li>.*?</li>", nav)]
    addresses = [link and settings.SITE_URL + link[1] for link in links]
    return list(zip(texts("<li>(.*?)</li>", nav), addresses, strict=True))


def places_seen(text):
    """What a page says of each place of the clinic, as HTML."""
    return text.split('class="place"')[1:]


def week_seen(text):
    """The last table of a place, the usual week: weekday -> spans."""
    table = re.findall(r"<table>.*?</table>", text, re.DOTALL)[-1]
    rows = zip(texts("<th.*?>(.*?)</th>", table), texts("<td>(.*?)</td>", table), strict=True)
    week = parse_week("\n".join(f"{days}: {hours}" for days, hours in rows))
    return {day.weekday: day.spans for day in week if day.spans}


def contact_seen(text):
    """How to reach a place: what it is called -> what stands there."""
    contact = "".join(re.findall(r'<dl class="contact">.*?</dl>', text, re.DOTALL))
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", contact, re.DOTALL))


def test_each_page_of_the_demo_tells_the_way_to_it(client, demo):
    for path in demo:
        text = page(client, path)
        crumbs = [
            [(item["name"], item.get("item")) for item in node["itemListElement"]]
            for node in of_type(nodes_on(text), "BreadcrumbList")
        ]
        # The hours of two locations leave no room for it.
        is_told = path not in ("/", "/visit/")
        assert crumbs == ([crumbs_seen(text)] if is_told else []), path
    assert crumbs_seen(page(client))[1] == ("Treatments", f"{settings.SITE_URL}/treatments/")


def test_the_visit_page_of_one_location_tells_the_way_to_it(client):
    published(make_clinic(phone="020 7946 0123"), at=timezone.now())
    [node] = of_type(nodes_on(page(client, "/visit/")), "BreadcrumbList")
    assert [item["name"] for item in node["itemListElement"]] == ["Home", "Visit us"]


def test_each_treatment_of_the_demo_tells_what_stands_on_top_and_who_approved_it(client, demo):
    told = {}
    for path in demo:
        text = page(client, path)
        told[path] = of_type(nodes_on(text), "MedicalWebPage")
        for node in told[path]:
            assert [node["name"]] == texts("<h1>(.*?)</h1>", text)
            assert [node["description"]] == texts('<p class="lede">(.*?)</p>', text)
            assert node["url"] == settings.SITE_URL + path
            assert node["about"] == {"@type": "MedicalTherapy", "name": node["name"]}
            reviewed = ""
            if "reviewedBy" in node:
                person, day = node["reviewedBy"], dt.date.fromisoformat(node["lastReviewed"])
                day = date_format(day, "j F Y")
                reviewed = f"Reviewed by {person['name']}, {person['jobTitle']}, on {day}."
            assert bool(reviewed) is ("Reviewed by" in text)
            assert reviewed in html.unescape(re.sub("<[^>]+>", "", text))
    assert sum("reviewedBy" in node for nodes in told.values() for node in nodes) == 1
    assert {path for path, nodes in told.items() if nodes} == {
        path for path in demo if re.match("/treatments/.", path)
    }


def address_told(node):
    """The address that search engines are told, on one line."""
    names = "streetAddress", "addressLocality", "postalCode"
    return ", ".join(node["address"][name] for name in names)


def test_the_visit_page_of_the_demo_tells_how_to_reach_it_and_its_week(client, demo):
    text = page(client, "/visit/")
    nodes = places_on(client, "/visit/")
    for node, seen in zip(nodes, places_seen(text), strict=True):
        contact = contact_seen(seen)
        [lines] = re.findall("<address>(.*?)</address>", contact["Street address"])
        assert address_told(node) == html.unescape(", ".join(lines.split("<br>")))
        assert f"tel:{node['telephone']}" in contact["Phone"]
        assert ("faxNumber" in node) == ("Fax" in contact)
        if "Fax" in contact:
            fax = texts("<bdi>(.*?)</bdi>", contact["Fax"])
            assert f"tel:{node['faxNumber']}" == parse(fax[0], "GB").link
        assert ("email" in node) == ("Email" in contact)
        assert f">{node.get('email', '')}<" in contact.get("Email", "><")
        assert all(f">{name}<" in text for name in node["name"].split(", "))
        assert node["url"] == f"{settings.SITE_URL}/visit/"
        assert week_of(node) == week_seen(seen)
    assert [len(week_of(node)) for node in nodes] == [5, 2]  # on Saturdays by appointment alone


def test_the_home_page_of_the_demo_tells_where_it_is(client, demo):
    text = page(client, "/")
    nodes = places_on(client, "/")
    assert [address_told(node) for node in nodes] == texts("<address.*?>(.*?)</address>", text)
    for node in nodes:
        assert f'href="tel:{node["telephone"]}"' in text
        assert not {"email", "faxNumber", "openingHoursSpecification"} & set(node)


def test_the_other_pages_of_the_demo_tell_nothing_of_the_clinic(client, demo):
    assert [path for path in demo if places_on(client, path)] == ["/", "/visit/"]


def test_closed_days_are_told_as_they_are_shown(client, demo):
    nodes = places_on(client)
    for node, seen in zip(nodes, places_seen(page(client, "/visit/")), strict=True):
        [(*days, opens, _closes)] = special_on(node)
        words = days_in_words(*map(dt.date.fromisoformat, days), timezone.localdate().year)
        place = node["name"].rpartition(", ")[2]
        sentence = f"Closed {words} at {place}."
        if opens != "00:00":
            sentence = f"{words} at {place}: open 9am to 1pm."
        [shown] = texts('<h3 id="closed.*?<ul>(.*?)</ul>', seen)
        assert sentence in shown
        assert sentence in page(client, "/")


def test_no_page_of_the_demo_takes_more_than_its_bytes(client, demo):
    sizes = {path: len(text_on(page(client, path)).encode()) for path in demo}
    print(sizes)
    assert all(0 < size <= MOST_BYTES for size in sizes.values())
    # All that search engines can be told of the places fits: nothing was left out above.
    assert {"email", "faxNumber", "openingHoursSpecification"} <= set(places_on(client)[0])


def test_a_name_cannot_end_its_element(client):
    name = "</script><b>&amp; 'Co\""
    published(make_clinic(name=name, phone="020 7946 0123"), at=timezone.now())
    text = page(client, "/")
    assert places_on(client, "/")[0]["name"] == name
    assert not re.search("[<>&]", text_on(text))
    assert text.lower().count("<script") == text.lower().count("</script") == 1


@pytest.mark.parametrize("title", ["鍼治療 العلاج", "Đây là một câu 🙂"])
def test_foreign_scripts_stand_as_typed(client, title):
    published(make_treatment(title=title, slug="hari"))
    assert f'"name":"{title}"' in text_on(page(client, "/treatments/hari/"))


def test_what_is_too_long_is_left_out_whole(client):
    published(make_treatment(title="鍼" * 80, slug="hari", summary="療" * 300))
    text = page(client, "/treatments/hari/")
    assert len(text_on(text).encode()) <= MOST_BYTES
    assert [node["@type"] for node in nodes_on(text)] == ["BreadcrumbList"]


def test_a_page_says_only_what_it_has():
    review = ReviewedBy(name="Ada Lee", day=dt.date(2026, 3, 3))
    content = AddressedContent(title="Ada")
    assert page_node(content, "https://x.example/", review) == {
        "@type": "WebPage", "name": "Ada", "url": "https://x.example/",
        "reviewedBy": {"@type": "Person", "name": "Ada Lee"}, "lastReviewed": "2026-03-03",
    }  # fmt: skip
    about = page_node(TreatmentContent(title="Massage"), "/", None)["about"]
    assert about == {"@type": "MedicalTherapy", "name": "Massage"}
