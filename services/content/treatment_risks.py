"""How a risk is put into words: how many of how many, and how common that is.

The rules: one denominator a list, whole numerals, no percentages; treatments and people are never in one
list, nor are two sources (NHS digital service manual, "Numbers"; IPDAS, PMC3734197, table 5). A word such as
"rare" stands only beside the number it comes from, for alone it makes people overestimate (nhsuk-service-manual
backlog 190; Carrigan 2008).
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .types import Line, Part, WebAddress, choice

DENOMINATORS = (100, 1_000, 10_000)
# What is seen in fewer than this says too little of how common it is.
ENOUGH = 100
# Of N in which something was never seen, about 3 in N can't be ruled out (the rule of three, 95 %).
RULE_OF_THREE = 3


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
    source: Line = ""
    source_url: WebAddress = ""

    @property
    def has_number(self):
        """Whether it says how many of how many."""
        return bool(self.total and self.counted and self.affected is not None) and (
            0 <= self.affected <= self.total
        )

    @property
    def band(self):
        """How common it is in a word; empty if nobody can tell from so few, or if it was never seen."""
        if not self.has_number or not self.affected or self.total < ENOUGH:
            return ""
        for limit, word in (
            (10, _("very common")),
            (100, _("common")),
            (1_000, _("uncommon")),
            (10_000, _("rare")),
        ):
            if self.affected * limit >= self.total:
                return word
        return _("very rare")


@dataclass(frozen=True)
class RiskLine:
    """One risk as patients read it: what, how often (empty if nothing is known), and the band (or empty)."""

    what: str
    how_often: str
    band: str


@dataclass(frozen=True)
class RiskList:
    """The risks of one source that were counted in the same things, and so may be compared."""

    lines: tuple
    source: str
    source_url: str


def risk_lists(risks):
    """`RiskContent`s as `RiskList`s, in the order in which their sources first stand; a tuple."""
    groups = {}
    for risk in risks:
        counted = risk.counted if risk.has_number else ""
        groups.setdefault((counted, risk.source, risk.source_url), []).append(risk)
    return tuple(
        RiskList(_lines(rows), source, url) for (_counted, source, url), rows in groups.items()
    )


def _lines(risks):
    """The `RiskLine`s of risks that may be compared: all with one denominator."""
    denominator = _denominator(risks) if len(risks) > 1 else None
    return tuple(
        RiskLine(risk.what, _how_often(risk, denominator) if risk.has_number else "", risk.band)
        for risk in risks
    )


def _denominator(risks):
    """The smallest of `DENOMINATORS` at which none of some risks rounds to 0; the largest if each does."""
    seen = [risk for risk in risks if risk.has_number and risk.affected]
    for denominator in DENOMINATORS:
        if all(_rounded(risk, denominator) for risk in seen):
            return denominator
    return DENOMINATORS[-1]


def _how_often(risk, denominator):
    """The number of a risk in words; `denominator` is that of its list, None if it is alone in it."""
    affected, total = risk.affected, risk.total
    if not affected:
        return _never_seen(risk)
    if affected == total:
        return _counted(risk, _("all %(total)s"), total=total)
    if total < ENOUGH:
        # Of so few, a rounder number would claim more than was seen.
        return _counted(risk, _("%(some)s of %(total)s"), some=affected, total=total)
    if denominator is None:
        one_in = (2 * total + affected) // (2 * affected)  # the nearest whole number
        if one_in > 1:
            return _counted(risk, _("about 1 in %(total)s"), total=one_in)
        denominator = DENOMINATORS[0]
    some = _rounded(risk, denominator)
    if not some:
        return _counted(risk, _("fewer than 1 of %(total)s"), total=denominator)
    if some == denominator:
        return _counted(risk, _("nearly all of %(total)s"), total=total)
    return _counted(risk, _("%(some)s of %(total)s"), some=some, total=denominator)


def _never_seen(risk):
    """What can be said of something that a source looked for and never saw."""
    none = _counted(risk, _("none seen in %(total)s"), total=risk.total)
    if risk.total <= RULE_OF_THREE:
        return none
    of = DENOMINATORS[0]
    while RULE_OF_THREE * of < risk.total:
        of *= 10
    limit = -(-RULE_OF_THREE * of // risk.total)  # rounded up
    numbers = {"none": none, "limit": _digits(limit), "of": _digits(of)}
    return _("%(none)s; up to about %(limit)s in %(of)s can’t be ruled out") % numbers


def _rounded(risk, denominator):
    """Of so many, how many: the nearest whole number, a half upwards."""
    return (2 * risk.affected * denominator + risk.total) // (2 * risk.total)


def _counted(risk, text, **numbers):
    """A text with numbers, and what was counted."""
    number = text % {name: _digits(value) for name, value in numbers.items()}
    if risk.counted == Counted.PEOPLE:
        return _("%(number)s people") % {"number": number}
    return _("%(number)s treatments") % {"number": number}


def _digits(number):
    """A number as people read it: 7,629."""
    return number_format(number, force_grouping=True)
