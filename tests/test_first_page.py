"""The first page of staff’s side: what is to do, what patients see, what changed."""

import pytest
from django.utils import timezone

from services.models import Closure, Publication, SignOff

from .factories import make_clinic, make_closure, published
from .staff import change_url, page, submit

pytestmark = pytest.mark.django_db


def test_the_first_page_has_the_latest_changes_and_leads_to_all_of_them(staff, ims):
    for row in (ims, make_clinic(), make_closure()):
        published(row, at=timezone.now())
        field = {"Clinic": "name", "Closure": "reason"}.get(type(row).__name__, "title")
        for number in range(8):
            submit(staff, change_url(row), "_publish", **{field: f"Said {number} times"})
    first_page = staff.get("/admin/")
    assert 'href="/admin/what-changed/"' in first_page.content.decode()
    by_people = list(Publication.objects.filter(author__isnull=False))
    assert decided(first_page, "week") == by_people[:5]
    listed = [decided(staff.get(f"/admin/what-changed/?p={n}"), "decided") for n in (1, 2)]
    assert [len(page) for page in listed] == [20, 4]
    assert sum(listed, []) == by_people
    assert "Older" in page(staff, "/admin/what-changed/")


def decided(response, name):
    """The publications that a page lists under a name of its context."""
    return [entry.publication for entry, _row, _form in response.context[name]]


def test_what_a_clinician_noted_stands_above_what_changed(staff, ims):
    submit(staff, change_url(ims), "_publish", title="Other")
    SignOff.objects.create(
        page_key=ims.key, at=timezone.now(), is_right=False, name="Ada", note="Say where it hurts."
    )
    text = page(staff, "/admin/")
    assert text.index("Say where it hurts.") < text.index("Changed this week")


def test_the_first_page_tells_a_new_clinic_what_to_fill_in(staff, ims):
    text = page(staff, "/admin/")
    assert "search engines are told to leave the site out" in text
    assert "Add the web address" in text
    submit(staff, change_url(ims), title="Other")
    assert "Unpublished changes" in page(staff, "/admin/")


def test_the_reminder_stands_in_the_form_too(staff, ims):
    assert "Until then, patients see no link" in page(staff, change_url(ims))


def test_a_closure_in_the_list_and_first_page(staff):
    make_closure(reason="Holidays.")
    assert "Holidays." in page(staff, "/admin/services/closure/")
    assert Closure.objects.get().last_day
    assert "Not published yet" in page(staff, "/admin/")
