"""What staff are told about a treatment's page besides what goes for every page."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.content.treatment import Method, TreatmentContent
from services.content.treatment_suggestions import is_from_a_study
from services.content.types import fields_of, parts_of

from . import Advice
from .advice import own_advice, question_for_reviewer
from .texts import texts_of

# A treatment with needles; "pins and needles", however they are joined, is what a patient feels.
NEEDLES = re.compile(r"\bneedl(?:e[sd]?|ing)\b", re.IGNORECASE)
PINS_AND_NEEDLES = re.compile(r"\bpins[\s‐‑-]*(?:and|&)[\s‐‑-]*needles\b", re.IGNORECASE)
# What a page about needles owes its readers: the field where it belongs -> what staff are told.
NEEDLES_NEED = {
    "cautions": gettext_lazy(
        "Add who has to tell you something before treatment, under “Tell us first”. Ask a clinician "
        "for the list."
    ),
    "risks": gettext_lazy("Add what can go wrong, under “Risks”. Ask a clinician for the text."),
    "help_cards": gettext_lazy(
        "Add a card for an emergency, under “When something is wrong”. Ask a clinician for the signs."
    ),
}


@own_advice.register
def advice_for_treatment(treatment: TreatmentContent, situation):
    """Yields what is missing for patients' safety, and what the page doesn't say yet."""
    yield from advice_on_safety(treatment)
    yield from _advice_on_figures(treatment, situation)
    yield from _advice_on_parts(treatment)


def advice_on_safety(treatment: TreatmentContent):
    """Yields what a page about needles owes its readers and doesn't say, beside the part where it belongs."""
    if not is_about_needles(treatment):
        return
    says = {
        "cautions": treatment.cautions,
        "risks": treatment.risks or treatment.risks_introduction,
        "help_cards": any(card.is_emergency for card in treatment.shown_help_cards),
    }
    for field, text in NEEDLES_NEED.items():
        if not says[field]:
            yield Advice(field, text, is_safety=True)


def _advice_on_figures(treatment, situation):
    """Yields what blocks a page with rows from studies that no clinician has approved in exactly these words."""
    rows = _from_studies(treatment)
    if rows and not situation.is_approved(treatment):
        text = _(
            "Have a clinician approve this page under “Clinician review”: it has text taken from a study, and "
            "nobody has approved exactly these words. Or remove that text, or keep the page unpublished."
        )
        yield Advice(rows[0], text, blocks=True, is_approval=True)


def _from_studies(treatment):
    """The rows with text from studies, each by the name of its first field in the form."""
    return [
        f"{field}-{number}-{fields_of(kind)[1].name}"
        for field, kind in parts_of(type(treatment)).items()
        for number, part in enumerate(getattr(treatment, field))
        if is_from_a_study(part)
    ]


@question_for_reviewer.register
def question_on_safety(treatment: TreatmentContent):
    """Whether the page says what one about needles owes its readers; nothing is asked about others."""
    if not is_about_needles(treatment):
        return ""
    question = _(
        "Does this page say all it should about the risks of needles, who should tell the clinic something "
        "before treatment, and who to call if something is wrong? If not, send a note with the text it needs."
    )
    if _from_studies(treatment):
        figures = _("It has text taken from a study. Read the study before you approve the page.")
        return f"{question} {figures}"
    return question


def is_about_needles(treatment: TreatmentContent):
    """Whether a treatment is done with needles; without a method, whether its page mentions them."""
    if treatment.method:
        return treatment.method == Method.NEEDLE
    return mentions_needles(treatment)


def mentions_needles(treatment: TreatmentContent):
    """Whether a treatment's page, the description of its picture included, is about needles."""
    return any(NEEDLES.search(PINS_AND_NEEDLES.sub("", text.words)) for text in texts_of(treatment))


def _anchors(treatment):
    """The anchors of the sections that patients see."""
    return {section.anchor for section in treatment.shown_sections({})}


def _advice_on_parts(treatment):
    """Yields advice on what a treatment's page doesn't say yet."""
    shown = _anchors(treatment)
    if treatment.method != Method.NEEDLE and mentions_needles(treatment):
        text = _("Choose the method. The page mentions needles.")
        if treatment.method:
            text = _("Check the method. The page mentions needles.")
        yield Advice("method", text)
    if "effects" not in shown:
        yield Advice("effects_heading", _("Describe what the treatment does. Add an effect below."))
    if "how-often" not in shown:
        yield Advice("frequency_short", _("Describe how often patients usually come."))
    if treatment.dedicated_site_words and not treatment.dedicated_site_url:
        yield Advice(
            "dedicated_site_url",
            _("Add the web address, or remove the link text. Until then, patients see no link."),
        )
    if treatment.dedicated_site_url and not treatment.dedicated_site_words:
        yield Advice("dedicated_site_words", _("Make the link text say where it leads."))
