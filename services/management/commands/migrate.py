"""`manage.py migrate`: Django's own, which begins the SQLite file if there is none."""

import os
from contextlib import contextmanager

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from services.accounts.roles import grant_rights


class Command(migrate.Command):
    """Makes the tables, and gives the roles their rights; nothing else ever begins a database."""

    def execute(self, *args, **options):
        """Make the file if it is missing: Django's checks, which come first, open it."""
        if connections[options["database"]].vendor == "sqlite":
            # Readable by its owner alone: people's names and passwords' hashes are in it.
            os.close(os.open(settings.SQLITE_FILE, os.O_WRONLY | os.O_CREAT, 0o600))
        return super().execute(*args, **options)

    def handle(self, *args, **options):
        """Migrate; after all of it, rights to what is new."""
        with _taking_any_time(connections[options["database"]]):
            super().handle(*args, **options)
            is_whole = options["app_label"] is None
            if is_whole and not (options["plan"] or options["check_unapplied"]):
                grant_rights()


@contextmanager
def _taking_any_time(connection):
    """On PostgreSQL a step may take longer than a query of the site may."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
