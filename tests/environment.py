"""A pytest plugin that is loaded before the settings: the tests have a data folder of their own."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="clinic-tests-")
os.environ["DATA_DIR"] = _folder.name
for _name in ("SITE_URL", "PORT", "DEMO", "DEBUG"):
    os.environ.pop(_name, None)
# Playwright's own event loop runs in the thread of the tests that use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
