"""Pictures that an owner has erased, from old publications too."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """The marker of an erased picture. Publications that name it stay as they are, without it."""

    picture = models.CharField(_("picture"), max_length=80, unique=True)
    at = models.DateTimeField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(max_length=310)  # both of a name's parts, 150 each
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("Colleagues read it where the picture was, such as: The patient asked for it."),
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return str(_("A picture was erased here on %(date)s by %(author)s: %(reason)s")) % {
            "date": date_format(self.at, "j F Y"),
            "author": self.author_name,
            "reason": self.reason if self.reason.endswith((".", "!", "?")) else f"{self.reason}.",
        }
