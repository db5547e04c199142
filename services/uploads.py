"""The files that staff upload: looked at in programs of their own, kept under the hash of their content, removed.

    DATA_DIR/media/      `services.content.picture` and `services.content.document` know the names

A file here is never overwritten by another.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from services.content.document import Document
from services.content.picture import Picture
from services.models import Erasure

FULL = _(
    "The disk is full, so the file can’t be saved. Tell the person who looks after the website."
)


class Refused(Exception):
    """A file that isn't taken; the message says why and what to do, in staff's words."""


def media_folder():
    """Where uploads lie."""
    return settings.DATA_DIR / "media"


def named(name):
    """The `Picture` or `Document` with a name, None if it is neither's."""
    return Picture.named(name) or Document.named(name)


def answer_of(program, upload, *, largest, patience, refusals):
    """What a program prints of a file that was sent, a Django `File`; it may write to the folder of uploads.

    `largest` is in bytes, `patience` in seconds. The program gets the file as its input and the folder as its
    argument. Takes seconds, so not while others wait for a lock. Raises Refused in the words of `refusals`: for
    "empty", "too large", or what follows "refused: " in the answer; "broken" if there is no answer.
    """
    if not upload.size:
        raise Refused(refusals["empty"])
    if upload.size > largest:
        raise Refused(refusals["too large"])
    upload.seek(0)
    try:
        with _one_at_a_time(media_folder()):
            run = subprocess.run(  # noqa: S603 - our own program; the file comes by its input
                [sys.executable, program, media_folder()],
                input=upload.read(),
                capture_output=True,
                timeout=patience,
            )
    except subprocess.TimeoutExpired:
        raise Refused(refusals["broken"]) from None
    except OSError:
        raise Refused(FULL) from None
    answer = run.stdout.decode()
    reason = answer.removeprefix("refused: ")
    if reason == "full":
        raise Refused(FULL)
    if not answer or reason != answer:
        raise Refused(refusals.get(reason, refusals["broken"]))
    return answer


def refuse_erased(name):
    """Raises Refused, and removes the files again, if an owner has erased the upload with this name."""
    if erasure := Erasure.objects.filter(file=name).first():
        remove(named(name))
        raise Refused(_("%(erasure)s It can’t be used again.") % {"erasure": erasure})


@contextmanager
def _one_at_a_time(folder):
    """Wait until no other file is taken in on this machine: each needs memory."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest_of(body):
    """What a file is called by: the first 32 hexadecimal digits of the SHA-256 of its bytes."""
    return hashlib.sha256(body).hexdigest()[:32]


def keep(body, file):
    """Write bytes under a name. The file appears whole, or not at all. Raises Refused if the disk is full."""
    aside = media_folder() / f".{file}.{os.getpid()}"
    try:
        with open(aside, "wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(media_folder() / file)
    except OSError:
        raise Refused(FULL) from None
    finally:
        aside.unlink(missing_ok=True)


def is_here(upload):
    """Whether all files of a `Picture` or `Document` are there."""
    return all((media_folder() / file).is_file() for file in upload.files)


def read_file(file):
    """The bytes of an upload's file by its name, None if it isn't there."""
    try:
        return (media_folder() / file).read_bytes()
    except OSError:
        return None


def remove(upload, *others):
    """Delete the files of a `Picture` or `Document` from here, and from any `others` of folders that hold copies."""
    for folder in (media_folder(), *others):
        # A published document's name begins with its title.
        for path in folder.glob(f"*{upload.digest}*"):
            path.unlink(missing_ok=True)
