"""People: how an owner lets somebody in, changes what they may do, and has them leave."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from services.accounts.roles import Role, may_publish, role_of
from services.accounts.welcome import welcome_link

from .factories import PASSWORD, make_clinic, make_person
from .servers import Forms
from .staff import (
    ADD_PERSON,
    DEAD,
    add_person,
    browser_of,
    errors,
    form_data,
    link_on,
    open_link,
    page,
    person_url,
    said,
    submit,
    submit_ticks,
    use_link,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_the_owner_adds_somebody_who_sets_a_password_with_the_link(staff, role):
    person, link = add_person(staff, role=role.value)
    assert link.startswith(f"{settings.SITE_URL}/admin/welcome/")
    assert not person.has_usable_password()
    assert person.get_full_name() == "Sam Lee"
    text, _form = open_link(link)
    assert 'value="Sam Lee"' in text
    assert 'value="sam@example.com"' in text
    assert f"Your role is {role.label}" in text
    browser = use_link(link)
    assert browser.get("/admin/").status_code == 200
    person.refresh_from_db()
    assert role_of(person) == role
    assert may_publish(person) == (role != Role.EDITOR)
    assert Client().login(username="sam@example.com", password=PASSWORD)


def test_a_link_works_once_and_is_shown_until_then(staff):
    person, link = add_person(staff)
    assert link_on(page(staff, person_url(person))) == link
    use_link(link)
    assert DEAD in open_link(link)[0]
    assert link_on(page(staff, person_url(person))) is None


def test_the_link_says_until_when_it_works_and_then_stops(staff, settings):
    make_clinic(time_zone="Pacific/Auckland")
    person, link = add_person(staff)
    until = timezone.now() + dt.timedelta(days=3)
    assert f"until {until.day} {until:%B} at " in page(staff, person_url(person))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert DEAD in open_link(link)[0]
    assert link_on(page(staff, person_url(person))) is None


def test_a_link_is_for_the_eyes_of_the_owner_who_made_it(staff, publisher):
    person, link = add_person(staff)
    assert publisher.get(person_url(person)).status_code == 403
    assert publisher.post(person_url(person, "link")).status_code == 403
    second = browser_of(make_person(Role.OWNER))
    text = page(second, person_url(person))
    assert link_on(text) is None
    assert "Hasn’t accepted the invitation yet" in text


def test_a_link_stands_in_no_log_message_or_address(staff, caplog):
    caplog.set_level("DEBUG")
    data = {"full_name": "Sam Lee", "username": "sam@example.com", "role": "editor"}
    response = submit(staff, ADD_PERSON, **data)
    person = User.objects.get(username="sam@example.com")
    again = staff.post(person_url(person, "link"))
    token = link_on(page(staff, person_url(person))).rstrip("/").rpartition("/")[2]
    for answer in (response, again):
        assert token not in answer["Location"] + said(answer)
    assert token not in caplog.text
    entries = LogEntry.objects.all()
    assert [entry.get_change_message() for entry in entries] == [
        "Got a password link.",
        "Added.",
    ]


def test_whoever_has_forgotten_the_password_gets_a_link_by_a_button(staff):
    person = make_person(Role.PUBLISHER)
    text = page(staff, person_url(person))
    assert link_on(text) is None
    assert "Forgot password?" in text
    assert staff.get(person_url(person, "link"))["Location"] == person_url(person)
    assert link_on(page(staff, person_url(person))) is None
    staff.post(person_url(person, "link"))
    first = link_on(page(staff, person_url(person)))
    browser = use_link(first, "another quiet river", username=person.username)
    assert browser.get("/admin/").status_code == 200
    assert not Client().login(username=person.username, password=PASSWORD)
    person.refresh_from_db()
    assert role_of(person) == Role.PUBLISHER


def test_a_second_link_leaves_the_first_alone_until_one_is_used(staff):
    person, first = add_person(staff)
    staff.post(person_url(person, "link"))
    second = link_on(page(staff, person_url(person)))
    assert DEAD not in open_link(first)[0]
    use_link(second)
    assert DEAD in open_link(first)[0]


def test_whoever_leaves_is_signed_out_at_once_and_for_good(staff):
    person = make_person(Role.PUBLISHER)
    browser, link = browser_of(person), welcome_link(person)
    assert browser.get("/admin/").status_code == 200
    assert submit_ticks(staff, person, is_active=False).status_code == 302
    assert browser.get("/admin/")["Location"].startswith("/admin/login/")
    assert DEAD in open_link(link)[0]
    assert "Inactive" in page(staff, "/admin/auth/user/")
    staff.post(person_url(person, "link"))
    assert link_on(page(staff, person_url(person))) is None
    # Coming back begins with a new link; nothing of before works again.
    submit_ticks(staff, person, is_active=True)
    assert browser.get("/admin/").status_code == 302
    assert DEAD in open_link(link)[0]
    assert not Client().login(username=person.username, password=PASSWORD)
    staff.post(person_url(person, "link"))
    browser = use_link(link_on(page(staff, person_url(person))), username=person.username)
    assert 'href="/admin/services/treatment/"' in page(browser, "/admin/")


def test_a_link_that_was_opened_before_somebody_left_sets_no_password(staff):
    person, link = add_person(staff)
    browser = Client()
    _text, form = open_link(link, browser)
    submit_ticks(staff, person, is_active=False)
    data = {"full_name": "Sam", "username": "sam", "new_password1": PASSWORD}
    response = browser.post(form, data | {"new_password2": PASSWORD})
    assert DEAD in response.content.decode()
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_an_owner_who_opens_the_link_is_told_whom_it_is_for(staff):
    _person, link = add_person(staff)
    text, _form = open_link(link, staff)
    assert "This link is for Sam Lee, and you’re signed in as Maria Rossi." in text


def test_the_owner_chooses_no_password_and_no_permissions(staff):
    fields = staff.get(ADD_PERSON).context["adminform"].form.fields
    assert set(fields) == {"full_name", "username", "role", "opened_at"}
    person, _link = add_person(staff, is_superuser="on", password="x", groups="1")
    assert role_of(person) == Role.EDITOR


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"role": ""}, "Role: Choose one of these."),
        ({"role": "admin"}, "Role: That choice isn’t available"),
        ({"full_name": " "}, "Name: Required."),
        ({"full_name": "x" * 151}, "Name: This has 151 characters. Shorten it to 150."),
        ({"username": "MARIA@example.com"}, "That email or username is already in use"),
        ({"username": "no spaces"}, "(no spaces)"),
    ],
)
def test_a_person_who_does_not_fit_gets_a_clear_message(staff, changes, complaint):
    data = {"full_name": "Sam", "username": "sam", "role": "editor"} | changes
    assert complaint in errors(submit(staff, ADD_PERSON, **data))
    assert User.objects.count() == 1


def test_the_only_owner_stays_an_owner(staff, owner):
    assert "only owner" in errors(submit(staff, person_url(owner), role="editor"))
    assert "only owner" in errors(submit_ticks(staff, owner, is_active=False))
    # Somebody who hasn't opened the link yet can't be relied on.
    person, link = add_person(staff, role="owner")
    assert "only owner" in errors(submit(staff, person_url(owner), role="editor"))
    use_link(link)
    response = submit(staff, person_url(owner), role="editor")
    assert response["Location"] == "/admin/"
    owner.refresh_from_db()
    assert role_of(owner) == Role.EDITOR


@pytest.fixture
def second(db):
    """The browser of a second owner."""
    return browser_of(make_person(Role.OWNER))


def person_form(browser, person, **changes):
    """What a browser would send of a person's form: a tick that isn't set is not sent."""
    response = browser.get(person_url(person))
    data = form_data(response, base_values=response.context["base_values"], is_active="on")
    return data | changes


def test_what_only_the_other_owner_changed_is_taken_in(staff, second):
    person = make_person(Role.EDITOR, username="sam")
    mine = person_form(staff, person, full_name="Sam Leigh")
    submit(second, person_url(person), role="publisher", is_active="on")
    response = staff.post(person_url(person), mine)
    assert "after you opened it" in errors(response)
    text = response.content.decode()
    assert "<ins>Publisher can edit and publish.</ins>" in text
    assert "Their change is already in the form below." in text
    person.refresh_from_db()
    assert (person.get_full_name(), role_of(person)) == ("Sam", Role.PUBLISHER)
    again = max(Forms(text).forms, key=len)
    assert (again["role"], again["full_name"]) == ("publisher", "Sam Leigh")
    assert staff.post(person_url(person), again).status_code == 302
    person = User.objects.get(pk=person.pk)
    assert (person.get_full_name(), role_of(person)) == ("Sam Leigh", Role.PUBLISHER)


def test_what_both_owners_changed_stands_side_by_side(staff, second):
    person = make_person(Role.EDITOR, username="sam")
    mine = person_form(staff, person, full_name="Sam Leigh", role="owner")
    submit(second, person_url(person), full_name="Samuel <b>", role="publisher", is_active="on")
    text = staff.post(person_url(person), mine).content.decode()
    assert text.count("You both changed this.") == 2
    assert "<blockquote>Samuel &lt;b&gt;</blockquote>" in text
    assert "<blockquote>Publisher can edit and publish.</blockquote>" in text
    again = max(Forms(text).forms, key=len)
    assert (again["role"], again["full_name"]) == ("owner", "Sam Leigh")


def test_somebody_who_was_made_to_leave_is_not_brought_back_unawares(staff, second):
    person = make_person(Role.EDITOR, username="sam")
    mine = person_form(staff, person, full_name="Sam Leigh")
    submit_ticks(second, person, is_active=False)
    text = staff.post(person_url(person), mine).content.decode()
    assert "<del>yes</del> <ins>no</ins>" in text
    again = max(Forms(text).forms, key=len)
    assert "is_active" not in again
    staff.post(person_url(person), again)
    person.refresh_from_db()
    assert (person.first_name, person.is_active) == ("Sam", False)


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '{"role": 1}', '{"nothing": "x"}'])
def test_a_person_s_form_that_does_not_say_what_it_was_opened_with_overwrites_nothing(
    staff, second, nonsense
):
    person = make_person(Role.EDITOR, username="sam")
    mine = person_form(staff, person, base_values=nonsense)
    submit(second, person_url(person), role="publisher", is_active="on")
    assert "after you opened it" in errors(staff.post(person_url(person), mine))
    assert role_of(User.objects.get(pk=person.pk)) == Role.PUBLISHER


def test_what_was_changed_about_a_person_stands_in_sentences(staff, owner):
    make_clinic(time_zone="Pacific/Auckland")
    person, _link = add_person(staff)
    submit(staff, person_url(person), role="publisher")
    submit(staff, person_url(person))
    text = page(staff, person_url(person, "history"))
    for words in ("Maria Rossi", "Added.", "Changed: Role.", "Saved without changes."):
        assert words in text
    assert "No changes yet." in page(staff, person_url(owner, "history"))


def test_the_list_of_people_says_who_they_are_in_words(staff):
    add_person(staff)
    make_person(Role.PUBLISHER)
    User.objects.create_user("someone", is_staff=True, password=PASSWORD)
    text = page(staff, "/admin/auth/user/")
    for words in ("Sam Lee", "Invited", "Publisher", "Editor", "None yet"):
        assert words in text
    assert "user" not in re.sub(r"<[^>]*>|username", "", text).lower()
