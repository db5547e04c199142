"""`manage.py bake`: render the public site into the folder that is served."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from services.baking.bake import BakeFailed, bake, copy_to
from services.baking.manifest import CURRENT, is_current, manifest_of, published_folder


class Command(BaseCommand):
    """Bakes if there is something new; `--check` only says whether there is, `--to` copies it."""

    help = "Render the public site into the folder that is served, if it has changed."

    def add_arguments(self, parser):
        """What to do instead of the usual, or after it."""
        either = parser.add_mutually_exclusive_group()
        either.add_argument(
            "--check", action="store_true", help="only check whether it is up to date"
        )
        either.add_argument(
            "--force",
            action="store_true",
            help="rebuild everything, even from an older database, with another clock or for another SITE_URL",
        )
        parser.add_argument(
            "--to",
            metavar="DIR",
            type=Path,
            help="write a copy to this folder, which must have nothing else in it",
        )

    def handle(self, *args, check, force, to, **options):
        """Bake, or check; exits with 1 if the folder isn't current, the bake or the copy failed."""
        if check:
            self.check_folder()
            return
        to = to and to.resolve()
        self.check_address(force)
        try:
            folder = bake(force=force, progress=self.progress)
        except (BakeFailed, OSError, DatabaseError) as problem:
            raise CommandError(
                f"The pages couldn’t be updated, so the old ones stay: {problem}"
            ) from problem
        self.stdout.write(f"The published pages are in {folder}.")
        if to:
            try:
                copy_to(to)
            except FileExistsError as problem:
                raise CommandError(str(problem)) from problem
            except OSError as problem:
                raise CommandError(
                    f"The copy couldn’t be written in {to.parent}: {problem}"
                ) from problem
            self.stdout.write(f"A copy is in {to}.")

    def check_address(self, force):
        """Fail rather than publish a running site under another address, by a setting forgotten."""
        manifest = manifest_of(published_folder() / CURRENT)
        if manifest and manifest["site_url"] != settings.SITE_URL and not force:
            raise CommandError(
                f"The site is published as {manifest['site_url']}, but SITE_URL is "
                f"{settings.SITE_URL}. Set SITE_URL to the first, or use --force."
            )

    def check_folder(self):
        """Fail unless the folder says what patients should see now."""
        try:
            current = is_current(manifest_of(published_folder() / CURRENT), timezone.now())
        except DatabaseError as problem:
            raise CommandError(f"The database can’t be used: {problem}") from problem
        if not current:
            raise CommandError("The published pages are out of date.")
        self.stdout.write("The published pages are up to date.")

    def progress(self, done, total):
        """A bar on a terminal, on long work."""
        if self.stderr.isatty() and total > 50:
            filled = done * 40 // total
            end = "\n" if done == total else ""
            self.stderr.write(f"\r[{'#' * filled:40}] {done}/{total}", ending=end)
