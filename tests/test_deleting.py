"""What can be deleted, and what is taken away from patients instead."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from services.models import Clinic, Treatment
from services.publishing.publish import publish, retire

from .factories import make_clinic, make_closure, make_treatment, published
from .staff import change_url, page, said

pytestmark = pytest.mark.django_db


def test_a_draft_can_be_deleted(staff):
    draft = make_treatment(effects=1)
    assert "Delete draft" in page(staff, change_url(draft))
    asked = page(staff, change_url(draft, "delete"))
    assert "“Massage” was never live, so patients won’t notice." in asked
    assert f'href="{change_url(draft)}">Cancel' in asked
    response = staff.post(change_url(draft, "delete"), {"post": "yes"})
    assert "“Massage” was deleted." in said(response)
    assert not Treatment.objects.exists()


@pytest.mark.parametrize("make", [make_treatment, make_closure])
def test_what_was_public_cannot_be_deleted_by_any_way(staff, make):
    row = published(make(), at=timezone.now())
    assert "Delete draft" not in page(staff, change_url(row))
    assert staff.post(change_url(row, "delete"), {"post": "yes"}).status_code == 403
    url = reverse(f"admin:services_{row._meta.model_name}_changelist")
    staff.post(url, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()
    retire(row, by=None, now=timezone.now())
    assert staff.post(change_url(row, "delete"), {"post": "yes"}).status_code == 403


def test_the_clinic_and_people_cannot_be_deleted(staff, owner):
    make_clinic()
    assert staff.post("/admin/services/clinic/1/delete/", {"post": "yes"}).status_code == 403
    assert staff.post(f"/admin/auth/user/{owner.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"}
    staff.post("/admin/auth/user/", data)
    assert User.objects.filter(pk=owner.pk).exists()
    assert Clinic.objects.exists()


def test_taking_away_asks_first_and_then_answers_410(staff, ims, client, commits):
    asked = page(staff, change_url(ims, "retire"))
    assert "Nothing is deleted" in asked
    assert client.get("/treatments/ims-dry-needling/").status_code == 200
    with commits():
        response = staff.post(change_url(ims, "retire"))
    assert "Patients no longer see it" in said(response)
    assert client.get("/treatments/ims-dry-needling/").status_code == 410


def test_taking_away_twice_says_so(staff, ims):
    staff.post(change_url(ims, "retire"))
    response = staff.post(change_url(ims, "retire"))
    assert "nothing to unpublish" in said(response)


def test_clinic_details_cannot_be_taken_away(staff):
    published(make_clinic(), at=timezone.now())
    assert staff.post("/admin/services/clinic/1/retire/").status_code == 403


def test_staff_without_rights_cannot_publish_or_retire(client, ims):
    user = User.objects.create_user("someone", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(change_url(ims)).status_code == 403
    assert client.post(change_url(ims, "retire")).status_code == 403


def test_the_author_of_a_publication_cannot_be_deleted_behind_the_admin(owner):
    publish(make_treatment(), by=owner, now=timezone.now())
    with pytest.raises(Exception, match="protected"):
        owner.delete()
