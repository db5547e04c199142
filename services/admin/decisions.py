"""What can be decided about a page that is public or planned, besides publishing: each asks first."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import may_publish
from services.content.days import days_and_times
from services.forms import PlainErrors
from services.models import Publication
from services.publishing.publish import Refused, cancel_schedule, change_address, path_of, retire
from services.publishing.site import zone_of

from .edit_conflicts import record_edit
from .forms import AddressField
from .status import statuses_of


def decision_page(model_admin, request, obj, template, decide, context, now):
    """A page that asks, and on POST decides: `decide(obj)` returns what to say, and may raise Refused.

    `now` is the time of the decision. `context(obj)` is what `template` shows. What is said with a
    bake to follow is a pair: what was decided, and what patients see once the pages are made.
    """
    if not (may_publish(request.user) and model_admin.has_change_permission(request, obj)):
        raise PermissionDenied
    shown = context(obj)
    if request.method == "POST":
        try:
            with transaction.atomic():
                outcome = decide(obj)
                record_edit(obj, request.user, now)
                transaction.on_commit(partial(model_admin.renew_pages, request, *outcome))
            return model_admin.back_to(obj)
        except Refused as refused:
            model_admin.message_user(request, str(refused), messages.WARNING)
            if not shown.get("form"):
                return model_admin.back_to(obj)
        except forms.ValidationError:
            pass  # the form in `shown` says why
    return TemplateResponse(
        request,
        template,
        {
            **model_admin.context_of(request, obj),
            "status": statuses_of([obj], timezone.now())[0],
            **shown,
        },
    )


class SuccessorForm(PlainErrors, forms.Form):
    """Where visitors go whose page is taken away."""

    successor = forms.ChoiceField(
        required=False,
        label=_("Where should old links lead?"),
        widget=forms.RadioSelect,
    )

    message = forms.CharField(
        required=False,
        max_length=Publication._meta.get_field("message").max_length,
        label=_("Message on the “removed” page (optional)"),
        help_text=_("One sentence. Example: Ask us about other treatments for your shoulder."),
    )

    def __init__(self, data, page, now):
        super().__init__(data)
        others = Publication.objects.live(now).exclude(page_key=page).exclude(path="")
        self.fields["successor"].choices = [
            ("", _("A notice that the page was removed, with links to other pages")),
            *others.order_by("title").values_list("page_key", "title"),
        ]


def retire_view(model_admin, request, obj):
    """Asks where visitors shall go, and then takes the page away from patients."""
    if not model_admin.can_retire:
        raise PermissionDenied
    now = timezone.now()
    data = request.POST if request.method == "POST" else None

    def context(obj):
        return {
            "title": _("Unpublish “%(name)s”?") % {"name": obj},
            "url": model_admin.view_on_site(obj),
            "form": SuccessorForm(data, obj.key, now) if obj.has_address else None,
        }

    def decide(obj):
        successor = message = ""
        if obj.has_address:
            form = SuccessorForm(data, obj.key, now)
            if "successor" in form.errors:
                raise Refused(_("That page isn’t live any more. Choose another."))
            if not form.is_valid():
                raise forms.ValidationError("")
            successor = form.cleaned_data["successor"]
            message = " ".join(form.cleaned_data["message"].split())  # a browser sends one line
        # Of a page that leads to another, nobody would read it.
        retire(
            obj, by=request.user, now=now, successor=successor, message="" if successor else message
        )
        return _("Unpublished."), _("Patients no longer see it.")

    return decision_page(model_admin, request, obj, "admin/retire.html", decide, context, now)


def cancel_schedule_view(model_admin, request, obj):
    """Asks, and then calls off what is planned."""
    now = timezone.now()

    def context(obj):
        plans = Publication.objects.planned(now).filter(page_key=obj.key).order_by("live_from")
        return {
            "title": _("Cancel schedule?"),
            "day": days_and_times(plans, zone_of(now), now),
        }

    def decide(obj):
        if cancel_schedule(obj.key, by=request.user, now=now) is None:
            raise Refused(_("Nothing is scheduled any more."))
        return _("Schedule cancelled."), _("What patients see hasn’t changed.")

    return decision_page(
        model_admin, request, obj, "admin/cancel_schedule.html", decide, context, now
    )


class AddressForm(PlainErrors, forms.Form):
    """A page's new address."""

    slug = AddressField(
        max_length=80,
        label=_("New web address"),
        help_text=_(
            "End of the web address: lowercase letters, numbers and hyphens. Spaces become hyphens."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )


def address_view(model_admin, request, obj):
    """Asks for another address, says what happens to links, and changes it."""
    if not obj.has_address:
        raise PermissionDenied
    now = timezone.now()
    form = AddressForm(request.POST if request.method == "POST" else None)

    def context(obj):
        live = Publication.objects.live(now).filter(page_key=obj.key).first()
        return {
            "title": _("Change web address of “%(name)s”") % {"name": obj},
            "url": model_admin.view_on_site(obj),
            "is_public": live is not None,
            "form": form,
        }

    def decide(obj):
        if not form.is_valid():
            raise forms.ValidationError("")
        slug = form.cleaned_data["slug"]
        path = path_of(type(obj), slug)
        if change_address(obj, slug, by=request.user, now=now) is None:
            message = _("When it’s live, this page will be at %(path)s.")
            return message % {"path": path}, _("Patients can’t see it now.")
        return (
            _("The page is now at %(path)s.") % {"path": path},
            _("Old links lead there."),
        )

    return decision_page(model_admin, request, obj, "admin/address.html", decide, context, now)
