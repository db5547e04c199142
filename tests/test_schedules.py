"""What becomes public on another day: planned, replaced, cancelled."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from services.models import Publication
from services.publishing.publish import change_address
from services.publishing.site import Moved, PublicSite

from .factories import DAY, make_clinic, make_treatment, publish_with_title, published
from .staff import change_url, errors, history_of, page, plan, said, submit

pytestmark = pytest.mark.django_db


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
    assert "What was scheduled for" in said(response)
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


def test_nothing_is_offered_to_undo_a_plan_called_off_or_a_new_address(staff, ims):
    plan(staff, ims)
    staff.post(change_url(ims, "cancel_schedule"))
    staff.post(change_url(ims, "address"), {"slug": "dry-needling"})
    text = staff.get("/admin/").content.decode()
    assert "changed the web address from" in text
    assert "previous version as a draft" not in text
    assert change_url(ims, "retire") not in text


def test_a_plan_moves_with_its_page(ims):
    now = timezone.now()
    publish_with_title(ims, "Later", now, live_from=now + DAY)
    change_address(ims, "new", by=None, now=now)
    assert PublicSite(now).page("/treatments/new/").title == "IMS/Dry needling"
    assert PublicSite(now + 2 * DAY).page("/treatments/new/").title == "Later"
    assert PublicSite(now + 2 * DAY).page("/treatments/ims-dry-needling/") == Moved(
        "/treatments/new/"
    )
