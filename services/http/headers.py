"""The security headers of every answer, in one place for pages, files and the staff's side."""

from django.conf import settings

from .stylesheet import stylesheet_hash

# Public pages: text, one inline stylesheet known by its hash, our own font and pictures. No script.
PUBLIC_POLICY = (
    "default-src 'none'; style-src {style}; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The stock admin brings its own scripts and styles, all of them files; the inline style is that of
# an error page, which may answer here too.
STAFF_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {style}; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A document is nothing but itself, wherever it is opened.
DOCUMENT_POLICY = "default-src 'none'; sandbox"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), browsing-topics=()"


# Whoever publishes sees it at once; a CDN may serve a page of ten seconds ago, or a week old when
# this server is down (RFC 9213).
PUBLIC_CACHE = {
    "Cache-Control": "max-age=0, must-revalidate",
    "CDN-Cache-Control": "max-age=10, stale-while-revalidate=60, stale-if-error=604800",
}
# Of a file that is named by its content.
FILE_CACHE = "public, max-age=31536000, immutable"
# Of a redirect for good, which isn't: the address may one day be given to another page.
MOVED_CACHE = "max-age=3600"


def headers_for(path, is_secure=True):
    """The headers, name to value, that every answer at `path` has, redirects and refusals too.

    `is_secure` is whether it was asked by https, as a site that has https is. Over http nobody may be
    told to stay with https (RFC 6797, 7.2).
    """
    is_staff = path.startswith("/admin/")
    policy = STAFF_POLICY if is_staff else PUBLIC_POLICY
    stay = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return {
        **(
            {"Strict-Transport-Security": stay}
            if settings.SECURE_HSTS_SECONDS and is_secure
            else {}
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Content-Security-Policy": policy.format(style=stylesheet_hash()),
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Frame-Options": "DENY",
        **({} if is_staff else PUBLIC_CACHE),
    }


def document_headers(name):
    """The headers of a document to download, which a browser saves as `name` (ASCII, without a quote)."""
    return {
        "Content-Security-Policy": DOCUMENT_POLICY,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": FILE_CACHE,
    }


def framed_headers():
    """The headers of a public page as staff look at it, within a page of their own: nobody else may frame it."""
    policy = PUBLIC_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return {
        "Content-Security-Policy": policy.format(style=stylesheet_hash()),
        "X-Frame-Options": "SAMEORIGIN",
        "Cache-Control": "no-store",
    }


def review_headers():
    """The headers of a page behind a review link: kept by nobody, listed nowhere, told to no other site."""
    policy = PUBLIC_POLICY.replace("form-action 'none'", "form-action 'self'")
    return {
        "Content-Security-Policy": policy.format(style=f"'self' {stylesheet_hash()}"),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }


def security_headers(get_response):
    """Middleware: puts `headers_for` the request's path on every answer."""

    def middleware(request):
        response = get_response(request)
        cached_otherwise = "Cache-Control" in response
        for name, value in headers_for(request.path, request.is_secure()).items():
            if not (cached_otherwise and name in PUBLIC_CACHE):
                response.headers.setdefault(name, value)
        return response

    return middleware
