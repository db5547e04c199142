"""Real sites under gunicorn, and a client that signs in and sends forms as a browser without script does."""

import http.client
import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The form of the starting page.
FORM = "/admin/services/treatment/1/change/"
MANAGE = [sys.executable, "manage.py"]
# Static files are the same in every site. The first to run leaves them here for the next ones.
KEPT = tempfile.TemporaryDirectory()


def environment_of(folder, **more):
    """The environment of a site of its own in `folder`, on a free port: nothing of the tests' own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(folder), "PORT": port} | more


@dataclass
class Site:
    """A running site: its address, its owner's one-time link, its environment, gunicorn's process id.

    `told` is what `prepare` printed.
    """

    url: str
    welcome: str
    environment: dict
    pid: int
    told: str = ""


@contextmanager
def serving(env, *application, welcome=""):
    """gunicorn with the site's configuration, and the site unless told another application."""
    serve = [sys.executable, "-m", "gunicorn", "-c", "clinic_site/gunicorn.conf.py", *application]
    server = subprocess.Popen(serve, cwd=ROOT, env=env)
    try:
        url = f"http://127.0.0.1:{env['PORT']}"
        until = time.time() + 30
        while True:
            try:
                ask(f"{url}/robots.txt")
                break
            except OSError:
                assert time.time() < until, f"nothing answers at {url}"
                assert server.poll() is None, "gunicorn has stopped"
                time.sleep(0.1)
        yield Site(url, welcome, env, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def running_site(folder, *, prepared=0, **environment):
    """Prepare a site in `folder` as `make run` does, serve it with gunicorn, stop it afterwards.

    `prepared` is what `prepare` exits with: after 1 the pages that were published last are served.
    """
    env = environment_of(folder, **environment)
    shutil.copytree(KEPT.name, folder, dirs_exist_ok=True)
    told = subprocess.run([*MANAGE, "prepare"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert told.returncode == prepared, told.stderr
    if not os.listdir(KEPT.name):
        folder = Path(folder)
        shutil.copytree(folder / "static", Path(KEPT.name) / "static")
        for name in ("static-made-of.txt", "staticfiles.json"):
            shutil.copy(folder / name, KEPT.name)
    welcome = re.search(r"http\S+/admin/welcome/\S+", told.stdout)
    with serving(env, welcome=welcome[0] if welcome else "") as site:
        site.told = told.stdout + told.stderr
        yield site


def run_python(site, code):
    """Run Python in the environment of a site, as `manage.py shell` does; returns what it prints."""
    command = [*MANAGE, "shell", "-v", "0", "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=site.environment, check=True, capture_output=True, text=True
    )
    return done.stdout


# Two pages more: one that has moved, from /treatments/old/ to /treatments/new/, and one that is gone.
MOVED_AND_GONE = '''
from django.utils import timezone
from services.baking.bake import bake
from services.publishing.publish import publish, retire
from services.publishing.snapshot import restore
from services.content.former_site import FormerSiteContent
from services.content.treatment import TreatmentContent
def say(key, slug):
    row = restore(TreatmentContent(key=key, slug=slug, title=key, summary="Invented, for a test."))
    publish(row, by=None, now=timezone.now())
    return row
say("moved", "old"), say("moved", "new")
retire(say("gone", "cupping"), by=None, now=timezone.now())
old = """
/ims.html, /treatments/ims-dry-needling/
/über uns/team, /treatments/new/
/?p=12, /treatments/ims-dry-needling/
/?p=12&lang=de, /treatments/
/index.html, /
/Index.PHP, /treatments/
/LONGEST, /treatments/
/i.php?a=(b)%20%22c%22&d=., /treatments/
""".replace("LONGEST", "a" * 229)
publish(restore(FormerSiteContent(addresses=old)), by=None, now=timezone.now())
bake()
'''


def ask(url, *, path=None, method="GET", context=None, server_name=None, **headers):
    """What an address answers, redirects not followed: an `HTTPResponse` with its `.body`.

    `path` is sent as it is. `context` and `server_name` are those of TLS.
    """
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    path = path or urllib.parse.urlunsplit(("", "", address.path, address.query, ""))
    try:
        connection.connect()
        if context:
            connection.sock = context.wrap_socket(connection.sock, server_hostname=server_name)
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer
    finally:
        connection.close()


class Forms(HTMLParser):
    """The forms of a page, each as name -> value."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.name = [{}], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name, value = attributes.get("name"), attributes.get("value") or ""
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and name and attributes.get("type") not in ("submit", "file"):
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self.forms[-1][name] = value
        elif tag in ("textarea", "select") and name:
            self.name = name
            self.forms[-1][name] = ""
        elif tag == "option" and "selected" in attributes:
            self.forms[-1][self.name] = value

    def handle_data(self, data):
        if self.lasttag == "textarea" and self.name:
            # HTML drops a line break right after the tag; Django writes one.
            self.forms[-1][self.name] += data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self.name = ""


def form_in(html):
    """What a browser would send of the largest form of a page."""
    return max(Forms(html).forms, key=len)


class Staff:
    """Somebody who works at the clinic: opens pages and sends their forms."""

    def __init__(self, site):
        self.site = site
        self.cookies = http.cookiejar.CookieJar()
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(handler)

    def open(self, url, data=None):
        """The text of a page, and where it is after redirects."""
        data = urllib.parse.urlencode(data).encode() if data else None
        with self.opener.open(urllib.parse.urljoin(self.site.url, url), data, 120) as answer:
            return answer.read().decode(), answer.url

    def send(self, url, **changes):
        """Open a page, send its largest form with some fields changed; returns the page that follows."""
        html, url = self.open(url)
        return self.open(url, form_in(html) | changes)[0]

    def become_owner(self):
        """Follow the site's own one-time link."""
        return self.follow(self.site.welcome, "Maria Rossi", "maria@example.com")

    def follow(self, link, name, sign_in_name, password="a quiet river in March"):
        """Follow a one-time link and set name and password."""
        self.send(
            link,
            full_name=name,
            username=sign_in_name,
            new_password1=password,
            new_password2=password,
        )
        return self
