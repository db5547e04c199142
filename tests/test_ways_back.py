"""The way back to an older version, in the words of somebody who can't publish it."""

import pytest
from django.utils import timezone

from services.models import Publication

from .factories import make_closure, published
from .staff import change_url, page, said, submit

pytestmark = pytest.mark.django_db


def test_an_editor_is_offered_a_draft_where_a_publisher_undoes(staff, editor, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    for path in ("/admin/", "/admin/what-changed/", change_url(ims)):
        assert ">Undo<" in page(staff, path)
        assert ">Undo<" not in page(editor, path)
    for path in ("/admin/", "/admin/what-changed/"):
        assert ">Restore as a draft<" in page(editor, path)
    assert ">Restore the previous version as a draft<" in page(editor, change_url(ims))


def test_a_page_that_was_taken_away_is_no_more_brought_back_by_an_editor(staff, editor, ims):
    staff.post(change_url(ims, "retire"))
    assert ">Restore<" in page(staff, "/admin/")
    assert ">Restore<" not in page(editor, "/admin/")
    assert ">Restore as a draft<" in page(editor, "/admin/")


def test_an_editor_reads_who_makes_the_older_version_public(staff, editor, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    first = {"publication": Publication.objects.filter(page_key=ims.key).last().pk}
    told = said(editor.post(change_url(ims, "history"), first))
    assert "Restored as a draft. A publisher can make it live." in told
    assert "Publish to make it live." in said(staff.post(change_url(ims, "history"), first))


def test_an_editor_reads_who_puts_a_closure_up(staff, editor):
    published(make_closure(), at=timezone.now())
    assert "A publisher puts it live." in page(editor, "/admin/")
    assert "A publisher puts it live." not in page(staff, "/admin/")
