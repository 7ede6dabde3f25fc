"""Cases at the edge of each rule, a draft each."""

import pytest

from analysis.declare.table import InputError
from draftcheck.check import DOUBTS, check, framed
from draftcheck.finding import Finding
from draftcheck.numbers import read_value
from draftcheck.periods import spans_in
from draftcheck.places import _is_authority


def rules(text: str) -> list[str]:
    found = check("draft.md", text.encode()).doubts
    return found.loc[found["rule"] != "small", "rule"].tolist()


def table(*rows: str, caption: str = "") -> str:
    return "\n".join([caption, "", *("| " + " | ".join(row.split(";")) + " |" for row in rows), ""])


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("12", "number"),
        ("1,503*", "number"),
        ("12¹", "number"),
        ("£4.50", "number"),
        ("45 (12%)", "number"),
        ("12% (45)", "number"),
        ("-", "dash"),
        ("n/a", "dash"),
        ("", "blank"),
        ("<5", "hidden"),
        ("[c]", "hidden"),
        ("..", "hidden"),
        ("In process", "text"),
    ],
)
def test_what_a_cell_holds(typed, kind):
    assert read_value(typed).kind == kind


def test_a_raised_mark_is_no_figure():
    assert read_value("12¹").number == 12
    assert str(read_value("12% (45)").share) == "12"
    assert read_value("12%").decimals == 0


def test_rates_are_not_added_and_results_are_no_people():
    rates = ("Overview / attendances a month;59.8", "Core / attendances a month;37.9")
    assert not rules(
        table("Course;2025/26", "--;--", "All courses / attendances a month;103.2", *rates)
    )
    assert not check(
        "draft.md", table("Share;p", "--;--", "Prompt used;1.000").encode()
    ).doubts.size
    assert check("draft.md", table("Team;Met", "--;--", "North;1").encode()).doubts.size


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jul-Sep 23", "Jul 2023 to Sep 2023"),
        ("July 23-March 25", "Jul 2023 to Mar 2025"),
        ("Nov-Jan 2024", "Nov 2023 to Jan 2024"),
        ("Q4 2023/24", "Jan 2024 to Mar 2024"),
        ("2023-25", "Apr 2023 to Mar 2025"),
        ("May 2024", "May 2024"),
    ],
)
def test_periods_are_months(text, shown):
    (span,) = spans_in(text)
    assert str(span) == shown


