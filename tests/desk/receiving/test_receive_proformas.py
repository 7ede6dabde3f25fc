"""Proformas on their way in: whose they are and of which period is read from the sheet, and nothing is filed half."""

import io

import openpyxl
import pytest
from click.testing import CliRunner
from collecting.filling import typed_into, workbooks

from analysis import store
from desk.cli import main
from strands.complaints.declares import PROFORMA

PERIOD = "2025-26"
LINE = {
    "complaint": "C1",
    "stage": "stage 1",
    "received": "14/05/2025",
    "complainant": "victim-survivor",
    "outcome": "upheld",
}


@pytest.fixture
def empty(project):
    """A project in which nothing of the simulated period's complaints has arrived."""
    folder = project / "data/raw" / PERIOD
    listed = folder.joinpath("received.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    folder.joinpath("received.csv").write_text(
        "".join(line for line in listed if not line.startswith("complaints/"))
    )
    for path in folder.glob("complaints/*"):
        path.unlink()
    return project


def sent(project, *lines: dict, name: str = "return.xlsx", borough: str = "hackney", change=None):
    content = typed_into(workbooks(PERIOD)[f"{borough}/complaints.xlsx"], PROFORMA, list(lines))
    path = project / name
    path.write_bytes(change(content) if change else content)
    return path


def call(*arguments):
    return CliRunner().invoke(main, ("receive", "--yes", *map(str, arguments), "--period", PERIOD))


def listed() -> list[str]:
    return store.received(PERIOD, "complaints")["file"].tolist()


def test_a_filled_in_proforma_says_itself_what_it_is(empty):
    answer = call(sent(empty, LINE))
    assert answer.exit_code == 0, answer.output
    assert "Complaints, Hackney" in answer.output
    assert listed() == ["complaints/return.xlsx"]


def test_the_same_file_twice_changes_nothing_and_more_lines_are_a_vintage(empty):
    path = sent(empty, LINE)
    assert call(path, "--date", "2025-07-01").exit_code == 0
    again = call(path, "--date", "2025-07-02")
    assert "nothing changes" in again.output
    more = call(
        sent(empty, LINE, {**LINE, "complaint": "C2"}, name="more.xlsx"), "--date", "2025-10-01"
    )
    assert "it replaces complaints/return.xlsx" in more.output, more.output
    assert store.received(PERIOD, "complaints")["replaces"].tolist() == [
        "",
        "complaints/return.xlsx",
    ]


def test_lines_beside_those_that_came_are_a_return_of_their_own(empty):
    assert call(sent(empty, LINE)).exit_code == 0
    answer = call(sent(empty, {**LINE, "complaint": "C2"}, name="next quarter.xlsx"))
    assert "replaces" not in answer.output
    assert len(listed()) == 2


def another_period(content: bytes) -> bytes:
    """The workbook with the title of another period."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Complaints"]["A1"] = "Hackney, complaints, Year 3/4"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        ({"change": another_period}, (), "The sheet says Year 3/4"),
        ({"name": "newham.xlsx"}, (), "Whose numbers are these"),
        (
            {},
            ("--sender", "analyst of Newham"),
            "it was sent by 'analyst of Newham' and holds numbers of Hackney",
        ),
    ],
)
def test_what_it_is_not_is_refused_in_one_line(empty, arguments, options, said):
    before = {path: path.read_bytes() for path in (empty / "data").rglob("*") if path.is_file()}
    answer = call(sent(empty, LINE, **arguments), *options)
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1), answer.output
    assert said in answer.output
    assert before == {
        path: path.read_bytes() for path in (empty / "data").rglob("*") if path.is_file()
    }


def test_a_day_outside_the_period_is_shown_before_anything_is_filed(empty):
    answer = call(sent(empty, LINE, {**LINE, "complaint": "C2", "received": "14/05/2024"}))
    assert "14/05/2024 does not lie in 2025/26" in answer.output
    assert len(listed()) == 1


def test_a_template_nobody_filled_in_is_refused(empty):
    answer = call(sent(empty))
    assert (answer.exit_code, answer.output.count("\n")) == (1, 1), answer.output
    assert listed() == []
