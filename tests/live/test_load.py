"""Many readers while somebody publishes again and again: nobody meets an error, or half of two sites."""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field

import brotli

from tests.servers import Staff, running_site

PATHS = ("/", "/treatments/", "/treatments/ims-dry-needling/")
EDITION = re.compile(r"Edition (\d+)")
READERS, PAUSE = 4, 0.01


@dataclass
class Report:
    """What the readers met: how many answers, which failed or were mixed, and when each edition was seen."""

    answers: int = 0
    failed: list = field(default_factory=list)
    mixed: list = field(default_factory=list)
    seen: list = field(default_factory=list)  # (when it was asked for, edition)
    switched: dict = field(default_factory=dict)  # edition -> when its folder became current

    @property
    def slowest(self):
        """The longest time after a switch at which anybody still got the edition before, in seconds."""
        return max(
            (
                asked - self.switched[edition + 1]
                for asked, edition in self.seen
                if edition + 1 in self.switched and asked > self.switched[edition + 1]
            ),
            default=0.0,
        )


def read_on(port, report, stop):
    """Ask for pages, plain and in brotli, on new and on kept connections, until `stop` is set."""
    number, connection = 0, None
    while not stop.wait(PAUSE):
        number += 1
        path = PATHS[number % len(PATHS)]
        asked = time.time()
        try:
            if connection and number % 5 == 0:
                connection.close()
                connection = None
            if connection is None:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            encoding = "br" if number % 2 else "identity"
            connection.request("GET", path, headers={"Accept-Encoding": encoding})
            answer = connection.getresponse()
            body = answer.read()
            if answer.getheader("Content-Encoding") == "br":
                body = brotli.decompress(body)
        except (OSError, http.client.HTTPException, brotli.error) as problem:
            report.failed.append((path, repr(problem)))
            connection.close()
            connection = None
            continue
        text = body.decode()
        report.answers += 1
        if answer.status != 200 or not text.rstrip().endswith("</html>"):
            report.failed.append((path, answer.status))
        editions = {int(edition) for edition in EDITION.findall(text)}
        if len(editions) != 1:
            report.mixed.append((path, editions))
        report.seen.append((asked, max(editions, default=0)))
    if connection:
        connection.close()


def publish_under_load(site, folder, publications):
    """Publish the IMS page so many times, titled "Edition <n>", while readers read; returns a Report."""
    staff, report, stop = Staff(site).become_owner(), Report(), threading.Event()
    form = "/admin/services/treatment/1/change/"
    staff.send(form, title="Edition 0", _publish="1")
    time.sleep(1)
    arguments = (int(site.environment["PORT"]), report, stop)
    readers = [threading.Thread(target=read_on, args=arguments) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for edition in range(1, publications + 1):
            html = staff.send(form, title=f"Edition {edition}", _publish="1")
            assert "It’s live now" in html
            report.switched[edition] = (folder / "published/current").lstat().st_mtime
        time.sleep(1.5)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    return report


def test_nobody_meets_an_error_or_a_mix_while_pages_are_published(tmp_path):
    with running_site(tmp_path) as site:
        report = publish_under_load(site, tmp_path, publications=15)
    assert report.answers > 500
    assert report.failed == []
    assert report.mixed == []
    assert {edition for _asked, edition in report.seen} >= {0, 15}
    assert {edition for _asked, edition in report.seen[-READERS:]} == {15}
