"""The admin's frame and first page."""

from django.contrib.admin import AdminSite
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.checks.advice import advice_for_clinic, advice_for_treatment
from services.models import Clinic, Treatment
from services.publishing.site import PublicSite

from .states import states_of


class StaffSite(AdminSite):
    """The stock admin with our words, and what is left to do on its first page."""

    site_title = site_header = _("Your website")
    index_title = _("Staff")

    def index(self, request, extra_context=None):
        """The first page: what a new clinic has to fill in, and what patients don't see yet."""
        now = timezone.now()
        site = PublicSite(at=now)
        treatments = list(Treatment.objects.with_parts())
        pages = [*Clinic.objects.filter(pk=Clinic.ONLY), *treatments]
        extra = {
            "clinic_advice": list(advice_for_clinic(site.frame.clinic)),
            "treatment_advice": [
                (row, advice)
                for row, content in self._public(treatments, site)
                for advice in advice_for_treatment(content)
            ],
            "unseen": [
                (row, state, self._form(row))
                for row, state in zip(pages, states_of(pages, now), strict=True)
                if state.unseen
            ],
        }
        return super().index(request, {**extra, **(extra_context or {})})

    @staticmethod
    def _form(row):
        """The address of a row's form."""
        return reverse(f"admin:services_{row._meta.model_name}_change", args=[row.pk])

    @staticmethod
    def _public(treatments, site):
        """The treatments that are public, each with its public content."""
        contents = {content.key: content for content in site.treatments}
        return [(row, contents[row.key]) for row in treatments if row.key in contents]

