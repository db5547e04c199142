"""Documents that patients download: how they are served, by Django and from the published folder."""

import pytest
from django.utils import timezone

from services import documents, uploads
from services.baking.bake import bake, remove_upload
from services.baking.serve import PublishedSiteApp
from services.content.document import Document
from services.http.headers import PUBLIC_CACHE
from services.models import Erasure
from services.publishing.erase_uploads import erase_upload

from .factories import make_treatment, published
from .fronts import Answer, django
from .pdfs import document, pdf
from .staff import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
PAGE = "/treatments/massage/"
HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": 'attachment; filename="intake-form-2027.pdf"',
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def form():
    """A document that is kept, as a page calls it."""
    return Document.named(documents.ingest(document()), "Intake form (2027)")


@pytest.fixture
def page(form):
    """A public page that links to it."""
    text = f"[Our form]({form.path})"
    return published(make_treatment(what_it_treats=text), at=timezone.now())


def test_django_serves_it_as_a_file_to_save(client, form):
    assert form.path == f"/media/intake-form-2027-{form.digest}.pdf"
    answer = client.get(form.path)
    assert answer.content == pdf()
    assert {name: answer[name] for name in HEADERS} == HEADERS
    head = client.head(form.path)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head[name] for name in HEADERS} == HEADERS
    assert client.get(form.path, headers={"range": "bytes=0-9"}).content == pdf()
    assert client.post(form.path).status_code == 405


def test_the_published_folder_serves_the_same_and_needs_no_database(
    page, form, client, django_assert_num_queries
):
    folder = bake()
    assert [path.name for path in (folder / "files/media").iterdir()] == [form.path.split("/")[-1]]
    front = PublishedSiteApp(django)
    with django_assert_num_queries(0):
        answer = Answer(front, form.path)
        head = Answer(front, form.path, method="HEAD")
        part = Answer(front, form.path, Range="bytes=0-9")
        again = Answer(front, form.path, If_None_Match=answer.headers["ETag"])
    assert (answer.status, answer.body) == (200, pdf())
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert (head.status, head.body, head.headers) == (200, b"", answer.headers)
    assert (part.status, part.body) == (200, pdf())
    assert (again.status, again.body) == (304, b"")
    assert Answer(front, form.path, method="POST").status == 405
    assert set(client.get(form.path).headers) - {"Content-Length"} <= {*answer.headers, "Vary"}


def test_nginx_is_told_what_a_browser_saves_it_as(page, form):
    folder = bake()
    maps = (folder / "nginx/maps.conf").read_text()
    assert f'"{form.path}" "attachment; filename=\\"intake-form-2027.pdf\\"";' in maps
    assert f'"{form.path}" "default-src \'none\'; sandbox";' in maps
    [line] = [
        line
        for line in (folder / "nginx/headers.conf").read_text().splitlines()
        if "Disposition" in line
    ]
    assert line == "add_header Content-Disposition $clinic_header_content_disposition always;"


def test_nginx_answers_what_is_no_file_as_a_page_however_many_files_there_are(form):
    links = "\n\n".join(
        f"[{name}]({Document.named(form.name, name * 9).path})" for name in "abcdefghijklmnop"
    )
    published(make_treatment(what_it_treats=links), at=timezone.now())
    maps = (bake() / "nginx/maps.conf").read_text()
    of_cdn = maps.partition("map $uri $clinic_header_cdn_cache_control {")[2]
    assert of_cdn.lstrip().startswith(f'default "{PUBLIC_CACHE["CDN-Cache-Control"]}";')


def test_a_draft_s_document_is_only_found_by_its_name(form, client):
    folder = bake()
    assert not (folder / "files/media").exists()
    assert Answer(PublishedSiteApp(django), form.path).status == 299
    assert client.get(f"/media/{form.files[0]}").status_code == 200
    assert client.get(f"/media/{'0' * 32}.pdf").status_code == 404


@pytest.mark.parametrize(
    ("title", "saved_as"),
    [
        ("Intake form", "intake-form.pdf"),
        ("Formulaire d’admission – été", "formulaire-dadmission-ete.pdf"),
        ('a"; filename="x.exe', "a-filenamexexe.pdf"),
        ("../../etc/passwd\r\nSet-Cookie: a=b", "etcpasswd-set-cookie-ab.pdf"),
        ("x" * 200, f"{'x' * 60}.pdf"),
        ("Анкета", None),
        ("", None),
    ],
)
def test_it_is_saved_under_what_the_page_calls_it(client, form, title, saved_as):
    called = Document.named(form.name, title)
    answer = client.get(called.path)
    name = saved_as or form.files[0]
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content == pdf()


@pytest.mark.parametrize(
    "path",
    ["/media/{0}", "/media/{0}.PDF", "/media/{0}.pdf/", "/media/a/{0}.pdf", "/media/A-{0}.pdf", "/media/{0}.pdf%0a",
     "/media/a.b-{0}.pdf", "/media/%2e%2e/{0}.pdf", "/media/-{0}.html", "/media/{0}-480.jpg"],
)  # fmt: skip
def test_it_has_no_other_addresses(client, form, path):
    assert client.get(path.format(form.digest)).status_code == 404


def test_a_lost_document_holds_no_page_back(page, form, caplog):
    uploads.remove(form)
    assert (bake() / "files/index.html").exists()
    assert "is missing from the data folder" in caplog.text


def test_an_erased_document_is_gone_everywhere_and_does_not_come_back(owner, page, form, client):
    folder = bake()
    erasure = erase_upload(form.name, by=owner, reason="It named a patient.", now=timezone.now())
    assert "Maria Rossi permanently deleted a document here on" in str(erasure)
    remove_upload(form.name)
    assert not list((folder / "files/media").iterdir())
    assert not list(uploads.media_folder().glob("[!.]*"))
    assert client.get(form.path).status_code == 404
    with pytest.raises(uploads.Refused, match="It can’t be used again"):
        documents.ingest(document(name="again.pdf"))
    assert not list(uploads.media_folder().glob("[!.]*"))
    assert Erasure.objects.get().file == form.name
    assert "Massage" in html_of(client.get(PAGE))
