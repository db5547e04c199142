"""The advice on a page about which there is nothing to say, but for some changes."""

from dataclasses import replace

from services.checks.advice import advice_for
from services.content.treatment import EffectContent, TreatmentContent

from .factories import DRAFT

# A page that nothing is to be said about.
GOOD = TreatmentContent(
    slug="massage",
    title="Massage",
    summary="Hands loosen tight muscles.",
    what_it_treats="It is for muscles that are tight.",
    effects=(EffectContent(heading="It is warm", text="It warms your skin."),),
    frequency_short="Once a week",
)
ENGLISH = "You can move your arm when you sit on the chair and look at the wall. "


def advice(**changes):
    """The advice about a good page with some changes: field -> texts, joined."""
    found = {}
    for item in advice_for(replace(GOOD, **changes), DRAFT):
        found[item.field] = f"{found.get(item.field, '')} {item.text}".strip()
    return found


def blocking(**changes):
    return [item.field for item in advice_for(replace(GOOD, **changes), DRAFT) if item.blocks]
