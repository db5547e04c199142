"""The README and docs/ name what there is: files, links, commands, settings, who may import whom."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

import clinic_site.settings

from .layers import MAY_IMPORT

ROOT = settings.BASE_DIR
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# The part and the kind that docs/developing.md adds as an example.
INVENTED = re.compile("workshop|exercise")
FOLDERS = "clinic_site|deploy|docs|services|static|templates|tests"
LARGEST_PICTURE = 60_000  # bytes
operating = (ROOT / "docs" / "operating.md").read_text()


def each_doc(test):
    return pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)(test)


def code_in(doc):
    """What stands in backticks, and the indented lines and blocks of code."""
    text = doc.read_text()
    return re.findall(r"`[^`\n]+`|^ {4}.*$", text, re.MULTILINE)


@each_doc
def test_no_code_is_broken_over_two_lines(doc):
    """Else the tests below wouldn't see it."""
    lines = doc.read_text().splitlines()
    assert [line for line in lines if line.count("`") % 2 and not line.startswith("```")] == []


def anchors_of(doc):
    headings = re.findall(r"^#+ (.*)$", doc.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@each_doc
def test_links_and_pictures_lead_somewhere(doc):
    targets = re.findall(r'\]\(([^)]+)\)|src="([^"]+)"', re.sub(r"`[^`\n]*`", "", doc.read_text()))
    for target in filter(None, sum(targets, ())):
        if re.match("https?:", target):
            continue
        path, _hash, anchor = target.partition("#")
        file = doc.parent / path if path else doc
        assert file.exists(), target
        assert not anchor or anchor in anchors_of(file), target


@each_doc
def test_files_that_are_named_exist(doc):
    named = {
        path.rstrip(".")
        for code in code_in(doc)
        for path in re.findall(rf"(?<![\w/.<-])(?:(?:{FOLDERS})/[\w./-]*|\.ci/\w+)", code)
    }
    assert [
        path for path in named if not INVENTED.search(path) and not (ROOT / path).exists()
    ] == []


def make_targets():
    return set(re.findall(r"^([a-z-]+):.* ## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


@each_doc
def test_commands_that_are_named_exist(doc):
    code = "\n".join(code_in(doc))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= make_targets()
    assert set(re.findall(r"manage\.py ([a-z_]+)", code)) <= set(get_commands())


def test_every_command_is_described():
    assert make_targets() <= set(re.findall(r"^\| `make ([a-z-]+)", operating, re.MULTILINE))
    own = {name for name, app in get_commands().items() if app == "services"}
    assert own <= set(re.findall(r"^\| `manage\.py ([a-z_]+)", operating, re.MULTILINE))


def test_the_settings_are_those_that_are_read():
    def rows(text):
        return re.findall(r"^\| `([A-Z_]+)` +\|", text, re.MULTILINE)

    source = (ROOT / "clinic_site" / "settings.py").read_text()
    # The first arguments of environ's methods, and of the function that reads a number.
    read = set(re.findall(r'(?:\benv\.\w+|whole_number)\("([A-Z_]+)"', source))
    assert set(rows(operating)) == set(rows(clinic_site.settings.__doc__)) == read


def test_every_package_is_said_to_be_needed():
    needed = re.findall(r"^([\w-]+).*==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    own = needed[: needed.index("asgiref")]  # what those need in turn
    table = operating.partition("## What it needs")[2].lower()
    assert [name for name in own if name.lower() not in table] == []


def test_who_may_import_whom_is_what_is_tested():
    text = (ROOT / "docs" / "architecture.md").read_text().partition("## Who may import whom")[2]
    table = {}
    for packages, known in re.findall(r"^\| (`.*) \| (`.*|nothing) \|$", text, re.MULTILINE):
        for package in re.findall(r"`(\w+)`", packages):
            table[package] = set(re.findall(r"`(\w+)`", known))
    assert table == MAY_IMPORT


def test_the_readme_is_short():
    assert len(DOCS[0].read_text().splitlines()) <= 90


def test_pictures_are_small_and_each_is_shown():
    shown = set(re.findall(r"pictures/([\w-]+\.png)", "".join(doc.read_text() for doc in DOCS)))
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert {picture.name for picture in pictures} == shown
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []
