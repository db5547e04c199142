"""Documents as files: which PDFs are taken, and what is refused in a sentence."""

import io
import re
import subprocess
import sys
import zipfile

import pytest

from services import documents, uploads
from services.content.document import Document
from services.documents import check

from .pdfs import (
    CATALOG,
    PAGE,
    compressed,
    document,
    linearized,
    pdf,
    protected,
    stream,
    updated,
)
from .photos import SVG, body, drawing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

FORM = {
    "root": b"/AcroForm << /Fields [6 0 R 7 0 R] /NeedAppearances true /DA (/Helv 0 Tf 0 g) >>",
    "page": b"/Annots [6 0 R 7 0 R]",
}
NAME = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [50 600 300 620] /F 4 >>"
TICK = (
    b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (smokes) /Rect [50 500 70 520] /F 4 /AS /Off >>"
)
SIGNATURE = (
    b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /Rect [50 400 300 450] /F 4 >>"
)
SIGNED = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <00> >>"


def form(*fields):
    return pdf(b"<< >>", *fields, **FORM)


def scanned():
    photo = body(drawing(1240, 1754, "L", "white"))
    more = b"/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return pdf(
        stream(photo, more=more + b" /Filter /DCTDecode"),
        page=b"/Resources << /XObject << /Im0 5 0 R >> >>",
    )


def link(action):
    """A page with a link."""
    annotation = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << %s >> >>" % action
    return pdf(annotation, page=b"/Annots [5 0 R]")


VERSIONS = ["1.3", "1.4", "1.5", "1.6", "1.7", "2.0"]
FINE = {
    **{f"PDF {version}": pdf(version=version.encode()) for version in VERSIONS},
    "objects in a stream": compressed(),
    "a form to fill in": form(NAME, TICK),
    "a scanned page": scanned,
    "linearized": linearized(),
    "a place to sign": form(NAME, SIGNATURE),
    "signed": updated(form(NAME, SIGNATURE), SIGNED, first=8),
    "a page changed later": updated(pdf(), PAGE % b"/Rotate 90", first=3),
    "an object removed later": updated(pdf(b"<< >>"), b"null", first=5),
    "a line end after the end": pdf() + b"\r\n",
    "no line end after the end": pdf().rstrip(),
    "filled up after the end": pdf() + bytes(512),
    "Windows' line ends": pdf().replace(b"startxref\n", b"startxref\r\n").replace(b"%%EOF\n", b"%%EOF\r\n"),
    "a link to the web": link(b"/S /URI /URI (https://www.example.com/file)"),
    "an email address": link(b"/S /URI /URI (mailto:javascript@example.com)"),
    "a link to a page": link(b"/S /GoTo /D [3 0 R /Fit]"),
    "opened at a page": pdf(root=b"/OpenAction [3 0 R /Fit]"),
    "words that sound dangerous": pdf(stream(b"BT (JavaScript, Launch, <b>) Tj ET")),
    "a reference to nothing": pdf(root=b"/Outlines 99 0 R"),
    "a structure": pdf(root=b"/StructTreeRoot << /S /Sect /K [<< /S /P >>] >>"),
}  # fmt: skip


def bytes_of(case):
    return case() if callable(case) else case


@pytest.mark.parametrize("case", FINE)
def test_a_document_is_kept_byte_for_byte(case):
    content = bytes_of(FINE[case])
    kept = Document.named(documents.ingest(document(content)))
    assert kept.size == len(content)
    assert uploads.read_file(kept.files[0]) == content


def script(name=b"JavaScript"):
    return b"<< /S /%s /JS (app.alert\\(1\\)) >>" % name


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as inside:
        inside.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


