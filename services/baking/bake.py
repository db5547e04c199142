"""Publications -> files: the public site rendered into a folder, switched in whole.

    published/
      current -> 20261122T143000123456      what is served
      20261122T143000123456/
        site.json                            what each address answers: file, headers, redirects, gone
        files/                               the pages, and the static files that they use
        nginx/                               the same answers for nginx

Pages are rendered through Django's own request handler, by URL. The folder is made aside and appears
under `current` in one rename, so it is whole or it isn't there. Nothing here is asked by patients.
"""

import errno
import json
import logging
import os
import re
import shutil
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from services import uploads
from services.content.document import Document
from services.content.picture import Picture
from services.models import Publication, SignOff, Withdrawal
from services.publishing.site import Gone, Moved, PublicSite

from .manifest import (
    CURRENT,
    FORMS,
    MANIFEST,
    PLAIN,
    Damaged,
    clock_behind,
    digest_of,
    empty_database,
    folders,
    is_current,
    is_whole,
    latest_decision,
    latest_ids,
    manifest_of,
    other_database,
    published_folder,
    read_whole,
    release,
)
from .nginx import nginx_files
from .render import get_response

log = logging.getLogger(__name__)

# A folder being made; what is left of one that was killed is removed by the next bake.
ASIDE = "making-"
PREVIOUS = 2
# Where the answer to an unknown address lies.
NOT_FOUND = "/404.html"
ICONS = ("/favicon.ico", "/apple-touch-icon.png")
CARD = re.compile(r'property="og:image" content="([^"]+)"')
STATIC = re.compile(r'/static/[^")?#]+')
MEDIA = re.compile(rf"/media/{Picture.FILE}")
SRCSET = re.compile(r'(?:srcset|src)="([^"]+)"')
DOCUMENT = re.compile(rf'href="(/media/{Document.FILE})"')
COMPRESSED = re.compile(r"text/|xml|json|svg|javascript")
TINY = 256  # bytes: compressed, it would be larger
# The handler's own; the server makes them anew for each answer.
NOT_KEPT = {"content-length", "vary", "etag", "last-modified"}


DISK_FULL = "The disk is full."


class BakeFailed(Exception):
    """The pages can't be made; the message says why, in plain words."""


class Distrusted(BakeFailed):
    """The pages must not be made from this database, or by this clock, until somebody has looked at it."""


def expires_at(site):
    """The moment after which a bake of `site` may be out of date by itself.

    Whichever comes first: the next planned publication, or midnight at the clinic, when a closure
    may begin or end.
    """
    today = datetime.combine(site.today, datetime.min.time(), tzinfo=site.zone)
    midnight = today + timedelta(days=1)
    plan = Publication.objects.planned(site.at).order_by("live_from").first()
    # One of a moment ago, or by another machine's clock.
    later = [
        model.objects.filter(at__gt=site.at).order_by("at").first()
        for model in (SignOff, Withdrawal)
    ]
    return min([midnight, *([plan.live_from] if plan else []), *(row.at for row in later if row)])


def record_failure(problem):
    """Keep what went wrong where staff are told of it; None when all is well again."""
    path = published_folder() / "problem"
    if problem is None:
        path.unlink(missing_ok=True)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(problem))
    except OSError:
        pass  # a disk that is full can't take a note either; the log has it


def recorded_failure():
    """What the last bake failed on, or an empty string."""
    try:
        # A note that is empty found no room for its words.
        return (published_folder() / "problem").read_text() or DISK_FULL
    except OSError:
        return ""


