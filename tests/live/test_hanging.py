"""A database that hangs: staff wait, patients notice nothing. Times are printed beside those of a quiet minute."""

import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import threading
import time
import urllib.parse
from contextlib import contextmanager, suppress

import pytest

from tests.servers import Staff, ask, form_in, running_site

IMS = "/treatments/ims-dry-needling/"
FORM = "/admin/services/treatment/1/change/"
PREVIEW = "/admin/services/treatment/1/preview/"
# One process, so that there are as many requests of staff as it has threads, or more.
# What one reader asks for in a round, and for how long he reads. Seconds.
PATHS = ("/", "/treatments/", IMS, "/robots.txt", "/nope/", "/treatments")
STATUS = {"/nope/": 404, "/treatments": 301}
READERS, READING = 4, 6


def read(site):
    """Some patients read for a while; returns (answers that were lost, times in seconds)."""
    lost, times, until = [], [], time.monotonic() + READING

    def reader():
        while time.monotonic() < until:
            for path in PATHS:
                begun = time.monotonic()
                try:
                    status = ask(site.url + path).status
                except OSError as problem:
                    lost.append((path, repr(problem)))
                    continue
                times.append(time.monotonic() - begun)
                if status != STATUS.get(path, 200):
                    lost.append((path, status))
            time.sleep(0.01)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in readers:
        thread.start()
    for thread in readers:
        thread.join()
    return lost, times


def report(name, idle, busy):
    """Print how long patients waited, beside a minute without anything else."""

    def told(times):
        p99 = statistics.quantiles(times, n=100)[98]
        return f"p99 {p99 * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms, {len(times)} answers"

    print(f"\n{name}: {told(busy)}; idle in the same minute: {told(idle)}")


@contextmanager
def staff_requests(site, cookies, number, *, path=FORM, data=None, leave_after=None):
    """So many requests of staff at once, each on a connection of its own; `statuses` fills as they are answered.

    With `leave_after` seconds, each goes away without waiting for its answer.
    """
    address = urllib.parse.urlsplit(site.url)
    body = urllib.parse.urlencode(data).encode() if data else b""
    head = (
        f"{'POST' if data else 'GET'} {path} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Cookie: {cookies}\r\nConnection: close\r\nAccept: application/json\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    statuses, sockets = [], []

    def request():
        connection = socket.create_connection((address.hostname, address.port), timeout=90)
        sockets.append(connection)
        with suppress(OSError):
            connection.sendall(head + body)
            connection.settimeout(leave_after or 90)
            statuses.append(int(connection.recv(65536).split()[1]))
        connection.close()

    threads = [threading.Thread(target=request) for _ in range(number)]
    for thread in threads:
        thread.start()
    yield statuses
    for thread in threads:
        thread.join()


@contextmanager
def locked(database):
    """An SQLite file that another program holds for itself alone."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def cookies_of(staff):
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in staff.cookies)


@pytest.fixture
def quiet():
    """What patients meet while nothing else goes on."""

    def measured(site):
        lost, times = read(site)
        assert lost == []
        return times

    return measured


def assert_staff_can_work(staff):
    """Once the database answers again, so does staff's side: no seat is lost."""
    until = time.monotonic() + 60
    while True:
        try:
            html = staff.send(FORM, title="Back again", _publish="1")
            break
        except OSError:  # a 503, while the last of those who waited are served
            assert time.monotonic() < until
            time.sleep(0.5)
    assert "Published." in html


def test_patients_read_on_while_sqlite_is_locked_and_staff_wait(tmp_path, quiet):
    with running_site(tmp_path, WEB_WORKERS="1") as site:
        staff = Staff(site).become_owner()
        idle = quiet(site)
        with (
            staff_requests(site, cookies_of(staff), 12) as statuses,
            locked(tmp_path / "site.sqlite3"),
        ):
            time.sleep(0.5)
            lost, times = read(site)
        report("SQLite locked, 12 staff requests", idle, times)
        assert lost == []
        assert len(statuses) == 12
        assert set(statuses) <= {200, 503}
        assert_staff_can_work(staff)


def processes_of(cluster):
    """The process ids of a PostgreSQL: the first, and those that answer its clients."""
    first = (cluster.folder / "data" / "postmaster.pid").read_text().split("\n")[0]
    told = subprocess.run(["pgrep", "-P", first], capture_output=True, text=True, check=True)
    return [int(first), *map(int, told.stdout.split())]


def test_patients_read_on_while_postgresql_is_frozen_and_staff_wait(tmp_path, postgres, quiet):
    with running_site(tmp_path, WEB_WORKERS="1", DATABASE_URL=postgres.url) as site:
        staff = Staff(site).become_owner()
        idle = quiet(site)
        frozen = processes_of(postgres)
        for process in frozen:
            os.kill(process, signal.SIGSTOP)
        with staff_requests(site, cookies_of(staff), 16) as statuses:
            try:
                time.sleep(0.5)
                lost, times = read(site)
            finally:
                for process in frozen:
                    os.kill(process, signal.SIGCONT)
        report("PostgreSQL frozen, 16 staff requests", idle, times)
        assert lost == []
        assert len(statuses) == 16
        assert set(statuses) <= {200, 503}
        assert_staff_can_work(staff)


def test_patients_read_on_while_previews_are_abandoned(tmp_path, quiet):
    """Ten, each given up at once, while another program holds the database: they wait on in the server."""
    with running_site(tmp_path, WEB_WORKERS="1") as site:
        staff = Staff(site).become_owner()
        html, _url = staff.open(FORM)
        idle = quiet(site)
        with locked(tmp_path / "site.sqlite3"):
            with staff_requests(
                site, cookies_of(staff), 10, path=PREVIEW, data=form_in(html), leave_after=0.05
            ):
                pass
            with staff_requests(site, cookies_of(staff), 2, leave_after=0.05):
                lost, times = read(site)
        report("10 abandoned previews and 2 forms, SQLite locked", idle, times)
        assert lost == []
        assert_staff_can_work(staff)
