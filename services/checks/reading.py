"""How hard a text is to read. English only."""

import re
from functools import lru_cache

from .texts import texts_of

VOWELS = re.compile(r"[aeiouy]+")
# A sentence ends at a sign with a space behind it, quotes and brackets between them, or with its line.
# Every attempt begins behind a sign or at a line's end, so the time grows with the text, not its square.
SENTENCE_END = re.compile(r"""(?<=[.!?])["'”’)]*\s+|\n""")
CLAUSE_END = re.compile(r"(?<=[.!?:])\s|\n")
# Common words of English that other languages hardly have: a tenth to a quarter of English text, plain or
# learned, and next to none of German, Dutch, French or Norwegian. Below one in twenty it isn't English.
COMMON = frozenset(
    ["the", "and", "to", "are", "you", "your", "it", "this", "that", "with", "have", "when", "our"]
)
SHARE = 1 / 20
# The samples that such formulas were made with have 100 words (Flesch 1948); shorter pages get no grade.
GRADE_WORDS = 100
# With fewer words than this, a text can't show which language it is in; it is taken for English.
SHORT = 25


def words_of(content):
    """All that patients read of a page, one block a line, without Markdown's signs."""
    return "\n".join(text.words for text in texts_of(content))


def sentences(words):
    """The sentences of a text, each with its last sign."""
    return [sentence.strip() for sentence in SENTENCE_END.split(words) if sentence.strip()]


def is_english(words):
    """Whether a text can be taken for English: by its commonest words, or because it is short."""
    all_words = re.findall(r"[^\W\d_]+", words.lower())
    if len(all_words) < SHORT:
        return True
    return sum(word in COMMON for word in all_words) >= SHARE * len(all_words)


@lru_cache(maxsize=16_384)
def syllables(word):
    """The syllables of an English word, counted by its groups of vowels.

    A silent e at the end doesn't count ("make"), nor does that of -ed and -es ("placed", "joints");
    -le after a consonant does ("muscle").
    """
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxzgh]es$|[aeiouy]le$", word):
        count -= 1
    return max(count, 1)


def reading_grade(text):
    """The Flesch-Kincaid grade of a text: the American school year that can read it.

    0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975, Navy report 8-75).
    A line's end ends a sentence too. Returns 0.0 for a text without words.
    """
    clauses = [s for s in CLAUSE_END.split(text) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)?", text)
    if not words:
        return 0.0
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(clauses) + 11.8 * per_word - 15.59


def grade_of_page(words):
    """The reading grade of a page's words; None if they aren't English, or too few to tell."""
    if len(words.split()) < GRADE_WORDS or not is_english(words):
        return None
    return reading_grade(words)
