"""Characters that no browser sends: another charset, half a character, a NUL."""

import io
import json

import pytest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from services.http.limits import plain_requests

from .staff import change_url, form_data

pytestmark = pytest.mark.django_db
MULTIPART = "multipart/form-data; boundary=B"


def django(environ, start_response):
    """Django without the signals with which it closes connections: the tests' own has to stay."""
    response = WSGIHandler().get_response(WSGIRequest(environ))
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


def front_door(path="/admin/login/", method="POST", body=b"", **about):
    """Status, headers and body of Django's answer behind `plain_requests`, as gunicorn would ask."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
    }
    started = []
    answer = plain_requests(django)(environ | about, lambda *start: started.extend(start))
    body = b"".join(answer)
    return int(started[0].split()[0]), dict(started[1]), body.decode()


@pytest.mark.any_database
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "charset",
    [
        "charset=utf-7", "charset=zlib", "charset=rot13", "charset=idna", "charset=undefined",
        "charset=hex", "charset=unicode_escape", "charset=latin-1", "charset=", "charset=\xff",
        "Charset = UTF-16", "charset=utf-80", "charset*=bogus''x", "charset*=utf-7''x", "x*=bogus''x",
        "charset=utf-8; charset=utf-7",
    ],
)  # fmt: skip
def test_another_charset_is_refused_in_a_sentence(method, charset):
    for kind in (MULTIPART, "application/x-www-form-urlencoded", "text/plain"):
        about = {"CONTENT_TYPE": f"{kind}; {charset}"}
        status, headers, text = front_door(method=method, body=b"--B--\r\n", **about)
        assert status == 400
        assert "not what a browser sends" in text
        assert headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "content_type",
    [
        "", "text/plain", MULTIPART, f"{MULTIPART}; charset=utf-8", "text/plain;charset=\"UTF-8\"",
        "application/x-www-form-urlencoded; charset=UTF-8", "multipart/form-data; boundary=charset=B",
    ],
)  # fmt: skip
def test_what_browsers_send_is_let_through(content_type):
    status, _headers, text = front_door(CONTENT_TYPE=content_type)
    assert status == 403  # without a token against forgeries, that is
    assert "not what a browser sends" not in text


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "other"])
def test_a_cookie_with_a_nul_is_refused(name):
    assert front_door(method="GET", HTTP_COOKIE=f'{name}="\\000bcdefghijk"')[0] == 400
    assert front_door(method="GET", HTTP_COOKIE=f'{name}="\\303\\251bcdefghij"')[0] == 200


HALF = "\ud800"


@pytest.mark.parametrize(
    ("before", "changes"),
    [
        ({"title": HALF}, {"title": "Mine"}),
        ({HALF: HALF, "title": "Before"}, {"title": "Mine"}),
        ({"effects:999:text": HALF}, {"effects-0-id": "999"}),
        ({f"{HALF}:999:text": "x"}, {f"{HALF}-0-id": "999"}),
        ({"effects:999:text": "x", "title": [HALF]}, {"effects-0-id": "999"}),
    ],
)
def test_half_a_character_in_what_a_form_was_opened_with_breaks_nothing(
    staff, ims, before, changes
):
    sent = {"opened_at": "another", "base_values": json.dumps(before), "summary": "New words."}
    data = form_data(staff.get(change_url(ims))) | sent | changes | {"_save": "1"}
    response = staff.post(
        change_url(ims), {n.encode("utf-8", "replace").decode(): v for n, v in data.items()}
    )
    assert response.status_code == 200
    assert "New words." in response.content.decode()
    assert "after you opened it" in " ".join(str(p) for p in response.context["problems"])
