"""Undo: an older version comes back as a draft, and a draft makes way for what patients see."""

import re

import pytest
from django.utils import timezone

from services.admin.history import entries
from services.models import Publication, ReplacedDraft
from services.publishing.publish import change_address

from .factories import DAY, make_clinic, make_closure, make_treatment, publish_with_title, published
from .staff import change_url, page, plan, said, submit

pytestmark = pytest.mark.django_db


def test_an_older_version_comes_back_as_a_draft_and_then_to_patients(staff, ims, client):
    first = Publication.objects.get(page_key=ims.key)
    submit(staff, change_url(ims), "_publish", title="Wrong", **{"effects-0-text": "Wrong."})
    response = staff.post(change_url(ims, "history"), {"publication": first.pk})
    assert response.url == change_url(ims)
    assert "<h1>Wrong</h1>" in page(client)
    submit(staff, change_url(ims), "_publish")
    assert "<h1>IMS/Dry needling</h1>" in page(client)
    assert "Wrong" not in page(client)


def test_a_draft_that_an_older_version_replaces_is_kept_and_comes_back(staff, ims):
    first = Publication.objects.get(page_key=ims.key)
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
    public = Publication.objects.get(page_key=ims.key)
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
    first = Publication.objects.get(page_key=ims.key)
    assert not BESIDE_STATE.search(page(staff, change_url(ims)))
    submit(staff, change_url(ims), "_publish", title="Wrong")
    assert BESIDE_STATE.findall(page(staff, change_url(ims))) == [
        (str(first.pk), "Restore the previous version as a draft")
    ]
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
    number = Publication.objects.get(page_key=other.key).pk
    assert "no longer exists" in said(
        staff.post(change_url(ims, "history"), {"publication": number})
    )
    ims.refresh_from_db()
    assert ims.title == "IMS/Dry needling"


def test_the_first_page_undoes_what_changed_this_week(staff, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    text = staff.get("/admin/").content.decode()
    first = Publication.objects.order_by("id").filter(page_key=ims.key).first()
    assert f'action="{change_url(ims, "history")}"' in text
    assert f'name="publication" value="{first.pk}"' in text
    assert "Restore as a draft" in text


def test_what_was_published_is_undone_although_its_address_has_changed(staff, ims):
    first = Publication.objects.get(page_key=ims.key)
    submit(staff, change_url(ims), "_publish", title="Wrong")
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    plan(staff, ims, "Wrong")
    staff.post(change_url(ims, "cancel_schedule"))
    assert staff.get(change_url(ims)).context["way_back"] == first.pk
    assert staff.get("/admin/").content.decode().count("Restore as a draft") == 1
    staff.post(change_url(ims, "history"), {"publication": first.pk})
    submit(staff, change_url(ims), "_publish")
    assert Publication.objects.live(timezone.now()).get(page_key=ims.key).title == first.title


def test_a_plan_that_moved_is_undone_once_it_is_public(ims):
    now = timezone.now()
    publish_with_title(ims, "Later", now, live_from=now + DAY)
    change_address(ims, "new", by=None, now=now)
    latest, *_others, planned, first = entries(
        Publication.objects.filter(page_key=ims.key), now + 2 * DAY
    )
    assert planned.is_live
    assert planned.way_back == first.publication.pk
    assert latest.way_back is None
