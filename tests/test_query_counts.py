"""As many queries for 30 treatments as for 1, on every public page and admin list."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.models import ReviewLink, SignOff, Treatment
from services.publishing.publish import cancel_schedule, publish
from services.publishing.snapshot import freeze, reviewed_hash

from .factories import (
    DAY,
    make_clinic,
    make_closure,
    make_fees,
    make_first_visit,
    make_location,
    make_text_page,
    make_treatment,
    published,
)

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/treatments/", "/treatments/t-1/", "/visit/", "/sitemap.xml", "/nope/"]
STAFF = [
    "/admin/",
    "/admin/what-changed/",
    "/admin/services/treatment/",
    "/admin/services/treatment/{id}/change/",
    "/admin/services/closure/",
    "/admin/auth/user/",
]


def fill(numbers):
    """Public treatments with parts, one in three of them changed since, and closures."""
    now = timezone.now()
    rows = []
    for number in numbers:
        row = published(make_treatment(title=f"T {number}", effects=3, factors=3), at=now)
        if number % 3 == 0:
            row.title += " changed"
            row.save()
        day = timezone.localdate() + 2 * number * DAY
        rows.append(published(make_closure(first_day=day, last_day=day), at=now) and row)
    return rows


def count(client, path):
    client.get(path)  # whatever is looked up once is looked up
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code in (200, 404)
    return len(queries)


def test_queries_do_not_grow_with_treatments(client, django_user_model):
    staff = type(client)()
    staff.force_login(django_user_model.objects.create_superuser("x", password="x"))
    published(make_clinic(), at=timezone.now())
    first = fill([1])[0]
    paths = [(client, path) for path in PUBLIC]
    paths += [(staff, path.format(id=first.pk)) for path in STAFF]
    with_one = {path: count(browser, path) for browser, path in paths}
    fill(range(2, 31))
    with_thirty = {path: count(browser, path) for browser, path in paths}
    print(with_thirty)
    assert with_thirty == with_one
    assert (
        with_one["/treatments/t-1/"] == 5
    )  # the page, its context, the menu, its sign-off, pages that name it


def test_queries_do_not_grow_with_locations(client):
    clinic = make_clinic()
    counts = []
    for number in (1, 2, 3, 4, 5):
        make_location(clinic, "Mon-Fri: 9am to 5pm", name=f"Place {number}", phone="020 7946 0123")
        published(make_clinic(tagline=f"At {number} places."), at=timezone.now())
        counts.append([count(client, path) for path in ("/", "/visit/")])
    print(counts[0])
    assert counts == [counts[0]] * 5


def test_queries_do_not_grow_with_pages_in_the_menu_and_their_rows(client):
    def fill(numbers):
        now = timezone.now()
        for number in numbers:
            story = make_text_page(title=f"Page {number}")
            story.faqs.create(question="Why?", answer="Because.")
            published(story, at=now)
        fees = make_fees(*({"what": f"Visit {number}", "price": number} for number in numbers))
        visit = make_first_visit(*(f"Step {number}" for number in numbers))
        published(fees, at=now)
        published(visit, at=now)

    paths = ["/", "/page-1/", "/fees/", "/first-visit/", "/privacy/", "/sitemap.xml"]
    published(make_clinic(), at=timezone.now())
    fill([1])
    with_one = {path: count(client, path) for path in paths}
    fill(range(2, 31))
    assert {path: count(client, path) for path in paths} == with_one
    print(with_one)


def test_queries_do_not_grow_with_history(staff, ims):
    paths = [f"/admin/services/treatment/{ims.pk}/{view}/" for view in ("history", "reviews")]
    paths += ["/admin/", "/admin/what-changed/"]
    publish_again(ims, staff, 2)
    with_two = {path: count(staff, path) for path in paths}
    publish_again(ims, staff, 30)
    assert {path: count(staff, path) for path in paths} == with_two


def publish_again(row, staff, times):
    """Publish a page so many times, each time with a sign-off, a link, and a plan that is called off."""
    owner = User.objects.get()
    for number in range(times):
        row.title = f"Title {times}-{number}"
        row.save()
        publish(row, by=owner, now=timezone.now())
        publish(row, by=owner, now=timezone.now(), live_from=timezone.now() + DAY)
        cancel_schedule(row.key, by=owner, now=timezone.now())
        staff.post(f"/admin/services/treatment/{row.pk}/reviews/", {"make": "1"})
        content_hash = reviewed_hash(freeze(Treatment.objects.get(pk=row.pk)))
        SignOff.objects.create(
            link=ReviewLink.objects.first(), page_key=row.key, content_hash=content_hash,
            at=timezone.now(), is_right=True, name="Ada",
        )  # fmt: skip
