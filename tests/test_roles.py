"""Who may do what: owner, publisher, editor; and how the owner lets somebody in."""

import datetime as dt
import html
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from services.accounts.roles import Role, give_role, may_publish, role_of
from services.accounts.welcome import welcome_link
from services.content.types import pictures_of
from services.models import Publication, Treatment

from .factories import (
    PASSWORD,
    browser_as,
    browser_of,
    change_url,
    form_data,
    make_clinic,
    make_closure,
    make_person,
    make_treatment,
    page,
    published,
    said,
    submit,
)
from .servers import Forms
from .test_admin import errors

pytestmark = pytest.mark.django_db

ADD_PERSON = "/admin/auth/user/add/"


@pytest.fixture
def editor(db):
    return browser_of(make_person(Role.EDITOR))


@pytest.fixture
def publisher(db):
    return browser_of(make_person(Role.PUBLISHER))


# Role x page x method: what GET and POST answer, of drafts and of a colleague's page. An empty form is
# sent: 200 is the form with its complaints, or the question before the deed. A page that isn't here
# fails `test_every_page_of_the_admin_is_in_the_matrix`.
MATRIX = """
route                                         anonymous  editor   publisher  owner    left
-                                             302/302    200/200  200/200    200/200  302/302
login/                                        200/200    302/200  302/200    302/200  200/200
logout/                                       302/302    405/200  405/200    405/200  302/302
welcome/<uidb64>/<token>/                     200/200    200/200  200/200    200/200  200/200
password_change/                              302/302    200/200  200/200    200/200  302/302
password_change/done/                         302/302    200/405  200/405    200/405  302/302
autocomplete/                                 302/302    403/405  403/405    403/405  302/302
jsi18n/                                       302/302    200/405  200/405    200/405  302/302
r/<path:content_type_id>/<path:object_id>/    302/302    302/302  302/302    302/302  302/302
^(?P<app_label>services|auth)/$               302/302    302/302  302/302    302/302  302/302
(?P<url>.*)$                                  302/302    404/404  404/404    404/404  302/302
services/treatment/                           302/302    200/200  200/200    200/200  302/302
services/treatment/add/                       302/302    200/200  200/200    200/200  302/302
services/treatment/<path:object_id>/          302/302    302/302  302/302    302/302  302/302
services/treatment/<path:object_id>/change/   302/302    200/200  200/200    200/200  302/302
services/treatment/<path:object_id>/history/  302/302    200/302  200/302    200/302  302/302
services/treatment/<path:object_id>/delete/   302/302    200/200  200/200    200/200  302/302
services/treatment/<path:object_id>/retire/   302/302    403/403  200/200    200/200  302/302
services/clinic/                              302/302    302/302  302/302    302/302  302/302
services/clinic/add/                          302/302    403/403  403/403    403/403  302/302
services/clinic/<path:object_id>/             302/302    302/302  302/302    302/302  302/302
services/clinic/<path:object_id>/change/      302/302    200/200  200/200    200/200  302/302
services/clinic/<path:object_id>/history/     302/302    200/302  200/302    200/302  302/302
services/clinic/<path:object_id>/delete/      302/302    403/403  403/403    403/403  302/302
services/clinic/<path:object_id>/retire/      302/302    403/403  403/403    403/403  302/302
services/closure/                             302/302    200/200  200/200    200/200  302/302
services/closure/add/                         302/302    200/200  200/200    200/200  302/302
services/closure/<path:object_id>/            302/302    302/302  302/302    302/302  302/302
services/closure/<path:object_id>/change/     302/302    200/200  200/200    200/200  302/302
services/closure/<path:object_id>/history/    302/302    200/302  200/302    200/302  302/302
services/closure/<path:object_id>/delete/     302/302    200/200  200/200    200/200  302/302
services/closure/<path:object_id>/retire/     302/302    403/403  200/302    200/302  302/302
services/treatment/add/preview/                 302/302    200/200  200/200    200/200  302/302
services/treatment/<path:object_id>/preview/    302/302    200/200  200/200    200/200  302/302
services/treatment/<path:object_id>/cancel-schedule/   302/302    403/403  200/302    200/302  302/302
services/treatment/<path:object_id>/address/    302/302    403/403  200/200    200/200  302/302
services/clinic/add/preview/                    302/302    403/403  403/403    403/403  302/302
services/clinic/<path:object_id>/preview/       302/302    200/200  200/200    200/200  302/302
services/clinic/<path:object_id>/cancel-schedule/      302/302    403/403  200/302    200/302  302/302
services/clinic/<path:object_id>/address/       302/302    403/403  403/403    403/403  302/302
services/closure/add/preview/                   302/302    200/200  200/200    200/200  302/302
services/closure/<path:object_id>/preview/      302/302    200/200  200/200    200/200  302/302
services/closure/<path:object_id>/cancel-schedule/     302/302    403/403  200/302    200/302  302/302
services/closure/<path:object_id>/address/      302/302    403/403  403/403    403/403  302/302
services/treatment/<path:object_id>/pictures/   302/302    200/403  200/403    200/302  302/302
services/treatment/<path:object_id>/reviews/    302/302    200/403  200/302    200/302  302/302
services/clinic/<path:object_id>/reviews/       302/302    403/403  403/403    403/403  302/302
services/closure/<path:object_id>/reviews/      302/302    403/403  403/403    403/403  302/302
services/treatment/<path:object_id>/erase/      302/302    403/403  403/403    200/200  302/302
services/clinic/<path:object_id>/erase/         302/302    403/403  403/403    200/200  302/302
services/closure/<path:object_id>/erase/        302/302    403/403  403/403    200/200  302/302
review/<token>/                                 404/404    404/404  404/404    404/404  404/404
as-of/                                          302/302    200/200  200/200    200/200  302/302
as-of/page/                                     302/302    404/404  404/404    404/404  302/302
what-changed/                                   302/302    200/200  200/200    200/200  302/302
auth/user/                                    302/302    403/403  403/403    200/200  302/302
auth/user/add/                                302/302    403/403  403/403    200/200  302/302
auth/user/<path:object_id>/                   302/302    302/302  302/302    302/302  302/302
auth/user/<path:object_id>/change/            302/302    403/403  403/403    200/200  302/302
auth/user/<path:object_id>/history/           302/302    403/403  403/403    200/200  302/302
auth/user/<path:object_id>/delete/            302/302    403/403  403/403    403/403  302/302
auth/user/<path:object_id>/link/              302/302    403/403  403/403    302/302  302/302
"""


