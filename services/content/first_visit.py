"""What the page about the first visit says."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .page import AddressedContent
from .sections import Section
from .text import lines_of
from .treatment import StepContent
from .types import Markdown, Name, Text


@dataclass(frozen=True, kw_only=True)
class FirstVisitContent(AddressedContent):
    """The page about the first visit."""

    sections: ClassVar[tuple] = (
        Section("steps", "steps", _("What happens"), ("steps",)),
        Section("bring", "bring", _("What to bring"), ("to_bring",)),
        Section("good_to_know", "good-to-know", _("Good to know"), ("good_to_know",), is_text=True),
    )

    # There is one.
    key: Name = "first_visit"
    steps: tuple[StepContent, ...] = ()
    # One a line.
    to_bring: Text = ""
    good_to_know: Markdown = ""

    @property
    def bring_list(self):
        """What to bring, one by one."""
        return lines_of(self.to_bring)
