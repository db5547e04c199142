"""An owner's act, at a person's wish: a picture leaves the site, its old publications included."""

from django.db import transaction

from services.models import Erasure, Treatment
from services.models.page import new_key
from services.models.publication import name_of, publishing_lock


@transaction.atomic
def erase_picture(picture, *, by, reason, now):
    """Write down that the picture with the name `picture` is erased; returns the Erasure.

    No publication is changed: from now on all of them are read without it, and so is the working
    copy. When this is committed, the files have to be removed (`baking.bake.remove_picture`), then the pages baked.
    """
    publishing_lock()
    for row in Treatment.objects.filter(picture=picture):
        row.picture, row.picture_text, row.picture_is_decorative = "", "", False
        row.edition = new_key()  # a form that is still open must not bring it back
        row.saved_by, row.saved_at = name_of(by), now
        row.save()
    said = {"at": now, "author": by, "author_name": name_of(by), "reason": reason}
    erasure, _made = Erasure.objects.get_or_create(picture=picture, defaults=said)
    return erasure
