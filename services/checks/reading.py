"""How hard a text is to read. English only."""

import re

from services.content import TreatmentContent

VOWELS = re.compile(r"[aeiouy]+")


def words_of_treatment(treatment: TreatmentContent):
    """All sentences that patients read of a treatment, one block a line, without Markdown's signs."""
    blocks = [
        treatment.summary,
        treatment.what_it_treats,
        treatment.effects_heading,
        treatment.effects_introduction,
        *(text for effect in treatment.effects for text in (effect.heading, effect.text)),
        treatment.effects_closing,
        treatment.frequency_heading,
        treatment.frequency_text or treatment.frequency_short,
        treatment.factors_introduction,
        *(text for factor in treatment.factors for text in (factor.text, factor.note)),
    ]
    return re.sub(r"\]\([^)]*\)|[*\[]", "", "\n".join(block for block in blocks if block))


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
    sentences = [s for s in re.split(r"[.!?:]+(?:\s|$)|\n+", text) if re.search(r"[A-Za-z]", s)]
    words = re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)?", text)
    if not words:
        return 0.0
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59