@contextmanager
def _one_at_a_time(folder, wait=True):
    """Wait until no other process of this machine bakes, or raise BlockingIOError."""
    import fcntl  # here, for Windows has none, and doesn't bake

    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def bake(*, now=None, anew=False, force=False, wait=True, progress=lambda done, total: None):
    """Render the public site and make it what is served; returns its folder.

    A folder that is current and whole is left alone, and what didn't change is taken from it, unless all is
    to be made `anew`. With `force` all is made anew whatever the clock says, and from another database than
    before; never from an empty one. `progress` is told how many of how many addresses are done. Raises
    BakeFailed, OSError or DatabaseError, and BlockingIOError if another bake is going on and this one isn't to
    `wait`; whatever was served before is served on.
    """
    root = published_folder()
    with _one_at_a_time(root, wait):
        current = root / CURRENT
        now, anew = now or timezone.now(), anew or force
        manifest = manifest_of(current) if current.is_symlink() else None
        if not anew and is_current(manifest, now):
            if is_whole(current, manifest):
                record_failure(None)
                return current.resolve()
            anew = True
        for leftover in root.glob(f"{ASIDE}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        aside = root / f"{ASIDE}{os.getpid()}"
        folder = root / _next_name()
        try:
            accepted = _trusted(manifest, now, force)
            _render(aside, _Folder(aside, current, anew=anew), now, progress, accepted)
            os.sync()  # a power cut after the switch must find the files whole
            aside.rename(folder)
            _switch(current, folder)
        except Exception as problem:
            for left in (aside, folder):
                shutil.rmtree(left, ignore_errors=True)
            if getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
                problem = BakeFailed(f"{DISK_FULL} ({root})")
            record_failure(problem)
            raise problem
        _forget_old(folder)
        record_failure(None)
        return folder


def _trusted(manifest, now, force):
    """Up to when decisions by a wrong clock are accepted, an aware datetime or None. Raises Distrusted.

    Once somebody has insisted on the clock, all decisions so far are accepted. Otherwise every later bake
    would have to be forced too, until the clock has caught up.
    """
    if problem := empty_database() or (not force and other_database()):
        raise Distrusted(problem)
    accepted = manifest and manifest.get("accepted")
    accepted = datetime.fromisoformat(accepted) if accepted else None
    if problem := clock_behind(now, accepted):
        if not force:
            raise Distrusted(problem)
        return latest_decision()
    return accepted


def _next_name():
    """The name of a new folder: the time, or one more than the newest has, should the clock have been ahead."""
    name = f"{timezone.now():%Y%m%dT%H%M%S%f}"
    before = folders()
    if not before or before[0].name < name:
        return name
    number = str(int(before[0].name.replace("T", "")) + 1)
    return f"{number[:8]}T{number[8:]}"


def bake_within(seconds=3.0):
    """Bake in a thread of its own; returns whether it was done within `seconds`: whoever decides waits.

    It goes on if it wasn't. What it fails on within that time is raised, as by `bake`; later failures
    are logged, and noted for staff.
    """
    failures = []

    def work():
        try:
            bake()
        except Exception as problem:
            log.exception("The published pages couldn’t be updated.")
            failures.append(problem)
        finally:
            connection.close()

    # Killed with its process, it leaves a whole site: it may well be a daemon.
    thread = threading.Thread(target=work, daemon=True, name="bake")
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    return not thread.is_alive()


def _switch(current, folder):
    """Make `current` lead to `folder`: one rename, which is there or isn't."""
    if current.is_dir() and not current.is_symlink():
        shutil.rmtree(current)  # a data folder that was copied with its links followed
    link = current.with_name(f"{ASIDE}link")
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    link.replace(current)


def remove_upload(name):
    """Delete the files of an erased picture or document, from the published folders of this machine too."""
    copies = published_folder().glob("*/files/media")
    uploads.remove(uploads.named(name), *copies)


def copy_to(target):
    """Write what is served as a folder of its own at `target`, in place of an older copy.

    For a moment between two renames there is neither. Raises FileExistsError if something else is
    there, OSError if it can't be written; the older copy stays then.
    """
    if target.is_relative_to(published_folder().resolve()) or target == Path.cwd():
        raise FileExistsError(f"{target} is in use. Choose another folder.")
    aside, old = (target.with_name(f".{target.name}.bake-{word}") for word in ("new", "old"))
    if old.exists() and not target.exists():
        old.rename(target)  # killed between the two, the last time
    if target.exists():
        others = {path.name for path in target.iterdir()} - {MANIFEST, "files", "nginx"}
        if others or (any(target.iterdir()) and "newest" not in (manifest_of(target) or {})):
            raise FileExistsError(
                f"{target} holds other files, not a copy of these pages. Choose an empty folder."
            )
    shutil.rmtree(aside, ignore_errors=True)
    try:
        with _one_at_a_time(published_folder()):
            shutil.copytree((published_folder() / CURRENT).resolve(), aside)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _forget_old(newest_folder):
    """Keep the newest folder and those before it that a worker may still serve."""
    older = [folder for folder in folders() if folder < newest_folder]
    for folder in older[PREVIOUS:]:
        shutil.rmtree(folder, ignore_errors=True)


def _holds(path, form, digest):
    """Whether the file at `path` is, in this form, what `digest` says."""
    try:
        return bool(read_whole(path, form, digest))
    except (Damaged, OSError):
        return False


class _Folder:
    """A folder being made: writes answers, and takes what is unchanged from the one before."""

    def __init__(self, path, before, anew=False):
        self.files = path / "files"
        self.files.mkdir(parents=True)
        self.before = before / "files"
        manifest = None if anew else manifest_of(before)
        self.known = manifest["pages"] if manifest else {}
        # Another release may send other headers with the same bytes.
        self.may_take = (
            manifest is not None
            and manifest["release"] == release()
            and manifest["site_url"] == settings.SITE_URL
        )
        self.pages = {}

    def add(self, url, body, headers, status=200):
        """Write the answer of `url`, beside it its compressed forms."""
        digest = digest_of(body)
        unchanged = self.known.get(url, {}).get("digest") == digest
        is_compressed = COMPRESSED.search(headers["Content-Type"]) and len(body) > TINY
        name = url.lstrip("/") + ("index.html" if url.endswith("/") else "")
        (self.files / name).parent.mkdir(parents=True, exist_ok=True)
        for form in FORMS if is_compressed else [PLAIN]:
            path, old = (folder / (name + form.suffix) for folder in (self.files, self.before))
            if unchanged and _holds(old, form, digest):
                os.link(old, path)
                path.chmod(0o644)  # an older release may have made it for its owner alone
            else:
                path.write_bytes(form.make(body))
        self.pages[url] = {"file": name, "digest": digest, "headers": headers, "status": status}

    def take(self, url):
        """Take the answer of `url` as the folder before has it; returns whether it has it, whole."""
        old = self.before / url.lstrip("/")
        if not self.may_take or url not in self.known or not old.is_file():
            return False
        try:
            body = read_whole(old, PLAIN, self.known[url]["digest"])
        except Damaged:
            return False
        self.add(url, body, self.known[url]["headers"])
        return True


def _read(now):
    """The site at `now`, all of it, and `latest_ids` as they were then.

    What is published while it is read is in the next bake, never half in this one.
    """
    while True:
        before = latest_ids()
        site = PublicSite(now).load()
        if latest_ids() == before:
            return site, before


def _render(path, folder, now, progress, accepted):
    """Render the site at `now` into `folder`, the `_Folder` at `path`; `accepted` is what `_trusted` says."""
    site, rows = _read(now)
    addresses = site.addresses
    moved, gone, cards, statics, media = {}, {}, {}, set(), set()

    def keep(url, *, expected=200, at=None):
        response = get_response(site, url)
        if response.status_code != expected:
            raise BakeFailed(f"{url} answered {response.status_code} instead of {expected}.")
        body = b"".join(response)
        if response.streaming:
            # A static file. Closing the answer itself would close the database's connection with it.
            response.file_to_stream.close()
        headers = {name: value for name, value in response.items() if name.lower() not in NOT_KEPT}
        folder.add(at or url, body, headers, expected)
        return body.decode() if headers["Content-Type"].startswith("text/html") else ""

    total = len(addresses) + len(site.former)
    for done, url in enumerate(addresses):
        html = keep(url)
        statics.update(STATIC.findall(html))
        media.update(MEDIA.findall(" ".join(SRCSET.findall(html))), DOCUMENT.findall(html))
        cards[url] = urlsplit(CARD.search(html)[1]).path
        progress(done, total)
    for done, url in enumerate(site.former, start=len(addresses)):
        # Asked of the site: where a page is gone, an address of the former website may lead on.
        match site.page(url):
            case Moved(to):
                moved[url] = to
            case Gone():
                # No page's file is there: a slug has no dot.
                gone[url] = f"/gone.html{url.rstrip('/')}.html"
                keep(url, expected=410, at=gone[url])
        progress(done, total)
    # Where an address leads, without its slash too: one hop, and no second look.
    # An address of the former website may lead to one that is gone, which has no card.
    cards |= {url: cards[new] for url, new in moved.items() if new in cards}
    moved |= {url[:-1]: moved.get(url, url) for url in [*addresses, *moved] if url != "/"}
    gone |= {url[:-1]: page for url, page in gone.items()}
    keep(NOT_FOUND, expected=404)
    for url in (reverse("sitemap"), reverse("robots")):
        keep(url)
    # A card's address changes with what it shows: the same address is the same picture.
    for url in set(cards.values()):
        folder.take(url) or keep(url)
    icons = {url: get_response(site, url)["Location"] for url in ICONS}
    for url in statics | set(icons.values()):
        folder.take(url) or keep(url)
    for url in media:
        try:
            folder.take(url) or keep(url)
        except BakeFailed:
            # Readers get its words instead. A file that is lost must not hold a closure back.
            log.error("The file %s is missing from the data folder; a page shows it.", url)
    progress(total, total)
    old, old_with_query = site.old.all()
    manifest = {
        "release": release(),
        "site_url": settings.SITE_URL,
        "is_demo": settings.DEMO,
        "newest": rows,
        "accepted": accepted and accepted.isoformat(),
        "holds_until": expires_at(site).isoformat(),
        # What an address answers: a file, or 301, 410, 302 to what is named.
        "pages": folder.pages,
        "moved": moved,
        "gone": gone,
        # Addresses of a former website as `content.web_address.plain` has them: where to, and where with
        # which query string.
        "old": old,
        "old_with_query": old_with_query,
        "icons": icons,
        # Of each page, its card: what any other address of a card of that page leads to.
        "cards": cards,
    }
    (path / "nginx").mkdir()
    for name, text in nginx_files(manifest).items():
        (path / "nginx" / name).write_text(text)
    (path / MANIFEST).write_text(json.dumps(manifest, sort_keys=True))