NO_PDF = "This isn’t a PDF."
ELSE = "something else in it besides the PDF"
BROKEN = "This PDF can’t be read."
PROTECTED = "protected with a password"
ACTIVE = "scripts, attachments, media"
BAD = {
    "empty": (b"", "This file is empty."),
    "too large": (lambda: pdf() + bytes(10 * 1024 * 1024), "larger than 10 MB"),
    "text": (b"Hello, this is no document." * 50, NO_PDF),
    "html": (b"<!doctype html><script>alert(1)</script>", NO_PDF),
    "svg": (SVG, NO_PDF),
    "word": (archive(), NO_PDF),
    "old word": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), NO_PDF),
    "photo": (lambda: body(drawing()), NO_PDF),
    "postscript": (b"%!PS-Adobe-3.0\n", NO_PDF),
    "no version": (pdf().replace(b"%PDF-1.7", b"%PDF-x.y"), ELSE),
    "later version": (pdf(version=b"7.0"), ELSE),
    # Something before it, after it, or all through it.
    "html first": (b"<!doctype html>\n" + pdf(), ELSE),
    "space first": (b"\n" + pdf(), ELSE),
    "byte-order mark first": (b"\xef\xbb\xbf" + pdf(), ELSE),
    "jpeg first": (b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xfe\x10\0" + pdf(), ELSE),
    "gif first": (b"GIF89a/*" + pdf(), ELSE),
    "far from the start": (bytes(2000) + pdf(), NO_PDF),
    "html last": (pdf() + b"<html><script>alert(1)</script>", ELSE),
    "html in a comment": (pdf(head=b"%<html ><body >\n"), ELSE),
    "html in a stream": (pdf(stream(b"<ScRiPt>alert(1)</script>")), ELSE),
    "html between two ends": (updated(pdf() + b"%<!DOCTYPE html>\n", b"<< >>", first=5), ELSE),
    "php in a stream": (pdf(stream(b"<?php system($_GET[1]);")), ELSE),
    "words last": (pdf() + b"x", ELSE),
    "zip last": (pdf() + archive(), ELSE),
    "zip in a stream": (pdf(stream(archive())), ELSE),
    "zip in a comment": (pdf().replace(b"startxref", b"%" + archive().replace(b"\n", b"") + b"\nstartxref"), ELSE),
    "rar in a stream": (pdf(stream(b"Rar!\x1a\x07\x00")), ELSE),
    "7z in a stream": (pdf(stream(b"7z\xbc\xaf\x27\x1c")), ELSE),
    "tar": (pdf(head=(b"%" * 300)[: 257 - 15] + b"ustar" + b"%" * 300 + b"\n"), ELSE),
    # Damaged.
    "header only": (b"%PDF-1.7\n", BROKEN),
    "cut": (pdf()[:-60], BROKEN),
    "cut in the middle": (pdf()[:300], BROKEN),
    "an end without a table": (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\nstartxref\n9\n%%EOF", BROKEN),
    "table elsewhere": (re.sub(rb"startxref\n\d+", b"startxref\n20", pdf()), BROKEN),
    "table beyond the end": (re.sub(rb"startxref\n\d+", b"startxref\n999999999", pdf()), BROKEN),
    "no pages": (pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [     ] /Count 0"), BROKEN),
    "no root": (pdf().replace(b"/Root 1 0 R", b"/Boot 1 0 R"), BROKEN),
    "another root": (pdf(b"<< /Pages 2 0 R >>").replace(b"/Root 1 0 R", b"/Root 5 0 R"), BROKEN),
    "pages in a circle": (pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), BROKEN),
    "lists in lists": (lambda: pdf(b"[" * 99_000 + b"]" * 99_000), BROKEN),
    "more than anybody reads": (lambda: pdf(*[b"<< /A [1 2 3] /B /C >>"] * 150_000), BROKEN),
    "an object elsewhere": (pdf(root=b"/OpenAction 9 0 R", head=b"\n9 0 obj\n<< /S /Launch >>\nendobj\n"), BROKEN),
    "an object at another's place": (pdf().replace(b"3 0 obj", b"7 0 obj"), BROKEN),
    "nonsense": (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\nstartxref\n9\n%%EOF", BROKEN),
    # Protected.
    "RC4": (lambda: protected("RC4-128"), PROTECTED),
    "AES": (pdf(trailer=b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 >>"), PROTECTED),
    "by a certificate": (pdf(b"<< /Filter /Adobe.PubSec >>", trailer=b"/Encrypt 5 0 R"), PROTECTED),
    "in other letters": (pdf(b"<< /Filter /Standard >>", trailer=b"/Encr#79pt 5 0 R"), BROKEN),
    # What does something.
    "a script on opening": (pdf(root=b"/OpenAction " + script()), ACTIVE),
    "elsewhere": (pdf(script(), root=b"/OpenAction 5 0 R"), ACTIVE),
    "far elsewhere": (pdf(b"<< /S 6 0 R >>", b"/JavaScript", root=b"/OpenAction 5 0 R"), ACTIVE),
    "in other letters too": (pdf(root=b"/OpenAction << /S /J#61vaScript >>"), ACTIVE),
    "a script in a stream": (compressed(script(), root=b"/OpenAction 6 0 R"), ACTIVE),
    "a named script": (pdf(root=b"/Names << /JavaScript << /Names [(x) 5 0 R] >> >>"), ACTIVE),
    "a script of a field": (form(NAME[:-2] + b"/AA << /K " + script() + b" >> >>"), ACTIVE),
    "a script of a page": (pdf(page=b"/AA << /O " + script() + b" >>"), ACTIVE),
    "a script in a rendition": (link(b"/S /Rendition /JS (x)"), ACTIVE),
    "a script that nothing refers to": (pdf(script()), ACTIVE),
    "a script of a later revision": (updated(pdf(), CATALOG % (b"/OpenAction " + script()), first=1), ACTIVE),
    "a link that is a script": (link(b"/S /URI /URI ( JavaScript:alert\\(1\\))"), ACTIVE),
    "a link to the computer": (link(b"/S /URI /URI (file:///etc/passwd)"), ACTIVE),
    "a link to a share": (link(b"/S /URI /URI (\\\\\\\\evil\\\\share)"), ACTIVE),
    "a program": (link(b"/S /Launch /F (cmd.exe)"), ACTIVE),
    "after another action": (link(b"/S /GoTo /Next [<< /S /Launch >>]"), ACTIVE),
    "a button that sends": (form(TICK[:-2] + b"/A << /S /SubmitForm /F (https://evil.example) >> >>"), ACTIVE),
    "data that come": (link(b"/S /ImportData /F (x.fdf)"), ACTIVE),
    "another file": (link(b"/S /GoToR /F (\\\\\\\\evil\\\\x.pdf)"), ACTIVE),
    "a file inside": (pdf(root=b"/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>"), ACTIVE),
    "an invoice inside": (pdf(b"<< /Type /Filespec /F (a.xml) /EF << /F 6 0 R >> >>", root=b"/AF [5 0 R]"), ACTIVE),
    "an attachment": (pdf(b"<< /Type /Annot /Subtype /FileAttachment >>", page=b"/Annots [5 0 R]"), ACTIVE),
    "a stream in another file": (pdf(stream(b"", more=b"/F (secret.txt)")), ACTIVE),
    "a form that is a program": (pdf(root=b"/AcroForm << /Fields [] /XFA 5 0 R >>"), ACTIVE),
    "rich media": (pdf(b"<< /Type /Annot /Subtype /RichMedia >>", page=b"/Annots [5 0 R]"), ACTIVE),
    "a film": (pdf(b"<< /Type /Annot /Subtype /Movie >>", page=b"/Annots [5 0 R]"), ACTIVE),
    "a sound": (link(b"/S /Sound /Sound 5 0 R"), ACTIVE),
    "3D": (pdf(b"<< /Type /Annot /Subtype /3D >>", page=b"/Annots [5 0 R]"), ACTIVE),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_document_for_patients_is_refused_in_a_sentence(case):
    content, words = BAD[case]
    with pytest.raises(uploads.Refused) as refused:
        documents.ingest(document(bytes_of(content)))
    assert words in str(refused.value)
    assert not list(uploads.media_folder().glob("[!.]*"))


def test_every_refusal_says_what_to_do_and_each_is_met():
    met = {words for _content, words in BAD.values()}
    for reason, words in documents.REFUSALS.items():
        assert re.search(r"\bchoose (?:it|that|the)\b", str(words), re.IGNORECASE), reason
        assert any(part in str(words) for part in met), reason


def test_two_identical_files_are_one_and_another_is_another():
    one, same = documents.ingest(document()), documents.ingest(document(name="Other name.pdf"))
    other = documents.ingest(document(pdf(version=b"1.6")))
    assert one == same
    assert one != other
    assert len(list(uploads.media_folder().glob("[!.]*"))) == 2


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "PATIENCE", 0.01)
    with pytest.raises(uploads.Refused, match="too complicated"):
        documents.ingest(document())


def test_a_full_disk_is_said_and_leaves_nothing(own_folder, settings, tmp_path):
    uploads.media_folder().mkdir()
    (tmp_path / "file").write_text("")
    settings.DATA_DIR = tmp_path / "file"  # no folder can be made in it
    with pytest.raises(uploads.Refused, match="disk is full"):
        documents.ingest(document())


@pytest.mark.parametrize("case", ["lists in lists", "more than anybody reads"])
def test_no_document_takes_more_than_350_mb(tmp_path, case):
    (tmp_path / "document").write_bytes(bytes_of(BAD[case][0]))
    code = (
        "import resource, runpy, sys; sys.argv = ['check', '.'];"
        f"runpy.run_path({check.__file__!r}, run_name='__main__');"
        "print('', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    # Through a shell: what a process has taken counts for the one that it becomes.
    answer = subprocess.run(
        ["sh", "-c", '"$1" -c "$2" < "$3"', "sh", sys.executable, code, tmp_path / "document"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert answer.startswith("refused: broken ")
    assert int(answer.split()[-1]) < 350 * 1024


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (1000, "1 kB"), (1001, "2 kB"), (239_001, "240 kB"), (999_000, "999 kB"),
     (999_001, "1 MB"), (1_000_000, "1 MB"), (1_249_000, "1.2 MB"), (10_485_760, "10.5 MB")],
)  # fmt: skip
def test_a_document_says_how_large_it_is(size, words):
    assert Document("0" * 32, size).size_in_words == words


@pytest.mark.parametrize(
    "name", ["", "x", "0" * 32, f"{'0' * 32}-0", f"{'0' * 32}-480x20", f"../{'0' * 32}-1", "0" * 32 + "-1\n"]
)  # fmt: skip
def test_a_name_that_is_none_is_no_document(name):
    assert Document.named(name) is None
