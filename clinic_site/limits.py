"""How large a request may be."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig


def limited_size(get_response):
    """Middleware: refuses to read a request that no form of ours makes (`LARGEST_REQUEST`).

    Django limits what stands in fields; of files it would write any number of bytes to the disk.
    """

    def middleware(request):
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0  # as Django takes it
        if length > settings.LARGEST_REQUEST:
            raise RequestDataTooBig("The request is larger than LARGEST_REQUEST.")
        return get_response(request)

    return middleware