def has_pictures(kind):
    """Whether a page of a kind, the name of its model, can have pictures."""
    return bool(pictures_of(apps.get_model("services", kind).content_class))


HEAD, *ROWS = (line.split() for line in MATRIX.strip().splitlines())
# A kind that answers as another: because there is one page of each, say.
AS = {"formersite": "clinic"}
ROWS += [
    [route.replace(f"/{other}/", f"/{kind}/"), *answers]
    for kind, other in AS.items()
    for route, *answers in ROWS
    if f"/{other}/" in route and (has_pictures(kind) or "/pictures/" not in route)
]


def routes(patterns, before=""):
    """Every address of an URL configuration, as it is written there."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def admin_routes():
    """Every address of the staff's side, without "admin/"; the first page is "-"."""
    found = routes(get_resolver().url_patterns)
    return {r.removeprefix("admin/") or "-" for r in found if r.startswith("admin/")}


def address_of(route):
    """An address to try a route with."""
    if "user" in route:
        row = make_person(Role.EDITOR, username="colleague@example.com")
    else:
        kind = re.match(r"services/([a-z]+)/|", route)[1] or "treatment"
        makers = {"treatment": make_treatment, "clinic": make_clinic, "closure": make_closure}
        row = makers.get(kind, apps.get_model("services", kind).objects.create)()
    example = {"-": "", "^(?P<app_label>services|auth)/$": "services/", "(?P<url>.*)$": "nope/"}
    kind = ContentType.objects.get_for_model(Treatment)
    path = example.get(route, route)
    for name, value in {
        "<uidb64>/<token>": "MQ/x",
        "<token>": "x",
        "<path:content_type_id>": str(kind.pk),
        "<path:object_id>": str(row.pk),
    }.items():
        path = path.replace(name, value)
    return f"/admin/{path}"


def test_every_page_of_the_admin_is_in_the_matrix():
    assert {route for route, *_answers in ROWS} == admin_routes()


@pytest.mark.parametrize(("route", "expected"), [(row[0], row[1:]) for row in ROWS])
def test_each_role_gets_the_pages_that_are_its_own(route, expected):
    url = address_of(route)
    found = []
    for who in HEAD[1:]:
        browser = browser_as(who)
        found.append(f"{browser.get(url).status_code}/{browser.post(url).status_code}")
    assert found == expected


# What a role does with it


def row_of(kind):
    """A draft of a kind, with what a page needs to be public."""
    return {"treatment": make_treatment, "clinic": make_clinic, "closure": make_closure}[kind]()


