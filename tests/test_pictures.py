"""Pictures as files: what is made of an upload, and what is refused."""

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from services import pictures, uploads
from services.content.picture import Picture
from services.content.treatment import TreatmentContent
from services.models import Treatment
from services.pictures import encode

from .photos import SVG, body, drawing, upload
from .staff import ADD_TREATMENT, errors, send

register_heif_opener()  # here, to make HEIC files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def ingest(image, kind="JPEG", **options):
    """The `Picture` that an image makes."""
    return Picture.named(pictures.ingest(upload(body(image, kind, **options))))


def shown(picture, file=None):
    """One of a picture's files, the largest unless named, as an image."""
    return Image.open(uploads.media_folder() / (file or picture.files[-2])).convert("RGB")


def is_red(pixel):
    return pixel[0] > 200 and pixel[1] < 60


# What is made of a picture


def test_a_picture_becomes_files_in_the_sizes_that_pages_use():
    picture = ingest(drawing(3000, 2000))
    assert picture.widths == (480, 1080, 1600)
    assert (picture.width, picture.height) == (1600, 1067)
    for file, size in zip(
        picture.files, [(480, 320), (1080, 720), (1600, 1067), (1080, 720)], strict=True
    ):
        with Image.open(uploads.media_folder() / file) as image:
            assert image.size == size
            assert image.format == ("JPEG" if file.endswith(".jpg") else "AVIF")
    assert sorted(path.name for path in uploads.media_folder().glob("[!.]*")) == sorted(
        picture.files
    )


@pytest.mark.parametrize(
    ("size", "widths"),
    [((300, 200), (300,)), ((480, 20), (480,)), ((1000, 9), (480, 1000)), ((1, 1), (1,))],
)
def test_a_small_picture_is_not_made_larger(size, widths):
    picture = ingest(drawing(*size))
    assert (picture.widths, picture.height) == (widths, size[1])
    assert uploads.is_here(picture)


def test_a_very_tall_picture_is_made_smaller():
    picture = ingest(drawing(1000, 6000))
    assert (picture.width, picture.height) == (400, 2400)


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
        content = uploads.read_file(file)
        assert b"SECRET" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & {*image.info}


def test_a_picture_is_named_by_its_content():
    one, same, other = (ingest(drawing(colour=colour)) for colour in ("teal", "teal", "navy"))
    assert one == same
    assert one.digest != other.digest
    assert ingest(drawing(), "PNG").digest != other.digest


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


def test_what_is_transparent_is_white():
    image = drawing(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    assert min(shown(ingest(image, "PNG")).getpixel((300, 300))) > 250


def test_an_x_ray_of_16_bits_keeps_its_greys():
    image = Image.new("I;16", (600, 400), 65535 // 2)
    assert shown(ingest(image, "PNG")).getpixel((300, 200))[0] in range(120, 135)


def test_another_colour_profile_becomes_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert ingest(drawing(), icc_profile=lab)  # one that doesn't fit is left out
    assert ingest(drawing(), icc_profile=b"nonsense")


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


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_picture_for_a_page_is_refused_in_a_sentence(staff, case):
    content, words = BAD[case]
    content = content() if callable(content) else content
    response = send(staff, ADD_TREATMENT, upload(content), title="Massage")
    assert words in errors(response)
    assert "Massage" in response.content.decode()
    assert not Treatment.objects.exists()
    assert not list(uploads.media_folder().glob("[!.]*"))


@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"PK\x03\x04" + bytes(500), b"<?php system($_GET[1]);"]
)
def test_a_picture_that_is_something_else_too_loses_that(tail):
    exif = Image.Exif()
    exif[0x010E] = tail.decode("latin-1").replace("\0", "")
    picture = Picture.named(pictures.ingest(upload(body(drawing(), exif=exif) + tail)))
    for file in picture.files:
        assert tail[:8] not in uploads.read_file(file)


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


def test_a_name_that_is_none_is_no_picture():
    for name in ("", "x", "../" * 20, "0" * 32 + "x20", "0" * 32 + "-1-2-3-4x20"):
        assert TreatmentContent(picture=name).shown_picture is None
