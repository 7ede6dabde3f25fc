"""Every rule beside a sheet on which it asks and a sheet, much like it, on which it does not."""

from __future__ import annotations

import pytest
from drawing import KEYS, NO_CORRECTIONS, book, cleaned, csv_file, real_files, saved, tidy

from analysis.declare.returned import QUERIES
from analysis.read.ask.rules import RULES
from strands.activity.cleans.rules import ACTIVITY_RULES
from strands.checklist.cleans import CHECKLIST_RULES
from strands.complaints.cleans import COMPLAINT_RULES
from strands.experience.cleans import EXPERIENCE_RULES
from strands.indicators.cleans.indicators import clean
from strands.indicators.cleans.rules import INDICATOR_RULES
from strands.mash.cleans import MASH_RULES
from strands.reviews.cleans.rules import REVIEW_RULES
from strands.surveys.cleans.rules import SURVEY_RULES
from strands.themes.cleans.rules import CODING_RULES
from strands.training.cleans import TRAINING_RULES

SEVEN = (
    "HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Jan-Mar 24 | Apr-Jun 24 | Jul-Sep 24 | Oct-Dec 24 |"
    " Jan-Mar 25\n"
)
ALL_RETURNED = SEVEN + "".join(f"{short} | 5 | 6 | 7 | 8 | 9 | 8 | 7\n" for short in KEYS)
TWO = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\n"

