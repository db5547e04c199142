"""Who may import whom, and what templates may not do."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APP = ROOT / "services"

# What each package may know of the app, from the bottom up: all that stands above it here that is named.
MAY_IMPORT = {
    "content": set(),
    "http": set(),
    "models": {"content"},
    "forms": {"content"},
    "templatetags": {"content"},
    "starting_content": {"content"},
    "kinds": {"content", "models"},
    "checks": {"content", "models", "kinds"},
    "sharing": {"content", "models", "kinds"},
    "pictures": {"content", "models", "kinds"},
    "publishing": {"content", "models", "kinds", "checks", "pictures"},
    "baking": {"content", "models", "pictures", "publishing", "http"},
    "web": {
        "content", "models", "kinds", "pictures", "publishing", "baking", "sharing", "http",
    },
    "accounts": {"content", "models", "kinds", "publishing", "forms"},
    # The page behind a review link is a public page, shown to one reader.
    "reviews": {
        "content", "models", "checks", "publishing", "baking", "accounts", "forms", "http", "web",
    },
    "admin": {
        "content", "models", "kinds", "forms", "checks", "sharing", "pictures", "publishing", "baking",
        "web", "accounts", "reviews", "http",
    },
    "management": {
        "content", "models", "kinds", "checks", "publishing", "baking", "accounts",
        "starting_content",
    },
    "apps": {"kinds"},
}  # fmt: skip


def imports(file):
    """The parts of the app that a file imports."""
    return {name.split(".")[1] for name in _imported(file) if name.startswith("services.")}


def _imported(file):
    """All that a file imports, as absolute names; of `from a import b` both a and a.b."""
    package = file.relative_to(APP.parent).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [module] + [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from names


def part_of(file):
    return file.relative_to(APP).parts[0].removesuffix(".py")


FILES = [
    file
    for file in APP.rglob("*.py")
    if part_of(file) not in ("__init__", "migrations") and file.stat().st_size
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(APP)))
def test_imports_go_one_way(file):
    part = part_of(file)
    known = {
        name for name in imports(file) if (APP / name).exists() or (APP / f"{name}.py").exists()
    }
    assert known <= MAY_IMPORT[part] | {part}


def test_the_rule_sees_a_forbidden_import(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_architecture.APP", tmp_path / "services")
    file = tmp_path / "services" / "checks" / "bad.py"
    file.parent.mkdir(parents=True)
    file.write_text("from services.admin import states\nfrom ..views import home\n")
    assert set(imports(file)) >= {"admin", "views"}


def test_the_app_knows_nothing_of_the_project():
    """`clinic_site` imports the app; the app imports `django.conf.settings` alone."""
    for file in APP.rglob("*.py"):
        assert "clinic_site" not in {name.split(".")[0] for name in _imported(file)}, file


def test_settings_alone_read_the_environment():
    readers = [
        file.relative_to(APP.parent).as_posix()
        for folder in (APP, APP.parent / "clinic_site")
        for file in folder.rglob("*.py")
        if re.search(r"os\.environ|getenv|import environ", file.read_text())
        and "DJANGO_SETTINGS_MODULE" not in file.read_text()
    ]
    assert readers == ["clinic_site/settings.py"]


def test_public_templates_name_no_treatment():
    for file in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if "admin" in file.parts or "drawings" in file.parts:
            continue
        assert "IMS" not in file.read_text()
        assert "needl" not in file.read_text().lower()
