"""The admin's first page: what staff come to do, what is left to do, what was done; and all that was done."""

from datetime import timedelta
from itertools import islice

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.accounts.roles import may_publish, may_read
from services.baking.bake import recorded_failure
from services.checks.advice import advice_for, urgent_advice
from services.checks.links import broken_links
from services.content.types import PictureType, uploads_of
from services.kinds import KINDS, MAIN, SITE
from services.models import Publication
from services.models.publishable import SinglePublishable
from services.publishing.publish import situation_in
from services.publishing.site import PublicSite
from services.publishing.snapshot import contents_of, freeze
from services.reviews.staff import due, notes, profession_of

from .history import PER_PAGE, entries
from .status import statuses_of

# What the first page shows of each; the lists have all.
PAGES, CHANGES, ADVICE, NOTES = 8, 5, 8, 8
WEEK = timedelta(days=7)


def form_url(row, view="change"):
    """The address of a row's form in the admin, or of another view of it."""
    return reverse(f"admin:services_{row._meta.model_name}_{view}", args=[row.pk])


def form_list(row):
    """The address of the list that a row, or the rows of a model, are in."""
    return reverse(f"admin:services_{row._meta.model_name}_changelist")


def url_of(model, view):
    """The address of a view of a kind's admin (`add`, `changelist`), by the kind's model."""
    return reverse(f"admin:services_{model._meta.model_name}_{view}")


def tasks_of(models, *, adds):
    """The `Task`s of some kinds that add a page, or that change one: [(address, Task), ...]."""
    view = "add" if adds else "changelist"
    tasks = ((model, admin.site.get_model_admin(model).task) for model in models)
    return [(url_of(model, view), task) for model, task in tasks if task and task.adds == adds]


def to_do_of(models):
    """What to do about some kinds of which there is no page: [(address, what), ...]."""
    kinds = ((model, admin.site.get_model_admin(model).to_do) for model in models)
    return [
        (url_of(model, "changelist" if issubclass(model, SinglePublishable) else "add"), to_do)
        for model, to_do in kinds
        if to_do
    ]


def is_untouched(row, status):
    """Whether a row is only there because its kind has one: nobody has saved or published it."""
    return isinstance(row, SinglePublishable) and status.is_new and not row.saved_at


def picture_of(row):
    """The field of a page's first picture, empty if it can have none, and whether there is a picture in it."""
    fields = (
        field.name for field in uploads_of(row.content_class) if isinstance(field.type, PictureType)
    )
    field = next(fields, "")
    return field, bool(field and getattr(row, field))


def is_medical(row):
    """Whether a page says something that a clinician should look at."""
    return row.content_class.page_type == "MedicalWebPage"


def pages_by_kind(rows, reviews):
    """The first page's `pages` (`tasks`) of some rows; `reviews` is the key of a row -> the address of its reviews."""
    groups = []
    for model in KINDS:
        of_kind = [row for row in rows if isinstance(row, model)]
        if of_kind:
            # The main kind needs no heading, and the one page of a kind is called as it is.
            has_heading = model is not MAIN and not issubclass(model, SinglePublishable)
            heading = model._meta.verbose_name_plural if has_heading else ""
            shown = [
                (row, form_url(row), is_medical(row) and reviews[row.key], *picture_of(row))
                for row in of_kind[:PAGES]
            ]
            groups.append((heading, shown, len(of_kind[PAGES:]), form_list(model)))
    return groups


