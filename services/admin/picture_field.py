"""A picture in a form: what is there, another one, or none."""

import re
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from services import pictures
from services.content.picture import Picture
from services.content.types import picture_fields

# The input of a picture's file: `picture-file`, or `effects-0-picture-file` in a part.
INPUT = re.compile(r"(?:(?P<part>\w+)-[0-9]{1,9}-)?(?P<field>\w+)-file", re.ASCII)


def ingested(upload):
    """The name of the picture that an uploaded file makes, or the `Refused`. Done once a file."""
    if not hasattr(upload, "ingested"):
        try:
            upload.ingested = pictures.ingest(upload)
        except pictures.Refused as refused:
            upload.ingested = refused
    return upload.ingested


@dataclass(frozen=True)
class Sent:
    """What a form sends about a picture."""

    name: str = ""
    upload: UploadedFile | None = None
    is_taken_away: bool = False

    @property
    def outcome(self):
        """The name of the picture that the page is going to have, or empty."""
        if self.upload and isinstance(ingested(self.upload), str):
            return ingested(self.upload)
        return "" if self.is_taken_away and not self.upload else self.name


class PictureInput(forms.Widget):
    """Shows the picture, small; takes a file, or a tick that takes it away. Needs no script."""

    needs_multipart_form = True
    # What a page is told about the picture that it has: a link to all that it had, say.
    note = ""

    def render(self, name, value, attrs=None, renderer=None):
        """The HTML for the picture with the name `value`."""
        picture = Picture.named(value or "")
        context = {
            "name": name,
            "value": value or "",
            "picture": picture if picture and pictures.is_here(picture) else None,
            "attrs": flatatt({**self.attrs, **(attrs or {})}),
            "id": (attrs or {}).get("id", f"id_{name}"),
            "note": self.note,
        }
        return render_to_string("admin/picture_input.html", context)

    def value_from_datadict(self, data, files, name):
        """What was sent: a hidden name of what is there already, a file, a tick."""
        return Sent(
            name=data.get(name, ""),
            upload=files.get(f"{name}-file"),
            is_taken_away=f"{name}-none" in data,
        )

    def value_omitted_from_data(self, data, files, name):
        """Whether the form said nothing about the picture."""
        return name not in data and f"{name}-file" not in files


class PictureField(forms.Field):
    """A picture's name. A file that was taken in stays, also if the rest of the form is refused."""

    widget = PictureInput

    def __init__(self, *, required=False, **ignored):
        """Made from a column of text (`ignored` is its name, its length), it says what staff do with it."""
        help_text = _(
            "JPEG, PNG, WebP or HEIC, up to 15 MB. The website rotates and resizes it, and "
            "removes hidden details, like where it was taken. First get permission from everyone who can be "
            "recognized in it."
        )
        super().__init__(required=required, label=_("Picture"), help_text=help_text)

    def clean(self, value):
        """The picture's name, or an empty string; raises ValidationError in the words of `Refused`."""
        if value.upload and isinstance(refused := ingested(value.upload), pictures.Refused):
            raise forms.ValidationError(str(refused))
        if not value.outcome:
            return ""
        picture = Picture.named(value.outcome)
        if picture is None or not pictures.is_here(picture):
            raise forms.ValidationError(
                _("This picture no longer exists. Choose it again or remove it.")
            )
        return value.outcome

    def bound_data(self, data, initial):
        """What a refused form shows again."""
        return data.outcome

    def has_changed(self, initial, data):
        """Whether the page is going to have another picture."""
        # A part with a file that is refused, and nothing else in it, isn't an empty one.
        is_refused = data.upload and isinstance(ingested(data.upload), pictures.Refused)
        return bool(is_refused) or (initial or "") != data.outcome


def uploads_of(content, files):
    """The files that were sent for the pictures of a page, its parts' too, as {name of the input: file}.

    `content` is the content class of the page: a file that is none of its pictures isn't looked at.
    """
    fields, uploads = picture_fields(content), {}
    for name, upload in files.items():
        match = INPUT.fullmatch(name)
        if match and (match["part"] or "", match["field"]) in fields:
            uploads[name] = upload
    return uploads
