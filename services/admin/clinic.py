"""Staff's side of the clinic's details."""

from importlib.resources import files

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.models import Clinic, ClinicLocation, ClinicProfile
from services.models.clinic import countries

from .clinic_location import LocationForm
from .forms import PageForm
from .pages import SinglePageAdmin, Task
from .sections import Section


def zones_by_region(current=""):
    """The world's time zones as choices, by region: [("Europe", [("Europe/London", "London"), ...]), ...].

    Each stands there once, under its name of today, as in the time zone database's list of countries
    and their zones (`zone.tab`); `kept` is there too, should it be another.
    """
    listed = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    regions = {}
    for line in listed.splitlines():
        if not line.startswith("#"):
            _country, _place, name, *_comment = line.split("\t")
            region, *places = name.replace("_", " ").split("/")
            # The town first, for it is what people look for: "Buenos Aires, Argentina".
            regions.setdefault(region, []).append((name, ", ".join(reversed(places))))
    shown = {name for zones in regions.values() for name, _town in zones}
    others = [(name, name) for name in ("UTC", current) if name and name not in shown]
    return [
        *(
            (region, sorted(zones, key=lambda zone: zone[1]))
            for region, zones in sorted(regions.items())
        ),
        (_("Others"), list(dict.fromkeys(others))),
    ]


class ClinicForm(PageForm):
    """The form of the clinic's details."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = zones_by_region(self.instance.time_zone)
        self.fields["time_zone"].choices = [("", _("Choose a time zone")), *zones]
        self.fields["country"].choices = [("", _("Choose a country")), *countries()]


@admin.register(Clinic)
class ClinicAdmin(SinglePageAdmin):
    """The clinic's one row."""

    form = ClinicForm
    task = Task(title=_("Edit clinic details"), adds=False)
    part_forms = {ClinicLocation: LocationForm}
    sections = [
        Section(None, "name", "tagline", "country"),
        Section(_("Where and when"), ClinicLocation),
        Section(
            _("A picture of the place"),
            "picture",
            "picture_text",
            "picture_is_decorative",
            description=_(
                "Shown on the home page: the front, the door, a room. Your own, not a stock photo."
            ),
        ),
        Section(_("In an emergency"), "emergency_number"),
        Section(
            _("Social media"), ClinicProfile, description=_("Plain links at the foot of each page.")
        ),
        Section(_("Time and dates"), "time_zone"),
        Section(_("Privacy page"), "privacy_text"),
        Section(_("Accessibility page"), "accessibility_text"),
    ]

    def save_related(self, request, form, formsets, change):
        """Save, and repeat new phone numbers: digits of another country may be a valid number in this one."""
        super().save_related(request, form, formsets, change)
        parts = (part for formset in formsets for part in formset)
        numbers = [
            number
            for part in parts
            if isinstance(part, LocationForm)
            for number in part.new_numbers()
        ]
        for shown, dialled in numbers:
            text = _("Phone: %(phone)s. Tapping it dials %(number)s. Check that it’s your number.")
            self.message_user(request, text % {"phone": shown, "number": dialled})