#   rule: where it asks, the sheet on which it asks, a sheet on which it does not
DRAWN = {
    "other_quantity": (
        "B2",
        TWO + " | % | %\nREF | 41 | 38",
        TWO + "REF | 41 | 38",
    ),
    "two_columns": (
        "B1",
        "HACKNEY | Jul-Sep 23 | | Oct-Dec 23\nREF | 41 | 12 | 38",
        "HACKNEY | Jul-Sep 23 | Oct-Dec 23 |\nREF | 41 | 38 | 79",
    ),
    "provisional": (
        "B2",
        TWO + " | provisional | final\nREF | 41 | 38",
        TWO + " | final | final\nREF | 41 | 38",
    ),
    "unreadable_quarter": (
        "B1",
        "HACKNEY | Summer 23 | Oct-Dec 23\nREF | 1 | 2",
        TWO + "REF | 1 | 2",
    ),
    "quarter_out_of_order": (
        "C1",
        "HACKNEY | Oct-Dec 23 | Jul-Sep 23 | Jan-Mar 24\nREF | 1 | 2 | 3",
        "HACKNEY | Jan-Mar 24 | Oct-Dec 23 | Jul-Sep 23\nREF | 3 | 1 | 2",
    ),
    "repeated_quarter": (
        "C1",
        "HACKNEY | Jul-Sep 23 | July-Sept 2023\nREF | 1 | 1",
        TWO + "REF | 1 | 1",
    ),
    "quarter_outside_period": (
        "B1",
        "HACKNEY | Apr-Jun 23 | Jul-Sep 23\nREF | 1 | 2",
        TWO + "REF | 1 | 2",
    ),
    "unknown_borough": (
        "A3",
        (
            "Borough | Indicator | Jul-Sep 23 | Oct-Dec 23\nHackney | REF | 1 | 2\nCamden | REF |"
            " 1 | 2"
        ),
        (
            "Borough | Indicator | Jul-Sep 23 | Oct-Dec 23\nHackney | REF | 1 | 2\nNewham | REF |"
            " 1 | 2"
        ),
    ),
    "ambiguous_borough": ("A1", "LBB | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2", TWO + "REF | 1 | 2"),
    "doubtful_borough": (
        "A1",
        "Hammersmith and City | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
        "Hammersmith and Fulham | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
    ),
    "boroughs_disagree": (
        "A1",
        "NEWHAM | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
        (
            "Borough | Indicator | Jul-Sep 23 | Oct-Dec 23\nNewham | REF | 1 | 2\nHackney | REF |"
            " 1 | 2"
        ),
    ),
    "quarters_disagree": (
        "B2",
        "Return for Jul-Sep 23\n | Oct-Dec 23\nREF | 1\nASS | 2",
        "Return for Oct-Dec 23\n | Oct-Dec 23\nREF | 1\nASS | 2",
    ),
    "unknown_indicator": (
        "A3",
        TWO + "REF | 1 | 2\nRe-referrals with DA | 3 | 4",
        TWO + "REF | 1 | 2\nASS | 3 | 4",
    ),
    "doubtful_indicator": (
        "A2",
        TWO + "New cases where DA is flagged after asessment | 1 | 2",
        TWO + "ASS | 1 | 2",
    ),
    "orphan_footnote": (
        "A2",
        TWO + "New cases where DA* is flagged after assessment | 1 | 2",
        TWO + "New cases where DA* is flagged after assessment | 1 | 2\n.\n* DA includes DV",
    ),
    "text_in_number_cell": ("B2", TWO + "REF | 1O3 | 2", TWO + "REF | 1,103 | 2"),
    "negative_count": ("B2", TWO + "REF | -3 | 2", TWO + "REF | 3 | 2"),
    "fractional_count": ("B2", TWO + "REF | 3.5 | 2", TWO + "REF | 3.0 | 2"),
    "rounded_count": ("B2", TWO + "REF | ~40 | 2", TWO + "REF | 40 | 2"),
    "dash_inside_membership": ("B2", TWO + "REF | - | 2", TWO + "REF | 0 | 2"),
    "not_available": ("B2", TWO + "REF | TBC | 2", TWO + "REF | | 2"),
    "withheld_without_range": ("B2", TWO + "REF | c | 9", TWO + "REF | <5 | 9"),
    "duplicate_rows": ("B3", TWO + "REF | 1 | 2\nREF | 1 | ", TWO + "REF | 1 | 2\nASS | 1 | "),
    "duplicate_values_differ": (
        "B2",
        TWO + "REF | 1 | 2\nREF | 3 | ",
        TWO + "REF | 1 | 2\nREF | 1 | ",
    ),
    "total_does_not_add": (
        "B4",
        TWO + "REF | 1 | 2\nASS | 3 | 4\nTotal | 5 | 6",
        TWO + "REF | 1 | 2\nASS | 3 | 4\nTotal | 4 | 6",
    ),
    "unread_numbers": ("E2", TWO + "REF | 1 | 2 | | 77", TWO + "REF | 1 | 2"),
    "nothing_read": ("", "Dear all\nthe numbers follow", TWO + "REF | 1 | 2"),
    "blank_inside_series": (
        "C2",
        SEVEN + "REF | 5 | | 6 | 7 | 8 | 9 | 7",
        SEVEN + "REF | 5 | 6 | 7 | 8 | 9 | |",
    ),
    "not_returned_quarters": ("G2", SEVEN + "REF | 5 | 6 | 7 | 8 | 9 | |", ALL_RETURNED),
    "lone_zero": (
        "C2",
        SEVEN + "REF | 5 | 0 | 6 | 7 | 8 | 7 | 6",
        SEVEN + "REF | 1 | 0 | 6 | 7 | 8 | 7 | 6",
    ),
    "copy_forward": (
        "C2",
        TWO + "REF | 5 | 5\nASS | 7 | 7\nCPP | 2 | 2\nCARE | 1 | 1",
        TWO + "REF | 5 | 5\nASS | 7 | 7\nCPP | 2 | 2\nCARE | 1 | 2",
    ),
    "copied_series": (
        "B3",
        SEVEN + "REF | 5 | 4 | 6 | 7\nASS | 5 | 4 | 6 | 7",
        SEVEN + "REF | 5 | 4 | 6 | 7\nASS | 5 | 4 | 6 | 8",
    ),
    "year_to_date": (
        "E2",
        SEVEN + "REF | 20 | 41 | 60 | 22 | 45 | 61 | 83",
        SEVEN + "REF | 20 | 41 | 60 | 45 | 47 | 61 | 83",
    ),
    "out_of_own_range": (
        "D2",
        SEVEN + "REF | 40 | 44 | 99 | 41 | 43 | 39 | 45",
        SEVEN + "REF | 40 | 44 | 51 | 41 | 43 | 39 | 45",
    ),
    "recording_changed": (
        "B2",
        TWO + "REF | 1 | 2\n.\nNew case system from October",
        TWO + "REF | 1 | 2\n.\nOur case system holds referrals of the quarter",
    ),
    "remark_corrects": (
        "B2",
        "HACKNEY | Jul-Sep 23 | Comment\nREF | 41 | wrong, use 413",
        "HACKNEY | Jul-Sep 23 | Comment\nREF | 41 | may change",
    ),
    "heading_reworded": (
        "B3",
        "HACKNEY | Referrals with DA\nJul-Sep 23 | 41\n\n"
        "HACKNEY | New cases where DA is the referral issue on intake\nOct-Dec 23 | 38",
        "HACKNEY | 1. New Cases where DA/DV* is the referral issue, at intake\nJul-Sep 23 | 41\n\n"
        "HACKNEY | DA is the referal issue on intake\nOct-Dec 23 | 38",
    ),
    "tenfold_jump": (
        "C2",
        TWO.strip() + " | Jan-Mar 24\nREF | 41 | 380 | 43",
        TWO.strip() + " | Jan-Mar 24\nREF | 1 | 12 | 1",
    ),
    "definition_fingerprint": (
        "F2",
        SEVEN
        + "REF | 183 | 184 | 172 | 191 | 99 | 127 | 150\nASS | 79 | 101 | 100 | 112 | 74 | 98 | 77",
        SEVEN
        + "REF | 183 | 184 | 172 | 191 | 99 | 127 | 150\nASS | 79 | 101 | 100 | 112 | 58 | 78 | 77",
    ),
}

