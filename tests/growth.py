"""`make bench`: how long staff's pages take as the site grows, beside the limits.

Among 5,000 publications on two pages each may take twice its time at 50; the first page among 100 treatments
300 ms, among 1,000 it is only printed. Times are of the processor, in milliseconds: the median of five.
"""

import datetime as dt
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time

FORM = "/admin/services/treatment/1/change/"
PAGES = {
    "list": "/admin/services/treatment/",
    "first page": "/admin/",
    "form": FORM,
    "history": "/admin/services/treatment/1/history/",
}


def fill(kind, number, owner):
    """Bring a new site to so many publications on two pages, or to so many treatments."""
    from django.utils import timezone

    from services.models import Publication
    from services.publishing.publish import publish
    from services.publishing.snapshot import restore
    from services.starting_content import demo

    if kind == "treatments":
        for count in range(1, number):
            publish(restore(demo.another(count)), by=owner, now=timezone.now())
        return
    publish(restore(demo.another(1)), by=owner, now=timezone.now())
    first, began = list(Publication.objects.order_by("id")), timezone.now() - dt.timedelta(days=300)
    rows = []
    for count in range(number - len(first)):
        values = {
            field.attname: getattr(first[count % 2], field.attname)
            for field in Publication._meta.concrete_fields
            if field.name != "id"
        }
        at = began + count * dt.timedelta(minutes=1)
        values |= {"made_at": at, "live_from": at}
        values["content"] = values["content"] | {"summary": f"Version {count}."}
        rows.append(Publication(**values))
    Publication.objects.bulk_create(rows, batch_size=200)


def measure(kind, number):
    """Print what each page takes in a new site of this size: a line a page, "name milliseconds"."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "clinic_site.settings"
    django.setup()
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from tests.servers import form_in

    settings.BAKE = False
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("starting_content", stdout=io.StringIO())
    owner = User.objects.create_superuser("maria@example.com")
    fill(kind, number, owner)
    staff = Client(headers={"host": "127.0.0.1:8000"})
    staff.force_login(owner)

    def timed(ask, *arguments):
        begun = time.process_time()
        answer = ask(*arguments)
        assert answer.status_code in (200, 302), answer.status_code
        return (time.process_time() - begun) * 1000

    def publish_once(count):
        form = form_in(staff.get(FORM).content.decode())
        return timed(staff.post, FORM, form | {"summary": f"In words {count}.", "_publish": "1"})

    publish_once(0)
    print("publish", statistics.median(publish_once(count) for count in range(1, 6)))
    for name, url in PAGES.items():
        staff.get(url)
        print(name, statistics.median(timed(staff.get, url) for _ in range(5)))


def measured(kind, number):
    """What `measure` prints, from a process and a data folder of its own: {page: milliseconds}."""
    with tempfile.TemporaryDirectory() as folder:
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        printed = subprocess.run(
            [sys.executable, "-m", "tests.growth", kind, str(number)],
            env=env | {"DATA_DIR": folder}, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    lines = (line.rpartition(" ") for line in printed.splitlines())
    return {name: float(milliseconds) for name, _space, milliseconds in lines}


def main():
    """Print all figures beside their limits."""
    few, many = measured("publications", 50), measured("publications", 5000)
    for name, milliseconds in many.items():
        limit = f"limit {2 * few[name]:.0f}, twice that of 50"
        print(f"{name:10} among 5,000 publications: {milliseconds:.0f} ms ({limit})")
    for number, limit in ((100, "limit 300"), (1000, "no limit")):
        milliseconds = measured("treatments", number)["first page"]
        print(f"first page among {number:,} treatments: {milliseconds:.0f} ms ({limit})")


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2])) if len(sys.argv) > 1 else main()