KINDS = ["treatment", "clinic", "closure"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_saves_drafts_and_makes_nothing_public(editor, kind):
    url = change_url(row_of(kind))
    assert "Save for later" in page(editor, url)
    assert "A publisher makes this public." in page(editor, url)
    assert 'name="_publish"' not in page(editor, url)
    assert submit(editor, url).status_code == 302
    assert "A publisher makes this public" in errors(submit(editor, url, "_publish"))
    assert not Publication.objects.exists()


def test_an_editor_who_sends_the_publish_button_loses_no_words(editor):
    draft = make_treatment()
    response = submit(editor, change_url(draft), "_publish", title="Typed", summary="Kept words.")
    assert "Kept words." in response.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Massage"
    new = submit(editor, "/admin/services/treatment/add/", "_publish", title="New", slug="new")
    assert new.status_code == 200
    assert Treatment.objects.count() == 1


def test_publishing_is_refused_even_if_the_form_lets_it_through(editor, monkeypatch):
    monkeypatch.setattr("services.admin.forms.PageForm.clean", lambda form: form.cleaned_data)
    assert submit(editor, change_url(make_treatment()), "_publish").status_code == 403
    assert not Publication.objects.exists()


@pytest.mark.parametrize("kind", ["treatment", "closure"])
def test_an_editor_cannot_take_away_what_is_public(editor, kind):
    row = published(row_of(kind), at=timezone.now())
    assert "Take it away" not in page(editor, change_url(row))
    assert editor.post(change_url(row, "retire")).status_code == 403
    assert Publication.objects.get().retired is False


def test_an_editor_changes_parts_and_deletes_a_draft_that_was_never_public(editor):
    draft = make_treatment(effects=1)
    submit(editor, change_url(draft), **{"effects-0-text": "By the editor."})
    assert draft.effects.get().text == "By the editor."
    public = published(make_treatment(title="Public"), at=timezone.now())
    assert editor.post(change_url(public, "delete"), {"post": "yes"}).status_code == 403
    assert editor.post(change_url(draft, "delete"), {"post": "yes"}).status_code == 302
    assert list(Treatment.objects.all()) == [public]


@pytest.mark.parametrize("kind", KINDS)
def test_a_publisher_makes_public_and_takes_away(publisher, kind):
    row = row_of(kind)
    assert submit(publisher, change_url(row), "_publish").status_code == 302
    assert Publication.objects.live(timezone.now()).get().author_name == "Sam"
    if kind != "clinic":
        publisher.post(change_url(row, "retire"))
        assert not Publication.objects.live(timezone.now()).exists()


@pytest.mark.parametrize("who", ["editor", "publisher"])
def test_people_are_nowhere_but_with_the_owner(who, owner):
    browser = browser_as(who)
    assert "People" not in page(browser, "/admin/")
    assert browser.get("/admin/auth/").status_code == 404
    assert "This isn’t yours to change" in page(browser, "/admin/auth/user/")
    assert "People" in page(browser_of(owner), "/admin/")


def test_a_permission_of_the_admin_s_own_does_not_open_the_people(db):
    person = make_person(Role.PUBLISHER)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    for path in ("", "add/", f"{person.pk}/change/", f"{person.pk}/history/"):
        assert browser_of(person).get(f"/admin/auth/user/{path}").status_code == 403


def test_a_role_counts_from_the_next_request_on(staff):
    person = make_person(Role.EDITOR)
    browser, draft = browser_of(person), make_treatment()
    assert 'name="_publish"' not in page(browser, change_url(draft))
    submit(staff, person_url(person), role="publisher")
    assert 'name="_publish"' in page(browser, change_url(draft))
    assert submit(browser, change_url(draft), "_publish").status_code == 302
    submit(staff, person_url(person), role="owner")
    assert browser.get(ADD_PERSON).status_code == 200
    submit(staff, person_url(person), role="editor")
    assert browser.get(ADD_PERSON).status_code == 403
    assert browser.post(change_url(draft, "retire")).status_code == 403


def test_editor_and_publisher_may_do_everything_with_what_staff_edit():
    edited = {
        model._meta.model_name
        for registered, model_admin in admin.site._registry.items()
        if registered._meta.app_label == "services"
        for model in [registered, *(inline.model for inline in model_admin.get_inlines(None, None))]
    }
    rights = {f"{act}_{model}" for act in ("add", "change", "delete", "view") for model in edited}
    for name, more in {"editor": set(), "publisher": {"publish"}}.items():
        group = Group.objects.get(name=name)
        assert set(group.permissions.values_list("codename", flat=True)) == rights | more


# People


def person_url(person, view="change"):
    return f"/admin/auth/user/{person.pk}/{view}/"


def add_person(staff, **changes):
    """Add somebody as the owner does; returns the person and the link on the page that follows."""
    data = {"full_name": "Sam Lee", "username": "sam@example.com", "role": "editor"} | changes
    response = submit(staff, ADD_PERSON, **data)
    assert response.status_code == 302, errors(response)
    return User.objects.get(username=data["username"]), link_on(page(staff, response["Location"]))


def link_on(text):
    """The one-time link that stands on a page, or None."""
    found = re.search(r'id="link" value="([^"]+)"', text)
    return found and html.unescape(found[1])


def open_link(link, browser=None):
    """What the page behind a link says, in a browser of its own, and the form's address."""
    response = (browser or Client()).get(link.removeprefix(settings.SITE_URL), follow=True)
    return html.unescape(response.content.decode()), response.request["PATH_INFO"]


def use_link(link, password=PASSWORD, **changes):
    """Open a link in another browser, set a password; returns that browser."""
    browser = Client()
    text, form = open_link(link, browser)
    assert "The password once more" in text, text
    data = {"full_name": "Sam Lee", "username": "sam@example.com"} | changes
    done = browser.post(form, data | {"new_password1": password, "new_password2": password})
    assert done.status_code == 302
    return browser


DEAD = "This link has been used, or is too old"


@pytest.mark.parametrize("role", Role)
def test_the_owner_adds_somebody_who_sets_a_password_with_the_link(staff, role):
    person, link = add_person(staff, role=role.value)
    assert link.startswith(f"{settings.SITE_URL}/admin/welcome/")
    assert not person.has_usable_password()
    assert person.get_full_name() == "Sam Lee"
    text, _form = open_link(link)
    assert 'value="Sam Lee"' in text
    assert 'value="sam@example.com"' in text
    assert f"You are here as {role.label}" in text
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
    assert f"until {until:%A} {until.day} {until:%B}, " in page(staff, person_url(person))
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
    assert "Has no password yet" in text


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
        "Made a link to set a password.",
        "Added.",
    ]


