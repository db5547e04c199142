"""The admin's frame: the stock one, with our words and our first page."""

from django import forms
from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.views import PasswordChangeView
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.publishing.site import PublicSite
from services.web.views import not_found as not_found_for_patients


class SignInForm(AdminAuthenticationForm):
    """The sign-in form, in the words of the page on which people chose their name."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "That username and password don’t match. Passwords are case-sensitive. If you "
            "forgot your password, ask an owner of the website for a link."
        ),
    }
    username = forms.CharField(
        label=_("Email or username"),
        error_messages={"required": _("Required.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        error_messages={"required": _("Required.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class StaffSite(AdminSite):
    """The stock admin; its first page begins with what is left to do."""

    # Until the clinic's name is public.
    site_title = site_header = _("Your website")
    index_title = _("Staff")
    login_form = SignInForm

    def each_context(self, request):
        """What every page of staff's side has; its header is the clinic's name, as patients see it."""
        name = PublicSite(timezone.now()).own.name
        named = {"site_title": name, "site_header": name} if name else {}
        return {**super().each_context(request), **named}

    def get_app_list(self, request, app_label=None):
        """The clinic's pages, then the people."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "auth":
                app["name"] = _("People")
                for model in app["models"]:
                    model["name"] = _("People")
        return sorted(apps, key=lambda app: app["app_label"] == "auth")

    def index(self, request, extra_context=None):
        """The first page, with its tasks."""
        # Here, for what it imports asks for this very site.
        from services.accounts.roles import may_publish, may_read

        from .dashboard import tasks

        if not may_read(request.user):
            return TemplateResponse(request, "403.html", self.each_context(request), status=403)
        mine = {"may_publish": may_publish(request.user)}
        return super().index(request, {**tasks(request), **mine, **(extra_context or {})})

    def app_index(self, request, app_label, extra_context=None):
        """A group of lists has no page of its own: the first page has them all."""
        if not self.get_app_list(request, app_label):
            raise Http404
        return redirect("admin:index")

    def login(self, request, extra_context=None):
        """The sign-in page. While the database is away it says so before a password is typed."""
        if request.method == "GET":
            get_user_model().objects.exists()
        return super().login(request, {"title": _("Sign in"), **(extra_context or {})})

    def password_change(self, request, extra_context=None):
        """Another password, in our words."""
        from services.accounts.password import PasswordForm

        view = PasswordChangeView.as_view(
            form_class=PasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context={
                **self.each_context(request),
                "title": _("Change password"),
                **(extra_context or {}),
            },
        )
        return view(request)

    def password_change_done(self, request, extra_context=None):
        """The password is another now."""
        return super().password_change_done(
            request, {"title": _("Password changed"), **(extra_context or {})}
        )

    def get_urls(self):
        """The stock addresses, and the pages that belong to no one model."""
        from .as_of import as_of_page_view, as_of_view
        from .dashboard import what_changed_view

        return [
            path("as-of/", self.admin_view(as_of_view), name="as_of"),
            path("as-of/page/", self.admin_view(as_of_page_view), name="as_of_page"),
            path("what-changed/", self.admin_view(what_changed_view), name="what_changed"),
            *super().get_urls(),
        ]


def not_found(request, exception=None):
    """No such page: staff are led back to theirs, everybody else reads what patients read."""
    site = admin.site
    # The address first: who reads a public page is never looked up.
    if not (request.path.startswith("/admin/") and site.has_permission(request)):
        return not_found_for_patients(request, exception)
    context = {**site.each_context(request), "title": _("This page doesn’t exist")}
    return TemplateResponse(request, "admin/not_found.html", context, status=404).render()
