"""Which of the files that a form brings are looked at."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from services import uploads
from services.models import Treatment

from .staff import ADD_TREATMENT, form_data, said

pytestmark = pytest.mark.django_db


def photo(colour):
    file = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return SimpleUploadedFile(f"{colour}.png", file.getvalue())


def test_only_the_pictures_own_file_is_taken_in(staff, own_folder):
    others = {f"picture-{number}-file": photo("red") for number in range(18)}
    data = form_data(staff.get(ADD_TREATMENT), title="Massage", slug="massage")
    data |= {
        "picture-file": [photo("teal"), photo("navy")],
        "picture": "",
        "title-file": photo("lime"),
    }
    assert "Draft saved" in said(staff.post(ADD_TREATMENT, data | others | {"_save": "1"}))
    [row] = Treatment.objects.all()
    kept = sorted(path.name for path in uploads.media_folder().iterdir() if path.suffix)
    assert len(kept) == 2
    assert all(name.startswith(row.picture[:32]) for name in kept)
    # Of two, it was the last, as everywhere in a form.
    with Image.open(uploads.media_folder() / kept[1]) as image:
        assert image.convert("RGB").getpixel((5, 5))[1] < 60


def test_a_form_without_a_picture_takes_no_file_in(staff, own_folder):
    url = "/admin/services/closure/add/"
    data = form_data(staff.get(url), first_day="2030-01-01", last_day="2030-01-02")
    staff.post(
        url, data | {"picture-file": photo("teal"), "reason-file": photo("red"), "_save": "1"}
    )
    assert not uploads.media_folder().exists()
