"""The documents that patients can download: PDF files of staff's, taken in as they are.

    DATA_DIR/media/<digest>.pdf      `services.content.document` knows the names

Whether one is safe is looked at in a program of its own, `check.py`.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from services.content.document import Document
from services.uploads import Refused, answer_of, digest_of, keep, refuse_erased

LARGEST = 10 * 1024 * 1024  # bytes
# How long one document may take; most take less than one. Seconds.
PATIENCE = 60
CHECK = Path(__file__).with_name("check.py")

# The reasons of `check.py`, and what to do, in staff's words.
REFUSALS = {
    "empty": _("This file is empty. Choose the document again."),
    "too large": _(
        "This file is larger than 10 MB. Make it smaller, for example by scanning it in black and "
        "white, and choose it again."
    ),
    "no pdf": _(
        "This isn’t a PDF. Open it in the program it was made with, save it as a PDF, and choose that."
    ),
    "broken": _(
        "This PDF can’t be read. It’s damaged or too complicated. Open it on your computer, print "
        "it to a new PDF, and choose that."
    ),
    "protected": _(
        "This PDF is protected with a password or doesn’t allow everything. Save it without "
        "protection and choose that."
    ),
    "something else": _(
        "This file has something else in it besides the PDF. Open it on your computer, print it to a "
        "new PDF, and choose that."
    ),
    "active": _(
        "This PDF has scripts, attachments, media or a button that sends what patients type. Save it "
        "without them, or print it to a new PDF, and choose that."
    ),
}


def ingest(upload):
    """Keep a document that was sent, a Django `File`, byte for byte; returns the document's name.

    Its bytes stay, so that a signature in it holds. Takes a second, so not while others wait for a lock. Raises
    Refused.
    """
    answer = answer_of(CHECK, upload, largest=LARGEST, patience=PATIENCE, refusals=REFUSALS)
    if answer != "fine":
        raise Refused(REFUSALS["broken"])
    upload.seek(0)
    body = upload.read()
    document = Document(digest_of(body), len(body))
    refuse_erased(document.name)
    for file in document.files:
        keep(body, file)
    return document.name
