"""A front before a Django that is asked nothing, and what a client gets of it."""

IMS = "/treatments/ims-dry-needling/"


def django(environ, start_response):
    """Stands behind the front, and says that it was asked."""
    start_response("299 Django", [])
    return [b"django"]


class Answer:
    """Status, headers and body of what a front answers to one request."""

    def __init__(self, front, path, method="GET", query="", scheme="http", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.url_scheme": scheme,
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        self.body = b"".join(front(environ, self.start))

    def start(self, status, headers):
        self.status = int(status.split()[0])
        self.headers = dict(headers)
