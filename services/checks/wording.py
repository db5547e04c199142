"""How a text is worded. The lists are English, so of other languages it is only said that there is no advice."""

import re

from django.utils.translation import gettext as _

from . import Advice
from .claims import claims, quoted
from .reading import grade_of_page, is_english, reading_grade, sentences
from .texts import Text

# The design asks for 20 words. Advice begins where the UK government's publishers stop: "Sentence
# length: why 25 words is our limit" (Government Digital Service, 2014).
SENTENCE_WORDS = 25
# The design's limit.
GRADE = 8
# A field with fewer words than this says little about where a page is hard to read.
HARD_WORDS = 20

# Words that clinicians use among themselves. The first line is from "A to Z of NHS health writing" and
# from the National Adult Literacy Agency's list of medical terms; the rest is of their kind, on pages
# about muscles, joints and needles.
MEDICAL_WORDS = (
    "acute|chronic|anterior|contraindication|contusion|lateral|prognosis|"
    "atrophy|bilateral|cervical|cumulative|distal|edema|fascia|haematoma|hematoma|hypersensitivity|"
    "inflammation|ischaemia|ischemia|ligament|lumbar|mobilisation|mobilization|modality|"
    "musculoskeletal|myofascial|neuromuscular|neuropathic|oedema|palpation|pneumothorax|posterior|"
    "proprioception|proximal|receptor|stenosis|tendinopathy|tendon|thoracic|vertebra"
)
MEDICAL = re.compile(rf"\b({MEDICAL_WORDS})[se]?\b", re.IGNORECASE)
# A word counts as explained if a comma stands right behind it that goes on with neither "and" nor the next
# medical word of a list; if, up to 3 words behind it, there is a bracket, a colon, a dash, or a turn such
# as ", a", ", or", "means", "is the"; or if it stands behind "called", ", or" or in a bracket itself.
EXPLAINED_BEHIND = re.compile(
    rf",\s+(?!and\b|but\b|(?:{MEDICAL_WORDS})[se]?\b)\w"
    r"|(?:\s+[\w'’-]+){0,3}(?:\s*[(:]|\s+[-–—]\s|[–—]"
    r"|,\s+(?:an?|the|or|which|that|meaning|i\.e\.)\s"
    r"|\s+(?:means?|(?:is|are)\s+(?:an?|the|when|what|where)|(?:which|that)\s+(?:is|are|means?))\s)",
    re.IGNORECASE,
)
EXPLAINED_BEFORE = re.compile(r"(?:\(|\bcalled\s+|\bknown as\s+|,\s+or\s+)(?:[\w'’-]+\s+){0,2}$")
# As far back as the pattern above can reach: a bracket and two words.
BEFORE = 60

# Words that say nothing of where a link leads (W3C, WCAG 2.2, success criterion 2.4.9).
VAGUE_LINKS = {
    "here",
    "click here",
    "more",
    "read more",
    "link",
    "this link",
    "this page",
    "website",
}
CLICK_HERE = re.compile(r"\b(?:click|tap|press) here\b", re.IGNORECASE)


def advice_on_wording(texts):
    """Yields advice about the wording of a page's `texts`, a list of Text in reading order.

    The lists are English: of what is in another language, staff are told that there is none.
    """
    texts = [text for text in texts if not text.is_cited]
    words = "\n".join(text.words for text in texts)
    if not is_english(words):
        yield Advice(
            max(texts, key=lambda text: len(text.words)).field,
            _(
                "This page doesn’t look English, so its wording can’t be checked. Ask a colleague to "
                "look for promises, long sentences and hard words."
            ),
        )
        return
    for text in texts:
        yield from claims(text)
        yield from long_sentences(text)
        yield from vague_links(text)
    yield from unexplained_words(texts)
    yield from hard_reading(texts, words)


def long_sentences(text: Text):
    """Yields advice about the first sentence that is too long."""
    for sentence in sentences(text.words):
        words = sentence.split()
        if len(words) > SENTENCE_WORDS:
            start = " ".join(words[:6])[:60]
            advice = _("Split this %(count)s-word sentence in two: “%(start)s …”.")
            yield Advice(text.field, advice % {"count": len(words), "start": start})
            return


def vague_links(text: Text):
    """Yields advice about a link whose words don't say where it leads."""
    in_links = [link.words for link in text.links]
    if text.is_link:
        in_links.append(text.words)
    vague = [words for words in in_links if words.strip(" .!:").casefold() in VAGUE_LINKS]
    if match := CLICK_HERE.search(text.words):
        vague.append(match[0])
    if vague:
        advice = _("Replace “%(words)s” with text that says where the link leads.")
        yield Advice(text.field, advice % {"words": vague[0].strip()})


def unexplained_words(texts):
    """Yields advice about medical words that nothing explains in the paragraph where they first stand.

    A title, heading or summary has no room for that: a word that stands there has to be explained in
    the first paragraph below that has it.
    """
    unexplained, defined = {}, set()
    for text in sorted(texts, key=lambda text: text.is_brief):
        for paragraph in text.words.split("\n"):
            first, explained = {}, set()
            for match in MEDICAL.finditer(paragraph):
                word = match[1].casefold()
                if word in defined or word in explained:
                    continue
                first.setdefault(word, match[0])
                if _is_explained(paragraph, match):
                    explained.add(word)
            defined |= set(first)
            unexplained.setdefault(text.field, []).extend(
                typed for word, typed in first.items() if word not in explained
            )
    for text in texts:
        if words := unexplained[text.field]:
            advice = _("Explain %(words)s the first time, or use a simpler word.")
            if len(words) > 1:
                advice = _("Explain %(words)s the first time, or use simpler words.")
            yield Advice(text.field, advice % {"words": quoted(words)})


def _is_explained(paragraph, match):
    """Whether the words around a medical word explain it."""
    before = paragraph[max(0, match.start() - BEFORE) : match.start()]
    return bool(EXPLAINED_BEHIND.match(paragraph, match.end()) or EXPLAINED_BEFORE.search(before))


def hard_reading(texts, words):
    """Yields advice, on its hardest field, if the page with these `words` is too hard to read."""
    grade = grade_of_page(words)
    if grade is not None and round(grade, 1) > GRADE:
        long_enough = [text for text in texts if len(text.words.split()) >= HARD_WORDS]
        hardest = max(long_enough or texts, key=lambda text: reading_grade(text.words))
        advice = _(
            "Use shorter sentences and everyday words, especially here. The page reads at "
            "school grade %(grade).1f; aim for %(limit)s or lower (English only)."
        )
        yield Advice(hardest.field, advice % {"grade": grade, "limit": GRADE})
