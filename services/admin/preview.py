"""A form, unsaved words included, as patients would see it: saved, published and rendered - and undone.

The whole happens in one transaction that is rolled back, so the preview is what publishing would make,
and leaves nothing behind.
"""

from copy import copy
from dataclasses import dataclass, field

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from services.baking.render import get_response
from services.forms import problems_of
from services.http.headers import framed_headers
from services.http.stylesheet import stylesheet
from services.publishing.publish import Refused, publish
from services.publishing.site import PublicSite
from services.publishing.snapshot import freeze


@dataclass
class PreviewResult:
    """A page as it would be: its `html`, or why there is none yet (`problems`, sentences); and advice.

    `advice` is [{"field": name in the form, "text": sentence, "blocks": whether it can't be public so,
    "is_safety": whether it is for patients' safety}, ...].
    """

    html: str = ""
    problems: list = field(default_factory=list)
    advice: list = field(default_factory=list)


def preview_view(model_admin, request, object_id=None):
    """The preview of a sent form, or of what is saved.

    A script asks for JSON (html, problems, advice); a browser without one gets the page itself.
    """
    result = _preview_of(model_admin, request, object_id)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(vars(result), headers={"Cache-Control": "no-store"})
    if result.html:
        return framed(HttpResponse(result.html))
    return nothing_to_show(request, result.problems)


def nothing_to_show(request, problems=(), status=200):
    """What stands where a page would be: what has to be mended first, if anything."""
    context = {"problems": problems, "stylesheet": stylesheet()}
    return framed(render(request, "admin/no_preview.html", context, status=status))


def framed(response):
    """`response` as a page that may stand within one of staff's own."""
    for name, value in framed_headers().items():
        response[name] = value
    return response


def _preview_of(model_admin, request, object_id):
    """The `PreviewResult` of a request's form."""
    with transaction.atomic():
        try:
            if request.method == "POST":
                row, problems = _save(model_admin, request, object_id)
            else:
                row, problems = _saved(model_admin, request, object_id), []
            if row is None:
                return PreviewResult(problems=problems)
            row = model_admin.get_queryset(request).get(pk=row.pk)
            advice = [
                {
                    "field": piece.field,
                    "text": str(piece.text),
                    "blocks": piece.blocks,
                    "is_safety": piece.is_safety,
                }
                for piece in model_admin.get_advice(row)
            ]
            now = timezone.now()
            try:
                publish(row, by=request.user, now=now, is_preview=True)
            except Refused as refused:
                return PreviewResult(problems=[str(refused)], advice=advice)
            site = PublicSite(now, note=_("Preview. Only staff can see this."))
            answer = get_response(site, freeze(row).shown_on)
            if answer.status_code != 200:
                return PreviewResult(problems=[_("The page can’t be shown.")], advice=advice)
            return PreviewResult(html=answer.content.decode(), advice=advice)
        finally:
            transaction.set_rollback(True)


def _saved(model_admin, request, object_id):
    """The row as it is saved; None for a page that is yet to be written."""
    if object_id is None:
        if not model_admin.has_add_permission(request):
            raise PermissionDenied
        return None
    obj = model_admin.get_object(request, unquote(object_id))
    if obj is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request, obj):
        raise PermissionDenied
    return obj


def _save(model_admin, request, object_id):
    """Save a sent form as its admin does; returns the row, or None and what the form complains of."""
    data = request.POST.copy()
    inner_request = copy(request)
    inner_request.POST, inner_request._files = data, MultiValueDict()  # files are left out
    for button in ("_publish", "_plan"):
        inner_request.POST.pop(button, None)
    inner_request._messages = _Silence()
    inner_request.session = {}  # nor is any form noted as saved
    inner_request.POST["_preview"] = "1"
    if object_id is not None:
        # Whoever else has saved meanwhile is spoken of when this is saved, not in every preview.
        inner_request.POST["opened_at"] = _saved(model_admin, request, object_id).edition
    # Django's own view of the form, without what `PageAdmin` does before: it looks for repeats and conflicts.
    answer = ModelAdmin.changeform_view(model_admin, inner_request, object_id)
    if isinstance(answer, HttpResponseRedirect):
        return inner_request.saved, []
    form = answer.context_data["adminform"].form
    formsets = [inline.formset for inline in answer.context_data["inline_admin_formsets"]]
    return None, [str(problem) for problem in problems_of(form, formsets)]


class _Silence:
    """What a preview has to say stays unsaid."""

    def add(self, *args):
        """Nothing."""
