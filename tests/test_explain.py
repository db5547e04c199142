"""`manage.py explain` says what an address answers, and why."""

import datetime as dt
import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from services.baking.bake import bake
from services.content.days import day_and_time
from services.content.picture import Picture
from services.models import FormerSite
from services.publishing.publish import cancel_schedule, change_address, publish, retire

from .factories import DAY, MARCH, make_clinic, make_practitioner, make_treatment, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
PAGE = "/treatments/massage/"


def explain(address):
    out = io.StringIO()
    call_command("explain", address, stdout=out)
    return out.getvalue()


@pytest.fixture
def dana():
    return User.objects.create_user("dana", first_name="Dana")


@pytest.fixture
def massage(dana):
    """A public page, since 9:30 on 3 March."""
    return published(make_treatment(), by=dana)


def test_a_page_is_named_with_its_date_author_key_form_and_template(massage):
    text = explain(PAGE)
    assert f"{PAGE} answers 200" in text
    assert f"“Massage” (treatment, key {massage.key})" in text
    assert "live since 3 March at 9:30 am, published by Dana." in text
    assert f"Form: /admin/services/treatment/{massage.pk}/change/" in text
    assert "templates/pages/treatment.html" in text
    assert "first published" not in text


def test_somebody_without_a_page_is_named_with_the_list_that_has_them(massage):
    ada = published(make_practitioner())
    text = explain("/team/ada-lee/")
    assert "/team/ada-lee/ answers 301" in text
    assert f"“Ada Lee” (practitioner, key {ada.key}) has this address" in text
    assert "/team/ says it." in text
    assert f"Form: /admin/services/practitioner/{ada.pk}/change/" in text


def test_times_are_those_of_the_clinics_clock(massage):
    published(make_clinic(country="CA", time_zone="America/Toronto"))
    assert "live since 3 March at 4:30 am" in explain(PAGE)


def test_a_later_version_tells_of_the_first_and_of_who_had_written_it(massage, dana):
    massage.summary = "Hands do it."
    massage.save()
    publish(massage, by=dana, now=MARCH + DAY, drafted_by="Priya")
    text = explain(PAGE)
    assert "live since 4 March at 9:30 am" in text
    assert "Priya" in text
    assert "first published on 3 March at 9:30 am by Dana" in text


def test_a_schedule_that_was_cancelled_is_told_beside_the_version_that_stayed(massage, dana):
    massage.summary = "Hands do it."
    massage.save()
    publish(massage, by=dana, now=MARCH, live_from=timezone.now() + DAY)
    cancel_schedule(massage.key, by=dana, now=MARCH + DAY)
    text = explain(PAGE)
    assert "live since 3 March" in text
    assert "Dana kept this version, and cancelled what was scheduled, on 4 March" in text


def test_a_whole_address_is_read_with_its_query_string(massage):
    text = explain(f"http://127.0.0.1:8000{PAGE}?utm_source=post")
    assert f"{PAGE}?utm_source=post answers 200" in text
    assert "“Massage”" in text


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "treatments/", ""])
def test_what_is_no_address_of_this_site_is_refused(address):
    with pytest.raises(CommandError, match="isn’t an address of this site"):
        explain(address)


@pytest.mark.parametrize(
    ("path", "template"), [("/", "home"), ("/treatments/", "list"), ("/visit/", "visit")]
)
def test_pages_without_a_row_are_told_with_their_template(path, template):
    published(make_clinic(phone="+44 20 7946 0018"))
    text = explain(path)
    assert "answers 200" in text
    assert "put together from what is public" in text
    assert f"templates/pages/{template}.html" in text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/sitemap.xml", 200, "The sitemap"),
        ("/robots.txt", 200, "What search engines may read"),
        ("/favicon.ico", 302, "The icon"),
        ("/static/nothing.css", 404, "A static file"),
        ("/admin/", 302, "A page of staff’s side (its URL is named index)"),
        ("/admin/nothing/", 302, "Staff’s side has no such page"),
    ],
)
def test_files_and_staffs_side_are_told_as_such(path, status, words):
    text = explain(path)
    assert f"answers {status}" in text
    assert words in text


def test_a_share_card_is_told_with_its_page(massage):
    text = explain(f"{PAGE}card-000000000000.png")
    assert "answers 302: it leads to card-" in text
    assert f"A share card of the page {PAGE}" in text
    assert "“Massage”" in text


def test_a_picture_is_told_with_the_pages_that_show_it():
    name = f"{'a' * 32}-480-640x480"
    published(make_treatment(picture=name, picture_is_decorative=True))
    file = Picture.named(name).fallback
    assert f"shown on {PAGE}" in explain(f"/media/{file}")
    other = file.replace("a" * 32, "b" * 32)
    assert "shown on no public page" in explain(f"/media/{other}")


def test_an_address_without_its_slash_is_told_with_it(massage):
    text = explain(PAGE.rstrip("/"))
    assert f"answers 301: it leads to {PAGE}" in text
    assert f"The address is {PAGE} with a slash" in text
    assert "“Massage”" in text


def test_a_renamed_page_tells_where_it_is_since_when_and_by_whom(massage, dana):
    change_address(massage, "hands", by=dana, now=MARCH + DAY)
    text = explain(PAGE)
    assert "answers 301: it leads to /treatments/hands/" in text
    assert "changed to /treatments/hands/ on 4 March at 9:30 am by Dana" in text


