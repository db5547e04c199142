"""Where the clinic is, row by row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .clinic import Clinic, countries
from .part import Part
from .publishable import LinkField


class ClinicLocation(Part):
    """A place where the clinic treats patients."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="locations")
    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_("Needed if there are several, to tell them apart. Example: Hill Street."),
    )
    street = models.TextField(
        _("street address"),
        max_length=400,
        blank=True,
        help_text=_("As on an envelope, line by line, without the town and postcode."),
    )
    locality = models.CharField(
        _("town or city"),
        max_length=80,
        blank=True,
        help_text=_("Search results and shared links show it."),
    )
    region = models.CharField(
        _("state, province or county"),
        max_length=80,
        blank=True,
        help_text=_("If it’s part of your address."),
    )
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=countries,
        help_text=_("Only if it isn’t the clinic’s country."),
    )
    # What is stored is one number of 40 characters at most; what is pasted may have more around it.
    phone = models.CharField(
        _("phone"),
        max_length=100,
        blank=True,
        help_text=_("One number, with an extension if you have one. Patients tap it to call."),
    )
    fax = models.CharField(_("fax"), max_length=100, blank=True)
    email = models.EmailField(
        _("email"),
        blank=True,
        help_text=_(
            "For general questions. Anyone can see it. Patients are asked to leave health details out."
        ),
    )
    booking_url = LinkField(
        _("booking page"),
        max_length=500,
        blank=True,
        help_text=_("Link to your online booking page, if you have one."),
    )
    hours = models.JSONField(_("opening hours"), default=list, blank=True)
    arrival = models.TextField(
        _("how to get here"),
        max_length=2000,
        blank=True,
        help_text=_("Parking, buses and trains, which door, stairs."),
    )
    access = models.TextField(
        _("getting in"),
        max_length=2000,
        blank=True,
        help_text=_("Steps, lift, door width, toilet. For people who find walking hard."),
    )

    add_words = _("Add a location")
    is_expected = True

    class Meta(Part.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")

    def __str__(self):
        return self.name or self.locality or str(_("Location"))
