"""Where else the clinic is on the web, row by row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.clinic_profile import ProfileContent

from .clinic import Clinic
from .part import Part
from .publishable import LinkField


class ClinicProfile(Part):
    """The clinic's own page on another website, such as Instagram."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="profiles")
    url = LinkField(
        _("web address"),
        max_length=500,
        help_text=_("Link to your page there. Example: https://www.instagram.com/yourclinic/"),
    )

    add_words = _("Add a profile")

    class Meta(Part.Meta):
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return ProfileContent(url=self.url).name
