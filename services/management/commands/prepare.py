"""`manage.py prepare`: everything between a fresh clone and a running server, as often as you like."""

import hashlib
import os
import socket

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from services.publishing.bake import CURRENT, BakeFailed, bake, manifest_of, published_folder


def static_sources():
    """What the static files are made of, as 64 hexadecimal digits: each source, and the versions of what reads them."""
    sources = [(settings.BASE_DIR / "requirements.txt").read_text()]
    for finder in get_finders():
        for path, storage in finder.list([]):
            source = os.stat(storage.path(path))
            sources.append(f"{path} {source.st_size} {source.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(sources)).encode()).hexdigest()


class Command(BaseCommand):
    """Database, starting content, static files; then where the site is and how to sign in."""

    help = (
        "Make the data folder ready for the server; run again, it changes nothing that staff wrote."
    )

    def handle(self, *args, **options):
        """Say in one line what is in the way, if anything is."""
        if not os.access(settings.DATA_DIR, os.W_OK):
            raise CommandError(
                f"The data folder {settings.DATA_DIR} can't be written. "
                "Set DATA_DIR to a folder that you may write to."
            )
        self.check_port()
        try:
            self.collect_static()
            call_command("migrate", verbosity=0)
        except (OSError, DatabaseError) as problem:
            what = "database" if isinstance(problem, DatabaseError) else "data folder"
            problem_said = f"The {what} can't be used: {problem}"
            if manifest_of(published_folder() / CURRENT) is None:
                raise CommandError(problem_said) from problem
            self.stderr.write(
                f"{problem_said}\n"
                "Patients get the pages that were published last. Staff can work again when that is "
                f"mended. (To begin anew, without them, remove {published_folder()}.)"
            )
            self.stdout.write(f"\nThe site is at {settings.SITE_URL}/. Ctrl+C stops it.\n")
            return
        call_command("starting_content", stdout=self.stdout)
        try:
            if settings.BAKE:
                bake()
        except (BakeFailed, OSError, DatabaseError) as problem:
            # The site stands all the same, and tries again.
            self.stderr.write(f"The pages could not be made, the old ones stay: {problem}")
        self.stdout.write(f"\nThe site is at {settings.SITE_URL}/ - staff sign in at /admin/.")
        call_command("owner_link", if_none=True, stdout=self.stdout)
        self.stdout.write("Ctrl+C stops it.\n")

    def collect_static(self):
        """Gather and compress the static files: seconds, so only if they aren't those of last time."""
        # Beside the folder, for what lies in it is public.
        note = settings.STATIC_ROOT.with_name("static-made-of.txt")
        made_of = static_sources()
        is_there = note.is_file() and (settings.STATIC_ROOT / "staticfiles.json").is_file()
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
                raise CommandError(f"PORT is {settings.PORT}; it must be below 65536.") from problem
            except OSError as problem:
                raise CommandError(
                    f"Port {settings.PORT} is taken by another program ({problem.strerror}). "
                    "Try another: PORT=8001 make run"
                ) from problem
