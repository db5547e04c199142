"""Somebody who treats patients."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.content.practitioner import PractitionerContent

from .part import Part
from .publishable import DECORATIVE, MARKDOWN, Addressed, LinkField


class Practitioner(Addressed):
    """The working copy of what is said of somebody who treats patients."""

    kind = "practitioner"
    content_class = PractitionerContent

    title = models.CharField(
        _("name"), max_length=80, help_text=_("As patients call them. Required to publish.")
    )
    summary = models.CharField(
        _("role"),
        max_length=110,
        blank=True,
        help_text=_("What they are. Example: Physiotherapist. Required to publish."),
    )
    picture = models.CharField(_("photo"), max_length=80, blank=True)
    picture_text = models.CharField(
        _("description (alt text)"),
        max_length=160,
        blank=True,
        help_text=_("For people who can’t see the photo. Their name already appears next to it."),
    )
    picture_is_decorative = models.BooleanField(
        _("decorative only"), default=False, help_text=DECORATIVE
    )
    text = models.TextField(
        _("short text"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences, shown in the team list. %(marks)s")
        % {"marks": MARKDOWN},
    )
    languages = models.CharField(
        _("languages"),
        max_length=120,
        blank=True,
        help_text=_("Separate with commas. Example: English, French."),
    )
    register = models.CharField(
        _("registered with"),
        max_length=120,
        blank=True,
        help_text=_("The college or council that lets them practise, by its full name."),
    )
    register_number = models.CharField(_("registration number"), max_length=40, blank=True)
    register_url = LinkField(
        _("web address of the register"),
        max_length=500,
        blank=True,
        help_text=_("Where patients can check it. Their own entry, if there is one."),
    )
    booking_url = LinkField(
        _("booking page"),
        max_length=500,
        blank=True,
        help_text=_("If they can be booked by name. Leave empty to hide the link."),
    )
    about = models.TextField(
        _("longer text"),
        max_length=5000,
        blank=True,
        help_text=_("If you add this, they get their own page. %(marks)s") % {"marks": MARKDOWN},
    )

    class Meta(Addressed.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("team")


class GivenTreatment(Part):
    """A treatment that somebody gives."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="gives")
    page = models.CharField(
        _("treatment"),
        max_length=32,
        help_text=_("Their name then appears on its page. Patients see it once it’s published."),
    )

    add_words = _("Add a treatment")

    class Meta(Part.Meta):
        verbose_name = _("treatment they offer")
        verbose_name_plural = _("treatments they offer")

    def __str__(self):
        return str(self._meta.verbose_name)
