import services.models.clinic
from django.db import migrations, models


class Migration(migrations.Migration):
    """What moved to a location is the clinic's no more, and days may have other hours than none.

    By itself: PostgreSQL changes no table in the transaction that has just written to it.
    """

    dependencies = [
        ('services', '0019_locations'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='clinic',
            name='address',
        ),
        migrations.RemoveField(
            model_name='clinic',
            name='booking_url',
        ),
        migrations.RemoveField(
            model_name='clinic',
            name='email',
        ),
        migrations.RemoveField(
            model_name='clinic',
            name='phone',
        ),
        migrations.AlterModelOptions(
            name='closure',
            options={'ordering': ['-first_day', '-id'], 'verbose_name': 'closure or other hours', 'verbose_name_plural': 'closures and other hours'},
        ),
        migrations.AddField(
            model_name='closure',
            name='at_locations',
            field=models.JSONField(blank=True, default=list, verbose_name='locations'),
        ),
        migrations.AddField(
            model_name='closure',
            name='spans',
            field=models.JSONField(blank=True, default=list, verbose_name='open'),
        ),
        migrations.AlterField(
            model_name='clinic',
            name='country',
            field=models.CharField(blank=True, choices=services.models.clinic.countries, help_text='Decides how phone numbers are written.', max_length=2, verbose_name='country'),
        ),
        migrations.AlterField(
            model_name='closure',
            name='first_day',
            field=models.DateField(verbose_name='first day'),
        ),
        migrations.AlterField(
            model_name='closure',
            name='last_day',
            field=models.DateField(help_text='The same as the first for a single day.', verbose_name='last day'),
        ),
    ]
