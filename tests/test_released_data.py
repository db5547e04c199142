"""What a clinic made with the release of November 2026 comes up whole: its database, migrated by today's code.

`data/released-november-2026.json` has the rows of such a database, one of everything: a scheduled page, one
that was scheduled and called off, a renamed page, two that were taken away, a signature, a note, an erased
picture, erased words, a draft that another took the place of, closures. Beside them, what that release said
of them: what each address answered at noon on 27 November, the hashes, and what the history told.
"""

import datetime as dt
import json
from html import unescape
from pathlib import Path

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from services.admin.history import entries
from services.admin.status import statuses_of
from services.baking.render import get_response
from services.kinds import content_of
from services.models import Clinic, Publication, ReplacedDraft, SignOff, Treatment
from services.publishing import snapshot
from services.publishing.site import PublicSite

from .staff import html_of

RELEASED = json.loads(
    (Path(__file__).parent / "data" / "released-november-2026.json").read_text(encoding="utf-8")
)
NOON = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
IMS = "/treatments/ims-dry-needling/"


def migrate(target):
    """Bring the tables to a migration; returns its models."""
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


@pytest.fixture
def released(transactional_db):
    """The rows of November in today's tables."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("services")
    old = migrate([("services", "0006_notes_history_and_erasing")])
    for row in RELEASED["rows"]:
        model = old.get_model(row["model"])
        values = {}
        for name, value in row["fields"].items():
            field = model._meta.get_field(name)
            name = field.attname
            # JSON is JSON already; a time, a day or a number is read as a form would read it.
            values[name] = value if isinstance(field, models.JSONField) else field.to_python(value)
        models.QuerySet(model).bulk_create([model(pk=row["pk"], **values)])
    migrate(newest)


@pytest.mark.usefixtures("released")
class TestAClinicOfNovember:
    def test_every_address_answers_as_it_did(self):
        site = PublicSite(NOON)
        for path, answer in RELEASED["answers"].items():
            today = get_response(site, path)
            assert today.status_code == answer["status"], path
            assert today.get("Location", "") == answer["location"], path
            html = unescape(html_of(today))
            if "title" in answer:
                assert f"<h1>{answer['title']}</h1>" in html, path
            assert ("Reviewed by" in html) is ("reviewed" in answer), path
            if "reviewed" in answer:
                # The sentence was put another way since; the days are what they were.
                reviewed = answer["reviewed"].replace("Next review:", "To be checked again by")
                assert reviewed in html

    def test_every_hash_is_what_it_was(self):
        for publication in Publication.objects.filter(retired=False):
            stored, computed, reviewed = RELEASED["hashes"][str(publication.pk)]
            content = snapshot.load(publication.kind, publication.content)
            assert publication.content_hash == stored
            if not content_of(publication.kind).upgrades:
                # What is read in another way since has another; nobody signs a page of that kind.
                assert snapshot.content_hash(content) == computed
            if reviewed:
                assert snapshot.reviewed_hash(content) == reviewed

    def test_the_history_tells_what_it_told(self):
        for entry in entries(Publication.objects.order_by("id"), NOON):
            told = RELEASED["history"][str(entry.publication.pk)]
            labels = [label for label, _words in entry.diff]
            facts = [
                entry.sentence,
                entry.when,
                labels,
                entry.is_live,
                entry.stands,
                entry.way_back,
            ]
            assert json.loads(json.dumps(facts, default=str)) == told

    def test_what_a_location_has_now_is_shown_as_it_was_on_each_day(self):
        for day in (dt.datetime(2026, 11, 15, 12, tzinfo=dt.UTC), NOON):
            site = PublicSite(day)
            html = html_of(get_response(site, "/visit/"))
            for line in ("1 Invented Lane", "Nowhere-on-Sea", "ZZ1 1ZZ", "hello@physio.example"):
                assert line in html
            assert ">+44 20 7946 0123<" in html
            assert 'href="https://booking.example.com/"' in html
            [place] = site.own.places
            # Nobody has said which line is the town: that is staff's to fill in.
            assert (place.locality, place.has_whole_address) == ("", False)
        [then, now] = [
            {text for text, _reason in PublicSite(day).context.notices}
            for day in (dt.datetime(2026, 11, 15, 12, tzinfo=dt.UTC), NOON)
        ]
        assert "Closed Monday 16 to Tuesday 17 November." in then - now
        assert "Closed Thursday 24 to Saturday 26 December." in then & now

    def test_the_clinics_draft_says_what_is_public(self):
        clinic = Clinic.objects.with_parts().get()
        assert snapshot.freeze(clinic) == PublicSite(NOON).own
        [status] = statuses_of([clinic], NOON)
        assert not status.differs

    def test_what_was_erased_stays_erased(self):
        heat = Publication.objects.filter(page_key__startswith="heat").values_list(
            "content", flat=True
        )
        assert "Ada Lee" not in json.dumps(list(heat))
        [erased] = [
            row["fields"]["picture"]
            for row in RELEASED["rows"]
            if row["model"] == "services.erasure" and row["fields"]["picture"]
        ]
        assert erased not in get_response(PublicSite(NOON), IMS).content.decode()
        # Publications are never changed; they are read without it.
        [old] = Publication.objects.filter(page_key="ims-dry-needling", content__picture=erased)
        [content] = snapshot.without_erased([snapshot.load(old.kind, old.content)])
        assert (content.picture, content.picture_text) == ("", "")

    def test_drafts_notes_and_plans_are_there(self):
        [kept] = ReplacedDraft.objects.all()
        assert snapshot.load(kept.kind, kept.content).summary == "Jo's draft, never published."
        assert [note.name for note in SignOff.objects.exclude(note="")] == ["Dr Ada Chen"]
        assert not SignOff.objects.open().exists()
        [plan] = Publication.objects.planned(NOON)
        assert plan.title == "Massage, planned"
        assert Treatment.objects.count() == 5
