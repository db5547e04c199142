"""`manage.py owner_link`: a one-time link with which an owner sets name and password."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from services.accounts.welcome import owners, welcome_link
from services.baking.manifest import CURRENT, manifest_of, published_folder


class Command(BaseCommand):
    """Prints a link for the first owner, or for the one whose sign-in name is given."""

    help = "Print a one-time link for the owner to choose a username and password."

    def add_arguments(self, parser):
        """The owner's sign-in name, if there are several."""
        parser.add_argument("name", nargs="?", default="", help="an owner’s username")
        parser.add_argument(
            "--if-none", action="store_true", help="print nothing if there is an owner already"
        )

    def handle(self, *args, name, if_none, **options):
        """Print the link."""
        existing = owners()
        try:
            has_owner = existing.exists()
        except DatabaseError as problem:
            if manifest_of(published_folder() / CURRENT):
                raise CommandError(f"The database can’t be used: {problem}") from problem
            raise CommandError("There is no site here yet. `make run` makes one.") from problem
        if if_none and has_owner:
            return
        owner = existing.filter(username=name).first() if name else existing.first()
        if name and owner is None:
            names = ", ".join(existing.values_list("username", flat=True)) or "none yet"
            raise CommandError(f"No owner has the username {name!r}. Owners: {names}.")
        if owner:
            self.stdout.write(
                f"Open this link to choose a new password for {owner.get_username()}:"
            )
        else:
            self.stdout.write("There is no owner yet. Open this link to become the owner:")
        self.stdout.write(f"\n    {welcome_link(owner)}\n")
        self.stdout.write("It works once, for 3 days. `make owner-link` makes a new one.")
