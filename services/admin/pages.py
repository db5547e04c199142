"""What the admin of everything that is published by itself has in common."""

import hashlib
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.models import Publication
from services.models.page import new_key
from services.models.publication import publishing_lock
from services.publishing.bake import BakeFailed, bake_within
from services.publishing.publish import Refused, address_problem, publish, retire
from services.publishing.snapshot import key_of

from .pictures import taken_in
from .states import states_of

# How long whoever publishes waits for the pages to be made. Seconds.
PATIENCE = 3.0


def edition_of(request):
    """The edition that a sent form makes: the same for the same form with the same words and files.

    Sent twice, it is known again; another button, word or picture is another edition.
    """
    sent = sorted(item for item in request.POST.lists() if item[0] != "csrfmiddlewaretoken")
    sent += [(name, str(taken_in(upload))) for name, upload in sorted(request.FILES.items())]
    return hashlib.sha256(repr(sent).encode()).hexdigest()[:32]


class WholeTextForm(forms.ModelForm):
    """A form in which a browser never cuts what is pasted: a text too long is said to be so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)


class PartFormSet(forms.BaseInlineFormSet):
    """A page's parts. One that somebody else has deleted meanwhile is saved as a new one."""

    def __init__(self, data=None, files=None, instance=None, prefix=None, **kwargs):
        if data is not None and instance.pk:
            data = self._with_lost_parts_last(data, instance, prefix or self.get_default_prefix())
        super().__init__(data, files, instance, prefix=prefix, **kwargs)

    def _with_lost_parts_last(self, data, instance, prefix):
        """`data` with the forms of deleted rows after the others, as Django wants new ones."""
        try:
            initial = int(data.get(f"{prefix}-INITIAL_FORMS", 0))
            total = int(data.get(f"{prefix}-TOTAL_FORMS", 0))
        except ValueError:
            return data
        if not 0 < initial <= total <= self.absolute_max:
            return data
        rows = self.model.objects.filter(**{self.fk.name: instance}).values_list("pk", flat=True)
        there = {str(pk) for pk in rows}
        lost = [n for n in range(initial) if data.get(f"{prefix}-{n}-id") not in there]
        if not lost:
            return data
        kept = [number for number in range(initial) if number not in lost]
        changed = data.copy()
        for new, old in enumerate([*kept, *lost, *range(initial, total)]):
            for field in [*self.form.base_fields, "DELETE", self.fk.name]:
                changed.pop(f"{prefix}-{new}-{field}", None)
                if f"{prefix}-{old}-{field}" in data:
                    changed[f"{prefix}-{new}-{field}"] = data[f"{prefix}-{old}-{field}"]
            row = "" if old in lost else data.get(f"{prefix}-{old}-id", "")
            changed[f"{prefix}-{new}-id"] = row
        changed[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
        return changed


class PageForm(WholeTextForm):
    """A page's form that knows what it was opened at, and notices being sent twice."""

    # The edition of the page when the form was opened, and a number for each form that is shown.
    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)
    form_number = forms.CharField(widget=forms.HiddenInput)

    # What can't be empty on a public page: field -> what to tell staff.
    needed_to_publish = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_at"].initial = self.instance.edition if self.instance.pk else ""
        self.fields["form_number"].initial = new_key()

    def clean(self):
        """Refuse to overwrite what somebody else has saved, and to publish what isn't whole."""
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("opened_at") != self.instance.edition:
            self._refuse_overwriting()
        if "_publish" in self.data:
            for field, reason in self.needed_to_publish.items():
                if not self._value(field) and field not in self.errors:
                    self.add_error(field if field in self.fields else None, reason)
            problem = address_problem(
                key_of(self.instance), self._value("slug"), now=timezone.now()
            )
            if problem and "slug" in self.fields:
                self.add_error("slug", problem)
            elif problem:
                self.add_error(None, _("Another page has this page's address now. %s") % problem)
        return cleaned

    def _value(self, field):
        """What a field is going to be: from the form, or as it stands if the form doesn't have it."""
        return self.cleaned_data.get(field, getattr(self.instance, field, ""))

    def _refuse_overwriting(self):
        """Say that the page has changed in between. Saving again replaces it, knowingly."""
        self.data = self.data.copy()
        self.data["opened_at"] = self.instance.edition
        self.add_error(
            None,
            _(
                "This was saved by somebody else, or in another window, after you opened it. Your "
                "words are below and not saved yet. Look at the other version in a new window; to "
                "replace it with yours, save again."
            ),
        )


