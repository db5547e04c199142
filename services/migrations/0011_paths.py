"""A publication knows its path; until now it knew the last part of a treatment's."""

from django.db import migrations, models


def path_of_treatments(apps, schema_editor):
    """Treatments lived under /treatments/, and nothing else had an address of its own."""
    rows = apps.get_model("services", "Publication").objects.using(schema_editor.connection.alias)
    for slug in rows.exclude(slug="").order_by().values_list("slug", flat=True).distinct():
        rows.filter(kind="treatment", slug=slug).update(path=f"/treatments/{slug}/")


def slug_of_paths(apps, schema_editor):
    """The last part of each path."""
    rows = apps.get_model("services", "Publication").objects.using(schema_editor.connection.alias)
    for path in rows.exclude(path="").order_by().values_list("path", flat=True).distinct():
        rows.filter(path=path).update(slug=path.strip("/").rpartition("/")[2])


class Migration(migrations.Migration):
    dependencies = [("services", "0010_kinds")]

    operations = [
        migrations.AddField("publication", "path", models.CharField(max_length=200, blank=True, default=""), preserve_default=False),
        migrations.RunPython(path_of_treatments, slug_of_paths),
        migrations.RemoveConstraint("publication", "published_treatment_has_an_address"),
        migrations.RemoveIndex("publication", "publication_at_address"),
        migrations.RemoveField("publication", "slug"),
        migrations.AddIndex("publication", models.Index("path", name="publication_at_path")),
    ]
