"""Sheets on which a hasty reader takes a wrong number, quarter, borough or indicator, and what a careful one reads."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from drawing import asked, book, cleaned, saved, tidy, xlsx_file
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

BOTH = "hackney referral 2023Q3 294\nhackney referral 2023Q4 245"
TWO = "HACKNEY | Jul-Sep 23 | Oct-Dec 23\n"

#   what is tried: the file, the sheet, what is read, what is asked
TRAPS = {
    "dates of single months are no quarters": (
        "hackney.csv",
        "HACKNEY | 01/07/2023 | 01/08/2023 | 01/10/2023\nREF | 1 | 2 | 3",
        "",
        [
            "stop nothing_read",
            "stop unreadable_quarter B1",
            "stop unreadable_quarter C1",
            "stop unreadable_quarter D1",
        ],
    ),
    "nor down a list": (
        "hackney.csv",
        (
            "Month | Indicator | Count\n2023-07-01 | REF | 1\n2023-08-01 | REF | 2\n2023-10-01 |"
            " REF | 3"
        ),
        "",
        [
            "stop nothing_read",
            "stop unreadable_quarter A2",
            "stop unreadable_quarter A3",
            "stop unreadable_quarter A4",
        ],
    ),
    "the day a title was written is no quarter": (
        "hackney.csv",
        "Hackney, extracted on 01/10/2023\nIndicator | Number\nREF | 294",
        "",
        ["stop nothing_read", "stop unreadable_quarter A1"],
    ),
    "the year a title was written is no year of quarters": (
        "hackney.csv",
        "Hackney, extracted 3 July 2024\n | Jul-Sep | Oct-Dec\nREF | 1 | 2",
        "",
        ["stop nothing_read", "stop unreadable_quarter B2", "stop unreadable_quarter C2"],
    ),
    "the end of a financial year is not the year of every quarter": (
        "hackney.csv",
        "Hackney, year to 31 March 2024\n | Jul-Sep | Oct-Dec\nREF | 1 | 2",
        "",
        ["stop nothing_read", "stop unreadable_quarter B2", "stop unreadable_quarter C2"],
    ),
    "the year of a title beside the day it was written": (
        "hackney.csv",
        "Hackney 2023/24, extracted 3 July 2024\n | Jul-Sep | Oct-Dec\nREF | 294 | 245",
        BOTH,
        [],
    ),
    "a bare year under quarters is their total": (
        "hackney.csv",
        "Quarter | REF\nJul-Sep 23 | 294\nOct-Dec 23 | 245\n2023/24 | 539",
        BOTH,
        [],
    ),
    "ranges are withheld counts, and no header": (
        "hackney.csv",
        TWO + "REF | 294 | 245\nCPP | 5-10 | 10-15\nCARE | 1-4 | 5-10",
        BOTH
        + "\nhackney protection_plan 2023Q3 withheld\nhackney protection_plan 2023Q4 withheld"
        + "\nhackney care_entry 2023Q3 withheld\nhackney care_entry 2023Q4 withheld",
        [],
    ),
    "dates born from ranges, exported, are no header": (
        "hackney.csv",
        TWO + "REF | 294 | 245\nCARE | 01-Apr | 03-May",
        BOTH + "\nhackney care_entry 2023Q3 queried\nhackney care_entry 2023Q4 queried",
        ["stop text_in_number_cell B3", "stop text_in_number_cell C3"],
    ),
    "a total number of children is an indicator": (
        "hackney.csv",
        TWO
        + "Total number of children taken into care where DA was a factor | 5 | 6\nTotal | 5 | 6",
        "hackney care_entry 2023Q3 5\nhackney care_entry 2023Q4 6",
        [],
    ),
    "the headings of a pivot table": (
        "hackney.csv",
        (
            "Row Labels | Sum of Referrals with DA\nJul-Sep 23 | 294\nOct-Dec 23 | 245\nGrand Total"
            " | 539"
        ),
        BOTH,
        [],
    ),
    "the subtotal of a borough is not the last indicator of the one before": (
        "return.csv",
        (
            "Borough | Indicator | Jul-Sep 23 | Oct-Dec 23\nHackney | REF | 294 | 245\nNewham | | 3"
            " | 4\n | ASS | 3 | 4"
        ),
        BOTH + "\nnewham assessment 2023Q3 3\nnewham assessment 2023Q4 4",
        ["stop unknown_indicator C3", "stop unknown_indicator D3"],
    ),
    "a borough left blank in a list is not the file's": (
        "newham.csv",
        (
            "Borough | Quarter | Indicator | Count\nHackney | Jul-Sep 23 | REF | 294\n | Oct-Dec 23"
            " | REF | 245"
        ),
        "hackney referral 2023Q3 294",
        ["warn boroughs_disagree A2", "stop unknown_borough D3"],
    ),
    "another borough in the title": (
        "hackney.csv",
        "London Borough of Camden\nIndicator | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
        "",
        ["stop nothing_read", "stop unknown_borough A1"],
    ),
    "another borough in the corner": (
        "hackney.csv",
        "Camden | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
        "",
        ["stop nothing_read", "stop unknown_borough A1"],
    ),
    "another borough beside a member in the file's name": (
        "Newham and Tower Hamlets.csv",
        "Indicator | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 2",
        "",
        ["stop nothing_read", "stop unknown_borough A1"],
    ),
    "a corner that gainsays the title": (
        "return.csv",
        "Hackney\nNewham | Jul-Sep 23 | Oct-Dec 23\nREF | 294 | 245",
        BOTH,
        ["warn boroughs_disagree A1"],
    ),
    "columns of what England did": (
        "hackney.csv",
        "HACKNEY | Jul-Sep 23 | England | Oct-Dec 23 | England\nREF | 294 | 300 | 245 | 600",
        BOTH,
        ["warn unread_numbers C2"],
    ),
    "percentages in a table of their own": (
        "hackney.csv",
        "Number\n" + TWO + "REF | 294 | 245\n.\nPercentage of all cases\n" + TWO + "REF | 65 | 60",
        BOTH,
        ["stop other_quantity A5"],
    ),
    "percentages under each quarter": (
        "hackney.csv",
        (
            "HACKNEY | Jul-Sep 23 | | Oct-Dec 23 |\nIndicator | Number | % | Number | %\nREF | 294"
            " | 65 | 245 | 60"
        ),
        BOTH,
        [],
    ),
    "running totals beside the counts": (
        "hackney.csv",
        "HACKNEY | Jul-Sep 23 | YTD | Oct-Dec 23 | Cumulative\nREF | 294 | 600 | 245 | 845",
        BOTH,
        [],
    ),
    "the quarter in the corner": (
        "hackney.csv",
        "Jul-Sep 23 | Hackney | Newham\nREF | 294 | ",
        BOTH[:27] + "\nnewham referral 2023Q3 not_returned",
        [],
    ),
    "a thousand cut at its comma": (
        "hackney.csv",
        "HACKNEY | Jul-Sep 23 | Oct-Dec 23\nREF | 1 | 503 | 245",
        "hackney referral 2023Q3 queried\nhackney referral 2023Q4 queried",
        ["stop text_in_number_cell B2", "stop text_in_number_cell C2", "warn unread_numbers D2"],
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_reads_with_care(name):
    file, drawing, read, questions = TRAPS[name]
    result = cleaned(drawing, file)
    assert tidy(result) == read
    assert asked(result) == questions


def dated(days: list[dt.date], row: int, number_format: str, body: str) -> bytes:
    """A drawn workbook with true dates put into one row."""
    workbook = book(S=body)
    for column, day in enumerate(days, 2):
        workbook["S"].cell(row, column, day).number_format = number_format
    return saved(workbook)


def test_months_typed_as_true_dates_are_no_quarters():
    months = [dt.date(2023, month, 1) for month in (7, 8, 9, 10)]
    result = cleaned(dated(months, 1, "mmm-yy", "HACKNEY\nREF | 1 | 2 | 3 | 4"), "hackney.xlsx")
    assert tidy(result) == ""
    assert "stop unreadable_quarter B1" in asked(result)


def test_a_row_of_nothing_but_mangled_ranges_is_asked_about():
    drawing = TWO + "REF | 294 | 245\nCARE | x | x"
    result = cleaned(
        dated([dt.date(2025, 4, 1), dt.date(2025, 5, 3)], 3, "d-mmm", drawing), "hackney.xlsx"
    )
    assert asked(result) == ["stop number_became_date B3", "stop number_became_date C3"]


def test_a_second_table_under_true_dates_is_a_table():
    workbook = book(S="HACKNEY | x | x\nREF | 1 | 2\n.\nHACKNEY | x | x\nREF | 3 | 4")
    for row, year in ((1, 2023), (4, 2024)):
        workbook["S"].cell(row, 2, dt.date(year, 7, 1))
        workbook["S"].cell(row, 3, dt.date(year, 10, 1))
    table = cleaned(saved(workbook), "hackney.xlsx").table
    assert table.loc[table["count"].notna(), "count"].tolist() == [1, 2, 3, 4]


def test_a_sheet_for_each_numbered_quarter_takes_the_year_of_its_title():
    sheet = "Hackney 2023/24\nIndicator | Number\nREF | {}"
    assert (
        tidy(cleaned(xlsx_file(Q2=sheet.format(294), Q3=sheet.format(245)), "hackney.xlsx")) == BOTH
    )


def test_a_share_shown_as_a_percentage_is_no_count():
    workbook = book(S=TWO + "REF | 1 | 0")
    for place in ("B2", "C2"):
        workbook["S"][place].number_format = "0%"
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert (
        tidy(result, "raw")
        == "hackney referral 2023Q3 queried 100%\nhackney referral 2023Q4 queried 0%"
    )


# Words around numbers that say they are no counts of the borough, wherever a sender can say it.
NO_COUNTS = [
    *("Per cent", "% of all contacts", "Rate per 10,000", "per 1,000 children", "Monthly averages"),
    *("Share of referrals", "Target", "Forecast", "Rolling twelve months", "Running totals"),
    *("Year to date", "Dummy figures", "North Hackney team only"),
]
AROUND = {
    "title": "{}\n" + TWO + "REF | 294 | 245",
    "corner": "{} | Jul-Sep 23 | Oct-Dec 23\nREF | 294 | 245",
    "under the quarters": TWO + " | {0} | {0}\nREF | 294 | 245",
    "over the quarters": " | {0} | {0}\n" + TWO + "REF | 294 | 245",
    "unit": "Borough | Quarter | Indicator | Unit | Value\nHackney | Jul-Sep 23 | REF | {0} | 294",
}


@pytest.mark.parametrize("words", NO_COUNTS)
@pytest.mark.parametrize("where", AROUND)
def test_words_around_a_number_say_that_it_is_no_count(where, words):
    result = cleaned(xlsx_file(Return=AROUND[where].format(words)), "hackney.xlsx")
    assert result.table["count"].isna().all()
    assert any(rule.startswith("stop other_quantity") for rule in asked(result))


@pytest.mark.parametrize(
    "title",
    [
        "DA means domestic abuse",
        "Please share with the evaluators by May",
        "We hope to meet the target for sending this by the end of May",
        "Shared and targeted support",
        "Forecasts are not included.",
        "Prepared by the central performance team",
        "Average caseloads are sent separately, as agreed in March",
    ],
)
def test_a_sentence_over_a_table_leaves_its_counts(title):
    result = cleaned(f"{title}\n" + TWO + "REF | 294 | 245", "hackney.csv")
    assert tidy(result) == BOTH


def test_a_sheet_named_for_another_area_or_number_is_asked_about_once():
    for name, rule in (("England", "unknown_borough"), ("Targets", "other_quantity")):
        sheet = {name: "Indicator | Jul-Sep 23 | Oct-Dec 23\nREF | 294 | 245\nASS | 3 | 4"}
        stops = asked(cleaned(xlsx_file(**sheet), "hackney.xlsx"))
        assert stops.count(f"stop {rule} A1") == 1
        assert sum(rule in stop for stop in stops) == 1


def test_of_actual_and_forecast_quarters_the_actual_are_read():
    result = cleaned(TWO + " | actual | forecast\nREF | 294 | 245")
    assert tidy(result) == "hackney referral 2023Q3 294\nhackney referral 2023Q4 queried"


@pytest.mark.parametrize("area", ["England", "London", "Camden"])
def test_a_sheet_or_table_of_another_area_is_nobodys_here(area):
    named = cleaned(xlsx_file(**{area: "Indicator | Jul-Sep 23\nREF | 1640"}), "hackney.xlsx")
    assert tidy(named) == ""
    second = (
        f"Hackney\nIndicator | Jul-Sep 23\nREF | 294\n.\n{area}\nIndicator | Jul-Sep 23\nASS | 9"
    )
    result = cleaned(xlsx_file(Hackney=second), "hackney.xlsx")
    assert tidy(result) == "hackney referral 2023Q3 294"
    assert any(rule.startswith("stop unknown_borough") for rule in asked(result))


# What is stored, the format it is shown by, and what is read.
SHOWN = [
    (3, '[<5]"*";0', "withheld"),
    (8, '[<5]"*";0', "8"),
    (3, '"<5"', "withheld"),
    (3, '[>=5]0;"c"', "withheld"),
    (3, ";;;", "queried"),
    (38, '0"%"', "queried"),
    (38, "0\\%", "queried"),
    (1503, "#,##0", "1503"),
    (7, '0" children"', "7"),
    (0, '0;-0;"-"', "0"),
    (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0"),
    (12, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "12"),
    (12, "[Red]0;[Blue]-0", "12"),
    (12, "@", "12"),
]


@pytest.mark.parametrize(("stored", "number_format", "read"), SHOWN)
def test_a_number_is_read_as_its_cell_shows_it(stored, number_format, read):
    workbook = book(S=TWO + "REF | | 1")
    cell = workbook["S"]["C2"]
    cell.value, cell.number_format = stored, number_format
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert tidy(result).split("\n")[1] == f"hackney referral 2023Q4 {read}"
    # What the borough hid stands nowhere.
    if read == "withheld":
        assert str(stored) not in result.table["raw"].tolist()


def test_what_is_struck_through_is_no_count_until_somebody_says_so():
    workbook = book(S=TWO + "REF | 294 | 99")
    workbook["S"]["C2"].font = Font(strike=True)
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert tidy(result).split("\n")[1] == "hackney referral 2023Q4 queried"
    assert asked(result) == ["stop struck_through C2"]


def test_a_number_struck_through_beside_another_is_asked_about():
    workbook = book(S=TWO + "REF | 294 | x")
    struck = TextBlock(InlineFont(strike=True), "41")
    workbook["S"]["C2"] = CellRichText(struck, " ", TextBlock(InlineFont(b=True), "38"))
    result = cleaned(saved(workbook), "hackney.xlsx")
    assert tidy(result).split("\n")[1] == "hackney referral 2023Q4 queried"
    assert asked(result) == ["stop struck_through C2"]


#   a formula and its stored result: what is read
FORMULAS = {
    ("IF(Data!B9=0,&quot;&quot;,1)", ""): "not_returned",
    ("Data!B9", "0"): "queried",
    ("SUM(Data!B9:B11)", "0"): "queried",
    ("COUNTIF(Data!A1:A3,&quot;x&quot;)", "0"): "0",
    ("Data!$A$1", "0"): "0",
    ("SUM(Data!B9:B11)+2", "2"): "2",
}


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula[0])
def test_a_nought_made_of_blank_cells_is_no_nought(formula):
    workbook = book(S=TWO + "REF | | x", Data="0\n0\n0")
    kind = "n" if formula[1] else "str"
    result = cleaned(with_result(saved(workbook), *formula, kind), "hackney.xlsx")
    assert tidy(result).split("\n")[1] == f"hackney referral 2023Q4 {FORMULAS[formula]}"


def with_result(content: bytes, formula: str, stored: str, kind: str) -> bytes:
    """The workbook with a formula and its stored result in C2 of its first sheet, as Excel writes them."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                cell = f'<c r="C2" t="{kind}"><f>{formula}</f><v>{stored}</v></c>'
                part = re.sub(r'<c r="C2".*?</c>', cell, part)
            new.writestr(name, part)
    return changed.getvalue()


def test_a_chart_on_a_sheet_of_its_own_is_no_table():
    workbook = book(S=TWO + "REF | 294 | 245")
    chart = BarChart()
    chart.add_data(Reference(workbook["S"], min_col=2, min_row=1, max_row=2))
    workbook.create_chartsheet("Chart").add_chart(chart)
    assert tidy(cleaned(saved(workbook), "hackney.xlsx")) == BOTH
