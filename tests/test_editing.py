"""Editing without fear: previews, plans, history, undo, addresses, and two people at once."""

import datetime as dt
import html
import json
import re
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from services.admin.history import entries
from services.content.days import day_and_time
from services.models import (
    Closure,
    Effect,
    Publication,
    ReplacedDraft,
    ReviewLink,
    SignOff,
    Treatment,
)
from services.pictures import ingest
from services.publishing.changes import changes, word_by_word
from services.publishing.publish import change_address, publish, retire
from services.publishing.site import Gone, Moved, PublicSite
from services.publishing.snapshot import freeze

from .factories import DAY, form_data, make_clinic, make_closure, make_treatment, published
from .servers import Forms
from .test_admin import (
    ADD,
    change_url,
    errors,
    page,
    said,
    submit,
    texts_of_effects,
    with_new_effect_on_top,
)
from .test_pictures import photo

pytestmark = pytest.mark.django_db

IMS = "/treatments/ims-dry-needling/"
CLOSED = "/admin/services/closure/add/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def colleague(db):
    """A second browser, of another person."""
    person = User.objects.create_superuser("jo@example.com", password="x", first_name="Jo")
    client = Client()
    client.force_login(person)
    return client


def undressed(text):
    """A preview without what says that it is one."""
    before, _noindex, after = text.rpartition('<meta name="robots" content="noindex">')
    text = before + after
    return re.sub(r'<aside class="note">.*?</aside>', "", text, count=1)


