"""A PostgreSQL of the tests' own, which they may stop."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

INITDB = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None) or shutil.which(
    "initdb"
)


class Postgres:
    """A cluster in a folder of its own, on a free port of this machine."""

    def __init__(self, folder):
        self.folder, self.bin = folder, Path(INITDB).parent
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"postgres://clinic@127.0.0.1:{self.port}/postgres"
        # PostgreSQL refuses to run as root; Debian brings a user for it.
        self.user = {}
        if os.getuid() == 0:
            self.user = {"user": "postgres", "extra_groups": [], "group": "postgres"}
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        self._run("initdb", "-U", "clinic", "-A", "trust", "-E", "UTF8", "--no-locale")

    def _run(self, command, *arguments):
        """Run one of PostgreSQL's own commands on the cluster."""
        command = [self.bin / command, "-D", self.folder / "data", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **self.user)

    def start(self):
        """Start it, if it isn't running."""
        if not (self.folder / "data" / "postmaster.pid").exists():
            options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            self._run("pg_ctl", "-w", "-l", self.folder / "log", "-o", options, "start")

    def sql(self, statement):
        """Carry out one statement."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)

    def stop(self):
        """Stop it, its connections with it."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-m", "fast", "stop")


@pytest.fixture
def postgres():
    """A running PostgreSQL; without one on this machine the test is skipped, except under CI."""
    if not INITDB:
        missing = "no PostgreSQL on this machine: sudo apt install postgresql"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    with tempfile.TemporaryDirectory(prefix="clinic-postgres-") as folder:
        cluster = Postgres(Path(folder))
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
