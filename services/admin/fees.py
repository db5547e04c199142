"""Staff's side of the fees."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from services.content.money import currency_of
from services.models import Clinic, Fees, Price

from .pages import SinglePageAdmin
from .sections import Section


@admin.register(Fees)
class FeesAdmin(SinglePageAdmin):
    """The one page of fees."""

    can_retire = True
    to_do = _("Add your fees. Patients ask what a visit costs before they book.")
    sections = [
        Section(None, "title", "slug", "summary"),
        Section(_("Prices"), "currency", Price, "prices_text"),
        Section(_("Paying"), "paying_text", "insurance_text"),
        Section(_("If patients can’t come"), "cancelling_text"),
        Section(_("In the menu"), "position"),
    ]

    def first_values(self):
        """The currency of the clinic's country."""
        return {"currency": currency_of(Clinic.objects.values_list("country", flat=True).first())}
