"""What a reviewer approved stays approved while its value, inputs and wording stay, and is open again
where one of them does not.
"""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from locking import lock

from analysis import store
from analysis.traces import traces
from desk import approving
from desk.cli import main

PERIOD, STRAND = "2022-23", "training"
ON = dt.date(2023, 12, 1)


@pytest.fixture(autouse=True)
def locked(strand_built):
    lock(PERIOD, STRAND)
    return strand_built


def approve(*arguments: str):
    return CliRunner().invoke(main, ["approve", PERIOD, *arguments])


def total() -> str:
    """The id of the attendances of the whole period."""
    every = approving.items(PERIOD)
    fits = every["wording"].str.contains("Total, Attendance Year 2", regex=False)
    return every.loc[fits, "id"].iloc[0]


def test_an_approval_is_a_line_that_says_what_was_approved():
    assert approve(total(), "--by", "second reader", "--note", "as in the register").exit_code == 0
    (row,) = store.approvals(PERIOD).to_dict("records")
    assert (row["id"], row["value"], row["who"]) == (total(), "773", "second reader")
    assert row["note"] == "as in the register"
    said = approve().output.splitlines()
    assert said[0].startswith(f"{PERIOD}: 1 approved and still so, 0 open again")
    place = f"{total()}, glance: “773” approved by second reader on "
    assert said[1] == f"  {place}{dt.date.today()}"


