"""Hours as staff type them and as patients read them."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.content.clinic_hours import (
    NotHours,
    Span,
    WeekdayHours,
    hours_in_words,
    parse_hours,
    parse_week,
    typed_week,
    usual_week,
)
from services.content.types import StructureType


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("8am to 6pm", "8am to 6pm"),
        ("8-18", "8am to 6pm"),
        ("08:00–18:00", "8am to 6pm"),
        ("8 a.m. to 6 p.m.", "8am to 6pm"),
        ("9 to 5", "9am to 5pm"),
        ("9am to 5", "9am to 5pm"),
        ("7-7", "7am to 7pm"),
        ("10-2", "10am to 2pm"),
        ("12-5", "midday to 5pm"),
        ("12 noon until 6", "midday to 6pm"),
        ("1 to 5pm", "1pm to 5pm"),
        ("9 to 5pm", "9am to 5pm"),
        ("9:30 - 1pm", "9:30am to 1pm"),
        ("8.30am-12.30pm and 13:00 to 17:45", "8:30am to 12:30pm and 1pm to 5:45pm"),
        ("1pm to 6pm, 8am to 12", "8am to midday and 1pm to 6pm"),
        ("8-9am; 10-11am; 2-3pm", "8am to 9am, 10am to 11am and 2pm to 3pm"),
        ("by appointment", "by appointment"),
        ("9am-1pm (by appointment only)", "9am to 1pm, by appointment"),
        ("closed", "closed"),
        ("  ", "closed"),
        ("midnight to 6am", "midnight to 6am"),
        ("1-5", "1pm to 5pm"),
        ("05-09", "5am to 9am"),
        ("9-12, 6-8", "9am to midday and 6pm to 8pm"),
        ("9-12,1-5", "9am to midday and 1pm to 5pm"),
        ("7-9am, 5-7", "7am to 9am and 5pm to 7pm"),
        ("0800-1800", "8am to 6pm"),
        ("830 - 1230", "8:30am to 12:30pm"),
        ("9h-18h", "9am to 6pm"),
        ("shut", "closed"),
        ("by appt.", "by appointment"),
        ("9 to 12, appointment only", "9am to midday, by appointment"),
    ],
)
def test_hours_are_read_as_people_write_them(typed, words):
    assert hours_in_words(*parse_hours(typed)) == words


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("11pm to 2am", "ends before it begins"),
        ("8pm to 8pm", "ends before it begins"),
        ("8am to midnight", "ends before it begins"),
        ("6-8", "Write am or pm"),
        ("9 to 11", "Write am or pm"),
        ("0:00-6", "Write am or pm"),
        ("7 to 9pm", "Write am or pm"),
        ("8-12, 11-13", "overlap"),
        ("8am to 12, 12 to 5", "Write 8am to 5pm"),
        ("25-30", "isn’t a time"),
        ("8:75-9", "isn’t a time"),
        ("0am to 5am", "isn’t a time"),
        ("8 till late", "isn’t clear"),
        ("hello", "isn’t clear"),
        ("9am", "isn’t clear"),
        ("8-12 13-18", "isn’t clear"),
    ],
)
def test_what_is_not_clear_is_asked_about(typed, complaint):
    with pytest.raises(NotHours, match=complaint):
        parse_hours(typed)


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        (
            "Mon-Fri: 8-12, 13-18\nSat: by appointment",
            [
                ("Monday to Friday", "8am to midday and 1pm to 6pm"),
                ("Saturday", "by appointment"),
                ("Sunday", "closed"),
            ],
        ),
        (
            "Fri to Mon: 9-5",
            [
                ("Monday", "9am to 5pm"),
                ("Tuesday to Thursday", "closed"),
                ("Friday to Sunday", "9am to 5pm"),
            ],
        ),
        (
            "Mondays, Wed & Thurs.: 9-5\nTuesday: closed",
            [
                ("Monday", "9am to 5pm"),
                ("Tuesday", "closed"),
                ("Wednesday and Thursday", "9am to 5pm"),
                ("Friday to Sunday", "closed"),
            ],
        ),
        ("", []),
        ("Monday: closed", []),
    ],
)
def test_a_week_is_read_line_by_line(typed, week):
    assert usual_week(parse_week(typed)) == week


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("Mon: 8-6\nMonday: 9-5", "Monday is there twice"),
        ("8am to 6pm", "Begin each line with a day"),
        ("8:00 to 18:00", "Begin each line with a day"),
        ("Xday: 8-6", "isn’t a day of the week"),
        ("T: 8-6", "isn’t a day of the week"),
        ("Tue: 8 to", "Tuesday: “8 to” isn’t clear"),
        ("Tue: " + "x" * 2000, "Tuesday: “x{40}…” isn’t clear"),
    ],
)
def test_a_line_that_is_not_a_days_is_asked_about(typed, complaint):
    with pytest.raises(NotHours, match=complaint):
        parse_week(typed)


def test_all_that_is_not_clear_is_said_at_once():
    with pytest.raises(NotHours) as problem:
        parse_week("Mon: late\nTue: 9-5\nWed: early\nnonsense")
    assert [text.partition(" ")[0] for text in problem.value.args] == [
        "Monday:",
        "Wednesday:",
        "Begin",
    ]


TIMES = st.times(max_value=dt.time(23, 58)).map(lambda time: time.replace(second=0, microsecond=0))


@st.composite
def spans(draw):
    """Some hours of a day that don't touch one another."""
    times = sorted(set(draw(st.lists(TIMES, max_size=6))))
    return tuple(
        Span(opens=one, closes=other) for one, other in zip(times[::2], times[1::2], strict=False)
    )


WEEKS = st.dictionaries(st.integers(0, 6), st.tuples(spans(), st.booleans())).map(
    lambda days: tuple(
        WeekdayHours(weekday=day, spans=days[day][0], by_appointment=days[day][1])
        for day in sorted(days)
        if any(days[day])
    )
)


@given(WEEKS)
def test_what_staff_are_shown_is_read_as_what_it_is(week):
    assert parse_week(typed_week(week)) == week


@given(WEEKS)
def test_a_week_comes_back_from_json_as_it_was(week):
    kind = StructureType(WeekdayHours, is_many=True)
    assert kind.load(kind.dump(week)) == week


@given(WEEKS)
def test_a_usual_week_has_each_day_once(week):
    lines = usual_week(week)
    assert bool(lines) == bool(week)
    for (_days, hours), (_more, following) in zip(lines, lines[1:], strict=False):
        assert hours != following


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_asked_about(typed):
    for parse in (parse_hours, parse_week):
        with suppress(NotHours):
            parse(typed)
