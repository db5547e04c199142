"""The one-time link with which somebody sets their name and password: no default one exists."""

import secrets

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _


def owners():
    """Those who may do everything and have set a password, the oldest first."""
    return (
        User.objects.filter(is_superuser=True, is_active=True)
        .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .exclude(password="")
        .order_by("id")
    )


def welcome_link(owner=None):
    """A link for `owner`, or for an owner who is yet to come. It works once (Django's reset token)."""
    if owner is None:
        owner = User.objects.filter(is_superuser=True, is_active=True).order_by("id").first()
    if owner is None:
        owner = User(username=f"new-owner-{secrets.token_hex(4)}", is_staff=True, is_superuser=True)
        owner.set_unusable_password()
        owner.save()
    uid = urlsafe_base64_encode(force_bytes(owner.pk))
    token = default_token_generator.make_token(owner)
    return settings.SITE_URL + reverse("welcome", args=[uid, token])


def free_sign_in_name(username, user):
    """`username` if `user` may have it; raises ValidationError if somebody else does."""
    if User.objects.exclude(pk=user.pk).filter(username__iexact=username).exists():
        raise forms.ValidationError(_("Somebody else signs in with this. Choose another."))
    return username


class WelcomeForm(SetPasswordForm):
    """Who you are, what you sign in with, and your password."""

    full_name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Colleagues read it beside what you publish."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    username = User._meta.get_field("username").formfield(
        label=_("What you sign in with"),
        help_text=_("Your email address is a good choice."),
        validators=[User.username_validator],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ["full_name", "username", "new_password1", "new_password2"]

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        if user and user.has_usable_password():
            self.initial |= {"full_name": user.get_full_name(), "username": user.username}

    def clean_username(self):
        """A sign-in name that nobody else has, whatever its capitals."""
        return free_sign_in_name(self.cleaned_data["username"], self.user)

    def clean(self):
        """Compare the password with the names just chosen: they are the first that others try."""
        first, _space, last = self.cleaned_data.get("full_name", "").rpartition(" ")
        self.user.first_name, self.user.last_name = (first, last) if first else (last, "")
        self.user.username = self.cleaned_data.get("username", self.user.username)
        return super().clean()


class Welcome(PasswordResetConfirmView):
    """The page behind the link; it signs the new owner in."""

    form_class = WelcomeForm
    template_name = "admin/welcome.html"
    success_url = reverse_lazy("admin:index")
    post_reset_login = True

    def get_context_data(self, **kwargs):
        """The form in the admin's frame."""
        return super().get_context_data(**kwargs) | admin.site.each_context(self.request)