def test_the_new_address_of_a_renamed_page_says_so(massage, dana):
    change_address(massage, "hands", by=dana, now=MARCH + DAY)
    text = explain("/treatments/hands/")
    assert "live since 3 March" in text
    assert "Dana changed the web address on 4 March at 9:30 am" in text


def test_a_page_renamed_twice_tells_of_the_first_step_and_of_today(massage, dana):
    change_address(massage, "hands", by=dana, now=MARCH + DAY)
    change_address(massage, "touch", by=dana, now=MARCH + 2 * DAY)
    text = explain(PAGE)
    assert "changed to /treatments/hands/ on 4 March" in text
    assert "That page is at /treatments/touch/ now" in text


def test_a_retired_page_with_a_successor_tells_of_both(massage, dana):
    other = published(make_treatment(title="Touch"))
    retire(massage, by=dana, now=MARCH + DAY, successor=other.key)
    text = explain(PAGE)
    assert "answers 301: it leads to /treatments/touch/" in text
    assert "Unpublished on 4 March at 9:30 am by Dana, and old links" in text
    assert f"Its successor is “Touch” (treatment, key {other.key})" in text
    assert "That page is at /treatments/touch/ now" in text


def test_a_page_that_is_gone_tells_since_when_and_by_whom(massage, dana):
    retire(massage, by=dana, now=MARCH + DAY)
    text = explain(PAGE)
    assert "answers 410" in text
    assert "Unpublished on 4 March at 9:30 am by Dana.\n" in text
    assert f"Form: /admin/services/treatment/{massage.pk}/change/" in text


def test_an_old_web_address_tells_its_line(massage, dana):
    row = FormerSite(addresses=f"/prices.html, /\n/massage.php, {PAGE}\n/?p=12, {PAGE}")
    row.save()
    publish(row, by=dana, now=MARCH)
    change_address(massage, "hands", by=dana, now=MARCH + DAY)
    text = explain("/massage.php")
    assert "answers 301: it leads to /treatments/hands/" in text
    assert f"Line 2 of the old web addresses leads here to {PAGE}" in text
    assert "published on 3 March at 9:30 am by Dana" in text
    assert "changed to /treatments/hands/ on 4 March" in text
    assert "Line 3 of the old web addresses" in explain("/?p=12&fbclid=1")
    assert "home.html" in explain("/?p=1")


def test_an_old_web_address_where_a_page_is_gone_tells_both(massage, dana):
    retire(massage, by=dana, now=MARCH + DAY)
    published(make_treatment(title="Touch"))
    row = FormerSite(addresses=f"{PAGE}, /treatments/touch/")
    row.save()
    publish(row, by=dana, now=MARCH + DAY)
    text = explain(PAGE)
    assert "answers 301: it leads to /treatments/touch/" in text
    assert "Line 1 of the old web addresses" in text


def test_today_is_said_without_on(dana):
    publish(make_treatment(), by=dana, now=timezone.now())
    text = explain(PAGE)
    assert "on today" not in text
    assert "live since today at " in text


def test_a_scheduled_page_tells_from_when(dana):
    later = timezone.now().replace(second=0, microsecond=0) + 3 * DAY
    publish(make_treatment(), by=dana, now=MARCH, live_from=later)
    text = explain(PAGE)
    assert "answers 404" in text
    day = day_and_time(later, dt.UTC, timezone.now(), on=True)
    assert "Scheduled by Dana: “Massage” (treatment, key" in text
    assert f"goes live here {day}" in text
    assert "A draft has this web address" in text


def test_a_draft_that_was_never_published_tells_its_form():
    row = make_treatment(saved_by="Priya")
    text = explain(PAGE)
    assert "answers 404" in text
    assert f"A draft has this web address: “Massage” (key {row.key}), last saved by Priya" in text
    assert f"/admin/services/treatment/{row.pk}/change/" in text


@pytest.mark.parametrize("path", ["/treatments/nothing/", "/nothing.html", "/größe/"])
def test_an_address_that_never_existed_is_told_as_such(path):
    text = explain(path)
    assert "answers 404" in text
    assert "No page has ever had this address" in text


def test_the_published_folder_is_compared(massage, dana):
    assert "There is no published folder" in explain(PAGE)
    bake()
    for path in (
        PAGE,
        PAGE.rstrip("/"),
        "/",
        "/treatments/",
        "/nothing/",
        "/robots.txt",
        "/favicon.ico",
    ):
        assert "The published folder says the same" in explain(path), path
    assert "leaves it to Django" in explain("/admin/")
    retire(massage, by=dana, now=timezone.now())
    assert "The published folder says something else: 200." in explain(PAGE)


def test_other_words_on_a_page_are_noticed_in_the_published_folder(massage):
    bake()
    massage.summary = "Hands do it."
    massage.save()
    publish(massage, by=None, now=timezone.now())
    assert "The published folder says something else" in explain(PAGE)


def test_a_published_folder_that_is_damaged_is_told(massage):
    folder = bake()
    next((folder / "files").rglob("index.html")).write_text("cut")
    assert "The published folder can’t be read" in explain(PAGE)


def test_a_database_without_tables_is_told_in_a_sentence():
    # Undone with the test's transaction.
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE services_publication RENAME TO aside")
    with pytest.raises(CommandError, match="The database can’t be used"):
        explain(PAGE)
