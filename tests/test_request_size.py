"""How much a request may bring, without a session and with one."""

import io
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection
from django.test import Client

from services.models import ReviewLink

from .staff import ADD_TREATMENT, change_url, path_of

pytestmark = pytest.mark.django_db
MULTIPART = "multipart/form-data; boundary=B"


class Unread(io.RawIOBase):
    """A request's body that must not be read."""

    def read(self, size=-1):
        raise AssertionError("It was read.")


def send_unread(client, path, size=64 * 1024 + 1):
    """The status of an answer to a form of `size` bytes that can't be read."""
    about = {"CONTENT_TYPE": MULTIPART, "CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    return client.request(REQUEST_METHOD="POST", PATH_INFO=path, **about).status_code


def signed_out(_owner):
    return Client()


def with_a_made_up_cookie(_owner):
    return with_session(Client(), "a" * 32)


def with_a_session_of_nobody(_owner):
    session = SessionStore()
    session["theme"] = "x"
    session.save()
    return with_session(Client(), session.session_key)


def with_a_session_that_ended(owner):
    client = Client()
    client.force_login(owner)
    key = client.session.session_key
    client.logout()
    return with_session(client, key)


def with_a_session_of_another_password(owner):
    client = Client()
    client.force_login(owner)
    owner.set_password("another quiet river")
    owner.save()
    return client


def with_a_session_of_somebody_who_left(owner):
    client = Client()
    client.force_login(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    return client


def with_session(client, key):
    client.cookies["sessionid"] = key
    return client


@pytest.mark.parametrize(
    "path", ["/admin/login/", ADD_TREATMENT, "/admin/review/1:x/", "/", "/nope/"]
)
@pytest.mark.parametrize(
    "browser",
    [
        signed_out,
        with_a_made_up_cookie,
        with_a_session_of_nobody,
        with_a_session_that_ended,
        with_a_session_of_another_password,
        with_a_session_of_somebody_who_left,
    ],
)
def test_more_than_64_kb_without_a_session_is_not_even_read(owner, browser, path):
    assert send_unread(browser(owner), path) == 413


def test_staff_may_send_more_on_their_side_alone(staff):
    with pytest.raises(AssertionError, match="It was read"):
        send_unread(staff, ADD_TREATMENT)
    assert send_unread(staff, "/nope/") == 413
    assert send_unread(staff, ADD_TREATMENT, size=64 * 1024 * 1024 + 1) == 413


def test_a_small_request_looks_nobody_up(client, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 32
    with django_assert_num_queries(0):
        assert client.post("/robots.txt", {"a": "b"}).status_code == 405


def test_while_the_database_is_away_a_large_form_says_so(staff):
    def away(*args):
        raise OperationalError("no database")

    staff.raise_request_exception = False
    with connection.execute_wrapper(away):
        assert send_unread(staff, ADD_TREATMENT) == 503


def test_the_longest_note_of_a_review_fits(staff, ims):
    staff.post(change_url(ims, "reviews"), {"make": "1"})
    link = ReviewLink.objects.get()
    values = {"name": "𝒜" * 150, "role": "𝒜" * 150, "again": "3", "note": "𝒜" * 4000}
    response = Client().post(
        path_of(link),
        urlencode(values | {"note_only": ""}),
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 302
