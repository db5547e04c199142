"""The people who edit the website."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

admin.site.unregister(Group)
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):
    """A person leaves by being made inactive: what they published keeps their name."""

    actions = None
    list_display = ["username", "get_full_name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    filter_horizontal = ["user_permissions"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Name"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("What they may do"),
            {
                "fields": ["is_active", "is_staff", "is_superuser", "user_permissions"],
                "description": _(
                    "Somebody who leaves is not deleted: take the tick away at “Active”."
                ),
            },
        ),
    ]

    def has_delete_permission(self, request, obj=None):
        """Nobody is deleted."""
        return False
