"""What a request may be: how large, and in which characters."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig

from .headers import headers_for

# A charset that isn't ours: Django fails on some (RFC 2231's `charset*=`, zlib), and others bring
# characters that can't be written down (utf-7). And a NUL in a cookie, which PostgreSQL takes in no question.
OTHER_CHARSET = re.compile(r'\*|;\s*charset\s*=(?!\s*"?utf-8"?\s*(;|$))', re.IGNORECASE)
NUL = r"\000"


def plain_requests(application):
    """WSGI: answers what Django would fail on, 400 in a sentence. No browser sends such a thing."""

    def plain(environ, start_response):
        content_type, cookies = environ.get("CONTENT_TYPE", ""), environ.get("HTTP_COOKIE", "")
        if not (OTHER_CHARSET.search(content_type) or NUL in cookies):
            return application(environ, start_response)
        text = b"This request could not be read. It is not what a browser sends.\n"
        headers = headers_for(environ.get("PATH_INFO", ""), environ["wsgi.url_scheme"] == "https")
        headers |= {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(text))}
        start_response("400 Bad Request", list(headers.items()))
        return [text]

    return plain


def limited_size(get_response):
    """Middleware: refuses to read a request that no form of ours makes.

    That is one larger than `LARGEST_REQUEST`, and without a session one larger than
    `LARGEST_WITHOUT_SESSION`. Django limits what stands in fields; of files it would write any number of
    bytes to the disk. Who has a session is looked up for large requests alone.
    """

    def middleware(request):
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0  # as Django takes it
        if length > settings.LARGEST_REQUEST:
            raise RequestDataTooBig("The request is larger than LARGEST_REQUEST.")
        if length > settings.LARGEST_WITHOUT_SESSION and not _is_signed_in(request):
            raise RequestDataTooBig("The request is larger than LARGEST_WITHOUT_SESSION.")
        return get_response(request)

    return middleware


def _is_signed_in(request):
    """Whether a request is that of somebody who is signed in: there is nobody outside the staff's side."""
    return request.path.startswith(settings.SESSION_COOKIE_PATH) and request.user.is_authenticated
