"""Re-referrals read and asked about: beside a sheet on which each question is asked one on which it is not."""

import datetime as dt

import pandas as pd
import pytest
from drawing import NO_CORRECTIONS, book, saved, xlsx_file
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.read.label.moments import read_moments
from analysis.read.open.sheet import Cell
from strands.indicators.cleans.indicators import clean
from strands.indicators.declares import complete_from, counting

HEADS = "Quarter | DA recorded | Counted over | Re-referrals | Out of | Percentage alone | Drawn on"
BUT = ("no_proforma", "no_return", "not_returned_quarters")


def sheet(*lines: str, heads: str = HEADS) -> str:
    return "\n".join(["Hackney, re-referrals", heads, *lines])


def read(drawing: str | bytes):
    content = xlsx_file(Again=drawing) if isinstance(drawing, str) else drawing
    return clean({"indicators/hackney.xlsx": content}, NO_CORRECTIONS, "2025-26")


def asked(of, but=BUT) -> list[str]:
    kept = of.queries[~of.queries["rule"].isin(but)]
    return [" ".join(filter(None, (row.severity, row.rule, row.cell))) for row in kept.itertuples()]


def tidy(of) -> list[str]:
    return [
        " ".join(
            (
                row["quarter"],
                row["da_rule"],
                row["basis"],
                row["extracted"],
                row["measure"],
                row["status"] if pd.isna(row["count"]) else str(row["count"]),
                row["cell"],
            )
        )
        for row in of.re_referrals.to_dict("records")
    ]


