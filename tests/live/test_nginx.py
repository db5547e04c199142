"""nginx on a copy of the published pages, with the configuration in `deploy/`, beside the site itself."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

import pytest

from tests.fronts import IMS
from tests.servers import MANAGE, MOVED_AND_GONE, ROOT, ask, run_python, running_site

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
HOST = "www.example.com"
SITE_URL = f"https://{HOST}"
# nginx sends these otherwise: they say nothing about the page.
NOT_COMPARED = {"date", "server", "connection", "transfer-encoding"}
# Of an answer without a page, those that speak of its few words too.
OF_ITS_WORDS = {"content-length", "content-type", "vary", "etag", "allow", "location"}

# Two documents: one that a public page links to, and a draft's; prints their addresses.
DOCUMENTS = """
from django.utils import timezone
from services import documents
from services.baking.bake import bake
from services.content.document import Document
from services.models import Treatment
from services.publishing.publish import publish
from tests.pdfs import document, pdf
public, draft = (documents.ingest(document(pdf(version=version))) for version in (b"1.6", b"1.7"))
public, draft = Document.named(public, "Intake form"), Document.named(draft, "A draft")
row = Treatment.objects.get(slug="ims-dry-needling")
row.what_it_treats += f"\\n\\n[Our form]({public.path})"
row.save()
publish(row, by=None, now=timezone.now())
bake()
print(public.path, draft.path)
"""

pytestmark = pytest.mark.skipif(
    not NGINX and os.environ.get("CI") != "true",
    reason="no nginx on this machine: sudo apt install nginx libnginx-mod-http-brotli-static",
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Two functions that ask the same of gunicorn and of nginx: `ours(path, **headers)`."""
    folder = tmp_path_factory.mktemp("nginx")
    tls = ssl.create_default_context()
    tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    with running_site(folder / "data", SITE_URL=SITE_URL) as site:
        run_python(site, MOVED_AND_GONE)
        theirs_too = run_python(site, DOCUMENTS).split()
        subprocess.run(
            [*MANAGE, "bake", "--to", folder / "clinic"],
            cwd=ROOT, env=site.environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(1)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}",
             "-keyout", "privkey.pem", "-out", "fullchain.pem"],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        port, tls_port = free_port(), free_port()
        config = (ROOT / "deploy" / "nginx.conf").read_text()
        for ours, test in (
            ("/srv/clinic", f"{folder}/clinic"),
            ("/etc/letsencrypt/live/www.example.com", str(folder)),
            ("127.0.0.1:8000", f"127.0.0.1:{site.environment['PORT']}"),
            ("listen 80", f"listen 127.0.0.1:{port}"),
            ("listen 443", f"listen 127.0.0.1:{tls_port}"),
            ("listen [::]:80", f"listen [::1]:{port}"),
            ("listen [::]:443", f"listen [::1]:{tls_port}"),
            (
                "gzip_static on;",
                f"gzip_static on; {'brotli_static on;' if BROTLI.exists() else ''}",
            ),
        ):
            assert ours in config
            config = config.replace(ours, test)
        module = f"load_module {BROTLI};" if BROTLI.exists() else ""
        (folder / "nginx.conf").write_text(
            f"{module} user root; daemon off; pid {folder}/pid; error_log {folder}/log;"
            f"events {{}} http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;"
            f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;"
            f"{config} }}"
        )
        server = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-p", folder])
        for _attempt in range(50):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", tls_port)) == 0:
                    break
            time.sleep(0.1)

        def ours(path, **more):
            more = {"Host": HOST, "X-Forwarded-Proto": "https"} | more
            return ask(site.url, path=path, **more)

        def theirs(path, **more):
            return ask(
                f"https://127.0.0.1:{tls_port}", path=path, context=tls, server_name=HOST,
                **{"Host": HOST} | more,
            )  # fmt: skip

        ours.documents = theirs_too
        theirs.plain = f"http://127.0.0.1:{port}"
        theirs.tls = f"https://127.0.0.1:{tls_port}", tls
        try:
            yield ours, theirs
        finally:
            server.terminate()
            server.wait(timeout=20)


def headers_of(answer):
    return {n.lower(): v for n, v in answer.getheaders() if n.lower() not in NOT_COMPARED}


def headers_without_page(answer):
    return {n: v for n, v in headers_of(answer).items() if n not in OF_ITS_WORDS}


def addresses(ours):
    """Every public address, and the files of the IMS page."""
    found = re.findall(rf"<loc>{SITE_URL}([^<]+)</loc>", ours("/sitemap.xml").body.decode())
    page = ours(IMS).body.decode()
    files = re.findall(r'["(](/static/[^")?#]+)', page)
    cards = re.findall(rf'content="{SITE_URL}([^"]+\.png)"', page)
    assert len(found) >= 4
    assert len(files) >= 4
    assert len(cards) == 1
    return [*found, *files, *cards, *ours.documents[:1], "/sitemap.xml", "/robots.txt"]


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "gzip, deflate, br"])
def test_nginx_serves_the_same_bytes_and_headers(both, encoding):
    ours, theirs = both
    if "br" in encoding and not BROTLI.exists():
        pytest.skip("nginx's module for brotli isn't installed")
    for path in addresses(ours):
        a, b = (site(path, **{"Accept-Encoding": encoding}) for site in both)
        assert (a.status, a.body) == (b.status, b.body), path
        assert headers_of(a) == headers_of(b), path


