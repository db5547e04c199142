"""When the stylesheet is read: once, and with DEBUG for each page."""

import shutil

import pytest

from services.http.headers import headers_for
from services.http.stylesheet import stylesheet


@pytest.fixture
def styles(settings, tmp_path):
    """A copy of the sources, to be changed."""
    folder = tmp_path / "static" / "css"
    shutil.copytree(settings.BASE_DIR / "static" / "css", folder)
    settings.BASE_DIR = tmp_path
    return folder


def add_a_rule(folder):
    with open(folder / "sections" / "effects.css", "a") as file:
        file.write("\n.just-written { color: red; }\n")


def test_with_debug_a_changed_style_is_there_at_once_and_allowed(styles, settings):
    settings.DEBUG = True
    before = headers_for("/")["Content-Security-Policy"]
    assert ".just-written" not in stylesheet()
    add_a_rule(styles)
    assert ".just-written" in stylesheet()
    assert headers_for("/")["Content-Security-Policy"] != before


def test_without_debug_the_style_is_read_once(styles):
    before = stylesheet(), headers_for("/")["Content-Security-Policy"]
    add_a_rule(styles)
    assert (stylesheet(), headers_for("/")["Content-Security-Policy"]) == before