def test_whoever_has_forgotten_the_password_gets_a_link_by_a_button(staff):
    person = make_person(Role.PUBLISHER)
    text = page(staff, person_url(person))
    assert link_on(text) is None
    assert "Password forgotten?" in text
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
    assert "Has left" in page(staff, "/admin/auth/user/")
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


def submit_ticks(staff, person, *, is_active):
    """Change a person with the tick "Works here" as it is going to be: no tick is not sent."""
    data = form_data(staff.get(person_url(person))) | {"is_active": "on"}
    return staff.post(
        person_url(person), {k: v for k, v in data.items() if is_active or k != "is_active"}
    )


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
    assert "This link is for Sam Lee, and you are signed in as Maria Rossi." in text


def test_the_owner_chooses_no_password_and_no_permissions(staff):
    fields = staff.get(ADD_PERSON).context["adminform"].form.fields
    assert set(fields) == {"full_name", "username", "role", "opened_at"}
    person, _link = add_person(staff, is_superuser="on", password="x", groups="1")
    assert role_of(person) == Role.EDITOR


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"role": ""}, "What they may do: Choose one of these."),
        ({"role": "admin"}, "What they may do: This isn’t offered"),
        ({"full_name": " "}, "Name: Fill this in."),
        ({"full_name": "x" * 151}, "Name: This has 151 letters. Shorten it to 150."),
        ({"username": "MARIA@example.com"}, "Somebody else signs in with this"),
        ({"username": "no spaces"}, "without spaces"),
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
    assert "<ins>Publisher changes pages, and makes changes public.</ins>" in text
    assert "It is in the form below now." in text
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
    assert text.count("You changed this too.") == 2
    assert "<blockquote>Samuel &lt;b&gt;</blockquote>" in text
    assert "<blockquote>Publisher changes pages, and makes changes public.</blockquote>" in text
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
    for words in ("Maria Rossi", "Added.", "Changed: What they may do.", "Saved as it was."):
        assert words in text
    assert "Nothing was changed here yet." in page(staff, person_url(owner, "history"))


def test_the_list_of_people_says_who_they_are_in_words(staff):
    add_person(staff)
    make_person(Role.PUBLISHER)
    User.objects.create_user("someone", is_staff=True, password=PASSWORD)
    text = page(staff, "/admin/auth/user/")
    for words in ("Sam Lee", "Has no password yet", "Publisher", "Editor", "Nothing yet"):
        assert words in text
    assert "user" not in re.sub(r"<[^>]*>", "", text).lower()