def everything():
    """All that is stored of pages, to compare."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Treatment, Effect, Closure, Publication, ReplacedDraft)
    ]


# Previews


def assert_published_as_previewed(staff, client, url, path=IMS, **changes):
    """A form with some changes looks in its preview, byte for byte, as its page does once it is published.

    Returns the page. The preview itself stores nothing.
    """
    data = form_data(staff.get(url), **changes)
    before = everything()
    answer = staff.post(url.removesuffix("change/") + "preview/", data, headers=JSON).json()
    assert everything() == before
    assert answer["problems"] == []
    assert "Preview. Patients can" in answer["html"]
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
    text = assert_published_as_previewed(staff, client, ADD, path, **changes)
    assert text.index("<strong>warm</strong>") < text.index("Second")


@pytest.mark.parametrize(
    ("phone", "path"), [("020 7946 0000", "/visit/"), ("", "/")], ids=["reached", "not reached"]
)
def test_the_preview_of_the_clinics_details_is_what_is_then_published(staff, client, phone, path):
    row = published(make_clinic(name="Before"), at=timezone.now())
    changes = {"name": "Hands & Needles", "phone": phone, "tagline": "We take our time."}
    text = assert_published_as_previewed(staff, client, change_url(row), path, **changes)
    assert "Hands &amp; Needles" in text
    assert phone in text


@pytest.mark.parametrize("is_new", [True, False])
def test_the_preview_of_a_closure_is_what_is_then_published(
    staff, starting_content, client, is_new
):
    url = CLOSED if is_new else change_url(published(make_closure(), at=timezone.now()))
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
    assert "Preview. Patients can" in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-SiteContext-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    form = staff.get(change_url(row))
    assert "frame-ancestors 'none'" in form["Content-Security-Policy"]
    assert form["X-SiteContext-Options"] == "DENY"


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


# Plans


def test_a_decision_about_a_page_is_not_taken_for_its_draft(staff, colleague, ims):
    then = (timezone.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    submit(staff, change_url(ims), "_plan", title="Later", publish_at=then)
    submit(colleague, change_url(ims), title="Words of Jo")
    text = staff.get(change_url(ims)).content.decode()
    assert "Jo has unpublished changes." in text
    assert f'href="{change_url(ims, "history")}#unseen"' in text
    staff.post(change_url(ims, "cancel_schedule"))
    assert "has unpublished changes" not in staff.get(change_url(ims)).content.decode()


def test_a_plan_is_made_replaced_and_called_off(staff, ims, client, commits):
    then = (timezone.now() + 2 * DAY).strftime("%Y-%m-%dT%H:%M")
    with commits():
        response = submit(staff, change_url(ims), "_plan", title="Later", publish_at=then)
    assert "Scheduled. It goes live" in said(response)
    assert "<h1>IMS/Dry needling</h1>" in page(client)
    assert (
        PublicSite(timezone.now() + 3 * DAY).page("/treatments/ims-dry-needling/").title == "Later"
    )
    form = staff.get(change_url(ims)).content.decode()
    assert "This version goes live" in form
    submit(staff, change_url(ims), title="Meanwhile")
    assert "Another version goes live" in staff.get(change_url(ims)).content.decode()
    with commits():
        response = submit(staff, change_url(ims), "_publish", title="Now")
    assert "It replaces what was scheduled for" in said(response)
    assert PublicSite(timezone.now() + 3 * DAY).page("/treatments/ims-dry-needling/").title == "Now"
    submit(staff, change_url(ims), "_plan", title="Again", publish_at=then)
    with commits():
        staff.post(change_url(ims, "cancel_schedule"))
    assert PublicSite(timezone.now() + 3 * DAY).page("/treatments/ims-dry-needling/").title == "Now"
    assert "Nothing is scheduled" in said(staff.post(change_url(ims, "cancel_schedule")))


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("", "Choose the date and time"),
        ("2020-01-01T09:00", "That time is in the past"),
        ("soon", "Choose a date and time"),
        ("2027-03-28T01:30", "The clocks go forward then"),
        ("0001-01-01T00:00", "in the past"),
        ("9999-12-31T23:59", ""),
    ],
)
def test_a_plan_for_no_good_time_is_refused(staff, ims, value, complaint):
    published(make_clinic(), at=timezone.now())
    response = submit(staff, change_url(ims), "_plan", title="Later", publish_at=value)
    if complaint:
        assert complaint in errors(response)
    assert response.status_code == (200 if complaint else 302)


def test_a_plan_is_on_the_clinics_clock(staff, ims):
    published(make_clinic(time_zone="Asia/Tokyo"), at=timezone.now())
    year = timezone.now().year + 1
    submit(staff, change_url(ims), "_plan", title="Later", publish_at=f"{year}-03-03T09:30")
    plan = Publication.objects.order_by("-id").first()
    assert plan.live_from == dt.datetime(year, 3, 3, 0, 30, tzinfo=dt.UTC)


def test_two_plans_stand_side_by_side_and_nobody_is_told_otherwise(staff, ims, commits):
    soon, later = ((timezone.now() + n * DAY).strftime("%Y-%m-%dT%H:%M") for n in (2, 5))
    submit(staff, change_url(ims), "_plan", title="Soon", publish_at=soon)
    with commits():
        response = submit(staff, change_url(ims), "_plan", title="Later", publish_at=later)
    assert "replaces" not in said(response)
    text = staff.get(change_url(ims, "cancel_schedule")).content.decode()
    assert re.search(r"scheduled for \d+ \w+( \d{4})? at [\d:]+ [ap]m, \d+ \w+", text)
    with commits():
        response = submit(staff, change_url(ims), "_publish", title="Now")
    assert len(re.findall(r" at [\d:]+ [ap]m", said(response))) >= 2


# History and undo


def test_what_changed_is_said_word_by_word():
    assert word_by_word("Usually once a week", "Usually twice a week") == [
        ("same", "Usually "),
        ("out", "once"),
        ("in", "twice"),
        ("same", " a week"),
    ]
    assert word_by_word("", "New") == [("in", "New")]
    assert word_by_word("One\r\ntwo", "One\ntwo") == [("same", "One\ntwo")]
    long = " ".join(f"w{n}" for n in range(60))
    steps = word_by_word(long, long.replace("w30", "X"))
    assert ("out", "w30") in steps
    assert ("in", "X") in steps
    assert len("".join(text for _what, text in steps)) < 80


@pytest.mark.parametrize("text", ["a " * 2500, "ab" * 2500, "字" * 5000, ". , " * 1200])
def test_long_texts_are_compared_at_once(text):
    start = time.process_time()
    word_by_word(text, text[1:] + " x")
    word_by_word(text, "z " * 2000)
    assert time.process_time() - start < 20  # seconds; without its limits it takes minutes


def test_parts_that_come_go_and_move_are_told_apart():
    row = make_treatment(effects=3)
    before = freeze(row)
    first, second, third = row.effects.all()
    second.delete()
    Effect.objects.filter(pk=third.pk).update(position=first.position, text="It does more.")
    Effect.objects.filter(pk=first.pk).update(position=9)
    row = Treatment.objects.get(pk=row.pk)
    found = [(c.part, c.number, c.field, c.before, c.after) for c in changes(before, freeze(row))]
    assert found == [
        ("effects", 1, "text", "It does thing 3.", "It does more."),
        ("effects", 2, "heading", "Effect 2", None),
        ("effects", 2, "text", "It does thing 2.", None),
        ("effects", 0, "position", None, None),
    ]


def test_history_says_who_changed_what(staff, ims):
    submit(staff, change_url(ims), "_publish", frequency_short="Usually twice a week")
    text = html.unescape(staff.get(change_url(ims, "history")).content.decode())
    assert "Maria Rossi published changes." in text
    assert "How often: in a few words" in text
    assert "<del>once</del> <ins>twice</ins>" in text
    assert "Published automatically when the site was set up." in text


def changed(staff, row, before, after):
    """What the history says of a row's long text that was changed."""
    for text in (before, after):
        submit(staff, change_url(row), "_publish", what_it_treats=text)
    return [
        step
        for _label, steps in entries(Publication.objects.all(), timezone.now())[0].steps
        for step in steps
    ]


