"""Texts out to be cleared and decisions back in: all of a workbook's or none, each bound to its
text.
"""

import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.comments import Comment

from analysis import cleaning, store
from analysis.declare.cleared import IN_WORDS, WAITS, fingerprint
from analysis.store import lists
from desk.clearing.sheet import HEADINGS
from desk.cli import main

PERIOD, FIRST = "2023-25", 3
NOTE, REMARK = "* =2+3 families came by the hub", "counted by Anna's team"
CLEARING = Path("clearing", f"{PERIOD}.xlsx")


def call(*arguments):
    return CliRunner().invoke(main, tuple(map(str, arguments)))


def done(*arguments) -> str:
    answer = call(*arguments)
    assert answer.exit_code == 0, answer.output
    return answer.output


def sent(name: str, *notes: str) -> None:
    """A return of Hackney with a remark on a cell and notes below its counts."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hackney"
    sheet.append(["Hackney", "Jul-Sep 2023", "Oct-Dec 2023", "Jan-Mar 2024", "Apr-Jun 2024"])
    sheet.append(["New cases where DA* is the referral issue on intake", 31, 35, "about 33", 36])
    sheet["C2"].comment = Comment(REMARK, "")
    for row, note in enumerate(notes, 4):
        sheet.cell(row, 1, note).data_type = "s"
    book.save(name)


@pytest.fixture
def period(project):
    """A period of published counts alone, to which Hackney sends four anew, a note below them and a
    remark on a cell.
    """
    params = project / "params.yaml"
    text = params.read_text(encoding="utf-8")
    params.write_text(re.sub(r"strands: .*", "strands: [indicators]", text), encoding="utf-8")
    sent("counts.xlsx", NOTE)
    return project


def received(name: str = "counts.xlsx", *told: str) -> str:
    told = told or ("--replaces", "indicators/hackney.xlsx")
    output = done("receive", name, "--period", PERIOD, "--strand", "indicators", "--yes", *told)
    cleaned_again()
    return output


def cleaned_again() -> None:
    now = cleaning.cleaned("indicators", PERIOD)
    store.write_cleaned("indicators", PERIOD, now)


def decided(*decisions: tuple[str, ...]) -> Path:
    """The workbook with the first texts decided, one after the other."""
    book = openpyxl.load_workbook(CLEARING)
    for row, given in enumerate(decisions, FIRST):
        for key, text in zip(("decision", "as", "who"), given, strict=False):
            book["Texts"].cell(row, column(key), text)
    book.save("decided.xlsx")
    return Path("decided.xlsx")


def column(key: str) -> int:
    return list(HEADINGS).index(key) + 1


def printed() -> set[str]:
    rows = store.read("indicators", up_to=PERIOD)
    rows = rows[rows["file"].str.startswith(f"{PERIOD}/indicators/counts")]
    return {part for text in rows["caveat"] for part in text.split(" | ") if part}


def refused(*decisions: tuple[str, ...]) -> list[str]:
    """What forbids filing, line by line; nothing was filed."""
    before = store.cleared(PERIOD)
    answer = call("clear", PERIOD, decided(*decisions))
    assert answer.exit_code == 1
    assert store.cleared(PERIOD).equals(before)
    *problems, last = answer.output.splitlines()
    assert last == "Error: nothing of decided.xlsx was filed"
    return problems


# The way through


def test_a_text_waits_until_it_is_cleared_and_is_printed_as_was_decided(period):
    assert "  texts to clear: 2\n" in received()
    assert printed() == {WAITS}
    assert done("clear", PERIOD).endswith("2 texts to clear\n")
    filed = decided(("keep out", "", "evaluator"), ("reword", "counted by a team", ""))
    assert "texts to clear: none" in done("clear", PERIOD, filed, "--date", "2027-05-02")
    rows = store.cleared(PERIOD)
    assert rows["sha256"].tolist() == [fingerprint(NOTE), fingerprint(REMARK)]
    assert set(rows["decided"]) == {"2027-05-02"}
    assert set(rows["who"]) == {"evaluator"}
    assert printed() == {"counted by a team"}
    # A second time nothing changes, and nothing is left to send.
    assert "0 new decisions of 2" in done("clear", PERIOD, filed)
    assert store.cleared(PERIOD).equals(rows)
    assert done("clear", PERIOD) == f"no text of {PERIOD} waits to be cleared\n"


def test_a_changed_word_waits_anew_and_changed_white_space_does_not(period):
    received()
    done("clear", PERIOD)
    done("clear", PERIOD, decided(("print", "", "evaluator"), ("print", "", "")))
    assert printed() == {NOTE, REMARK}
    sent("counts again.xlsx", NOTE.replace(" came", "  came"))
    received("counts again.xlsx", "--replaces", "indicators/counts.xlsx")
    assert printed() == {NOTE, REMARK}
    sent("counts third.xlsx", NOTE.replace("came", "went"))
    output = received("counts third.xlsx", "--replaces", "indicators/counts_again.xlsx")
    assert "  texts to clear: 1\n" in output
    assert printed() == {WAITS, REMARK}


def test_numbers_are_shown_as_typed_and_words_around_them_are_not(period):
    received()
    rows = store.read("indicators", up_to=PERIOD)
    assert rows.loc[rows["cell"].isin(["B2", "C2", "D2", "E2"]), "raw"].tolist() == [
        "31",
        "35",
        IN_WORDS,
        "36",
    ]
    own = store.read("indicators", up_to=PERIOD, as_sent=True)
    assert "about 33" in set(own["raw"])
    assert NOTE in own["caveat"].iloc[0]


def test_a_decision_runs_one_section_again(period):
    received()
    before = lists.parted(PERIOD)
    done("clear", PERIOD)
    done("clear", PERIOD, decided(("print", "", "evaluator")), "--date", "2027-05-02")
    after = lists.parted(PERIOD)
    assert {name for name in after if after[name] != before[name]} == {"indicators/findings"}


# The workbook


def test_a_text_in_the_workbook_is_no_formula_and_a_decision_is_one_of_three(period):
    received()
    done("clear", PERIOD)
    sheet = openpyxl.load_workbook(CLEARING)["Texts"]
    cells = [sheet.cell(row, column("text")) for row in (FIRST, FIRST + 1)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(NOTE, "s"), (REMARK, "s")]
    where = [[sheet.cell(FIRST, column(key)).value for key in ("file", "sheet", "cell")]]
    assert where == [["indicators/counts.xlsx", "Hackney", "B2"]]
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == '"print,reword,keep out"'
    assert str(offer.sqref) == "G3:G4"
    assert sheet.protection.sheet
    assert not sheet.cell(FIRST, column("as")).protection.locked
    assert sheet.cell(FIRST, column("text")).protection.locked


def test_decisions_that_were_not_filed_are_not_written_over(period):
    received()
    done("clear", PERIOD)
    decided(("print", "", "evaluator")).replace(CLEARING)
    content = CLEARING.read_bytes()
    answer = call("clear", PERIOD)
    assert answer.exit_code == 1
    assert "holds decisions that were not filed yet" in answer.output
    assert answer.output.count("\n") == 1
    assert CLEARING.read_bytes() == content


# What is refused


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (("reword", "", "evaluator"), "'reword' without words; write them under 'Print as'"),
        (("print", "other words", "evaluator"), "'print' with other words to print"),
        (("Yes", "", "evaluator"), "'yes' is no decision we know; choose one of print, reword"),
        (("", "other words", "evaluator"), "words to print, but no decision"),
        (("print", "", ""), "nobody's role is given"),
        (("reword", "=cmd|'/c calc'!A1", "evaluator"), "'Print as' holds a formula"),
    ],
)
def test_a_decision_that_cannot_be_filed_is_named_and_nothing_is(period, decision, said):
    received()
    done("clear", PERIOD)
    problems = refused(("keep out", "", decision[2]), decision)
    place = f"Texts row {FIRST + 1}: " if decision[2] else f"Texts row {FIRST}: "
    assert problems[0].startswith(place)
    assert said in problems[0]


def test_a_text_that_was_changed_in_the_workbook_is_not_what_was_decided_about(period):
    received()
    done("clear", PERIOD)
    path = decided(("print", "", "evaluator"))
    book = openpyxl.load_workbook(path)
    book["Texts"].cell(FIRST, column("text"), "nothing about anybody").data_type = "s"
    book.save(CLEARING)
    assert "the text is not the one that came in" in refused()[0]


def test_a_text_that_is_in_no_return_any_more_is_not_decided_about(period):
    received()
    done("clear", PERIOD)
    decided(("print", "", "evaluator"), ("print", "", ""))
    sent("counts again.xlsx", NOTE.replace("came", "went"))
    received("counts again.xlsx", "--replaces", "indicators/counts.xlsx")
    problems = refused(("print", "", "evaluator"), ("print", "", ""))
    assert [problem.split(":")[0] for problem in problems] == [f"Texts row {FIRST}"]
    assert "no such text is in the returns any more" in problems[0]


def test_another_decision_on_the_same_text_is_refused(period):
    received()
    done("clear", PERIOD)
    done("clear", PERIOD, decided(("print", "", "evaluator")))
    assert "another decision on this text is in cleared.csv" in refused(("keep out",))[0]


def test_another_workbook_is_refused_in_one_line(period):
    received()
    answer = call("clear", PERIOD, "counts.xlsx")
    assert answer.exit_code == 1
    assert "no sheet in it has a row of headings with 'Text', 'Decision'" in answer.output
    assert answer.output.count("\n") == 1
