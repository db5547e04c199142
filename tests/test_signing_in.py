"""Passwords, signing in, and the way back from a page that isn’t there."""

import pytest
from django.test import Client

from .factories import PASSWORD
from .staff import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"old_password": "wrong"}, "That’s not your current password."),
        ({"new_password2": "other"}, "The passwords don’t match."),
        ({"new_password1": "short"}, "Make it longer. Use at least 8"),
        ({"new_password1": "12345678"}, "Numbers alone are easy to guess."),
        ({"new_password1": "password1"}, "This password is too common"),
        ({"new_password1": "maria@example.com"}, "less like your name"),
        ({"new_password1": ""}, "Required."),
    ],
)
def test_a_password_that_does_not_do_is_refused_in_a_sentence(staff, changes, complaint):
    new = "another quiet river"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new} | changes
    text = staff.post("/admin/password_change/", data).content.decode()
    assert complaint in text
    assert "Not saved yet" in text
    assert Client().login(username="maria@example.com", password=PASSWORD)


def test_another_password_holds_from_then_on(staff):
    new = "another quiet river"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    response = staff.post("/admin/password_change/", data, follow=True)
    assert "Use your new password from now on." in response.content.decode()
    assert Client().login(username="maria@example.com", password=new)


def test_whoever_mistypes_at_the_door_is_told_what_to_do(client, owner):
    text = page(client, "/admin/login/")
    assert "<title>Sign in | Your website</title>" in text
    answer = client.post("/admin/login/", {"username": "maria@example.com", "password": "wrong"})
    text = answer.content.decode()
    assert "That username and password don’t match." in text
    assert 'value="maria@example.com"' in text
    assert "Required." in client.post("/admin/login/", {}).content.decode()


def test_staff_who_mistype_an_address_find_the_way_back(staff, editor):
    for browser, path in (
        (staff, "nope/"),
        (editor, "auth/"),
        (editor, "services/nothing/"),
    ):
        response = browser.get(f"/admin/{path}")
        assert response.status_code == 404
        assert '<a class="quietlink" href="/admin/">' in response.content.decode()


def test_patients_and_the_public_pages_keep_their_404(staff, client):
    assert "The link may be mistyped or incomplete" in page(staff, "/nope/")
    assert page(staff, "/nope/") == page(Client(), "/nope/")


def test_signing_in_without_cookies_says_so():
    response = Client(enforce_csrf_checks=True).post(
        "/admin/login/?next=/admin/", {"username": "x"}
    )
    assert response.status_code == 403
    text = response.content.decode()
    assert "Allow cookies" in text
    assert 'href="/admin/login/?next=/admin/"' in text
    assert "your words" not in text
