"""Closures: which days they may have. A typing mistake in the year stands on every page."""

import datetime as dt
import html
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from services.checks.advice import Situation, advice_for
from services.checks.closure import question_about_days
from services.content.closure import ClosureContent
from services.content.days import day_and_time
from services.models import Closure, Publication
from services.publishing import snapshot
from services.publishing.publish import Refused, publish
from services.publishing.site import PublicSite

from .factories import DAY, MARCH, make_clinic, make_closure, published
from .staff import ADD_CLOSURE, JSON, change_url, errors, page, submit

TICK = "Yes, these dates are right"
AGO, AHEAD = "more than a year ago", "more than two years from now"


def day(text):
    return dt.date.fromisoformat(text)


def advice(first, last="", today="2026-03-03", shown_from=None):
    """The advice about a closure, as [(field, sentence, blocks), ...]."""
    closure = ClosureContent(first_day=day(first), last_day=day(last or first))
    situation = Situation(today=day(today), shown_from=shown_from and day(shown_from))
    found = advice_for(closure, situation)
    return [(item.field, item.text, item.blocks) for item in found]


@pytest.mark.parametrize(
    ("today", "first", "last", "field", "complaint"),
    [
        # A year back, to the day.
        ("2026-03-03", "2025-03-03", "2025-03-03", "", ""),
        ("2026-03-03", "2025-03-02", "2025-03-03", "first_day", AGO),
        ("2026-03-03", "0026-12-24", "0026-12-26", "first_day", AGO),
        ("2026-03-03", "0001-01-01", "0001-01-01", "first_day", AGO),
        ("2026-03-03", "0026-12-24", "2206-12-26", "first_day", AGO),
        # Two years ahead, to the day.
        ("2026-03-03", "2028-03-03", "2028-03-03", "", ""),
        ("2026-03-03", "2028-03-03", "2028-03-04", "last_day", AHEAD),
        ("2026-03-03", "2028-03-04", "2028-03-04", "first_day", AHEAD),
        ("2026-03-03", "2206-12-24", "2206-12-26", "first_day", AHEAD),
        ("2026-03-03", "2026-12-24", "9999-12-31", "last_day", AHEAD),
        # 29 February has no day of its own in other years.
        ("2028-02-29", "2027-02-28", "2027-02-28", "", ""),
        ("2028-02-29", "2027-02-27", "2027-02-28", "first_day", AGO),
        ("2028-02-29", "2030-02-28", "2030-02-28", "", ""),
        ("2028-02-29", "2030-03-01", "2030-03-01", "first_day", AHEAD),
        ("2026-02-28", "2028-02-28", "2028-02-29", "last_day", AHEAD),
        ("2029-03-01", "2028-02-29", "2028-02-29", "first_day", AGO),
        ("2029-02-28", "2028-02-29", "2028-02-29", "", ""),
    ],
)
def test_a_year_that_cannot_be_meant_is_named(today, first, last, field, complaint):
    blocking = [item for item in advice(first, last, today) if item[2]]
    assert [item[0] for item in blocking] == ([field] if field else [])
    for _field, text, _blocks in blocking:
        assert complaint in text


def test_the_sentence_says_the_year_with_four_digits():
    [(_field, text, _blocks)] = advice("0026-12-24", "0026-12-24")
    assert text == "24 December 0026 is more than a year ago. Check the year."


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-03-01", "2026-04-29", 0),  # 60 days
        ("2026-03-01", "2026-04-30", 61),
        ("2027-01-01", "2027-03-01", 0),
        ("2028-01-01", "2028-02-29", 0),  # a leap year: 60 days
        ("2028-01-01", "2028-03-01", 61),
        ("2026-12-24", "2027-12-26", 368),
    ],
)
def test_more_than_sixty_days_are_asked_about_and_not_refused(first, last, days):
    assert advice(first, last) == []
    question = question_about_days(ClosureContent(first_day=day(first), last_day=day(last)))
    assert question.startswith(f"This closure lasts {days} days." if days else "")
    assert bool(question) is bool(days)