FIRST = "Apr-Jun 25 | at the new referral | referrals of the quarter | 40 | 201 | | 13/07/2025"
DRAWN = {
    "part_above_whole": (
        "stop part_above_whole D3",
        sheet("Apr-Jun 25 | new | referrals | 202 | 201 | | 13/07/2025"),
        sheet("Apr-Jun 25 | new | referrals | 201 | 201 | | 13/07/2025"),
    ),
    "no_denominator": (
        "warn no_denominator D3",
        sheet("Apr-Jun 25 | new | referrals | 40 | | | 13/07/2025"),
        sheet("Apr-Jun 25 | new | referrals | | 201 | | 13/07/2025"),
    ),
    "no_denominator, the column missing": (
        "warn no_denominator D3",
        sheet(
            "Apr-Jun 25 | new | referrals | 40 | 13/07/2025",
            heads="Quarter | DA recorded | Counted over | Numerator | Extract date",
        ),
        sheet(
            "Apr-Jun 25 | new | referrals | 40 | 201 | 13/07/2025",
            heads="Quarter | DA recorded | Counted over | Numerator | Denominator | Extract date",
        ),
    ),
    "percentage_alone, in its own column": (
        "warn percentage_alone F3",
        sheet("Apr-Jun 25 | new | referrals | | | 19.9% | 13/07/2025"),
        sheet("Apr-Jun 25 | new | referrals | 40 | 201 | 19.9% | 13/07/2025"),
    ),
    "percentage_alone, in the place of the number": (
        "warn percentage_alone D3",
        sheet("Apr-Jun 25 | new | referrals | 19.9 % | | | 13/07/2025"),
        sheet("Apr-Jun 25 | new | referrals | 19 | 95 | | 13/07/2025"),
    ),
    "drawn_too_early": (
        "warn drawn_too_early G3",
        sheet("Apr-Jun 25 | new | referrals | 40 | 201 | | 29/06/2025"),
        sheet("Apr-Jun 25 | new | referrals | 40 | 201 | | 30/06/2025"),
    ),
    "cohort_not_followed": (
        "info cohort_not_followed G3",
        sheet("Apr-Jun 25 | previous | cohort | 40 | 201 | | 29/06/2026"),
        sheet("Apr-Jun 25 | previous | cohort | 40 | 201 | | 30/06/2026"),
    ),
    "counting_changed, the rule": (
        "warn counting_changed B4",
        sheet(FIRST, "Jul-Sep 25 | both | referrals | 30 | 190 | | 13/10/2025"),
        sheet(FIRST, "Jul-Sep 25 | new referral | period | 30 | 190 | | 13/10/2025"),
    ),
    "counting_changed, the basis": (
        "warn counting_changed C4",
        sheet(
            "Apr-Jun 25 | new | referrals | 40 | 201 | | 13/07/2026",
            "Jul-Sep 25 | new | closures | 30 | 190 | | 13/10/2026",
        ),
        sheet(
            "Jul-Sep 25 | new | referrals | 40 | 201 | | 13/07/2026",
            "Jul-Sep 25 | new | closures | 30 | 190 | | 13/10/2026",
        ),
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_question_is_asked_where_there_is_reason_and_only_there(name):
    expected, with_reason, without = DRAWN[name]
    assert [one for one in asked(read(with_reason)) if one.split()[1] == name.split(",")[0]] == [
        expected
    ]
    assert not [one for one in asked(read(without)) if one.split()[1] == name.split(",")[0]]


def test_one_line_becomes_two_rows_that_know_their_cells():
    result = read(sheet(FIRST))
    assert tidy(result) == [
        "2025Q2 new period 2025-07-13 re_referrals 40 D3",
        "2025Q2 new period 2025-07-13 referrals 201 E3",
    ]
    assert asked(result) == []


def test_question_words_name_what_is_meant():
    words = read(sheet(FIRST, "Jul-Sep 25 | both | closures | 30 | | | 13/10/2025")).queries
    said = dict(zip(words["rule"], words["question"], strict=True))
    assert (
        said["no_denominator"] == "30 re-referrals came without 'Out of'. How many is that out of?"
    )
    assert (
        f"it is {counting('both', 'cohort')}; before, it was {counting('new', 'period')}"
        in said["counting_changed"]
    )
    assert (
        "on 13/10/2025. Can the numbers be drawn again from 30 September 2026 on"
        in said["cohort_not_followed"]
    )


def test_numbers_that_cannot_both_be_right_are_both_set_aside_and_stay_as_typed():
    table = read(sheet("Apr-Jun 25 | new | referrals | 202 | 201 | | 13/07/2025")).re_referrals
    assert table["status"].tolist() == ["queried", "queried"]
    assert table["count"].isna().all()
    assert table["raw"].tolist() == ["202", "201"]


@pytest.mark.parametrize(
    ("of", "out_of", "is_above"),
    [
        ("<5", "3", False),
        ("<5", "0", True),
        ("7", "<5", True),
        ("4", "<5", False),
        ("7", "c", False),
    ],
)
def test_withheld_number_is_above_only_where_it_is_however_it_is_read(of, out_of, is_above):
    result = read(sheet(f"Apr-Jun 25 | new | referrals | {of} | {out_of} | | 13/07/2025"))
    assert ("stop part_above_whole D3" in asked(result)) == is_above


def test_a_number_kept_out_as_impossible_keeps_no_other_out():
    pair = ("22 | 119", "161 | 132")
    lines = [
        f"{quarter} | new | referrals | {numbers} | | 13/07/2026"
        for quarter, numbers in zip(("Apr-Jun 25", "Jul-Sep 25"), pair, strict=True)
    ]
    result = read(sheet(*lines))
    assert asked(result) == ["stop part_above_whole D4"]
    assert result.re_referrals["status"].tolist() == ["returned", "returned", "queried", "queried"]


def test_percentage_is_kept_as_text_and_no_count_is_made_of_it():
    workbook = book(Again=sheet("Apr-Jun 25 | new | referrals | | | | 13/07/2025"))
    cell = workbook["Again"]["D3"]
    cell.value, cell.number_format = 0.199, "0.0%"
    result = read(saved(workbook))
    # One question and no second one that it is no whole number.
    assert asked(result) == ["warn percentage_alone D3"]
    row = result.re_referrals.iloc[0]
    assert (row["status"], row["raw"], pd.isna(row["count"])) == ("queried", "19.9%", True)
    own = read(sheet("Apr-Jun 25 | new | referrals | | | 19.9% | 13/07/2025")).re_referrals
    assert own["rate"].tolist() == ["19.9%", "19.9%"]
    assert own["count"].isna().all()


def test_line_with_nothing_but_a_percentage_is_a_row():
    heads = "Quarter | DA recorded | Counted over | Re-referral rate | Drawn on"
    result = read(sheet("Apr-Jun 25 | new | referrals | 19.9% | 13/07/2025", heads=heads))
    assert result.re_referrals[["quarter", "rate", "status"]].to_numpy().tolist() == [
        ["2025Q2", "19.9%", "not_returned"]
    ]
    assert "warn percentage_alone D3" in asked(result)


def test_quarters_without_a_number_are_asked_about_once_a_borough():
    lines = [FIRST, "Jul-Sep 25 | | | | | |", "Oct-Dec 25 | new | referrals | | | | 13/01/2026"]
    asked_of = read(sheet(*lines)).queries
    question = asked_of[asked_of["rule"] == "not_returned_quarters"]["question"]
    quarters = "Jul–Sep 2025, Oct–Dec 2025, Jan–Mar 2026"
    assert question.tolist() == [
        f"Hackney, re-referrals: nothing was returned for {quarters}. Will these numbers come?"
    ]


def test_who_counts_in_two_ways_all_along_has_changed_nothing():
    lines = [
        f"{quarter} | new | {basis} | 30 | 190 | | 13/04/2027"
        for quarter in ("Apr-Jun 25", "Jul-Sep 25")
        for basis in ("referrals", "closures")
    ]
    assert "counting_changed" not in read(sheet(*lines)).queries["rule"].tolist()


def test_indicators_on_another_sheet_are_read_as_ever():
    counts = "HACKNEY | Apr-Jun 25 | Jul-Sep 25\nREF | 204 | 191"
    result = clean(
        {"indicators/hackney.xlsx": xlsx_file(Counts=counts, Again=sheet(FIRST))},
        NO_CORRECTIONS,
        "2025-26",
    )
    arrived = result.table[result.table["file"] != ""]
    assert arrived[["indicator", "quarter", "count"]].to_numpy().tolist() == [
        ["referral", "2025Q2", 204],
        ["referral", "2025Q3", 191],
    ]
    assert len(result.re_referrals) == 2


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300))
def test_rows_hold_what_was_typed_unless_the_part_is_above_the_whole(of, out_of):
    table = read(
        sheet(f"Apr-Jun 25 | new | referrals | {of} | {out_of} | | 13/07/2025")
    ).re_referrals
    assert table["count"].isna().all() if of > out_of else table["count"].tolist() == [of, out_of]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("9 July 2025", "2025-07-09"),
        ("9th Jul 25", "2025-07-09"),
        ("30-Sept-2025", "2025-09-30"),
        ("31 June 2025", ""),
        ("July 2025", ""),
        ("9 Julian 2025", ""),
        ("9 July 1925", ""),
    ],
)
def test_day_whose_month_is_a_word_is_a_day(typed, day):
    moment = read_moments([Cell(1, 1, typed)], day_first=True).moments[0]
    assert (f"{moment:%Y-%m-%d}" if moment else "") == day


