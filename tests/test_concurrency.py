"""Several people at the same moment. On PostgreSQL, where they really are; SQLite lets one write at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from services.models import Publication, Treatment
from services.publishing.publish import Refused, publish

from .factories import make_treatment
from .staff import form_data

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="needs PostgreSQL: .ci/run starts one (DATABASE_URL)"
    ),
]


def at_once(*actions):
    """Run actions at the same moment, each with its own connection; returns results or exceptions."""
    gate = Barrier(len(actions))

    def run(action):
        try:
            gate.wait()
            return action()
        except Exception as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_pages_that_want_one_address_one_gets_it(attempt):
    rows = [make_treatment(title=title, slug="massage") for title in ("One", "Two")]
    now = timezone.now()
    results = at_once(*(lambda row=row: publish(row, by=None, now=now) for row in rows))
    assert sorted(type(result).__name__ for result in results) == ["Publication", "Refused"]
    assert any(isinstance(result, Refused) for result in results)


def test_a_form_sent_twice_at_the_same_moment_makes_one_page(owner):
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        browser.force_login(owner)
    url = "/admin/services/treatment/add/"
    data = form_data(browsers[0].get(url), title="M", slug="m", summary="S.") | {"_publish": "1"}
    answers = at_once(*(lambda browser=browser: browser.post(url, data) for browser in browsers))
    assert [answer.status_code for answer in answers] == [302] * 4
    assert Treatment.objects.count() == Publication.objects.count() == 1


def test_two_who_save_at_the_same_moment_never_overwrite_each_other(owner):
    page = make_treatment(title="Before")
    url = f"/admin/services/treatment/{page.pk}/change/"
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        browser.force_login(owner)
    forms = [
        form_data(browser.get(url), title=f"By {number}") | {"_save": "1"}
        for number, browser in enumerate(browsers)
    ]
    answers = at_once(
        *(lambda b=b, form=form: b.post(url, form) for b, form in zip(browsers, forms, strict=True))
    )
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [200, 200, 200, 302]
    page.refresh_from_db()
    assert page.title == f"By {codes.index(302)}"
