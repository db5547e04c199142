"""What a client may send, to a real server: no header chooses another page, none is folded."""

import socket

import pytest

from tests.servers import ask, running_site

IMS = "/treatments/ims-dry-needling/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SCRIPT_NAME", IMS[:-1]),
        ("SCRIPT_NAME", "/treatments"),
        ("PATH_INFO", "/"),
        ("Script-Name", IMS[:-1]),
        ("Path-Info", "/"),
        ("X-Script-Name", IMS[:-1]),
        ("X-Forwarded-Prefix", IMS[:-1]),
        ("X-Original-URL", "/"),
        ("X-Rewrite-URL", "/"),
        ("REMOTE_USER", "maria@example.com"),
        ("baked_site", "x"),
    ],
)
@pytest.mark.parametrize("path", ["/", IMS, "/nope/", "/admin/login/"])
def test_no_header_of_a_client_makes_an_address_answer_with_another_page(site, name, value, path):
    usual = ask(site.url, path=path)
    answer = ask(site.url, path=path, **{name: value})
    assert answer.status == usual.status
    title = usual.body.partition(b"<title>")[2].partition(b"</title>")[0]
    assert title in answer.body


def test_a_folded_header_is_refused(site):
    address = site.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=10) as connection:
        connection.sendall(
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1:" + address[1].encode() + b"\r\n"
            b"X-A: 1\r\n X-B: 2\r\nConnection: close\r\n\r\n"
        )
        assert connection.recv(4096).split()[1] == b"400"
