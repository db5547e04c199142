"""Django works on so many requests at a time, and no more: readers of published pages never wait for it."""

import runpy

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection

from services.baking.bake import bake
from services.baking.serve import PublishedSiteApp

from .fronts import IMS, Answer

SEATS = settings.SEATS
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def start(front, path="/admin/", **environ):
    """Ask for a page whose answer isn't closed yet: returns the status, the headers and the body."""
    told = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
    } | environ
    body = front(environ, lambda status, headers: told.extend([status, dict(headers)]))
    return (*told, body)


def django(environ, start_response):
    """Stands behind the front."""
    if environ["PATH_INFO"] == "/admin/broken/":
        raise RuntimeError("broken")
    start_response("299 Django", [])
    return [b"django"]


@pytest.fixture
def full(ims):
    """A front whose seats are all taken, and the answers that hold them."""
    bake()
    front = PublishedSiteApp(django)
    return front, [start(front)[2] for _ in range(SEATS)]


def test_gunicorn_has_threads_for_patients_when_all_seats_are_taken():
    configuration = runpy.run_path(settings.BASE_DIR / "clinic_site" / "gunicorn.conf.py")
    assert configuration["threads"] == 12
    assert configuration["threads"] > SEATS


def test_whoever_finds_no_seat_is_told_in_plain_words_when_to_come_again(full):
    front, _answers = full
    status, headers, body = start(front)
    assert status == "503 Service Unavailable"
    assert headers["Retry-After"] == "10"
    assert headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in headers
    assert "wait half a minute and try again" in b"".join(body).decode()
    assert int(headers["Content-Length"]) == len(b"".join(body))


def test_patients_read_on_when_all_seats_are_taken(full):
    front, _answers = full
    assert Answer(front, IMS).status == 200
    assert Answer(front, "/nope/").status == 404
    assert Answer(front, "/treatments").status == 301


def test_static_files_need_no_seat_but_what_only_looks_like_one_does(full):
    front, _answers = full
    style = staticfiles_storage.url("staff/staff.css")
    assert start(front, style)[0] == "299 Django"
    for path in (
        f"{style}.gz",
        f"{style}.br",
        "/static/staticfiles.json",
        "/static/nope.css",
        "/static/",
        "/static/../private-key",
        "/static/\0",
        "/media/x",
    ):
        assert start(front, path)[0] == "503 Service Unavailable", path


def test_another_host_and_plain_http_need_no_seat(full, settings):
    front, _answers = full
    assert start(front, IMS, HTTP_HOST="evil.example")[0] == "299 Django"
    # Without a host Django takes the server's own name, and asks the database.
    assert start(front, IMS, HTTP_HOST="")[0] == "503 Service Unavailable"
    settings.HTTPS = True
    assert start(front, IMS)[0] == "299 Django"


def test_a_seat_is_free_when_its_answer_is_closed(full):
    front, answers = full
    answers.pop().close()
    status, _headers, body = start(front)
    assert (status, list(body)) == ("299 Django", [b"django"])
    assert start(front)[0] == "503 Service Unavailable"
    body.close()
    assert start(front)[0] == "299 Django"


def test_an_answer_that_breaks_gives_its_seat_back(ims):
    bake()
    front = PublishedSiteApp(django)
    for _ in range(SEATS + 1):
        with pytest.raises(RuntimeError):
            start(front, "/admin/broken/")
    assert start(front)[0] == "299 Django"


def test_without_published_pages_there_are_seats_too(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "empty"
    front = PublishedSiteApp(django)
    answers = [start(front, IMS) for _ in range(SEATS + 1)]
    assert [status for status, _headers, _body in answers] == ["299 Django"] * SEATS + [
        "503 Service Unavailable"
    ]


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="needs PostgreSQL: .ci/run starts one"
)
def test_a_query_that_postgresql_doesnt_answer_is_given_up():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("20s",)
    assert connection.get_connection_params()["tcp_user_timeout"] == 20_000
