"""What staff are told about a treatment's page besides what goes for every page."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.content.treatment import TreatmentContent

from . import Advice
from .advice import own_advice, question_for_reviewer
from .texts import texts_of

# A treatment with needles; "pins and needles", however they are joined, is what a patient feels.
NEEDLES = re.compile(r"\bneedl(?:e[sd]?|ing)\b", re.IGNORECASE)
PINS_AND_NEEDLES = re.compile(r"\bpins[\s‐‑-]*(?:and|&)[\s‐‑-]*needles\b", re.IGNORECASE)
# What a page about needles owes its readers.
NEEDLE_FACTS = gettext_lazy(
    "the risks of needles, who should tell the clinic something before treatment, and "
    "who to call if something is wrong"
)


@own_advice.register
def advice_for_treatment(treatment: TreatmentContent, situation):
    """Yields what is missing for patients' safety, and what the page doesn't say yet."""
    yield from advice_on_safety(treatment)
    yield from _advice_on_parts(treatment)


def advice_on_safety(treatment: TreatmentContent):
    """Yields what a page about needles owes its readers, beside the field where it can be written.

    The page has no fields yet for risks, for who must speak up first, and for whom to call, so nobody can
    tell whether it says them: every such page gets this.
    """
    if mentions_needles(treatment):
        text = _(
            "Check that this page covers %(facts)s. Ask a clinician for the text, and add it "
            "under “What it does”. This reminder stays even when the page covers them."
        )
        yield Advice("effects_closing", text % {"facts": NEEDLE_FACTS}, is_safety=True)


@question_for_reviewer.register
def question_on_safety(treatment: TreatmentContent):
    """Whether the page says what one about needles owes its readers; nothing is asked about others."""
    if not mentions_needles(treatment):
        return ""
    text = _("Does this page cover %(facts)s? If not, send a note with the text it needs.")
    return text % {"facts": NEEDLE_FACTS}


def mentions_needles(treatment: TreatmentContent):
    """Whether a treatment's page, the description of its picture included, is about needles."""
    return any(NEEDLES.search(PINS_AND_NEEDLES.sub("", text.words)) for text in texts_of(treatment))


def _advice_on_parts(treatment):
    """Yields advice on what a treatment's page doesn't say yet."""
    if not treatment.has_effects:
        yield Advice("effects_heading", _("Describe what the treatment does. Add an effect below."))
    if not treatment.has_frequency:
        yield Advice("frequency_short", _("Describe how often patients usually come."))
    if treatment.dedicated_site_words and not treatment.dedicated_site_url:
        yield Advice(
            "dedicated_site_url",
            _("Add the web address, or remove the link text. Until then, patients see no link."),
        )
    if treatment.dedicated_site_url and not treatment.dedicated_site_words:
        yield Advice("dedicated_site_words", _("Make the link text say where it leads."))
