"""Pictures: what is taken in, what is refused, what patients see, what an owner erases."""

import io
import json
import struct
import subprocess
import sys
import zlib

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageCms, ImageDraw
from pillow_heif import register_heif_opener

from services import pictures
from services.accounts.roles import Role, give_role
from services.baking.bake import bake
from services.baking.manifest import is_current, manifest_of
from services.baking.serve import PublishedSiteApp
from services.checks.advice import blocking_advice
from services.content.picture import Picture
from services.content.treatment import TreatmentContent
from services.models import Erasure, Publication, Treatment
from services.pictures import encode
from services.publishing import snapshot
from services.publishing.publish import Refused, publish

from .factories import DRAFT, form_data, make_treatment, published
from .test_admin import ADD, change_url, errors, said
from .test_serve import Answer, django

register_heif_opener()  # here, to make HEIC files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
# What becomes of a file has nothing to do with rows, but for those that were erased: they are below.
any_database = pytest.mark.any_database
PAGE = "/treatments/massage/"
WORDS = "A hand on a shoulder."


def drawing(width=600, height=400, mode="RGB", colour="teal"):
    """A picture whose top left quarter is red."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="red")
    return image.convert(mode)


def body(image, kind="JPEG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


def ingest(image, kind="JPEG", **options):
    """The `Picture` that an image makes."""
    return Picture.named(pictures.ingest(upload(body(image, kind, **options))))


def shown(picture, file=None):
    """One of a picture's files, the largest unless named, as an image."""
    return Image.open(pictures.media_folder() / (file or picture.files[-2])).convert("RGB")


def is_red(pixel):
    return pixel[0] > 200 and pixel[1] < 60


# What is made of a picture


@any_database
def test_a_picture_becomes_files_in_the_sizes_that_pages_use():
    picture = ingest(drawing(3000, 2000))
    assert picture.widths == (480, 1080, 1600)
    assert (picture.width, picture.height) == (1600, 1067)
    for file, size in zip(
        picture.files, [(480, 320), (1080, 720), (1600, 1067), (1080, 720)], strict=True
    ):
        with Image.open(pictures.media_folder() / file) as image:
            assert image.size == size
            assert image.format == ("JPEG" if file.endswith(".jpg") else "AVIF")
    assert sorted(path.name for path in pictures.media_folder().glob("[!.]*")) == sorted(
        picture.files
    )


@any_database
@pytest.mark.parametrize(
    ("size", "widths"),
    [((300, 200), (300,)), ((480, 20), (480,)), ((1000, 9), (480, 1000)), ((1, 1), (1,))],
)
def test_a_small_picture_is_not_made_larger(size, widths):
    picture = ingest(drawing(*size))
    assert (picture.widths, picture.height) == (widths, size[1])
    assert pictures.is_here(picture)


@any_database
def test_a_very_tall_picture_is_made_smaller():
    picture = ingest(drawing(1000, 6000))
    assert (picture.width, picture.height) == (400, 2400)


@any_database
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_the_camera_says(orientation):
    exif = Image.Exif()
    exif[encode.ORIENTATION] = orientation
    upright = drawing(400, 200)
    if orientation in encode.TURNS:
        # What the camera wrote down is the picture turned the other way.
        there = {**encode.TURNS, 6: encode.TURNS[8], 8: encode.TURNS[6]}[orientation]
        turned = upright.transpose(there)
    else:
        turned = upright
    picture = ingest(turned, exif=exif)
    assert (picture.width, picture.height) == (400, 200)
    image = shown(picture)
    corners = [image.getpixel(at) for at in ((20, 20), (380, 20), (20, 180), (380, 180))]
    assert [is_red(pixel) for pixel in corners] == [True, False, False, False]


@any_database
def test_where_it_was_taken_and_all_else_about_it_is_taken_out():
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.5, 7.0, 9.0)
    sent = body(
        drawing(), exif=exif, comment=b"SECRETCOMMENT", xmp=b"<x>SECRETXMP</x>", dpi=(72, 72)
    )
    assert b"SECRET" in sent
    picture = Picture.named(pictures.ingest(upload(sent)))
    for file in picture.files:
        content = pictures.read(file)
        assert b"SECRET" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & {*image.info}


@any_database
def test_a_picture_is_named_by_its_content():
    one, same, other = (ingest(drawing(colour=colour)) for colour in ("teal", "teal", "navy"))
    assert one == same
    assert one.digest != other.digest
    assert ingest(drawing(), "PNG").digest != other.digest


@any_database
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "CMYK", "1", "LA"])
def test_kinds_of_pictures(kind, mode):
    try:
        sent = body(drawing(mode=mode, colour="white"), kind)
    except (OSError, ValueError):
        pytest.skip("there are no such files")
    picture = Picture.named(pictures.ingest(upload(sent)))
    image = shown(picture)
    red, white = (
        image.resize((1, 1), box=(x, x, x + 80, x + 80)).getpixel((0, 0)) for x in (9, 310)
    )
    assert min(white) > 240
    assert red[1] < 150
    if mode in ("RGB", "RGBA", "P"):
        assert is_red(red)


