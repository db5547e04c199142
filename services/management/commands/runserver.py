"""`manage.py runserver`: Django's own, which notices a changed file sooner."""

from django.utils.autoreload import StatReloader
from whitenoise.runserver_nostatic.management.commands import runserver


class Command(runserver.Command):
    """Looks four times a second, not once: what was changed is there when its author reloads the page."""

    def run(self, **options):
        """Serve. A look at all files takes a few milliseconds."""
        StatReloader.SLEEP_TIME = 0.25
        super().run(**options)
