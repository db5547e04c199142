"""The commands behind `make run`, `make demo` and `make owner-link`."""

import datetime as dt
import io
import os
import re
import shutil
import socket
import stat
import subprocess

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from clinic_site.settings import private_key, site_address
from services.content.types import fields_of
from services.kinds import FORMER, KINDS, MAIN
from services.models import Publication, Treatment
from services.starting_content import demo

from .factories import PASSWORD


def run(*args, **options):
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def link_in(text):
    return re.search(r"(/admin/welcome/\S+)", text)[1]


@pytest.mark.django_db
def test_the_first_run_publishes_the_starting_content(client):
    run("starting_content")
    assert client.get("/treatments/ims-dry-needling/").status_code == 200


@pytest.mark.django_db
def test_running_again_changes_nothing_that_staff_wrote(client):
    run("starting_content")
    page = Treatment.objects.get()
    page.title = "Ours"
    page.save()
    assert run("starting_content") == ""
    assert Treatment.objects.get().title == "Ours"
    assert Publication.objects.count() == 1


@pytest.mark.django_db
def test_the_demo_says_on_every_page_that_it_is_invented(client, settings):
    settings.DEMO = True
    run("starting_content")
    for path in ("/", "/treatments/", "/treatments/pelvic-health/", "/visit/", "/nope/"):
        html = client.get(path).content.decode()
        assert "The clinic, its people and its details are invented" in html
        assert '<meta name="robots" content="noindex">' in html
    assert "Closed" in client.get("/").content.decode()


@pytest.mark.django_db
def test_invented_treatments_are_for_demonstrations(client, settings, tmp_path):
    settings.DEMO, settings.DEMO_MARK = True, tmp_path / "demo-content"
    with pytest.raises(CommandError, match="make demo"):
        run("invented_treatments", 2)
    settings.DEMO_MARK.touch()
    run("invented_treatments", 2)
    assert "The clinic, its people" in client.get("/treatments/invented-2/").content.decode()


@pytest.mark.parametrize("model", [one for one in KINDS if one is not FORMER])
def test_the_demo_fills_every_field(model):
    all_contents = demo.contents(dt.date(2026, 3, 3))
    contents = [one for one in all_contents if type(one) is model.content_class]
    empty = {
        field.name
        for field in fields_of(model.content_class)
        if all(getattr(content, field.name) == field.default for content in contents)
    }
    # A photo of a treatment isn't invented; what is drawn says something.
    assert empty - {"key", "picture_is_decorative"} <= (
        {"picture", "picture_text"} if model is MAIN else set()
    )


def test_a_treatment_of_the_demo_fills_every_field():
    left_out = {"position", "picture", "picture_text", "picture_is_decorative"}
    first = vars(demo.TREATMENTS[0])
    assert not [name for name, value in first.items() if not value and name not in left_out]


@pytest.mark.django_db
def test_nothing_but_the_demo_is_invented(client):
    run("starting_content")
    for path in ("/", "/treatments/", "/treatments/ims-dry-needling/", "/visit/"):
        html = client.get(path).content.decode()
        assert "nvented" not in html
        assert "tel:" not in html
        assert "mailto:" not in html