@any_database
def test_what_is_transparent_is_white():
    image = drawing(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    assert min(shown(ingest(image, "PNG")).getpixel((300, 300))) > 250


@any_database
def test_an_x_ray_of_16_bits_keeps_its_greys():
    image = Image.new("I;16", (600, 400), 65535 // 2)
    assert shown(ingest(image, "PNG")).getpixel((300, 200))[0] in range(120, 135)


@any_database
def test_another_colour_profile_becomes_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert ingest(drawing(), icc_profile=lab)  # one that doesn't fit is left out
    assert ingest(drawing(), icc_profile=b"nonsense")


@any_database
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_picture_that_moves_the_first_frame_is_shown(kind):
    frames = [Image.new("RGB", (100, 100), "navy")]
    picture = ingest(drawing(100, 100), kind, save_all=True, append_images=frames)
    assert is_red(shown(picture).getpixel((20, 20)))


# What is refused


def png_header(width, height):
    """A PNG of a few bytes that says to be of that size."""
    content = body(Image.new("1", (1, 1)), "PNG")
    header = struct.pack(">II", width, height) + content[24:29]
    return content[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + content[33:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "text": (b"Hello, this is no picture." * 50, "can’t show this kind of file"),
    "html": (b"<!doctype html><script>alert(1)</script>", "can’t show this kind of file"),
    "svg": (SVG, "SVG or GIF as PNG"),
    "gif": (lambda: body(drawing(), "GIF"), "SVG or GIF as PNG"),
    "tiff": (lambda: body(drawing(), "TIFF"), "can’t show this kind of file"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "can’t show this kind of file"),
    "pdf": (b"%PDF-1.7\n" + b"0" * 500, "can’t show this kind of file"),
    "empty": (b"", "empty"),
    "cut": (lambda: body(drawing(2000, 2000))[:9000], "can’t be read"),
    "cut png": (lambda: body(Image.effect_noise((900, 900), 9), "PNG")[:9000], "can’t be read"),
    "cut heic": (lambda: body(drawing(), "HEIF")[:-200], "can’t be read"),
    "header only": (b"\xff\xd8\xff\xe0", "can’t show this kind of file"),
    "bomb": (lambda: png_header(30000, 30000), "too many pixels"),
    "larger bomb": (lambda: png_header(2**31 - 1, 2**31 - 1), "too many pixels"),
    "real bomb": (lambda: body(Image.new("1", (30000, 30000)), "PNG"), "too many pixels"),
    "png too large": (lambda: png_header(5100, 5100), "too many pixels"),
    "webp too large": (
        lambda: body(Image.new("RGB", (4000, 3200)), "WEBP", method=0),
        "too many pixels",
    ),
    "20 MB": (lambda: body(drawing()) + bytes(20 * 1024 * 1024), "larger than 15 MB"),
}


@any_database
@pytest.mark.parametrize("case", BAD)
def test_what_is_no_picture_for_a_page_is_refused_in_a_sentence(staff, case):
    content, words = BAD[case]
    content = content() if callable(content) else content
    response = send(staff, ADD, upload(content), title="Massage")
    assert words in errors(response)
    assert "Massage" in response.content.decode()
    assert not Treatment.objects.exists()
    assert not list(pictures.media_folder().glob("[!.]*"))


@any_database
@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(500), b"<?php system($_GET[1]);"]
)
def test_a_picture_that_is_something_else_too_loses_that(tail):
    exif = Image.Exif()
    exif[0x010E] = tail.decode("latin-1").replace("\0", "")
    picture = Picture.named(pictures.ingest(upload(body(drawing(), exif=exif) + tail)))
    for file in picture.files:
        assert tail[:8] not in pictures.read(file)


@any_database
@pytest.mark.parametrize(
    ("image", "kind", "options"),
    [
        ((8000, 6200, "RGB"), "JPEG", {}),
        ((8000, 6200, "CMYK"), "JPEG", {}),
        ((5700, 4285, "RGB"), "JPEG", {"progressive": True, "subsampling": 0}),
        ((5700, 4285, "CMYK"), "JPEG", {"progressive": True}),
        ((5700, 4285, "RGBA"), "PNG", {"compress_level": 1}),
        ((5700, 4285, "P"), "PNG", {"compress_level": 1}),
        ((4032, 3024, "RGBA"), "WEBP", {"method": 0}),
        ((4032, 3024, "RGBA"), "WEBP", {"lossless": True, "quality": 0, "method": 0}),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_no_picture_takes_more_than_300_mb(tmp_path, image, kind, options):
    (tmp_path / "picture").write_bytes(body(drawing(*image), kind, **options))
    code = (
        "import resource, runpy, sys; sys.argv = ['encode', sys.argv[1]];"
        f"runpy.run_path({str(pictures.ENCODE)!r}, run_name='__main__');"
        "print('', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    # Through a shell: what a process has taken counts for the one that it becomes.
    answer = subprocess.run(
        ["sh", "-c", '"$1" -c "$2" "$3" < "$3/picture"', "sh", sys.executable, code, tmp_path],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    print(answer)
    assert int(answer.split()[-1]) < 300 * 1024
    assert "x" in answer.split()[0] or (image[2] == "CMYK" and "progressive" in options)


# In the form


def send(staff, url, file=None, button="_save", **changes):
    """Send a form with a file in it, as a browser does."""
    data = form_data(staff.get(url), **changes) | {button: "1"}
    if file:
        data["picture-file"] = file
    return staff.post(url, data)


def photo(**options):
    return upload(body(drawing(**options)))


@pytest.fixture
def page():
    """A public treatment with a picture."""
    row = make_treatment(picture=pictures.ingest(photo()), picture_text=WORDS)
    return published(row, at=timezone.now())


def html_of(client, path=PAGE):
    return client.get(path).content.decode()


def test_a_picture_is_uploaded_and_published_in_one_form(staff, client):
    new = {"title": "Massage", "slug": "massage", "summary": "Hands.", "picture_text": WORDS}
    assert send(staff, ADD, photo(), "_publish", **new).status_code == 302
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
    refused = send(staff, ADD, photo(), title="")
    assert "Required." in errors(refused)
    name = refused.context["adminform"].form["picture"].value()
    assert f'value="{name}"' in refused.content.decode()
    again = form_data(refused, title="Massage") | {"_save": "1"}
    assert staff.post(ADD, again).status_code == 302
    assert Treatment.objects.get().picture == name


def test_a_refused_picture_leaves_the_one_that_was_there(staff, page):
    response = send(staff, change_url(page), upload(SVG, "drawing.svg"), title="Typed")
    assert "can’t show this kind of file" in errors(response)
    assert response.context["adminform"].form["picture"].value() == page.picture
    assert "Typed" in response.content.decode()


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", "0" * 32 + "-480x20", "\0"])
def test_a_made_up_picture_is_refused(staff, name):
    response = send(staff, ADD, title="Massage", picture=name)
    assert response.status_code == 200
    assert not Treatment.objects.exists()


def test_publishing_asks_for_words_or_that_it_decorates(staff, client):
    new = {"title": "Massage", "slug": "massage", "summary": "Hands."}
    refused = send(staff, ADD, photo(), "_publish", **new)
    assert "Describe the picture" in errors(refused)
    assert not Publication.objects.exists()
    assert send(staff, ADD, photo(), **new).status_code == 302  # for later, it may
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
    data = form_data(staff.get(ADD), title="Massage") | {"_save": "1"}
    setattr(settings, name, value)
    response = staff.post(ADD, data)
    assert response.status_code == 413
    assert "Nothing was saved" in response.content.decode()


def test_a_request_that_is_far_too_large_is_not_even_read(staff, settings):
    settings.LARGEST_REQUEST = 10_000
    response = staff.post(ADD, {"title": "Massage", "picture-file": upload(bytes(20_000))})
    assert response.status_code == 413
    assert "your browser still has what you typed" in response.content.decode().replace("’", "'")


def test_what_is_no_form_at_all_is_refused_in_a_sentence(staff):
    response = staff.post(ADD, b"nonsense", content_type="multipart/form-data; boundary=\xff")
    assert response.status_code in (200, 400)
    assert b"Bad Request" not in response.content


# What patients get


def test_a_page_without_a_picture_has_no_trace_of_one(client):
    published(make_treatment(), at=timezone.now())
    assert "<picture" not in html_of(client)
    assert "<img" not in html_of(client)


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
        assert (folder / "files/media" / file).read_bytes() == pictures.read(file)
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
    pictures.remove(Picture.named(page.picture))
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


def test_a_name_that_is_none_is_no_picture():
    for name in ("", "x", "../" * 20, "0" * 32 + "x20", "0" * 32 + "-1-2-3-4x20"):
        assert TreatmentContent(picture=name).shown_picture is None


# Erasing


def pictures_url(row):
    return f"/admin/services/treatment/{row.pk}/pictures/"


def erase(staff, row, reason="The patient asked for it.", picture=None):
    data = {"picture": picture or row.picture, "reason": reason}
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
    assert "by Maria Rossi: The patient asked for it." in text
    assert "Live. Published" in html_of(staff, change_url(page))


def test_an_erased_picture_does_not_come_back(staff, page):
    old = snapshot.load("treatment", Publication.objects.get().content)
    opened = form_data(staff.get(change_url(page))) | {"_save": "1"}
    erase(staff, page)
    pictures.remove(old.shown_picture)
    assert "after you opened it" in errors(staff.post(change_url(page), opened))
    assert snapshot.restore(old).picture == ""
    refused = errors(send(staff, change_url(page), photo()))
    assert "A picture was permanently deleted here on" in refused
    assert "It can’t be used again." in refused
    assert not list(pictures.media_folder().glob("[!.]*"))


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
