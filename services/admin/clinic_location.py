"""Staff's side of the clinic's locations."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from services.content.phone import COUNTRIES, NotOneNumber, link_of, parse
from services.models import Clinic
from services.models.clinic import countries

from .clinic_hours import WeekField
from .forms import PartForm

NUMBERS = ("phone", "fax")


class LocationForm(PartForm):
    """A location's form."""

    hours = WeekField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("The clinic’s country")), *countries()]

    @property
    def dialled_from(self):
        """The country in which its numbers are read: its own, or the clinic's as the same form sends it."""
        return self.data.get(self.add_prefix("country")) or self.data.get("country", "")

    @cached_property
    def was_dialled_from(self):
        """The country in which they were read until now. Asked once, before the clinic is saved."""
        row = Clinic.objects.values("country").first() or {}
        return self.initial.get("country") or row.get("country", "")

    def has_new(self, name):
        """Whether there is a number to read: another one, or the same in another country."""
        return name in self.changed_data or self.was_dialled_from != self.dialled_from

    def has_changed(self):
        """Whether there is something to save: a number too that is written in another way now."""
        has_numbers = any(self.initial.get(name) for name in NUMBERS)
        return super().has_changed() or (has_numbers and self.was_dialled_from != self.dialled_from)

    def clean(self):
        """Phone and fax become what people in that country write.

        One that was there before the country was asked for stays as it is while neither is changed.
        """
        cleaned = super().clean()
        for name in NUMBERS:
            if cleaned.get(name) and self.dialled_from in ("", *COUNTRIES) and self.has_new(name):
                try:
                    cleaned[name] = parse(cleaned[name], self.dialled_from).text
                except NotOneNumber as problem:
                    self.add_error(name, str(problem))
        return cleaned

    def new_numbers(self):
        """Phone numbers to be repeated to whoever typed them: [(as shown, as dialled), ...]."""
        phone = self.cleaned_data.get("phone")
        if not phone or self.cleaned_data.get("DELETE") or not self.has_new("phone"):
            return []
        link = link_of(phone, self.dialled_from)
        return [(phone, link.removeprefix("tel:").replace(";ext=", str(_(", extension "))))]