@pytest.mark.parametrize(
    "path",
    [
        "/treatments",
        f"{IMS[:-1]}?utm_source=a&b=%20c",
        "/treatments/old/?utm_source=x",
        "/treatments/old",
        "/treatments/cupping/",
        "/treatments/cupping",
        "/treatments/cupping/card-0123456789ab.png",
        "/treatments/old/card-0123456789ab.png",
        "/card-0123456789ab.png",
        "/ims.html",
        "/IMS.html//",
        "/index.html",
        "/index.php?a=b",
        f"/{'A' * 229}",
        "/Index.PHP/",
        "/?P=12&LANG=de&x=Y",
        "/ims.html/?utm_source=x&b=%20c",
        "/%C3%BCber%20uns/team",
        "/?p=12",
        "/?p=12&fbclid=x%20y",
        "/?p=12&",
        "/?p=123",
        "/?q=1&p=12",
        "/i.php?a=(b)%20%22c%22&d=.",
        "/i.php?a=(b)%20%22c%22&d=.&e",
        "/i.php",
        "/favicon.ico",
        "/apple-touch-icon.png",
        "/nope/",
        "/nope/card-0123456789ab.png",
        "/404.html",
        "/gone.html/treatments/cupping.html",
        "/index.html.gz",
        "/site.json",
        "//treatments/",
        "/treatments//",
        "/%E9%8D%BC/",
    ],
)
def test_nginx_redirects_and_refuses_alike(both, path):
    a, b = (site(path) for site in both)
    assert a.status == b.status
    where = b.getheader("Location") or ""
    assert (a.getheader("Location") or "") == where.removeprefix(SITE_URL)
    if a.status in (404, 410):
        assert (a.body, headers_of(a)) == (b.body, headers_of(b))
    else:
        assert headers_without_page(a) == headers_without_page(b)


def test_neither_has_the_list_of_static_files(both):
    a, b = (site("/static/staticfiles.json") for site in both)
    assert (a.status, b.status) == (404, 404)


@pytest.mark.parametrize("path", ["/", IMS, "/nope/"])
def test_nginx_refuses_other_methods_alike(both, path):
    a, b = (site(path, method="POST") for site in both)
    assert (a.status, b.status) == (405, 405)
    assert headers_without_page(a) == headers_without_page(b)


@pytest.mark.parametrize(
    "sent", ["{tag}", "W/{tag}", '"other", {tag}', 'W/"other",W/{tag}', "*", '"other"', "nonsense"]
)
def test_nginx_revalidates_alike(both, sent):
    ours, theirs = both
    tag = ours(IMS).getheader("ETag").removeprefix("W/")
    a, b = (site(IMS, **{"If-None-Match": sent.format(tag=tag)}) for site in both)
    assert (a.status, a.body, a.getheader("ETag")) == (b.status, b.body, b.getheader("ETag"))


def test_nginx_answers_head_and_ignores_ranges_alike(both):
    for more in ({"method": "HEAD"}, {"Range": "bytes=0-9"}, {"If-Modified-Since": "Tue"}):
        a, b = (site(IMS, **more) for site in both)
        assert (a.status, a.body, headers_of(a)) == (b.status, b.body, headers_of(b))


def test_nginx_serves_documents_as_files_to_save(both):
    ours, theirs = both
    for path, name in zip(ours.documents, ("intake-form.pdf", "a-draft.pdf"), strict=True):
        for more in ({}, {"method": "HEAD"}, {"Range": "bytes=0-9"}):
            a, b = (site(path, **more) for site in both)
            assert (a.status, a.body) == (b.status, b.body)
            headers = headers_of(b)
            assert headers == headers_of(a)
            assert headers["content-type"] == "application/pdf"
            assert headers["content-disposition"] == f'attachment; filename="{name}"'
            assert headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert a.status == 200
        assert (len(a.body), len(ours(path).body)) == (len(theirs(path).body),) * 2
    assert "content-disposition" not in headers_of(theirs(IMS))
    unknown = f"/media/{'0' * 32}.pdf"
    assert (ours(unknown).status, theirs(unknown).status) == (404, 404)


def test_nginx_sends_staff_on_and_http_to_https(both):
    ours, theirs = both
    a, b = (site("/admin/login/") for site in both)
    assert b"Email or username" in b.body
    for name in ("Content-Security-Policy", "Cache-Control", "X-Frame-Options", "ETag"):
        assert a.headers.get_all(name) == b.headers.get_all(name), name
    assert theirs("/admin/login/", method="POST").status == 403
    moved = ask(theirs.plain, path=f"{IMS}?a=1", Host=HOST)
    assert (moved.status, moved.getheader("Location")) == (301, f"{SITE_URL}{IMS}?a=1")


def test_nginx_refuses_other_hosts(both):
    _ours, theirs = both
    with pytest.raises(OSError):  # noqa: PT011 - hung up, or no TLS: either is a refusal
        ask(theirs.plain, path="/", Host="evil.example")
    url, tls = theirs.tls
    with pytest.raises(OSError):  # noqa: PT011
        ask(url, path="/", context=tls, server_name="evil.example", Host="evil.example")