OF_STRANDS = (
    *SURVEY_RULES,
    *CODING_RULES,
    *ACTIVITY_RULES,
    *REVIEW_RULES,
    *TRAINING_RULES,
    *CHECKLIST_RULES,
    *COMPLAINT_RULES,
    *EXPERIENCE_RULES,
    *MASH_RULES,
)

# These look at more than one drawn sheet can show; each has a test of its own below.
# The last ones belong to other strands, and are shown in their tests.
UNDRAWN = {
    "number_became_date",
    "formula_without_value",
    "struck_through",
    "number_hidden",
    # Merged cells: tests/strands/indicators/test_cleans_quantities.py.
    "merged_number",
    "hidden_sheet",
    "hidden_cells",
    "no_return",
    "level_moved",
    "not_over_yet",
    "day_to_come",
    "unknown_course",
    "unreadable_period",
    "doubtful_period",
    "unreadable_stage",
    "unknown_word",
    "shifted_columns",
    "outside_range",
    "unreadable_date",
    "unknown_in_event",
    "cell_without_heading",
    "code_twice",
    "no_codebook",
    "code_not_in_codebook",
    "coding_without_code",
    "coding_without_text",
    "coder_unnamed",
    "duplicate_coding",
    "segment_outside_text",
    "segment_text_differs",
    "source_text_missing",
    "source_text_differs",
    "respondent_unnamed",
    "codings_not_read",
    "quote_not_verbatim",
    "consent_missing",
    "attribute_missing",
    "quote_names_person",
    "personal_words",
    "inert_markup",
    "day_or_month",
    # Proformas are read for many strands.
    "missing_column",
    "unknown_column",
    "another_period",
    "no_proforma",
    "no_lines_read",
    "blank_answer",
    "unknown_answer",
    "day_not_read",
    "day_outside_period",
    "month_not_read",
    "month_outside_period",
    "duplicate_lines",
    "part_above_whole",
    "words_may_name",
    # Every indicator of the drawings was asked for: tests/read/test_account.py.
    "not_asked_for",
    # Re-referrals
    "no_denominator",
    "percentage_alone",
    "drawn_too_early",
    "cohort_not_followed",
    "counting_changed",
    *(rule.key for rule in OF_STRANDS),
}


