"""`manage.py bake`: render the public site into the folder that is served."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from services.publishing.bake import (
    CURRENT,
    BakeFailed,
    bake,
    copy_to,
    is_current,
    manifest_of,
    published_folder,
)


class Command(BaseCommand):
    """Bakes if there is something new; `--check` only says whether there is, `--to` copies it."""

    help = "Render the public site into the folder that is served, if it has changed."

    def add_arguments(self, parser):
        """What to do instead of the usual, or after it."""
        parser.add_argument("--check", action="store_true", help="only say whether it is current")
        parser.add_argument("--force", action="store_true", help="bake even if nothing is new")
        parser.add_argument(
            "--to", metavar="DIR", type=Path, help="write a copy for nginx, a CDN or an archive"
        )

    def handle(self, *args, check, force, to, **options):
        """Bake, or check; exits with 1 if the folder isn't current, the bake or the copy failed."""
        if check:
            self.check_folder()
            return
        try:
            folder = bake(force=force, progress=self.progress)
        except (BakeFailed, OSError, DatabaseError) as problem:
            raise CommandError(
                f"The pages could not be made, the old ones stay: {problem}"
            ) from problem
        self.stdout.write(f"The published pages are in {folder}.")
        if to:
            try:
                copy_to(to.resolve())
            except OSError as problem:
                raise CommandError(f"The copy could not be written: {problem}") from problem
            self.stdout.write(f"A copy is in {to.resolve()}.")

    def check_folder(self):
        """Fail unless the folder says what patients should see now."""
        try:
            current = is_current(manifest_of(published_folder() / CURRENT), timezone.now())
        except DatabaseError as problem:
            raise CommandError(f"The database can't be used: {problem}") from problem
        if not current:
            raise CommandError("The published pages are out of date.")
        self.stdout.write("The published pages are current.")

    def progress(self, done, total):
        """A bar on a terminal, on long work."""
        if self.stderr.isatty() and total > 50:
            filled = done * 40 // total
            end = "\n" if done == total else ""
            self.stderr.write(f"\r[{'#' * filled:40}] {done}/{total}", ending=end)
