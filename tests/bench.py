"""`make bench`: how fast patients are answered, and how soon they see what is published.

Prints figures beside their limits and asserts nothing: what a machine was busy with is no defect.
`make bench SIZES="100 1000"` leaves out the largest site, whose first bake takes minutes.
"""

import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from tests.live.test_load import publish_under_load
from tests.servers import (
    MANAGE,
    ROOT,
    Staff,
    ask,
    environment_of,
    run_python,
    running_site,
    serving,
)

IMS = "/treatments/ims-dry-needling/"
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
SECONDS, ROUNDS = 1, 16
# Seconds from "Publish" until every answer is the new one, by number of treatments.
LIMITS = {100: 1.0, 1000: 5.0}
PUBLICATIONS = {100: 6, 1000: 6, 10_000: 2}


def line(what, figure, limit=""):
    """Print one figure, and what it should be."""
    print(f"  {what:58} {figure:>24}  {limit}", flush=True)


def rate(url, **headers):
    """Requests a second that wrk gets from `url` with eight kept connections."""
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", url]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in told, told
    return float(re.search(r"Requests/sec:\s*([\d.]+)", told)[1])


def middle(rates):
    """A median, with the lowest and the highest beside it."""
    return f"{statistics.median(rates):,.0f}/s ({min(rates):,.0f}-{max(rates):,.0f})"


def workers(site):
    """The process ids of gunicorn's workers."""
    return [
        int(pid) for pid in Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
    ]


def memory(pid):
    """What a process holds in memory for itself and its share of what it shares, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"Pss:\s*(\d+)", text)[1]) / 1024


def requests_per_second():
    """The IMS page beside a constant body of the same size, and through Django's views."""
    print(f"\nAnswers of one worker with four threads, {ROUNDS} rounds of {SECONDS} s in turn")
    with tempfile.TemporaryDirectory() as folder, running_site(folder, WEB_WORKERS="1") as site:
        page = ask(site.url + IMS, **BROWSER)
        tag, size = page.getheader("ETag"), len(page.body)
        plain, dressed, unbaked = (environment_of(folder, WEB_WORKERS="1") for _port in range(3))
        more = [
            header
            for header in page.getheaders()
            if header[0] not in ("Content-Type", "Content-Length", "Date", "Connection", "Server")
        ]
        with (
            serving(plain, f"tests.bench_apps:constant({size})") as constant,
            serving(dressed, f"tests.bench_apps:constant({size}, {more})") as alike,
            # The same SITE_URL: it answers under that name alone.
            serving(unbaked | {"SITE_URL": site.url}, "tests.bench_apps:views()") as views,
        ):
            asked = {
                "constant": (constant.url + IMS, BROWSER),
                "alike": (alike.url + IMS, BROWSER),
                "page": (site.url + IMS, BROWSER),
                "304": (site.url + IMS, BROWSER | {"If-None-Match": tag}),
                "views": (views.url + IMS, BROWSER),
            }
            rates = {what: [] for what in asked}
            order = list(asked)
            for _number in range(ROUNDS):
                # In another order each time: whatever slows the machine down meets all alike.
                random.shuffle(order)
                for what in order:
                    url, headers = asked[what]
                    rates[what].append(rate(url, **headers))

        def share(what, of):
            """How many of the answers of one the other gave, round by round."""
            shares = [one / other for one, other in zip(rates[what], rates[of], strict=True)]
            return f"{statistics.median(shares):.2f} ({min(shares):.2f}-{max(shares):.2f})"

        line(f"A constant body of {size:,} bytes", middle(rates["constant"]))
        line("  with the same headers", middle(rates["alike"]))
        line("The IMS page, compressed", middle(rates["page"]))
        line("  of the constant body", share("page", "constant"), "at least 0.90")
        line("  of the one with the same headers", share("page", "alike"))
        line("The IMS page, revalidated (304)", middle(rates["304"]))
        line("The IMS page through Django's views", middle(rates["views"]))


def until_public(site, staff, form, url, title):
    """Publish `title`; returns the seconds until staff had their answer, and until all patients had it.

    Patients ask on new connections, so that every worker is asked; the last old answer counts.
    """
    answered, before = [], ask(url, method="HEAD").getheader("ETag")
    start = time.perf_counter()

    def publish():
        staff.send(form, title=title, _publish="1")
        answered.append(time.perf_counter() - start)

    publisher = threading.Thread(target=publish)
    publisher.start()
    last_old, new = 0.0, 0
    while new < 40:
        asked = time.perf_counter() - start
        if ask(url, method="HEAD").getheader("ETag") != before:
            new += 1
        else:
            last_old, new = asked, 0
        time.sleep(0.05)
    publisher.join()
    return answered[0], last_old


@contextmanager
def site_of(treatments):
    """A running demonstration with so many invented treatments more; its first bake is timed."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment_of(folder, DEMO="1")
        for command in (["prepare"], ["invented_treatments", str(treatments)]):
            subprocess.run(
                [*MANAGE, *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
            )
        start = time.perf_counter()
        subprocess.run([*MANAGE, "bake"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
        line("The first bake, every card and code drawn", f"{time.perf_counter() - start:.1f} s")
        size = sum(f.stat().st_size for f in Path(folder, "published/current/").rglob("*.*"))
        line("The folder", f"{size / 1e6:.0f} MB")
        with running_site(folder, DEMO="1", PORT=env["PORT"]) as site:
            yield site


def publishing(treatments):
    """From "Publish" to public, and a worker's memory, among so many treatments."""
    print(f"\nA site of {treatments:,} treatments")
    with site_of(treatments) as site:
        time.sleep(3)
        resting = [memory(pid) for pid in workers(site)]
        staff = Staff(site).become_owner()
        find = (
            "from services.models import Treatment as T; print(T.objects.get(key='invented-1').pk)"
        )
        form = f"/admin/services/treatment/{run_python(site, find).strip()}/change/"
        told, public = [], []
        for number in range(PUBLICATIONS.get(treatments, 3)):
            one, other = until_public(
                site, staff, form, f"{site.url}/treatments/invented-1/", f"Title {number}"
            )
            told.append(one)
            public.append(other)
        limit = LIMITS.get(treatments)
        figure = f"{statistics.median(public):.2f} s ({min(public):.2f}-{max(public):.2f})"
        line(
            "From “Publish” to public, everywhere",
            figure,
            f"within {limit} s" if limit else "",
        )
        line("  each in turn", " ".join(f"{seconds:.1f}" for seconds in public))
        line("  until staff had their answer", f"{statistics.median(told):.2f} s")
        line("Memory of a worker, freshly started", f"{max(resting):.0f} MB")
        line("  after these publications, the larger", f"{max(map(memory, workers(site))):.0f} MB")


def under_load():
    """Two hundred publications in a row while readers read."""
    print("\n200 publications in a row under a steady load")
    with tempfile.TemporaryDirectory() as folder, running_site(folder) as site:
        report = publish_under_load(site, Path(folder), publications=200)
        line("Answers", f"{report.answers:,}")
        line("  failed", len(report.failed), "0")
        line("  mixed of two bakes", len(report.mixed), "0")
        line("The last old answer after a switch", f"{report.slowest:.2f} s", "within 1 s")


if __name__ == "__main__":
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: sudo apt install wrk")
    requests_per_second()
    under_load()
    for size in [int(size) for size in sys.argv[1:]] or PUBLICATIONS:
        publishing(size)
