"""What a request may be: how large."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig


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
