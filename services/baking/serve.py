"""Files -> WSGI: the baked site, served before Django is asked.

A page costs what a static file costs and needs no database. Whatever isn't public (the staff's side)
and whatever a bake can't know (another host, plain http on an https site) goes on to Django. It works on
`settings.SEATS` requests at a time in each process: when all of them wait for a database that hangs, patients
still read on.
"""

import logging
import re
import threading
from functools import cache, lru_cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.http.request import split_domain_port, validate_host
from django.template.loader import render_to_string
from django.utils import timezone
from whitenoise.responders import Response, StaticFile
from whitenoise.string_utils import decode_path_info

from services.content.web_address import known_of, plain, rest_of
from services.http.headers import MOVED_CACHE, headers_for
from services.http.stylesheet import stylesheet
from services.publishing.site import CARD_ADDRESS, context_without_database, with_query

from .bake import NOT_FOUND, BakeFailed, bake
from .manifest import CURRENT, FORMS, folders, is_current, manifest_of, published_folder, read_whole

log = logging.getLogger(__name__)

# Django's own: the staff's side, the static files that only it uses, and the uploads of drafts.
NOT_PUBLIC = re.compile(r"/(admin|static|media)(/|$)")
CARD = re.compile(CARD_ADDRESS)
# How often a worker looks for a new folder, and whether the one it has still holds. Seconds.
POLL_SECONDS = 0.1
RENEW_SECONDS = 5.0
# When somebody who found all seats taken should come again. Seconds.
RETRY = 10
# What a worker holds in memory; a file beyond that is read from the disk each time.
MEMORY = 256 * 1024 * 1024
LARGE = 1024 * 1024
STATUS_LINES = {status: f"{status.value} {status.phrase}" for status in HTTPStatus}


class Page(StaticFile):
    """A baked answer that holds its bytes, if there is `room` for so many.

    What it does otherwise than WhiteNoise's file: the ETag is made from the bytes and compared weakly
    and in lists (RFC 9110, 8.8.3.2 and 13.1.2), there is no Last-Modified, Range is ignored, and an
    encoding with q=0 is refused (12.5.3).
    """

    def __init__(self, path, entry, room):
        self.entry = entry
        self.status = HTTPStatus(entry["status"])
        headers = [*entry["headers"].items(), ("ETag", f'W/"{entry["digest"]}"')]
        forms = {form.encoding: form for form in FORMS}
        encodings = {form.encoding: f"{path}{form.suffix}" for form in FORMS if form.encoding}
        super().__init__(str(path), headers, encodings=encodings)
        on_disk, in_memory = [], []
        for _pattern, path, headers in self.alternatives:
            name = dict(headers).get("Content-Encoding")
            on_disk.append((name, path, headers))
            body = read_whole(Path(path), forms[name], entry["digest"])
            in_memory.append((name, body, headers))
        # The bytes that it holds, all its forms together; 0 if it is read from the disk each time.
        self.size = sum(len(body) for _name, body, _headers in in_memory)
        if self.size > min(room, LARGE):
            self.size = 0
        self.forms = in_memory if self.size else on_disk

    def get_headers(self, headers_list, files):
        """The headers, without a date: two edits in one second are two pages."""
        headers = super().get_headers(headers_list, files)
        del headers["Last-Modified"]
        if self.status != HTTPStatus.OK:
            del headers["ETag"]  # nobody asks again whether a page is still missing
        return headers

    def get_response(self, method, request_headers):
        """The answer to a request; its `file` is bytes."""
        etags = request_headers.get("HTTP_IF_NONE_MATCH")
        if etags and self.etag and (etags == self.etag or _matches(etags, self.etag)):
            return self.not_modified_response
        accepted = _accepted(request_headers.get("HTTP_ACCEPT_ENCODING", ""))
        # The smallest that the reader takes; plain bytes, which have no name, are always taken.
        for name, body, headers in self.forms:  # noqa: B007
            if name is None or name in accepted:
                break
        body = body if isinstance(body, bytes) else _read(body)
        return Response(self.status, headers, b"" if method == "HEAD" else body)


def _read(path):
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


