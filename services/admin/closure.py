"""Staff's side of closures."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.checks.advice import question_about_days
from services.content.closure import ClosureContent
from services.models import Closure, Publication
from services.publishing.publish import advice_on

from .forms import PageForm
from .pages import PageAdmin


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
            days = {"first_day": first_day, "last_day": last_day}
            self._check_days(ClosureContent(key=self.instance.key, **days))
        return cleaned

    def _check_days(self, closure):
        """Refuse days that can't be right, and ask once more about many."""
        shown_from = self.now if self.publishes else None
        if "_plan" in self.data:
            shown_from = self.cleaned_data.get("publish_at") or shown_from
        problems = list(advice_on(closure, now=self.now, shown_from=shown_from))
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