@pytest.mark.django_db
def test_the_owner_sets_name_and_password_through_a_link_that_works_once(client):
    text = run("owner_link")
    assert settings.SITE_URL + "/admin/welcome/" in text
    link = link_in(text)
    page = client.get(link, follow=True)
    assert "Choose a username and password" in page.content.decode()
    form = page.request["PATH_INFO"]
    data = {"full_name": "Maria Rossi", "username": "maria@example.com"}
    weak = client.post(form, data | {"new_password1": "12345678", "new_password2": "12345678"})
    assert "This password is too common" in weak.content.decode()
    assert "form-row errors" in weak.content.decode()
    done = client.post(form, data | {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert done["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    owner = User.objects.get()
    assert (owner.username, owner.get_full_name()) == ("maria@example.com", "Maria Rossi")
    assert owner.check_password(PASSWORD)
    again = type(client)().get(link, follow=True)
    assert "This link has expired or was already used" in again.content.decode()


@pytest.mark.django_db
def test_there_is_no_default_password_and_no_account_called_admin():
    run("owner_link")
    owner = User.objects.get()
    assert not owner.has_usable_password()
    assert owner.username != "admin"


@pytest.mark.django_db
def test_asking_for_links_makes_one_owner(client):
    run("owner_link")
    run("owner_link")
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_owner_who_forgot_the_password_gets_a_new_link(client, owner):
    text = run("owner_link")
    assert "Open this link to choose a new password for maria@example.com" in text
    page = client.get(link_in(text), follow=True)
    assert 'value="Maria Rossi"' in page.content.decode()
    assert run("owner_link", if_none=True) == ""
    assert "maria" in run("owner_link", "maria@example.com")
    with pytest.raises(CommandError, match="No owner has the username 'x'"):
        run("owner_link", "x")


@pytest.mark.django_db
def test_a_sign_in_name_that_somebody_has_is_refused(client, owner):
    new = User.objects.create(username="new", is_staff=True, is_superuser=True, password="!")
    from services.accounts.welcome import welcome_link

    link = welcome_link(new).removeprefix(settings.SITE_URL)
    page = client.get(link, follow=True)
    data = {"full_name": "X", "new_password1": PASSWORD, "new_password2": PASSWORD}
    for taken in ("maria@example.com", "MARIA@example.com"):
        response = client.post(page.request["PATH_INFO"], data | {"username": taken})
        assert "That email or username is already in use" in response.content.decode()


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_port_that_is_taken_is_said_in_one_line(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.PORT = other.getsockname()[1]
        with pytest.raises(CommandError, match="is in use by another program") as problem:
            run("prepare")
    assert "\n" not in str(problem.value)
    settings.PORT = 70_000
    with pytest.raises(CommandError, match="below 65536"):
        run("prepare")


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.usefixtures("own_folder")
def test_static_files_are_made_again_only_if_their_sources_changed(settings, tmp_path):
    settings.STATIC_ROOT, settings.PORT = tmp_path / "static", 0
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path / "sources"]
    source = tmp_path / "sources" / "a.css"
    source.parent.mkdir()
    source.write_text("p { color: red }")
    run("prepare")
    [copy] = settings.STATIC_ROOT.glob("a.*.css")
    copy.unlink()
    run("prepare")
    assert not copy.exists()
    source.write_text("p { color: green }")
    run("prepare")
    [copy] = settings.STATIC_ROOT.glob("a.*.css")
    assert copy.read_text() == "p { color: green }"
    # What they are made of isn't public.
    assert not list(settings.STATIC_ROOT.glob("*made-of*"))


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.usefixtures("own_folder")
def test_static_files_that_were_deleted_or_half_made_are_made_again(settings, tmp_path):
    settings.STATIC_ROOT, settings.PORT = tmp_path / "static", 0
    # Of these files alone no page could be made.
    settings.STATICFILES_DIRS, settings.BAKE = [tmp_path / "sources"], False
    source = tmp_path / "sources" / "a.css"
    source.parent.mkdir()
    source.write_text("p { color: red }")
    run("prepare")
    shutil.rmtree(settings.STATIC_ROOT)
    run("prepare")
    [copy] = settings.STATIC_ROOT.glob("a.*.css")
    # The file that it names isn't there, so gathering breaks off; then it goes as it was.
    broken = tmp_path / "sources" / "b.css"
    broken.write_text('p { background: url("none.png") }')
    with pytest.raises(Exception, match=r"none\.png"):
        run("prepare")
    broken.unlink()
    copy.unlink()
    run("prepare")
    assert copy.exists()


def test_the_private_key_is_made_once_and_is_its_owners_alone(tmp_path):
    folder = tmp_path / "new" / "data"
    key = private_key(folder)
    assert len(key) >= 50
    assert private_key(folder) == key
    assert stat.S_IMODE((folder / "private-key").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["private-key"]


def test_a_data_folder_that_cannot_be_used_is_said_in_one_line(tmp_path):
    file = tmp_path / "file"
    file.write_text("not a folder")
    with pytest.raises(ImproperlyConfigured, match="can’t be used") as problem:
        private_key(file / "data")
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    "url",
    [
        "example.com",
        "ftp://x",
        "https://x/path",
        "https://",
        "",
        "http://x?y",
        "https://*",
        "http://a@b",
        "http://[x",
        "http://x#y",
    ],
)
def test_a_site_url_that_is_no_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        site_address(url)


def test_a_site_url_is_scheme_and_host():
    assert site_address("https://www.example.com/") == (
        "https://www.example.com",
        "www.example.com",
    )


@pytest.mark.django_db
def test_a_password_that_repeats_the_name_is_refused(client):
    page = client.get(link_in(run("owner_link")), follow=True)
    name = "wfeatherstone@example.com"
    data = {"full_name": "W", "username": name, "new_password1": name, "new_password2": name}
    response = client.post(page.request["PATH_INFO"], data)
    assert "less like your name" in response.content.decode()


@pytest.mark.skipif(not shutil.which("make"), reason="needs GNU Make")
def test_the_demonstration_has_a_data_folder_of_its_own(tmp_path):
    makefile = settings.BASE_DIR / "Makefile"
    env = os.environ | {"DATA_DIR": str(tmp_path)}
    # Another recipe for the last step, which prints what the server would be started with.
    recipe = f"include {makefile}\n\nrun:\n\t@echo $$DEMO $$DATA_DIR\n"
    command = ["make", "--no-print-directory", "-f", "-", "demo"]
    told = subprocess.run(
        command, input=recipe, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1] == f"1 {tmp_path}/demo"
