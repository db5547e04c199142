"""When the clinic is closed."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from services.content.closure import ClosureContent

from .publishable import Publishable


class Closure(Publishable):
    """A time when the clinic is closed. Once published, a banner says so until the last day ends."""

    kind = "closure"
    content_class = ClosureContent

    first_day = models.DateField(_("first day closed"))
    last_day = models.DateField(
        _("last day closed"), help_text=_("The same as the first for a single day.")
    )
    reason = models.CharField(
        _("message for patients"),
        max_length=160,
        blank=True,
        help_text=_("One sentence, if you like. The banner already says the dates."),
    )

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_starts",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day can’t be before the first."),
            ),
        ]

    def __str__(self):
        if not (self.first_day and self.last_day):
            return str(self._meta.verbose_name)
        first, last = (date_format(day, "j F Y") for day in (self.first_day, self.last_day))
        if first == last:
            return str(_("Closed on %(first)s") % {"first": first})
        return str(_("Closed from %(first)s to %(last)s") % {"first": first, "last": last})
