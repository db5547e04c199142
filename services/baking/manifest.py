"""What a baked folder says of itself, and whether the database and the clock still agree with it.

    published/
      current -> 20261122T143000123456      what is served
      20261122T143000123456/site.json       what each address answers, and what it was made of

The newest folder also remembers which decision was the last. A database that doesn't know that decision
is another one, or an older copy: it is never taken for the clinic's wish.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

import brotli
from django.conf import settings
from django.db import connection
from django.db.models import Max

from services.models import Erasure, Publication, SignOff, Withdrawal

CURRENT = "current"
MANIFEST = "site.json"
# What a baked folder is called: a time. Anything else in its place is somebody's own, a copy perhaps.
FOLDER = re.compile(r"[0-9]{8}T[0-9]{12}")
# What every manifest has, of whatever release.
KEYS = {
    "release", "site_url", "is_demo", "newest", "holds_until",
    "pages", "moved", "gone", "icons", "cards",
}  # fmt: skip
# What patients see changes with a new row of one of these, and with time: the model, and when a row was made.
DECISIONS = {
    "publication": (Publication, "made_at"),
    "erasure": (Erasure, "at"),
    "sign_off": (SignOff, "at"),
    "withdrawal": (Withdrawal, "at"),
}
# A tenth larger than at the best, in a fifth of the time: who publishes waits for it.
BROTLI = 9


class Form(NamedTuple):
    """A form in which a baked file is kept: what its name ends in, its Content-Encoding, both ways of it."""

    suffix: str
    encoding: str | None
    make: Callable[[bytes], bytes]
    open: Callable[[bytes], bytes]


PLAIN = Form("", None, bytes, bytes)
FORMS = [
    PLAIN,
    # The same bytes give the same bytes.
    Form(".gz", "gzip", lambda body: gzip.compress(body, 9, mtime=0), gzip.decompress),
    Form(".br", "br", lambda body: brotli.compress(body, quality=BROTLI), brotli.decompress),
]
# Clocks of machines that share a database differ a little.
CLOCK_TOLERANCE = timedelta(minutes=5)

EMPTY = (
    "The database is empty, but pages are published, so nothing was changed. Put back the clinic’s database, "
    "or a backup of it. To start a new site instead, first remove {folder}."
)
OTHER = (
    "This isn’t the database that the published pages were made from (it lacks {change}), "
    "so the pages weren’t changed. Use that database. If you restored an older copy on purpose, run "
    "“make restored” or “manage.py bake --force” with the same settings."
)
CLOCK = (
    "This computer’s clock says {now}, but the newest change was made on {latest} UTC, so the published "
    "pages weren’t changed. Set the clock. If it’s right, run “manage.py bake --force”."
)


def published_folder():
    """Where the baked sites lie."""
    return settings.DATA_DIR / "published"


def folders():
    """The baked folders, the newest first: their names are times. One of them is what `current` leads to."""
    manifests = published_folder().glob(f"[0-9]*/{MANIFEST}")
    return sorted(
        (path.parent for path in manifests if FOLDER.fullmatch(path.parent.name)), reverse=True
    )


def manifest_of(folder):
    """The manifest of a baked folder as a dict, None if there is none, or not all of it."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.keys() >= KEYS else None


def digest_of(body):
    """What a manifest knows bytes by: the first 32 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(body).hexdigest()[:32]


class Damaged(Exception):
    """A baked file isn't what its manifest says."""


def read_whole(path, form, digest):
    """The bytes of a baked file in one of `FORMS`. Raises Damaged if, opened, they aren't those of `digest`.

    A crash or a full disk may have cut it. Raises OSError if it can't be read.
    """
    body = path.read_bytes()
    try:
        if digest_of(form.open(body)) == digest:
            return body
    except (OSError, EOFError, zlib.error, brotli.error):
        pass  # a cut file can't be opened
    raise Damaged(f"{path} is damaged.")


def is_whole(folder, manifest):
    """Whether all files of a baked folder are what its manifest says."""
    try:
        for page in manifest["pages"].values():
            for form in FORMS:
                path = folder / "files" / f"{page['file']}{form.suffix}"
                if form is PLAIN or path.exists():
                    read_whole(path, form, page["digest"])
    except (Damaged, OSError):
        return False
    return True


