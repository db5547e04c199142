"""What studies say that a page about needles may tell: staff read it, and insert rows into the draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.content.treatment_risks import risk_lists
from services.content.treatment_suggestions import SUGGESTIONS, inserted, suggestion_of
from services.content.types import fields_of
from services.publishing.lock import publishing_lock

from .edit_conflicts import record_edit


def suggestions_view(model_admin, request, obj):
    """All suggestions, with what each says to patients; POST `insert` puts one at the end of its part."""
    if not model_admin.has_change_permission(request, obj):
        raise PermissionDenied
    if request.method == "POST":
        return _insert(model_admin, request, obj)
    context = {
        **model_admin.context_of(request, obj),
        "title": _("Text from studies"),
        "risks": [
            _offered(obj, one) | {"line": risk_lists([one.part])[0].lines[0]}
            for one in SUGGESTIONS
            if one.field == "risks"
        ],
        "cards": [_offered(obj, one) for one in SUGGESTIONS if one.field == "help_cards"],
    }
    return TemplateResponse(request, "admin/treatment_suggestions.html", context)


def _insert(model_admin, request, obj):
    """Put the suggestion that a request names into the draft, once."""
    wanted = request.POST.get("insert", "")
    with transaction.atomic():
        publishing_lock()
        obj = model_admin.get_queryset(request).filter(pk=obj.pk).first()
        found = [one for one in SUGGESTIONS if one.part.key == wanted]
        if not (obj and found):
            model_admin.message_user(request, _("This isn’t offered any more."), messages.WARNING)
            return model_admin.back_to(obj) if obj else HttpResponseRedirect(reverse("admin:index"))
        [suggestion] = found
        part = inserted(suggestion, obj.pk)
        rows = getattr(obj, suggestion.field)
        message = _("It’s on this page already.")
        if not _is_inserted(obj, suggestion):
            values = {
                field.name: field.type.to_row(getattr(part, field.name))
                for field in fields_of(type(part))
            }
            rows.create(**values)
            record_edit(obj, request.user, timezone.now())
            message = _(
                "Inserted into the draft. Read the source, then have a clinician approve the page."
            )
    model_admin.message_user(request, message)
    return model_admin.back_to(obj)


def _offered(obj, suggestion):
    """A suggestion, and whether it is on a page already."""
    return {"suggestion": suggestion, "is_inserted": _is_inserted(obj, suggestion)}


def _is_inserted(obj, suggestion):
    """Whether a suggestion is on a page already."""
    return any(suggestion_of(row) is suggestion for row in getattr(obj, suggestion.field).all())
