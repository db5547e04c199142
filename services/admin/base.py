"""What every list and every form of staff's side has in common."""

from copy import copy

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from services.forms import problems_of
from services.publishing.lock import publishing_lock

from .edit_conflicts import base_values, located, merge, values_of

# What the address of a list may ask for.
ASKED = {ALL_VAR, ORDER_VAR, PAGE_VAR, SEARCH_VAR}


class StaffAdmin(admin.ModelAdmin):
    """Lists and forms in our own words; an address that asks for nonsense gets the plain list."""

    actions = None

    def lookup_allowed(self, lookup, value, request=None):
        """Lists have no filters, so an address can't ask for one (a regular expression, say)."""
        return False

    def changelist_view(self, request, extra_context=None):
        """The list, called what it is."""
        query = request.GET.copy()
        for name in set(query) - ASKED:
            del query[name]
        if SEARCH_VAR in query:
            query[SEARCH_VAR] = query[SEARCH_VAR].replace("\0", "")
        request.GET = query
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """One save at a time, so that what a form checks still holds when it saves.

        What somebody else has saved since the form was opened is taken into it (`edit_conflicts`).
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        answer_if_repeated = self.sent_before(request)
        with transaction.atomic():
            publishing_lock()
            if answer := answer_if_repeated():
                return answer
            request.conflicts = self.merge_edits(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def sent_before(self, request):
        """A function that answers a form which was sent twice, None for any other.

        What takes long is done here, for others wait while it is asked.
        """
        return lambda: None

    def merge_edits(self, request, object_id):
        """Take into a sent form what somebody else has saved since it was opened; returns the `Conflict`es.

        The form's field `opened_at` changes with what is saved.
        """
        obj = object_id and self.get_object(request, unquote(object_id))
        if not obj:
            return []
        unsent = copy(request)
        unsent.method = "GET"
        form = self.get_form(unsent, obj, change=True)(instance=obj)
        if request.POST.get("opened_at") == form["opened_at"].value():
            return []
        formsets, _inlines = self._create_formsets(unsent, obj, change=True)
        fixed = self.get_readonly_fields(unsent, obj)
        request.POST, conflicts = merge(request.POST, request.FILES, form, formsets, fixed)
        return conflicts

    def title_of(self, obj):
        """What the form of `obj`, or of what is yet to be written (None), is called."""
        if obj is None or not obj.pk:
            return _("New %(kind)s") % {"kind": self.opts.verbose_name}
        return str(obj)

    def render_change_form(self, request, context, obj=None, **kwargs):
        """The form, called what it is about, with what keeps it from being saved."""
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context |= {
            "title": self.title_of(obj),
            "subtitle": None,
            "problems": list(problems_of(form, formsets)),
            "base_values": form.data.get("base_values") or base_values(values_of(form, formsets)),
            "conflicts": located(getattr(request, "conflicts", []), form, formsets),
            # Django would say once more, in other words, that there are some.
            "errors": None,
        }
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """To the first page, saying why."""
        message = _("That no longer exists. Someone may have deleted it.")
        self.message_user(request, message, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index"))
