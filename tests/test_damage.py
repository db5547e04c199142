"""Files that a crash or a full disk has cut: never served, never carried on, mended by themselves."""

import gzip
import os
import re
import shutil

import brotli
import pytest
from django.utils import timezone

from clinic_site.settings import private_key
from services.baking.bake import bake
from services.baking.serve import BakedSite, PublishedSiteApp
from services.publishing.publish import publish

from .factories import make_clinic, published
from .fronts import IMS, Answer, django

PAGE = IMS[1:] + "index.html"
OPENED = {"": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}


def cut(path, share):
    """Leave of a file its first part alone: in a file of its own, for baked folders share files."""
    body = path.read_bytes()
    path.unlink()
    path.write_bytes(body[: int(len(body) * share)])


@pytest.fixture
def baked(ims, own_folder):
    """A baked folder, and its files."""
    folder = bake()
    return folder, folder / "files"


@pytest.mark.django_db
@pytest.mark.parametrize("share", [0, 0.5, 0.99])
@pytest.mark.parametrize("name", [PAGE, f"{PAGE}.gz", f"{PAGE}.br", "robots.txt", "font", "card"])
def test_a_folder_with_a_cut_file_is_made_anew_and_never_served(baked, name, share):
    folder, files = baked
    found = {"font": "static/fonts/*.woff2", "card": "treatments/*/card-*.png"}
    [path] = files.glob(found.get(name, name))
    whole = path.read_bytes()
    cut(path, share)
    front = PublishedSiteApp(django)
    assert front.site is None  # there is no other folder
    assert Answer(front, IMS).status == 299
    front.renew()
    assert front.site.folder != folder
    assert (front.site.folder / "files" / path.relative_to(files)).read_bytes() == whole
    assert Answer(front, IMS).status == 200


@pytest.mark.django_db
def test_a_bake_with_nothing_new_mends_a_cut_file(baked):
    folder, files = baked
    assert bake() == folder
    cut(files / "robots.txt", 0)
    after = bake()
    assert after != folder
    assert (after / "files" / "robots.txt").read_bytes().startswith(b"User-agent")


@pytest.mark.django_db
def test_a_cut_file_is_not_carried_on_by_the_next_bake(baked, ims):
    _folder, files = baked
    [font] = files.glob("static/fonts/*.woff2")
    whole = font.read_bytes()
    for path in (font, files / PAGE, files / f"{PAGE}.gz", files / f"{PAGE}.br"):
        cut(path, 0.5)
    published(make_clinic(tagline="A change elsewhere"), at=timezone.now())
    after = bake()
    assert (after / "files" / font.relative_to(files)).read_bytes() == whole
    page = (after / "files" / PAGE).read_bytes()
    assert page.endswith(b"</html>\n")
    for suffix, opened in OPENED.items():
        assert opened((after / "files" / f"{PAGE}{suffix}").read_bytes()) == page
    assert BakedSite(after)


@pytest.mark.django_db
def test_without_a_database_the_newest_whole_folder_is_served(baked, ims):
    ims.title = "IMS in new words"
    ims.save()
    publish(ims, by=None, now=timezone.now())
    second = bake()
    published(make_clinic(name="Hill Street"), at=timezone.now())
    cut(bake() / "files" / "index.html", 0)

    front = PublishedSiteApp(django)  # which asks no database
    assert front.site.folder == second
    assert "IMS in new words" in Answer(front, IMS).body.decode()
    front.renew()  # the database is back
    assert front.broken is None
    assert "Hill Street" in Answer(front, IMS).body.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("link", ["missing", "a folder"])
def test_without_a_database_a_missing_link_is_no_missing_site(baked, link):
    folder, _files = baked
    current = folder.with_name("current")
    current.unlink()
    if link == "a folder":
        shutil.copytree(folder, current)  # a data folder copied with its links followed
    front = PublishedSiteApp(django)
    assert front.site.folder == folder
    assert Answer(front, IMS).status == 200
    front.renew()
    assert current.is_symlink()


@pytest.mark.parametrize("left", [b"", b"\n", b"  ", bytes(50), b"x", b"\xff\xfe" * 30])
def test_an_empty_or_damaged_key_counts_as_missing(tmp_path, left):
    (tmp_path / "private-key").write_bytes(left)
    key = private_key(tmp_path)
    assert re.fullmatch(r"\S{50,}", key)
    assert private_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["private-key"]


def test_what_a_killed_start_left_of_a_key_is_in_nobodys_way(tmp_path):
    (tmp_path / "private-key.new").write_text("half")
    assert len(private_key(tmp_path)) >= 50


def test_a_key_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    steps, fsync, replace = [], os.fsync, os.replace
    monkeypatch.setattr("os.fsync", lambda file: (steps.append("sync"), fsync(file)))
    monkeypatch.setattr("os.replace", lambda *names: (steps.append("name"), replace(*names)))
    private_key(tmp_path)
    assert steps == ["sync", "name", "sync"]
