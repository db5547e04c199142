"""What the page about the first visit says."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .document import Document
from .page import AddressedContent
from .sections import Section
from .text import lines_of
from .treatment import StepContent
from .types import DocumentName, Line, Markdown, Name, Part, Text


@dataclass(frozen=True, kw_only=True)
class DownloadContent(Part):
    """A form that patients can fill in at home."""

    name: Line = ""
    document: DocumentName = ""
    note: Line = ""

    @property
    def shown_document(self):
        """The `Document` to download, None if there is none."""
        return Document.named(self.document, self.name)


@dataclass(frozen=True, kw_only=True)
class FirstVisitContent(AddressedContent):
    """The page about the first visit."""

    sections: ClassVar[tuple] = (
        Section("steps", "steps", _("What happens"), ("steps",)),
        Section("bring", "bring", _("What to bring"), ("to_bring",)),
        Section("downloads", "forms", _("Forms to fill in"), ("shown_downloads",)),
        Section("good_to_know", "good-to-know", _("Good to know"), ("good_to_know",), is_text=True),
    )

    # There is one.
    key: Name = "first_visit"
    steps: tuple[StepContent, ...] = ()
    # One a line.
    to_bring: Text = ""
    downloads: tuple[DownloadContent, ...] = ()
    good_to_know: Markdown = ""

    @property
    def bring_list(self):
        """What to bring, one by one."""
        return lines_of(self.to_bring)

    @property
    def shown_downloads(self):
        """The forms that there is a document of."""
        return [download for download in self.downloads if download.shown_document]
