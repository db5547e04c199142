"""An owner's act, at a person's wish: a picture leaves the site, its old publications included."""

from django.db import transaction

from services.content.types import pictures_of
from services.kinds import KINDS
from services.models import Erasure
from services.models.publication import name_of
from services.models.publishable import new_key
from services.publishing.lock import publishing_lock


@transaction.atomic
def erase_picture(picture, *, by, reason, now):
    """Write down that the picture with the name `picture` is erased; returns the Erasure.

    No publication is changed: from now on all of them are read without it, and so are the working copies of
    all kinds. When this is committed, the files have to be removed (`baking.bake.remove_picture`), then the
    pages baked.
    """
    publishing_lock()
    for model in KINDS:
        for name, fields in pictures_of(model.content_class).items():
            for row in model.objects.filter(**{name: picture}):
                for field in fields:
                    setattr(row, field.name, field.default)
                row.edition = new_key()  # a form that is still open must not bring it back
                row.saved_by, row.saved_at = name_of(by), now
                row.save()
    marker = {"at": now, "author": by, "author_name": name_of(by), "reason": reason}
    erasure, _made = Erasure.objects.get_or_create(picture=picture, defaults=marker)
    return erasure