@pytest.mark.parametrize("day", ["2999-01-01", "2021-12-31", "2023-02-30", "soon"])
def test_an_approval_on_a_day_that_cannot_be_is_refused_by_its_line(day):
    approving.approve(PERIOD, [total()], "second reader", "", ON)
    path = Path(f"data/raw/{PERIOD}/approvals.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(str(ON), day), encoding="utf-8")
    answer = approve()
    (line,) = answer.output.splitlines()
    assert answer.exit_code == 1 and line.startswith(f"Error: {path}, line 2: decided: ")
    assert day in line


def test_a_section_or_a_table_is_approved_whole_and_once():
    every = approving.items(PERIOD)
    first = approve(STRAND, "--by", "ab").output
    assert f"{len(every)} approvals by ab" in first
    again = approve("T1", "--by", "ab").output
    assert ": 0 approvals by ab;" in again
    other = approve("T1", "--by", "cd").output
    of_table = every["place"].eq("training-delivered").sum()
    assert f"{of_table} approvals by cd" in other
    assert len(store.approvals(PERIOD)) == len(every) + of_table
    said = approve().output.splitlines()
    assert sum(" approved by " in line for line in said) == 20
    assert f"  and {len(every) + of_table - 20} more that stand" in said


def corrected(cell: str, was: str, becomes: str) -> None:
    path = Path(f"data/raw/{PERIOD}/corrections.csv")
    line = f"training/table01.csv,,{cell},{was},{becomes},Typed twice,second reader,2023-12-02\n"
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")


def test_a_later_build_opens_what_rests_on_a_corrected_cell_and_nothing_else(rebuild):
    approving.approve(PERIOD, [STRAND], "second reader", "", ON)
    rows = store.read(STRAND, "table", up_to=PERIOD)
    cell = rows[rows["course"].eq("core") & rows["period"].eq(PERIOD)]
    cell = cell[cell["measure"].eq("attendance") & cell["borough"].eq("partnership")].iloc[0]
    corrected(cell["cell"], cell["raw"], str(cell["count"] + 1))
    rebuild()
    now = approving.standing(PERIOD)
    place = f"{cell['file']}!{cell['sheet']}!{cell['cell']}"
    rests = {of for of, one in traces(PERIOD, STRAND, private=True).items() if place in one.cells}
    opened = set(now.loc[now["now"].eq("reopened"), "id"])
    printed = set(now["id"])
    assert rests & printed and rests & printed <= opened
    # What else is open is a sentence, or a cell, that holds one of them or says another thing.
    other = now[now["id"].isin(opened - rests)]
    assert (
        (
            other[["value", "inputs", "wording"]].values
            != other[["was_value", "was_inputs", "was_wording"]].values
        )
        .any(axis=1)
        .all()
    )
    assert len(opened) < len(now) / 2
    said = "\n".join(approving.listing(PERIOD))
    assert "“774”, was “773”" in said and "inputs: what it rests on is read otherwise" in said
    stand = now["now"].eq("approved").sum()
    assert len(now) - len(opened) - stand <= 2
    assert approving.reopened(PERIOD).startswith(f"{PERIOD}: {stand} approvals stand, ")


def test_a_correction_to_the_same_number_opens_it_by_its_inputs_alone(rebuild):
    """Two cells of one sum changed against each other: the same total, of other inputs."""
    of = total()
    approving.approve(PERIOD, [of], "second reader", "", ON)
    rows = store.read(STRAND, "table", up_to=PERIOD)
    rows = rows[rows["period"].eq(PERIOD) & rows["measure"].eq("attendance")]
    rows = rows[rows["borough"].eq("partnership") & rows["status"].eq("returned")]
    for row, by in zip(rows.head(2).itertuples(), (1, -1), strict=True):
        corrected(row.cell, row.raw, str(row.count + by))
    rebuild()
    (row,) = approving.standing(PERIOD).query("id == @of").to_dict("records")
    assert (row["now"], row["value"], row["was_value"]) == ("reopened", "773", "773")
    assert row["inputs"] != row["was_inputs"] and row["wording"] == row["was_wording"]


def test_other_words_open_a_sentence_and_the_numbers_in_it():
    path = Path(f"reports/{PERIOD}/{STRAND}/section.pandoc")
    approving.approve(PERIOD, [STRAND], "second reader", "", ON)
    text = path.read_text(encoding="utf-8")
    assert text.count("**What was delivered.** ") == 1
    path.write_text(
        text.replace("**What was delivered.** ", "**What was held.** "), encoding="utf-8"
    )
    now = approving.standing(PERIOD)
    told = now[now["now"].ne("approved")]
    assert {"What was delivered.", "What was held."} & {*told["wording"], *told["was_wording"]}
    assert len(told) <= 3


def test_what_is_approved_and_no_longer_printed_is_said():
    approving.approve(PERIOD, [total()], "second reader", "", ON)
    of = total()
    for name in ("section.pandoc", "glance.csv"):
        path = Path(f"reports/{PERIOD}/{STRAND}/{name}")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(of, "training.0000000000"), encoding="utf-8")
    said = approve().output
    assert "1 approved and no longer printed" in said
    assert f"  {of}: no longer printed, was “773” (approved by second reader on 2023-12-01)" in said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("training.0123456789", "--by", "second reader"), "prints nothing called"),
        (("T99", "--by", "second reader"), "prints nothing called 'T99'"),
        ((STRAND,), "say who approves with --by"),
        ((STRAND, "--by", "  "), "say who approves with --by"),
        ((STRAND, "--by", "Maria Garner"), "wrote the report"),
        ((STRAND, "--by", "garner"), "wrote the report"),
        ((STRAND, "--by", "Dr M. Garner"), "wrote the report"),
        ((STRAND, "--by", "second\nreader"), "say who approves with --by"),
        ((STRAND, "--by", "M.G."), "wrote the report"),
        ((STRAND, "--by", "the author"), "wrote the report"),
    ],
)
def test_what_cannot_be_approved_is_one_line_and_files_nothing(arguments, why):
    answer = approve(*arguments)
    assert answer.exit_code == 1 and why in answer.output
    assert len(answer.output.splitlines()) == 1
    assert not Path(f"data/raw/{PERIOD}/approvals.csv").exists()


def test_nothing_is_approved_in_a_report_that_has_changed_since_it_was_built():
    path = Path(f"reports/{PERIOD}/{STRAND}/section.md")
    path.write_text(path.read_text(encoding="utf-8").replace("773", "774"), encoding="utf-8")
    answer = approve(STRAND, "--by", "second reader")
    assert answer.exit_code == 1 and "has changed since it was built" in answer.output
    assert not Path(f"data/raw/{PERIOD}/approvals.csv").exists()


def test_an_approval_changes_nothing_that_the_report_was_built_from():
    assert approve(total(), "--by", "ab").exit_code == 0
    assert approve(total(), "--by", "cd").exit_code == 0
    ignored = Path(__file__).resolve().parents[2] / ".dvcignore"
    assert "approvals.csv" in ignored.read_text(encoding="utf-8").split()


def test_without_approvals_nothing_is_said():
    assert approving.reopened(PERIOD) == ""
    said = approve().output
    assert "0 approved and still so" in said and "training: " in said
