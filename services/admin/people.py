"""The people who edit the website."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.utils.translation import gettext_lazy as _

from .welcome import free_sign_in_name, owners

admin.site.unregister(Group)
admin.site.unregister(User)


class PersonForm(UserChangeForm):
    """A person's form in plain words."""

    class Meta(UserChangeForm.Meta):
        labels = {
            "username": _("What they sign in with"),
            "is_active": _("Works here"),
            "is_superuser": _("Owner"),
        }
        help_texts = {
            "username": _("An email address is a good choice."),
            "is_active": _("Somebody who leaves is not deleted: take this tick away."),
            "is_superuser": _("May also add people. Everybody here may edit and publish."),
        }

    def clean_username(self):
        """A sign-in name that nobody else has, whatever its capitals."""
        return free_sign_in_name(self.cleaned_data["username"], self.instance)

    def clean(self):
        """Somebody has to stay the owner."""
        cleaned = super().clean()
        stays = cleaned.get("is_superuser") and cleaned.get("is_active")
        if not stays and not owners().exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("This is the only owner. Make somebody else an owner first.")
            )
        return cleaned


@admin.register(User)
class PersonAdmin(UserAdmin):
    """A person leaves by being made inactive: what they published keeps their name."""

    form = PersonForm
    add_form = UserCreationForm
    actions = None
    list_display = ["username", "name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Name"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("What they may do"),
            {"fields": ["is_active", "is_superuser"]},
        ),
    ]
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2"]})]

    @admin.display(description=_("name"), ordering="first_name")
    def name(self, obj):
        """What colleagues call them."""
        return obj.get_full_name()

    def lookup_allowed(self, lookup, value, request=None):
        """What the list filters by, and nothing else that an address may ask."""
        return lookup.removesuffix("__exact") in self.list_filter

    def save_model(self, request, obj, form, change):
        """Whoever is added here signs in here, and may edit and publish what the clinic says."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if not change:
            obj.user_permissions.set(
                Permission.objects.filter(content_type__app_label="services").exclude(
                    content_type__model="publication"
                )
            )

    def has_delete_permission(self, request, obj=None):
        """Nobody is deleted."""
        return False
