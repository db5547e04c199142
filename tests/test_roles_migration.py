"""The migration that brought roles: who could publish before is a publisher."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from services.accounts.roles import Role, give_role, may_publish, role_of

from .factories import make_person

pytestmark = pytest.mark.django_db
BEFORE, AFTER = [("services", "0001_initial")], [("services", "0003_roles")]


@pytest.mark.django_db(transaction=True)
def test_whoever_could_publish_before_there_were_roles_is_a_publisher():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("services")
    old = migrate(BEFORE)
    assert not old.get_model("auth", "Group").objects.exists()
    people, rights = (
        old.get_model("auth", "User").objects,
        old.get_model("auth", "Permission").objects,
    )
    ours = rights.filter(content_type__app_label="services")
    both, looks, nobody = (people.create(username=name, is_staff=True) for name in ("b", "l", "n"))
    gone = people.create(username="gone", is_staff=True, is_active=False)
    people.create(username="owner", is_staff=True, is_superuser=True)
    other = rights.exclude(content_type__app_label="services").first()
    for person in (both, gone):
        person.user_permissions.set([*ours.exclude(codename__contains="publication"), other])
    looks.user_permissions.set(ours.filter(codename="view_treatment"))

    migrate(AFTER)
    roles = {person.username: role_of(person) for person in User.objects.all()}
    publisher = Role.PUBLISHER
    assert roles == {"b": publisher, "gone": publisher, "l": None, "n": None, "owner": Role.OWNER}
    assert may_publish(User.objects.get(username="b"))
    assert [p.pk for p in User.objects.get(username="b").user_permissions.all()] == [other.pk]

    # And back: publishers have their rights, each by themselves; an editor has none.
    give_role(User.objects.get(username="n"), Role.EDITOR)
    migrate(BEFORE)
    assert User.objects.get(username="b").has_perm("services.change_treatment")
    assert not User.objects.get(username="n").get_all_permissions()
    migrate(newest)


@pytest.mark.django_db(transaction=True)
def test_roles_are_made_where_no_permission_is_yet():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("services")
    migrate(BEFORE)
    ContentType.objects.filter(app_label="services").delete()
    migrate(newest)
    ContentType.objects.clear_cache()
    assert Group.objects.get(name="editor").permissions.filter(codename="change_closure").exists()
    assert may_publish(make_person(Role.PUBLISHER))
    # Django's own step after the migrations finds what is there.
    call_command("migrate", verbosity=0)
    assert Permission.objects.filter(codename="change_closure").count() == 1


def migrate(targets):
    """Migrate the test's database; returns the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps
