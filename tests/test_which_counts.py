"""Which publications count, asked of the database, is what the rules say, asked of plain lists."""

import random

import pytest

from services.models import Publication

from .factories import DAY, MARCH

pytestmark = pytest.mark.django_db
AT = MARCH + 5 * DAY


def decide(chance, number):
    """Decisions about three pages, made on the ten days around `AT`, by clocks that are now and then wrong."""
    for _ in range(number):
        made_at = MARCH + chance.randrange(10) * DAY
        Publication.objects.create(
            kind="treatment",
            page_key=chance.choice("abc"),
            path=chance.choice(["/one/", "/two/"]),
            title="x",
            made_at=made_at,
            live_from=made_at + chance.choice([0, 0, 0, 1, 3]) * DAY,
            retired=chance.random() < 0.2,
        )
    return list(Publication.objects.order_by("id"))


def later(row, rows):
    """The decisions about the same page that were made after `row`."""
    return [other for other in rows if other.page_key == row.page_key and other.id > row.id]


def overtaken(row, rows):
    """Whether something decided later was in force before `row` began."""
    return any(other.live_from <= row.live_from for other in later(row, rows))


def decides(row, rows):
    """Whether `row` is the latest decision in force at `AT`."""
    return row.live_from <= AT and not any(o.live_from <= AT for o in later(row, rows))


def numbers(rows):
    return sorted(row.id for row in rows)


@pytest.mark.parametrize("seed", range(20))
def test_the_rows_that_count_are_those_of_the_rules(seed):
    rows = decide(random.Random(seed), 24)
    assert numbers(Publication.objects.in_force(AT)) == numbers(r for r in rows if decides(r, rows))
    stand = [row for row in rows if not overtaken(row, rows)]
    assert numbers(Publication.objects.not_superseded()) == numbers(stand)
    assert numbers(Publication.objects.planned(AT)) == numbers(r for r in stand if r.live_from > AT)
    assert numbers(Publication.objects.ever_live(AT)) == numbers(
        r for r in stand if r.live_from <= AT
    )


@pytest.mark.parametrize("seed", range(20))
def test_what_is_asked_of_some_rows_is_what_is_true_of_all(seed):
    """A condition before the rule or after it, on the page or on anything else, changes no row's answer."""
    rows = decide(random.Random(seed), 24)
    stand = [row for row in rows if not overtaken(row, rows)]
    for condition in (
        {"page_key": "a"},
        {"path": "/one/"},
        {"retired": False},
        {"live_from__gt": AT},
    ):
        wanted = {row.id for row in Publication.objects.filter(**condition)}
        some = Publication.objects.filter(**condition)
        for rule, of_all in (
            (lambda found: found.not_superseded(), stand),
            (lambda found: found.ever_live(AT), [row for row in stand if row.live_from <= AT]),
            (lambda found: found.planned(AT), [row for row in stand if row.live_from > AT]),
            (lambda found: found.in_force(AT), [row for row in rows if decides(row, rows)]),
        ):
            expected = [row.id for row in of_all if row.id in wanted]
            assert numbers(rule(some)) == expected, condition
            assert numbers(rule(Publication.objects.all()).filter(**condition)) == expected