@cache
def release():
    """Twelve hexadecimal digits that change with the code, templates and static files."""
    digest = hashlib.sha256()
    for name in ("clinic_site", "services", "templates", "static"):
        for path in sorted((settings.BASE_DIR / name).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def latest_ids():
    """The newest row of each kind of decision: its id and when it was made, [0, ""] if there is none.

    An id alone wouldn't do: an older copy of the database gives it to another decision. The time is in
    milliseconds, which is what a dump of the database keeps of it.
    """
    return {name: _newest(model, when) for name, (model, when) in DECISIONS.items()}


def _newest(model, when):
    """The id of a model's newest row, and what its field `when` says, in ISO 8601."""
    row = model.objects.order_by("-id").values_list("id", when).first()
    return [row[0], row[1].isoformat(timespec="milliseconds")] if row else [0, ""]


def is_current(manifest, now):
    """Whether a manifest describes the site as it is now; one query a kind of decision."""
    return (
        manifest is not None
        and manifest["release"] == release()
        and manifest["site_url"] == settings.SITE_URL
        and manifest["is_demo"] == settings.DEMO
        and now < datetime.fromisoformat(manifest["holds_until"])
        and manifest["newest"] == latest_ids()
    )


def empty_database():
    """Why nothing must be made from this database: it is empty, but pages are published. Else an empty string.

    A database without tables is empty too. Raises DatabaseError.
    """
    manifest = _last_manifest()
    was_published = any(map(_row_of, manifest["newest"].values())) if manifest else _is_published()
    if not was_published or (
        Publication._meta.db_table in _tables() and Publication.objects.exists()
    ):
        return ""
    return EMPTY.format(folder=published_folder())


def other_database():
    """Why the published pages must not be made from this database, or an empty string if they may be.

    It lacks a decision that they were made of. Raises DatabaseError.
    """
    manifest = _last_manifest()
    if manifest is None:
        return ""
    tables = _tables()
    for name, known in manifest["newest"].items():
        last, made_at = _row_of(known), known[1] if isinstance(known, list) else ""
        if last and not (name in DECISIONS and _has(*DECISIONS[name], last, made_at, tables)):
            day = f" made on {made_at[:16].replace('T', ' ')} UTC" if made_at else ""
            return OTHER.format(change=f"a change{day}")
    return ""


def _row_of(known):
    """The id in what a manifest knows of a newest row: of an older release it is the id alone."""
    return known[0] if isinstance(known, list) else known


def _last_manifest():
    """The manifest of the folder that is served, or if it is damaged of the newest that can be read, or None."""
    manifests = map(manifest_of, [published_folder() / CURRENT, *folders()])
    return next(filter(None, manifests), None)


def _tables():
    """The names of the database's tables."""
    return set(connection.introspection.table_names())


def _is_published():
    """Whether pages are published here, even if they can't be read."""
    try:
        return any(FOLDER.fullmatch(path.name) for path in published_folder().iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _has(model, when, last, made_at, tables):
    """Whether the database has the row of `model` with the id `last`, made when it says."""
    if model._meta.db_table not in tables:
        return False
    time = model.objects.filter(id=last).values_list(when, flat=True).first()
    return time is not None and made_at in ("", time.isoformat(timespec="milliseconds"))


def latest_decision():
    """When the latest decision was made by any machine's clock, an aware datetime; None if there is none."""
    times = [
        model.objects.aggregate(latest=Max(when))["latest"] for model, when in DECISIONS.values()
    ]
    return max(filter(None, times), default=None)


def clock_behind(now, accepted=None):
    """Why the pages must not be made at `now` by this machine's clock, or an empty string if they may be.

    What was decided later than `now` would be missing from them. Decisions up to `accepted`, an aware
    datetime or None, are known to have been made by a clock that was wrong.
    """
    latest = latest_decision()
    if latest is None or latest <= now + CLOCK_TOLERANCE or (accepted and latest <= accepted):
        return ""
    return CLOCK.format(now=f"{now:%Y-%m-%d %H:%M}", latest=f"{latest:%Y-%m-%d %H:%M}")
