"""Staff's side of the clinic's details and closures."""

from importlib.resources import files

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.checks.advice import advice_for_clinic, question_about_days
from services.content.closure import ClosureContent
from services.content.phone import NotOneNumber, read
from services.models import Clinic, Closure, Publication
from services.models.clinic import countries
from services.publishing.publish import advice_on_days
from services.publishing.snapshot import freeze, key_of

from .forms import PageForm
from .pages import PageAdmin


def zones_by_region(kept=""):
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
    others = [(name, name) for name in ("UTC", kept) if name and name not in shown]
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
        self.fields["time_zone"].choices = [("", _("Choose the nearest town")), *zones]
        self.fields["country"].choices = [("", _("Choose the country")), *countries()]

    def clean(self):
        """The phone number becomes what people in the clinic's country write.

        One that was there before the country was asked for stays as it is while neither is changed.
        """
        cleaned = super().clean()
        if self.has_new_phone and cleaned.get("phone") and "country" in cleaned:
            try:
                cleaned["phone"] = read(cleaned["phone"], cleaned["country"]).text
            except NotOneNumber as problem:
                self.add_error("phone", str(problem))
        return cleaned

    @property
    def has_new_phone(self):
        """Whether there is a number to read: another one, or the same in another country."""
        return bool({"country", "phone"} & set(self.changed_data))


@admin.register(Clinic)
class ClinicAdmin(PageAdmin):
    """The clinic's one row."""

    form = ClinicForm
    can_retire = False
    fieldsets = [
        (None, {"fields": ["name", "tagline", *PageAdmin.hidden_fields]}),
        (
            _("How patients reach you"),
            {"fields": ["country", "phone", "email", "address", "booking_url"]},
        ),
        (_("For the website itself"), {"fields": ["time_zone"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        """There is one row, so no list: straight to the form."""
        clinic, _made = Clinic.objects.get_or_create(pk=Clinic.ONLY)
        return HttpResponseRedirect(self.url_of("change", clinic))

    def has_add_permission(self, request):
        """The one row is there already."""
        return False

    def has_delete_permission(self, request, obj=None):
        """The one row stays."""
        return False

    def get_advice(self, obj):
        """Advice about the working copy."""
        return advice_for_clinic(freeze(obj))

    def save_model(self, request, obj, form, change):
        """Save, and repeat a new phone number: digits of another country may be a valid number in this one."""
        super().save_model(request, obj, form, change)
        if obj.phone and form.has_new_phone:
            number = (
                freeze(obj).phone_link.removeprefix("tel:").replace(";ext=", str(_(", extension ")))
            )
            text = _("Patients read %(phone)s and dial %(number)s. Check that it is your number.")
            self.message_user(request, text % {"phone": obj.phone, "number": number})

    def view_on_site(self, obj):
        """Where the details stand."""
        return reverse("visit")


class TickFor(forms.CheckboxInput):
    """A tick for one thing (a text) and no other: ticked, it is what the field is worth."""

    def __init__(self, asked):
        super().__init__(check_test=lambda sent: sent == asked)
        self.asked = asked

    def format_value(self, value):
        """What a browser sends if it is ticked."""
        return self.asked

    def value_from_datadict(self, data, files, name):
        """What a browser has sent, or an empty string."""
        return data.get(name, "")


class ClosureForm(PageForm):
    """A closure's form. Days that can't be right are refused, in a draft too: it would serve nobody."""

    # The days that were ticked, as "2026-12-24 2027-03-01"; hidden until the form asks.
    days_are_right = forms.CharField(
        label=_("Yes, these days are right"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_day"].error_messages["required"] = _("Choose the first day.")
        self.fields["last_day"].required = False
        self.fields["last_day"].help_text = _("Leave it empty for a single day.")

    def clean_last_day(self):
        """A closure of one day needs one day."""
        return self.cleaned_data["last_day"] or self.cleaned_data.get("first_day")

    def clean(self):
        """A closure has its days in order, and they are what somebody means."""
        cleaned = super().clean()
        first_day, last_day = cleaned.get("first_day"), cleaned.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error("last_day", _("The last day can’t be before the first."))
        elif first_day and last_day:
            self._check_days(ClosureContent(first_day=first_day, last_day=last_day))
        return cleaned

    def _check_days(self, closure):
        """Refuse days that can't be right, and ask once more about many."""
        shown_from = self.now if self.publishes else None
        if "_plan" in self.data:
            shown_from = self.cleaned_data.get("publish_at") or shown_from
        problems = list(
            advice_on_days(closure, key_of(self.instance), now=self.now, shown_from=shown_from)
        )
        for problem in problems:
            self.add_error(problem.field, problem.text)
        has_new_days = {"first_day", "last_day"} & set(self.changed_data)
        question = question_about_days(closure)
        if question and has_new_days and not problems and not self.is_preview:
            days = f"{closure.first_day} {closure.last_day}"
            self.fields["days_are_right"].widget = TickFor(days)
            if self.cleaned_data.get("days_are_right") != days:
                self.add_error("days_are_right", question)


@admin.register(Closure)
class ClosureAdmin(PageAdmin):
    """Closures: published, they put up a banner that comes down by itself."""

    form = ClosureForm
    list_display = ["__str__", "reason", "state"]
    fieldsets = [
        (None, {"fields": [
            "first_day", "last_day", "days_are_right", "reason", *PageAdmin.hidden_fields,
        ]}),
    ]  # fmt: skip

    def view_on_site(self, obj):
        """The banner stands on every page; the first will do."""
        is_live = Publication.objects.live(timezone.now()).filter(page=obj.key).exists()
        return reverse("home") if is_live else None
