"""What a page about needles may tell of risks, as studies report it: figures with their sources, nothing more.

Nothing here is on a page by itself. Staff insert a row into a draft, and a page that has one is public only
with a clinician's approval of exactly its text (`checks/treatment.py`). A row keeps where it is from in its
key: the suggestion's, then the page's number.

Each figure stands in the abstract of its source, read on 27 November 2026. The abstracts have percentages;
a count is the only whole number that rounds to it. Left out, because that can't be confirmed:

- Boyce 2020 (PMID 32089962): its abstract says both 20,464 and 20,494 treatments.
- Tolbert 2025 (doi:10.26603/001c.143187): of its eight percentages six are no share of its 123 people, so they
  count something else, probably regions of the body.
- "Less than 1 in 10,000" (AACP) is about acupuncture; many pages about dry needling copy it.
"""

from dataclasses import dataclass, replace

from .treatment_help_cards import HelpCardContent, Urgency
from .treatment_risks import Counted, RiskContent
from .types import Part


@dataclass(frozen=True)
class Suggestion:
    """A row that staff may insert: `part`, in a page's field `field`. `says` is what its source says, and of whom."""

    field: str
    part: Part
    says: str


def _risks(study, url, counted, total, says, rows):
    """The suggestions of one study: rows are (key, what happened, how many)."""
    for key, what, affected in rows:
        risk = RiskContent(
            key=key,
            what=what,
            affected=affected,
            total=total,
            counted=counted.value,
            source=study,
            source_url=url,
        )
        yield Suggestion("risks", risk, says)


SUGGESTIONS = (
    # Brady S, McEvoy J, Dommerholt J, Doody C. Adverse events following trigger point dry needling: a prospective
    # survey of chartered physiotherapists. J Man Manip Ther 2014;22(3):134-40.
    *_risks(
        "Brady and others, 2014: a survey of 39 physiotherapists",
        "https://pubmed.ncbi.nlm.nih.gov/25125935/",
        Counted.TREATMENTS,
        7_629,
        "39 physiotherapists in Ireland wrote down what they saw in 7,629 treatments, over ten months.",
        [
            ("brady-bruising", "Bruising", 576),  # 7.55 %
            ("brady-bleeding", "Bleeding", 355),  # 4.65 %
            ("brady-pain-during", "Pain during the treatment", 230),  # 3.01 %
            ("brady-pain-after", "Pain after the treatment", 167),  # 2.19 %
            ("brady-aggravation", "Symptoms getting worse", 67),  # 0.88 %
            ("brady-drowsiness", "Feeling sleepy (drowsy)", 20),  # 0.26 %
            ("brady-headache", "Headache", 11),  # 0.14 %
            ("brady-nausea", "Feeling sick (nausea)", 10),  # 0.13 %
            ("brady-serious", "A serious harm", 0),  # "no significant AEs", at most 0.04 %
        ],
    ),
    Suggestion(
        "help_cards",
        HelpCardContent(
            key="lung-signs",
            urgency=Urgency.EMERGENCY.value,
            signs="you are short of breath\nyour chest hurts, and more so when you breathe in",
            note="They can be signs of a collapsed lung, and may begin hours later. Say that you had needling.",
        ),
        # Grusche F, Egerton-Warburton D. Traumatic pneumothorax following acupuncture: a case series (westjem.com).
        # Pneumothorax following acupuncture. Cureus 2021;13(3):e14207.
        "Signs of a collapsed lung in reports of single patients after needling: Grusche and "
        "Egerton-Warburton (short of breath; at the hospital five hours later), and Cureus 2021 "
        "(pain on breathing in, the day after). They don’t say how often it happens.",
    ),
)

_BY_KEY = {suggestion.part.key: suggestion for suggestion in SUGGESTIONS}


def inserted(suggestion, page_number):
    """The part that a suggestion becomes on the page of a working row's number."""
    return replace(suggestion.part, key=f"{suggestion.part.key}-{page_number}")


def suggestion_of(part):
    """The `Suggestion` that a part was made from, None if staff wrote it themselves."""
    return _BY_KEY.get(part.key.rpartition("-")[0])


def is_from_a_study(part):
    """Whether a part was made from a suggestion, or says what one says: of its study, or the same signs.

    The second, because a row that a colleague has deleted meanwhile is saved as a new one, with another key.
    """
    if suggestion_of(part):
        return True
    same_kind = [one.part for one in SUGGESTIONS if type(one.part) is type(part)]
    if isinstance(part, RiskContent):
        # Who is named first in a source: "Brady".
        return any(
            one.source_url == part.source_url or one.source.split()[0] in part.source
            for one in same_kind
        )
    return any(one.signs == part.signs for one in same_kind)