def test_history_reads_as_the_page_does(staff, ims):
    before, after = "**Once** a [week](/visit/).", "- Once a [day](/visit/)."
    assert changed(staff, ims, before, after) == [
        ("same", "Once a "), ("out", "week"), ("in", "day"), ("same", "."),
    ]  # fmt: skip
    # Of a summary, patients read the stars.
    submit(staff, change_url(ims), "_publish", summary="**New**")
    assert "<ins>**New**</ins>" in history_of(staff, ims)


def test_history_says_where_links_lead_and_which_signs_stand_there_if_that_has_changed(staff, ims):
    before, after = "See [us](https://a.example).", "See [us](https://b.example)."
    assert changed(staff, ims, before, after) == [
        ("same", "See us (https://"), ("out", "a"), ("in", "b"), ("same", ".example)."),
    ]  # fmt: skip
    assert changed(staff, ims, "Once a week.", "**Once** a week.") == [
        ("in", "**"), ("same", "Once"), ("in", "**"), ("same", " a week."),
    ]  # fmt: skip


def test_an_older_version_comes_back_as_a_draft_and_then_to_patients(staff, ims, client):
    first = Publication.objects.get(page=ims.key)
    submit(staff, change_url(ims), "_publish", title="Wrong", **{"effects-0-text": "Wrong."})
    response = staff.post(change_url(ims, "history"), {"publication": first.pk})
    assert response.url == change_url(ims)
    assert "<h1>Wrong</h1>" in page(client)
    submit(staff, change_url(ims), "_publish")
    assert "<h1>IMS/Dry needling</h1>" in page(client)
    assert "Wrong" not in page(client)


def test_a_draft_that_an_older_version_replaces_is_kept_and_comes_back(staff, ims):
    first = Publication.objects.get(page=ims.key)
    submit(staff, change_url(ims), title="Half written")
    response = staff.post(change_url(ims, "history"), {"publication": first.pk})
    assert "The previous draft is kept" in said(response)
    kept = ReplacedDraft.objects.get()
    assert (
        f'name="draft" value="{kept.pk}"' in staff.get(change_url(ims, "history")).content.decode()
    )
    staff.post(change_url(ims, "history"), {"draft": kept.pk})
    ims.refresh_from_db()
    assert ims.title == "Half written"


# A button beside the status of a form that sends a version to its history.
BESIDE_STATE = re.compile(r'<button form="way-back" name="publication" value="(\d+)">([^<]+)<')


def test_a_draft_is_thrown_away_where_it_differs_from_what_patients_see(staff, colleague, ims):
    public = Publication.objects.get(page=ims.key)
    submit(colleague, change_url(ims), title="Half written")
    thrown = [(str(public.pk), "Discard changes")]
    assert BESIDE_STATE.findall(page(staff, change_url(ims))) == thrown
    assert "Discard changes" in page(staff, change_url(ims, "history"))
    response = staff.post(change_url(ims, "history"), {"publication": public.pk})
    told = "This is the live version again. The previous draft is kept in the history."
    assert said(response) == told
    assert not staff.get(change_url(ims)).context["status"].differs
    assert ReplacedDraft.objects.get().content["title"] == "Half written"
    # Of what comes next, nobody had saved a draft.
    submit(staff, change_url(ims), "_publish", title="Other")
    assert Publication.objects.first().drafted_by == ""


def test_what_was_just_published_is_undone_in_its_form(staff, ims):
    first = Publication.objects.get(page=ims.key)
    assert not BESIDE_STATE.search(page(staff, change_url(ims)))
    submit(staff, change_url(ims), "_publish", title="Wrong")
    assert BESIDE_STATE.findall(page(staff, change_url(ims))) == [(str(first.pk), "Undo")]
    response = staff.post(change_url(ims, "history"), {"publication": first.pk})
    assert "Publish to make it live." in said(response)
    # The way back from there is to throw the draft away.
    wrong = Publication.objects.first()
    thrown = [(str(wrong.pk), "Discard changes")]
    assert BESIDE_STATE.findall(page(staff, change_url(ims))) == thrown


def test_what_patients_have_seen_for_a_day_is_undone_in_the_history(staff):
    row = published(make_treatment(), at=timezone.now() - 3 * DAY)
    row.title = "Other"
    row.save()
    published(row, at=timezone.now() - DAY)
    assert not BESIDE_STATE.search(page(staff, change_url(row)))


def test_a_refused_form_offers_nothing_that_would_replace_what_was_typed(staff, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    for saved in ({}, {"title": "Half written"}):
        submit(staff, change_url(ims), **saved)
        refused = submit(staff, change_url(ims), visits_per_week="9", summary="Typed.")
        assert not BESIDE_STATE.search(refused.content.decode())


@pytest.mark.parametrize("make", [make_clinic, make_closure])
def test_clinic_details_and_closures_are_undone_too(staff, make):
    row = published(make(), at=timezone.now() - DAY)
    field = "name" if make is make_clinic else "reason"
    submit(staff, change_url(row), "_publish", **{field: "Wrong"})
    entry = Publication.objects.order_by("-id").first()
    first = Publication.objects.order_by("id").first()
    staff.post(change_url(row, "history"), {"publication": first.pk})
    submit(staff, change_url(row), "_publish")
    assert Publication.objects.order_by("-id").first().content_hash == first.content_hash
    assert entry.content_hash != first.content_hash


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "", "999999"])
def test_a_version_that_is_not_there_is_said_to_be_so(staff, ims, number):
    response = staff.post(change_url(ims, "history"), {"publication": number})
    assert "no longer exists" in said(response)


