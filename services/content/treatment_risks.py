"""How a risk is put into words: how many of how many, and how common that is.

The rules: one denominator a list, whole numerals, no percentages; treatments and people are never in one
list, nor are two sources (NHS digital service manual, "Numbers"; IPDAS, PMC3734197, table 5). A word such as
"rare" stands only beside the number it comes from, for alone it makes people overestimate (nhsuk-service-manual
backlog 190; Carrigan 2008). What is read as so many of 100 is drawn as dots, too.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .types import Cited, Line, Part, WebAddress, choice

DENOMINATORS = (100, 1_000, 10_000)
# What is seen in fewer than this says too little of how common it is.
ENOUGH = 100
# "About 1 in N" from this N on: of smaller ones the nearest is too far away.
ONE_IN = 10
# Of N in which something was never seen, about 3 in N can't be ruled out (the rule of three, 95 %).
RULE_OF_THREE = 3
# Of fewer, that rule says too much.
ENOUGH_FOR_A_LIMIT = 30
# From this limit on, "uncommon, if it happens at all" and the like would say more of the study than of the risk.
RARE_FROM = 1_000
# 100 dots stand in two rows.
DOTS_IN_A_ROW = 50


class Counted(TextChoices):
    """What a study counted."""

    __empty__ = gettext_lazy("Nobody counted")
    TREATMENTS = "treatments", gettext_lazy("Treatments")
    PEOPLE = "people", gettext_lazy("People")


@dataclass(frozen=True, kw_only=True)
class RiskContent(Part):
    """Something that can happen, and how often a source has seen it: `affected` of `total`."""

    what: Line = ""
    affected: int | None = None
    total: int | None = None
    counted: choice(Counted) = ""
    source: Cited = ""
    source_url: WebAddress = ""

    @property
    def has_number(self):
        """Whether it says how many of how many."""
        return bool(self.total and self.counted and self.affected is not None) and (
            0 <= self.affected <= self.total
        )


@dataclass(frozen=True)
class RiskLine:
    """One risk as patients read it: what, how often (empty if nothing is known), and how common that is (or empty).

    `band` is the word for that. `of_100` is how many of 100 it's read as, None if it's read as anything else.
    """

    what: str
    how_often: str
    band: str
    how_common: str
    of_100: int | None

    @property
    def rows_of_dots(self):
        """How many dots of each row are filled; rows without one are left out."""
        some = self.of_100 or 0
        return [min(some - start, DOTS_IN_A_ROW) for start in range(0, some, DOTS_IN_A_ROW)]


@dataclass(frozen=True)
class RiskList:
    """The risks of one source that were counted in the same things, and so may be compared."""

    lines: tuple
    counted: str
    source: str
    source_url: str

    @property
    def a_dot_is(self):
        """What one of the dots stands for, in words; empty if no line has dots."""
        if not any(line.of_100 for line in self.lines):
            return ""
        if self.counted == Counted.PEOPLE:
            return _("Each dot is 1 of 100 people. Ask us what that means for you.")
        return _("Each dot is 1 of 100 treatments. Ask us what that means for you.")


def risk_lists(risks):
    """`RiskContent`s as `RiskList`s, in the order in which their sources first stand; a tuple.

    What was seen in few keeps its own denominator, and so has a list of its own.
    """
    groups = {}
    for risk in risks:
        counted = risk.counted if risk.has_number else ""
        few = risk.total if risk.has_number and risk.total < ENOUGH else None
        groups.setdefault((counted, few, risk.source, risk.source_url), []).append(risk)
    return tuple(
        RiskList(_lines(rows), counted, source, url)
        for (counted, _few, source, url), rows in groups.items()
    )


def words_explained(lists):
    """What the words beside the numbers of `RiskList`s mean: [(word, meaning), ...], the most common first."""
    used = {line.band for found in lists for line in found.lines}
    return [(word, meaning) for _limit, word, meaning in _words() if word in used]


def _lines(risks):
    """The `RiskLine`s of risks that may be compared: all with one denominator."""
    denominator = _denominator(risks) if len(risks) > 1 else None
    lines = []
    for risk in risks:
        how_often, read = _how_often(risk, denominator) if risk.has_number else ("", None)
        band = band_of(risk, Fraction(*read) if read else None)
        how_common = (
            _("%(rare)s, if it happens at all") % {"rare": band}
            if band and not risk.affected
            else band
        )
        of_100 = read[0] if read and read[1] == 100 else None
        lines.append(RiskLine(risk.what, how_often, band, how_common, of_100))
    return tuple(lines)


def band_of(risk, shown=None):
    """How common a risk is in a word; `shown` is its share as it is read, None if that is no share.

    Empty if nobody can tell from so few, or if rounding has moved the number to another word: a word that
    contradicts the number beside it helps nobody. Of what was never seen it's the word for what can't be ruled
    out, if that is rare.
    """
    if not risk.has_number or risk.total < ENOUGH:
        return ""
    if not risk.affected:
        limit = Fraction(*_limit(risk.total))
        return _word(limit) if limit * RARE_FROM < 1 else ""
    word = _word(Fraction(risk.affected, risk.total))
    return word if shown is None or _word(shown) == word else ""


def _word(share):
    """The word for a share."""
    return next(word for limit, word, _meaning in _words() if not limit or share * limit >= 1)


def _words():
    """Each word with what it means: (from 1 in how many on, word, meaning); the last has no limit."""
    return (
        (10, _("very common"), _("at least 1 in 10")),
        (100, _("common"), _("between 1 in 100 and 1 in 10")),
        (1_000, _("uncommon"), _("between 1 in 1,000 and 1 in 100")),
        (10_000, _("rare"), _("between 1 in 10,000 and 1 in 1,000")),
        (None, _("very rare"), _("less than 1 in 10,000")),
    )


def _denominator(risks):
    """The smallest of `DENOMINATORS` at which none of some risks rounds to 0; the largest if each does."""
    seen = [risk for risk in risks if risk.has_number and risk.affected]
    for denominator in DENOMINATORS:
        if all(_rounded(risk, denominator) for risk in seen):
            return denominator
    return DENOMINATORS[-1]


def _how_often(risk, denominator):
    """The number of a risk in words, and (how many, of how many) it's read as: None if that's no share.

    `denominator` is that of its list, None if it is alone in it.
    """
    affected, total = risk.affected, risk.total
    if not affected:
        return _never_seen(risk), None
    if total < ENOUGH:
        # Of so few, a rounder number would claim more than was seen.
        return _some_of(risk, affected, total)
    if denominator is None:
        if affected == total:
            return _counted(risk, _("all %(total)s"), total=total), (1, 1)
        one_in = (2 * total + affected) // (2 * affected)  # the nearest whole number
        if one_in >= ONE_IN:
            return _counted(risk, _("about 1 in %(total)s"), total=one_in), (1, one_in)
        denominator = DENOMINATORS[0]
    some = _rounded(risk, denominator)
    if not some:
        return _counted(risk, _("fewer than 1 of %(total)s"), total=denominator), None
    if some == denominator and affected < total:
        return _counted(risk, _("nearly all of %(total)s"), total=denominator), (1, 1)
    return _some_of(risk, some, denominator)


def _some_of(risk, some, total):
    """So many of so many, in words and as numbers."""
    return _counted(risk, _("%(some)s of %(total)s"), some=some, total=total), (some, total)


def _never_seen(risk):
    """What can be said of something that a source looked for and never saw."""
    none = _counted(risk, _("none seen in %(total)s"), total=risk.total)
    if risk.total < ENOUGH_FOR_A_LIMIT:
        return none
    limit, of = _limit(risk.total)
    numbers = {"none": none, "limit": _digits(limit), "of": _digits(of)}
    return _("%(none)s; it may still happen in up to about %(limit)s of %(of)s") % numbers


def _limit(total):
    """Of something never seen in so many, how many of how many can't be ruled out, rounded up."""
    of = DENOMINATORS[0]
    while RULE_OF_THREE * of < total:
        of *= 10
    return -(-RULE_OF_THREE * of // total), of


def _rounded(risk, denominator):
    """Of so many, how many: the nearest whole number, a half upwards."""
    return (2 * risk.affected * denominator + risk.total) // (2 * risk.total)


def _counted(risk, text, *, total, **numbers):
    """A text with numbers, and what was counted."""
    number = text % {name: _digits(value) for name, value in {"total": total, **numbers}.items()}
    if risk.counted == Counted.PEOPLE:
        return ngettext("%(number)s person", "%(number)s people", total) % {"number": number}
    return ngettext("%(number)s treatment", "%(number)s treatments", total) % {"number": number}


def _digits(number):
    """A number as people read it: 7,629."""
    return number_format(number, force_grouping=True)
