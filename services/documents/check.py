"""Whether a PDF may be given to patients. A program of its own:

    python check.py FOLDER < document      prints "fine", or "refused: active"

It runs apart from the server, with limits on its memory and time: whatever a file does to the library that reads
it, patients are served on. It knows nothing of Django, and writes nothing: `FOLDER` isn't used.

Section numbers are those of ISO 32000-2:2020, which describes PDF 2.0 and what earlier versions had.
"""

import contextlib
import io
import logging
import os
import re
import sys
import zipfile

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import IndirectObject, NullObject, StreamObject

MEMORY = 300 * 1024 * 1024
SECONDS = 45

HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
# Where a reader looks for the header if it isn't at the start. Bytes.
NEAR_THE_START = 1024
# The end of a PDF (7.5.5): where its table of objects is, the marker, and nothing but space.
END = re.compile(rb"startxref\s+([0-9]{1,10})\s+%%EOF[\s\0]*\Z")
MARKER = b"%%EOF"
# What the end points to: a table of objects (7.5.4), or an object that holds one (7.5.8).
TABLE = re.compile(rb"\s*(?:xref\b|[0-9]+\s+[0-9]+\s+obj\b)")
PROTECTED = re.compile(rb"/Encrypt\s*(?:<<|[0-9]+\s+[0-9]+\s+R)")

# What a file is besides, to a program that doesn't ask for a PDF: a page, a script, an archive.
SOMETHING_ELSE = re.compile(
    rb"<!doctype\s|<(?:html|head|body|script|iframe)[\s>]|<\?php\s|__HALT_COMPILER"
    rb"|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)
TAR = slice(257, 262), b"ustar"

# Actions that run, open, send or play something (12.6.4). A link within the document, and to the web, is fine.
ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie",
    "/Sound", "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
# Addresses of links that aren't of the web.
LINKS = re.compile(r"\s*(?:javascript|vbscript|data|file|\\\\)", re.IGNORECASE)
# Scripts (12.6.4.17), forms that are a program (12.7.8), files inside (7.11.4), media (13).
KEYS = {
    "/JS", "/JavaScript", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/RichMediaSettings",
}  # fmt: skip
# Annotations that hold a file or play something (12.5.6).
SUBTYPES = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


class RefusedError(Exception):
    """What was sent isn't taken; the message is a reason that `services.documents` has words for."""


def limit_resources():
    """Let the system refuse more memory and time than a document needs, as far as it can."""
    if os.name != "posix":
        return
    import resource

    for limit, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def check_frame(body):
    """Raises RefusedError unless the bytes are a PDF from the first to the last, and nothing else besides."""
    if not HEADER.match(body):
        near = b"%PDF-" in body[:NEAR_THE_START]
        raise RefusedError("something else" if near else "no pdf")
    between, tail = TAR
    if SOMETHING_ELSE.search(body) or body[between] == tail or zipfile.is_zipfile(io.BytesIO(body)):
        raise RefusedError("something else")
    end = END.search(body, max(0, body.rfind(b"startxref")))
    if end is None:
        # What comes after the end is something else; without an end, the rest of the file is missing.
        after = body.rpartition(MARKER)[2] if MARKER in body else b""
        raise RefusedError("something else" if after.strip(b"\0 \t\r\n\f") else "broken")
    if not TABLE.match(body, int(end[1])):
        raise RefusedError("broken")
    if PROTECTED.search(body):
        raise RefusedError("protected")


def check_objects(body):
    """Raises RefusedError unless the PDF has pages, and no object in it that does anything."""
    try:
        reader = PdfReader(io.BytesIO(body))
        is_protected = reader.is_encrypted
    except (DependencyError, FileNotDecryptedError):
        is_protected = True
    if is_protected:
        raise RefusedError("protected")
    root = _plain(reader.trailer, "/Root")
    if not (isinstance(root, dict) and _plain(root, "/Type") == "/Catalog" and len(reader.pages)):
        raise RefusedError("broken")
    for value in dictionaries_of(reader, body):
        check_dictionary(value)


def dictionaries_of(reader, body):
    """Yields every dictionary of a PDF, those inside others too. Raises RefusedError for an object out of place.

    That is all that its tables name and all that these refer to. Where a table leads elsewhere than to the
    object, readers guess, each in its own way: what one shows is not what another has looked at.
    """
    known = set()
    for generation, offsets in reader.xref.items():
        for number, at in offsets.items():
            known.add((generation, number))
            is_free = reader.xref_free_entry.get(generation, {}).get(number)
            is_inside_another = generation == 0 and number in reader.xref_objStm
            head = rb"\s*0*%d\s+0*%d\s+obj\b" % (number, generation)
            if not (is_free or is_inside_another or re.compile(head).match(body, at)):
                raise RefusedError("broken")
    known |= {(0, number) for number in reader.xref_objStm}
    waiting = [reader.trailer, *(IndirectObject(n, g, reader) for g, n in known)]
    seen = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            place = value.generation, value.idnum
            if place in seen:
                continue
            seen.add(place)
            value = reader.get_object(value)
            if place not in known and not isinstance(value, NullObject | None):
                raise RefusedError("broken")
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def check_dictionary(value):
    """Raises RefusedError if a dictionary of a PDF runs, holds, sends or plays something."""
    action, subtype, link = (_plain(value, name) for name in ("/S", "/Subtype", "/URI"))
    is_active = (
        KEYS & value.keys()
        or action in ACTIONS
        or subtype in SUBTYPES
        or (isinstance(link, str) and LINKS.match(link))
        # What a stream says is in another file (7.3.8.2).
        or (isinstance(value, StreamObject) and "/F" in value)
    )
    if is_active:
        raise RefusedError("active")


def _plain(value, name):
    """What a dictionary has under a name, also where it says where that is; None if it has nothing."""
    return value.raw_get(name).get_object() if name in value else None


def main(source):
    """Look at the document in the file `source`; returns what is to be printed."""
    logging.disable()  # what the library mends, or can't, is no news
    body = source.read()
    try:
        check_frame(body)
        check_objects(body)
    except RefusedError as refused:
        return f"refused: {refused}"
    except Exception:
        # A file can make the library raise anything: ValueError, RecursionError, MemoryError.
        return "refused: broken"
    return "fine"


if __name__ == "__main__":
    limit_resources()
    sys.stdout.write(main(sys.stdin.buffer))
