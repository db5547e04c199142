"""What the things that are published by themselves have in common, and their parts."""

import secrets

from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.types import parts_of

MARKDOWN = _(
    "Leave a blank line between paragraphs. **Two asterisks** make text bold, - at the "
    "start of a line makes a list, [text](https://...) makes a link."
)

DESCRIPTION = _(
    "For people who can’t see it. Describe it as you would on the phone. Example: A "
    "physiotherapist places a thin needle in a patient’s shoulder. Required if there’s a picture."
)
DECORATIVE = _("Tick this if the picture adds no information. Then it needs no description.")
SUMMARY = _(
    "One plain sentence. Shown at the top of the page, in lists and in Google. Aim for 90 "
    "characters, so that it fits on a phone. Required to publish."
)


def new_key():
    """A name for a page or part that never changes and is never reused: 16 hexadecimal digits."""
    return secrets.token_hex(8)


# Databases differ in what they take; this is more places than a page can have.
LAST_PLACE = 9999
PLACES = [MaxValueValidator(LAST_PLACE)]


class LinkField(models.URLField):
    """An address on the web: http or https, nothing that runs in the reader's browser."""

    MESSAGE = _("This isn’t a web address. It should look like https://www.example.com/")
    default_validators = [URLValidator(schemes=["http", "https"], message=MESSAGE)]

    def formfield(self, **kwargs):
        """The form's field; an address typed without https:// gets it."""
        field = super().formfield(
            **{"assume_scheme": "https", "error_messages": {"invalid": self.MESSAGE}, **kwargs}
        )
        # The form's own validator would speak first, in other words, and let ftp:// through.
        field.validators = [v for v in field.validators if not isinstance(v, URLValidator)]
        return field


class PublishableQuerySet(models.QuerySet):
    """Queries for working copies."""

    def with_parts(self):
        """Each row with its parts, as `snapshot.freeze` reads them."""
        return self.prefetch_related(*parts_of(self.model.content_class))


class Publishable(models.Model):
    """A row that is published by itself: the working copy that staff edit. Each kind is listed in `kinds.py`."""

    # What the kind is called in publications, and the class of what it says.
    kind = ""
    content_class = None

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    # Changes with every save from a form. A form that was opened at another edition is out of date;
    # one that carries the edition already saved has been sent twice.
    edition = models.CharField(max_length=32, default=new_key, editable=False)
    # Who saved it last in a form, and when: for whoever has it open at the same time.
    saved_by = models.CharField(max_length=310, blank=True, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def has_address(self):
        """Whether it has an address of its own, as all of its kind do."""
        return self.content_class.has_address


class Addressed(Publishable):
    """A row of a kind with an address of its own: what an `AddressedContent` has, beside the key."""

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("web address"),
        max_length=80,
        blank=True,
        help_text=_(
            "End of the web address: lowercase letters, numbers and hyphens. It can’t be edited here "
            "once the page is live, so old links keep working. Required to publish."
        ),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=SUMMARY,
    )
    position = models.PositiveSmallIntegerField(
        _("order in lists"),
        default=0,
        validators=PLACES,
        help_text=_("Lower numbers come first. Pages with the same number are sorted by title."),
    )

    class Meta:
        abstract = True
        ordering = ["position", "title", "id"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The path that this working copy will have; its live page may be elsewhere."""
        return self.content_class(slug=self.slug).get_absolute_url()


class SinglePublishable(Publishable):
    """A kind of which there is one row, with one key; a constraint of its own says so."""

    ONLY = 1

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the one row."""
        self.pk, self.key = self.ONLY, self.content_class.key
        super().save(*args, **kwargs)
