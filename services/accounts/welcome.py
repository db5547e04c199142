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

from .password import NewPassword
from .roles import MAY, role_of

# What an owner signs in with who hasn't chosen anything yet begins with this.
NOBODY_YET = "new-owner-"
# What `User.username_validator` lets through.
SIGN_IN_NAME = _("Use only letters, numbers and @ . + - _ (no spaces).")


def owners():
    """Those who may do everything and have set a password, the oldest first."""
    return (
        User.objects.filter(is_superuser=True, is_active=True)
        .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .exclude(password="")
        .order_by("id")
    )


def welcome_link(person=None):
    """A link for a User, or for an owner who is yet to come. It works once (Django's reset token)."""
    if person is None:
        person = User.objects.filter(is_superuser=True, is_active=True).order_by("id").first()
    if person is None:
        name = f"{NOBODY_YET}{secrets.token_hex(4)}"
        person = User(username=name, is_staff=True, is_superuser=True)
        person.set_unusable_password()
        person.save()
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return settings.SITE_URL + reverse("welcome", args=[uid, token])


def works(link, person):
    """Whether the link that was made for `person` still leads to the form behind it."""
    token = link.rstrip("/").rpartition("/")[2]
    return person.is_active and default_token_generator.check_token(person, token)


def give_name(person, full_name):
    """Call a User `full_name`: the last word is the family name, the others are the first name."""
    first, _space, last = full_name.rpartition(" ")
    person.first_name, person.last_name = (first, last) if first else (last, "")


def free_sign_in_name(username, user):
    """`username` if `user` may have it; raises ValidationError if somebody else does."""
    if User.objects.exclude(pk=user.pk).filter(username__iexact=username).exists():
        raise forms.ValidationError(_("That email or username is already in use."))
    return username


class WelcomeForm(NewPassword, SetPasswordForm):
    """Who you are, what you sign in with, and your password."""

    full_name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Shown to colleagues next to your changes."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    username = User._meta.get_field("username").formfield(
        label=_("Email or username"),
        help_text=_("Your email address works well."),
        validators=[User.username_validator],
        error_messages={"invalid": SIGN_IN_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ["full_name", "username", "new_password1", "new_password2"]

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        if user and not user.username.startswith(NOBODY_YET):
            self.initial |= {"full_name": user.get_full_name(), "username": user.username}

    def clean_username(self):
        """A sign-in name that nobody else has, whatever its capitals."""
        return free_sign_in_name(self.cleaned_data["username"], self.user)

    def clean(self):
        """Compare the password with the names just chosen: they are the first that others try."""
        give_name(self.user, self.cleaned_data.get("full_name", ""))
        self.user.username = self.cleaned_data.get("username", self.user.username)
        return super().clean()


class Welcome(PasswordResetConfirmView):
    """The page behind the link; it signs in whoever the link is for."""

    form_class = WelcomeForm
    template_name = "admin/welcome.html"
    success_url = reverse_lazy("admin:index")
    post_reset_login = True

    def get_user(self, uidb64):
        """Whoever the link is for. Who has left has no link."""
        person = super().get_user(uidb64)
        return person if person and person.is_active else None

    def get_context_data(self, **kwargs):
        """The form in the admin's frame, with what its reader will be able to do."""
        context = super().get_context_data(**kwargs) | admin.site.each_context(self.request)
        role = self.validlink and role_of(self.user)
        if role:
            context |= {"role": role.label, "may": MAY[role]}
        return context