@pytest.mark.parametrize(
    ("last", "shown_from", "field"),
    [
        ("2026-03-02", None, ""),  # a draft
        ("2026-03-02", "2026-03-03", "last_day"),
        ("2026-03-03", "2026-03-03", ""),
        ("2026-03-10", "2026-03-10", ""),
        ("2026-03-10", "2026-03-11", "publish_at"),
        ("2026-03-02", "2026-03-11", "last_day"),
    ],
)
def test_a_closure_is_over_before_patients_would_see_it(last, shown_from, field):
    found = advice("2026-03-01", last, shown_from=shown_from)
    assert [item[0] for item in found] == ([field] if field else [])


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_save", "_publish"])
@pytest.mark.parametrize(
    ("first", "last", "complaint"),
    [
        ("0026-12-24", "0026-12-26", "First day: 24 December 0026"),
        ("0026-12-24", "", "First day: 24 December 0026"),
        ("2206-12-24", "", "First day: 24 December 2206"),
    ],
)
def test_a_mistaken_year_is_refused_in_a_draft_too(staff, button, first, last, complaint):
    response = submit(staff, ADD_CLOSURE, button, first_day=first, last_day=last)
    assert complaint in errors(response)
    assert "Check the year." in errors(response)
    # What was typed stands in the form as a browser's calendar takes it.
    assert f'value="{first}"' in response.content.decode()
    assert not Closure.objects.exists()


@pytest.mark.django_db
def test_a_year_that_was_saved_before_is_shown_with_four_digits(staff):
    closure = make_closure(first_day=day("0026-12-24"), last_day=day("0026-12-26"))
    form = page(staff, change_url(closure))
    assert 'value="0026-12-24"' in form
    assert 'value="0026-12-26"' in form
    assert "Closed from 24 to 26 December 0026" in form
    assert "Check the year." in errors(submit(staff, change_url(closure)))


def tick_of(response):
    """The tag of the tick that a form asks with, or of the hidden field where it doesn't."""
    return re.search(r'<input[^>]*name="days_are_right"[^>]*>', response.content.decode())[0]


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_a_long_closure_is_asked_about_once_more(staff, client, button):
    first = timezone.localdate() + 7 * DAY
    days = {"first_day": first.isoformat(), "last_day": (first + 89 * DAY).isoformat()}
    assert 'type="hidden"' in tick_of(staff.get(ADD_CLOSURE))
    assert re.search(r'class="form-row hidden[^"]*field-days_are_right', page(staff, ADD_CLOSURE))
    asked = submit(staff, ADD_CLOSURE, button, **days)
    assert errors(asked) == f"This closure lasts 90 days. If that’s right, tick “{TICK}”."
    assert 'type="checkbox"' in tick_of(asked)
    assert "checked" not in tick_of(asked)
    assert not Closure.objects.exists()
    # The link above the form leads to the tick, which is right under the question.
    assert '<a href="#id_days_are_right">' in asked.content.decode()
    row = r'class="form-row errors field-days_are_right">\s*<ul class="errorlist"[^>]*>(?:(?!</div>).)*<input'
    assert re.search(row, asked.content.decode(), re.DOTALL)
    sent = submit(staff, ADD_CLOSURE, button, **days, days_are_right=" ".join(days.values()))
    assert sent.status_code == 302
    closure = Closure.objects.get()
    assert closure.last_day - closure.first_day == 89 * DAY
    assert Publication.objects.exists() is (button == "_publish")
    # It isn't asked again of the same days, but of others.
    assert submit(staff, change_url(closure), "_publish", reason="Works.").status_code == 302
    other = (first + 99 * DAY).isoformat()
    again = submit(staff, change_url(closure), "_publish", last_day=other)
    assert "This closure lasts 100 days." in errors(again)


