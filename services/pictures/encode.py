"""A picture as it was sent -> the files that pages show. A program of its own:

    python encode.py FOLDER < picture      prints the picture's name, or "refused: too many pixels"

It runs apart from the server, with limits on its memory and time: whatever a file does to a decoder,
patients are served on. It knows nothing of Django. What it writes holds not one byte of what was
sent: it is drawn anew from the pixels, turned upright, in sRGB, without metadata.

The name says all that a page needs to know: `<digest>-<width>-<width>-...x<height>`. The digest is of
all the files' bytes, the widths are those of the files, the height is the largest one's.
"""

import contextlib
import errno
import hashlib
import io
import os
import sys
import warnings
from pathlib import Path

from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
# What pages use: a phone's screen of one and of three dots a pixel, and the column of a wide one.
WIDTHS = (480, 1080, 1600)
# A picture that is taller than that is made smaller than WIDTHS say. Pixels.
TALLEST = 2400
# A browser that doesn't know AVIF gets a JPEG; there are few, so one size is enough. It is that of
# `services.content.Picture`.
FALLBACK = 1080
# Of a JPEG, no more is decoded than is needed. Other decoders hold the whole picture, several times
# over. With these limits this program stays below 300 MB (tests/test_pictures.py measures it).
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "HEIF": 25_000_000, "WEBP": 12_500_000}
MOST_PIXELS_IF_PROGRESSIVE = 25_000_000
MEMORY = 250 * 1024 * 1024
SECONDS = 60

ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)


class RefusedError(Exception):
    """What was sent isn't taken; the message is a reason that `services.pictures` has words for."""


def limit_resources():
    """Let the system refuse more memory and time than a picture needs, as far as it can."""
    if os.name != "posix":
        return
    import resource

    for limit, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def opened(file):
    """The picture in `file`, not yet decoded. Raises RefusedError for what its header says."""
    try:
        image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError:
        raise RefusedError("too many pixels") from None
    except Image.UnidentifiedImageError:
        raise RefusedError("no picture") from None
    # MPO is a JPEG with another one behind it, such as a phone's brightness map.
    most = MOST_PIXELS["JPEG" if image.format == "MPO" else image.format]
    if image.info.get("progressive"):
        most = MOST_PIXELS_IF_PROGRESSIVE
    if image.width * image.height > most:
        raise RefusedError("too many pixels")
    return image


def drawn(image):
    """The picture as people should see it: upright, opaque, sRGB, as large as the largest file.

    Of a picture that moves, the first frame.
    """
    turn = image.getexif().get(ORIENTATION)
    width, height = reversed(image.size) if turn in LYING else image.size
    scale = min(1, WIDTHS[-1] / width, TALLEST / height)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    # A JPEG can be decoded at a half, a quarter or an eighth of its size.
    image.draft(None, (size[0] * 2, size[1] * 2))
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey: an X-ray, say
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode in ("1", "P", "PA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    if turn in TURNS:
        image = image.transpose(TURNS[turn])
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):  # one that is broken is none
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def encoded(image):
    """The files of a drawn picture, as the ends of their names -> bytes; then its widths."""
    widths = [width for width in WIDTHS if width < image.width] + [image.width]
    files = {}
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        smaller = image.resize((width, height), Image.Resampling.LANCZOS)
        files[f"-{width}.avif"] = _saved(smaller, "AVIF", quality=60, speed=6, max_threads=2)
        if width == min(FALLBACK, widths[-1]):
            files[f"-{width}.jpg"] = _saved(
                smaller, "JPEG", quality=80, progressive=True, optimize=True
            )
    return files, widths


def _saved(image, kind, **options):
    """The bytes of an image file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def written(files, folder):
    """Write the files under the digest of their bytes; returns it. Each appears whole, or not at all."""
    digest = hashlib.sha256(b"".join(files.values())).hexdigest()[:32]
    for end, body in files.items():
        aside = folder / f".{digest}{end}.{os.getpid()}"
        try:
            with open(aside, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(folder / f"{digest}{end}")
        finally:
            aside.unlink(missing_ok=True)
    return digest


def main(source, folder):
    """Take in the picture in the file `source`; returns what is to be printed."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    try:
        image = drawn(opened(source))
        files, widths = encoded(image)
        digest = written(files, folder)
    except RefusedError as refused:
        return f"refused: {refused}"
    except (MemoryError, Image.DecompressionBombWarning):
        return "refused: too many pixels"
    except OSError as problem:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
        return f"refused: {'full' if full else 'broken'}"
    except Exception:  # decoders raise anything: ValueError, SyntaxError, struct.error
        return "refused: broken"
    return f"{digest}-{'-'.join(map(str, widths))}x{image.height}"


if __name__ == "__main__":
    limit_resources()
    sys.stdout.write(main(io.BytesIO(sys.stdin.buffer.read()), Path(sys.argv[1])))
