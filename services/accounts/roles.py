"""What a person may do: one of three roles. Owners are Django's superusers, the other two are groups.

`services/migrations/0003_roles.py` makes the groups, and lets publishers publish; what else they may do
follows from the kinds of pages and their parts (`grant_rights`).
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.kinds import KINDS
from services.models.part import Part


class Role(models.TextChoices):
    """What a person is to the website; the value is the name of the group that holds the rights."""

    OWNER = "owner", _("Owner")
    PUBLISHER = "publisher", _("Publisher")
    EDITOR = "editor", _("Editor")


MAY = {
    Role.OWNER: _("can do everything, including adding people."),
    Role.PUBLISHER: _("can edit and publish."),
    Role.EDITOR: _("can edit drafts. A publisher publishes them."),
}


def grant_rights():
    """Let publishers and editors change every kind of page and its parts, those of a new release too."""
    types = ContentType.objects.get_for_models(*what_staff_edit()).values()
    rights = Permission.objects.filter(content_type__in=types)
    for role in (Role.PUBLISHER, Role.EDITOR):
        Group.objects.get(name=role).permissions.add(*rights)


def what_staff_edit():
    """The models of every kind of page and of its parts."""
    parts = [
        relation.related_model
        for model in KINDS
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Part)
    ]
    return [*KINDS, *parts]


def role_of(person):
    """The `Role` of a User, or None: somebody who may nothing as yet."""
    if person.is_superuser:
        return Role.OWNER
    names = {group.name for group in person.groups.all()}
    return next((role for role in Role if role.value in names), None)


def give_role(person, role):
    """Make a saved User what `role` says, and nothing besides."""
    person.is_staff = True
    person.is_superuser = role == Role.OWNER
    person.save(update_fields=["is_staff", "is_superuser"])
    person.groups.set([] if person.is_superuser else [Group.objects.get(name=role)])
    person.user_permissions.clear()


def is_owner(user):
    """Whether a User may see and change who works here."""
    return user.is_active and user.is_superuser


def may_read(user):
    """Whether a User may see what staff see: working copies, history, past and planned days."""
    return user.has_perms([f"services.view_{model._meta.model_name}" for model in KINDS])


def may_publish(user):
    """Whether a User may decide what patients see: publish, plan, take away, bring back."""
    return user.has_perm("services.publish")
