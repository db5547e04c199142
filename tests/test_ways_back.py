"""The way back to an older version says what it does, also to somebody who can't publish it."""

import pytest
from django.utils import timezone

from services.models import Publication

from .factories import make_closure, published
from .staff import change_url, page, said, submit

pytestmark = pytest.mark.django_db


def test_the_way_back_says_that_it_makes_a_draft(staff, editor, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    for browser in (staff, editor):
        for path in ("/admin/", "/admin/what-changed/"):
            assert ">Restore as a draft<" in page(browser, path)
        assert ">Restore the previous version as a draft<" in page(browser, change_url(ims))


def test_a_page_that_was_unpublished_is_brought_back_as_a_draft(staff, editor, ims):
    staff.post(change_url(ims, "retire"))
    for browser in (staff, editor):
        assert ">Restore as a draft<" in page(browser, "/admin/")


def test_an_editor_reads_who_makes_the_older_version_public(staff, editor, ims):
    submit(staff, change_url(ims), "_publish", title="Wrong")
    first = {"publication": Publication.objects.filter(page_key=ims.key).last().pk}
    told = said(editor.post(change_url(ims, "history"), first))
    assert "Restored as a draft. A publisher can make it live." in told
    assert "Publish to make it live." in said(staff.post(change_url(ims, "history"), first))


def test_an_editor_reads_who_puts_a_closure_up(staff, editor):
    published(make_closure(), at=timezone.now())
    assert "A publisher can publish it." in page(editor, "/admin/")
    assert "A publisher can publish it." not in page(staff, "/admin/")
