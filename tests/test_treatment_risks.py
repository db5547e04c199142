"""How a risk is put into words: one denominator a list, whole numbers, a band only beside its number."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.content.treatment_risks import Counted, RiskContent, band_of, risk_lists

BRADY = "Brady and others, 2014"


def risk(affected, total, counted="treatments", *, what="Bruising", source=BRADY, url=""):
    return RiskContent(
        key=what, what=what, affected=affected, total=total, counted=counted, source=source,
        source_url=url,
    )  # fmt: skip


def words(*risks):
    """What patients read of risks that stand in one list."""
    [group] = risk_lists(risks)
    return [line.how_often for line in group.lines]


@pytest.mark.parametrize(
    ("affected", "total", "text"),
    [
        (576, 7629, "about 1 in 13 treatments"),
        (20, 20464, "about 1 in 1,023 treatments"),
        (1, 2, "1 of 2 treatments"),
        (19, 99, "19 of 99 treatments"),
        (20, 100, "20 of 100 treatments"),
        (64, 123, "52 of 100 treatments"),
        (66, 100, "66 of 100 treatments"),
        (67, 100, "67 of 100 treatments"),
        (100, 100, "all 100 treatments"),
        (9999, 10000, "nearly all of 100 treatments"),
        (0, 7629, "none seen in 7,629 treatments; it may still happen in up to about 4 of 10,000"),
        (0, 20, "none seen in 20 treatments"),
        (0, 300, "none seen in 300 treatments; it may still happen in up to about 1 of 100"),
        (0, 301, "none seen in 301 treatments; it may still happen in up to about 10 of 1,000"),
        (0, 3, "none seen in 3 treatments"),
    ],
)
def test_a_risk_alone(affected, total, text):
    assert words(risk(affected, total)) == [text]


def test_several_have_the_smallest_denominator_at_which_none_is_0():
    assert words(risk(755, 10_000), risk(219, 10_000)) == [
        "8 of 100 treatments",
        "2 of 100 treatments",
    ]
    assert words(risk(755, 10_000), risk(26, 10_000)) == [
        "76 of 1,000 treatments",
        "3 of 1,000 treatments",
    ]
    assert words(risk(1, 100_000), risk(50, 100)) == [
        "fewer than 1 of 10,000 treatments",
        "5,000 of 10,000 treatments",
    ]
    # What was never seen has no say in it.
    assert words(risk(0, 200), risk(50, 200))[1] == "25 of 100 treatments"


@pytest.mark.parametrize(
    ("affected", "total", "band"),
    [
        (10, 100, "very common"), (1000, 10_000, "very common"), (999, 10_000, "common"),
        (1, 100, "common"), (99, 10_000, "uncommon"), (1, 1000, "uncommon"),
        (999, 1_000_000, "rare"), (1, 10_000, "rare"), (1, 10_001, "very rare"),
        (0, 1_000, ""), (0, 3_000, ""), (0, 3_001, ""), (0, 3_334, "rare"),
        (0, 30_000, "rare"), (0, 40_000, "very rare"), (50, 99, ""), (None, 100, ""), (5, None, ""), (101, 100, ""),
    ],
)  # fmt: skip
def test_the_band_at_every_edge(affected, total, band):
    assert band_of(risk(affected, total)) == band


@pytest.mark.parametrize(
    "half",
    [
        (None, 100, "people"),
        (5, None, "people"),
        (5, 100, ""),
        (101, 100, "people"),
        (5, 0, "people"),
    ],
)
def test_without_a_whole_number_there_is_none(half):
    [group] = risk_lists([risk(*half)])
    assert (group.lines[0].how_often, group.lines[0].band) == ("", "")


def test_treatments_people_and_sources_are_lists_of_their_own():
    risks = [
        risk(1, 100),
        risk(2, 100, "people"),
        risk(3, 100, source="Another"),
        risk(4, 100),
        risk(5, 100, url="https://example.com/"),
        risk(None, None, ""),
    ]
    groups = risk_lists(risks)
    assert [(group.source, len(group.lines)) for group in groups] == [
        (BRADY, 2), (BRADY, 1), ("Another", 1), (BRADY, 1), (BRADY, 1),
    ]  # fmt: skip
    assert [line.how_often for line in groups[0].lines] == [
        "1 of 100 treatments",
        "4 of 100 treatments",
    ]


TOTALS = st.integers(1, 50_000)
RISKS = st.lists(
    st.builds(
        lambda total, share, counted, source: risk(
            round(total * share), total, counted, source=source
        ),
        TOTALS,
        st.floats(0, 1),
        st.sampled_from(list(Counted)),
        st.sampled_from([BRADY, "Boyce and others, 2020"]),
    ),
    max_size=8,
)


@given(RISKS)
def test_any_risks_follow_the_rules(risks):
    groups = risk_lists(risks)
    assert sum(len(group.lines) for group in groups) == len(risks)
    for group in groups:
        for line in group.lines:
            assert line.how_often
            # Numerals, no percentages and no decimals; what was counted is said.
            assert "%" not in line.how_often
            assert not re.search(r"\d[.]\d", line.how_often)
            assert re.search(r"\b(people|person|treatments?)\b", line.how_often)
            assert " 0 " not in f" {line.how_often} "


@given(st.lists(st.tuples(st.integers(1, 999), st.floats(0, 1)), min_size=2, max_size=8))
def test_a_list_has_one_denominator(shares):
    rows = [risk(round(total * share), total) for total, share in shares]
    for group in risk_lists(rows):
        texts = [line.how_often for line in group.lines]
        found = {m[1] for text in texts if (m := re.search(r"\d of ([\d,]+) treatment", text))}
        assert len(found) <= 1
        assert not (found and any(text.startswith("all") for text in texts))


@given(RISKS)
def test_a_word_never_contradicts_its_number_and_each_number_has_its_source(risks):
    bands = {"very common": 10, "common": 100, "uncommon": 1_000, "rare": 10_000}
    for group in risk_lists(risks):
        assert group.source
        for line in group.lines:
            match = re.match(r"(?:about )?([\d,]+) (?:of|in) ([\d,]+)", line.how_often)
            if line.of_100:
                # 100 dots, and as many filled as the number beside them says.
                assert line.how_often.startswith((f"{line.of_100} of 100 ", "about 1 in 100 ")) or (
                    line.of_100 == 100
                )
                assert sum(line.rows_of_dots) == line.of_100
                assert max(line.rows_of_dots) <= 50
                assert f"1 of 100 {group.counted}." in group.a_dot_is
            if line.band and match:
                some, total = (int(number.replace(",", "")) for number in match.groups())
                assert (some * bands.get(line.band, 10**9) >= total) or line.band == "very rare"
                closer = [limit for word, limit in bands.items() if word != line.band]
                assert not any(
                    some * limit >= total for limit in closer if limit < bands.get(line.band, 10**9)
                )


@given(TOTALS, st.integers(1, 50_000))
def test_what_is_read_is_near_what_was_counted(total, affected):
    affected = min(affected, total)
    [text] = words(risk(affected, total))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", text)]
    if "about 1 in" in text:
        share = Fraction(1, numbers[1])
    elif text.startswith(("all", "nearly all")):
        share = Fraction(1)
    else:
        share = Fraction(numbers[0], numbers[1])
    real = Fraction(affected, total)
    assert abs(share - real) <= max(real / 15, Fraction(1, 200))


@given(TOTALS)
def test_of_what_was_never_seen_the_limit_is_never_too_small(total):
    [text] = words(risk(0, total))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", text)]
    if total >= 30:
        assert Fraction(numbers[1], numbers[2]) >= Fraction(3, total)
    else:
        assert len(numbers) == 1


def test_what_was_never_seen_is_rare_only_if_many_were_looked_at():
    [[many], [few]] = [
        [line.how_common for line in risk_lists([risk(0, total)])[0].lines]
        for total in (7_629, 300)
    ]
    assert (many, few) == ("rare, if it happens at all", "")


@pytest.mark.parametrize(
    ("affected", "total", "rows"),
    [(8, 100, [8]), (50, 100, [50]), (51, 100, [50, 1]), (99, 100, [50, 49]), (19, 99, [])],
)
def test_100_dots_stand_in_two_rows(affected, total, rows):
    [group] = risk_lists([risk(affected, total), risk(affected, total)])
    assert group.lines[0].rows_of_dots == rows
    assert bool(group.a_dot_is) == bool(rows)
