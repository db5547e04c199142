"""The drawn pictures of the invented clinic, and how they come into its content."""

import pytest
from PIL import Image

from services.content.picture import Picture
from services.content.treatment import TreatmentContent
from services.management.commands.starting_content import take_in
from services.pictures import is_here
from services.starting_content.demo_pictures import FOLDER, with_pictures

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
    assert with_pictures(plain, take_in) == plain
    content = with_pictures(TreatmentContent(title="Massage", picture="kofi.png"), take_in)
    picture = Picture.named(content.picture)
    assert picture.is_tall
    assert is_here(picture)
