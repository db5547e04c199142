"""The people who edit the website."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

admin.site.unregister(Group)
admin.site.unregister(User)


class PersonForm(UserChangeForm):
    """A person's form in plain words."""

    class Meta(UserChangeForm.Meta):
        labels = {
            "username": _("What they sign in with"),
            "is_active": _("Works here"),
            "is_staff": _("May sign in"),
            "is_superuser": _("Owner"),
        }
        help_texts = {
            "username": _("An email address is a good choice."),
            "is_active": _("Somebody who leaves is not deleted: take this tick away."),
            "is_staff": "",
            "is_superuser": _("May do everything, and add people."),
            "user_permissions": _("What somebody who isn't an owner may do."),
        }


@admin.register(User)
class PersonAdmin(UserAdmin):
    """A person leaves by being made inactive: what they published keeps their name."""

    form = PersonForm
    add_form = UserCreationForm
    actions = None
    list_display = ["username", "name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    filter_horizontal = ["user_permissions"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Name"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("What they may do"),
            {"fields": ["is_active", "is_staff", "is_superuser", "user_permissions"]},
        ),
    ]
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2"]})]

    @admin.display(description=_("name"), ordering="first_name")
    def name(self, obj):
        """What colleagues call them."""
        return obj.get_full_name()

    def save_model(self, request, obj, form, change):
        """Whoever is added here is to sign in here."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request, obj=None):
        """Nobody is deleted."""
        return False
