"""Staff's small Markdown, and how hard a text is to read."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.checks.reading import reading_grade, sentences, syllables, words_of
from services.checks.texts import texts_of
from services.content.treatment import EffectContent, FactorContent, TreatmentContent
from services.content.types import Markdown
from services.starting_content.ims import IMS
from services.templatetags.prose import prose


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("**bold**", "<p><strong>bold</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("[words](https://x.example/)", '<p><a href="https://x.example/">words</a></p>\n'),
        ("One\nline", "<p>One<br>\nline</p>\n"),
        ("# no heading", "<p># no heading</p>\n"),
        ("![no picture](x.png)", "<p>![no picture](x.png)</p>\n"),
        ("[x](www.example.com)", "<p>[x](www.example.com)</p>\n"),
        ("[x](//example.com)", "<p>[x](//example.com)</p>\n"),
        ("[x](/visit/)", '<p><a href="/visit/">x</a></p>\n'),
        ("<b>no html</b>", "<p>&lt;b&gt;no html&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>\n"),
        ("", ""),
    ],
)
def test_a_very_small_markdown(typed, html):
    assert prose(typed) == html


def test_what_is_checked_as_markdown_is_known_to_be_markdown():
    full = TreatmentContent(
        **{field.name: "x" for field in fields(TreatmentContent) if field.type is Markdown},
        effects=[EffectContent(text="x")],
        factors=[FactorContent(text="x", note="x")],
    )
    checked = {text.field for text in texts_of(full) if text.is_markdown}
    known = {field.name for field in fields(TreatmentContent) if field.type is Markdown}
    assert checked == known | {"effects-0-text"}


@given(st.text(max_size=300))
def test_nothing_that_is_typed_becomes_a_script(typed):
    html = prose(typed).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("muscle", 2), ("needle", 2), ("pain", 1), ("placed", 1), ("joints", 1), ("hypersensitivity", 7),
        ("treatment", 2), ("the", 1), ("makes", 1), ("squeezes", 2), ("relaxes", 3), ("potential", 3),
        ("receptor", 3), ("called", 1), ("treated", 2), ("body", 2),
    ],
)  # fmt: skip
def test_syllables_of_words_like_ours(word, count):
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula():
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert reading_grade("") == 0.0


def test_the_starting_content_can_be_read_by_most():
    grade = reading_grade(words_of(IMS))
    print(f"\nFlesch-Kincaid grade of the starting content: {grade:.1f} (at most 8, aim for 6)")
    assert grade <= 8


def test_sentences_and_paragraphs_of_the_starting_content_are_short():
    """At most 20 words a sentence and 3 sentences a paragraph; a line of `words_of` is a paragraph."""
    text = words_of(IMS)
    assert [sentence for sentence in sentences(text) if len(sentence.split()) > 20] == []
    assert [line for line in text.splitlines() if len(sentences(line)) > 3] == []
