"""Who on the machine may read what: the database and the key their owner alone, the pages everybody."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from .servers import MANAGE, ROOT, environment_of

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.skipif(
        os.name != "posix" or os.getuid() != 0, reason="needs root, to ask as another user"
    ),
]
PICTURE = """
import io
from PIL import Image
from django.core.files.base import ContentFile
from services import pictures
file = io.BytesIO()
Image.new("RGB", (60, 40), "teal").save(file, "PNG")
pictures.ingest(ContentFile(file.getvalue()))
"""


@pytest.fixture(scope="module")
def home():
    """A folder that every user of the machine may enter; pytest's own are its user's."""
    folder = Path(tempfile.mkdtemp(prefix="clinic-permissions-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def manage(folder, *command, umask=0o077, **environment):
    """Run a command on the site in `folder`, on a machine that is used to such a umask."""
    env = environment_of(folder, SITE_URL="http://localhost:8000", **environment)
    done = subprocess.run(
        [*MANAGE, *command], cwd=ROOT, env=env, umask=umask, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def data(home):
    """The data folder of a new site with a picture, and a copy for nginx beside it."""
    folder = home / "of" / "the clinic 100%"
    manage(folder, "prepare")
    manage(folder, "shell", "-v", "0", "-c", PICTURE)
    manage(folder, "bake", "--to", str(home / "copy"))
    return folder


def may_read(path):
    """Whether another user may read a file."""
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    return subprocess.run(["cat", path], capture_output=True, **nobody).returncode == 0


def private_files(data):
    return [data / "site.sqlite3", data / "site.sqlite3-journal", data / "private-key"]


def write(data):
    """A connection to the database that is in the middle of writing: its journal is there."""
    connection = sqlite3.connect(data / "site.sqlite3")
    connection.execute("INSERT INTO auth_group (name) VALUES ('x')")
    return connection


def test_the_database_and_the_key_are_their_owners_alone(data):
    connection = write(data)
    for path in private_files(data):
        assert path.stat().st_mode & 0o777 == 0o600, path
        assert not may_read(path)
    connection.close()


def test_what_a_web_server_serves_can_be_read_by_it(data, home):
    public = [
        data / "published" / "current" / "files" / "index.html",
        data / "published" / "current" / "site.json",
        next((data / "media").glob("*.avif")),
        next((data / "static").glob("admin/css/*.css")),
        next((data / "static").glob("admin/css/*.css.gz")),
        home / "copy" / "files" / "index.html",
        home / "copy" / "nginx" / "maps.conf",
    ]
    for path in public:
        assert may_read(path), path
    assert data.stat().st_mode & 0o777 == 0o711


def test_a_folder_that_stood_open_is_closed_by_any_command(data):
    connection = write(data)
    data.chmod(0o755)
    for path in private_files(data):
        path.chmod(0o644)
        assert may_read(path)
    manage(data, "version", umask=0o022)
    for path in private_files(data):
        assert not may_read(path)
    assert data.stat().st_mode & 0o777 == 0o755
    connection.close()


def test_a_file_that_was_its_owners_alone_is_for_all_after_the_next_bake(data):
    files = data / "published" / "current" / "files"
    font = next(files.glob("static/fonts/*.woff2")).relative_to(files)
    (files / font).chmod(0o600)
    before = files.resolve()
    manage(data, "bake", DEMO="1")  # other pages, with the same font
    assert files.resolve() != before
    assert (files / font).samefile(before / font)
    assert may_read(files / font)


def test_the_database_is_as_private_in_a_folder_of_somebody_elses(home):
    folder = home / "open"
    folder.mkdir(mode=0o755)
    manage(folder, "migrate", umask=0o000)
    assert (folder / "site.sqlite3").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o755