def tasks(request):
    """The first page's context for whoever is signed in.

    `problem`: why the published pages are old, or "". `pages`, by kind: its heading, empty for the main one; its
    pages (working row, address of its form, address of its reviews if it's medical, `picture_of` it); how many there
    are beyond; the address of their list.
    `site_advice`: Advice on the site's own details, `site_form` their form. `to_do`: what to do about kinds
    without a page, as (address, what). `to_add`, `to_change`: what staff
    often do that is no page's, as (address, `Task`). `safety_advice`, `wrong`, `other_advice`,
    `broken_links`: of what is public, working row, Advice, form's address; `more_safety_advice` how many of
    the first there are beyond. `unseen`: row, Status, form's address. `week`: the latest of what was decided in
    the last seven days, as `with_rows`. `due`: content, ReviewedBy, the addresses of form and reviews. `notes`:
    SignOff, title, the addresses of form and reviews; `more_notes` how many there are beyond. `profession`:
    what the person said last to be.
    """
    now = timezone.now()
    site = PublicSite(at=now)
    rows = {row.key: row for model in KINDS for row in model.objects.with_parts()}
    statuses = dict(zip(rows, statuses_of(rows.values(), now), strict=True))
    pages = {key: row for key, row in rows.items() if row.has_address}
    # What was taken away is nobody's task; its list has it.
    offered = [
        row
        for key, row in pages.items()
        if statuses[key].is_public
        or (statuses[key].is_new and not is_untouched(row, statuses[key]))
    ]
    there = {type(row) for key, row in rows.items() if not is_untouched(row, statuses[key])}
    missing = [model for model in KINDS if model not in there]
    reviews = {key: form_url(row, "reviews") for key, row in pages.items()}
    noted = notes().filter(page_key__in=pages)
    public = [
        (rows[content.key], content)
        for model in KINDS
        for content in site.contents(model)
        if content.key in rows and not content.is_over(site.today)
    ]
    situation = situation_in(site)
    urgent = [(row, one) for row, content in public for one in urgent_advice(content, situation)]
    planned = list(Publication.objects.planned(now))
    waiting = [
        (rows[publication.page_key], one)
        for publication, content in zip(planned, contents_of(planned), strict=True)
        if content and publication.page_key in rows
        for one in urgent_advice(content, situation)
        if one.is_approval
    ]
    safety = {}
    for row, one in urgent:
        if one.is_safety:
            safety.setdefault(row, []).append(one)
    others = (
        (row, one)
        for row, content in public
        if not isinstance(row, SITE)
        for one in advice_for(content, situation)
        if not (one.is_safety or one.blocks)  # these stand first on the page
    )
    broken = [(row, one) for row, content in public for one in broken_links(content, site.answers)]
    own = site.contents(SITE) or [SITE.content_class()]
    return {
        "problem": recorded_failure(),
        "pages": pages_by_kind(offered, reviews),
        "week": with_rows(decided_by_people().filter(made_at__gte=now - WEEK)[:CHANGES], now),
        "due": [
            (content, review, form_url(pages[content.key]), reviews[content.key])
            for content, review in due(site, now)
            if content.key in pages
        ],
        "notes": [
            (
                note,
                pages[note.page_key].title,
                form_url(pages[note.page_key]),
                reviews[note.page_key],
            )
            for note in noted[:NOTES]
        ],
        "more_notes": max(0, noted.count() - NOTES),
        "profession": profession_of(request.user),
        "safety_advice": [(row, safety[row], form_url(row)) for row in list(safety)[:ADVICE]],
        "more_safety_advice": max(0, len(safety) - ADVICE),
        "site_form": form_list(SITE),
        "to_do": to_do_of(missing),
        "to_add": tasks_of([m for m in KINDS if m not in missing or not to_do_of([m])], adds=True),
        "to_change": tasks_of(KINDS, adds=False),
        "site_advice": [one for content in own for one in advice_for(content, situation)],
        "wrong": with_forms([*((row, one) for row, one in urgent if one.blocks), *waiting]),
        "broken_links": with_forms(broken),
        # So many, not of each page: a list of hundreds is nobody's task.
        "other_advice": with_forms(islice(others, ADVICE)),
        "unseen": [
            (row, statuses[key], form_url(row))
            for key, row in rows.items()
            if statuses[key].unseen
            and not is_untouched(row, statuses[key])
            and not freeze(row).is_over(site.today)
        ],
    }


def with_forms(advice):
    """Some (working row, Advice) with the address of the row's form: a list of three."""
    return [(row, one, form_url(row)) for row, one in advice]


def what_changed_view(request):
    """All that people decided, of whatever page, the latest first."""
    if not may_read(request.user):
        raise PermissionDenied
    page = Paginator(decided_by_people(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Full history"),
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
        keys = {e.publication.page_key for e in decisions if e.publication.kind == model.kind}
        if keys:
            rows |= {row.key: row for row in model.objects.filter(key__in=keys)}
    return [
        (entry, rows[entry.publication.page_key], form_url(rows[entry.publication.page_key]))
        for entry in decisions
        if entry.publication.page_key in rows
    ]