@lru_cache(maxsize=1024)
def _accepted(header):
    """The encodings that an Accept-Encoding header accepts: those named, or `*`, with q above 0."""
    named = {}
    for item in header.lower().split(","):
        name, _semicolon, parameters = item.partition(";")
        quality = re.search(r"q\s*=\s*(\S*)", parameters)
        try:
            named[name.strip()] = float(quality[1]) if quality else 1.0
        except ValueError:
            named[name.strip()] = 0.0
    return frozenset(name for name in ("br", "gzip") if named.get(name, named.get("*", 0)) > 0)


def _matches(header, etag):
    """Whether an If-None-Match header names `etag`, compared weakly."""
    tags = re.findall(r'(?:W/)?("[^"]*")', header)
    return header.strip() == "*" or etag.removeprefix("W/") in tags


@lru_cache(maxsize=1024)
def _is_our_host(header):
    """Whether a Host header names this site."""
    domain, _port = split_domain_port(header)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


class BakedSite:
    """One baked folder, loaded: what each address answers.

    What is the same in the folder `before` is taken over: two sites in memory cost little more than one.
    """

    def __init__(self, folder, before=None):
        self.folder = folder
        self.manifest = manifest_of(folder)
        self.pages, self.others, room = {}, {}, MEMORY
        known = before.pages | before.others if before else {}
        for url, entry in self.manifest["pages"].items():
            page = known.get(url)
            if page is None or page.entry != entry or not page.size:
                page = Page(folder / "files" / entry["file"], entry, room)
            room -= page.size
            (self.pages if page.status == HTTPStatus.OK else self.others)[url] = page

    def answer(self, path, query):
        """What `path` answers: an object with `get_response`, or None if Django is to say."""
        if query and (destination := self._old_with_query(path, query)):
            return _redirect(HTTPStatus.MOVED_PERMANENTLY, *destination)
        if page := self.pages.get(path):
            return page
        if NOT_PUBLIC.match(path):
            return None
        manifest = self.manifest
        if path in manifest["icons"]:
            return _redirect(HTTPStatus.FOUND, manifest["icons"][path])
        if path in manifest["moved"]:
            return _redirect(HTTPStatus.MOVED_PERMANENTLY, manifest["moved"][path], query)
        # A folder of an older release knows of no former website.
        if to := manifest.get("old", {}).get(plain(path)):
            return _redirect(HTTPStatus.MOVED_PERMANENTLY, to, query)
        if path in manifest["gone"]:
            return self.others[manifest["gone"][path]]
        if card := CARD.fullmatch(path):
            page = card["page"]
            if page in manifest["cards"]:
                return _redirect(HTTPStatus.FOUND, manifest["cards"][page])
            if page in manifest["gone"]:
                return self.others[manifest["gone"][page]]
        return self.others[NOT_FOUND]

    def _old_with_query(self, path, query):
        """As `OldAddresses.destination`; None if it is no such address."""
        queries = self.manifest.get("old_with_query", {}).get(plain(path), {})
        known = known_of(queries, query)
        return known and (queries[known], rest_of(query, known))


class _Redirect:
    """An answer that leads elsewhere."""

    def __init__(self, status, headers):
        self.response = Response(status, headers, b"")

    def get_response(self, method, request_headers):
        """The same for every request."""
        return self.response


def _redirect(status, address, query=""):
    """A redirect to `address`, its query string kept."""
    headers = headers_for(address) | {
        "Location": with_query(address, query),
        "Content-Length": "0",
    }
    if status == HTTPStatus.MOVED_PERMANENTLY:
        headers["Cache-Control"] = MOVED_CACHE
    return _Redirect(status, list(headers.items()))


class _GivenBack:
    """The body of Django's answer, after which its seat is free."""

    def __init__(self, body, give_back):
        self.body, self.give_back = body, give_back

    def __iter__(self):
        return iter(self.body)

    def close(self):
        """What the server calls when it has sent the answer, or can't (PEP 3333)."""
        try:
            if hasattr(self.body, "close"):
                self.body.close()
        finally:
            self.give_back()


