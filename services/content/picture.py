"""A picture of staff's, as its name tells its files."""

import re
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Picture:
    """A picture's files, as its name tells them; `widths` and `height` are in pixels.

    Each width is a file `<digest>-<width>.avif`; one of them is a JPEG too, for older browsers.
    """

    digest: str
    widths: tuple[int, ...]
    height: int

    NAME = re.compile(r"([0-9a-f]{32})((?:-[0-9]{1,4}){1,3})x([0-9]{1,4})", re.ASCII)
    # What a file is called, wherever an address asks for one.
    FILE = r"[0-9a-f]{32}-[0-9]{1,4}\.(?:avif|jpg)"
    # The JPEG's width, if the picture is that wide. Names of all times depend on it.
    FALLBACK = 1080

    @classmethod
    def named(cls, name):
        """The picture with a name such as `<digest>-480-1080-1600x1200`; None if it is no name."""
        match = cls.NAME.fullmatch(name)
        if match is None:
            return None
        digest, widths, height = match.groups()
        return cls(digest, tuple(int(width) for width in widths[1:].split("-")), int(height))

    @property
    def width(self):
        """The width of the largest file."""
        return self.widths[-1]

    @property
    def is_tall(self):
        """Whether it is higher than wide."""
        return self.height > self.width

    @property
    def fallback(self):
        """The name of the JPEG."""
        return f"{self.digest}-{min(self.FALLBACK, self.width)}.jpg"

    @property
    def files(self):
        """The names of all files."""
        return [*(f"{self.digest}-{width}.avif" for width in self.widths), self.fallback]

    @property
    def srcset(self):
        """The AVIF files and their widths, as an `srcset` has them."""
        files = zip(self.files, self.widths, strict=False)
        return ", ".join(f"{reverse('media', args=[file])} {width}w" for file, width in files)

    @property
    def src(self):
        """The path of the JPEG."""
        return reverse("media", args=[self.fallback])
