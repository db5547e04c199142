"""Documents to upload, made by hand: what is in one is what a test says."""

import io
import re
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"
TEXT = b"BT /F1 24 Tf 72 700 Td (Intake form) Tj ET"


def stream(content, *, more=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def pdf(*objects, root=b"", page=b"", version=b"1.7", trailer=b"", head=b""):
    """A PDF of one page. `objects` come fifth and later; `root`, `page` and `trailer` are put into theirs."""
    bodies = [CATALOG % root, PAGES, PAGE % page, stream(TEXT), *objects]
    body, offsets = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version + head, []
    for number, content in enumerate(bodies, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(bodies) + 1, table, len(bodies) + 1, trailer, len(body))
    )


def updated(body, *objects, first=1):
    """A PDF with a later revision at its end, as a program that signs makes one (7.5.6)."""
    before = int(re.findall(rb"startxref\s+(\d+)", body)[-1])
    table = b""
    for number, content in enumerate(objects, start=first):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + (
        b"xref\n%strailer\n<< /Size 20 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, before, len(body))
    )


def compressed(*hidden, root=b""):
    """A PDF 1.5, whose objects lie in a stream, and so does its table (7.5.7, 7.5.8)."""
    bodies = [CATALOG % root, PAGES, PAGE % b"", *hidden]
    numbers = [1, 2, 3, *range(6, 6 + len(hidden))]
    index, inside = b"", b""
    for number, content in zip(numbers, bodies, strict=True):
        index += b"%d %d " % (number, len(inside))
        inside += content + b" "
    packed = zlib.compress(index + inside)
    body = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    offsets = {}
    more = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(bodies), len(index))
    for number, content in ((4, stream(TEXT)), (5, stream(packed, more=more))):
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    last = 6 + len(hidden)
    rows = [b"\0\0\0\0\0"]
    for number in range(1, last + 1):
        if number in numbers:
            rows.append(b"\2" + (5).to_bytes(3, "big") + bytes([numbers.index(number)]))
        else:
            rows.append(b"\1" + offsets.get(number, len(body)).to_bytes(3, "big") + b"\0")
    more = b"/Type /XRef /Size %d /W [1 3 1] /Root 1 0 R /Filter /FlateDecode" % (last + 1)
    table = stream(zlib.compress(b"".join(rows)), more=more)
    return body + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, table, len(body))


def linearized():
    """A PDF whose first page can be shown while the rest still comes: its table of objects is at the top (F)."""

    def made(at):
        body = b"%PDF-1.4\n"
        now = {}

        def add(number, content):
            nonlocal body
            now[number] = len(body)
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)

        def table(*parts):
            rows = b"".join(
                b"%d %d\n" % (first, len(numbers))
                + b"".join(b"%010d 00000 n \n" % at.get(number, 0) for number in numbers)
                for first, numbers in parts
            )
            return b"xref\n" + rows

        add(5, b"<< /Linearized 1 /L %010d /H [0 0] /O 3 /E 0 /N 1 /T 0 >>" % at.get("length", 0))
        now["first"] = len(body)
        body += table((1, [1]), (3, [3, 4, 5]))
        body += b"trailer\n<< /Size 6 /Root 1 0 R /Prev %010d >>\n" % at.get("main", 0)
        body += b"startxref\n0\n%%EOF\n"
        add(1, CATALOG % b"")
        add(3, PAGE % b"")
        add(4, stream(TEXT))
        add(2, PAGES)
        now["main"] = len(body)
        body += b"xref\n0 1\n0000000000 65535 f \n" + table((2, [2])).removeprefix(b"xref\n")
        body += b"trailer\n<< /Size 3 >>\nstartxref\n%d\n%%%%EOF\n" % now["first"]
        return body, now | {"length": len(body)}

    return made(made({})[1])[0]


def protected(algorithm):
    """A PDF with a password for its owner alone: it opens without one."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("", "secret", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def document(body=None, name="intake.pdf"):
    """A document as a form brings it."""
    return SimpleUploadedFile(name, pdf() if body is None else body, "application/pdf")
