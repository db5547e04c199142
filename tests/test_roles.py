"""Who may do what: owner, publisher, editor, on every page of staff's side."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from services.accounts.roles import Role
from services.content.types import upload_fields
from services.models import Publication, Treatment

from .factories import make_clinic, make_closure, make_person, make_treatment, published
from .staff import ADD_PERSON, browser_as, browser_of, change_url, errors, page, person_url, submit

pytestmark = pytest.mark.django_db


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
services/treatment/<path:object_id>/files/      302/302    200/403  200/403    200/302  302/302
services/treatment/<path:object_id>/reviews/    302/302    200/403  200/302    200/302  302/302
services/treatment/<path:object_id>/suggestions/ 302/302   200/302  200/302    200/302  302/302
services/clinic/<path:object_id>/reviews/       302/302    403/403  403/403    403/403  302/302
services/closure/<path:object_id>/reviews/      302/302    403/403  403/403    403/403  302/302
services/treatment/<path:object_id>/erase/      302/302    403/403  403/403    200/200  302/302
services/clinic/<path:object_id>/erase/         302/302    403/403  403/403    200/200  302/302
services/closure/<path:object_id>/erase/        302/302    403/403  403/403    200/200  302/302
services/fees/                                302/302    302/302  302/302    302/302  302/302
services/fees/add/                            302/302    403/403  403/403    403/403  302/302
services/fees/add/preview/                    302/302    403/403  403/403    403/403  302/302
services/fees/<path:object_id>/               302/302    302/302  302/302    302/302  302/302
services/fees/<path:object_id>/change/        302/302    200/200  200/200    200/200  302/302
services/fees/<path:object_id>/preview/       302/302    200/200  200/200    200/200  302/302
services/fees/<path:object_id>/history/       302/302    200/302  200/302    200/302  302/302
services/fees/<path:object_id>/delete/        302/302    403/403  403/403    403/403  302/302
services/fees/<path:object_id>/retire/        302/302    403/403  200/200    200/200  302/302
services/fees/<path:object_id>/cancel-schedule/  302/302 403/403  200/302    200/302  302/302
services/fees/<path:object_id>/address/       302/302    403/403  200/200    200/200  302/302
services/fees/<path:object_id>/reviews/       302/302    200/403  200/302    200/302  302/302
services/fees/<path:object_id>/erase/         302/302    403/403  403/403    200/200  302/302
services/clinic/<path:object_id>/files/       302/302    200/403  200/403    200/302  302/302
services/firstvisit/<path:object_id>/files/   302/302    200/403  200/403    200/302  302/302
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


def has_uploads(kind):
    """Whether a page of a kind, the name of its model, can have pictures or documents."""
    return bool(upload_fields(apps.get_model("services", kind).content_class))


HEAD, *ROWS = (line.split() for line in MATRIX.strip().splitlines())
# A kind that answers as another: because there is one page of each, say.
AS = {
    "formersite": "clinic",
    "firstvisit": "fees",
    "practitioner": "treatment",
    "textpage": "treatment",
}
ROWS += [
    [route.replace(f"/{other}/", f"/{kind}/"), *answers]
    for kind, other in AS.items()
    for route, *answers in ROWS
    if f"/{other}/" in route
    and (has_uploads(kind) or "/files/" not in route)
    and "/suggestions/" not in route
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
    assert "Save draft" in page(editor, url)
    assert "A publisher can publish it." in page(editor, url)
    assert 'name="_publish"' not in page(editor, url)
    assert submit(editor, url).status_code == 302
    assert "Only a publisher can publish this" in errors(submit(editor, url, "_publish"))
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
    assert ">Unpublish<" not in page(editor, change_url(row))
    assert editor.post(change_url(row, "retire")).status_code == 403
    assert Publication.objects.get().retired is False


def test_an_editor_changes_parts_and_deletes_a_draft_that_was_never_public(editor):
    draft = make_treatment(effects=1)
    submit(editor, change_url(draft), **{"effects-0-text": "By the editor."})
    assert draft.effects.get().text == "By the editor."
    public = published(make_treatment(title="Live"), at=timezone.now())
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
    assert "You don’t have permission to do this" in page(browser, "/admin/auth/user/")
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
        assert ">Unpublish<" in page(staff, path)
        assert ">Unpublish<" not in page(editor, path)
    assert "Get a clinician’s approval" in page(staff, "/admin/")
    assert "Get a clinician’s approval" not in page(editor, "/admin/")
