"""For migrations: which permissions the roles have.

A permission is made by Django only after the last migration, so it is made here if it isn't there.
A later model that staff edit gets its line in the migration that makes it:

    migrations.RunPython(allow({"editor": ["picture"], "publisher": ["picture"]}), noop)
"""

EVERYTHING = ("add", "change", "delete", "view")


def permissions(apps, using, models):
    """The permissions to do everything with some models of the app, given by their small names."""
    found = []
    for name in models:
        words = apps.get_model("services", name)._meta.verbose_name
        for action in EVERYTHING:
            found.append(
                permission(apps, using, name, f"{action}_{name}", f"Can {action} {words}")
            )
    return found


def permission(apps, using, model, codename, words):
    """One permission about a model of the app, made if it isn't there."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(using)
    kind, _made = kinds.get_or_create(app_label="services", model=model)
    found, _made = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(content_type_id=kind.pk, codename=codename, defaults={"name": words[:255]})
    )
    return found


def allow(models_by_role):
    """For `RunPython`: let roles do everything with models, given as role -> small names of models."""

    def run(apps, schema_editor):
        using = schema_editor.connection.alias
        for role, models in models_by_role.items():
            group, _made = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=role)
            group.permissions.add(*permissions(apps, using, models))

    return run
