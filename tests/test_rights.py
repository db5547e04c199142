"""Publishers and editors may change every kind of page and its parts: nobody has to write them down."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from services.accounts.roles import Role, what_staff_edit

from .factories import make_person

pytestmark = pytest.mark.django_db


def missing(role):
    """The rights that somebody with a role lacks."""
    person = make_person(role)
    wanted = {
        f"services.{action}_{model._meta.model_name}"
        for model in what_staff_edit()
        for action in ("add", "change", "delete", "view")
    }
    return wanted - person.get_all_permissions()


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.EDITOR])
def test_a_role_may_change_every_kind_and_part(role):
    assert {model.__name__ for model in what_staff_edit()} >= {"Treatment", "Clinic", "Effect"}
    assert missing(role) == set()


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.EDITOR])
def test_a_part_of_a_new_release_is_theirs_after_migrating(role):
    Group.objects.get(name=role).permissions.remove(
        *Group.objects.get(name=role).permissions.filter(codename__endswith="_effect")
    )
    call_command("migrate", verbosity=0)
    assert missing(role) == set()


def test_looking_at_the_plan_changes_nothing(capsys):
    editors = Group.objects.get(name=Role.EDITOR)
    editors.permissions.clear()
    call_command("migrate", plan=True, verbosity=0)
    assert not editors.permissions.exists()
