"""The published site as a folder of files."""

import gzip
import io
import json
import re

import brotli
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from services.baking import bake as baking
from services.baking import manifest as manifests
from services.baking.bake import BakeFailed, bake
from services.baking.manifest import is_current, is_whole, manifest_of, published_folder
from services.baking.serve import BakedSite
from services.publishing.publish import publish, retire

from .factories import (
    DAY,
    make_clinic,
    make_closure,
    make_fees,
    make_former_site,
    make_text_page,
    make_treatment,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
IMS = "/treatments/ims-dry-needling/"


def read(folder, name):
    return (folder / "files" / name).read_text()


def test_every_public_page_is_a_file_beside_its_compressed_forms(ims):
    folder = bake()
    assert not (folder / "files" / "robots.txt.gz").exists()  # it would be larger
    for name in (
        "index.html",
        "treatments/index.html",
        "treatments/ims-dry-needling/index.html",
        "404.html",
        "sitemap.xml",
    ):
        text = read(folder, name)
        path = folder / "files" / name
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()).decode() == text
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()).decode() == text
    assert "The needle makes the muscle tighten" in read(folder, IMS[1:] + "index.html")


def test_a_page_is_what_django_answers(client, ims):
    assert read(bake(), IMS[1:] + "index.html") == client.get(IMS).content.decode()


def test_the_folder_has_all_that_its_pages_use(ims):
    folder = bake()
    manifest = manifest_of(folder)
    for page in manifest["cards"]:
        name = page.lstrip("/") + "index.html"
        for file in re.findall(r'["(](/static/[^")]+)', read(folder, name)):
            assert (folder / "files" / file.lstrip("/")).is_file(), file
    for card in manifest["cards"].values():
        assert (folder / "files" / card.lstrip("/")).read_bytes().startswith(b"\x89PNG")


def test_a_bake_that_is_current_is_left_alone(ims):
    assert bake() == bake()
    assert bake(force=True) != bake(force=True)


def test_what_is_published_is_baked_anew(ims):
    before = bake()
    ims.title = "IMS in new words"
    ims.save()
    assert bake() == before
    publish(ims, by=None, now=timezone.now())
    after = bake()
    assert after != before
    assert "IMS in new words" in read(after, IMS[1:] + "index.html")
    assert (published_folder() / "current").resolve() == after


def test_unchanged_files_are_shared_with_the_folder_before(ims):
    publish(make_treatment(), by=None, now=timezone.now())
    before = bake()
    published(make_treatment(title="New"), at=timezone.now())
    after = bake()
    name = "treatments/massage/index.html.br"
    assert (before / "files" / name).samefile(after / "files" / name)
    assert not (before / "files/index.html.br").samefile(after / "files/index.html.br")


def test_the_two_folders_before_stay(ims):
    folders = [bake(force=True) for _ in range(5)]
    assert [folder.exists() for folder in folders] == [False, False, True, True, True]


def test_moved_and_gone_addresses_are_in_the_map(client):
    now = timezone.now()
    moved, gone = (published(make_treatment(title=title), at=now) for title in ("Old", "Cupping"))
    moved.slug = "new"
    moved.save()
    published(moved, at=timezone.now())
    retire(gone, by=None, now=timezone.now())
    folder = bake()
    manifest = manifest_of(folder)
    assert manifest["moved"] == {
        "/treatments": "/treatments/",
        "/treatments/new": "/treatments/new/",
        "/treatments/old": "/treatments/new/",
        "/treatments/old/": "/treatments/new/",
    }
    gone = "/gone.html/treatments/cupping.html"
    assert manifest["gone"] == {"/treatments/cupping": gone, "/treatments/cupping/": gone}
    assert "no longer has a page about “Cupping”" in read(
        folder, "gone.html/treatments/cupping.html"
    )
    assert "cupping" not in read(folder, "sitemap.xml")


def test_a_plan_or_midnight_ends_what_a_bake_holds(ims):
    now = timezone.now()
    published(make_clinic(), at=now)
    ims.title = "Planned"
    ims.save()
    publish(ims, by=None, now=now, live_from=now + DAY / 24 / 60)
    manifest = manifest_of(bake(now=now))
    assert is_current(manifest, now)
    assert not is_current(manifest, now + DAY / 24 / 30)
    folder = bake(now=now + DAY / 24 / 30)
    assert "<h1>Planned</h1>" in read(folder, IMS[1:] + "index.html")


def test_an_old_address_leads_on_where_a_page_is_gone():
    now = timezone.now()
    published(make_treatment(), at=now)
    published(make_former_site("/fees/, /treatments/massage/"), at=now)
    retire(published(make_fees(), at=now), by=None, now=timezone.now())
    manifest = manifest_of(bake())
    assert manifest["moved"]["/fees/"] == "/treatments/massage/"
    assert "/fees/" not in manifest["gone"]


def test_pages_called_gone_and_index_are_pages_as_any_other():
    now = timezone.now()
    retire(published(make_text_page(slug="index"), at=now), by=None, now=timezone.now())
    published(make_text_page(slug="gone", title="Gone fishing"), at=now)
    folder = bake()
    manifest = manifest_of(folder)
    assert {"/gone/"} <= manifest["pages"].keys()
    assert "/index/" in manifest["gone"]
    assert is_whole(folder, manifest)


