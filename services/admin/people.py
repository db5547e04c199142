"""The people who edit the website: who they are, what they may do, and the link they begin with."""

import datetime as dt
import hashlib

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import admin as stock
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from services.accounts.roles import MAY, Role, give_role, is_owner, role_of
from services.accounts.welcome import (
    SIGN_IN_NAME,
    free_sign_in_name,
    give_name,
    owners,
    welcome_link,
    works,
)
from services.content.days import day_and_time
from services.models.publication import name_of
from services.publishing.site import zone_of

from .base import StaffAdmin
from .forms import OpenedForm

# Imported so that it has registered them by now.
admin.site.unregister([stock.Group, stock.User])

# Where an owner's session keeps the links that this owner has made: person's number -> link, until.
LINKS = "welcome_links"


def remember_link(request, person):
    """Make a link for `person` and keep it in the session of the owner who asked for it.

    It stands nowhere else: in no address, message or log.
    """
    until = timezone.now() + dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    entry = {"link": welcome_link(person), "until": until.isoformat()}
    request.session[LINKS] = {**request.session.get(LINKS, {}), str(person.pk): entry}


def remembered_link(request, person):
    """The link that this owner has made for `person`, and until when, as (link, words).

    None if there is none, or it has been used, is too old, or the person has left.
    """
    entry = request.session.get(LINKS, {}).get(str(person.pk))
    if not (entry and works(entry["link"], person)):
        return None
    now = timezone.now()
    until = dt.datetime.fromisoformat(entry["until"])
    zone = zone_of(now)
    return entry["link"], day_and_time(until, zone, now)


