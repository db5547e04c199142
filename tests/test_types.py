"""What a value of a page can be: stored, read, hashed and walked over by its type alone."""

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import TextChoices

from services.content import types
from services.content.treatment import TreatmentContent
from services.content.types import (
    Line,
    Markdown,
    PageKey,
    Part,
    PictureName,
    WebAddress,
    choice,
    dump,
    fields_of,
    load,
    parts_of,
    values_of,
)
from services.publishing import snapshot

# The IMS page as the release of November 2026 published it, and its hashes: with and without its address.
IMS = json.loads((Path(__file__).parent / "data" / "ims-of-november-2026.json").read_text())
CONTENT_HASH = "b3ff9bcbec0203b7812e49ef0def54505a01f00e0f90ab29ef631229a0578f21"
REVIEWED_HASH = "28e75248c7477c78de032b7691a0fe39cf05531308f3542b4b72d7753793222c"


class Colour(TextChoices):
    RED = "red"
    COMMON = "common"


@dataclass(frozen=True, kw_only=True)
class Span:
    weekday: int = 0
    opens: Line = ""


@dataclass(frozen=True, kw_only=True)
class Step(Part):
    heading: Line = ""
    text: Markdown = ""
    minutes: int | None = None
    day: dt.date | None = None
    price: Decimal | None = None
    colour: choice(Colour) = ""
    page: PageKey = ""


@dataclass(frozen=True, kw_only=True)
class Everything:
    title: Line = ""
    website: WebAddress = ""
    picture: PictureName = ""
    opens_on: dt.date | None = None
    is_open: bool = False
    price: Decimal | None = None
    week: tuple[Span, ...] = ()
    first: Span = Span()
    steps: tuple[Step, ...] = ()


FULL = Everything(
    title="A",
    website="https://example.com/",
    opens_on=dt.date(2026, 3, 3),
    is_open=True,
    price=Decimal("10.50"),
    week=(Span(weekday=1, opens="8am"), Span(weekday=2, opens="9am")),
    first=Span(weekday=5),
    steps=(
        Step(key="a", heading="One", day=dt.date(2026, 1, 2), price=Decimal("0.10"), colour="red"),
        Step(key="b", heading="Two", minutes=30, page="ims-dry-needling"),
    ),
)


@pytest.mark.parametrize("content", [FULL, Everything()])
def test_every_type_survives_json(content):
    assert load(Everything, json.loads(json.dumps(dump(content)))) == content


def test_a_choice_that_is_not_offered_any_more_is_left_out():
    stored = dump(FULL)
    stored["steps"][0]["colour"] = "green"
    assert load(Everything, stored).steps[0].colour == ""


def test_what_no_value_can_be_is_said_at_once():
    @dataclass
    class Wrong:
        names: list[str]

    with pytest.raises(TypeError, match=r"Wrong\.names"):
        fields_of(Wrong)


def test_parts_are_those_that_have_a_key():
    assert parts_of(Everything) == {"steps": Step}


def test_a_walk_meets_every_value_in_the_order_of_the_page():
    found = [(value.part, value.number, value.field) for value in values_of(FULL)]
    assert found[0] == ("", 0, "title")
    assert ("steps", 2, "page") in found
    assert [name for _part, _number, name in found if _part == ""][-1] == "first"


def test_texts_are_told_from_names_choices_and_days():
    texts = {(value.part, value.field) for value in values_of(FULL) if value.type.is_text}
    assert texts == {("", "title"), ("", "website"), ("steps", "heading"), ("steps", "text")}


def test_the_hashes_of_november_2026_are_those_of_today():
    content = load(TreatmentContent, IMS)
    assert snapshot.content_hash(content) == CONTENT_HASH
    assert snapshot.reviewed_hash(content) == REVIEWED_HASH


def test_a_release_with_more_fields_and_parts_voids_no_signature():
    @dataclass(frozen=True, kw_only=True)
    class Later(TreatmentContent):
        minutes: int | None = None
        what_to_wear: Markdown = ""
        steps: tuple[Step, ...] = ()

    content = load(Later, IMS)
    assert snapshot.content_hash(content) == CONTENT_HASH
    assert snapshot.reviewed_hash(content) == REVIEWED_HASH
    filled = replace(content, steps=(Step(key="a"),))
    assert snapshot.reviewed_hash(filled) != REVIEWED_HASH


def test_a_structure_may_get_a_field_too():
    @dataclass(frozen=True, kw_only=True)
    class Later(Span):
        closes: Line = ""

    @dataclass(frozen=True, kw_only=True)
    class LaterWeek:
        week: tuple[Later, ...] = ()
        first: Later = Later()

    @dataclass(frozen=True, kw_only=True)
    class Week:
        week: tuple[Span, ...] = ()
        first: Span = Span()

    today = Week(week=(Span(weekday=1, opens="8am"),), first=Span(weekday=5))
    later = load(LaterWeek, dump(today))
    assert types.dump_filled(later) == types.dump_filled(today)


def test_the_parts_of_today_are_in_a_hash_even_when_there_are_none():
    """As they were when there were no others: pages without a factor have been signed."""
    assert set(types.dump_filled(TreatmentContent())) == {"effects", "factors"}