def cells_of(rule: str, queries) -> list[str]:
    return queries.loc[queries["rule"] == rule, "cell"].tolist()


@pytest.mark.parametrize("rule", DRAWN)
def test_asks(rule):
    cell, drawing, _ = DRAWN[rule]
    queries = cleaned(drawing).queries
    assert cells_of(rule, queries) == [cell]
    asked = queries[queries["rule"] == rule].iloc[0]
    assert asked["question"].endswith("?")
    assert asked["effect"].endswith(".")
    assert "{" not in asked["question"] + asked["effect"]


@pytest.mark.parametrize("rule", DRAWN)
def test_does_not_ask(rule):
    assert cells_of(rule, cleaned(DRAWN[rule][2]).queries) == []


def test_every_rule_is_shown():
    rules = (*RULES, *INDICATOR_RULES, *OF_STRANDS)
    assert {rule.key for rule in rules} == set(DRAWN) | UNDRAWN


def test_a_rule_that_stops_keeps_its_value_out():
    stops = {rule.key for rule in (*RULES, *INDICATOR_RULES) if rule.severity == "stop"} & set(
        DRAWN
    ) - {"nothing_read"}
    for rule in stops:
        cell, drawing, _ = DRAWN[rule]
        rows = cleaned(drawing).table
        assert rows.loc[rows["cell"] == cell, "count"].isna().all(), rule
    assert len(stops) > 8


def test_a_rule_that_warns_prints_the_number():
    rows = cleaned(DRAWN["out_of_own_range"][1]).table
    assert rows.loc[rows["cell"] == "D2", "count"].tolist() == [99]


def test_a_jump_up_is_asked_about_like_a_jump_down():
    up = SEVEN + "REF | 50 | 51 | 48 | 52 | 100 | 92 | 97\nASS | 30 | 33 | 31 | 29 | 30 | 32 | 31"
    down = (
        SEVEN + "REF | 100 | 98 | 102 | 101 | 52 | 51 | 50\nASS | 30 | 33 | 31 | 29 | 30 | 32 | 31"
    )
    assert cells_of("definition_fingerprint", cleaned(up).queries) == ["F2"]
    assert cells_of("definition_fingerprint", cleaned(down).queries) == ["F2"]
    low = SEVEN + "REF | 40 | 44 | 9 | 41 | 43 | 39 | 45"
    assert cells_of("out_of_own_range", cleaned(low).queries) == ["D2"]


def test_noughts_at_the_end_of_a_series_are_asked_about_too():
    drawing = SEVEN + "CPP | 9 | 16 | 13 | 8 | 0 | 0 | 0"
    assert cells_of("lone_zero", cleaned(drawing).queries) == ["F2", "G2", "H2"]
    assert cells_of("lone_zero", cleaned(SEVEN + "CARE | 2 | 1 | 3 | 0 | 0 | 1 | 0").queries) == []


def test_a_right_total_of_a_year_is_silent_and_a_wrong_one_is_not():
    header = (
        TWO.strip() + " | 2023/24 total | Apr-Jun 24 | Jul-Sep 24 | 2024/25 total | Grand total\n"
    )
    right, wrong = "REF | 1 | 2 | 3 | 4 | 5 | 9 | 12", "REF | 1 | 2 | 3 | 4 | 5 | 8 | 12"
    assert cells_of("total_does_not_add", cleaned(header + right).queries) == []
    assert cells_of("total_does_not_add", cleaned(header + wrong).queries) == ["G2"]
    assert cleaned(header + wrong).table["count"].sum() == 12


