"""What is left to do, for the admin's first page."""

from django.urls import reverse
from django.utils import timezone

from services.checks.advice import advice_for_clinic, advice_for_treatment
from services.models import Clinic, Closure, Treatment
from services.publishing.bake import noted_problem
from services.publishing.site import PublicSite

from .states import states_of


def form_url(row):
    """The address of a row's form in the admin."""
    return reverse(f"admin:services_{row._meta.model_name}_change", args=[row.pk])


def tasks():
    """The first page's context: advice on what is public, and pages with something unseen.

    `problem`: why the published pages are old, or "". `clinic_advice`: Advice. `treatment_advice`:
    title, Advice, form's address. `unseen`: name, State, form's address.
    """
    now = timezone.now()
    site = PublicSite(at=now)
    treatments = list(Treatment.objects.with_parts())
    forms = {row.key: form_url(row) for row in treatments}
    pages = [
        *Clinic.objects.filter(pk=Clinic.ONLY),
        *treatments,
        *Closure.objects.filter(last_day__gte=now.astimezone(site.frame.clinic.zone).date()),
    ]
    return {
        "problem": noted_problem(),
        "clinic_advice": list(advice_for_clinic(site.frame.clinic)),
        "treatment_advice": [
            (content.title, advice, forms[content.key])
            for content in site.treatments
            for advice in advice_for_treatment(content)
            if content.key in forms
        ],
        "unseen": [
            (row, state, form_url(row))
            for row, state in zip(pages, states_of(pages, now), strict=True)
            if state.unseen
        ],
    }