# Passwords and signing in


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"old_password": "wrong"}, "This isn’t your password."),
        ({"new_password2": "other"}, "These two aren’t the same."),
        ({"new_password1": "short"}, "Make it longer: 8 letters"),
        ({"new_password1": "12345678"}, "Digits alone are soon guessed."),
        ({"new_password1": "password1"}, "Many people use this one"),
        ({"new_password1": "maria@example.com"}, "too much like your name"),
        ({"new_password1": ""}, "Fill this in."),
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
    assert "From now on you sign in with the new one." in response.content.decode()
    assert Client().login(username="maria@example.com", password=new)


def test_whoever_mistypes_at_the_door_is_told_what_to_do(client, owner):
    text = page(client, "/admin/login/")
    assert "<title>Sign in | Your website</title>" in text
    answer = client.post("/admin/login/", {"username": "maria@example.com", "password": "wrong"})
    text = answer.content.decode()
    assert "Name and password don’t belong together." in text
    assert 'value="maria@example.com"' in text
    assert "Fill this in." in client.post("/admin/login/", {}).content.decode()


# The way back


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
    assert "The address may have a typing mistake, or the link may" in page(staff, "/nope/")
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


# The migration

BEFORE, AFTER = [("services", "0001_initial")], [("services", "0003_roles")]


@pytest.mark.django_db(transaction=True)
def test_whoever_could_publish_before_there_were_roles_is_a_publisher():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("services")
    old = migrate(BEFORE)
    assert not old.get_model("auth", "Group").objects.exists()
    people, rights = (
        old.get_model("auth", "User").objects,
        old.get_model("auth", "Permission").objects,
    )
    ours = rights.filter(content_type__app_label="services")
    both, looks, nobody = (people.create(username=name, is_staff=True) for name in ("b", "l", "n"))
    gone = people.create(username="gone", is_staff=True, is_active=False)
    people.create(username="owner", is_staff=True, is_superuser=True)
    other = rights.exclude(content_type__app_label="services").first()
    for person in (both, gone):
        person.user_permissions.set([*ours.exclude(codename__contains="publication"), other])
    looks.user_permissions.set(ours.filter(codename="view_treatment"))

    migrate(AFTER)
    roles = {person.username: role_of(person) for person in User.objects.all()}
    publisher = Role.PUBLISHER
    assert roles == {"b": publisher, "gone": publisher, "l": None, "n": None, "owner": Role.OWNER}
    assert may_publish(User.objects.get(username="b"))
    assert [p.pk for p in User.objects.get(username="b").user_permissions.all()] == [other.pk]

    # And back: publishers have their rights, each by themselves; an editor has none.
    give_role(User.objects.get(username="n"), Role.EDITOR)
    migrate(BEFORE)
    assert User.objects.get(username="b").has_perm("services.change_treatment")
    assert not User.objects.get(username="n").get_all_permissions()
    migrate(newest)


@pytest.mark.django_db(transaction=True)
def test_roles_are_made_where_no_permission_is_yet():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("services")
    migrate(BEFORE)
    ContentType.objects.filter(app_label="services").delete()
    migrate(newest)
    ContentType.objects.clear_cache()
    assert Group.objects.get(name="editor").permissions.filter(codename="change_closure").exists()
    assert may_publish(make_person(Role.PUBLISHER))
    # Django's own step after the migrations finds what is there.
    call_command("migrate", verbosity=0)
    assert Permission.objects.filter(codename="change_closure").count() == 1


def migrate(targets):
    """Migrate the test's database; returns the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def test_somebody_without_a_role_reads_no_drafts_on_the_first_page(client):
    make_treatment(title="Secret draft")
    client.force_login(User.objects.create_user("new@example.com", is_staff=True))
    answer = client.get("/admin/")
    assert answer.status_code == 403
    assert "Secret draft" not in answer.content.decode()


def test_an_editor_is_offered_nothing_that_would_be_refused(editor, staff):
    closure = make_closure()
    make_treatment()
    submit(staff, change_url(closure), "_publish")
    for path in ("/admin/", "/admin/what-changed/"):
        assert "Take it away" in page(staff, path)
        assert "Take it away" not in page(editor, path)
    assert "Get a clinician’s approval" in page(staff, "/admin/")
    assert "Get a clinician’s approval" not in page(editor, "/admin/")
