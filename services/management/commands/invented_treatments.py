"""`manage.py invented_treatments 1000`: so many treatments more, to try the site's size with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from services.publishing.publish import publish
from services.publishing.snapshot import restore
from services.starting_content import demo


class Command(BaseCommand):
    """Publishes invented treatments, as long as the IMS page. Only in a demonstration."""

    help = "Publish this many invented treatments, in a demonstration (DEMO=1)."

    def add_arguments(self, parser):
        """How many."""
        parser.add_argument("count", type=int)

    @transaction.atomic
    def handle(self, *args, count, **options):
        """Add those that aren't there yet."""
        if not settings.DEMO_MARK.exists():
            raise CommandError(
                "Invented content is for demonstrations. Start one with `make demo`."
            )
        for number in range(1, count + 1):
            publish(restore(demo.another(number)), by=None, now=timezone.now())
        self.stdout.write(f"There are {count} invented treatments. They go live in a moment.")
