"""`manage.py bake`: render the public site into the folder that is served."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from services.publishing.bake import (
    CURRENT,
    BakeFailed,
    bake,
    is_current,
    manifest_of,
    published_folder,
)


class Command(BaseCommand):
    """Bakes if there is something new; `--check` only says whether there is."""

    help = "Render the public site into the folder that is served, if it has changed."

    def add_arguments(self, parser):
        """What to do instead of the usual."""
        parser.add_argument("--check", action="store_true", help="only say whether it is current")
        parser.add_argument("--force", action="store_true", help="bake even if nothing is new")

    def handle(self, *args, check, force, **options):
        """Bake, or check; exits with 1 if the folder isn't current or the bake failed."""
        if check:
            manifest = manifest_of(published_folder() / CURRENT)
            if not is_current(manifest, timezone.now()):
                raise CommandError("The published pages are out of date.")
            self.stdout.write("The published pages are current.")
            return
        try:
            folder = bake(force=force, progress=self.progress)
        except (BakeFailed, OSError, DatabaseError) as problem:
            raise CommandError(
                f"The pages could not be made, the old ones stay: {problem}"
            ) from problem
        self.stdout.write(f"The published pages are in {folder}.")

    def progress(self, done, total):
        """A bar on a terminal, on long work."""
        if self.stderr.isatty() and total > 50:
            filled = done * 40 // total
            end = "\n" if done == total else ""
            self.stderr.write(f"\r[{'#' * filled:40}] {done}/{total}", ending=end)
