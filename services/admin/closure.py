"""Staff's side of closures."""

from django import forms
from django.contrib import admin
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.checks.closure import question_about_days
from services.content.closure import ClosureLocation
from services.content.types import dump
from services.models import Closure
from services.publishing.site import PublicSite

from .clinic_hours import SpansField
from .forms import PageForm
from .pages import PageAdmin, Task
from .sections import Section


class TickFor(forms.CheckboxInput):
    """A tick for one thing (a text) and no other: ticked, it is what the field is worth."""

    def __init__(self, expected):
        super().__init__(check_test=lambda sent: sent == expected)
        self.expected = expected

    def format_value(self, value):
        """What a browser sends if it is ticked."""
        return self.expected

    def value_from_datadict(self, data, files, name):
        """What a browser has sent, or an empty string."""
        return data.get(name, "")


class LocationField(forms.MultipleChoiceField):
    """The locations that a closure is for, none of them ticked for all. A row has them with their names."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Where"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Tick none for all locations."),
            **kwargs,
        )

    def offer(self, places, gone):
        """Offer some locations, and those that a row has though they're gone; each is key -> name."""
        self.names = gone | places
        lost = _("%(name)s (no longer on the website)")
        self.choices = [
            *places.items(),
            *((key, lost % {"name": name}) for key, name in gone.items()),
        ]
        if not gone and len(places) < 2:
            self.widget = forms.MultipleHiddenInput()

    def prepare_value(self, value):
        """The keys of the locations that a row has, or that were ticked."""
        return [one["key"] if isinstance(one, dict) else one for one in value or ()]

    def clean(self, value):
        """The list that a row has; raises ValidationError."""
        keys = super().clean(value)
        return [dump(ClosureLocation(key=key, name=self.names[key])) for key in keys]

    def has_changed(self, initial, data):
        """Whether other locations were ticked."""
        return self.prepare_value(initial) != list(data or ())


class ClosureForm(PageForm):
    """A closure's form. Days that can't be right are refused, in a draft too: it would serve nobody."""

    refuses_drafts = True
    spans = SpansField()
    at_locations = LocationField()
    # The days and hours that were ticked, as "2026-12-24 2027-03-01 9am to 1pm"; hidden until the form asks.
    days_are_right = forms.CharField(
        label=_("Yes, these dates are right"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_day"].error_messages["required"] = _("Choose the first day.")
        self.fields["last_day"].required = False
        self.fields["last_day"].help_text = _("Leave empty for a single day.")
        self.site = PublicSite(self.now)
        places = {place.key: place.label for place in self.site.own.places}
        chosen = {one["key"]: one["name"] for one in self.instance.at_locations}
        gone = {key: name for key, name in chosen.items() if key not in places}
        self.fields["at_locations"].offer(places, gone)

    def clean_last_day(self):
        """A closure of one day needs one day."""
        return self.cleaned_data["last_day"] or self.cleaned_data.get("first_day")

    def get_problems(self):
        """Days that can't be right, once there are days."""
        has_days = not {"first_day", "last_day"} & set(self.errors)
        return super().get_problems() if has_days else ()

    def clean(self):
        """Many days may be meant, or the year is wrong: it asks once more."""
        cleaned = super().clean()
        days = {"first_day", "last_day", "spans", "at_locations"}
        is_asked = days & set(self.changed_data) and not self.is_preview
        if is_asked and not (days | {"publish_at"}) & set(self.errors):
            closure = self.content
            if question := question_about_days(closure, self.site.own.places):
                hours = SpansField.write(closure.spans)
                ticked = f"{closure.first_day} {closure.last_day} {hours}".strip()
                self.fields["days_are_right"].widget = TickFor(ticked)
                if cleaned.get("days_are_right") != ticked:
                    self.add_error("days_are_right", question)
        return cleaned


@admin.register(Closure)
class ClosureAdmin(PageAdmin):
    """Closures and other hours: published, they put up a banner that comes down by itself."""

    form = ClosureForm
    task = Task(
        title=_("Post a closure or other hours"),
        help=_("For one day or several. Shows a banner on every page until they’re over."),
        adds=True,
    )
    list_display = ["__str__", "reason", "status"]
    sections = [
        Section(None, "at_locations", "first_day", "last_day", "spans", "days_are_right", "reason")
    ]

    def get_ordering(self, request):
        """What is still to come first, the next on top; then what is over, the latest on top."""
        to_come = Case(When(last_day__gte=PublicSite(timezone.now()).today, then=F("first_day")))
        return [to_come.asc(nulls_last=True), "-first_day", "-id"]
