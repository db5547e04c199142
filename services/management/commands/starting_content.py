"""`manage.py starting_content`: fill an empty site, and make it public."""

from functools import cache

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from services import documents, pictures
from services.content.days import years_after
from services.kinds import KINDS
from services.models import Publication, SignOff
from services.publishing.lock import publishing_lock
from services.publishing.publish import publish
from services.publishing.snapshot import freeze, restore, reviewed_hash
from services.starting_content import demo
from services.starting_content.demo_uploads import with_uploads
from services.starting_content.ims import IMS


def is_empty():
    """Whether this site has never held a page: staff's own work is never touched."""
    pages = (model for model in KINDS if model.content_class.has_address)
    return not (Publication.objects.exists() or any(model.objects.exists() for model in pages))


def take_in(path):
    """The name of the picture or document in a file, once its own files are in the data folder."""
    return _taken_in(path, settings.DATA_DIR)


@cache  # it takes a second or two
def _taken_in(path, _data_folder):
    taking = documents if path.suffix == ".pdf" else pictures
    with path.open("rb") as file:
        return taking.ingest(File(file))


class Command(BaseCommand):
    """Restores the starting content into the working copy and publishes it, once."""

    help = "Fill an empty site with the starting content and publish it; leave any other alone."

    def handle(self, *args, **options):
        """Do it, or say nothing if there is content already."""
        if not is_empty():
            return
        now = timezone.now()
        contents = [IMS]
        if settings.DEMO:
            # Before anybody has to wait for the lock.
            contents = [
                with_uploads(content, take_in) for content in demo.contents(timezone.localdate(now))
            ]
        self.fill(contents, now)

    @transaction.atomic
    def fill(self, contents, now):
        """Restore and publish contents at the moment `now`, unless the site has been filled meanwhile."""
        publishing_lock()
        if not is_empty():
            return
        if settings.DEMO:
            # Remembered, so that an invented clinic is never shown without saying so.
            settings.DEMO_MARK.touch()
        for content in contents:
            row = restore(content)
            if approval := settings.DEMO and demo.APPROVALS.get(row.key):
                SignOff.objects.create(
                    page_key=row.key,
                    content_hash=reviewed_hash(freeze(row)),
                    at=now,
                    is_right=True,
                    next_review=years_after(timezone.localdate(now), 1),
                    **approval,
                )
            publish(row, by=None, now=now)
        self.stdout.write("The starting content is in place, and public.")
