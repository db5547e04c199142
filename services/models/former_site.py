"""Where the web addresses of the clinic's former website lead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.content.former_site import FormerSiteContent

from .publishable import SinglePublishable


class FormerSite(SinglePublishable):
    """The working copy of the old addresses: one row, held by a constraint."""

    kind = "former_site"
    content_class = FormerSiteContent

    addresses = models.TextField(
        _("old web addresses and their new pages"),
        max_length=50_000,
        blank=True,
        help_text=_(
            "One per line: the old web address, a comma, the new page. Example: /prices.html, /treatments/. "
            "You can paste two columns from a spreadsheet. If the old web address has a question mark, "
            "like /?p=12, the part after it has to match exactly."
        ),
    )

    class Meta:
        verbose_name = _("old web addresses")
        verbose_name_plural = _("old web addresses")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_former_site",
                condition=Q(pk=1),
                violation_error_message=_("There is only one list, and it’s here already."),
            ),
        ]

    def __str__(self):
        return str(_("Old web addresses"))
