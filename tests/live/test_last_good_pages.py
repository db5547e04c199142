"""An empty or older database, a wrong clock, a damaged folder: patients see the last good pages, on a real server."""

import os
import shutil
import signal
import subprocess
import time

import pytest

from tests.servers import ROOT, Staff, ask, environment_of, run_python, running_site

from .test_hanging import FORM, IMS

GOOD = b"<h1>The last good words</h1>"
EMPTY, OTHER = "database is empty", "isn’t the database that the published pages were made from"
INSIST = """
from django.core.management import call_command
call_command("bake", force=True)
"""
MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


@pytest.fixture
def published_once(tmp_path):
    """Makes a data folder whose site says what no starting content says; returns the port it was served at."""

    def publish(**environment):
        with running_site(tmp_path, **environment) as site:
            Staff(site).become_owner().send(FORM, title="The last good words", _publish="1")
            return site.environment["PORT"]

    return publish


def assert_patients_see_the_last_good_pages(site, seconds=7):
    """Now, and after both workers have had a few chances to bake."""
    until = time.time() + seconds
    while time.time() < until:
        answer = ask(site.url + IMS)
        assert answer.status == 200
        assert GOOD in answer.body
        time.sleep(0.2)


def test_an_empty_sqlite_file_is_no_new_clinic(tmp_path, published_once):
    published_once()
    database = tmp_path / "site.sqlite3"
    database.write_bytes(b"")
    with running_site(tmp_path, prepared=1) as site:
        assert EMPTY in site.told
        assert "admin/welcome" not in site.told
        assert database.stat().st_size == 0
        assert_patients_see_the_last_good_pages(site)
        answer = ask(site.url + "/admin/login/")
        assert (answer.status, b"Patients still see" in answer.body) == (503, True)


def test_tables_without_a_row_are_no_new_clinic(tmp_path, published_once):
    """`migrate` and gunicorn alone, without `prepare`."""
    published_once()
    (tmp_path / "site.sqlite3").unlink()
    with running_site(tmp_path, prepared=1) as site:
        assert not (tmp_path / "site.sqlite3").exists()  # nor does the server begin one
        run_python(site, MIGRATE)
        assert_patients_see_the_last_good_pages(site)


def test_an_empty_postgresql_is_no_new_clinic(tmp_path, published_once, postgres):
    published_once(DATABASE_URL=postgres.url)
    postgres.sql("CREATE DATABASE other")
    other = postgres.url.replace("/postgres", "/other")
    with running_site(tmp_path, prepared=1, DATABASE_URL=other) as site:
        assert EMPTY in site.told
        assert_patients_see_the_last_good_pages(site)
        answer = ask(site.url + "/admin/login/")
        assert (answer.status, b"Patients still see" in answer.body) == (503, True)


def test_an_older_copy_of_the_database_is_said_to_staff_until_somebody_insists(
    tmp_path, published_once
):
    database = tmp_path / "site.sqlite3"
    with running_site(tmp_path) as site:
        staff = Staff(site).become_owner()
        shutil.copy(database, tmp_path / "backup")
        staff.send(FORM, title="The last good words", _publish="1")
    shutil.copy(tmp_path / "backup", database)
    with running_site(tmp_path, prepared=1, PORT=site.environment["PORT"]) as site:
        assert OTHER in site.told
        assert_patients_see_the_last_good_pages(site)
        assert OTHER in staff.open("/admin/")[0]
        html = staff.send(FORM, title="Written into the copy", _publish="1")
        assert "But patients still see the previous version" in html
        assert_patients_see_the_last_good_pages(site, seconds=1)
        run_python(site, INSIST)
        time.sleep(1)
        assert b"<h1>Written into the copy</h1>" in ask(site.url + IMS).body
        assert OTHER not in staff.open("/admin/")[0]


TOMORROW = """
from datetime import timedelta
from django.utils import timezone
from services.models import Treatment
from services.baking.bake import bake
from services.publishing.publish import publish
row, tomorrow = Treatment.objects.get(), timezone.now() + timedelta(days=1)
row.title = "The last good words"
row.save()
publish(row, by=None, now=tomorrow)
bake(now=tomorrow)
"""


def test_a_clock_that_is_a_day_back_takes_nothing_away(tmp_path):
    """The pages were made tomorrow, so to say: to them this machine's clock is a day back."""
    with running_site(tmp_path) as site:
        run_python(site, TOMORROW)
    with running_site(tmp_path) as site:
        assert_patients_see_the_last_good_pages(site)
        staff = Staff(site).become_owner()
        html = staff.send(FORM, title="Of yesterday", _publish="1")
        assert "But patients still see the previous version" in html
        assert "clock" in html
        assert "It’s live now" not in html
        assert_patients_see_the_last_good_pages(site, seconds=6)
        assert "clock" in staff.open("/admin/")[0]


def cut(path):
    """Nothing is left of a file; those that share its bytes keep them."""
    path.unlink()
    path.touch()


@pytest.mark.parametrize(
    "name", [f"{IMS[1:]}index.html", f"{IMS[1:]}index.html.br", "static/fonts/*.woff2"]
)
def test_a_cut_file_is_mended_and_never_served(tmp_path, published_once, name):
    port = published_once()
    files = tmp_path / "published" / "current" / "files"
    [path] = (file.relative_to(files) for file in files.glob(name))
    whole = (files / path).read_bytes()
    cut(files / path)
    with running_site(tmp_path, PORT=port) as site:
        assert_patients_see_the_last_good_pages(site)
        assert (files / path).read_bytes() == whole  # of the folder that is current now
        served = ask(f"{site.url}/{path}".removesuffix("index.html")).body
        assert served == whole or path.suffix == ".br"


def test_without_a_database_the_newest_whole_folder_is_served(tmp_path, published_once):
    published_once()
    with running_site(tmp_path) as site:
        run_python(site, "from services.baking.bake import bake; bake(anew=True)")
    cut(tmp_path / "published/current/files" / IMS[1:] / "index.html")
    (tmp_path / "site.sqlite3").rename(tmp_path / "away")
    with running_site(tmp_path, prepared=1) as site:
        assert_patients_see_the_last_good_pages(site)


def test_a_folder_that_cannot_be_read_never_stops_the_server(tmp_path, published_once):
    published_once()
    published = tmp_path / "published"
    published.rename(tmp_path / "elsewhere")
    published.write_text("something else")
    with running_site(tmp_path) as site:
        assert_patients_see_the_last_good_pages(site)


def test_an_empty_key_never_stops_the_server(tmp_path, published_once):
    published_once()
    (tmp_path / "private-key").write_text("")
    with running_site(tmp_path) as site:
        assert_patients_see_the_last_good_pages(site, seconds=1)
        assert ask(site.url + "/admin/login/").status == 200


@pytest.mark.skipif(not shutil.which("make"), reason="needs GNU Make")
def test_make_run_serves_the_last_pages_when_the_database_is_empty(tmp_path, published_once):
    published_once()
    (tmp_path / "site.sqlite3").write_bytes(b"")
    env = environment_of(tmp_path)
    server = subprocess.Popen(
        ["make", "--no-print-directory", "run"],
        cwd=ROOT, env=env, start_new_session=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        url, until = f"http://127.0.0.1:{env['PORT']}", time.time() + 60
        while True:
            assert time.time() < until
            try:
                assert GOOD in ask(url + IMS).body
                break
            except OSError:
                time.sleep(0.2)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        told, _nothing = server.communicate(timeout=20)
    assert "Patients get the pages that were published last" in told
