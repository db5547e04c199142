"""The share card in pixels: its words and its drawing never meet."""

import io
from itertools import cycle, islice

import pytest
from PIL import Image, ImageChops

from services.sharing.card import HEIGHT, PAPER, WIDTH, Card, fibres, write

# Short and long words, with all that goes below and above a line.
WORDS = (
    "Active release technique IMS/Dry needling Jaw Å gym Physiotherapy after a joint replacement "
    "of Ê pregnancy Musculoskeletal É (hip) vestibular rehabilitation, Çgjpqy"
)
LETTERS = [1 + 79 * number // 199 for number in range(200)]
NEXT = cycle(WORDS.split())
TITLES = [" ".join(islice(NEXT, 40))[:length] for length in LETTERS]
ONE_LINE = "Hill Street Physiotherapy"
TWO_LINES = "The Physiotherapy and Sports Medicine Practice of Upper Hill Street, Long Quay"


def box_of(image):
    """The box around all that isn't paper; None if nothing is."""
    return ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox()


def words_of(title, detail):
    """The box around a card's words, drawn without the art."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    write(Card(title=title, detail=detail), image)
    return box_of(image)


def test_the_titles_are_of_every_length():
    assert len(TITLES) == 200
    assert {len(title) for title in TITLES} == set(range(1, 81))


@pytest.mark.parametrize("detail", ["", ONE_LINE, TWO_LINES])
def test_the_words_end_above_the_art(detail):
    art_begins = box_of(fibres())[1]
    assert 400 < art_begins < 450
    for title in [*TITLES, "IMS/Dry needling", "Active release technique"]:
        left, top, right, bottom = words_of(title, detail)
        # Some paper stays between them.
        assert bottom + 8 <= art_begins, f"{title!r} over {detail!r} reaches down to {bottom}"
        assert top >= 40, title
        # WhatsApp cuts out the middle 630 pixels.
        assert left >= 285, title
        assert right <= 915, title


@pytest.mark.parametrize(
    "title",
    [
        "Vestibular rehabilitation after a concussion or an inner-ear illness",
        "Musculoskeletal physiotherapy for teenagers who play an instrument a lot",
        "Physiotherapy after a joint replacement of the hip or the knee",
        "Pelvic floor physiotherapy in pregnancy and after",
    ],
)
def test_a_long_title_uses_the_room_above_the_art(title):
    _left, top, _right, bottom = words_of(title, "")
    assert bottom - top >= 160
    assert top <= 150


def test_a_card_is_small_whatever_its_title():
    for title in TITLES[::20]:
        png = Card(title=title, detail=TWO_LINES).png()
        assert Image.open(io.BytesIO(png)).size == (WIDTH, HEIGHT)
        assert len(png) < 300_000
