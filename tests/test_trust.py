"""Which database and which clock the published pages are made from: never from less than before."""

import datetime as dt
import io
import os
import re
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from services.baking.bake import Distrusted, bake, recorded_failure
from services.baking.manifest import empty_database, folders, manifest_of, published_folder
from services.baking.serve import PublishedSiteApp
from services.models import Publication, SignOff
from services.publishing.publish import publish

from .factories import DAY, make_clinic, published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
MINUTE = dt.timedelta(minutes=1)


def delete(model, **which):
    """Rows that no code of ours deletes, gone as from an older copy of the database."""
    QuerySet(model).filter(**which).delete()


def sign_off(content_hash="x"):
    return SignOff.objects.create(
        page_key="x",
        content_hash=content_hash,
        at=timezone.now(),
        is_right=True,
        name="Omar Haddad",
    )


EMPTY, OTHER, CLOCK = "database is empty", "isn’t the database", "clock says"


def assert_refused(why, *, now=None):
    """A bake says why it isn't made, staff read it, and the pages stay."""
    before = os.readlink(published_folder() / "current")
    with pytest.raises(Distrusted, match=why):
        bake(now=now)
    assert why in recorded_failure()
    with pytest.raises(Distrusted):
        bake(now=now, anew=True)  # as a damaged folder is mended
    assert os.readlink(published_folder() / "current") == before


def test_an_empty_database_never_replaces_the_published_pages(ims, client, owner):
    bake()
    delete(Publication)
    assert_refused(EMPTY)
    client.force_login(owner)
    assert EMPTY in client.get("/admin/").content.decode()
    with pytest.raises(Distrusted, match=EMPTY):
        bake(force=True)  # nobody means that


def test_an_empty_site_that_was_published_is_nobodys_loss(db):
    bake()
    assert empty_database() == ""
    bake(anew=True)


def test_an_older_copy_of_the_database_is_refused_until_somebody_insists(ims):
    published(make_clinic(), at=timezone.now())
    bake()
    delete(Publication, kind="clinic")
    assert_refused(OTHER)
    with pytest.raises(CommandError, match=r"bake --force"):
        call_command("bake", stdout=io.StringIO())
    call_command("bake", force=True, stdout=io.StringIO())
    published(make_clinic(name="Written since"), at=timezone.now())
    assert "Written since" in (bake() / "files/index.html").read_text()


def test_a_copy_that_lacks_a_sign_off_is_refused_too(ims):
    sign_off()
    bake()
    delete(SignOff)
    assert_refused(OTHER)


def test_another_database_with_as_many_decisions_is_refused(ims):
    bake()
    last = Publication.objects.first()
    delete(Publication, pk=last.pk)
    values = {name: value for name, value in vars(last).items() if not name.startswith("_")}
    values |= {"made_at": last.made_at + MINUTE, "live_from": last.live_from + MINUTE}
    Publication.objects.create(**values | {"id": None})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE services_publication SET id = %s", [last.pk])
    sign_off()  # something new to bake
    assert_refused(OTHER)


def test_a_folder_that_is_damaged_still_says_what_it_was_made_of(ims):
    first = bake()
    published(make_clinic(), at=timezone.now())
    second = bake()
    (second / "site.json").write_text("")
    delete(Publication)
    with pytest.raises(Distrusted, match=EMPTY):
        bake()
    assert manifest_of(first)
    assert folders() == [second, first]


def test_a_database_that_has_gone_on_is_this_one(ims):
    folder = bake()
    published(make_clinic(), at=timezone.now())
    assert bake() != folder


@pytest.mark.parametrize("minutes", [6, 24 * 60])
def test_a_clock_that_was_set_back_never_takes_pages_away(ims, minutes):
    published(make_clinic(name="Hill Street"), at=timezone.now())
    bake()
    ims.title = "Written by a wrong clock"
    ims.save()
    back = timezone.now() - minutes * MINUTE
    publish(ims, by=None, now=back)
    assert_refused(CLOCK, now=back)
    assert "Written by a wrong clock" in (bake() / "files/treatments/index.html").read_text()


def test_a_clinicians_later_word_counts_as_a_decision(ims):
    bake()
    word = sign_off()
    delete(SignOff)
    word.pk, word.at = None, timezone.now() + DAY  # by the clock of before
    word.save()
    assert_refused(CLOCK)


def test_clocks_that_differ_by_minutes_are_as_good(ims):
    bake()
    bake(now=timezone.now() - 4 * MINUTE, anew=True)


def test_prepare_leaves_an_empty_database_alone(ims, settings, capsys):
    settings.PORT = 0
    bake()
    delete(Publication)
    ims.delete()
    with pytest.raises(CommandError) as refused:
        call_command("prepare")
    assert refused.value.returncode == 1
    assert re.fullmatch(r"The database is empty, [^\n]+\.", str(refused.value))
    assert not Publication.objects.exists()
    assert "admin/welcome" not in capsys.readouterr().out


def test_a_database_without_tables_is_an_empty_one(ims, monkeypatch):
    bake()
    assert empty_database() == ""
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert EMPTY in empty_database()


def test_pages_that_cannot_be_read_are_pages(ims):
    bake()
    for folder in folders():
        (folder / "site.json").write_text("{")
    assert empty_database() == ""
    delete(Publication)
    assert EMPTY in empty_database()
    published_folder().rename(published_folder().with_name("elsewhere"))
    assert empty_database() == ""  # a new clinic
    published_folder().write_text("not a folder")
    assert EMPTY in empty_database()


def test_a_clock_that_was_accepted_once_is_no_news_until_something_later_is_decided(ims):
    bake()
    ahead = timezone.now() + 30 * DAY
    publish(make_clinic(name="By a clock that was ahead"), by=None, now=ahead)
    assert_refused(CLOCK)
    bake(force=True)
    ims.title = "IMS in new words"
    ims.save()
    publish(ims, by=None, now=timezone.now())
    assert "IMS in new words" in (bake() / "files/treatments/index.html").read_text()
    bake(now=timezone.now() + DAY, anew=True)  # past midnight
    publish(make_clinic(name="Ahead again"), by=None, now=ahead + DAY)
    assert_refused(CLOCK)


def test_a_folder_of_a_clock_that_was_ahead_is_not_the_newest_for_ever(ims):
    first = bake()
    ahead = first.with_name("20991231T235959999998")
    first.rename(ahead)
    (published_folder() / "current").unlink()
    (published_folder() / "current").symlink_to(ahead.name)
    made = [bake(anew=True) for _ in range(4)]
    assert folders() == made[:0:-1]
    assert not ahead.exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_pages_that_cannot_be_read_never_stop_a_server(ims):
    bake()
    published_folder().chmod(0o700)
    os.seteuid(65534)
    try:
        front = PublishedSiteApp(None)
    finally:
        os.seteuid(0)
    assert front.site is None


def test_something_else_in_place_of_the_folder_never_stops_a_server(ims):
    published_folder().write_text("not a folder")
    assert PublishedSiteApp(None).site is None


@pytest.mark.parametrize("name", ["2099-backup", "20991231T235959999998 (copy)", "9"])
def test_somebodys_own_copy_beside_the_folders_is_none_of_them(ims, name):
    folder = bake()
    shutil.copytree(folder, folder.with_name(name))
    after = bake(anew=True)
    assert folders() == [after, folder]
    assert folder.with_name(name).exists()
