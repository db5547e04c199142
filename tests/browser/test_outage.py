"""What patients and staff meet while the database is away: a real server, no browser needed."""

import hashlib
import json
import random
import re
import subprocess
import time
import urllib.error
import urllib.request

from .conftest import MANAGE, ROOT, environment_of, running_site


def ask(url, **headers):
    """The status and text of an address; redirects are not followed."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with OPENER.open(request, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode("utf-8", "replace")


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


OPENER = urllib.request.build_opener(StayHere)


def all_answer(site):
    """Every address of the sitemap, with the files that its page uses."""
    status, sitemap = ask(f"{site.url}/sitemap.xml")
    addresses = re.findall(r"<loc>([^<]+)</loc>", sitemap)
    assert status == 200
    assert len(addresses) >= 3
    for address in addresses:
        status, html = ask(address)
        assert (status, "</html>" in html) == (200, True), address
        files = re.findall(r'(/static/[^")]+|http[^"]+card-[^"]+)', html)
        assert files
        for file in files:
            assert ask(file if file.startswith("http") else site.url + file)[0] == 200, file


def test_patients_notice_nothing_while_the_database_is_away_and_staff_are_told(tmp_path):
    with running_site(tmp_path) as site:
        all_answer(site)
        database = tmp_path / "site.sqlite3"
        away = database.rename(tmp_path / "away.sqlite3")
        database.mkdir()  # so that SQLite can't make a new, empty one
        try:
            time.sleep(6)  # the background look has met it too
            all_answer(site)
            assert ask(f"{site.url}/nope/")[0] == 404
            assert ask(f"{site.url}/treatments?x=1")[0] == 301
            signed_in = {"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"}
            status, html = ask(f"{site.url}/admin/", **signed_in)
            assert status == 503
            assert "Patients still see the published pages" in html
        finally:
            database.rmdir()
            away.rename(database)
        assert ask(f"{site.url}/admin/login/")[0] == 200
        all_answer(site)


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
    published, chance = tmp_path / "published", random.Random(3)
    finished = 0
    for _attempt in range(12):
        bake = subprocess.Popen(
            [*MANAGE, "bake", "--force"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
        )
        try:
            finished += bake.wait(timeout=chance.uniform(0.3, 1.6)) == 0
        except subprocess.TimeoutExpired:
            bake.kill()
            bake.wait()
        assert_whole(published / "current")
    assert finished < 12
    subprocess.run([*MANAGE, "bake", "--force"], cwd=ROOT, env=env, check=True, capture_output=True)
    assert_whole(published / "current")
    assert not list(published.glob("making-*"))