@pytest.mark.django_db
def test_a_tick_is_for_the_days_that_it_was_asked_about(staff):
    first = timezone.localdate()
    days = {"first_day": str(first), "last_day": str(first + 100 * DAY)}
    tick = html.unescape(
        re.search(r'value="([^"]*)"', tick_of(submit(staff, ADD_CLOSURE, **days)))[1]
    )
    for other in ("on", "true", "", f"{first} {first}", tick + "x"):
        assert "lasts 101 days" in errors(submit(staff, ADD_CLOSURE, **days, days_are_right=other))
    longer = days | {"last_day": str(first + 600 * DAY)}
    asked = submit(staff, ADD_CLOSURE, **longer, days_are_right=tick)
    assert "lasts 601 days" in errors(asked)
    assert "checked" not in tick_of(asked)
    assert not Closure.objects.exists()
    # No year is wrong and asked about at once.
    wrong = days | {"last_day": "2206-12-26"}
    response = submit(staff, ADD_CLOSURE, **wrong, days_are_right=tick)
    assert errors(response).endswith("2206 is more than two years from now. Check the year.")
    assert 'type="hidden"' in tick_of(response)
    assert submit(staff, ADD_CLOSURE, **days, days_are_right=tick).status_code == 302


@pytest.mark.django_db
def test_a_tick_stays_while_something_else_is_mended(staff):
    first = timezone.localdate()
    days = {"first_day": str(first), "last_day": str(first + 100 * DAY)}
    sent = submit(
        staff, ADD_CLOSURE, **days, days_are_right=" ".join(days.values()), reason="x" * 200
    )
    assert errors(sent).startswith("Message for patients: This has 200 characters.")
    assert "checked" in tick_of(sent)


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["_continue", "_addanother", "x", "_preview"])
def test_a_long_closure_is_asked_about_whatever_saves_it(staff, button):
    first = timezone.localdate()
    data = {"first_day": str(first), "last_day": str(first + 400 * DAY)}
    buttons = [button, "_publish"] if button == "_preview" else [button]
    response = staff.post(ADD_CLOSURE, data | {"form_number": "1"} | dict.fromkeys(buttons, "1"))
    assert "lasts 401 days" in errors(response)
    assert not Closure.objects.exists()


@pytest.mark.django_db
def test_a_closure_that_began_long_ago_and_goes_on_can_be_changed(staff):
    now = timezone.now()
    first = now.date() - 400 * DAY
    closure = make_closure(first_day=first, last_day=now.date() + 20 * DAY)
    published(closure, at=now - 390 * DAY)
    url = change_url(closure)
    for button in ("_save", "_publish"):
        assert submit(staff, url, button, reason=f"Works, {button}.").status_code == 302
    assert "Works, _publish." in page(staff, "/")
    # Another day so long ago is a mistake, and so is that day in another closure.
    earlier = submit(staff, url, first_day=str(first - DAY))
    assert "more than a year ago" in errors(earlier)
    assert "more than a year ago" in errors(submit(staff, ADD_CLOSURE, first_day=str(first)))


@pytest.mark.django_db
def test_the_preview_of_a_long_closure_shows_it_and_asks_nothing(staff):
    first = timezone.localdate() + 7 * DAY
    data = {"first_day": first.isoformat(), "last_day": (first + 89 * DAY).isoformat()}
    answer = staff.post(
        ADD_CLOSURE.replace("add/", "add/preview/"), data | {"form_number": "1"}, headers=JSON
    )
    assert answer.json()["problems"] == []
    assert "Closed" in answer.json()["html"]


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"])
def test_a_schedule_after_the_last_day_is_refused_on_the_clinics_clock(staff, zone):
    published(make_clinic(time_zone=zone))
    last = PublicSite(timezone.now()).today + 10 * DAY
    days = {"first_day": last.isoformat(), "last_day": last.isoformat()}
    late = submit(staff, ADD_CLOSURE, "_plan", **days, publish_at=f"{last + DAY}T00:00")
    assert "Date and time: The closure ends on" in errors(late)
    assert not Publication.objects.filter(kind="closure").exists()
    in_time = submit(staff, ADD_CLOSURE, "_plan", **days, publish_at=f"{last}T23:30")
    assert in_time.status_code == 302
    assert Publication.objects.filter(kind="closure").exists()


