"""The forms that patients fill in before a first visit: uploaded by staff, published, downloaded, erased."""

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from services import documents, uploads
from services.admin.upload_field import DocumentField
from services.baking.bake import bake
from services.baking.serve import PublishedSiteApp
from services.checks.advice import advice_for
from services.content.document import Document
from services.content.first_visit import DownloadContent, FirstVisitContent
from services.content.types import DocumentType, upload_fields
from services.models import FirstVisitDownload, Publication
from services.publishing import snapshot

from .factories import DRAFT, make_first_visit, published
from .fronts import Answer, django
from .pdfs import document, pdf
from .photos import photo
from .staff import (
    as_shown,
    base_values_of,
    change_url,
    errors,
    form_data,
    history_of,
    html_of,
    said,
    submit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
PAGE = "/first-visit/"
FILE = "downloads-0-document-file"


def download(number=0, **values):
    """What a form sends of a form to fill in, new unless it has an id."""
    fields = {"id": "", "name": "Intake form", "note": "Ten minutes.", "position": "0"} | values
    return {f"downloads-{number}-{name}": value for name, value in fields.items()}


def sent(staff, row, *parts, button="_save", **changes):
    """Send the page's form with these forms to fill in and no others."""
    data = form_data(staff.get(change_url(row)), **changes) | {button: "1"}
    for fields in parts:
        data |= fields
    return staff.post(change_url(row), data | {"downloads-TOTAL_FORMS": str(len(parts))})


@pytest.fixture
def page():
    """A public page about the first visit with a form to fill in."""
    row = make_first_visit("We talk")
    row.downloads.create(name="Intake form", document=documents.ingest(document()))
    return published(row, at=timezone.now())


def kept(row):
    return Document.named(row.downloads.get().document)


# In the form


def test_a_document_is_uploaded_in_a_new_part_and_published_in_one_form(staff, client):
    row = make_first_visit("We talk")
    assert sent(staff, row, download() | {FILE: document()}, button="_publish").status_code == 302
    html = html_of(client.get(PAGE))
    path = Document.named(kept(row).name, "Intake form").path
    assert f'<a href="{path}">Intake form (PDF, 1 kB)</a><p>Ten minutes.</p>' in html
    assert html.count('id="forms"') == 1
    answer = client.get(path)
    assert answer.content == pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="intake-form.pdf"'


def test_the_form_links_to_the_document_keeps_it_and_leads_to_all_of_the_page(staff, page):
    html = html_of(staff.get(change_url(page)))
    assert f'<a href="{kept(page).path}">Current document (PDF, 1 kB)</a>' in html
    assert "Replace document" in html
    assert html.count("All documents this page has had") == 2  # and of what a new one is made of
    assert html.count(f'href="{change_url(page, "files")}"') == 2
    assert 'accept="application/pdf,.pdf"' in html
    assert 'enctype="multipart/form-data"' in html
    before = kept(page)
    submit(staff, change_url(page), title="Other")
    assert kept(page) == before


def test_a_document_is_replaced_and_one_that_has_to_be_there_is_not_removed(staff, page):
    before, other = kept(page), pdf(version=b"1.6")
    submit(staff, change_url(page), **{FILE: document(other), "downloads-0-document-none": "on"})
    assert uploads.read_file(kept(page).files[0]) == other
    assert kept(page) != before
    refused = submit(staff, change_url(page), **{"downloads-0-document-none": "on"})
    assert "Required." in errors(refused)
    assert kept(page).size == len(other)


def test_a_part_without_a_document_is_refused(staff):
    row = make_first_visit("We talk")
    assert "Required." in errors(sent(staff, row, download()))
    assert not FirstVisitDownload.objects.exists()


def test_a_refused_form_still_has_the_document(staff):
    row = make_first_visit("We talk")
    refused = sent(staff, row, download(name="") | {FILE: document()}, title="")
    assert "Required." in errors(refused)
    assert "Current document (PDF, 1 kB)" in html_of(refused)
    again = as_shown(refused) | {"downloads-0-name": "Intake form", "title": "First", "_save": "1"}
    assert staff.post(change_url(row), again).status_code == 302
    assert uploads.read_file(kept(row).files[0]) == pdf()


def test_a_refused_file_leaves_the_document_that_was_there(staff, page):
    before = kept(page)
    bad = {FILE: document(b"<html>"), "downloads-0-note": "Typed."}
    refused = submit(staff, change_url(page), **bad)
    assert "This isn’t a PDF." in errors(refused)
    assert as_shown(refused)["downloads-0-document"] == before.name
    assert "Typed." in html_of(refused)
    assert "This isn’t a PDF." in errors(submit(staff, change_url(page), **{FILE: photo()}))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "x", "0" * 32 + "-480x20", "0" * 32 + "-12", "\0"]
)
def test_a_made_up_document_is_refused(staff, name):
    row = make_first_visit("We talk")
    assert sent(staff, row, download(document=name)).status_code == 200
    assert not FirstVisitDownload.objects.exists()


def test_a_picture_is_no_document_and_a_document_no_picture(staff, page):
    assert {type(field.type) for field in upload_fields(FirstVisitContent).values()} == {
        DocumentType
    }
    taken = submit(staff, change_url(page), **{"downloads-0-picture-file": photo()})
    assert taken.status_code == 302
    assert len(list(uploads.media_folder().glob("[!.]*"))) == 1


