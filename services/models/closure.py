"""When the clinic is closed, or open at other hours."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.content.closure import ClosureContent, ClosureLocation
from services.content.days import listed
from services.content.types import StructureType

from .publishable import Publishable


class Closure(Publishable):
    """A time when the clinic is closed, or has other hours. Once published, a banner says so until it ends."""

    kind = "closure"
    content_class = ClosureContent

    first_day = models.DateField(_("first day"))
    last_day = models.DateField(
        _("last day"), help_text=_("The same as the first for a single day.")
    )
    spans = models.JSONField(_("open"), default=list, blank=True)
    at_locations = models.JSONField(_("locations"), default=list, blank=True)
    reason = models.CharField(
        _("message for patients"),
        max_length=160,
        blank=True,
        help_text=_("One sentence, if you like. The banner already says the dates."),
    )

    class Meta:
        verbose_name = _("closure or other hours")
        verbose_name_plural = _("closures and other hours")
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
        last = date_format(self.last_day, "j F Y")
        if self.first_day == self.last_day:
            text = gettext("Other hours on %(day)s") if self.spans else gettext("Closed on %(day)s")
            return text % {"day": last} + self._where
        # It is read for years, so it has the year, but month and year stand there once.
        form = "j F Y"
        if self.first_day.year == self.last_day.year:
            form = "j" if self.first_day.month == self.last_day.month else "j F"
        first = date_format(self.first_day, form)
        text = gettext("Closed from %(first)s to %(last)s")
        if self.spans:
            text = gettext("Other hours from %(first)s to %(last)s")
        return text % {"first": first, "last": last} + self._where

    @property
    def _where(self):
        """At which locations it is, as it follows the days; empty if at all of them."""
        places = StructureType(ClosureLocation, is_many=True).of_row(self.at_locations)
        names = listed([place.name for place in places if place.name])
        return gettext(" at %(places)s") % {"places": names} if names else ""
