"""`manage.py prepare`: everything between a fresh clone and a running server, as often as you like."""

import hashlib
import os
import socket

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from services.baking.bake import BakeFailed, bake
from services.baking.manifest import (
    CURRENT,
    empty_database,
    manifest_of,
    other_database,
    published_folder,
)

# Exit codes. `make run` serves what was published last after the one, and stops after the other.
PAGES_CAN_BE_SERVED, NOTHING_CAN_BE_SERVED = 1, 2


def static_sources():
    """What the static files are made of, as 64 hexadecimal digits: each source, and the versions of what reads them."""
    stamps = [(settings.BASE_DIR / "requirements.txt").read_text()]
    for finder in get_finders():
        for path, storage in finder.list([]):
            source = os.stat(storage.path(path))
            stamps.append(f"{path} {source.st_size} {source.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(stamps)).encode()).hexdigest()


class Command(BaseCommand):
    """Database, starting content, static files; then where the site is and how to sign in.

    Exits with 1 if the database can’t be used, or isn't the one that the published pages were made from:
    it is left alone, and the pages can still be served. Exits with 2 if nothing can be served.
    """

    help = (
        "Prepare the data folder for the server. Running it again never changes what staff wrote."
    )

    def handle(self, *args, **options):
        """Say in one line what is in the way, if anything is."""
        if not os.access(settings.DATA_DIR, os.W_OK):
            raise CommandError(
                f"The data folder {settings.DATA_DIR} can’t be written. "
                "Set DATA_DIR to a folder you can write to.",
                returncode=NOTHING_CAN_BE_SERVED,
            )
        self.check_port()
        try:
            self.collect_static()
            if problem := empty_database() or other_database():
                raise CommandError(problem, returncode=PAGES_CAN_BE_SERVED)
            call_command("migrate", verbosity=0)
        except (OSError, DatabaseError) as problem:
            what = "database" if isinstance(problem, DatabaseError) else "data folder"
            is_published = manifest_of(published_folder() / CURRENT) is not None
            raise CommandError(
                f"The {what} can’t be used: {problem}",
                returncode=PAGES_CAN_BE_SERVED if is_published else NOTHING_CAN_BE_SERVED,
            ) from problem
        call_command("starting_content", stdout=self.stdout)
        try:
            if settings.BAKE:
                bake()
        except (BakeFailed, OSError, DatabaseError) as problem:
            # The site stands all the same, and tries again.
            self.stderr.write(f"The pages couldn’t be updated, so the old ones stay: {problem}")
        self.stdout.write(f"\nThe site is at {settings.SITE_URL}/ - staff sign in at /admin/.")
        call_command("owner_link", if_none=True, stdout=self.stdout)
        self.stdout.write("Press Ctrl+C to stop it.\n")

    def collect_static(self):
        """Gather and compress the static files: seconds, so only if they aren't those of last time."""
        # Beside the folder, for what lies in it is public.
        note = settings.STATIC_ROOT.with_name("static-made-of.txt")
        made_of = static_sources()
        there = (note, note.with_name("staticfiles.json"), settings.STATIC_ROOT)
        is_there = all(path.exists() for path in there)
        if not (is_there and note.read_text() == made_of):
            note.unlink(missing_ok=True)  # until all is gathered
            call_command("collectstatic", interactive=False, verbosity=0)
            note.write_text(made_of)

    def check_port(self):
        """Fail if another program listens where gunicorn is going to."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", settings.PORT))
            except OverflowError as problem:
                raise CommandError(
                    f"PORT is {settings.PORT}. It must be below 65536.",
                    returncode=NOTHING_CAN_BE_SERVED,
                ) from problem
            except OSError as problem:
                raise CommandError(
                    f"Port {settings.PORT} is in use by another program ({problem.strerror}). "
                    "Try another: PORT=8001 make run",
                    returncode=NOTHING_CAN_BE_SERVED,
                ) from problem
