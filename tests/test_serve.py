"""Files -> WSGI: what a client gets of a baked site, tricky requests included."""

import fcntl
import gzip
import shutil
import time

import brotli
import pytest
from django.db import OperationalError
from django.utils import timezone

from services.baking.bake import bake
from services.baking.manifest import published_folder
from services.baking.serve import PublishedSiteApp
from services.publishing.publish import publish

from .fronts import IMS, Answer, django

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def test_a_page_is_served_without_django_or_database(site, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Answer(site, IMS)
    assert answer.status == 200
    assert b"The needle makes the muscle tighten" in answer.body
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_it_has_the_headers_of_djangos_answer(site, client):
    served, asked = Answer(site, IMS).headers, client.get(IMS).headers
    for name in set(asked) - {"Content-Length", "Vary"}:
        assert served[name] == asked[name]
    assert served["Cache-Control"] == "max-age=0, must-revalidate"
    assert "stale-if-error=604800" in served["CDN-Cache-Control"]
    assert served["Vary"] == "Accept-Encoding"
    assert "Last-Modified" not in served


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0", None),
        ("*", "br"),
        ("*;q=0", None),
        ("BR;Q=1", "br"),
        ("identity", None),
        ("xbr, gzipped", None),
        ("br;q=nonsense", None),
        (",;,=", None),
    ],
)
def test_the_encoding_is_one_that_the_reader_takes(site, accept, encoding):
    answer = Answer(site, IMS, accept_encoding=accept)
    assert answer.headers.get("Content-Encoding") == encoding
    opened = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[encoding](answer.body)
    assert opened == Answer(site, IMS).body


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"other", {tag}', 304),
        ('W/"other",W/{tag} ', 304),
        ("*", 304),
        ('"other"', 200),
        ("nonsense", 200),
        ("", 200),
    ],
)
def test_what_the_reader_has_is_not_sent_again(site, sent, status):
    tag = Answer(site, IMS).headers["ETag"].removeprefix("W/")
    answer = Answer(site, IMS, if_none_match=sent.format(tag=tag))
    assert answer.status == status
    assert (answer.body == b"") is (status == 304)


def test_the_tag_is_equal_across_bakes_of_equal_bytes_and_changes_with_them(site, ims):
    before = Answer(site, IMS).headers["ETag"]
    bake(force=True)
    site.reload()
    assert Answer(site, IMS).headers["ETag"] == before
    ims.effects_introduction = ims.effects_introduction.replace(
        "three", "THREE"
    )  # as long as before
    ims.save()
    publish(ims, by=None, now=timezone.now())
    bake()
    site.reload()
    assert Answer(site, IMS, if_none_match=before).status == 200


def test_a_range_is_ignored(site):
    answer = Answer(site, IMS, range="bytes=0-9")
    assert answer.status == 200
    assert len(answer.body) > 10


def test_head_has_the_headers_and_no_body(site):
    answer = Answer(site, IMS, method="HEAD", accept_encoding="br")
    assert answer.body == b""
    assert int(answer.headers["Content-Length"]) > 1000


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "NONSENSE"])
def test_other_methods_are_refused(site, method):
    answer = Answer(site, IMS, method=method)
    assert answer.status == 405
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "query", "status", "location"),
    [
        ("/treatments", "utm_source=x", 301, "/treatments/?utm_source=x"),
        (IMS.rstrip("/"), "a=1&b=2", 301, f"{IMS}?a=1&b=2"),
        ("/treatments/old/", "utm_source=x", 301, "/treatments/new/?utm_source=x"),
        ("/treatments/old", "", 301, "/treatments/new/"),
        ("/treatments/cupping", "", 410, None),
        ("/treatments/cupping/", "", 410, None),
        ("/treatments/cupping/card-0123456789ab.png", "", 410, None),
        ("/nope/", "", 404, None),
        ("/nope/card-0123456789ab.png", "", 404, None),
        ("/gone.html/treatments/cupping.html", "", 404, None),
        ("/404.html", "", 404, None),
        ("/index.html", "", 404, None),
        ("/site.json", "", 404, None),
        ("/../site.json", "", 404, None),
        ("/treatments/../visit/", "", 404, None),
        ("/%2e%2e/site.json", "", 404, None),
        ("//treatments/", "", 404, None),
        ("/treatments//", "", 404, None),
        ("/treatments/\0/", "", 404, None),
        ("/treatments\\", "", 404, None),
        ("/鍼/", "", 404, None),
        ("", "", 200, None),
        ("/" + "x" * 9000, "", 404, None),
        ("/admin/", "", 299, None),
        ("/admin", "", 299, None),
        ("/static/admin/css/base.css", "", 299, None),
        ("/administrator/", "", 404, None),
    ],
)
def test_every_address_has_one_answer(site, path, query, status, location):
    answer = Answer(site, path, query=query)
    assert answer.status == status
    assert answer.headers.get("Location") == location