def test_a_version_of_another_page_is_refused(staff, ims):
    other = published(make_treatment(), at=timezone.now())
    number = Publication.objects.get(page=other.key).pk
    assert "no longer exists" in said(
        staff.post(change_url(ims, "history"), {"publication": number})
    )
    ims.refresh_from_db()
    assert ims.title == "IMS/Dry needling"


def test_the_first_page_undoes_what_changed_this_week(staff, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    text = staff.get("/admin/").content.decode()
    first = Publication.objects.order_by("id").filter(page=ims.key).first()
    assert f'action="{change_url(ims, "history")}"' in text
    assert f'name="publication" value="{first.pk}"' in text
    assert "Undo" in text


def test_the_first_page_has_the_latest_changes_and_leads_to_all_of_them(staff, ims):
    for row in (ims, make_clinic(), make_closure()):
        published(row, at=timezone.now())
        field = {"Clinic": "name", "Closure": "reason"}.get(type(row).__name__, "title")
        for number in range(8):
            submit(staff, change_url(row), "_publish", **{field: f"Said {number} times"})
    first_page = staff.get("/admin/")
    assert 'href="/admin/what-changed/"' in first_page.content.decode()
    by_people = list(Publication.objects.filter(author__isnull=False))
    assert decided(first_page, "week") == by_people[:5]
    listed = [decided(staff.get(f"/admin/what-changed/?p={n}"), "decided") for n in (1, 2)]
    assert [len(page) for page in listed] == [20, 4]
    assert sum(listed, []) == by_people
    assert "Earlier" in page(staff, "/admin/what-changed/")


def decided(response, name):
    """The publications that a page lists under a name of its context."""
    return [entry.publication for entry, _row, _form in response.context[name]]


def test_what_a_clinician_noted_stands_above_what_changed(staff, ims):
    submit(staff, change_url(ims), "_publish", title="Other")
    SignOff.objects.create(
        page=ims.key, at=timezone.now(), is_right=False, name="Ada", note="Say where it hurts."
    )
    text = page(staff, "/admin/")
    assert text.index("Say where it hurts.") < text.index("Changed this week")


def test_a_text_with_signs_of_markup_is_shown_as_it_is(staff, ims):
    submit(staff, change_url(ims), "_publish", summary="<script>alert(1)</script>")
    for path in (change_url(ims, "history"), "/admin/", "/admin/what-changed/"):
        assert "<script>alert" not in staff.get(path).content.decode()


# What is repeated


def history_of(staff, row):
    """The page of a row's history, as it is read."""
    return html.unescape(staff.get(change_url(row, "history")).content.decode())


def plan(staff, row, title="Later"):
    """Plan another title for the day after tomorrow; returns that day as staff read it."""
    then = (timezone.now() + 2 * DAY).replace(second=0, microsecond=0)
    at = then.strftime("%Y-%m-%dT%H:%M")
    submit(staff, change_url(row), "_plan", title=title, publish_at=at)
    return day_and_time(then, dt.UTC, timezone.now())


def test_a_plan_called_off_is_said_to_be_and_the_words_keep_their_day(staff, ims):
    before = staff.get(change_url(ims)).context["status"].words
    day = plan(staff, ims)
    staff.post(change_url(ims, "cancel_schedule"))
    text = history_of(staff, ims)
    assert f"Maria Rossi cancelled what was scheduled for {day}." in text
    assert f"scheduled this version for {day}. The schedule was cancelled." in text
    assert "without changes" not in text
    submit(staff, change_url(ims), title=ims.title)
    assert staff.get(change_url(ims)).context["status"].words == before
    assert "Published automatically when the site was set up." in before


def test_publishing_what_patients_read_already_calls_the_plan_off(staff, ims):
    day = plan(staff, ims)
    submit(staff, change_url(ims), "_publish", title=ims.title)
    assert f"cancelled what was scheduled for {day}." in history_of(staff, ims)
    assert (
        "Published automatically when the site was set up."
        in staff.get(change_url(ims)).context["status"].words
    )


def test_a_first_plan_called_off_leaves_a_draft(staff):
    draft = make_treatment()
    day = plan(staff, draft)
    staff.post(change_url(draft, "cancel_schedule"))
    assert f"Maria Rossi cancelled what was scheduled for {day}." in history_of(staff, draft)
    status = staff.get(change_url(draft)).context["status"]
    assert status.words == "Not published yet. Patients can’t see it."
    assert status.unseen
    assert status.short_text == "Not published yet"


def test_a_page_taken_away_is_still_that_when_its_next_plan_is_called_off(staff, ims):
    staff.post(change_url(ims, "retire"))
    status = staff.get(change_url(ims)).context["status"].words
    day = plan(staff, ims)
    staff.post(change_url(ims, "cancel_schedule"))
    assert staff.get(change_url(ims)).context["status"].words == status
    assert f"cancelled what was scheduled for {day}." in history_of(staff, ims)


def test_a_new_address_is_told_with_the_old_one_and_the_words_keep_their_day(staff, ims):
    before = staff.get(change_url(ims)).context["status"].words
    day = plan(staff, ims)
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    text = history_of(staff, ims)
    assert (
        "Maria Rossi changed the web address from /treatments/ims-dry-needling/ to "
        "/treatments/dry-needling/." in text
    )
    assert f"Maria Rossi moved what was scheduled for {day} to the new web address." in text
    assert f"Maria Rossi scheduled this version. It goes live on {day}." in text
    assert "Schedule cancelled" not in text
    submit(staff, change_url(ims), "_publish", title=ims.title)
    assert staff.get(change_url(ims)).context["status"].words == before


def test_what_was_published_is_undone_although_its_address_has_changed(staff, ims):
    first = Publication.objects.get(page=ims.key)
    submit(staff, change_url(ims), "_publish", title="Wrong")
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    plan(staff, ims, "Wrong")
    staff.post(change_url(ims, "cancel_schedule"))
    assert staff.get(change_url(ims)).context["way_back"] == first.pk
    assert staff.get("/admin/").content.decode().count("Undo") == 1
    staff.post(change_url(ims, "history"), {"publication": first.pk})
    submit(staff, change_url(ims), "_publish")
    assert Publication.objects.live(timezone.now()).get(page=ims.key).title == first.title


def test_the_words_that_patients_read_are_told_where_they_began(staff, ims):
    plan(staff, ims)
    staff.post(change_url(ims, "cancel_schedule"))
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    moved, called_off, planned, first = staff.get(change_url(ims, "history")).context["entries"]
    assert [entry.is_live for entry in (moved, called_off, planned, first)] == [0, 0, 0, 1]
    assert [entry.stands for entry in (moved, called_off, planned, first)] == [1, 1, 0, 1]


def test_a_plan_that_never_came_has_no_website_of_its_day(staff, ims):
    now = timezone.now()
    publish_with_title(ims, "Later", now, live_from=now + DAY)
    publish_with_title(ims, "Now", now)
    for at in (now, now + 2 * DAY):
        _now, later, first = entries(Publication.objects.filter(page=ims.key), at)
        assert "The schedule was cancelled." in later.sentence
        assert not later.stands
        assert not later.is_planned
        assert first.stands
    assert history_of(staff, ims).count("See the site on that date") == 2


def test_a_plan_that_moved_is_undone_once_it_is_public(ims):
    now = timezone.now()
    publish_with_title(ims, "Later", now, live_from=now + DAY)
    change_address(ims, "new", by=None, now=now)
    latest, *_others, planned, first = entries(
        Publication.objects.filter(page=ims.key), now + 2 * DAY
    )
    assert planned.is_live
    assert planned.way_back == first.publication.pk
    assert latest.way_back is None


def test_nothing_is_offered_to_undo_a_plan_called_off_or_a_new_address(staff, ims):
    plan(staff, ims)
    staff.post(change_url(ims, "cancel_schedule"))
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    text = staff.get("/admin/").content.decode()
    assert "changed the web address from" in text
    assert "Undo" not in text
    assert change_url(ims, "retire") not in text


# Who wrote, who published


def test_history_names_who_saved_a_draft_and_who_published_it(staff, colleague, ims):
    submit(colleague, change_url(ims), title="By Jo")
    submit(staff, change_url(ims), "_publish", summary="And more.")
    told = "Maria Rossi published changes. The draft was by Jo."
    assert told in history_of(staff, ims)
    assert told in html.unescape(staff.get("/admin/").content.decode())
    submit(staff, change_url(ims), "_publish", title="By Maria")
    assert history_of(staff, ims).count("The draft was by") == 1


def test_what_a_colleague_has_saved_is_named_beside_the_button_that_publishes_it(
    staff, colleague, ims
):
    told, besides = "’s saved changes", "This also publishes the saved draft"
    assert told not in staff.get(change_url(ims)).content.decode()
    submit(colleague, change_url(ims), title="By Jo")
    assert f"This also publishes Jo{told}" in staff.get(change_url(ims)).content.decode()
    assert besides in colleague.get(change_url(ims)).content.decode()
    submit(staff, change_url(ims), summary="On top of it.")
    assert besides in staff.get(change_url(ims)).content.decode()
    submit(staff, change_url(ims), "_publish", summary="And more.")
    assert "This also publishes" not in staff.get(change_url(ims)).content.decode()
    submit(colleague, change_url(ims), title="By Jo again")
    submit(staff, change_url(ims), title=Publication.objects.filter(page=ims.key).first().title)
    assert "This also publishes" not in staff.get(change_url(ims)).content.decode()


def test_who_only_decided_something_has_drafted_nothing(staff, colleague, ims):
    plan(colleague, ims)
    colleague.post(change_url(ims, "cancel_schedule"))
    submit(staff, change_url(ims), "_publish")
    colleague.post(change_url(ims, "address"), {"slug": "dry-needling"})
    submit(staff, change_url(ims), "_publish", title="Other")
    assert "The draft was by" not in history_of(staff, ims)


def test_what_patients_do_not_see_yet_stands_above_the_history(staff, ims):
    heading = "Unpublished changes"
    assert heading not in history_of(staff, ims)
    submit(staff, change_url(ims), frequency_short="Usually twice a week")
    text = history_of(staff, ims)
    assert "<del>once</del> <ins>twice</ins>" in text.partition(heading)[2].partition("<ol")[0]
    submit(staff, change_url(ims), "_publish")
    assert heading not in history_of(staff, ims)
    assert heading not in history_of(staff, make_treatment())


# As on a date


def test_a_page_is_seen_as_it_was_and_as_it_will_be(staff, ims):
    began = Publication.objects.get(page=ims.key).live_from
    publish_with_title(ims, "Later", timezone.now(), live_from=began + 5 * DAY)
    ask = "/admin/as-of/page/"
    now = staff.get(ask, {"page": IMS})
    assert "<h1>IMS/Dry needling</h1>" in now.content.decode()
    ahead = (began + 6 * DAY).strftime("%Y-%m-%dT%H:%M")
    text = staff.get(ask, {"page": IMS, "at": ahead}).content.decode()
    assert "<h1>Later</h1>" in text
    assert "As patients will see it" in text
    assert staff.get(ask, {"page": IMS, "at": "1999-01-01T00:00"}).status_code == 404


def publish_with_title(row, title, now, **more):
    """Publish `row` under another title."""
    row.title = title
    row.save()
    publish(row, by=None, now=now, **more)


@pytest.mark.parametrize(
    "query", ["?at=x", "?at=0001-01-01", "?page=//evil/", "?publication=x", ""]
)
def test_nonsense_about_another_day_never_breaks(staff, ims, query):
    assert staff.get(f"/admin/as-of/{query}").status_code in (200, 302)
    assert staff.get(f"/admin/as-of/page/{query}").status_code in (200, 404)


# Addresses


def test_changing_the_address_says_so_and_old_links_lead_there(staff, ims, client, commits):
    submit(staff, change_url(ims), title="Unfinished")
    with commits():
        response = staff.post(change_url(ims, "address"), {"slug": "Dry Needling"})
    assert "The page is now at /treatments/dry-needling/." in said(response)
    answer = client.get(IMS)
    assert (answer.status_code, answer["Location"]) == (301, "/treatments/dry-needling/")
    assert "<h1>IMS/Dry needling</h1>" in page(client, "/treatments/dry-needling/")
    ims.refresh_from_db()
    assert (ims.slug, ims.title) == ("dry-needling", "Unfinished")


@pytest.mark.parametrize(
    "slug", ["", "?!", "ims-dry-needling", "IMS dry needling", "x" * 81, "㎏" * 80, "Massage"]
)
def test_an_address_that_cannot_be_is_refused_in_a_sentence(staff, ims, client, slug):
    published(make_treatment(), at=timezone.now())
    answer = staff.post(change_url(ims, "address"), {"slug": slug})
    assert answer.status_code == 200
    assert client.get(IMS).status_code == 200


def test_a_plan_moves_with_its_page(ims):
    now = timezone.now()
    publish_with_title(ims, "Later", now, live_from=now + DAY)
    change_address(ims, "new", by=None, now=now)
    assert PublicSite(now).page("/treatments/new/").title == "IMS/Dry needling"
    assert PublicSite(now + 2 * DAY).page("/treatments/new/").title == "Later"
    assert PublicSite(now + 2 * DAY).page("/treatments/ims-dry-needling/") == Moved(
        "/treatments/new/"
    )


def test_renamed_five_times_and_swapped_every_address_is_one_hop(ims, client):
    now = timezone.now()
    other = published(make_treatment(title="Other"), at=now)
    for number in range(5):
        now += DAY / 24
        change_address(ims, f"name-{number}", by=None, now=now)
    # The two change places, by way of a third address.
    for row, slug in ((ims, "between"), (other, "name-4"), (ims, "other")):
        now += DAY / 24
        change_address(row, slug, by=None, now=now)
    site = PublicSite(now)
    meant = {
        path.split("/")[2]: site.page(path)
        for path in Publication.objects.values_list("path", flat=True)
        if path
    }
    assert meant["other"].title == "IMS/Dry needling"
    assert meant["name-4"].title == "Other"
    for slug in ("ims-dry-needling", "name-0", "name-1", "name-2", "name-3", "between"):
        assert meant[slug] == Moved("/treatments/other/")
    retire(ims, by=None, now=now + DAY)
    assert PublicSite(now + DAY).page("/treatments/name-0/") == Gone("IMS/Dry needling")


def test_whoever_opens_a_page_taken_away_is_sent_where_staff_said(staff, ims, client, commits):
    other = published(make_treatment(), at=timezone.now())
    with commits():
        staff.post(change_url(ims, "retire"), {"successor": other.key})
    assert client.get(IMS)["Location"] == "/treatments/massage/"
    response = submit(staff, change_url(ims), "_publish")
    assert response.status_code == 302
    assert "<h1>IMS/Dry needling</h1>" in page(client)


def test_a_successor_that_is_no_page_is_refused(staff, ims, client):
    staff.post(change_url(ims, "retire"), {"successor": "nonsense"})
    assert client.get(IMS).status_code == 200


# Two people at once


def test_what_only_the_other_changed_is_taken_in(staff, colleague, ims):
    mine = form_data(staff.get(change_url(ims)), title="Mine")
    mine["base_values"] = hidden(staff, ims)
    submit(colleague, change_url(ims), summary="Theirs.", **{"effects-0-text": "Theirs too."})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "Jo changed this today at" in errors(response)
    text = response.content.decode()
    assert "It’s in the form below." in text
    again = form_data(response) | {"_save": "1", "base_values": response.context["base_values"]}
    assert again["summary"] == "Theirs."
    assert again["effects-0-text"] == "Theirs too."
    assert again["title"] == "Mine"
    staff.post(change_url(ims), again)
    ims = Treatment.objects.get()
    assert (ims.title, ims.summary, ims.effects.first().text) == ("Mine", "Theirs.", "Theirs too.")


def hidden(browser, row):
    """What a form says it was opened with."""
    return browser.get(change_url(row)).context["base_values"]


def test_what_both_changed_stands_side_by_side(staff, colleague, ims):
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=hidden(staff, ims))
    submit(colleague, change_url(ims), title="Theirs")
    response = staff.post(change_url(ims), mine | {"_publish": "1"})
    text = response.content.decode()
    assert "You both changed this." in text
    assert "<blockquote>Theirs</blockquote>" in text
    assert 'value="Mine"' in text
    assert Treatment.objects.get().title == "Theirs"


