"""A site and an address -> the page, through Django's own request handler.

Whatever shows a public page goes through here: a bake, a preview, a page as on a date, a review link.
They differ in the site alone, so that what staff see is what patients get.
"""

import io
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


@cache
def _handler():
    """Django's request handler, as gunicorn has it."""
    return WSGIHandler()


def get_response(site, url, query=""):
    """What Django answers at the path `url` of `site`, asked as a patient's browser would ask."""
    address = urlsplit(settings.SITE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": url.encode().decode("latin-1"),  # as WSGI has it (PEP 3333)
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "HTTP_HOST": address.netloc,
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(),
        "baked_site": site,
    }
    return _handler().get_response(WSGIRequest(environ))
