"""What an owner has erased, from old publications too: an upload everywhere, or words on one page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from services.content.picture import Picture


class Erasure(models.Model):
    """The marker of an erased picture or document, or of words erased from the old versions of a page.

    Publications that name the file stay as they are, and are read without it. Of words nothing
    stays, not even a hash: a name is short enough to be guessed from one.
    """

    file = models.CharField(_("file"), max_length=80, unique=True, null=True, blank=True)
    page_key = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=310)  # both of a name's parts, 150 each
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("Shown to colleagues where the file was. Example: The patient asked for it."),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="erasure_is_of_a_file_or_of_words",
                condition=Q(file__isnull=True) ^ Q(page_key=""),
                violation_error_message=_("Either a file is deleted, or text on a page."),
            ),
        ]

    def __str__(self):
        if self.file and Picture.named(self.file):
            text = _(
                "%(author)s permanently deleted a picture here on %(date)s. Reason: %(reason)s"
            )
        elif self.file:
            text = _(
                "%(author)s permanently deleted a document here on %(date)s. Reason: %(reason)s"
            )
        else:
            text = _(
                "%(author)s permanently deleted text from old versions on %(date)s. Reason: %(reason)s"
            )
        return str(text) % {
            "date": date_format(self.at, "j F Y"),
            "author": self.author_name,
            "reason": self.reason if self.reason.endswith((".", "!", "?")) else f"{self.reason}.",
        }
