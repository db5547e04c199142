"""Where the addresses of the clinic's former website lead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.content.former_site import FormerSiteContent

from .page import SinglePage


class FormerSite(SinglePage):
    """The working copy of the old addresses: one row, held by a constraint."""

    kind = "former_site"
    content_class = FormerSiteContent

    addresses = models.TextField(
        _("old addresses"),
        max_length=50_000,
        blank=True,
        help_text=_(
            "One on each line: the old address, a comma, and the page it leads to now, such as: "
            "/prices.html, /visit/. Two columns pasted from a spreadsheet work too. An old address with a "
            "question mark, such as /?p=12, counts only with exactly that."
        ),
    )

    class Meta:
        verbose_name = _("addresses of your former website")
        verbose_name_plural = _("addresses of your former website")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_former_site",
                condition=Q(pk=1),
                violation_error_message=_("There is one list, and it is here already."),
            ),
        ]

    def __str__(self):
        return str(_("Addresses of your former website"))
