"""What reads the structured data of pages, and checks it against the types of schema.org."""

import datetime as dt
import json
import re
import shutil
import subprocess
from pathlib import Path

from services.content.clinic_hours import Span
from services.web.clinic_structured_data import WEEKDAYS
from tests.staff import html_of

FOLDER = Path(__file__).parent
MISSING = "no npm on this machine: sudo apt install nodejs npm"
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def text_on(html):
    """The JSON-LD of a page as it stands there; empty if it has none."""
    return "".join(ELEMENT.findall(html))


def nodes_on(html):
    """What a page says in its JSON-LD: the nodes of its graph."""
    text = text_on(html)
    return json.loads(text)["@graph"] if text else []


def of_type(nodes, name):
    return [node for node in nodes if node["@type"] == name]


def places_on(client, path="/visit/"):
    """What a page says of the clinic's places, hours that several have written out for each."""
    nodes = of_type(nodes_on(html_of(client.get(path))), "Physiotherapy")
    hours = [one for node in nodes for one in node.get("openingHoursSpecification", [])]
    named = {one["@id"]: one for one in hours if len(one) > 1 and "@id" in one}
    for node in nodes:
        node["hours"] = [
            {name: value for name, value in named.get(one.get("@id"), one).items() if name != "@id"}
            for one in node.get("openingHoursSpecification", [])
        ]
    return nodes


def special_on(node):
    """The days that aren't as usual: [(first, last, opens, closes), ...]."""
    names = "validFrom", "validThrough", "opens", "closes"
    return [tuple(one[name] for name in names) for one in node["hours"] if "validFrom" in one]


def week_of(node):
    """The usual week of a place: weekday -> spans."""
    week = {}
    for one in node["hours"]:
        span = Span(**{n: dt.time.fromisoformat(one[n]) for n in ("opens", "closes")})
        days = one.get("dayOfWeek", [])
        for day in [days] if isinstance(days, str) else days:
            week.setdefault(WEEKDAYS.index(day), []).append(span)
    return {weekday: tuple(spans) for weekday, spans in week.items()}


def install():
    """Bring the types and the compiler here, unless they are, in the versions of `package.json`."""
    import fcntl  # here, for Windows has none

    with open(FOLDER / "package-lock.json") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run beside each other
        if subprocess.run(["npm", "ls"], cwd=FOLDER, capture_output=True).returncode:
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True)


def complaints(folder, documents):
    """What `tsc` says of JSON-LD documents, name -> JSON, in an empty folder: name -> complaint, if any."""
    install()
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    shutil.copy(FOLDER / "tsconfig.json", folder)
    for name, document in documents.items():
        code = (
            f'import type {{ Graph }} from "schema-dts";\nexport const page: Graph = {document};\n'
        )
        (folder / f"{name}.ts").write_text(code)
    done = subprocess.run(
        ["npx", "--no-install", "tsc", "--project", "."], cwd=folder, capture_output=True, text=True
    )
    found = re.findall(r"^([\w-]+)\.ts\(.*?\): (error .*)", done.stdout, re.MULTILINE)
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    return dict(found)
