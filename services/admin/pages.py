"""What the admin of everything that is published by itself has in common."""

import hashlib
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import may_publish
from services.baking.bake import BakeFailed, Distrusted, bake_within, recorded_failure
from services.checks.advice import advice_for
from services.content.days import day_and_time, days_and_times
from services.content.types import ERASED, upload_fields
from services.models import Publication, ReplacedDraft, ReviewLink, SignOff
from services.models.publication import name_of
from services.publishing.lock import publishing_lock
from services.publishing.publish import Refused, path_of, publish, situation_of
from services.publishing.site import zone_of
from services.publishing.snapshot import freeze, load
from services.reviews.staff import reviews_view

from .base import StaffAdmin
from .decisions import address_view, cancel_schedule_view, retire_view
from .edit_conflicts import drafted_by
from .erase import erase_view
from .fields import PartInline, TypedFields
from .forms import PageForm, PartForm
from .history import history_view, way_back
from .preview import preview_view
from .sections import shown
from .status import statuses_of
from .upload_field import outcomes_of
from .uploads import uploads_view


def edition_of(request, content):
    """The edition that a sent form makes: the same for the same form with the same words and files.

    Sent twice, it is known again; another button, word or file is another edition. `content` is the
    content class of the page.
    """
    values = sorted(item for item in request.POST.lists() if item[0] != "csrfmiddlewaretoken")
    values += sorted(outcomes_of(content, request.FILES).items())
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Task:
    """What staff often do with a kind, as the first page says it: `adds` a page, or changes the one there is."""

    title: str
    help: str = ""
    adds: bool


