"""Words leave the old versions of a page: an owner sees where they stand, and then erases them."""

from functools import partial

from django import forms
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.accounts.roles import is_owner
from services.content.days import day_and_time
from services.forms import PlainErrors
from services.models import Erasure, Publication, ReplacedDraft, ReviewLink
from services.publishing.changes import Change
from services.publishing.erase_words import erase_words, occurrences, refusal
from services.publishing.publish import Refused
from services.publishing.site import zone_of

from .history import label_of

# How many places are shown; all are erased.
SHOWN = 50


class EraseForm(PlainErrors, forms.Form):
    """The words, and why they go."""

    words = forms.CharField(
        min_length=2,
        max_length=200,
        label=gettext_lazy("Text to delete"),
        help_text=gettext_lazy(
            "Exactly as written, including capitals: “Ada Lee” doesn’t find “ada lee”. It also "
            "matches inside longer words: “Lee” is found in “Leeds”."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        max_length=Erasure._meta.get_field("reason").max_length,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Shown to colleagues in the history. Example: A patient asked for it."
        ),
    )

    def clean(self):
        """A reason that says the words again would keep them."""
        cleaned = super().clean()
        words, reason = cleaned.get("words", ""), cleaned.get("reason", "")
        if words and words.casefold() in reason.casefold():
            self.add_error(
                "reason",
                _("The reason stays in the history, so leave out the text you’re deleting."),
            )
        return cleaned


def erase_view(model_admin, request, obj):
    """Asks for words, shows where they stand in old versions, and erases them."""
    if not (is_owner(request.user) and model_admin.has_change_permission(request, obj)):
        raise PermissionDenied
    now, matches = timezone.now(), []
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words, reason = form.cleaned_data["words"], form.cleaned_data["reason"]
        matches = occurrences(obj.key, words)
        if problem := refusal(obj, words, now):
            form.add_error("words", problem)
        elif not matches:
            form.add_error(
                "words",
                _(
                    "No version of this page has exactly this text. A line break, a double space or "
                    "bold text in the middle prevents a match. Try one word."
                ),
            )
        elif "erase" in request.POST:
            try:
                erase_words(obj, words, by=request.user, reason=reason, now=now)
                done = _("A note with the reason is in the history.")
                # The title of a page that was taken away is public, at its old address.
                renew = partial(model_admin.renew_pages, request, _("Deleted."), done)
                transaction.on_commit(renew)
                return HttpResponseRedirect(model_admin.url_of("history", obj))
            except Refused as refused:
                form.add_error("words", str(refused))
    zone = zone_of(now)
    context = {
        **model_admin.context_of(request, obj),
        "title": _("Permanently delete text from old versions of “%(name)s”") % {"name": obj},
        "form": form,
        "asks": form.is_valid(),
        "found": [
            (place, _version(place.row, zone, now), _label(obj.kind, place))
            for place in matches[:SHOWN]
        ],
        "more": max(0, len(matches) - SHOWN),
        "history": model_admin.url_of("history", obj),
    }
    return TemplateResponse(request, "admin/erase.html", context)


def _version(row, zone, now):
    """What staff call a row in which a text was found."""
    if isinstance(row, Publication):
        text, moment = _("Version from %(day)s"), row.live_from
    elif isinstance(row, ReplacedDraft):
        text, moment = _("Draft kept %(on_day)s"), row.kept_at
    elif isinstance(row, ReviewLink):
        text, moment = _("Sent to a clinician %(on_day)s"), row.made_at
    else:
        text, moment = _("Clinician’s answer %(on_day)s"), row.at
    return text % {
        "day": day_and_time(moment, zone, now),
        "on_day": day_and_time(moment, zone, now, on=True),
    }


def _label(kind, place):
    """What staff call the field in which words stand."""
    try:
        return label_of(kind, Change(place.field, None, None, place.part, place.number))
    except (FieldDoesNotExist, StopIteration):  # a note, or a field of another release
        return capfirst(place.field.replace("_", " "))
