"""What the things that are published by themselves have in common, and their parts."""

import secrets

from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key():
    """A name for a page or part that never changes and is never reused: 16 hexadecimal digits."""
    return secrets.token_hex(8)


# Databases differ in what they take; this is more places than a page can have.
LAST_PLACE = 9999
PLACES = [MaxValueValidator(LAST_PLACE)]


class LinkField(models.URLField):
    """An address on the web: http or https, nothing that runs in the reader's browser."""

    MESSAGE = _("This isn't a web address. It should look like https://www.example.com/")
    default_validators = [URLValidator(schemes=["http", "https"], message=MESSAGE)]

    def formfield(self, **kwargs):
        """The form's field; an address typed without https:// gets it."""
        field = super().formfield(
            **{"assume_scheme": "https", "error_messages": {"invalid": self.MESSAGE}, **kwargs}
        )
        # The form's own validator would speak first, in other words, and let ftp:// through.
        field.validators = [v for v in field.validators if not isinstance(v, URLValidator)]
        return field


class Page(models.Model):
    """A row that is published by itself: the working copy that staff edit. Each kind is listed in `kinds.py`."""

    # What the kind is called in publications, and the class of what it says.
    kind = ""
    content_class = None
    # Whether each has an address of its own (`slug`): what has, can be renamed, reviewed by a clinician, and
    # take over the address of one that is taken away.
    has_address = False

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    # Changes with every save from a form. A form that was opened at another edition is out of date;
    # one that carries the edition already saved has been sent twice.
    edition = models.CharField(max_length=32, default=new_key, editable=False)
    # Who saved it last in a form, and when: for whoever has it open at the same time.
    saved_by = models.CharField(max_length=310, blank=True, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


class Part(models.Model):
    """A row that belongs to a page and is published with it, in the order of `position`, then id."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    position = models.PositiveSmallIntegerField(
        _("place"),
        default=0,
        validators=PLACES,
        help_text=_("Lower numbers come first; 0 goes to the end."),
    )

    # The name of the foreign key to the page, for the parts beside this one.
    belongs_to = "treatment"

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def save(self, *args, **kwargs):
        """Save; a part without a place goes to the end."""
        if not self.position:
            beside = type(self).objects.filter(**{self.belongs_to: getattr(self, self.belongs_to)})
            last = beside.aggregate(models.Max("position"))["position__max"] or 0
            self.position = min(last + 1, LAST_PLACE)
        super().save(*args, **kwargs)
