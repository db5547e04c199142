"""Previews: the page as it would be published, byte for byte, and nothing stored by it."""

import re

import pytest
from django.utils import timezone

from services.models import Closure, Effect, Publication, ReplacedDraft, Treatment
from services.pictures import ingest

from .factories import DAY, make_clinic, make_closure, make_treatment, published
from .fronts import IMS
from .photos import photo
from .staff import ADD_CLOSURE, ADD_TREATMENT, JSON, change_url, form_data, page

pytestmark = pytest.mark.django_db


def undressed(text):
    """A preview without what says that it is one."""
    before, _noindex, after = text.rpartition('<meta name="robots" content="noindex">')
    text = before + after
    text = re.sub(r'<aside class="note">.*?</aside>', "", text, count=1)
    return text.replace("\N{SOFT HYPHEN}", "")


def everything():
    """All that is stored of pages, to compare."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Treatment, Effect, Closure, Publication, ReplacedDraft)
    ]


def assert_published_as_previewed(staff, client, url, path=IMS, **changes):
    """A form with some changes looks in its preview, byte for byte, as its page does once it is published.

    Returns the page. The preview itself stores nothing.
    """
    data = form_data(staff.get(url), **changes)
    before = everything()
    answer = staff.post(url.removesuffix("change/") + "preview/", data, headers=JSON).json()
    assert everything() == before
    assert answer["problems"] == []
    assert "Preview. Only staff can" in answer["html"]
    assert staff.post(url, data | {"_publish": "1"}).status_code == 302
    assert undressed(answer["html"]) == page(client, path)
    return page(client, path)


def test_the_preview_is_the_page_that_is_then_published(staff, ims, client):
    make_clinic(phone="020 7946 0000")
    url, changes = change_url(ims), {"effects-0-text": "It lets **go**."}
    text = assert_published_as_previewed(staff, client, url, **changes)
    assert "It lets <strong>go</strong>." in text


def test_the_preview_has_parts_as_they_are_added_moved_and_deleted(staff, ims, client):
    changes = {
        "effects-TOTAL_FORMS": "4",
        "effects-0-position": "9",
        "effects-1-DELETE": "on",
        "effects-3-heading": "A new effect",
        "effects-3-text": "It is new.",
        "effects-3-drawing": "",
        "effects-3-position": "5",
        "factors-TOTAL_FORMS": "4",
        "factors-1-DELETE": "on",
        "factors-0-position": "3",
        "factors-3-text": "A new factor",
        "factors-3-note": "",
        "factors-3-position": "0",
    }
    headings = [effect.heading for effect in ims.effects.all()]
    text = assert_published_as_previewed(staff, client, change_url(ims), **changes)
    shown = [text.find(heading) for heading in (headings[2], "A new effect", headings[0])]
    assert -1 not in shown
    assert shown == sorted(shown)
    assert headings[1] not in text
    assert "A new factor" in text


def test_the_preview_has_the_picture_that_is_kept_and_its_new_words(staff, ims, client, own_folder):
    Treatment.objects.filter(pk=ims.pk).update(picture=ingest(photo()))
    changes = {"picture_text": "Words that were just typed."}
    text = assert_published_as_previewed(staff, client, change_url(ims), **changes)
    assert 'alt="Words that were just typed."' in text


def test_the_preview_of_a_new_treatment_is_the_page_that_is_then_published(
    staff, starting_content, client
):
    changes = {
        "title": "Massage",
        "slug": "massage",
        "summary": "Hands loosen tight muscles.",
        "effects-TOTAL_FORMS": "2",
        "effects-0-heading": "Second",
        "effects-0-text": "It is *calm*.",
        "effects-0-drawing": "",
        "effects-0-position": "2",
        "effects-1-heading": "First",
        "effects-1-text": "It is **warm**.",
        "effects-1-drawing": "",
        "effects-1-position": "1",
    }
    path = "/treatments/massage/"
    text = assert_published_as_previewed(staff, client, ADD_TREATMENT, path, **changes)
    assert text.index("<strong>warm</strong>") < text.index("Second")


@pytest.mark.parametrize(
    ("phone", "path"), [("020 7946 0000", "/visit/"), ("", "/")], ids=["reached", "not reached"]
)
def test_the_preview_of_the_clinics_details_is_what_is_then_published(staff, client, phone, path):
    row = published(make_clinic(name="Before"), at=timezone.now())
    changes = {
        "name": "Hands & Needles",
        "locations-0-phone": phone,
        "tagline": "We take our time.",
    }
    text = assert_published_as_previewed(staff, client, change_url(row), path, **changes)
    assert "Hands &amp; Needles" in text
    assert phone in text


@pytest.mark.parametrize("is_new", [True, False])
def test_the_preview_of_a_closure_is_what_is_then_published(
    staff, starting_content, client, is_new
):
    url = ADD_CLOSURE if is_new else change_url(published(make_closure(), at=timezone.now()))
    changes = {
        "first_day": (timezone.localdate() + 3 * DAY).isoformat(),
        "last_day": (timezone.localdate() + 5 * DAY).isoformat(),
        "reason": "We learn <new> things.",
    }
    text = assert_published_as_previewed(staff, client, url, "/", **changes)
    assert "We learn &lt;new&gt; things." in text


@pytest.mark.parametrize("make", [make_treatment, make_closure, make_clinic])
def test_every_kind_of_page_has_a_preview_for_itself_alone_to_frame(staff, make):
    row = make()
    answer = staff.get(change_url(row, "preview"))
    assert answer.status_code == 200
    assert "Preview. Only staff can" in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    form = staff.get(change_url(row))
    assert "frame-ancestors 'none'" in form["Content-Security-Policy"]
    assert form["X-Frame-Options"] == "DENY"


def test_a_page_that_was_never_saved_has_a_preview_and_stays_unsaved(staff):
    add = "/admin/services/treatment/add/"
    data = form_data(staff.get(add), title="Massage", slug="massage", summary="Hands help.")
    told = staff.post(f"{add}preview/", data, headers=JSON).json()
    assert "<h1>Massage</h1>" in told["html"]
    assert not Treatment.objects.exists()
    assert not Publication.objects.exists()


def test_a_preview_of_a_wrong_form_says_what_is_missing(staff, ims):
    data = form_data(staff.get(change_url(ims)), title="", **{"effects-1-text": ""})
    told = staff.post(change_url(ims, "preview"), data, headers=JSON).json()
    assert told["html"] == ""
    assert told["problems"] == [
        "Title: Required.",
        "Effect 2, Text: Required.",
    ]


def test_a_preview_brings_the_advice_about_what_is_typed(staff, ims):
    data = form_data(staff.get(change_url(ims)), title="A" * 70)
    told = staff.post(change_url(ims, "preview"), data, headers=JSON).json()
    assert "title" in [advice["field"] for advice in told["advice"]]


def test_a_preview_leaves_no_message_behind(staff, ims):
    data = form_data(staff.get(change_url(ims)), title="Other")
    staff.post(change_url(ims, "preview"), data)
    assert "Saved" not in staff.get("/admin/").content.decode()


def test_strangers_see_no_preview(client, ims):
    for path in (change_url(ims, "preview"), "/admin/as-of/page/?page=/"):
        assert client.get(path).status_code == 302


def test_a_form_is_told_to_its_browser_once_it_is_saved_and_never_after_a_preview(staff, ims):
    data = form_data(staff.get(change_url(ims)), title="Typed")
    staff.post(change_url(ims, "preview"), data, headers=JSON)
    assert 'data-saved=""' in staff.get(change_url(ims)).content.decode()
    staff.post(change_url(ims), data | {"_save": "1"})
    said_once = staff.get(change_url(ims)).content.decode()
    assert f'data-saved="{data["form_number"]}"' in said_once
    assert 'data-saved=""' in staff.get(change_url(ims)).content.decode()