def as_shown(response):
    """What a browser would send of the form that it shows now, from its very HTML."""
    return max(Forms(response.content.decode()).forms, key=len)


def test_a_part_that_the_other_deleted_stays_deleted_if_you_left_it_alone(staff, colleague, ims):
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=hidden(staff, ims))
    submit(colleague, change_url(ims), **{"effects-1-DELETE": "on"})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "This was deleted" in response.content.decode()
    staff.post(change_url(ims), as_shown(response) | {"_save": "1"})
    ims = Treatment.objects.get()
    assert (ims.title, ims.effects.count()) == ("Mine", 2)


def test_a_part_that_the_other_added_stays(staff, colleague, ims):
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=hidden(staff, ims))
    submit(
        colleague, change_url(ims),
        **{"factors-TOTAL_FORMS": "4", "factors-3-text": "New", "factors-3-note": "", "factors-3-position": "0"},
    )  # fmt: skip
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "This was added." in response.content.decode()
    staff.post(change_url(ims), as_shown(response) | {"_save": "1"})
    assert list(ims.factors.values_list("text", flat=True))[-1] == "New"


@pytest.mark.parametrize(
    "nonsense", ["", "{", "[]", "null", '{"title": 1}', "[" * 5000, json.dumps({"a:b:c": "x"})]
)
def test_a_form_that_does_not_say_what_it_was_opened_with_loses_nothing(
    staff, colleague, ims, nonsense
):
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=nonsense)
    submit(colleague, change_url(ims), title="Theirs")
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert 'value="Mine"' in response.content.decode()
    assert Treatment.objects.get().title == "Theirs"