def test_numbers_that_are_no_period():
    assert not spans_in("Q2 2023/25, ward 2023-21, item 12/13")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (table("Who;N", "a;50", "b;60", "All;100"), ["total"]),
        (table("Who;N", "a;50", "b;60", "All;55"), []),
        (table("Who;N", "a;50", "b;60", "All;400"), []),
        (table("Who;N", "a;50", "b;-", "Total;70"), []),
        (table("Who;N", "a;50", "b;-", "Total;40"), ["total"]),
        (
            table("Who;N", "a;50", "b;65", "Total;110") + "\nNumbers are rounded to the nearest 5.",
            [],
        ),
        (
            table("Who;N", "a;50", "b;65", "Total;110") + "\nDifferences are due to rounding.",
            ["total"],
        ),
        (table("Who;%", "a;41", "b;33", "c;25", "Total;100"), []),
        (table("Who;N", "a;41", "b;33", "c;25", "Total;100"), []),
        (table("Who;N;M", "a;50;5", "b;60;6", "Total;50;9", "Mean;55;5.5"), ["total", "total"]),
        (table("Who;A;B;C", "a;10;20;30", "b;11;21;31", "Total;90;80;70"), []),
        (table("Who;A;B;C", "a;10;20;30", "b;11;21;31", "Total;21;80;70"), ["total", "total"]),
        (table("a;50", "b;60", "Total;111"), ["total"]),
    ],
)
def test_totals(text, found):
    assert rules(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 30% (28 of 97) agreed.", []),
        ("Only 30% (25 of 97) agreed.", ["share"]),
        ("Of 97 asked, 25 (30%) agreed.", ["share"]),
        ("It rose from 12 of 20 cases to 80%.", []),
        ("Five people (of 20) said 30 per cent.", []),
        (table("Answer;Share", "Yes;55%", "No;49%"), ["hundred"]),
        (table("Answer;Share", "Yes;55%", "No;44%", "Other;2%"), []),
        (table("Answer;Share", "Time;55%", "Other;44%") + "\nPeople could tick more than one.", []),
        (table("Borough;Low;High;None;Total %", "Hackney;40%;40%;28%;100%"), ["hundred"]),
        (
            "We heard 12 people before and 31 people after.\n\n"
            + table("Who;%", "a;4", "b;98", "c;49", "d;21", "e;63"),
            ["percentage"],
        ),
        ("An estimated share.\n\n" + table("Who;% (n=10)", "a;4"), []),
    ],
)
def test_percentages(text, found):
    assert rules(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Figure 1: A\n\n## Figure 1: Something else entirely", ["reference"]),
        ("## Figure 4-1: A\n\nFigures 4-1 and 4-1.", []),
        ("## Appendix A: Forms\n\nSee Appendix A and Appendix B.", ["reference"]),
        ("As Smith's report, Table 3, has it.", []),
        (
            table("Who;N", "a;9", caption="Table 1: A")
            + "\nFrom the report of 2025. Printed there as Table 12.",
            [],
        ),
        (
            table("Who;N", "a;9", caption="Table 1: A")
            + "\nAsked of table04.csv A8, as Table 9 has it.",
            ["reference"],
        ),
        (table("Who;N", "a;9", caption="Table 1: A") + "\nAsked of table04.csv A8.", []),
        ("Boroughs gave three reasons:\n\n- a thing\n- another\n  - within it\n- a third", []),
        (
            "Boroughs gave three reasons:\n\n- a thing\n\nA word between.\n\n- another\n- a third",
            [],
        ),
        ("In Year 3 boroughs gave reasons:\n\n- a thing\n- another", []),
        ("We met the four pillars: training; leads; the market place and hub, and reflection.", []),
        ("Kensington and Fulham was asked.", ["borough"]),
        ("Hammersmith and City line trains run.", []),
        (table("Borough;N", "Hackney;9", "Newham;8", "Manchester;7"), ["borough"]),
        (
            table(
                "Borough;N",
                "Hackney;9",
                "City of London;8",
                "Royal Borough of Greenwich;7",
                "Site 4;6",
                "England;5",
            ),
            [],
        ),
        (
            table("Measure;Year 1;Year 2", "a;9;8", caption="Table 1: Training Years 1-3/4"),
            ["period"],
        ),
        (
            table(
                "Measure;Jul-Sep 23;Oct-Dec 23",
                "a;9;8",
                caption="Table 1: Training July 2023 to March 2024",
            ),
            ["period"],
        ),
        (table("Measure;Year 3;Year 3/4", "a;9;8") + table("Measure;Year 3/4", "b;9"), []),
    ],
)
def test_words(text, found):
    assert rules(text) == found


def test_two_tables_that_print_one_number_differently():
    first = table(
        "Course;2022/23;2023/24", "Core;30;41", "Overview;52;63", caption="Table 1: Staff"
    )
    second = table(
        "Course;2022/23;2023/24", "Core;30;14", "Overview;52;63", caption="Table 2: Staff again"
    )
    assert rules(f"{first}\n{second}") == ["between"]


def test_the_table_of_doubts_says_what_it_holds():
    assert DOUBTS.dictionary()["column"].tolist() == [
        "place",
        "rule",
        "says",
        "expected",
        "sure",
    ]
    with pytest.raises(InputError, match="sure must be certain, likely, look"):
        framed([("total", Finding("here", "a", "b", "maybe"))])


def test_a_cell_of_only_a_mark_or_a_dash_is_no_borough():
    assert not any(map(_is_authority, ("-", "–", "*", "", "London")))
    assert all(map(_is_authority, ("City of London", "City", "LB Camden", "Royal Greenwich")))