def test_a_bare_year_among_quarters_is_their_total():
    right = cleaned(TWO.strip() + " | 2023/24\nREF | 1 | 2 | 3").queries
    assert set(right["rule"]) == {"no_return", "not_returned_quarters"}
    wrong = cleaned(TWO.strip() + " | 2023/24\nREF | 1 | 2 | 4").queries
    assert cells_of("total_does_not_add", wrong) == ["D2"]


def test_a_total_over_a_withheld_number_is_not_checked():
    assert (
        cells_of(
            "total_does_not_add", cleaned(TWO + "REF | <5 | 2\nASS | 3 | 4\nTotal | 6 | 6").queries
        )
        == []
    )


def test_a_heading_is_asked_about_once():
    drawing = "HACKNEY | Jul-Sep 23 | Autumn 23\n" + "".join(f"{short} | 1 | 2\n" for short in KEYS)
    assert cells_of("unreadable_quarter", cleaned(drawing).queries) == ["C1"]


def test_hidden_rows_and_columns_are_read_and_asked_about():
    workbook = book(S=TWO + "REF | 1 | 2\nASS | 3 | 4")
    workbook["S"].row_dimensions[3].hidden = True
    workbook["S"].column_dimensions["C"].hidden = True
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert cells_of("hidden_cells", result.queries) == ["C2", "A3"]
    assert result.table["count"].sum() == 10


def test_hidden_sheets_are_asked_about_and_not_read():
    workbook = book(S=TWO + "REF | 1 | 2", Old=TWO + "ASS | 3 | 4", Lists="yes\nno")
    workbook["Old"].sheet_state = "hidden"
    workbook["Lists"].sheet_state = "veryHidden"
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert result.queries.loc[result.queries["rule"] == "hidden_sheet", "sheet"].tolist() == ["Old"]
    assert result.table["count"].sum() == 3


def test_a_borough_without_a_file_is_asked_for():
    files = real_files()
    del files["indicators/newham.xlsx"]
    result = clean(files, NO_CORRECTIONS, "2023-25")
    asked = result.queries[result.queries["rule"] == "no_return"]
    assert asked["question"].tolist() == [
        "No numbers arrived from Newham for Year 3/4. When will they come?"
    ]
    rows = result.table[result.table["borough"] == "newham"]
    assert set(rows["status"]) == {"not_returned"}
    assert (len(rows), set(rows["file"])) == (28, {""})


def test_duplicates_across_files():
    both = {"a/hackney.csv": TWO + "REF | 1 | 2", "b/hackney.csv": TWO + "REF | 1 | 5"}
    result = clean({file: csv_file(text) for file, text in both.items()}, NO_CORRECTIONS, "2023-25")
    assert tidy(result).split("\n") == [
        "hackney referral 2023Q3 1",
        "hackney referral 2023Q4 queried",
    ]
    asked = result.queries[result.queries["rule"] == "duplicate_values_differ"].iloc[0]
    assert asked["question"] == "This cell says 2, b/hackney.csv C2 says 5. Which is right?"


def test_a_table_that_is_blank_elsewhere_is_no_duplicate():
    result = cleaned(TWO + "REF | 1 | 2\nREF | | ")
    assert tidy(result).split("\n") == ["hackney referral 2023Q3 1", "hackney referral 2023Q4 2"]
    assert cells_of("duplicate_rows", result.queries) == []


def test_queries_stand_in_the_order_of_their_places_and_once():
    drawing = TWO + "REF | 1O3 | ~9\nASS | 3.5 | c"
    queries = cleaned(drawing).queries
    here = queries[queries["cell"] != ""]
    assert here["cell"].tolist() == ["B2", "C2", "B3", "C3"]
    assert not queries.duplicated().any()
    assert list(queries.columns) == list(QUERIES.columns)
