"""A disk that is full while pages are made: a small one of the test's own."""

import os
import subprocess
import time

import pytest

from tests.servers import Staff, ask, running_site

IMS = "/treatments/ims-dry-needling/"
FORM = "/admin/services/treatment/1/change/"


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of two megabytes."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder = tmp_path / "published"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]).returncode:
        pytest.skip("this machine doesn't let a small disk be mounted")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_old_pages_and_is_said_in_plain_words(tmp_path, small_disk):
    with running_site(tmp_path) as site:
        staff = Staff(site).become_owner()
        filler = small_disk / "holiday.jpg"
        with pytest.raises(OSError), filler.open("wb", buffering=0) as file:  # noqa: PT011, PT012
            while True:
                file.write(bytes(4096))
        html = staff.send(FORM, title="New words", _publish="1")
        assert "Published. But patients still see the previous version" in html
        assert "It’s live now" not in html
        assert "The disk is full." in html
        assert "The disk is full." in staff.open("/admin/")[0]
        page = ask(site.url + IMS)
        assert page.status == 200
        assert b"<h1>IMS/Dry needling</h1>" in page.body
        assert not list(small_disk.glob("making-*"))
        filler.unlink()
        until = time.time() + 30  # the site tries again by itself
        while b"<h1>New words</h1>" not in ask(site.url + IMS).body:
            assert time.time() < until
            time.sleep(0.2)
        assert "The disk is full." not in staff.open("/admin/")[0]
