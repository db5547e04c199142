"""What becomes public by itself, in real time. `test_bake.py` has the same with a clock of its own."""

import time

from tests.servers import ask, run_python, running_site

PLAN = """
from datetime import timedelta
from django.utils import timezone
from services.models import Treatment
from services.baking.bake import bake
from services.publishing.publish import publish
row, now = Treatment.objects.get(), timezone.now()
row.title = "Planned"
publish(row, by=None, now=now, live_from=now + timedelta(seconds=15))
bake()
"""


def test_a_planned_publication_becomes_public_by_itself(tmp_path):
    with running_site(tmp_path) as site:
        page = f"{site.url}/treatments/ims-dry-needling/"
        planned = time.time() + 15
        run_python(site, PLAN)
        assert b"<h1>IMS/Dry needling</h1>" in ask(page).body
        while b"<h1>Planned</h1>" not in ask(page).body:
            assert time.time() < planned + 15
            time.sleep(0.1)
        assert time.time() > planned
        time.sleep(1)  # whichever process answers
        assert b"Planned" in ask(f"{site.url}/treatments/").body
