"""What a page of the clinic's own says."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .page import AddressedContent
from .sections import Section
from .treatment_extras import ExtraContent, FaqContent
from .types import UNREAD, Line, choice


class Shown(TextChoices):
    """Where a link to a page is, on every page."""

    __empty__ = _("Not in the menu or footer")
    MENU = "menu", _("In the menu")
    FOOTER = "footer", _("In the footer")


@dataclass(frozen=True, kw_only=True)
class TextPageContent(AddressedContent):
    """A page of the clinic's own."""

    sections: ClassVar[tuple] = (
        Section("extras", "section", "", ("extras",), repeats=True),
        Section("faqs", "questions", _("Questions and answers"), ("faqs",)),
    )

    shown: choice(Shown) = field(default="", metadata=UNREAD)
    extras: tuple[ExtraContent, ...] = ()
    faqs_heading: Line = ""
    faqs: tuple[FaqContent, ...] = ()

    @property
    def is_in_menu(self):
        """Whether the menu of every page has it."""
        return self.shown == Shown.MENU

    @property
    def is_in_footer(self):
        """Whether the footer of every page has it."""
        return bool(self.shown)