def test_a_closure_that_is_over_is_gone_from_the_next_days_bake(ims):
    now = timezone.now()
    closure = make_closure(first_day=timezone.localdate(), last_day=timezone.localdate())
    publish(closure, by=None, now=now)
    assert "Closed" in read(bake(now=now), "index.html")
    tomorrow = now + DAY
    assert not is_current(manifest_of(published_folder() / "current"), tomorrow)
    assert "Closed" not in read(bake(now=tomorrow), "index.html")


def test_a_bake_that_fails_leaves_the_last_good_one(ims, monkeypatch):
    good = bake()
    monkeypatch.setattr(baking, "NOT_FOUND", "/robots.txt")  # an address that answers 200, not 404
    with pytest.raises(BakeFailed, match="/robots.txt answered 200 instead of 404"):
        bake(force=True)
    assert (published_folder() / "current").resolve() == good
    assert not list(published_folder().glob("making-*"))


def test_what_a_killed_bake_left_is_removed(ims):
    left = published_folder() / "making-99999" / "files"
    left.mkdir(parents=True)
    bake()
    assert not left.exists()


def test_a_new_release_bakes_anew(ims, monkeypatch):
    manifest = manifest_of(bake())
    monkeypatch.setattr(manifests, "release", lambda: "another")
    assert not is_current(manifest, timezone.now())


def test_the_command_bakes_and_checks(ims, capsys):
    with pytest.raises(CommandError, match="out of date"):
        call_command("bake", check=True)
    call_command("bake")
    call_command("bake", check=True)
    assert "up to date" in capsys.readouterr().out


def test_a_manifest_that_is_broken_is_none(ims):
    folder = bake()
    (folder / "site.json").write_text("{")
    assert manifest_of(folder) is None
    assert not is_current(manifest_of(folder), timezone.now())
    assert json.loads((bake() / "site.json").read_text())["release"]


def test_loading_a_folder_asks_no_database(ims, django_assert_num_queries):
    folder = bake()
    with django_assert_num_queries(0):
        assert BakedSite(folder).answer(IMS, "")


def test_a_copy_is_the_whole_folder_and_replaces_an_older_copy(ims, tmp_path):
    target = tmp_path / "clinic"
    call_command("bake", to=target, stdout=io.StringIO())
    first = (target / "files/index.html").read_text()
    assert first == read(bake(), "index.html")
    published(make_clinic(name="Another name"), at=timezone.now())
    call_command("bake", to=target, stdout=io.StringIO())
    assert "Another name" in read(target, "index.html")
    assert (target / "nginx/maps.conf").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("clinic")] == [
        "clinic"
    ]


def test_a_copy_never_replaces_anything_else(ims, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "site.json").write_text('{"name": "another program"}')
    with pytest.raises(CommandError, match="holds other files"):
        call_command("bake", to=mine, stdout=io.StringIO())
    with pytest.raises(CommandError, match="is in use"):
        call_command("bake", to=published_folder() / "current", stdout=io.StringIO())
    (mine / "holiday.jpg").touch()
    with pytest.raises(CommandError, match="holds other files"):
        call_command("bake", to=mine, stdout=io.StringIO())
    assert (mine / "holiday.jpg").exists()


def test_a_switch_that_fails_leaves_nothing_behind_and_is_noted(ims, monkeypatch):
    bake()
    before = sorted(path.name for path in published_folder().iterdir())

    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(baking, "_switch", fail)
    with pytest.raises(BakeFailed, match="The disk is full"):
        bake(force=True)
    after = sorted(path.name for path in published_folder().iterdir())
    assert after == sorted([*before, "problem"])
    assert "The disk is full" in baking.recorded_failure()
    assert bake()
    assert baking.recorded_failure() == ""


def test_forced_everything_is_made_anew(ims):
    page = bake() / "files/index.html"
    page.write_text("damaged")
    assert read(bake(force=True), "index.html") != "damaged"


def test_another_release_sends_its_own_headers_with_unchanged_files(ims, monkeypatch):
    bake()
    for module in (manifests, baking):
        monkeypatch.setattr(module, "release", lambda: "another")
    monkeypatch.setattr("services.http.headers.PERMISSIONS_POLICY", "camera=()")
    pages = manifest_of(bake())["pages"]
    assert {page["headers"]["Permissions-Policy"] for page in pages.values()} == {"camera=()"}


def test_a_forgotten_site_url_does_not_change_the_published_addresses(ims, settings):
    bake()
    settings.SITE_URL = "https://www.example.com"
    with pytest.raises(CommandError, match="Set SITE_URL to the first"):
        call_command("bake")


def test_a_copy_that_was_killed_between_its_renames_is_found_again(ims, tmp_path):
    target = tmp_path / "clinic"
    call_command("bake", to=target, stdout=io.StringIO())
    target.rename(tmp_path / ".clinic.bake-old")
    call_command("bake", to=target, stdout=io.StringIO())
    assert (target / "files/index.html").exists()
    assert not (tmp_path / ".clinic.bake-old").exists()