def test_closed_cases_are_complete_a_year_after_their_quarter_and_referrals_as_it_ends():
    """DfE: referred again within 12 months."""
    assert complete_from("2025Q2", "cohort") == dt.date(2026, 6, 30)
    assert complete_from("2025Q2", "period") == dt.date(2025, 6, 30)


def test_quarters_before_they_were_asked_for_may_be_drawn_again():
    lines = [
        f"{months} | new | referrals | {of} | 201 | | 13/07/2025"
        for months, of in (("Jul-Sep 23", 44), ("Jan-Mar 25", 38))
    ]
    made = read(sheet(*lines, FIRST))
    assert asked(made) == []
    assert [line.split()[0] for line in tidy(made)[::2]] == ["2023Q3", "2025Q1", "2025Q2"]


def test_each_way_of_counting_is_a_series_whose_jumps_and_totals_are_asked_about():
    quarters = ("Apr-Jun 25", "Jul-Sep 25", "Oct-Dec 25")

    def counted(way: str, *counts: int) -> list[str]:
        lines = zip(quarters, counts, strict=True)
        return [f"{quarter} | {way} | {of} | 201 | | 13/01/2026" for quarter, of in lines]

    jumps = counted("new | referrals", 40, 4, 44) + counted("both | referrals", 4, 3, 4)
    assert asked(read(sheet(*jumps))) == ["stop tenfold_jump D4"]
    totals = read(sheet(*counted("new | referrals", 40, 84, 123)))
    assert asked(totals) == ["stop year_to_date D5"]
    assert not any("re_referrals" in line and "returned" in line for line in tidy(totals))


@pytest.mark.parametrize("of", ["230", "62 | 201 | | no day | |"])
def test_a_quarter_that_is_out_is_a_gap_through_which_totals_are_seen(of):
    quarters = ("Apr-Jun 25", "Jul-Sep 25", "Oct-Dec 25", "Jan-Mar 26")
    lines = [
        f"{quarter} | new | referrals | {count} | 201 | | 13/04/2026"
        for quarter, count in zip(quarters, ("30", of, "92", "121"), strict=True)
    ]
    made = read(sheet(*lines))
    assert "stop year_to_date D6" in asked(made)
    counts = made.re_referrals.query("measure == 're_referrals'")
    assert "returned" not in set(counts["status"])


@pytest.mark.parametrize("months", ["Apr-Jun 23", "Apr-Jun 26"])
def test_a_quarter_before_those_and_one_after_the_period_are_asked_about_and_not_read(months):
    made = read(sheet(FIRST, f"{months} | new | referrals | 40 | 201 | | 13/07/2026"))
    assert [one.split()[1] for one in asked(made)] == ["quarter_outside_period"]
    assert {line.split()[0] for line in tidy(made)} == {"2025Q2"}
