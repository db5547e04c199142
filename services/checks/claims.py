"""Claims that a clinic mustn't make: promises, comparisons, superlatives, praise by patients. English only.

Read on 27 November 2026: the Advertising and Marketing Standard of the College of Physiotherapists of Ontario
(in force since 1 May 2025: truthful, accurate, verifiable; no guarantee, no claim of superiority, no comparison of
care providers), and the Advertising Standard of the College of Physiotherapists of Alberta (2017; its page is of
3 January 2024: no comparative or superlative statement). Not read again: bylaw 83 of British Columbia's college
(bylaws of February 2024). Ontario's standard of 1 February 2019 allowed true testimonials; others don't, so staff
are asked to look.
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


# What a clinic praises: itself, and what it brings.
OURS = r"clinics? team practices? physios? physiotherap\w+ care treatments? service results? way"
CLINIC = rf"(?:{'|'.join(OURS.split())})"
BENEFIT = r"(?:(?:pain|symptom)[- ])?(?:relief|results?|effects?|benefits?|cure|improvements?|success|solution)"

PROMISE = _any_of(
    r"(?:cures?|cured|curing|guarantee[sd]?|painless(?:ly)?|pain[- ]free|risk[- ]free)\b",
    r"(?:disappears?|vanish(?:es)?|miracles?|always works?|fixes)\b",
)
# What may be said as an account of how something is thought to work, and not as a fact.
EFFECT = _any_of(
    r"works? normally\b",
    rf"(?:permanent|(?:long(?:er)?[- ])?lasting) {BENEFIT}\b",
    r"(?:permanently|for good)\b",
)
NO_SIDE_EFFECTS = _any_of(
    r"(?:no|zero) (?:\w+ )?side[- ]effects?\b",
    r"(?:without|free (?:of|from))(?: any)? side[- ]effects?\b",
    r"side[- ]effect[- ]free\b",
)
COMPARISON = _any_of(
    rf"(?:better|safer|faster|more effective) than (?:other |any |our )?{CLINIC}\b",
    r"(?:better|safer|faster|more effective) than (?:massage|surgery|exercise|drugs?|medicines?)\b",
    rf"(?:best|leading|top|finest|number one) {CLINIC}\b",
    r"most (?:advanced|effective|experienced|modern|trusted)\b",
    r"the only (?:clinic|practice|physiotherapy clinic|physiotherapists?)\b",
)
TESTIMONIAL = _any_of(
    r"testimonials?\b",
    r"our (?:patients?|clients?) (?:says?|said|loves?|loved|raves?|recommends?)\b",
    r"(?:5|five)[- ]stars?\b",
    r"(?:google|patient|client) reviews\b",
)
# "No treatment can guarantee ..." promises nothing, a few words on.
DENIAL = re.compile(
    r"(?:\b(?:no|not|never|nobody|neither|cannot|without)\b(?! only\b)|n['’]t\b)(?:[^,:;.]*)$",
    re.IGNORECASE,
)
# "It is thought to ..." is an account of how something may work, and no claim that it does.
ACCOUNT = re.compile(r"\b(?:(?:is|are) (?:thought|believed)|may|might|can)\b[^,:;.]*$")

KINDS_OF_CLAIMS = (
    # (what finds it, what before it takes it back, what to do)
    (PROMISE, (DENIAL,), gettext_lazy("Reword %(words)s. No one can promise a result.")),
    (EFFECT, (DENIAL, ACCOUNT), gettext_lazy("Reword %(words)s. No one can promise a result.")),
    (
        NO_SIDE_EFFECTS,
        (DENIAL,),
        gettext_lazy("Remove %(words)s. No one can promise that."),
    ),
    (
        COMPARISON,
        (DENIAL,),
        gettext_lazy("Reword %(words)s. Colleges of physiotherapists don’t allow comparisons."),
    ),
    (
        TESTIMONIAL,
        (DENIAL,),
        gettext_lazy("Check %(words)s with your college. Many don’t allow praise by patients."),
    ),
)


def claims(text: Text):
    """Yields advice about words that claim more than a clinic may, unless the sentence asks or denies it."""
    for pattern, takes_back, advice in KINDS_OF_CLAIMS:
        matches = {}
        for sentence in sentences(text.words):
            if sentence.endswith("?"):
                continue
            for match in pattern.finditer(sentence):
                if not any(how.search(sentence[: match.start()]) for how in takes_back):
                    matches[match[0].casefold()] = match[0]
        if matches:
            yield Advice(text.field, advice % {"words": quoted(matches.values())})


def quoted(words):
    """Words in quotes, with commas and “and” between them."""
    return get_text_list([f"“{word}”" for word in words], _("and"))