class PublishedSiteApp:
    """A WSGI application: the baked site first, Django for the rest."""

    def __init__(self, application):
        self.application = application
        self.site = None
        # A folder that can't be loaded; it is made anew.
        self.broken = None
        self.stop = threading.Event()
        self.seats = threading.BoundedSemaphore(settings.SEATS)
        try:
            self.reload()
        except OSError as problem:
            log.error("The published pages can’t be read, so Django answers instead: %s", problem)

    def watch(self):
        """Follow new folders in the background, off the path of requests."""
        threading.Thread(target=self._watch, daemon=True, name="published-site").start()
        return self

    def _watch(self):
        rounds, problem = 0, ""
        while not self.stop.wait(POLL_SECONDS):
            rounds += 1
            try:
                self.reload()
                # At once after a start: what is served may be damaged, or of before.
                if (rounds - 1) % round(RENEW_SECONDS / POLL_SECONDS) == 0:
                    self.renew()
                    if problem:
                        log.warning("The published pages can be updated again.")
                    problem = ""
            except Exception as failure:
                # Whatever it is, what was served before is served on, and the next round tries again.
                if str(failure) != problem:
                    # It is said once, with a traceback unless it says all by itself.
                    known = isinstance(failure, DatabaseError | BakeFailed | OSError)
                    text = "The published pages can’t be updated, so the last good ones stay: %s"
                    log.error(text, failure, exc_info=not known)
                problem = str(failure)

    def reload(self):
        """Load the current folder if it is another than the one that is served.

        One that can't be loaded, or isn't there, is `broken`, and what was served before is served on; after
        a start that is the newest that can be loaded. Raises OSError.
        """
        current = published_folder() / CURRENT
        # A folder in place of the link is a copy of the data folder with its links followed.
        folder = current.resolve() if current.is_symlink() else current
        if folder == self.broken or (self.site and folder == self.site.folder):
            return
        if current.is_symlink() and (site := self._loaded(folder)):
            self.site, self.broken = site, None
            return
        self.broken = folder
        if self.site is None:
            older = (self._loaded(older) for older in folders() if older != folder)
            self.site = next(filter(None, older), None)

    def _loaded(self, folder):
        """The `BakedSite` of a folder, None if it is damaged."""
        try:
            return BakedSite(folder, before=self.site)
        except Exception as problem:  # it may be damaged in any way
            log.error("The published pages in %s are damaged: %r", folder, problem)
            return None

    def renew(self):
        """Bake if the folder doesn't say what patients should see now."""
        try:
            if self.broken:
                bake(anew=True, wait=False)
            elif self.site is None or not is_current(self.site.manifest, timezone.now()):
                bake(wait=False)
        except BlockingIOError:
            pass  # another process is at it already
        finally:
            connection.close()
        self.reload()

    def __call__(self, environ, start_response):
        """Answer from memory, or let Django answer."""
        site = self.site
        path = decode_path_info(environ.get("PATH_INFO", "")) or "/"
        if site is None:
            return self._ask_django(path, environ, start_response)
        host, is_secure = environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"] == "https"
        if host and (not _is_our_host(host) or (settings.HTTPS and not is_secure)):
            return self.application(environ, start_response)  # which asks no database for that
        answer = site.answer(path, environ.get("QUERY_STRING", "")) if host else None
        if answer is None:
            return self._ask_django(path, environ, start_response)
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            headers = headers_for(path) | {"Allow": "GET, HEAD", "Content-Length": "0"}
            start_response("405 Method Not Allowed", list(headers.items()))
            return []
        try:
            response = answer.get_response(method, environ)
        except FileNotFoundError:  # a large file of a folder that is gone already
            return self._ask_django(path, environ, start_response)
        start_response(STATUS_LINES[response.status], response.headers)
        return [response.file] if response.file else []

    def _ask_django(self, path, environ, start_response):
        """Django's answer, if one of its seats is free; a static file needs none."""
        if path in _static_files():
            return self.application(environ, start_response)
        if not self.seats.acquire(blocking=False):
            return _busy(path, environ, start_response)
        try:
            body = self.application(environ, start_response)
        except BaseException:
            self.seats.release()
            raise
        return _GivenBack(body, self.seats.release)


@cache
def _static_files():
    """The paths of the static files: WhiteNoise answers these, and asks no database."""
    return {f"{settings.STATIC_URL}{name}" for name in staticfiles_storage.hashed_files.values()}


def _busy(path, environ, start_response):
    """The answer to whoever found no seat."""
    body = _busy_page().encode()
    headers = headers_for(path, environ["wsgi.url_scheme"] == "https") | {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Retry-After": str(RETRY),
    }
    headers.pop("CDN-Cache-Control", None)
    start_response("503 Service Unavailable", list(headers.items()))
    return [body]


@cache
def _busy_page():
    """What whoever found no seat reads."""
    context = {"site": context_without_database(), "stylesheet": stylesheet(), "is_busy": True}
    return render_to_string("503.html", context)
