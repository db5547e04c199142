"""Who may import whom, and what templates and tests may not do."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from services.content.types import parts_of
from services.kinds import KINDS

from .layers import MAY_IMPORT

ROOT = Path(settings.BASE_DIR)
APP = ROOT / "services"


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
    file.write_text("from services.admin import statuses\nfrom ..views import home\n")
    assert set(imports(file)) >= {"admin", "views"}


# Besides a kind's own files (`treatment.py`, `treatment_risks.py`), these know which kinds there are.
KNOW_KINDS = {
    "kinds.py": "the one list",
    "models/shared_parts.py": "the parts that several kinds have",
    "web/home.py": "a page that composes several kinds",
    "web/visit.py": "another",
    "starting_content/ims.py": "a page as data",
    "starting_content/demo.py": "the invented clinic's pages as data",
    "starting_content/demo_ims.py": "one of them, with every field filled",
    "starting_content/demo_parts.py": "what they share",
    **{
        f"starting_content/demo_{name}.py": "one of them"
        for name in ("dizziness", "exercise", "hands", "pages", "pelvic", "people", "shockwave")
    },
}
EXCEPTIONS = {
    "models/__init__.py": "Django finds the tables in it",
    "content/site.py": "what stands around every page is composed of two kinds",
    "content/text.py": "`.clinic` is an ending of web addresses",
}


def names_of_kinds():
    """What the kinds and their parts are called in code: classes, modules, kinds, fields that hold parts."""
    names = set()
    for model in KINDS:
        parts = parts_of(model.content_class)
        listing = model.content_class.listing
        names |= {model.kind, f"{model.kind}s", model._meta.model_name, listing and listing.place}
        names |= {model.__name__, model.content_class.__name__}
        names |= {*parts, *(part.__name__ for part in parts.values())}
        names |= {model._meta.get_field(field).related_model.__name__ for field in parts}
    return names - {None}


def _names_in(file):
    """The names in a file's code, and those in its texts that have no space: addresses, names of fields."""
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                yield name
            case ast.keyword(arg=name) | ast.alias(asname=name):
                yield name
            case ast.Constant(value=str(text)) if not re.search(r"\s", text):
                yield from re.findall(r"services_([a-z]+)_", text)
                yield from re.split(r"\W", text)
    yield from (word for name in _imported(file) for word in name.split("."))


def is_own(file):
    """Whether a file is one of a kind's own: named after it."""
    return any(file.stem == m.kind or file.stem.startswith(f"{m.kind}_") for m in KINDS)


def strangers(files, names):
    """The files of the core that have some of the names of kinds and parts: path -> names."""
    found = {}
    for file in files:
        path = file.relative_to(APP).as_posix()
        said = names & set(_names_in(file))
        if said and not is_own(file) and path not in KNOW_KINDS:
            found[path] = said
    return found


def test_the_core_knows_no_page_by_name():
    assert set(strangers(FILES, names_of_kinds())) == set(EXCEPTIONS)
    assert len(EXCEPTIONS) <= 3


def test_nor_do_the_templates_of_staffs_side():
    names = names_of_kinds()
    for file in (ROOT / "templates" / "admin").rglob("*.html"):
        tags = " ".join(re.findall(r"\{[{%].*?[%}]\}", file.read_text()))
        tags = re.sub(r'translate (?:"[^"]*"|\'[^\']*\')', "", tags)
        said = names & {*re.split(r"\W", tags), *re.findall(r"services_([a-z]+)_", tags)}
        assert not said or is_own(file), file


@pytest.mark.parametrize(
    "line",
    [
        "from services.models import Treatment",
        "import services.checks.treatment",
        "from services.content import treatment as t",
        "def treatment(): pass",
        "x = site.treatment",
        "x = row.effects",
        "x = site.treatments",
        "x = site.closures",
        "reverse('treatments')",
        "from services.models import Page as Treatment",
        "async def treatment(): pass",
        "load(kind='treatment')",
        "reverse('admin:services_treatment_change')",
        "url = '/admin/services/treatment/'",
        "def f(treatment): pass",
        "row.save(closure=1)",
        "names = ['effects']",
        "EffectContent()",
    ],
)
def test_the_rule_sees_a_name(tmp_path, monkeypatch, line):
    names = names_of_kinds()
    monkeypatch.setattr("tests.test_architecture.APP", tmp_path / "services")
    file = tmp_path / "services" / "checks" / "bad.py"
    file.parent.mkdir(parents=True)
    file.write_text(f"{line}\n")
    assert list(strangers([file], names)) == ["checks/bad.py"]
    file.write_text("'''Of a treatment, a clinic and its closures: prose.'''\nx = 'A treatment'\n")
    assert not strangers([file], names)


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


TESTS = ROOT / "tests"


def test_no_test_file_imports_another():
    """What several need is in a module of its own: `staff.py`, `factories.py`, `servers.py`."""
    found = [
        f"{file.relative_to(TESTS)}: {name}"
        for file in TESTS.rglob("*.py")
        for name in _imported(file)
        if any(part.startswith("test_") for part in name.split(".")[:-1])
    ]
    assert found == []


# A file that is longer than this has more than one subject.
MOST_LINES = 400
MAY_BE_LONGER = {
    "services/admin/pages.py": "one class, `PageAdmin`: what the forms of all kinds of pages share",
    "services/baking/bake.py": "a bake is one thing from its lock to its switch: all or nothing",
}


def test_a_file_has_one_subject_and_400_lines_at_most():
    files = [*TESTS.rglob("*.py"), *FILES]
    long = {
        file.relative_to(ROOT).as_posix(): lines
        for file in files
        if (lines := len(file.read_text().splitlines())) > MOST_LINES
    }
    assert {path: lines for path, lines in long.items() if path not in MAY_BE_LONGER} == {}
