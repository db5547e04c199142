"""The picture of a page: in the form, as patients see it, and erased by an owner."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from services import pictures, uploads
from services.accounts.roles import Role, give_role
from services.baking.bake import bake
from services.baking.manifest import is_current, manifest_of
from services.baking.serve import PublishedSiteApp
from services.checks.advice import blocking_advice
from services.content.picture import Picture
from services.models import Erasure, Publication, Treatment
from services.publishing import snapshot
from services.publishing.publish import Refused, publish

from .factories import DRAFT, make_treatment, published
from .fronts import Answer, django
from .photos import SVG, photo, upload
from .staff import ADD_TREATMENT, change_url, errors, form_data, said, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
PAGE = "/treatments/massage/"
WORDS = "A hand on a shoulder."


# In the form


@pytest.fixture
def page():
    """A public treatment with a picture."""
    row = make_treatment(picture=pictures.ingest(photo()), picture_text=WORDS)
    return published(row, at=timezone.now())


def html_of(client, path=PAGE):
    return client.get(path).content.decode()


def test_a_picture_is_uploaded_and_published_in_one_form(staff, client):
    new = {"title": "Massage", "slug": "massage", "summary": "Hands.", "picture_text": WORDS}
    assert send(staff, ADD_TREATMENT, photo(), "_publish", **new).status_code == 302
    text = html_of(client)
    assert f'alt="{WORDS}"' in text
    assert 'width="600" height="400"' in text
    for file in Picture.named(Treatment.objects.get().picture).files:
        answer = client.get(f"/media/{file}")
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] in ("image/avif", "image/jpeg")
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_form_shows_the_picture_and_keeps_it(staff, page):
    assert page.picture[:32] in html_of(staff, change_url(page))
    send(staff, change_url(page), title="Other")
    page.refresh_from_db()
    assert Picture.named(page.picture)


def test_a_picture_is_taken_away_by_a_tick(staff, page):
    send(staff, change_url(page), **{"picture-none": "on"})
    page.refresh_from_db()
    assert page.picture == ""


def test_another_picture_wins_over_the_tick(staff, page):
    before = page.picture
    send(staff, change_url(page), photo(colour="navy"), **{"picture-none": "on"})
    page.refresh_from_db()
    assert page.picture not in ("", before)


def test_a_refused_form_still_has_its_picture(staff):
    refused = send(staff, ADD_TREATMENT, photo(), title="")
    assert "Required." in errors(refused)
    name = refused.context["adminform"].form["picture"].value()
    assert f'value="{name}"' in refused.content.decode()
    again = form_data(refused, title="Massage") | {"_save": "1"}
    assert staff.post(ADD_TREATMENT, again).status_code == 302
    assert Treatment.objects.get().picture == name


def test_a_refused_picture_leaves_the_one_that_was_there(staff, page):
    response = send(staff, change_url(page), upload(SVG, "drawing.svg"), title="Typed")
    assert "can’t show this kind of file" in errors(response)
    assert response.context["adminform"].form["picture"].value() == page.picture
    assert "Typed" in response.content.decode()


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", "0" * 32 + "-480x20", "\0"])
def test_a_made_up_picture_is_refused(staff, name):
    response = send(staff, ADD_TREATMENT, title="Massage", picture=name)
    assert response.status_code == 200
    assert not Treatment.objects.exists()


def test_publishing_asks_for_words_or_that_it_decorates(staff, client):
    new = {"title": "Massage", "slug": "massage", "summary": "Hands."}
    refused = send(staff, ADD_TREATMENT, photo(), "_publish", **new)
    assert "Describe the picture" in errors(refused)
    assert not Publication.objects.exists()
    assert send(staff, ADD_TREATMENT, photo(), **new).status_code == 302  # for later, it may
    draft = Treatment.objects.get()
    with pytest.raises(Refused, match="Describe the picture"):
        publish(draft, by=None, now=timezone.now())
    send(staff, change_url(draft), None, "_publish", picture_is_decorative="on")
    assert 'alt=""' in html_of(client)


def test_the_same_words_with_another_picture_are_not_the_form_sent_twice(staff, page):
    url = change_url(page)
    data = form_data(staff.get(url)) | {"_save": "1"}
    first = staff.post(url, data | {"picture-file": photo(colour="navy")})
    assert "Draft saved" in said(first)
    twice = staff.post(url, data | {"picture-file": photo(colour="navy")})
    assert "Already saved" in said(twice)
    other = staff.post(url, data | {"picture-file": photo(colour="olive")})
    assert "after you opened it" in errors(other)


@pytest.mark.parametrize(
    ("name", "value"), [("DATA_UPLOAD_MAX_NUMBER_FIELDS", 3), ("DATA_UPLOAD_MAX_MEMORY_SIZE", 50)]
)
def test_a_huge_form_is_refused_in_a_sentence(staff, settings, name, value):
    data = form_data(staff.get(ADD_TREATMENT), title="Massage") | {"_save": "1"}
    setattr(settings, name, value)
    response = staff.post(ADD_TREATMENT, data)
    assert response.status_code == 413
    assert "Nothing was saved" in response.content.decode()


def test_a_request_that_is_far_too_large_is_not_even_read(staff, settings):
    settings.LARGEST_REQUEST = 10_000
    response = staff.post(
        ADD_TREATMENT, {"title": "Massage", "picture-file": upload(bytes(20_000))}
    )
    assert response.status_code == 413
    assert "your browser still has what you typed" in response.content.decode().replace("’", "'")


def test_what_is_no_form_at_all_is_refused_in_a_sentence(staff):
    response = staff.post(
        ADD_TREATMENT, b"nonsense", content_type="multipart/form-data; boundary=\xff"
    )
    assert response.status_code in (200, 400)
    assert b"Bad Request" not in response.content


# What patients get


def test_a_page_without_a_picture_has_no_trace_of_one(client):
    published(make_treatment(), at=timezone.now())
    assert "<picture" not in html_of(client)
    assert "<img" not in html_of(client)


@pytest.mark.any_database
@pytest.mark.parametrize(
    "path",
    [
        "/media/../site.sqlite3",
        "/media/%2e%2e/private-key",
        "/media/",
        "/media/.lock",
        "/media/" + "0" * 32 + "-480.avif",
        "/media/" + "0" * 32 + "-480.avif/",
        "/media/" + "0" * 32 + "-480.png",
        "/media/" + "0" * 32 + "-480.avif%0a",
        "/media/" + "A" * 32 + "-480.avif",
    ],
)
def test_only_pictures_are_served_as_such(client, page, path):
    assert client.get(path).status_code == 404


def test_the_published_folder_has_the_pictures_and_needs_no_database(
    page, django_assert_num_queries
):
    folder = bake()
    for file in Picture.named(page.picture).files:
        assert (folder / "files/media" / file).read_bytes() == uploads.read_file(file)
    front = PublishedSiteApp(django)
    with django_assert_num_queries(0):
        answer = Answer(front, f"/media/{Picture.named(page.picture).fallback}")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]


def test_pictures_of_drafts_come_from_django(page):
    bake()
    draft = Picture.named(pictures.ingest(photo(colour="navy")))
    assert Answer(PublishedSiteApp(django), f"/media/{draft.fallback}").status == 299


def test_an_address_in_the_words_of_a_page_is_no_picture(client):
    row = make_treatment(what_it_treats=f"See /media/{'0' * 32}-480.avif for more.")
    published(row, at=timezone.now())
    assert not (bake() / "files/media").exists()


def test_a_picture_that_is_lost_does_not_hold_other_pages_back(page, caplog):
    uploads.remove(Picture.named(page.picture))
    assert (bake() / "files/index.html").exists()
    assert "is missing" in caplog.text


def test_a_replaced_picture_stays_for_old_publications(client, page):
    old = snapshot.load("treatment", Publication.objects.get().content)
    before = page.picture
    page.picture = pictures.ingest(photo(colour="navy"))
    page.save()
    publish(page, by=None, now=timezone.now())
    assert page.picture[:32] in html_of(client)
    assert before[:32] not in html_of(client)
    assert old.picture == before
    assert all(client.get(f"/media/{file}").status_code == 200 for file in old.shown_picture.files)
    snapshot.restore(old)
    row = Treatment.objects.get()
    assert (row.picture, row.picture_text) == (before, WORDS)


def test_a_publication_of_before_there_were_pictures_has_none():
    content = snapshot.load("treatment", {"schema": 1, "title": "Old"})
    assert content.shown_picture is None
    assert not [item for item in blocking_advice(content, DRAFT) if item.field == "picture_text"]


# Erasing


def pictures_url(row):
    return f"/admin/services/treatment/{row.pk}/files/"


def erase(staff, row, reason="The patient asked for it.", picture=None):
    data = {"upload": picture or row.picture, "reason": reason}
    return staff.post(pictures_url(row), data)


def test_an_owner_erases_a_picture_everywhere(
    staff, client, page, settings, django_capture_on_commit_callbacks
):
    settings.BAKE = False
    now = timezone.now()
    other = published(
        make_treatment(title="Other", picture=page.picture, picture_text=WORDS), at=now
    )
    files = Picture.named(page.picture).files
    old_folder = bake()
    before = json.dumps(list(Publication.objects.values_list("content", flat=True)))
    with django_capture_on_commit_callbacks(execute=True):
        response = erase(staff, page)
    assert "Deleted. Patients no longer see it." in said(response)
    for row in (page, other):
        text = html_of(client, f"/treatments/{row.slug}/")
        assert "<picture" not in text
        assert WORDS not in text
        row.refresh_from_db()
        assert row.picture == ""
    assert not any(client.get(f"/media/{file}").status_code == 200 for file in files)
    assert not any((old_folder / "files/media" / file).exists() for file in files)
    # Publications stay as they are; the pages know that they are out of date.
    assert json.dumps(list(Publication.objects.values_list("content", flat=True))) == before
    assert not is_current(manifest_of(old_folder), timezone.now())
    assert not any((bake() / "files").glob("media/*"))
    # A marker stays for staff, and nothing seems to have changed since.
    text = html_of(staff, pictures_url(page)).replace("&#x27;", "'")
    assert "Reason: The patient asked for it." in text
    assert "Live. Published" in html_of(staff, change_url(page))


def test_an_erased_picture_does_not_come_back(staff, page):
    old = snapshot.load("treatment", Publication.objects.get().content)
    opened = form_data(staff.get(change_url(page))) | {"_save": "1"}
    erase(staff, page)
    uploads.remove(old.shown_picture)
    assert "after you opened it" in errors(staff.post(change_url(page), opened))
    assert snapshot.restore(old).picture == ""
    refused = errors(send(staff, change_url(page), photo()))
    assert "permanently deleted a picture here on" in refused
    assert "It can’t be used again." in refused
    assert not list(uploads.media_folder().glob("[!.]*"))


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301, "\0"])
def test_erasing_asks_for_a_reason(staff, page, reason):
    response = erase(staff, page, reason)
    assert "Give a short reason" in response.content.decode()
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("picture", ["x", "0" * 32 + "-480x20", "../../private-key"])
def test_only_a_picture_of_the_page_can_be_erased(staff, page, picture):
    assert erase(staff, page, picture=picture).status_code == 302
    assert not Erasure.objects.exists()


def test_erasing_twice_changes_nothing(staff, page):
    erase(staff, page)
    assert erase(staff, page).status_code == 302
    assert Erasure.objects.count() == 1


def test_only_an_owner_erases(staff, page):
    person = User.objects.create_user("sam")
    give_role(person, Role.PUBLISHER)
    sam = Client()
    sam.force_login(person)
    assert page.picture[:32] in html_of(sam, pictures_url(page))
    assert "Permanently delete" not in html_of(sam, pictures_url(page))
    assert erase(sam, page).status_code == 403
    nobody = Client()
    nobody.force_login(User.objects.create_user("x", is_staff=True))
    assert nobody.get(pictures_url(page)).status_code == 403
    assert Client().get(pictures_url(page)).status_code == 302
    assert not Erasure.objects.exists()
