"""The pictures that staff send: taken in, kept under the hash of their content, read, removed.

    DATA_DIR/media/<digest>-<width>.avif     and one .jpg; `services.content.Picture` knows the names

A file here is never overwritten by another. Decoding happens in a program of its own, `encode.py`.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from services.content.picture import Picture
from services.models import Erasure

LARGEST = 15 * 1024 * 1024  # bytes
# How long one picture may take; it takes 2 to 3. Seconds.
PATIENCE = 90
ENCODE = Path(__file__).with_name("encode.py")

BROKEN = _(
    "This picture can’t be read. The file is damaged or too large to process. "
    "Open it on your computer or phone, save it as a JPEG and choose that."
)
# The reasons of `encode.py`, and what to do, in staff's words.
REFUSALS = {
    "empty": _("This file is empty. Choose the picture again."),
    "too large": _(
        "This file is larger than 15 MB. Make the picture smaller (2,000 pixels wide is "
        "plenty) and choose it again."
    ),
    "no picture": _(
        "The website can’t show this kind of file. Choose a JPEG, PNG, WebP or HEIC. Save "
        "an SVG or GIF as PNG first."
    ),
    "too many pixels": _(
        "This picture has too many pixels. Make it smaller (2,000 pixels wide is plenty) "
        "and choose it again."
    ),
    "broken": BROKEN,
    "full": _(
        "The disk is full, so the picture can’t be saved. Tell the person who looks after "
        "the website."
    ),
}


class Refused(Exception):
    """A file that isn't taken; the message says why and what to do, in staff's words."""


def media_folder():
    """Where pictures lie."""
    return settings.DATA_DIR / "media"


def ingest(upload):
    """Make the files of a picture that was sent, a Django `File`; returns the picture's name.

    Takes seconds, so not while others wait for a lock. Raises Refused.
    """
    if not upload.size:
        raise Refused(REFUSALS["empty"])
    if upload.size > LARGEST:
        raise Refused(REFUSALS["too large"])
    upload.seek(0)
    try:
        with _one_at_a_time(media_folder()):
            run = subprocess.run(  # noqa: S603 - our own program; the file comes by its input
                [sys.executable, ENCODE, media_folder()],
                input=upload.read(),
                capture_output=True,
                timeout=PATIENCE,
            )
    except subprocess.TimeoutExpired:
        raise Refused(BROKEN) from None
    except OSError:
        raise Refused(REFUSALS["full"]) from None
    answer = run.stdout.decode()
    picture = Picture.named(answer)
    if picture is None:
        raise Refused(REFUSALS.get(answer.removeprefix("refused: "), BROKEN))
    if erasure := Erasure.objects.filter(picture=answer).first():
        remove(picture)
        raise Refused(_("%(erasure)s It can’t be used again.") % {"erasure": erasure})
    return answer


@contextmanager
def _one_at_a_time(folder):
    """Wait until no other picture is taken in on this machine: each needs memory."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_here(picture):
    """Whether all files of a `Picture` are there."""
    return all((media_folder() / file).is_file() for file in picture.files)


def read_file(file):
    """The bytes of a picture's file by its name, None if it isn't there."""
    try:
        return (media_folder() / file).read_bytes()
    except OSError:
        return None


def remove(picture, *others):
    """Delete the files of a `Picture` from here, and from any `others` of folders that hold copies."""
    for folder in (media_folder(), *others):
        for file in picture.files:
            (folder / file).unlink(missing_ok=True)
