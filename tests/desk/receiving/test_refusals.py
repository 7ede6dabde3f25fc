"""A refusal says the reason that was found; what is good of a file is filed, and the rest said."""

import shutil

import openpyxl
import pytest
from click.testing import CliRunner

from analysis import store
from analysis.declare.kept import RECEIVED
from desk.cli import main

PERIOD = "2025-26"
ROWS = {
    "New cases where DA is the referral issue on intake": [41, 38, 45, 43],
    "New cases where DA is flagged after assessment": [52, 49, 57, 55],
    "New child protection plans where DA was a factor/issue of concern": [12, 15, 11, 14],
}
NOW = ["Apr-Jun 2025", "Jul-Sep 2025", "Oct-Dec 2025", "Jan-Mar 2026"]
BEFORE = ["Apr-Jun 2022", "Jul-Sep 2022", "Oct-Dec 2022", "Jan-Mar 2023"]


@pytest.fixture
def opened(project):
    """A project in which no indicators of the period have arrived."""
    folder = project / "data/raw" / PERIOD
    rows = store.received(PERIOD)
    store.keep(PERIOD, RECEIVED, rows[rows["strand"] != "indicators"])
    shutil.rmtree(folder / "indicators")
    return project


def call(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


def sent(project, sheets: dict[str, tuple[list, dict]], name="hackney.xlsx"):
    """A workbook with a table on each sheet: quarters across, indicators down."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, (heads, rows) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(["Hackney", *heads])
        for label, counts in rows.items():
            sheet.append([label, *counts])
    path = project / name
    book.save(path)
    return path


def receive(path, *more):
    told = ("--period", PERIOD, "--strand", "indicators", "--date", "2026-11-28")
    return call("receive", "--yes", path, *told, *more)


def refused(answer) -> str:
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1), answer.output
    # Both were told.
    assert "--strand" not in answer.output
    return answer.output


def test_headings_that_cannot_be_read_are_named(opened):
    said = refused(
        receive(sent(opened, {"Hackney": ([f"{d} May 2026" for d in range(4, 8)], ROWS)}))
    )
    assert "Hackney B1: We cannot read '4 May 2026' as a quarter" in said
    assert "3 more questions" in said


def test_nothing_but_another_period_is_refused_with_what_it_holds(opened):
    said = refused(receive(sent(opened, {"Hackney": (BEFORE, ROWS)})))
    assert "B1: Apr–Jun 2022, Jul–Sep 2022, Oct–Dec 2022, Jan–Mar 2023: not part of 2025/26" in said


@pytest.mark.parametrize(
    "sheets",
    [
        {"2025-26": (NOW, ROWS), "2022-23": (BEFORE, ROWS)},
        {"Return": ([*BEFORE[2:], *NOW], {key: [1, 2, *held] for key, held in ROWS.items()})},
        {"Return": ([*NOW, "Apr-Jun 2026"], {key: [*held, 9] for key, held in ROWS.items()})},
    ],
)
def test_this_period_is_filed_and_what_stands_beside_it_is_set_aside(opened, sheets):
    answer = receive(sent(opened, sheets))
    assert answer.exit_code == 0, answer.output
    assert "read: 12 rows" in answer.output
    assert answer.output.count("not part of 2025/26, and set aside") == 1


def test_an_indicator_nobody_asked_for_is_said(opened):
    more = ROWS | {"Number of children taken into care where DA was a factor": [3, 4, 2, 5]}
    answer = receive(sent(opened, {"Hackney": (NOW, more)}))
    assert answer.exit_code == 0
    assert "not asked for in 2025/26: 'Number of children taken into care" in answer.output
    known = receive(sent(opened, {"Hackney": (NOW, ROWS)}, "again.xlsx"), "--replaces", "none")
    assert "not asked for" not in known.output


@pytest.mark.parametrize("title", ["Camden", "England"])
def test_whose_numbers_they_are_is_the_reason_where_nothing_was_told(opened, title):
    """Every strand and period is tried; the reason is that of the one that understood most."""
    path = sent(opened, {"Return": (NOW, ROWS)})
    book = openpyxl.load_workbook(path)
    book["Return"]["A1"] = title
    path = opened / "return.xlsx"
    book.save(path)
    said = call("receive", "--yes", path).output
    assert said.count("\n") == 1
    assert "as indicators of" in said
    assert f"'{title}'" in said
    assert "funding period" not in said
