"""Who may import whom, and what templates may not do."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

APP = Path(settings.BASE_DIR) / "services"

# What each part of the app may know of the app; the project's stylesheet is for views alone.
MAY_IMPORT = {
    "days": set(),
    "text": set(),
    "phone": set(),
    "content": {"phone", "text"},
    "markdown": set(),
    "models": {"content", "text"},
    "pictures": {"content", "models"},
    "publishing": {"content", "models", "pictures", "checks", "text"},
    "sharing": {"content", "models"},
    "checks": {"content", "days", "models", "markdown", "text"},
    "templatetags": {"content", "markdown"},
    "sitemaps": {"content", "models"},
    "starting_content": {"content"},
    "views": {"content", "models", "pictures", "publishing", "sharing", "sitemaps"},
    "urls": {"content", "views"},
    "apps": set(),
    "admin": {
        "content", "days", "models", "markdown", "phone", "pictures", "publishing", "sharing", "checks",
        "text",
        "views",
    },
    "management": {"content", "models", "publishing", "checks", "admin", "starting_content"},
}  # fmt: skip


def imports(file):
    """The parts of the app that a file imports."""
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
        for name in names:
            parts = name.split(".")
            if parts[0] == "services" and len(parts) > 1:
                yield parts[1]


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
