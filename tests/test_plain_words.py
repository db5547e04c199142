"""The pages that ship are as plain as staff are asked to write: measured with the very checks that staff get."""

import re

import pytest

from services.checks.reading import grade_of_page, sentences
from services.checks.texts import texts_of
from services.checks.wording import unexplained_words
from services.starting_content.demo import TREATMENTS
from services.starting_content.demo_pages import PAGES as OTHER_PAGES
from services.starting_content.demo_people import PEOPLE
from services.starting_content.ims import IMS

GRADE = 6
SENTENCE_WORDS = 20
PAGES = {"starting IMS": IMS} | {
    f"demo {content.slug}": content for content in (*TREATMENTS, *PEOPLE, *OTHER_PAGES)
}
# One thing, one word: what is said, and what else it could be called.
ONE_WORD = {
    # What a treatment is called elsewhere may be said.
    "treatment": r"sessions?|(?<!manual )(?<!shockwave )therap(?:y|ies)|procedures?",
    "visit": r"appointments?|consultations?",
    "needle": r"pins?|acupuncture|filaments?",
    "long-lasting pain": r"persistent|ongoing pain",
    "too sensitive": r"over-?sensitiv\w+|super-?sensitiv\w+",
    "physiotherapist": r"physios?|physical therapists?|practitioners?",
}


def texts(content):
    """What a page says in its own words."""
    return [text for text in texts_of(content) if not text.is_cited]


each_page = pytest.mark.parametrize("content", PAGES.values(), ids=PAGES)


@each_page
def test_the_reading_grade(content):
    grade = grade_of_page("\n".join(text.words for text in texts(content)))
    assert grade is None or grade <= GRADE


@each_page
def test_no_sentence_is_long(content):
    long = [
        sentence
        for text in texts(content)
        for sentence in sentences(text.words)
        if len(sentence.split()) > SENTENCE_WORDS
    ]
    assert long == []


@each_page
def test_each_medical_word_is_explained_where_it_first_stands(content):
    assert list(unexplained_words(texts(content))) == []


@each_page
def test_one_thing_has_one_word(content):
    words = "\n".join(text.words for text in texts(content))
    found = {
        word: match[0]
        for word, others in ONE_WORD.items()
        if (match := re.search(rf"\b(?:{others})\b", words, re.IGNORECASE))
    }
    assert found == {}
