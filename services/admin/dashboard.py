"""The admin's first page: what staff come to do, what is left to do, what was done; and all that was done."""

from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.accounts.roles import may_publish
from services.baking.bake import noted_problem
from services.checks.advice import (
    advice_for_clinic,
    advice_for_closure,
    advice_for_treatment,
    advice_on_safety,
)
from services.checks.links import broken_links
from services.kinds import KINDS
from services.models import Clinic, Closure, Publication, Treatment
from services.publishing.site import PublicSite
from services.reviews.staff import due, notes, profession_of

from .history import PER_PAGE, entries
from .states import states_of

# What the first page shows of each; the lists have all.
PAGES, CHANGES, ADVICE, NOTES = 8, 5, 8, 8
WEEK = timedelta(days=7)


def form_url(row):
    """The address of a row's form in the admin."""
    return reverse(f"admin:services_{row._meta.model_name}_change", args=[row.pk])


def tasks(user):
    """The first page's context for somebody who is signed in.

    `problem`: why the published pages are old, or "". `pages`: working row and the addresses of
    its form and reviews, `more_pages` how many there are beyond. `clinic_advice`: Advice. `closure_advice`:
    Closure, Advice, form's address. `safety_advice`,
    `treatment_advice` and `broken_links`: title, Advice, form's address; `more_safety_advice` how many of
    the first there are beyond. `unseen`: name, State, form's address. `week`: the latest
    of what was decided in the last seven days, as `with_rows`. `due`: TreatmentContent, Review, the
    addresses of form and reviews; `notes`: SignOff, title, the addresses of form and reviews,
    `more_notes` how many there are beyond. `profession`: what the person said last to be.
    """
    now = timezone.now()
    site = PublicSite(at=now)
    treatments = list(Treatment.objects.with_parts())
    forms = {row.key: form_url(row) for row in treatments}
    titles = {row.key: row.title for row in treatments}
    reviews = {
        row.key: reverse("admin:services_treatment_reviews", args=[row.pk]) for row in treatments
    }
    public = [content for content in site.treatments if content.key in forms]
    pages = [
        *Clinic.objects.filter(pk=Clinic.ONLY),
        *treatments,
        *Closure.objects.filter(last_day__gte=site.today),
    ]
    noted = notes().filter(page__in=forms)
    safety = [
        (content.title, advice, forms[content.key])
        for content in public
        for advice in advice_on_safety(content)
    ]
    return {
        "problem": noted_problem(),
        "pages": [(row, forms[row.key], reviews[row.key]) for row in treatments[:PAGES]],
        "more_pages": max(0, len(treatments) - PAGES),
        "week": with_rows(decided_by_people().filter(made_at__gte=now - WEEK)[:CHANGES], now),
        "due": [
            (content, review, forms[content.key], reviews[content.key])
            for content, review in due(site, now)
            if content.key in forms
        ],
        "notes": [
            (note, titles[note.page], forms[note.page], reviews[note.page])
            for note in noted[:NOTES]
        ],
        "more_notes": max(0, noted.count() - NOTES),
        "profession": profession_of(user),
        "safety_advice": safety[:ADVICE],
        "more_safety_advice": max(0, len(safety) - ADVICE),
        "clinic_advice": list(advice_for_clinic(site.frame.clinic)),
        "closure_advice": on_closures(site),
        "broken_links": [
            (content.title, advice, forms[content.key])
            for content in public
            for advice in broken_links(content, site.answers, settings.SITE_URL)
        ],
        # One page at a time gets all its advice: a list of hundreds is nobody's task.
        "treatment_advice": list(
            islice(
                (
                    (content.title, advice, forms[content.key])
                    for content in public
                    for advice in advice_for_treatment(content)
                    if not advice.is_safety  # these stand first on the page
                ),
                ADVICE,
            )
        ),
        "unseen": [
            (row, state, form_url(row))
            for row, state in zip(pages, states_of(pages, now), strict=True)
            if state.unseen
        ],
    }


def on_closures(site):
    """What can't be right about the closures that patients read: [(Closure, Advice, form's address), ...]."""
    advice_on = {
        closure.key: list(advice_for_closure(closure, today=site.today))
        for closure in site.frame.closures
    }
    wrong = [key for key, advice in advice_on.items() if advice]
    rows = Closure.objects.filter(key__in=wrong) if wrong else []
    return [(row, advice, form_url(row)) for row in rows for advice in advice_on[row.key]]


def what_changed_view(request):
    """All that people decided, of whatever page, the latest first."""
    if not request.user.has_perm("services.view_treatment"):
        raise PermissionDenied
    page = Paginator(decided_by_people(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("What changed"),
        "page": page,
        "decided": with_rows(page.object_list, timezone.now()),
        "may_publish": may_publish(request.user),
    }
    return TemplateResponse(request, "admin/what_changed.html", context)


def decided_by_people():
    """Every Publication but those that the website brought along, the latest first."""
    return Publication.objects.filter(author__isnull=False).order_by("-id")


def with_rows(publications, now):
    """Some publications (a queryset) as [(Entry, working row, form's address), ...], in order."""
    decisions = entries(publications, now)
    rows = {}
    for model in KINDS:
        keys = {e.publication.page for e in decisions if e.publication.kind == model.kind}
        if keys:
            rows |= {row.key: row for row in model.objects.filter(key__in=keys)}
    return [
        (entry, rows[entry.publication.page], form_url(rows[entry.publication.page]))
        for entry in decisions
        if entry.publication.page in rows
    ]
