"""Hours in a form: typed as people write them, and read back as patients will."""

import json

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from services.content.clinic_hours import (
    NotHours,
    Span,
    WeekdayHours,
    parse_hours,
    parse_week,
    typed_week,
)
from services.content.types import StructureType


class StructureField(forms.CharField):
    """A structure that is typed as a text: `read` makes it of that, `write` the other way round."""

    content = None

    def prepare_value(self, value):
        """What a row has, as staff type it; what they have just typed as it is."""
        if isinstance(value, str):
            return value
        return self.write(StructureType(self.content, is_many=True).of_row(value or ()))

    def to_python(self, value):
        """What the row has of what was typed, as JSON; raises ValidationError."""
        try:
            structure = self.read(super().to_python(value))
        except NotHours as problem:
            raise forms.ValidationError(list(problem.args)) from problem
        return StructureType(self.content, is_many=True).dump(structure)

    def has_changed(self, initial, data):
        """Whether it says something else than the row."""
        try:
            return self.to_python(data) != (initial or [])
        except forms.ValidationError:
            return True


class WeekField(StructureField):
    """The hours of a week, a line for each day that it's open; with a script, a grid (static/staff/week.js)."""

    content = WeekdayHours
    read = staticmethod(parse_week)
    write = staticmethod(typed_week)

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Opening hours"),
            required=False,
            widget=forms.Textarea(
                attrs={"rows": 7, "data-week": json.dumps([str(day) for day in WEEKDAYS.values()])}
            ),
            help_text=_(
                "For example “8am to 6pm”, “8am to midday and 1pm to 6pm” or “by appointment”. "
                "A day without hours is a day when you’re closed."
            ),
            **kwargs,
        )


class SpansField(StructureField):
    """The hours of one day, in one line."""

    content = Span

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Open"),
            required=False,
            help_text=_(
                "Leave empty if you’re closed. If you’re open at other hours, for example “9am to midday”."
            ),
            **kwargs,
        )

    @staticmethod
    def read(typed):
        """The spans of a day that has other hours. Raises NotHours."""
        spans, by_appointment = parse_hours(typed)
        if by_appointment:
            raise NotHours(_("Write “by appointment” in the message for patients instead."))
        return spans

    @staticmethod
    def write(spans):
        """The spans as staff type them; empty if it's closed."""
        return ", ".join(map(str, spans))
