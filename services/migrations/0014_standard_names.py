from django.db import migrations


class Migration(migrations.Migration):
    """Names that say what a thing is."""

    dependencies = [("services", "0013_former_site")]

    operations = [
        migrations.RenameModel("KeptDraft", "ReplacedDraft"),
        migrations.RenameIndex("ReplacedDraft", "replaced_draft_of_page", old_name="kept_draft_of_page"),
        migrations.RenameModel("DealtWith", "NoteResolution"),
        migrations.RenameField("Publication", "repeats", "same_content_as"),
    ]
