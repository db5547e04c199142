from django.db import migrations, models


class Migration(migrations.Migration):
    """What an owner has erased may be a document too."""

    dependencies = [
        ('services', '0021_who_how_much_first_time'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='erasure',
            name='erasure_is_of_a_picture_or_of_words',
        ),
        migrations.RenameField(
            model_name='erasure',
            old_name='picture',
            new_name='file',
        ),
        migrations.AlterField(
            model_name='erasure',
            name='file',
            field=models.CharField(blank=True, max_length=80, null=True, unique=True, verbose_name='file'),
        ),
        migrations.AlterField(
            model_name='erasure',
            name='reason',
            field=models.CharField(help_text='Shown to colleagues where the file was. Example: The patient asked for it.', max_length=300, verbose_name='reason'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('file__isnull', True), ('page_key', ''), _connector='XOR'), name='erasure_is_of_a_file_or_of_words', violation_error_message='Either a file is deleted, or text on a page.'),
        ),
    ]