def test_an_address_typed_while_the_other_published_is_not_dropped_without_a_word(staff, colleague):
    draft = make_treatment(title="Massage")
    opened = hidden(staff, draft)
    mine = form_data(staff.get(change_url(draft)), slug="deep-massage", base_values=opened)
    submit(colleague, change_url(draft), "_publish")
    response = staff.post(change_url(draft), mine | {"_save": "1"})
    text = response.content.decode()
    assert "<del>deep-massage</del> <ins>massage</ins>" in text
    assert "Jo has published this page, so its web address stays massage." in text
    assert staff.post(change_url(draft), as_shown(response) | {"_save": "1"}).status_code == 302
    assert Treatment.objects.get().slug == "massage"


def test_an_address_that_was_left_alone_is_not_spoken_of(staff, colleague):
    draft = make_treatment(title="Massage")
    mine = form_data(staff.get(change_url(draft)), title="M", base_values=hidden(staff, draft))
    submit(colleague, change_url(draft), "_publish", slug="deep-massage")
    text = staff.post(change_url(draft), mine | {"_save": "1"}).content.decode()
    assert "has published this page" not in text


def test_a_picture_that_the_other_put_in_is_told_if_you_take_yours_away(staff, colleague, ims):
    names = [f"{number:032}-480x20" for number in (1, 2)]
    Treatment.objects.filter(pk=ims.pk).update(picture=names[0])
    mine = form_data(staff.get(change_url(ims)), base_values=hidden(staff, ims))
    Treatment.objects.filter(pk=ims.pk).update(picture=names[1], edition="other")
    response = staff.post(change_url(ims), mine | {"_save": "1", "picture-none": "on"})
    assert "You both changed this." in response.content.decode()