def test_an_old_card_leads_to_the_current_one_also_of_a_page_that_moved(site):
    for page, now in ((IMS, IMS), ("/", "/"), ("/treatments/old/", "/treatments/new/")):
        answer = Answer(site, f"{page}card-0123456789ab.png")
        assert answer.status == 302
        assert answer.headers["Location"].startswith(f"{now}card-")
        assert Answer(site, answer.headers["Location"]).body.startswith(b"\x89PNG")


def test_icons_and_static_files_of_pages_are_served(site):
    icon = Answer(site, "/favicon.ico").headers["Location"]
    answer = Answer(site, icon)
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "host", ["evil.example", "", "127.0.0.1:8000@evil.example", "127.0.0.1.evil"]
)
def test_another_host_is_djangos_to_refuse(site, host):
    assert Answer(site, IMS, host=host).status == 299


def test_plain_http_on_an_https_site_is_djangos_to_redirect(site, settings):
    settings.HTTPS = True
    assert Answer(site, IMS).status == 299
    assert Answer(site, IMS, scheme="https").status == 200


def test_without_a_bake_django_answers(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "empty"
    assert Answer(PublishedSiteApp(django), IMS).status == 299


def test_a_new_folder_is_seen_at_the_next_look_and_a_request_has_one_folder(site, ims):
    old = site.site
    ims.title = "IMS in new words"
    ims.save()
    publish(ims, by=None, now=timezone.now())
    site.renew()
    assert site.site is not old
    assert "IMS in new words" in Answer(site, IMS).body.decode()
    assert "IMS in new words" in Answer(site, "/treatments/").body.decode()


def test_a_database_that_is_down_changes_nothing_for_patients(site, monkeypatch):
    def down(*args):
        raise OperationalError("no database")

    monkeypatch.setattr("services.baking.serve.is_current", down)
    with pytest.raises(OperationalError):
        site.renew()
    assert Answer(site, IMS).status == 200


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"pages": {"/": {}}}'])
def test_a_folder_that_cannot_be_read_is_made_anew(site, manifest):
    (site.site.folder / "site.json").write_text(manifest)
    front = PublishedSiteApp(django)
    assert Answer(front, IMS).status == 299
    front.renew()
    assert Answer(front, IMS).status == 200


def test_a_damaged_folder_is_made_anew_while_the_old_one_is_served(site, ims):
    ims.title = "IMS in new words"
    ims.save()
    publish(ims, by=None, now=timezone.now())
    newer = bake()
    (newer / "files" / IMS[1:] / "index.html").unlink()
    site.reload()
    assert site.site.folder != newer
    assert "IMS in new words" not in Answer(site, IMS).body.decode()
    site.renew()
    assert site.broken is None
    assert "IMS in new words" in Answer(site, IMS).body.decode()


def test_a_database_that_stays_away_is_logged_once(site, monkeypatch, caplog):
    def down(*args):
        raise OperationalError("no database")

    monkeypatch.setattr("services.baking.serve.is_current", down)
    monkeypatch.setattr("services.baking.serve.RENEW_SECONDS", 0.01)
    monkeypatch.setattr("services.baking.serve.POLL_SECONDS", 0.01)
    site.watch()
    time.sleep(0.3)
    monkeypatch.setattr("services.baking.serve.is_current", lambda *args: True)
    until = time.time() + 10
    while "again" not in caplog.text:
        assert time.time() < until
        time.sleep(0.01)
    site.stop.set()
    assert caplog.text.count("no database") == 1


def test_a_data_folder_copied_with_links_followed_heals(site):
    current = published_folder() / "current"
    folder = current.resolve()
    current.unlink()
    shutil.copytree(folder, current)
    front = PublishedSiteApp(django)
    front.renew()
    assert current.is_symlink()
    assert Answer(front, IMS).status == 200


def test_looking_goes_on_while_another_process_bakes(site):
    with open(published_folder() / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site.broken = site.site.folder
        site.renew()  # doesn't wait


def test_a_large_file_of_a_folder_that_is_gone_is_djangos_to_answer(site, monkeypatch):
    monkeypatch.setattr("services.baking.serve.LARGE", 0)
    front = PublishedSiteApp(django)
    shutil.rmtree(front.site.folder)
    assert Answer(front, IMS).status == 299
