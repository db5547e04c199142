import django.db.models.deletion
import services.models.clinic
import services.models.publishable
from django.db import migrations, models


# What the clinic had once, and its first location has now: today's field -> the older one.
MOVED = {"street": "address", "phone": "phone", "email": "email", "booking_url": "booking_url"}
# Its key is that of the location which an older publication is read with (`services/content/clinic.py`).
FIRST = "first-location"


def move_to_a_location(apps, schema_editor):
    """Address, phone, email and booking page become the first location's; what is empty makes none."""
    clinic = apps.get_model("services", "Clinic").objects.first()
    values = {name: getattr(clinic, old) for name, old in MOVED.items()} if clinic else {}
    if any(values.values()):
        location = apps.get_model("services", "ClinicLocation")
        location.objects.create(clinic=clinic, key=FIRST, position=1, **values)


def move_back(apps, schema_editor):
    """The first location's become the clinic's; the rest of it, and other locations, go."""
    clinic = apps.get_model("services", "Clinic").objects.first()
    location = clinic and clinic.locations.order_by("position", "id").first()
    if location:
        for name, old in MOVED.items():
            setattr(clinic, old, getattr(location, name))
        town = (location.locality, location.region, location.postcode)
        clinic.address = "\n".join(filter(None, [location.street, *town]))
        clinic.save()


class Migration(migrations.Migration):
    """Address, phone, email and booking page move to a location."""

    dependencies = [
        ('services', '0018_what_a_page_must_answer'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClinicLocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=services.models.publishable.new_key, editable=False, max_length=32, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first. 0 goes to the end of the list.', validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='place')),
                ('name', models.CharField(blank=True, help_text='Needed if there are several, to tell them apart. Example: Hill Street.', max_length=80, verbose_name='name')),
                ('street', models.TextField(blank=True, help_text='As on an envelope, line by line, without the town and postcode.', max_length=400, verbose_name='street address')),
                ('locality', models.CharField(blank=True, help_text='Search results and shared links show it.', max_length=80, verbose_name='town or city')),
                ('region', models.CharField(blank=True, help_text='If it’s part of your address.', max_length=80, verbose_name='state, province or county')),
                ('postcode', models.CharField(blank=True, max_length=20, verbose_name='postcode')),
                ('country', models.CharField(blank=True, choices=services.models.clinic.countries, help_text='Only if it isn’t the clinic’s country.', max_length=2, verbose_name='country')),
                ('phone', models.CharField(blank=True, help_text='One number, with an extension if you have one. Patients tap it to call.', max_length=100, verbose_name='phone')),
                ('fax', models.CharField(blank=True, max_length=100, verbose_name='fax')),
                ('email', models.EmailField(blank=True, help_text='For general questions. Anyone can see it. Patients are asked to leave health details out.', max_length=254, verbose_name='email')),
                ('booking_url', services.models.publishable.LinkField(blank=True, help_text='Link to your online booking page, if you have one.', max_length=500, verbose_name='booking page')),
                ('hours', models.JSONField(blank=True, default=list, verbose_name='opening hours')),
                ('arrival', models.TextField(blank=True, help_text='Parking, buses and trains, which door, stairs.', max_length=2000, verbose_name='how to get here')),
                ('access', models.TextField(blank=True, help_text='Steps, lift, door width, toilet. For people who find walking hard.', max_length=2000, verbose_name='getting in')),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locations', to='services.clinic')),
            ],
            options={
                'verbose_name': 'location',
                'verbose_name_plural': 'locations',
                'ordering': ['position', 'id'],
                'abstract': False,
            },
        ),
        migrations.RunPython(move_to_a_location, move_back),
    ]
