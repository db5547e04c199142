"""Long words get soft hyphens, and nothing that people copy or type does."""

import pytest

from services.templatetags.hyphens import with_soft_hyphens


def marked(html, language="en"):
    return with_soft_hyphens(html, language).replace("\N{SOFT HYPHEN}", "|")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>physiotherapists</p>", "<p>physio|ther|apists</p>"),
        ("<b>Hypersensitivity</b>, here.", "<b>Hyper|sens|it|ivity</b>, here."),
        ("(physiotherapists)?", "(physio|ther|apists)?"),
    ],
)
def test_a_long_word_may_break(html, expected):
    assert marked(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "treatment",
        "intramuscula",  # 12 letters
        '<a title="physiotherapists" href="/physiotherapists/">x</a>',
        "<textarea>\nTwo physiotherapists said.</textarea>",
        "https://physiotherapyclinic.example/physiotherapists?q=musculoskeletal#physiotherapists",
        "physiotherapyclinic.example",
        "www.physiotherapyclinic.example.",
        "physiotherapyclinic+news@example.com",
        "physiotherapyclinic:8000",
        "&nbsp;physiotherapists",
        "~physiotherapists",
    ],
)
def test_what_people_copy_or_type_stays_as_it_is(html):
    assert marked(html) == html


def test_in_a_language_without_a_dictionary_nothing_breaks():
    assert marked("physiotherapists", "xx") == "physiotherapists"
    assert marked("physiotherapists", None) == "physiotherapists"
