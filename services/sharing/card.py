"""The picture of a page in a shared link: 1200x630 pixels, drawn from the page's own words.

The words stand in the middle 630 pixels, which is what WhatsApp cuts out (Facebook,
LinkedIn and X show it whole). The bundle of fibres runs through from edge to edge.
"""

import hashlib
import io
import math
from dataclasses import astuple, dataclass
from functools import cache, lru_cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

# Raise it when the drawing changes: cards get new addresses, and platforms fetch them again.
DESIGN = 3

WIDTH, HEIGHT = 1200, 630
SAFE_WIDTH = 600
# The text stands between these: clear of the edge, and of the highest fibre with room for a descender.
TEXT_TOP, TEXT_BOTTOM = 56, 406
# Between the title and the line under it.
GAP = 28
# Sizes of the words, the largest first, and how many lines of each: before a title gets small, a fourth.
TITLE_SIZES = [(size, 3 if size > 56 else 4) for size in range(112, 39, -4)]
DETAIL_SIZES = [(size, 2) for size in range(36, 27, -2)]
# The fibres are drawn at three times the size and made smaller, which smooths them.
SCALE = 3

PAPER, INK, QUIET, CLINIC, WARM = "#fbf8f1", "#1b2320", "#465049", "#0d4a42", "#bb4a22"
FONT = settings.BASE_DIR / "static" / "fonts" / "atkinson-hyperlegible-next.woff2"
BOLD, REGULAR = 700, 400


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a share card says: a title, and the clinic's name or another line under it."""

    title: str
    detail: str = ""

    @property
    def digest(self):
        """Twelve hexadecimal digits that change with what the card shows."""
        return hashlib.sha256(repr((DESIGN, astuple(self))).encode()).hexdigest()[:12]

    @property
    def file_name(self):
        """The card's address, relative to its page."""
        return f"card-{self.digest}.png"

    @property
    def alt(self):
        """The card in words, for those who don't see it."""
        return f"{self.title}. {self.detail}" if self.detail else self.title

    def png(self):
        """The card as the bytes of a PNG file."""
        return draw(self)


@lru_cache(maxsize=256)
def draw(card):
    """Draw a card; returns the bytes of a PNG of 1200x630 pixels."""
    image = fibres().copy()
    write(card, image)
    file = io.BytesIO()
    image.quantize(96, method=Image.Quantize.FASTOCTREE).save(file, "PNG", compress_level=6)
    return file.getvalue()


def write(card, image):
    """Draw the words of a card on an image of 1200x630 pixels, above where `fibres` has its drawing."""
    pen = ImageDraw.Draw(image)
    room = TEXT_BOTTOM - TEXT_TOP
    detail, detail_lines = _fitted(card.detail, sizes=DETAIL_SIZES, weight=REGULAR, room=room)
    below = GAP + _height(detail, detail_lines) if detail_lines else 0
    title, lines = _fitted(card.title, sizes=TITLE_SIZES, weight=BOLD, room=room - below)
    top = max(TEXT_TOP, 226 - (_height(title, lines) + below) // 2)
    top = _text(pen, lines, title, top, INK)
    _text(pen, detail_lines, detail, top + GAP, QUIET)


@lru_cache(maxsize=64)
def _font(size, weight):
    """The site's font at a size in card pixels and a weight of 200 to 800."""
    # The basic layout: the other one (Raqm) gives up on letters that the font lacks.
    font = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _drawable(font, text):
    """`text` without what the font lacks: better a word less than a row of empty boxes."""
    missing = bytes(font.getmask("\N{TAMIL LETTER KA}"))
    letters = {letter for letter in text if bytes(font.getmask(letter)) != missing}
    return " ".join("".join(c if c in letters else " " for c in text).split())


def _fitted(text, *, sizes, weight, room):
    """The largest of `sizes` at which `text` fits the safe width and a height of `room` pixels.

    `sizes` is [(pixels, the most lines), ...]. Returns the font and the lines.
    """
    text = _drawable(_font(sizes[0][0], weight), text)
    for size, most_lines in sizes:
        font = _font(size, weight)
        lines = _wrapped(font, text)
        fits = len(lines) <= most_lines and _height(font, lines) <= room
        if fits and all(_width(font, line) <= SAFE_WIDTH for line in lines):
            break
    else:
        # Longer than a card can hold: as many words as fit, and of a giant word its beginning.
        lines = [_cut(font, line) for line in lines[:most_lines]]
        if not lines[-1].endswith("…"):
            lines[-1] = _cut(font, lines[-1] + "…")
    return font, lines


def _cut(font, line):
    """A line that is too wide, cut to the safe width."""
    while _width(font, line) > SAFE_WIDTH:
        line = line.rstrip("…")[:-1] + "…"
    return line


def _width(font, text):
    """The width of a line in card pixels."""
    return font.getlength(text)


def _wrapped(font, text):
    """`text` in lines of whole words, none wider than the safe width if its words allow it."""
    lines = []
    for word in text.replace("/", "/\N{ZERO WIDTH SPACE}").replace(" ", " \0").split("\0"):
        for piece in word.split("\N{ZERO WIDTH SPACE}"):
            longer = lines[-1] + piece if lines else piece
            if lines and _width(font, longer.rstrip()) <= SAFE_WIDTH:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line.strip() for line in lines if line.strip()]


def _line_height(font):
    """The distance between two lines of text."""
    return round(font.size * 1.08)


def _height(font, lines):
    """The height of lines of text."""
    return _line_height(font) * len(lines)


def _text(pen, lines, font, top, colour):
    """Draw lines centred, from `top` on; returns where they end."""
    for line in lines:
        pen.text((WIDTH / 2, top), line, font=font, fill=colour, anchor="ma")
        top += _line_height(font)
    return top


@cache
def fibres():
    """A bundle of fibres from edge to edge that swells like a muscle: the ground of every card."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = ImageDraw.Draw(image)
    for fibre in range(-4, 5):
        points = []
        for x in range(-20, WIDTH + 21, 4):
            swelling = math.exp(-(((x - WIDTH / 2) / 330) ** 2))
            points.append((x * SCALE, (508 + fibre * (4 + 15 * swelling)) * SCALE))
        colour, width = (WARM, 5) if fibre == 1 else (CLINIC, 3)
        pen.line(points, fill=colour, width=width * SCALE, joint="curve")
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