# Closures


def test_a_closure_of_one_day_needs_one_day(staff, client):
    day = (timezone.localdate() + 3 * DAY).isoformat()
    submit(staff, CLOSED, "_publish", first_day=day)
    closure = Closure.objects.get()
    assert closure.first_day == closure.last_day
    assert "Closed" in page(client, "/")


def test_a_row_that_is_sent_twice_takes_the_words_of_the_first_and_the_second_becomes_a_new_part(
    staff, ims
):
    data = form_data(staff.get(change_url(ims)))
    data |= {
        f"effects-3-{name}": data[f"effects-0-{name}"] for name in ("id", "position", "drawing")
    }
    data |= {
        "effects-3-heading": "Once more",
        "effects-3-text": "Twice.",
        "effects-TOTAL_FORMS": "4",
    }
    first = data["effects-0-text"]
    assert staff.post(change_url(ims), data | {"_save": "1"}).status_code == 302
    texts = list(ims.effects.values_list("text", flat=True))
    assert len(texts) == 4
    assert first.replace("\r\n", "\n") in texts
    assert "Twice." in texts


def test_a_part_that_the_other_deleted_while_you_changed_it_is_told(staff, colleague, ims):
    opened = hidden(staff, ims)
    mine = form_data(staff.get(change_url(ims)), base_values=opened)
    mine["effects-1-text"] = "My words about it."
    submit(colleague, change_url(ims), **{"effects-1-DELETE": "on"})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert "This was deleted, but you changed it" in response.content.decode()
    assert staff.post(change_url(ims), as_shown(response) | {"_save": "1"}).status_code == 302
    assert ims.effects.filter(text="My words about it.").exists()


