"""One decision at a time."""

from services.kinds import SITE


def publishing_lock():
    """Wait for whoever is publishing now; hold others off until this transaction ends.

    The lock is the one row of the site's own details. On SQLite the transaction itself holds others off
    (IMMEDIATE).
    """
    SITE.objects.select_for_update().get_or_create(pk=SITE.ONLY)
