"""`make races N=1000`: two people save the same page at the same moment, again and again.

No word that was said to be saved may be lost: of the two, one is told what the other has changed, and
saves again. On SQLite in a folder of its own, or on the empty database that `DATABASE_URL` names.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from itertools import permutations
from threading import Barrier

from tests.servers import Staff, form_in, run_python, running_site

FORM = "/admin/services/treatment/1/change/"
TOLD = "after you opened it"
# A field of the page, and one of a part.
FIELDS = ("summary", "effects-0-text")
COLLEAGUE = """
from django.contrib.auth.models import User
from services.accounts.roles import Role, give_role
from services.accounts.welcome import welcome_link
person = User.objects.create_user("jo@example.com")
give_role(person, Role.EDITOR)
print(welcome_link(person))
"""


@dataclass
class Report:
    """How the races went: how many, how often one of the two was told of the other, who was saved first.

    `lost` has a line for each text that was said to be saved and isn't.
    """

    races: int = 0
    told: int = 0
    first: Counter = field(default_factory=Counter)
    lost: list = field(default_factory=list)
    seconds: float = 0

    def __str__(self):
        first = ", ".join(f"{who} {times}" for who, times in sorted(self.first.items()))
        figures = f"{self.races} races, lost {len(self.lost)}, told {self.told}, first: {first}"
        return "\n".join([f"{figures}, {self.seconds:.0f} s", *self.lost])


def people(site):
    """The owner and an editor of a new site, signed in: {name: Staff}."""
    jo = Staff(site).follow(run_python(site, COLLEAGUE).strip(), "Jo Park", "jo@example.com")
    return {"Maria": Staff(site).become_owner(), "Jo": jo}


def changes_of(number):
    """What each of the two changes in a race: {name: {field: text}}.

    In every second race both change the same field, in turn one of the page and one of a part.
    """
    name = FIELDS[number // 2 % 2]
    changes = {"Maria": {name: f"Maria {number}."}, "Jo": {"title": f"Title {number}"}}
    if number % 2:
        changes["Jo"][name] = f"Jo {number}."
    return changes


def race(browsers, changes):
    """Both have the form open, change it and save at the same moment; returns their answers, {name: html}."""
    gate = Barrier(len(browsers))
    forms = {who: form_in(browsers[who].open(FORM)[0]) | changes[who] for who in browsers}

    def save(who):
        gate.wait()
        return browsers[who].open(FORM, forms[who] | {"_save": "1"})[0]

    with ThreadPoolExecutor(len(browsers)) as pool:
        return dict(zip(browsers, pool.map(save, browsers), strict=True))


def lost(changes, answers, stored):
    """The texts that somebody saved and that are not in `stored`, except what the other has replaced
    with this text before their eyes.
    """
    for who, other in permutations(changes):
        for name, text in changes[who].items():
            shown = TOLD in answers[other] and text in unescape(answers[other])
            if text not in stored and not (shown and name in changes[other]):
                yield f"{who}'s {name}: {text}"


def run(site, races):
    """So many races of two people on a new site; returns their `Report`."""
    report, browsers, began = Report(), people(site), time.monotonic()
    for number in range(races):
        changes = changes_of(number)
        answers = race(browsers, changes)
        for who, html in answers.items():
            if TOLD in html:
                report.told += 1
                browsers[who].open(FORM, form_in(html) | {"_save": "1"})  # as it stands now
            else:
                assert "Draft saved" in html
                report.first[who] += 1
        stored = form_in(browsers["Maria"].open(FORM)[0]).values()
        report.lost += lost(changes, answers, stored)
        report.races += 1
    report.seconds = time.monotonic() - began
    return report


def main(races):
    """Print how so many races went; returns whether anything is wrong with them."""
    database = {name: os.environ[name] for name in ("DATABASE_URL",) if os.environ.get(name)}
    with (
        tempfile.TemporaryDirectory(prefix="clinic-races-") as folder,
        running_site(folder, **database) as site,
    ):
        if not site.welcome:
            sys.exit("DATABASE_URL has to name an empty database: this one has its people.")
        report = run(site, races)
    print(report)
    return bool(report.lost) or report.told != races


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