class PageAdmin(TypedFields, StaffAdmin):
    """Save for later, save and publish, retire; a status in words; no delete once public.

    A kind declares its `sections`, and what its list shows.
    """

    # The `Section`s of the form, in the order of the public page.
    sections = []
    # A `Task` of the first page. What has an address of its own stands there page by page.
    task = None
    # What the first page asks for while there is none of the kind; empty if a clinic can do without.
    to_do = ""
    # Whether the form is so long that its sections open and close.
    is_long = False
    form = PageForm
    # The forms of parts that need one of their own: {model: subclass of `PartForm`}.
    part_forms = {}
    change_form_template = "admin/page_form.html"
    hidden_fields = ("opened_at", "form_number")
    can_retire = True
    # Whether there is anything to look at before it is published.
    has_preview = True
    # What can be done with a page besides editing it: the last word of the address, and its view.
    row_views = {
        "history": history_view,
        "cancel-schedule": cancel_schedule_view,
        "address": address_view,
        "retire": retire_view,
        "reviews": reviews_view,
        "erase": erase_view,
    }

    @property
    def content_class(self):
        """The class of what such a page says."""
        return self.model.content_class

    def get_queryset(self, request):
        """Rows with their parts, which their status depends on."""
        return super().get_queryset(request).with_parts()

    def get_fieldsets(self, request, obj=None):
        """The sections, without their parts; nobody sees what the first has besides."""
        first, *others = self.sections
        return [
            first.fieldset(*self.hidden_fields),
            *(section.fieldset() for section in others),
        ]

    def get_inlines(self, request, obj):
        """The parts that the sections have."""
        parts = [part for section in self.sections for part in section.parts]
        return [PartInline.of(part, self.part_forms.get(part, PartForm)) for part in parts]

    def has_fixed_address(self, obj):
        """Whether a page has an address that has been public: links lead to it, so it stays."""
        is_saved = obj is not None and obj.has_address
        return is_saved and Publication.objects.filter(page_key=obj.key).exists()

    def get_readonly_fields(self, request, obj=None):
        """An address that stays isn't changed in the form."""
        return ["slug"] if self.has_fixed_address(obj) else []

    def get_prepopulated_fields(self, request, obj=None):
        """The address is made from the title as it is typed, while it can still change."""
        can_change = self.content_class.has_address and not self.has_fixed_address(obj)
        return {"slug": ["title"]} if can_change else {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, knowing whether it may publish; of an address that stays, it says why."""
        if self.has_fixed_address(obj):
            stays = _(
                "Can’t be edited here, so old links keep working. Use “Change web address” below."
            )
            kwargs["help_texts"] = {"slug": stays}
        form = super().get_form(request, obj, change, **kwargs)
        form.may_publish = may_publish(request.user)
        return form

    def get_advice(self, obj):
        """What staff are told about the working copy `obj`."""
        content = freeze(obj)
        return advice_for(content, situation_of(content, now=timezone.now()))

    def view_on_site(self, obj):
        """Where patients see it, None if they don't."""
        live = Publication.objects.live(timezone.now()).filter(page_key=obj.key).first()
        return live and load(live.kind, live.content).shown_at

    @admin.display(description=_("web address"))
    def address(self, obj):
        """The list's column: the path that patients have, or will have."""
        return path_of(self.model, obj.slug) or "-"

    def get_status(self, obj):
        """The `Status` of one page."""
        return statuses_of([obj], timezone.now())[0]

    @admin.display(description=_("status"))
    def status(self, obj):
        """The list's column; `get_changelist_instance` has put the status there."""
        return obj.status.short_text

    def get_changelist_instance(self, request):
        """The list, each row with its status."""
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        for row, status in zip(rows, statuses_of(rows, timezone.now()), strict=True):
            row.status = status
        changelist.result_list = rows
        return changelist

    def sent_before(self, request):
        """Sent twice, a form is known by its edition. To take its files in takes seconds."""
        edition = edition_of(request, self.content_class)

        def answer():
            if saved := self.model.objects.filter(edition=edition).first():
                self.message_user(request, _("Already saved a moment ago."))
                return self.response_saved(request, saved)
            return None

        return answer

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; what publishing itself refuses is said in it, and nothing of what was typed is lost."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.POST = request.POST.copy()
            request.POST["_refused"] = str(refused)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        """Deleting waits for whoever is publishing, and then finds out whether it may."""
        words = {"title": _("Delete draft?"), **(extra_context or {})}
        with transaction.atomic():
            publishing_lock()
            return super().delete_view(request, object_id, words)

    def response_delete(self, request, obj_display, obj_id):
        """To the list, saying what happened."""
        message = _("“%(name)s” was deleted.") % {"name": obj_display}
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        )

    def render_change_form(self, request, context, obj=None, **kwargs):
        """The form with the page's status and advice."""
        context["sections"] = shown(
            self.sections,
            context["adminform"],
            context["inline_admin_formsets"],
            fold=self.is_long,
        )
        context["preview_url"] = self.preview_url(obj) if self.has_preview else ""
        if request.method == "GET":
            context["saved_form"] = request.session.pop("saved_form", "")
        context["zone"] = zone_of(timezone.now()).key
        context["may_publish"] = may = may_publish(request.user)
        if obj is not None and obj.pk:
            # A form that is refused has put into `obj` what isn't saved.
            is_refused = context["adminform"].form.is_bound
            saved = self.get_object(request, str(obj.pk)) if is_refused else obj
            context["status"] = self.get_status(saved)
            context["is_behind"] = bool(recorded_failure())
            # What was typed and refused is nowhere else: nothing is offered that would replace it.
            context["can_go_back"] = not is_refused and self.has_change_permission(request, obj)
            if context["can_go_back"]:
                context["way_back"] = way_back(context["status"], timezone.now())
            # Of a refused form the problems say what blocks; of what is typed now the preview tells the rest.
            context["advice"] = [] if is_refused else list(self.get_advice(obj))
            context["goes_along"] = drafted_by(saved, request.user)
            context["can_retire"] = may and self.can_retire and context["status"].is_public
            context["can_cancel_schedule"] = may and context["status"].plans
            context["can_change_address"] = may and context["status"].in_force and obj.has_address
            context["can_be_reviewed"] = obj.has_address
            context["show_delete_link"] = self.has_delete_permission(request, obj)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save the working copy under the edition that this very form makes."""
        request.drafted_by = drafted_by(obj, request.user)
        obj.edition = edition_of(request, self.content_class)
        obj.saved_by = name_of(request.user)
        obj.saved_at = form.now
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save the parts; then, if asked to, publish page and parts in the same transaction."""
        super().save_related(request, form, formsets, change)
        request.saved = form.instance
        if form.publishes:
            if not may_publish(request.user):
                raise PermissionDenied
            # Read again: the form's own instance may hold the parts as they were before.
            row, now = self.model.objects.get(pk=form.instance.pk), form.now
            of_page = Publication.objects.filter(page_key=row.key)
            plans = list(of_page.planned(now).order_by("live_from"))
            moment = form.cleaned_data["publish_at"] if "_plan" in request.POST else None
            request.publication = publish(
                row, by=request.user, now=now, live_from=moment, drafted_by=request.drafted_by
            )
            if request.publication:
                still_planned = set(of_page.planned(now))
                off = [plan for plan in plans if plan not in still_planned]
                transaction.on_commit(partial(self.tell, request, request.publication, off))

    def tell(self, request, publication, plans):
        """Say what was decided with `publication`, and which `plans` it took the place of, if any."""
        zone = zone_of(publication.made_at)
        instead = ""
        if plans:
            instead = " " + _("What was scheduled for %(days)s is cancelled.") % {
                "days": days_and_times(plans, zone, publication.made_at)
            }
        if publication.live_from > publication.made_at:
            message = _("Scheduled. It goes live %(day)s.") % {
                "day": day_and_time(publication.live_from, zone, publication.made_at, on=True)
            }
            self.message_user(request, message + instead, messages.SUCCESS)
        else:
            self.renew_pages(request, _("Published."), _("It’s live now.") + instead)

    def renew_pages(self, request, decided, done):
        """Bake, and tell staff: what is `decided`, and, once the pages are made, what is `done`."""
        try:
            made = not settings.BAKE or bake_within()
        except (BakeFailed, OSError, DatabaseError) as problem:
            if isinstance(problem, Distrusted):
                text = _(
                    "%(decided)s But patients still see the previous version until this is fixed. Tell "
                    "the person who looks after the website: %(problem)s"
                )
            else:
                text = _(
                    "%(decided)s But patients still see the previous version, because the pages "
                    "couldn’t be updated. The site will keep trying. If this doesn’t go away, tell the "
                    "person who looks after the website: %(problem)s"
                )
            values = {"decided": decided, "problem": problem}
            self.message_user(request, text % values, messages.ERROR)
            return
        if not made:
            done = _("The pages are being updated. Patients will see the change in a moment.")
        level = messages.SUCCESS if made else messages.WARNING
        self.message_user(request, f"{decided} {done}", level)

    def response_add(self, request, obj, post_url_continue=None):
        """Back to the form, saying what happened."""
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        """Back to the form, saying what happened."""
        if not {"_publish", "_plan"} & set(request.POST):
            text = _("Draft saved. Patients can’t see it yet.")
            self.message_user(request, text, messages.SUCCESS)
        elif request.publication is None:
            text = _("No changes to publish.")
            self.message_user(request, text, messages.SUCCESS)
        return self.response_saved(request, obj)

    def response_saved(self, request, obj):
        """Back to the form of `obj`; the browser is told there which form is saved, and forgets its words."""
        request.session["saved_form"] = request.POST.get("form_number", "")
        return self.back_to(obj)

    def back_to(self, obj):
        """A redirect to the form of `obj`."""
        return HttpResponseRedirect(self.url_of("change", obj))

    def url_of(self, view, obj):
        """The address of one of this admin's views of `obj`."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[obj.pk])

    def delete_model(self, request, obj):
        """A draft goes for good, and what was kept of it: nobody could find it any more to erase it."""
        key = obj.key
        super().delete_model(request, obj)
        ReplacedDraft.objects.filter(page_key=key).delete()
        SignOff.objects.filter(page_key=key).erase(note=ERASED, content_hash=ERASED)
        ReviewLink.objects.filter(page_key=key).update(
            revoked_at=timezone.now(), title="", content={}, content_hash=""
        )

    def has_delete_permission(self, request, obj=None):
        """A draft can be deleted; what was public is only ever retired."""
        if obj is not None and Publication.objects.filter(page_key=obj.key).exists():
            return False
        return super().has_delete_permission(request, obj)

    def get_urls(self):
        """The stock addresses, and those of what can be done with a page besides editing it."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        preview = self.admin_site.admin_view(partial(preview_view, self))
        uploads = {"files": uploads_view} if upload_fields(self.content_class) else {}
        return [
            path("add/preview/", preview, name=f"{name}_add_preview"),
            path("<path:object_id>/preview/", preview, name=f"{name}_preview"),
            *(
                path(
                    f"<path:object_id>/{word}/",
                    self.of_row(view),
                    name=f"{name}_{word.replace('-', '_')}",
                )
                for word, view in (self.row_views | uploads).items()
            ),
            *super().get_urls(),
        ]

    def of_row(self, view):
        """`view(model_admin, request, row)` for an address that has the row's number in it."""

        def view_of_row(request, object_id):
            row = self.get_object(request, unquote(object_id))
            if row is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return view(self, request, row)

        return self.admin_site.admin_view(view_of_row)

    def context_of(self, request, obj):
        """What every page about one row shows."""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": obj,
            "back": self.url_of("change", obj),
        }

    def preview_url(self, obj):
        """Where the form of `obj`, or of a new page, is shown as patients would see it."""
        if obj is not None and obj.pk:
            return self.url_of("preview", obj)
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add_preview")


class SinglePageAdmin(PageAdmin):
    """A kind of which there is one row, so no list."""

    can_retire = False

    def first_values(self):
        """What the row says when it's made, beside its defaults: column -> value."""
        return {}

    def changelist_view(self, request, extra_context=None):
        """Straight to the form."""
        row, _made = self.model.objects.get_or_create(
            pk=self.model.ONLY, defaults=self.first_values()
        )
        return HttpResponseRedirect(self.url_of("change", row))

    def has_add_permission(self, request):
        """The one row is there already."""
        return False

    def has_delete_permission(self, request, obj=None):
        """The one row stays."""
        return False
