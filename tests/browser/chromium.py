"""The browser of the tests, and of the pictures in the docs."""

import shutil

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
MISSING = "no Chromium on this machine: sudo apt install chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
