"""What patients and staff meet while the database is away: a real server, no browser needed."""

import hashlib
import json
import random
import re
import signal
import subprocess
import time

from tests.servers import (
    MANAGE,
    MOVED_AND_GONE,
    ROOT,
    Staff,
    ask,
    environment_of,
    run_python,
    running_site,
)


def all_answer(site):
    """Every address of the sitemap, with the files that its page uses."""
    sitemap = ask(f"{site.url}/sitemap.xml")
    addresses = re.findall(r"<loc>([^<]+)</loc>", sitemap.body.decode())
    assert sitemap.status == 200
    assert len(addresses) >= 3
    for address in addresses:
        page = ask(address)
        assert (page.status, b"</html>" in page.body) == (200, True), address
        files = re.findall(r'(/static/[^")]+|http[^"]+card-[^"]+)', page.body.decode())
        assert files
        for file in files:
            assert ask(file if file.startswith("http") else site.url + file).status == 200, file


def assert_patients_notice_nothing(site):
    """Pages with their files, unknown and moved addresses: all as ever."""
    all_answer(site)
    assert ask(f"{site.url}/nope/").status == 404
    assert ask(f"{site.url}/treatments/cupping/").status == 410
    moved = ask(f"{site.url}/treatments/old/?x=1")
    assert (moved.status, moved.getheader("Location")) == (301, "/treatments/new/?x=1")


def assert_staff_are_told(site):
    """The staff's side says what is wrong, in plain words; the sign-in page before anything is typed."""
    signed_in = {"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"}
    for path, headers in (("/admin/", signed_in), ("/admin/login/", {})):
        answer = ask(site.url + path, **headers)
        assert answer.status == 503
        assert b"Patients still see the published pages" in answer.body
        assert answer.getheader("Retry-After")
    assert ask(f"{site.url}/static/staff/nope.css").status == 404


def outage(folder, stop, start, **environment):
    """A database that goes away and comes back, twice; the second time gunicorn is started without it."""
    with running_site(folder, **environment) as site:
        staff = Staff(site).become_owner()
        run_python(site, MOVED_AND_GONE)
        time.sleep(1)
        stop()
        try:
            time.sleep(6)  # the background look has met it too
            assert_patients_notice_nothing(site)
            assert_staff_are_told(site)
        finally:
            start()
        html = staff.send("/admin/services/treatment/1/change/", title="Back", _publish="1")
        assert "It’s live now" in html
        time.sleep(1)
        assert b"<h1>Back</h1>" in ask(f"{site.url}/treatments/ims-dry-needling/").body
    stop()
    try:
        port = site.environment["PORT"]
        with running_site(folder, prepared=1, PORT=port, **environment) as site:
            time.sleep(6)
            assert_patients_notice_nothing(site)
            assert_staff_are_told(site)
            start()
            assert ask(f"{site.url}/admin/login/").status == 200
            assert_patients_notice_nothing(site)
            assert b"<h1>Back</h1>" in ask(f"{site.url}/treatments/ims-dry-needling/").body
    finally:
        start()


def test_patients_notice_nothing_while_the_database_file_is_away(tmp_path):
    database, away = tmp_path / "site.sqlite3", tmp_path / "away.sqlite3"

    def start():
        if away.exists():
            assert not database.exists()  # nobody began a new one
            away.rename(database)

    outage(tmp_path, lambda: database.rename(away), start)


def test_patients_notice_nothing_while_postgresql_is_stopped(tmp_path, postgres):
    outage(tmp_path, postgres.stop, postgres.start, DATABASE_URL=postgres.url)


def assert_whole(folder):
    """Every file that the manifest of a baked folder names is there, with the bytes that it says."""
    manifest = json.loads((folder / "site.json").read_text())
    assert len(manifest["pages"]) > 8
    for page in manifest["pages"].values():
        body = (folder / "files" / page["file"]).read_bytes()
        assert hashlib.sha256(body).hexdigest().startswith(page["digest"])


def test_a_bake_that_is_killed_leaves_a_whole_site(tmp_path):
    env = environment_of(tmp_path)
    subprocess.run([*MANAGE, "prepare"], cwd=ROOT, env=env, check=True, capture_output=True)
    published, chance, killed = tmp_path / "published", random.Random(3), []
    for _attempt in range(12):
        bake = subprocess.Popen(
            [*MANAGE, "bake", "--force"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
        )
        while not list(published.glob("making-*")) and bake.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.5))
        bake.kill()
        killed.append(bake.wait() == -signal.SIGKILL)
        assert_whole(published / "current")
    assert any(killed)
    subprocess.run([*MANAGE, "bake", "--force"], cwd=ROOT, env=env, check=True, capture_output=True)
    assert_whole(published / "current")
    assert not list(published.glob("making-*"))
