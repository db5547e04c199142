"""Rows, content and JSON: there and back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from services.content.closure import ClosureContent
from services.content.text import is_empty
from services.content.treatment import EffectContent, FactorContent, TreatmentContent
from services.kinds import model_for
from services.models import Publication, Treatment
from services.publishing import snapshot
from services.starting_content import demo
from services.starting_content.ims import IMS

from .factories import MARCH, make_clinic, make_closure, make_treatment, published

CONTENTS = [IMS, *demo.contents(dt.date(2026, 3, 3))]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_content_survives_json(content):
    assert snapshot.load(model_for(content).kind, snapshot.dump(content)) == content


@pytest.mark.django_db
@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_content_survives_the_working_copy(content):
    row = snapshot.restore(content)
    assert snapshot.freeze(type(row).objects.get(pk=row.pk)) == content


@pytest.mark.django_db
def test_every_field_of_a_row_is_in_its_content():
    """A field that is forgotten in the content would never reach patients."""
    apart = {"id", "edition", "saved_by", "saved_at"}
    for row in (make_treatment(effects=1, factors=1), make_clinic(), make_closure()):
        fields = {field.name for field in row._meta.concrete_fields} - apart
        assert fields <= {*vars(snapshot.freeze(row))}
    effect = Treatment.objects.get().effects.get()
    assert set(vars(EffectContent())) == {"key", "heading", "text", "drawing"}
    assert {f.name for f in effect._meta.concrete_fields} - {"id", "treatment", "position"} == {
        "key", "heading", "text", "drawing",
    }  # fmt: skip


@pytest.mark.django_db
def test_restoring_an_old_publication_brings_back_its_parts():
    page = make_treatment(effects=3, factors=2)
    before = snapshot.freeze(page)
    page.effects.first().delete()
    page.effects.create(heading="New", text="New.")
    page.title = "Changed"
    page.save()
    snapshot.restore(before)
    assert snapshot.freeze(Treatment.objects.get()) == before


@pytest.mark.django_db
def test_a_publication_of_an_older_schema_is_brought_to_todays(client, monkeypatch):
    published(make_clinic())
    page = published(make_treatment(effects=1))
    # As a later release would: the next schema calls the summary "summary", today's called it "lede".
    today = snapshot.SCHEMA
    old = Publication.objects.get(kind="treatment")
    data = dict(old.content)
    data["lede"] = data.pop("summary")
    Publication.objects.bulk_create(
        [Publication(**{**_values(old), "content": data, "title": "Old"})]
    )

    def lede_to_summary(data):
        return {**data, "summary": data["lede"]}

    monkeypatch.setattr(snapshot, "SCHEMA", today + 1)
    monkeypatch.setattr(TreatmentContent, "upgrades", {today: lede_to_summary})
    assert "Hands loosen tight muscles." in client.get("/treatments/massage/").content.decode()
    assert snapshot.dump(snapshot.freeze(page))["schema"] == today + 1


def _values(publication):
    names = [field.attname for field in publication._meta.concrete_fields if field.name != "id"]
    return {name: getattr(publication, name) for name in names}


def test_what_todays_content_does_not_know_is_left_out():
    data = snapshot.dump(IMS) | {"carousel": ["no"], "mechanism_drawing": "a-drawing-of-tomorrow"}
    data["effects"][0]["animation"] = "no"
    content = snapshot.load("treatment", data)
    assert content.mechanism_drawing == ""
    assert content.effects == IMS.effects


def test_what_a_publication_lacks_is_empty():
    assert snapshot.load("treatment", {"schema": 1, "title": "Old"}) == TreatmentContent(
        title="Old"
    )


def test_equal_content_has_an_equal_hash():
    assert snapshot.content_hash(IMS) == snapshot.content_hash(
        snapshot.load("treatment", snapshot.dump(IMS))
    )
    assert snapshot.content_hash(ClosureContent(reason="a")) != snapshot.content_hash(
        ClosureContent(reason="b")
    )


# What can't be seen is empty.
text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60).map(
    lambda text: "" if is_empty(text) else text
)


class TestAnythingPeopleType(TestCase):
    """Hypothesis needs Django's TestCase to roll back after each example."""

    @given(
        st.builds(
            TreatmentContent,
            key=st.just("k"),
            title=text.filter(bool),
            what_it_treats=text,
            effects=st.lists(
                st.builds(EffectContent, key=st.uuids().map(lambda u: u.hex), text=text), max_size=3
            ).map(tuple),
            factors=st.lists(
                st.builds(FactorContent, key=st.uuids().map(lambda u: u.hex), text=text), max_size=3
            ).map(tuple),
        )
    )
    def test_survives_rows_and_json(self, content):
        restored = snapshot.freeze(snapshot.restore(content))
        assert restored == content
        assert snapshot.load("treatment", snapshot.dump(content)) == content


@pytest.mark.django_db
def test_the_clock_of_a_publication_is_the_deciders():
    published(make_treatment())
    assert Publication.objects.get().live_from == MARCH
