"""A document that patients can download, as its name tells it."""

import math
import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify


@dataclass(frozen=True)
class Document:
    """A PDF: the digest of its bytes, how many they are, and what staff call it, if that is known."""

    digest: str
    size: int
    title: str = ""

    NAME = re.compile(r"([0-9a-f]{32})-([1-9][0-9]{0,8})", re.ASCII)
    # What a document is called, wherever an address asks for one: `intake-form-<digest>.pdf`.
    FILE = r"(?:[a-z0-9-]{1,60}-)?[0-9a-f]{32}\.pdf"

    @classmethod
    def named(cls, name, title=""):
        """The document with a name such as `<digest>-240000`; None if it is no name."""
        match = cls.NAME.fullmatch(name)
        return match and cls(match[1], int(match[2]), title)

    @property
    def name(self):
        """Its name, which `named` takes."""
        return f"{self.digest}-{self.size}"

    @property
    def files(self):
        """The names of all files that it is kept in."""
        return [f"{self.digest}.pdf"]

    @property
    def path(self):
        """Its address. What it is called comes first, as far as that is ASCII: a phone keeps that name."""
        slug = slugify(self.title)[:60].strip("-")
        return reverse("document", args=[f"{slug}-{self.digest}.pdf" if slug else self.files[0]])

    @property
    def size_in_words(self):
        """How large it is: `240 kB`, `1.2 MB` (of a thousand bytes, as phones count)."""
        if (kilobytes := math.ceil(self.size / 1000)) < 1000:
            return f"{kilobytes} kB"
        return f"{self.size / 1_000_000:.1f} MB".replace(".0 ", " ")


def kept_as(file):
    """The name of the file that is kept, of one that an address asks for (`Document.FILE`)."""
    return file[-len("0" * 32 + ".pdf") :]


def downloaded_as(file):
    """What a browser calls one that an address asks for: `intake-form.pdf`, the digest if it has no other name."""
    title = file.removesuffix(kept_as(file)).strip("-")
    return f"{title}.pdf" if title else file