def test_places_that_the_other_changed_are_taken_in_without_a_word(staff, colleague, ims):
    opened = hidden(staff, ims)
    mine = form_data(staff.get(change_url(ims)), title="Mine", base_values=opened)
    submit(colleague, change_url(ims), **{"effects-0-position": "2", "effects-1-position": "1"})
    response = staff.post(change_url(ims), mine | {"_save": "1"})
    assert response.context["conflicts"] == []
    assert staff.post(change_url(ims), as_shown(response) | {"_save": "1"}).status_code == 302
    assert list(ims.effects.values_list("position", flat=True)) == [1, 2, 3]
    assert ims.effects.first().heading.startswith("Blood")


@pytest.mark.parametrize("named_by_place", [True, False])
def test_what_the_other_changed_in_a_part_leads_to_where_it_stands_now(
    staff, colleague, ims, named_by_place
):
    mine = form_data(staff.get(change_url(ims)), base_values=hidden(staff, ims))
    submit(colleague, change_url(ims), **{"effects-1-text": "Theirs.", "effects-0-text": "Theirs."})
    sent = with_new_effect_on_top(mine, named_by_place)
    response = staff.post(change_url(ims), sent | {"_save": "1"})
    conflicts = response.context["conflicts"]
    assert [conflict.label for conflict in conflicts] == ["Effect 2, Text", "Effect 3, Text"]
    assert [conflict.id for conflict in conflicts] == texts_of_effects(response)[1:3]


def test_a_form_is_told_to_its_browser_once_it_is_saved_and_never_after_a_preview(staff, ims):
    data = form_data(staff.get(change_url(ims)), title="Typed")
    staff.post(change_url(ims, "preview"), data, headers=JSON)
    assert 'data-saved=""' in staff.get(change_url(ims)).content.decode()
    staff.post(change_url(ims), data | {"_save": "1"})
    said_once = staff.get(change_url(ims)).content.decode()
    assert f'data-saved="{data["form_number"]}"' in said_once
    assert 'data-saved=""' in staff.get(change_url(ims)).content.decode()


def test_what_was_kept_of_a_draft_goes_with_it(staff, client):
    draft = make_treatment(title="About Ada Lee")
    staff.post(change_url(draft, "reviews"), {"make": "1"})
    link = ReviewLink.objects.get()
    staff.post(change_url(draft, "delete"), {"post": "yes"})
    answer = Client().get(f"/admin/review/{link.token}/")
    assert answer.status_code == 410
    assert "Ada Lee" not in answer.content.decode()
    link.refresh_from_db()
    assert "Ada Lee" not in f"{link.title} {link.content}"
