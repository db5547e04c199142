"""Somebody without a session sends very much: it is answered before it comes, and kept nowhere."""

import contextlib
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import Staff, running_site

MB = 1024 * 1024
PATH = "/admin/services/treatment/add/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site"), WEB_WORKERS="1") as site:
        yield site


def worker_of(site):
    """The folder in /proc of the one process that answers."""
    [worker] = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
    return Path("/proc", worker)


def figure(process, file, name):
    """A figure of a process: "VmHWM" in `status`, kB in memory at most so far; "wchar" in `io`, bytes written."""
    lines = (process / file).read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))


def sent(site, *headers, pieces=(), cookie="", path=PATH):
    """The status that headers alone are answered with; the body comes afterwards, as far as it is taken."""
    address = urlsplit(site.url)
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {address.netloc}",
        "Content-Type: multipart/form-data; boundary=B",
        *([f"Cookie: {cookie}"] if cookie else []),
        *headers,
    ]
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        status = int(connection.recv(65536).split()[1])
        with contextlib.suppress(OSError):  # hung up: it takes no more
            for piece in pieces:
                connection.sendall(piece)
    return status


FILE = b'--B\r\nContent-Disposition: form-data; name="picture-file"; filename="x.png"\r\n\r\n'


@pytest.mark.parametrize("cookie", ["", "sessionid=abcdefghijklmnopqrstuvwxyz012345"])
@pytest.mark.parametrize("path", [PATH, "/admin/login/", "/admin/review/1:x/", "/"])
def test_a_large_form_without_a_session_is_answered_before_it_comes(site, path, cookie):
    pieces = [FILE, *[bytes(MB)] * 50]
    worker = worker_of(site)
    before, written = figure(worker, "status", "VmHWM"), figure(worker, "io", "wchar")
    status = sent(site, f"Content-Length: {60 * MB}", pieces=pieces, cookie=cookie, path=path)
    assert status == (405 if path == "/" else 413)
    assert sent(site, "Content-Length: 0") == 403  # it answers others
    assert figure(worker, "status", "VmHWM") - before < 20 * 1024
    assert figure(worker, "io", "wchar") - written < MB


def test_a_form_that_does_not_say_how_long_it_is_is_not_read(site):
    chunk = b"%x\r\n%s\r\n" % (MB, bytes(MB))
    staff = Staff(site).become_owner()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in staff.cookies)
    worker = worker_of(site)
    for cookie in ("", cookies):
        before, written = figure(worker, "status", "VmHWM"), figure(worker, "io", "wchar")
        pieces = [b"%x\r\n%s\r\n" % (len(FILE), FILE), *[chunk] * 100]
        assert sent(site, "Transfer-Encoding: chunked", pieces=pieces, cookie=cookie) == 403
        assert sent(site, "Content-Length: 0") == 403
        assert figure(worker, "status", "VmHWM") - before < 20 * 1024
        assert figure(worker, "io", "wchar") - written < MB
