"""The grammar of quarter headings, drawn: what is typed, and the quarter it states."""

from __future__ import annotations

import datetime as dt

import pytest
from drawing import asked, cleaned, tidy

from analysis.read.label.quarters import read_quarter, years_in

ACCEPTED = """
    July-sept 23                        2023Q3
    Jul- Sep 23                         2023Q3
    Jul-Sep 23                          2023Q3
    April-June 24                       2024Q2
    Apr-Jun 24                          2024Q2
    July-Sept 24                        2024Q3
    Oct-Dec 23                          2023Q4
    Jan-Mar 25                          2025Q1
    April to June 2024                  2024Q2
    Jul – Sep '23                       2023Q3
    Jul — Sep ’23                       2023Q3
    Ｊｕｌ－Ｓｅｐ ２３                          2023Q3
    JUL-SEP 23                          2023Q3
    Jul.-Sep. 23                        2023Q3
    Jul-Sep2023                         2023Q3
    Jul23-Sep23                         2023Q3
    Jul-Sep 23*                         2023Q3
    Jul-Sep 23²                         2023Q3
    Jul-Sep 23 [1]                      2023Q3
    Jul-Sep (2023)                      2023Q3
    Jul-Sep, 2023                       2023Q3
    2023 Jul-Sep                        2023Q3
    from Jul to Sep 2023                2023Q3
    Jul/Aug/Sep 23                      2023Q3
    July, August and September 2023     2023Q3
    Jul 23 - Sep 23                     2023Q3
    July 2023 to September 2023         2023Q3
    1 July 2023 - 30 September 2023     2023Q3
    1st July to 30th September 2023     2023Q3
    1 Jan - 31 Mar 2024                 2024Q1
    Quarter ending Sep 2023             2023Q3
    Quarter ended 30 September 2023     2023Q3
    QE Sep 23                           2023Q3
    3 months to Sept 2023               2023Q3
    01/07/2023–30/09/2023               2023Q3
    01/07/2023 - 30/09/2023             2023Q3
    1.7.23-30.9.23                      2023Q3
    01.07.2023 - 30.09.2023             2023Q3
    QE 30.09.23                         2023Q3
    Quarter ending 30/09/2023           2023Q3
    2023-07-01 to 2023-09-30            2023Q3
    Q2 2023/24                          2023Q3
    2023-24 Q2                          2023Q3
    2023/2024 Q2                        2023Q3
    FY23/24 Q2                          2023Q3
    Q2 23/24                            2023Q3
    Q4 2023/24                          2024Q1
    Quarter 2 2023/24                   2023Q3
    Quarter 2 (Jul-Sep) 2023/24         2023Q3
    Second Quarter 2023-24              2023Q3
    2nd qtr 2023/24                     2023Q3
    Q2 (Jul-Sep 23)                     2023Q3
    Q2: Jul-Sep 2023                    2023Q3
    Q3 2023 (Jul-Sep)                   2023Q3
    Q4 Jan-Mar 2024                     2024Q1
    Jul-Sep 2023/24                     2023Q3
    Jan-Mar 2023/24                     2024Q1
"""

REFUSED = """
    Q1 23                               from January or from April
    2023Q3                              from January or from April
    Q3 2023                             from January or from April
    FY24 Q2                             from January or from April
    Q4 2023 (Jan-Mar)                   from January or from April
    Q1 Jul-Sep 23                       contradict
    Dec-Feb 24                          three months
    Feb-Apr 24                          not a calendar quarter
    Jul-Aug 23                          three months
    Jul-Dec 23                          three months
    Sep 23                              three months
    Jul 23 - Sep 24                     more than one year
    Jul-Sep 2023/25                     more than one year
    Oct-Dec 23 and Jan-Mar 24           more than one year
    2 July - 30 Sep 2023                first and last
    02/07/2023-30/09/2023               first and last
    31/09/2023                          first and last
    Quarter ending 01/10/2023           first and last
    Summer 23                           no part of a quarter
    Q5 2023/24                          no part of a quarter
    Quarter 2 figures 2023/24           no part of a quarter
"""

NOT_A_QUARTER = [
    "Hackney",
    "12",
    "1-4",
    "<5",
    "Total",
    "",
    "New cases where DA is flagged after assessment",
    "May be",
]


def drawn(table: str) -> list[tuple[str, str]]:
    return [(line[4:40].strip(), line[40:].strip()) for line in table.strip("\n").split("\n")]


@pytest.mark.parametrize(("typed", "quarter"), drawn(ACCEPTED))
def test_accepted(typed, quarter):
    assert read_quarter(typed).quarter == quarter


@pytest.mark.parametrize(("typed", "why"), drawn(REFUSED))
def test_refused_and_says_why(typed, why):
    heading = read_quarter(typed)
    assert heading.quarter is None
    assert why in heading.problem


@pytest.mark.parametrize("typed", NOT_A_QUARTER)
def test_other_texts_are_no_quarter_headings(typed):
    heading = read_quarter(typed)
    assert heading is None or heading.quarter is None


def test_a_no_break_space_is_a_space():
    assert read_quarter("Jul-Sep\u00a023").quarter == "2023Q3"


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ((2023, 7, 1), "2023Q3"),
        ((2023, 9, 30), "2023Q3"),
        ((2024, 3, 31), "2024Q1"),
        ((2023, 12, 31), "2023Q4"),
        ((2023, 7, 2), None),
        ((2023, 8, 1), None),
    ],
)
def test_a_true_date_is_the_first_or_last_day_of_its_quarter(day, quarter):
    assert read_quarter("shown somehow", dt.date(*day)).quarter == quarter


def test_a_missing_year_comes_from_a_title_with_exactly_one():
    drawing = "{} \n | Jul-Sep | Jan-Mar \nREF | 1 | 2"
    assert tidy(cleaned(drawing.format("Return 2023/24"))).split()[2::4] == ["2023Q3", "2024Q1"]
    assert tidy(cleaned(drawing.format("Return July 23 to March 25"))) == ""
    assert "stop unreadable_quarter B2" in asked(cleaned(drawing.format("Return")))


def test_the_message_says_what_was_found_and_what_would_be_right():
    questions = cleaned("HACKNEY | Summer 23 | Jul-Sep 23\nREF | 1 | 2").queries
    asked_about = questions[questions["rule"] == "unreadable_quarter"].iloc[0]
    assert asked_about["question"].startswith("We cannot read 'Summer 23' as a quarter: ")
    assert "We expect a heading like 'Jul-Sep 23'" in asked_about["question"]
    assert (asked_about["cell"], asked_about["severity"]) == ("B1", "stop")


def test_years_of_a_title():
    assert {(year.financial, year.year) for year in years_in("July 23 to March 25")} == {
        (None, 2023),
        (None, 2025),
    }
    assert {(year.financial, year.year) for year in years_in("Return for 2023/24")} == {
        (2023, None)
    }
    assert years_in("Team meeting 12.05.2024 at noon") == set()
