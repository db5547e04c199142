"""What `tests.bench` serves beside the site: `gunicorn 'tests.bench_apps:constant(8000)'`."""

import os


def constant(size, more=()):
    """A WSGI application that answers anything with the same `size` bytes: as fast as gunicorn can be.

    `more` are headers besides the two that an answer needs.
    """
    body = b"x" * size
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(size)), *more]

    def application(environ, start_response):
        start_response("200 OK", headers)
        return [body]

    return application


def views():
    """The site through Django's views, without its published pages."""
    from django.core.wsgi import get_wsgi_application

    os.environ["DJANGO_SETTINGS_MODULE"] = "clinic_site.settings"
    return get_wsgi_application()
