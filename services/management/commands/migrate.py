"""`manage.py migrate`: Django's own, which begins the SQLite file if there is none."""

import os

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    """Makes the tables; nothing else ever begins a database."""

    def execute(self, *args, **options):
        """Make the file if it is missing: Django's checks, which come first, open it."""
        if connections[options["database"]].vendor == "sqlite":
            # Readable by its owner alone: people's names and passwords' hashes are in it.
            os.close(os.open(settings.SQLITE_FILE, os.O_WRONLY | os.O_CREAT, 0o600))
        return super().execute(*args, **options)

    def handle(self, *args, **options):
        """Migrate. On PostgreSQL a step may take longer than a query of the site may."""
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            return super().handle(*args, **options)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        try:
            return super().handle(*args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET statement_timeout")
