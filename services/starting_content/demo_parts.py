"""What the pages of the invented clinic share: keys, the cards that say when to get help, and who wrote all this."""

from dataclasses import replace

from services.content.treatment_extras import ExtraContent
from services.content.treatment_help_cards import HelpCardContent, Urgency

# Who reads an emergency card wants no invented number.
NO_REAL_NUMBER = (
    "This clinic is invented. In a real emergency, call the emergency number of your country."
)


def keyed(name, *parts):
    """Some parts of one kind, with a key of their own each: `name` and their number, from 1; a tuple."""
    return tuple(
        replace(part, key=f"{name}-{number}") for number, part in enumerate(parts, start=1)
    )


def help_cards(name, *, emergency, say, call_us):
    """A page's two cards: the signs of an emergency, what to say there, and the signs to call the clinic for."""
    return keyed(
        f"{name}-help",
        HelpCardContent(
            urgency=Urgency.EMERGENCY.value, signs=emergency, note=f"{say} {NO_REAL_NUMBER}"
        ),
        HelpCardContent(urgency=Urgency.CALL_US.value, signs=call_us),
    )


def about_this_page(name):
    """The section that says whose text this is: nobody's."""
    return keyed(
        f"{name}-extra",
        ExtraContent(
            heading="About this page",
            text="""\
The text of this page is **invented**, like the clinic. It shows what a clinic could write here.

It isn’t advice. Please ask a physiotherapist or a doctor about your own body.""",
        ),
    )
