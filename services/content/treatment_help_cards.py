"""Whom to call when something is wrong, on cards that stand out (NHS service manual, "Care cards").

A heading is one action and "if"; the signs follow as a list. A page has one card of each urgency at most, and
the emergency comes first. There is no link in a card but a telephone number.
"""

from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .text import lines_of
from .types import Part, Text, choice


class Urgency(TextChoices):
    """How soon somebody has to act; the most urgent first."""

    __empty__ = _("Choose one")
    EMERGENCY = "emergency", _("Emergency: call the emergency number")
    CALL_US = "call-us", _("Urgent: call the clinic")


@dataclass(frozen=True, kw_only=True)
class HelpCardContent(Part):
    """A card: how urgent it is, the signs, one a line, and what else to know."""

    urgency: choice(Urgency) = ""
    signs: Text = ""
    note: Text = ""

    @property
    def sign_list(self):
        """The signs, one by one."""
        return lines_of(self.signs)

    @property
    def is_emergency(self):
        """Whether it is about an emergency."""
        return self.urgency == Urgency.EMERGENCY


def shown_cards(cards):
    """The cards that patients see, the most urgent first: one of each urgency, with the signs of all of it."""
    of_urgency = {}
    for card in cards:
        if card.urgency and card.sign_list:
            of_urgency.setdefault(card.urgency, []).append(card)
    return [_joined(of_urgency[urgency]) for urgency in Urgency if urgency in of_urgency]


def _joined(cards):
    """Cards of one urgency as one: their signs, then what else to know."""
    signs = "\n".join(card.signs for card in cards)
    return replace(cards[0], signs=signs, note=" ".join(card.note for card in cards if card.note))
