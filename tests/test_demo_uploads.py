"""The drawn pictures and the form of the invented clinic, and how they come into its content."""

import pytest
from PIL import Image

from services.content.document import Document
from services.content.first_visit import DownloadContent, FirstVisitContent
from services.content.picture import Picture
from services.content.treatment import TreatmentContent
from services.management.commands.starting_content import take_in
from services.starting_content.demo_uploads import FOLDER, with_uploads
from services.uploads import is_here, read_file

LARGEST = 80_000  # bytes
PNGS = sorted(FOLDER.glob("*.png"))


@pytest.mark.parametrize("file", PNGS, ids=lambda file: file.stem)
def test_each_is_small_and_has_its_drawing_beside_it(file):
    assert file.stat().st_size <= LARGEST
    assert file.with_suffix(".svg").is_file()
    with Image.open(file) as image:
        width, height = image.size
    assert (width / height) in (4 / 5, 3 / 2)


@pytest.mark.django_db
def test_a_content_gets_the_picture_of_the_file_that_it_names():
    plain = TreatmentContent(title="Massage")
    assert with_uploads(plain, take_in) == plain
    content = with_uploads(TreatmentContent(title="Massage", picture="kofi.png"), take_in)
    picture = Picture.named(content.picture)
    assert picture.is_tall
    assert is_here(picture)


@pytest.mark.django_db
def test_a_part_gets_the_document_of_the_file_that_it_names():
    named = FirstVisitContent(downloads=(DownloadContent(document="health-questions.pdf"),))
    [download] = with_uploads(named, take_in).downloads
    document = Document.named(download.document)
    body = (FOLDER / "health-questions.pdf").read_bytes()
    assert read_file(document.files[0]) == body
    assert b"/StructTreeRoot" in body  # it can be read aloud
    assert (FOLDER / "health-questions.html").is_file()
    assert len(body) <= LARGEST