def test_the_same_form_with_another_document_is_not_sent_twice(staff, page):
    url = change_url(page)
    data = form_data(staff.get(url)) | {"_save": "1"}
    other = pdf(version=b"1.6")
    assert "Draft saved" in said(staff.post(url, data | {FILE: document(other)}))
    assert "Already saved" in said(staff.post(url, data | {FILE: document(other)}))
    third = staff.post(url, data | {FILE: document(pdf(version=b"1.5"))})
    assert "after you opened it" in errors(third)


def test_two_people_change_a_document(staff, colleague, page):
    url = change_url(page)
    mine = form_data(staff.get(url), base_values=base_values_of(staff, page)) | {"_save": "1"}
    submit(colleague, url, **{FILE: document(pdf(version=b"1.6"))})
    taken = staff.post(url, mine | {"title": "Mine"})
    assert as_shown(taken)["downloads-0-document"] == kept(page).name
    both = html_of(staff.post(url, mine | {FILE: document(pdf(version=b"1.5"))}))
    assert "You both changed this." in both
    assert "<blockquote>a document</blockquote>" in both


def test_a_field_that_may_be_empty_is_emptied_by_a_tick(own_folder):
    field = DocumentField(label="Price list")
    name = documents.ingest(document())
    bound = field.widget.value_from_datadict({"x": name, "x-none": "on"}, {}, "x")
    assert field.clean(bound) == ""
    assert field.has_changed(name, bound)
    assert field.widget.use_required_attribute("") is True
    assert field.widget.use_required_attribute(name) is False
    uploads.remove(Document.named(name))
    assert "This document’s file is missing." in field.widget.render("x", name)
    assert "Remove document" in field.widget.render("x", name)


def test_the_preview_shows_it(staff, page):
    data = form_data(staff.get(change_url(page))) | {"downloads-0-name": "Health questions"}
    headers = {"accept": "application/json"}
    shown = staff.post(change_url(page, "preview"), data, headers=headers).json()
    assert (
        f'/media/health-questions-{kept(page).digest}.pdf">Health questions (PDF' in shown["html"]
    )


# What patients get, and what is kept


def test_the_published_folder_has_the_documents_of_public_pages_alone(page):
    row = page.downloads.get()
    page.downloads.create(name="Draft", document=documents.ingest(document(pdf(version=b"1.6"))))
    folder = bake()
    name = f"intake-form-{kept_digest(row)}.pdf"
    assert [path.name for path in (folder / "files/media").iterdir()] == [name]
    assert Answer(PublishedSiteApp(django), f"/media/{name}").body == pdf()
    assert bake(anew=True) != folder


def kept_digest(row):
    return Document.named(row.document).digest


def test_the_history_tells_of_it_and_an_older_version_has_it(staff, page):
    before = kept(page)
    other = {FILE: document(pdf(version=b"1.6")), "downloads-0-name": "New form"}
    submit(staff, change_url(page), "_publish", **other)
    text = history_of(staff, page)
    assert "Form to fill in 1: document" in text
    assert "<ins>another</ins> document" in " ".join(text.split())
    staff.post(change_url(page, "history"), {"publication": Publication.objects.last().pk})
    assert kept(page) == before


def test_its_address_can_be_explained(page, capsys):
    call_command("explain", kept(page).path)
    assert f"A document that staff uploaded, shown on {PAGE}" in capsys.readouterr().out


def test_a_page_without_forms_has_no_trace_of_them(client):
    published(make_first_visit("We talk"), at=timezone.now())
    assert 'id="forms"' not in html_of(client.get(PAGE))
    empty = FirstVisitContent(title="T", downloads=())
    assert "downloads" not in json.dumps(snapshot.types.dump_filled(empty))


# Erasing


def erase(staff, row, name):
    return staff.post(change_url(row, "files"), {"upload": name, "reason": "It named a patient."})


def test_an_owner_erases_a_document_everywhere(staff, client, page, commits):
    document_of_page, folder = kept(page), bake()
    stored = json.dumps(list(Publication.objects.values_list("content", flat=True)))
    html = html_of(staff.get(change_url(page, "files")))
    assert "Current document" in html
    assert f'<a href="{document_of_page.path}">PDF, 1 kB</a>' in html
    assert "Permanently delete this document" in html
    with commits():
        response = erase(staff, page, document_of_page.name)
    assert "Deleted. Patients no longer see it." in said(response)
    assert "Intake form" not in html_of(client.get(PAGE))
    assert client.get(document_of_page.path).status_code == 404
    row = page.downloads.get()
    assert (row.name, row.document) == ("Intake form", "")
    assert not list((folder / "files").glob("media/*"))
    assert not list(uploads.media_folder().glob("[!.]*"))
    assert json.dumps(list(Publication.objects.values_list("content", flat=True))) == stored
    html = html_of(staff.get(change_url(page, "files")))
    assert "permanently deleted a document here" in html
    assert "Reason: It named a patient." in html
    refused = submit(staff, change_url(page), **{FILE: document()})
    assert "It can’t be used again." in errors(refused)


def test_staff_are_told_of_a_form_without_a_document():
    downloads = (
        DownloadContent(key="a", name="Intake form", document=f"{'0' * 32}-240000"),
        DownloadContent(key="b", name="Consent"),
    )
    told = advice_for(FirstVisitContent(title="T", downloads=downloads), DRAFT)
    told = [one for one in told if one.field.startswith("downloads")]
    assert [one.field for one in told] == ["downloads-1-document"]
    assert "Choose a document, or delete “Consent”." in told[0].text