@pytest.mark.django_db
def test_the_list_says_when_a_scheduled_closure_becomes_public(staff):
    published(make_clinic(time_zone="Europe/London"))
    closure = make_closure(last_day=timezone.localdate() + 60 * DAY)
    moment = (timezone.now() + 30 * DAY).replace(hour=9, minute=30)
    published(closure, at=timezone.now(), live_from=moment)
    text = page(staff, "/admin/services/closure/")
    assert f"Scheduled for {day_and_time(moment, PublicSite(moment).zone, timezone.now())}" in text
    assert "Not published yet" not in text
    # One that is public stays so until then.
    published(closure, at=timezone.now())
    published(closure, at=timezone.now(), live_from=moment)
    assert "Scheduled" not in page(staff, "/admin/services/closure/")


@pytest.mark.django_db
def test_a_closure_that_is_over_is_not_published_by_mistake(staff):
    yesterday = (PublicSite(timezone.now()).today - DAY).isoformat()
    response = submit(staff, ADD_CLOSURE, "_publish", first_day=yesterday)
    assert "Is the year right?" in errors(response)
    # As a draft it harms nobody.
    assert submit(staff, ADD_CLOSURE, first_day=yesterday).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "live_from", "complaint"),
    [
        ("0026-12-24", "0026-12-24", None, AGO),
        ("2206-12-24", "2206-12-24", None, AHEAD),
        ("2026-03-02", "2026-03-02", None, "in the past"),
        ("2026-03-05", "2026-03-05", MARCH + 3 * DAY, "before this goes live"),
    ],
)
def test_code_cannot_publish_such_days_either(first, last, live_from, complaint):
    closure = make_closure(first_day=day(first), last_day=day(last))
    with pytest.raises(Refused, match=complaint):
        publish(closure, by=None, now=MARCH, live_from=live_from)
    assert not Publication.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "field", "complaint"),
    [
        ("0026-12-24", "2206-12-26", "first_day", "24 December 0026 is more than a year ago."),
        (
            "2026-03-01",
            "2206-12-26",
            "last_day",
            "26 December 2206 is more than two years from now.",
        ),
    ],
)
def test_days_that_an_older_release_published_are_told_of(staff, first, last, field, complaint):
    now = timezone.now()
    published(make_closure(), at=now)
    assert "can’t be right" not in page(staff, "/admin/")
    closure = make_closure()
    Closure.objects.filter(pk=closure.pk).update(first_day=day(first), last_day=day(last))
    closure.refresh_from_db()
    content = snapshot.freeze(closure)
    Publication.objects.bulk_create(
        [Publication(kind="closure", page_key=closure.key, title=str(closure), author_name="x",
                     content=snapshot.dump(content), live_from=now, made_at=now)]
    )  # fmt: skip
    first_page = page(staff, "/admin/")
    assert f'<a href="{change_url(closure)}#id_{field}">{closure}</a><p>{complaint}' in first_page
    # The other closure of the test is on one of its days.
    with pytest.raises(CommandError, match="To fix: 2."):
        printed()


def printed():
    """What `check_content` prints."""
    out = io.StringIO()
    call_command("check_content", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "today"), [("Pacific/Auckland", "2026-03-03"), ("America/Vancouver", "2026-03-02")]
)
def test_the_day_is_the_clinics(zone, today):
    now = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)  # in Vancouver it is still 2 March
    closure = make_closure(first_day=day("2026-03-02"), last_day=day("2026-03-02"))
    published(make_clinic(time_zone=zone), at=now - DAY)
    if today == "2026-03-02":
        assert publish(closure, by=None, now=now)
    else:
        with pytest.raises(Refused, match="in the past"):
            publish(closure, by=None, now=now)


def test_a_closure_of_one_day_needs_one_day(staff, client):
    day = (timezone.localdate() + 3 * DAY).isoformat()
    submit(staff, ADD_CLOSURE, "_publish", first_day=day)
    closure = Closure.objects.get()
    assert closure.first_day == closure.last_day
    assert "Closed" in page(client, "/")


def test_a_closure_is_published_by_itself(staff, client):
    make_clinic(name="Unfinished")
    today = timezone.localdate().isoformat()
    submit(
        staff,
        ADD_CLOSURE,
        "_publish",
        first_day=today,
        last_day=today,
        reason="Training day.",
    )
    assert "Training day." in page(client, "/")
    assert "Unfinished" not in page(client, "/")
