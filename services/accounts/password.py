"""Choosing a password: on the first day, and later in place of another."""

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from services.forms import PlainErrors

# What is wrong with a weak password, by Django's name of it.
WEAK = {
    "password_too_short": _("Make it longer. Use at least 8 characters."),
    "password_too_common": _("This password is too common. Choose another."),
    "password_entirely_numeric": _("Numbers alone are easy to guess. Add some letters."),
    "password_too_similar": _("Choose a password less like your name or username."),
}


class NewPassword(PlainErrors):
    """For a form that asks for a new password twice: what it takes, and what is wrong with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages = {
            **self.error_messages,
            "password_mismatch": _("The passwords don’t match. Type the new password again."),
            "password_incorrect": _(
                "That’s not your current password. Passwords are case-sensitive."
            ),
        }
        self.fields["new_password1"].help_text = _(
            "At least 8 characters. Three or four unrelated words are strong and easy to remember."
        )
        self.fields["new_password2"].label = _("Confirm password")
        self.fields["new_password2"].help_text = ""

    def validate_password_for_user(self, user, _field=""):
        """Refuse a weak password, beside the first of the two fields."""
        password = self.cleaned_data.get("new_password1")
        if not password:
            return
        try:
            validate_password(password, user)
        except ValidationError as weak:
            for error in weak.error_list:
                self.add_error("new_password1", WEAK.get(error.code, error))


class PasswordForm(NewPassword, PasswordChangeForm):
    """Another password, for somebody who knows the one that holds now."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Current password")
