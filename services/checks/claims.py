"""Claims that a clinic mustn't make: promises, comparisons, superlatives, praise by patients. English only.

The standards in force, as read on 27 November 2026: the Advertising and Marketing Standard of the College of
Physiotherapists of Ontario (since 1 May 2025: truthful, accurate, verifiable; no guarantee, no claim of
superiority, no comparison of care providers), the Advertising Standard of the College of Physiotherapists of
Alberta (2017; its page is of 3 January 2024: no comparative or superlative statement), and bylaw 83 of British
Columbia's college (bylaws of February 2024). Ontario has allowed true testimonials since 1 February 2019;
others don't, so staff are asked to look.
"""

import re

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import Advice
from .reading import sentences
from .texts import Text


def _any_of(*patterns):
    """A regular expression that finds any of some patterns, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


# What a sentence about pain or harm says, and no claim: "long-lasting pain", "permanent damage".
TROUBLE = r"(?:pain|problems?|conditions?|injur\w+|complaints?|symptoms?|diseases?|damage|harm|loss|numbness)"

PROMISE = _any_of(
    r"(?:cures?|cured|curing|guarantee[sd]?|painless(?:ly)?|pain[- ]free|risk[- ]free)\b",
    r"(?:disappears?|vanish(?:es)?|miracles?|always works?|fixes)\b",
    r"works? normally\b",
    rf"permanent(?:ly)?\b(?!\s+{TROUBLE}\b)",
    rf"(?:long(?:er)?[- ]?)?lasting\b(?!\s+{TROUBLE}\b)",
)
NO_SIDE_EFFECTS = _any_of(r"(?:no|without(?:\s+any)?|free\s+(?:of|from)|zero) side[- ]effects?\b")
COMPARISON = _any_of(
    r"(?:better|safer|faster|more effective) than\b",
    r"(?<!\bat )(?<!\bas )(?<!your )(?<!do our )best\b(?!\s+(?:to|time|if|when|before|after|not)\b)",
    r"leading\b(?!\s+to\b)",
    r"most (?:advanced|effective|experienced|modern|trusted)\b",
    r"only (?:clinic|practice|physiotherapists?|physiotherapy clinic)\b",
)
TESTIMONIAL = _any_of(
    r"testimonials?\b",
    r"(?:our )?(?:patients?|clients?) (?:says?|said|loves?|loved|raves?|recommends?)\b",
    r"(?:5|five)[- ]stars?\b",
    r"(?:google|patient|client) reviews?\b",
)
# "No treatment can guarantee ..." promises nothing.
DENIAL = re.compile(r"\b(?:no|not|never|nobody|neither|cannot|without)\b|n['’]t\b", re.IGNORECASE)
# "It is thought to ..." is an account of how something may work, and no claim that it does.
ACCOUNT = re.compile(r"\b(?:(?:is|are) (?:thought|believed)|may|might)\b", re.IGNORECASE)

KINDS_OF_CLAIMS = (
    # (what finds it, whether a denial or an account before it takes the claim back, what to do)
    (PROMISE, True, gettext_lazy("Reword %(words)s. No one can promise a result.")),
    (NO_SIDE_EFFECTS, False, gettext_lazy("Remove %(words)s. Every treatment can have some.")),
    (
        COMPARISON,
        True,
        gettext_lazy("Reword %(words)s. Colleges of physiotherapists don’t allow comparisons."),
    ),
    (
        TESTIMONIAL,
        True,
        gettext_lazy("Check %(words)s with your college. Many don’t allow praise by patients."),
    ),
)


def claims(text: Text):
    """Yields advice about words that claim more than a clinic may, unless the sentence asks or denies it."""
    for pattern, can_be_denied, advice in KINDS_OF_CLAIMS:
        matches = {}
        for sentence in sentences(text.words):
            if sentence.endswith("?"):
                continue
            end = len(sentence)
            if can_be_denied:
                ends = [
                    found.start() for how in (DENIAL, ACCOUNT) if (found := how.search(sentence))
                ]
                end = min([end, *ends])
            for match in pattern.finditer(sentence, endpos=end):
                matches[match[0].casefold()] = match[0]
        if matches:
            words = get_text_list([f"“{word}”" for word in matches.values()], _("and"))
            yield Advice(text.field, advice % {"words": words})
