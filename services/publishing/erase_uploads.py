"""An owner's act, at a person's wish: a picture or document leaves the site, its old publications included."""

from django.db import transaction

from services.content.types import parts_of, uploads_of
from services.kinds import KINDS
from services.models import Erasure
from services.models.publication import name_of
from services.models.publishable import new_key
from services.publishing.lock import publishing_lock


@transaction.atomic
def erase_upload(upload, *, by, reason, now):
    """Write down that the picture or document with the name `upload` is erased; returns the Erasure.

    No publication is changed: from now on all of them are read without it, and so are the working copies of
    all kinds. When this is committed, the files have to be removed (`baking.bake.remove_upload`), then the
    pages baked.
    """
    publishing_lock()
    for model in KINDS:
        pages = _emptied(model, model.content_class, upload)
        for part, kind in parts_of(model.content_class).items():
            rows = _emptied(model._meta.get_field(part).related_model, kind, upload)
            pages |= {getattr(row, row.to_page().name) for row in rows}
        for row in pages:
            row.edition = new_key()  # a form that is still open must not bring it back
            row.saved_by, row.saved_at = name_of(by), now
            row.save(update_fields=["edition", "saved_by", "saved_at"])
    marker = {"at": now, "author": by, "author_name": name_of(by), "reason": reason}
    erasure, _made = Erasure.objects.get_or_create(file=upload, defaults=marker)
    return erasure


def _emptied(model, content, upload):
    """The rows of a model that had an upload, saved without it; `content` is the class of what they say."""
    emptied = set()
    for field, others in uploads_of(content).items():
        for row in model.objects.filter(**{field.name: upload}):
            for other in others:
                setattr(row, other.name, other.default)
            row.save(update_fields=[other.name for other in others])
            emptied.add(row)
    return emptied
