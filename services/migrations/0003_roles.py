"""Publisher and editor become groups; whoever could publish until now is a publisher."""

from django.conf import settings
from django.db import migrations

from ._roles import allow, permission, permissions

PAGES = ["treatment", "effect", "factor", "clinic", "closure"]
CHANGING = [f"{action}_{page}" for action in ("add", "change") for page in PAGES]


def let_publishers_publish(apps, schema_editor):
    """The one permission that editors don't have."""
    using = schema_editor.connection.alias
    publish = permission(apps, using, "publication", "publish", "Can decide what patients see")
    apps.get_model("auth", "Group").objects.using(using).get(name="publisher").permissions.add(publish)


def make_publishers(apps, schema_editor):
    """Whoever could change a page could publish it: they go on as publishers, with that alone."""
    using = schema_editor.connection.alias
    publisher = apps.get_model("auth", "Group").objects.using(using).get(name="publisher")
    ours = {"content_type__app_label": "services"}
    rights = apps.get_model("auth", "Permission").objects.using(using).filter(**ours)
    people = apps.get_model("auth", "User").objects.using(using).filter(
        is_superuser=False, user_permissions__in=rights.filter(codename__in=CHANGING)
    )
    for person in list(people.distinct()):
        person.groups.add(publisher)
        person.user_permissions.remove(*person.user_permissions.filter(**ours))


def give_rights_back(apps, schema_editor):
    """Publishers get the rights of before, each by themselves. Editors get none: with the rights of
    before everybody could publish."""
    using = schema_editor.connection.alias
    rights = permissions(apps, using, PAGES)
    people = apps.get_model("auth", "User").objects.using(using)
    for person in people.filter(groups__name="publisher"):
        person.user_permissions.add(*rights)
    groups = apps.get_model("auth", "Group").objects.using(using)
    groups.filter(name__in=["publisher", "editor"]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("services", "0002_kept_drafts"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="publication",
            options={
                "ordering": ["-id"],
                "permissions": [("publish", "Can decide what patients see")],
            },
        ),
        migrations.RunPython(
            allow({"publisher": PAGES, "editor": PAGES}), migrations.RunPython.noop
        ),
        migrations.RunPython(let_publishers_publish, migrations.RunPython.noop),
        migrations.RunPython(make_publishers, give_rights_back),
    ]