class PersonForm(OpenedForm):
    """A person in plain words. No password: people choose their own."""

    full_name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("Shown to colleagues next to this person’s changes."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (role.value, format_html("<span><b>{}</b> {}</span>", role.label, MAY[role]))
            for role in Role
        ],
        widget=admin.widgets.AdminRadioSelect(attrs={"class": "radiolist"}),
    )

    class Meta:
        model = User
        fields = ["username", "is_active"]
        labels = {"username": _("Email or username"), "is_active": _("Active (can sign in)")}
        help_texts = {
            "username": _("An email address works well. The website won’t email it."),
            "is_active": _(
                "When someone leaves, untick this. They’re signed out at once, and their password "
                "and links stop working for good."
            ),
        }
        error_messages = {"username": {"invalid": SIGN_IN_NAME}}
        widgets = {
            "username": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["full_name"] = self.instance.get_full_name()
            self.initial["role"] = role_of(self.instance)

    def saved_state(self):
        """All that the form would show, in short."""
        values = repr(sorted((name, str(value)) for name, value in self.initial.items()))
        return hashlib.sha256(values.encode()).hexdigest()[:32]

    def clean_username(self):
        """A sign-in name that nobody else has, whatever its capitals."""
        return free_sign_in_name(self.cleaned_data["username"], self.instance)

    def clean(self):
        """Somebody has to stay the owner."""
        cleaned = super().clean()
        if not self.instance.pk:
            return cleaned
        stays = cleaned.get("role") == Role.OWNER and cleaned.get("is_active")
        if not stays and is_owner(self.instance) and not self._other_owners().exists():
            self.add_error(None, _("This is the only owner. Make someone else an owner first."))
        return cleaned

    def _other_owners(self):
        """The owners besides this person."""
        return owners().exclude(pk=self.instance.pk)


@admin.register(User)
class PersonAdmin(StaffAdmin):
    """A person leaves by being made inactive: what they published keeps their name."""

    form = PersonForm
    change_form_template = "admin/person_form.html"
    change_list_template = "admin/people.html"
    list_display = ["name", "role", "status", "signs_in_with"]
    ordering = ["-is_active", "first_name", "last_name", "pk"]

    @admin.display(description=_("name"), ordering="first_name")
    def name(self, obj):
        """What colleagues call them."""
        return name_of(obj)

    @admin.display(description=_("role"))
    def role(self, obj):
        """What they may do, in a word."""
        role = role_of(obj)
        return role.label if role else _("None yet")

    @admin.display(description=_("status"))
    def status(self, obj):
        """Whether they can sign in."""
        if not obj.is_active:
            return _("Inactive")
        return _("Active") if obj.has_usable_password() else _("Invited")

    @admin.display(description=_("email or username"), ordering="username")
    def signs_in_with(self, obj):
        """Their sign-in name."""
        return obj.get_username()

    def get_queryset(self, request):
        """People with their groups, which their role depends on."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """Whoever is added works here."""
        active = ["is_active"] if obj else []
        return [(None, {"fields": ["full_name", "username", "role", *active, "opened_at"]})]

    # Only owners see who works here, whatever permissions somebody may have been given.

    def has_module_permission(self, request):
        """Owners see the list."""
        return is_owner(request.user)

    def has_view_permission(self, request, obj=None):
        """Owners see a person."""
        return is_owner(request.user)

    def has_add_permission(self, request):
        """Owners add a person."""
        return is_owner(request.user)

    def has_change_permission(self, request, obj=None):
        """Owners change a person."""
        return is_owner(request.user)

    def has_delete_permission(self, request, obj=None):
        """Nobody is deleted."""
        return False

    def get_urls(self):
        """The stock addresses, and the one that makes a link."""
        view = self.admin_site.admin_view(self.link_view)
        return [
            path("<path:object_id>/link/", view, name="auth_user_link"),
            *super().get_urls(),
        ]

    def title_of(self, obj):
        """What colleagues call them."""
        return self.name(obj) if obj else _("Add a person")

    def changelist_view(self, request, extra_context=None):
        """The list, called what it is."""
        return super().changelist_view(request, {"title": _("People"), **(extra_context or {})})

    def history_view(self, request, object_id, extra_context=None):
        """What owners have changed about a person, called what it is."""
        words = {"title": _("History"), "module_name": _("People"), **(extra_context or {})}
        answer = super().history_view(request, object_id, words)
        if isinstance(answer, TemplateResponse):  # else it leads away: there is no such person
            now = timezone.now()
            zone = zone_of(now)
            actions = answer.context_data["action_list"]
            answer.context_data["rows"] = [
                (action, day_and_time(action.action_time, zone, now)) for action in actions
            ]
        return answer

    def construct_change_message(self, request, form, formsets, add=False):
        """What is noted of a change, in a sentence for other owners."""
        if add:
            return str(_("Added."))
        changed = ", ".join(str(form.fields[name].label) for name in form.changed_data)
        return str(
            _("Changed: %(fields)s.") % {"fields": changed}
            if changed
            else _("Saved without changes.")
        )

    def render_change_form(self, request, context, obj=None, **kwargs):
        """The form with the person's link, if there is one to pass on."""
        if obj and obj.is_active and obj != request.user:
            context["can_have_link"] = True
            context["link"], context["until"] = remembered_link(request, obj) or (None, None)
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save who they are. Without a password that works, links and sessions are dead for good."""
        give_name(obj, form.cleaned_data["full_name"])
        has_left = "is_active" in form.changed_data and not obj.is_active
        if not change or has_left:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save what they may do."""
        super().save_related(request, form, formsets, change)
        give_role(form.instance, form.cleaned_data["role"])

    def response_add(self, request, obj, post_url_continue=None):
        """To the person's page, with the link to pass on."""
        remember_link(request, obj)
        text = _("%(name)s was added. Send them the invitation link below.") % {
            "name": self.name(obj)
        }
        self.message_user(request, text, messages.SUCCESS)
        return self.back_to(obj)

    def response_change(self, request, obj):
        """Back to the person's page; who is no owner any more can't see it."""
        self.message_user(request, _("Saved."), messages.SUCCESS)
        if obj == request.user and not is_owner(obj):
            return HttpResponseRedirect(reverse("admin:index"))
        return self.back_to(obj)

    def back_to(self, obj):
        """A redirect to the form of `obj`."""
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[obj.pk]))

    def link_view(self, request, object_id):
        """Makes a link for somebody who has none, or has forgotten the password."""
        if not is_owner(request.user):
            raise PermissionDenied
        person = self.get_object(request, object_id)
        if person is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST" and person.is_active and person != request.user:
            remember_link(request, person)
            self.log_change(request, person, str(_("Got a password link.")))
        return self.back_to(person)