class PageAdmin(admin.ModelAdmin):
    """Save for later, save and publish, retire; a state in words; no delete once public."""

    form = PageForm
    actions = None
    change_form_template = "admin/page_form.html"
    hidden_fields = ("opened_at", "form_number")
    can_retire = True
    formfield_overrides = {
        # The phone's own calendar.
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})},
    }

    def lookup_allowed(self, lookup, value, request=None):
        """Lists have no filters, so an address can't ask for one (a regular expression, say)."""
        return False

    def get_advice(self, obj):
        """What staff are told about the working copy `obj`."""
        return []

    def get_state(self, obj):
        """The `State` of one page."""
        return states_of([obj], timezone.now())[0]

    @admin.display(description=_("what patients see"))
    def state(self, obj):
        """The list's column; `get_changelist_instance` has put the state there."""
        return obj.state.in_short

    def get_changelist_instance(self, request):
        """The list, each row with its state."""
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        for row, state in zip(rows, states_of(rows, timezone.now()), strict=True):
            row.state = state
        changelist.result_list = rows
        return changelist

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """One save at a time, so that what a form checks still holds when it saves."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        # Before the lock: a picture takes seconds, and others wait for it.
        edition = edition_of(request)
        with transaction.atomic():
            publishing_lock()
            saved = self.model.objects.filter(edition=edition).first()
            if saved:
                self.message_user(request, _("This was saved already, a moment ago."))
                return self.back_to(saved)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        """Deleting waits for whoever is publishing, and then finds out whether it may."""
        with transaction.atomic():
            publishing_lock()
            return super().delete_view(request, object_id, extra_context)

    def render_change_form(self, request, context, obj=None, **kwargs):
        """The form with the page's state and advice."""
        if obj is not None and obj.pk:
            context["state"] = self.get_state(obj)
            context["advice"] = list(self.get_advice(obj))
            context["can_retire"] = self.can_retire and context["state"].is_public
            context["show_delete_link"] = self.has_delete_permission(request, obj)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save the working copy under the edition that this very form makes."""
        obj.edition = edition_of(request)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save the parts; then, if asked to, publish page and parts in the same transaction."""
        super().save_related(request, form, formsets, change)
        if "_publish" in request.POST:
            # Read again: the form's own instance may hold the parts as they were before.
            row = self.model.objects.get(pk=form.instance.pk)
            request.publication = publish(row, by=request.user, now=timezone.now())
            if request.publication:
                done = _("Patients see it now.")
                transaction.on_commit(
                    partial(self.renew_pages, request, _("Saved and published."), done)
                )

    def renew_pages(self, request, decided, done):
        """Bake, and tell staff: what is `decided`, and, once the pages are made, what is `done`."""
        try:
            made = not settings.BAKE or bake_within(PATIENCE)
        except (BakeFailed, OSError, DatabaseError) as problem:
            text = _(
                "%(decided)s But patients still see the version before: the pages could not be made "
                "(%(problem)s). The site tries again by itself."
            )
            values = {"decided": decided, "problem": problem}
            self.message_user(request, text % values, messages.ERROR)
            return
        if not made:
            done = _("The pages are being made. Patients see the change in a moment.")
        level = messages.SUCCESS if made else messages.WARNING
        self.message_user(request, f"{decided} {done}", level)

    def response_add(self, request, obj, post_url_continue=None):
        """Back to the form, saying what happened."""
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        """Back to the form, saying what happened."""
        if "_publish" not in request.POST:
            text = _("Saved for later. Patients don't see these changes yet.")
            self.message_user(request, text, messages.SUCCESS)
        elif request.publication is None:
            text = _("Nothing new: patients see exactly this already.")
            self.message_user(request, text, messages.SUCCESS)
        return self.back_to(obj)

    def back_to(self, obj):
        """A redirect to the form of `obj`."""
        return HttpResponseRedirect(self.url_of("change", obj))

    def url_of(self, view, obj):
        """The address of one of this admin's views of `obj`."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[obj.pk])

    def has_delete_permission(self, request, obj=None):
        """A draft can be deleted; what was public is only ever retired."""
        if obj is not None and Publication.objects.filter(page=key_of(obj)).exists():
            return False
        return super().has_delete_permission(request, obj)

    def get_urls(self):
        """The stock addresses, and the one that retires a page."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_retire"
        view = self.admin_site.admin_view(self.retire_view)
        return [path("<path:object_id>/retire/", view, name=name), *super().get_urls()]

    def retire_view(self, request, object_id):
        """Asks, and then takes the page away from patients."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not (self.can_retire and self.has_change_permission(request, obj)):
            raise PermissionDenied
        if request.method == "POST":
            try:
                retire(obj, by=request.user, now=timezone.now())
                # A form that is still open somewhere must not bring it back unknowingly.
                self.model.objects.filter(pk=obj.pk).update(edition=new_key())
                done = _("Patients don't see it any more.")
                transaction.on_commit(partial(self.renew_pages, request, _("Taken away."), done))
            except Refused as refused:
                self.message_user(request, str(refused), messages.WARNING)
            return self.back_to(obj)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take away “%(name)s”?") % {"name": obj},
            "opts": self.opts,
            "object": obj,
            "state": self.get_state(obj),
            "url": self.view_on_site(obj),
            "back": self.url_of("change", obj),
        }
        return TemplateResponse(request, "admin/retire.html", context)
