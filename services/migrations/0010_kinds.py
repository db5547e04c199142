"""A kind is a name in `kinds.py`, no list in the tables; the clinic's one row goes by one key."""

from django.db import migrations, models


def one_key(apps, schema_editor):
    """Give the clinic's row the key under which it has always been published."""
    apps.get_model("services", "Clinic").objects.using(schema_editor.connection.alias).update(key="clinic")


class Migration(migrations.Migration):
    dependencies = [("services", "0009_growth")]

    operations = [
        *(
            migrations.AlterField(model, "kind", models.CharField(max_length=20))
            for model in ("publication", "keptdraft", "reviewlink")
        ),
        migrations.RunPython(one_key, migrations.RunPython.noop),
    ]
