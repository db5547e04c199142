"""The clinic's own details."""

import unicodedata
import zoneinfo
from importlib.resources import files

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.content.clinic import ClinicContent
from services.content.phone import COUNTRIES

from .publishable import DECORATIVE, DESCRIPTION, MARKDOWN, SinglePublishable


def countries():
    """The world's countries as choices: [("AF", "Afghanistan"), ...], by name.

    They are those of the time zone database (`iso3166.tab`): ISO 3166-1 with usual English names. Places
    without phone numbers of their own, such as Antarctica, aren't among them.
    """
    listed = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in listed.splitlines() if not line.startswith("#"))
    # The list says "Britain (UK)", where nobody looks for it.
    names = dict(lines) | {"GB": _("United Kingdom")}
    offered = (country for country in names.items() if country[0] in COUNTRIES)
    return sorted(offered, key=lambda country: unicodedata.normalize("NFD", str(country[1])))


def time_zones():
    """Every name of a time zone that this machine knows, old ones too, as choices: what can be stored.

    Staff choose from fewer: `services.admin.clinic.zones_by_region`.
    """
    return [(name, name) for name in sorted(zoneinfo.available_timezones())]


class Clinic(SinglePublishable):
    """The working copy of the clinic's details: one row, held by a constraint."""

    kind = "clinic"
    content_class = ClinicContent

    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_(
            "As patients know it. Until it’s published, pages say “Physiotherapy clinic” and "
            "search engines are told to leave the site out."
        ),
    )
    tagline = models.CharField(
        _("tagline"),
        max_length=160,
        blank=True,
        help_text=_("One line about the clinic. Shown under its name on the home page."),
    )
    picture = models.CharField(_("picture of the place"), max_length=80, blank=True)
    picture_text = models.CharField(
        _("description (alt text)"),
        max_length=300,
        blank=True,
        help_text=DESCRIPTION,
    )
    picture_is_decorative = models.BooleanField(
        _("decorative only"),
        default=False,
        help_text=DECORATIVE,
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=countries,
        help_text=_("Decides how phone numbers are written."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        blank=True,
        choices=time_zones,
        help_text=_("Used for closures and for the times staff see."),
    )

    emergency_number = models.CharField(
        _("emergency number"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9]+(?: [0-9]+)*$", _("Use digits, with spaces if you like."))
        ],
        help_text=_(
            "What patients dial in an emergency. Shown on help cards, as a link that dials it."
        ),
    )

    privacy_text = models.TextField(
        _("more about privacy"),
        max_length=5000,
        blank=True,
        help_text=_(
            "The page says what the website does. Add what it can’t know: what your web host records, for how "
            "long, and who answers questions about personal data. %(marks)s"
        )
        % {"marks": MARKDOWN},
    )
    accessibility_text = models.TextField(
        _("more about accessibility"),
        max_length=5000,
        blank=True,
        help_text=_(
            "The page says what is tested. Add who to ask for large print or another format. %(marks)s"
        )
        % {"marks": MARKDOWN},
    )

    class Meta:
        verbose_name = _("clinic details")
        verbose_name_plural = _("clinic details")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_clinic",
                condition=Q(pk=1),
                violation_error_message=_("There is only one clinic, and it’s here already."),
            ),
        ]

    def __str__(self):
        return self.name or str(_("Clinic details"))
