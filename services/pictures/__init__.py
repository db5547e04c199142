"""The pictures that staff send: taken in and drawn anew.

    DATA_DIR/media/<digest>-<width>.avif     and one .jpg; `services.content.picture` knows the names

Decoding happens in a program of its own, `encode.py`.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from services.content.picture import Picture
from services.uploads import Refused, answer_of, refuse_erased

LARGEST = 15 * 1024 * 1024  # bytes
# How long one picture may take; it takes 2 to 3. Seconds.
PATIENCE = 90
ENCODE = Path(__file__).with_name("encode.py")

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
    "broken": _(
        "This picture can’t be read. The file is damaged or too large to process. "
        "Open it on your computer or phone, save it as a JPEG and choose that."
    ),
}


def ingest(upload):
    """Make the files of a picture that was sent, a Django `File`; returns the picture's name.

    Takes seconds, so not while others wait for a lock. Raises Refused.
    """
    name = answer_of(ENCODE, upload, largest=LARGEST, patience=PATIENCE, refusals=REFUSALS)
    if Picture.named(name) is None:
        raise Refused(REFUSALS["broken"])
    refuse_erased(name)
    return name
