"""An upload in a form: the picture or document that is there, another one, or none."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from services import documents, pictures
from services.content.document import Document
from services.content.picture import Picture
from services.content.types import DocumentType, PictureType, upload_fields
from services.uploads import Refused, is_here

# The input of a file: `picture-file`, or `effects-0-picture-file` in a part.
INPUT = re.compile(r"(?:(?P<part>\w+)-[0-9]{1,9}-)?(?P<field>\w+)-file", re.ASCII)


def ingested(upload, ingest):
    """The name that `ingest` gives an uploaded file, or the `Refused`. Done once a file."""
    if not hasattr(upload, "ingested"):
        try:
            upload.ingested = ingest(upload)
        except Refused as refused:
            upload.ingested = refused
    return upload.ingested


@dataclass(frozen=True)
class Sent:
    """What a form sends about an upload; `ingest` takes the file in."""

    name: str = ""
    file: UploadedFile | None = None
    is_taken_away: bool = False
    ingest: Callable | None = None

    @property
    def refused(self):
        """Why the file isn't taken in: the `Refused`, None if it is or if there is none."""
        outcome = self.file and ingested(self.file, self.ingest)
        return outcome if isinstance(outcome, Refused) else None

    @property
    def outcome(self):
        """The name of the upload that the page is going to have, or empty."""
        if self.file and not self.refused:
            return ingested(self.file, self.ingest)
        return "" if self.is_taken_away and not self.file else self.name


class UploadInput(forms.Widget):
    """Shows what is there; takes a file, or a tick that takes it away. Needs no script.

    A kind of upload has a `template`, a `noun` for it, `named` (from a name to the upload), and what takes one in.
    """

    needs_multipart_form = True
    # What staff are told beside it: a link to all that the page had, say.
    note = ""
    template = ""
    noun = ""
    named = None
    ingest = None

    def render(self, name, value, attrs=None, renderer=None):
        """The HTML for the upload with the name `value`."""
        upload = self.named(value or "")
        context = {
            "name": name,
            "value": value or "",
            "upload": upload if upload and is_here(upload) else None,
            "attrs": flatatt({**self.attrs, **(attrs or {})}),
            "id": (attrs or {}).get("id", f"id_{name}"),
            "note": self.note,
        }
        return render_to_string(self.template, context)

    def value_from_datadict(self, data, files, name):
        """What was sent: a hidden name of what is there already, a file, a tick."""
        return Sent(
            name=data.get(name, ""),
            file=files.get(f"{name}-file"),
            is_taken_away=f"{name}-none" in data,
            ingest=self.ingest,
        )

    def value_omitted_from_data(self, data, files, name):
        """Whether the form said nothing about the upload."""
        return name not in data and f"{name}-file" not in files

    def use_required_attribute(self, initial):
        """Whether a browser insists on a file: not if there is one."""
        return super().use_required_attribute(initial) and not initial


class PictureInput(UploadInput):
    """The input of a picture, which it shows, small."""

    template = "admin/picture_input.html"
    noun = _("a picture")
    named = staticmethod(Picture.named)
    ingest = staticmethod(pictures.ingest)


class DocumentInput(UploadInput):
    """The input of a document, to which it links."""

    template = "admin/document_input.html"
    noun = _("a document")
    named = staticmethod(Document.named)
    ingest = staticmethod(documents.ingest)


class UploadField(forms.Field):
    """An upload's name. A file that was taken in stays, also if the rest of the form is refused."""

    widget = UploadInput
    # What a link to all uploads that the page had says.
    all_words = ""
    gone = ""

    def clean(self, value):
        """The upload's name, or an empty string; raises ValidationError in the words of `Refused`."""
        if value.refused:
            raise forms.ValidationError(str(value.refused))
        if value.outcome:
            upload = self.widget.named(value.outcome)
            if upload is None or not is_here(upload):
                raise forms.ValidationError(self.gone)
        elif self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return value.outcome

    def bound_data(self, data, initial):
        """What a refused form shows again."""
        return data.outcome

    def has_changed(self, initial, data):
        """Whether the page is going to have another upload."""
        # A part with a file that is refused, and nothing else in it, isn't an empty one.
        return bool(data.refused) or (initial or "") != data.outcome


class PictureField(UploadField):
    """A picture's name."""

    widget = PictureInput
    all_words = _("All pictures this page has had")
    gone = _("This picture no longer exists. Choose it again or remove it.")

    def __init__(self, *, required=False, **ignored):
        """Made from a column of text (`ignored` is its name, its length), it says what staff do with it."""
        help_text = _(
            "JPEG, PNG, WebP or HEIC, up to 15 MB. The website rotates and resizes it, and "
            "removes hidden details, like where it was taken. First get permission from everyone who can be "
            "recognized in it."
        )
        super().__init__(required=required, label=_("Picture"), help_text=help_text)


class DocumentField(UploadField):
    """A document's name."""

    widget = DocumentInput
    all_words = _("All documents this page has had")
    gone = _("This document no longer exists. Choose it again or remove it.")

    def __init__(self, *, required=False, label=None, **ignored):
        """Made from a column of text (`ignored` is its length, say), it says what staff do with it."""
        help_text = _(
            "A PDF, up to 10 MB. Patients get the file as it is: first remove comments, and names that aren’t "
            "meant for them."
        )
        super().__init__(required=required, label=label, help_text=help_text)


# From what a value is to the field in which staff change it.
FIELDS = {PictureType: PictureField, DocumentType: DocumentField}


def outcomes_of(content, files):
    """What becomes of the files that were sent for a page: {name of the input: name, or why it is refused}.

    `content` is the content class of the page: a file that is none of its uploads, or its parts', isn't looked at.
    """
    fields, outcomes = upload_fields(content), {}
    for name, file in files.items():
        match = INPUT.fullmatch(name)
        if match and (field := fields.get((match["part"] or "", match["field"]))):
            ingest = FIELDS[type(field.type)].widget.ingest
            outcomes[name] = str(ingested(file, ingest))
    return outcomes
