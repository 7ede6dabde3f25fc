"""Whatever was done to a workbook, its answers are read or refused in one line each; nothing is filed half."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from exchange.answering import FIRST, PERIOD, answered, clean_again, column, opened, saved
from openpyxl.comments import Comment

from analysis import store
from analysis.declare.table import InputError
from desk.exchange.desk import take_in
from desk.exchange.reading import read_answers
from desk.exchange.sheets import HEADINGS

DAY = dt.date(2026, 2, 3)
RIGHT = {"answer": "correct to", "value": "477", "who": "analyst"}
KEPT = {"answer": "confirmed as is", "who": "analyst"}
FILE = "barking_and_dagenham.xlsx"


def said(content: bytes) -> list[tuple]:
    reading = read_answers(FILE, content)
    assert reading.problems == []
    return sorted((answer.id, *answer.said, answer.who) for answer in reading.answers)


def renamed(book):
    book["Questions"].title, book["Read me"].title = "Tabelle1", "Blad2"


def columns_inserted(book):
    book["Questions"].insert_cols(1, 2)
    book["Questions"].insert_cols(12)


def rows_above(book):
    book["Questions"].insert_rows(1, 3)


def sorted_backwards(book):
    sheet = book["Questions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    for row, values in enumerate(reversed(rows), FIRST):
        for at, value in enumerate(values, 1):
            sheet.cell(row, at).value = value


def filtered(book):
    book["Questions"].row_dimensions[FIRST].hidden = True


def unprotected(book):
    book["Questions"].protection.sheet = False
    book["Questions"]["B3"] = "rewritten"


def column_moved(book):
    """The answers are cut out and put at the very left."""
    sheet = book["Questions"]
    for row in range(FIRST - 1, sheet.max_row + 1):
        held = [sheet.cell(row, at).value for at in range(1, len(HEADINGS) + 1)]
        held.insert(0, held.pop(column("answer") - 1))
        for at, value in enumerate(held, 1):
            sheet.cell(row, at).value = value


def read_me_deleted(book):
    del book["Read me"]


def headings_dressed(book):
    book["Questions"].cell(FIRST - 1, column("answer")).value = " ANSWER: "


def words_dressed(book):
    book["Questions"].cell(FIRST, column("answer")).value = "Correct  To "


def value_as_number(book):
    book["Questions"].cell(FIRST, column("value")).value = 477.0


def sheet_copied(book):
    book.copy_worksheet(book["Questions"])


@pytest.mark.parametrize(
    "damage",
    [
        renamed,
        columns_inserted,
        rows_above,
        sorted_backwards,
        filtered,
        unprotected,
        column_moved,
        read_me_deleted,
        headings_dressed,
        words_dressed,
        value_as_number,
        sheet_copied,
    ],
)
def test_answers_survive(sent, damage):
    content = answered(sent / FILE, RIGHT, KEPT)
    book = opened(content)
    damage(book)
    assert sorted(set(said(saved(book)))) == said(content)
    done, problems = take_in(FILE, saved(book), DAY)
    assert problems == []
    assert done[-1].startswith("2 new answers of ")
    assert store.corrections(PERIOD)["becomes"].tolist() == ["477"]


def test_comments_and_columns_of_ones_own_are_pointed_out(sent):
    book = opened(answered(sent / FILE, RIGHT))
    sheet = book["Questions"]
    sheet.cell(FIRST, column("note")).comment = Comment("see my mail", "me")
    sheet.cell(FIRST - 1, 16).value, sheet.cell(FIRST, 16).value = "Remarks", "ring me"
    done, _ = take_in(FILE, saved(book), DAY)
    assert "Questions row 3: the column 'Remarks' is not read: ring me" in done
    assert any(line.startswith("Questions L3 has a comment, which is not read:") for line in done)


REFUSED = {
    "an unknown word": (
        {**RIGHT, "answer": "perhaps"},
        "'perhaps' is no answer we know: choose one of correct to,",
    ),
    "no value": ({**RIGHT, "value": None}, "'correct to' without a correct value"),
    "a value too many": ({**KEPT, "value": "9"}, "'confirmed as is' with a correct value, '9'"),
    "no note": ({"answer": "note", "who": "analyst"}, "'note' without a note"),
    "no answer": ({"value": "477", "who": "analyst"}, "a value or a note, but no answer"),
    "what was typed": (
        {**RIGHT, "value": "377"},
        "'377' is what was typed; choose 'confirmed as is'",
    ),
    "a formula": (
        {**RIGHT, "value": "=1+1"},
        "'Correct value' holds a formula, which is not computed",
    ),
    "a formula in a note": ({**RIGHT, "note": "=HYPERLINK(1)"}, "'Note' holds a formula"),
    "a text run as a formula": ({**RIGHT, "note": "@SUM(1)"}, "'Note' holds a formula"),
    "a date": (
        {**RIGHT, "value": dt.date(2026, 4, 1)},
        "'Correct value' holds a date made by the spreadsheet",
    ),
    "an error": (
        {**RIGHT, "value": "#REF!"},
        "'Correct value' holds an error made by the spreadsheet",
    ),
    "no reference": (
        {**RIGHT, "reference": "mine"},
        "an answer without the reference of a question",
    ),
    "no such question": (
        {**RIGHT, "reference": "2023-25 barking_and_dagenham 0123456789ab"},
        "no such question is asked any more",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line_and_nothing_filed(sent, name):
    given, why = REFUSED[name]
    done, problems = take_in(FILE, answered(sent / FILE, given, KEPT), DAY)
    assert done == []
    assert any(why in problem for problem in problems), problems
    assert not any("\n" in problem for problem in problems)
    assert store.corrections(PERIOD).empty
    assert store.replies(PERIOD).empty


@pytest.mark.parametrize("other", ["2022-23 barking_and_dagenham", "2023-25 newham"])
def test_answers_of_another_period_or_borough_in_one_workbook(sent, other):
    given = {**RIGHT, "reference": f"{other} 0123456789ab"}
    with pytest.raises(InputError, match="read each workbook by itself"):
        take_in(FILE, answered(sent / FILE, given, KEPT), DAY)


def test_nobody_gave_a_role(sent):
    _, problems = take_in(FILE, answered(sent / FILE, {"answer": "cannot say"}), DAY)
    assert problems == ["Questions row 3: nobody's role is given; write it under 'Your role'"]


def role_below(book):
    book["Questions"].cell(FIRST + 5, column("who"), "data officer")


def role_on_the_cover(book):
    (label,) = [cell for cell in book["Read me"]["A"] if cell.value == "Your role"]
    label.offset(0, 1).value = "data officer"


def role_in_its_own_label(book):
    (label,) = [cell for cell in book["Read me"]["A"] if cell.value == "Your role"]
    label.value = "Your role: data officer"


@pytest.mark.parametrize("written", [role_below, role_on_the_cover, role_in_its_own_label])
def test_a_role_written_once_anywhere_is_that_of_every_answer(sent, written):
    book = opened(answered(sent / FILE, {"answer": "cannot say"}, {"answer": "cannot say"}))
    written(book)
    answers = read_answers(FILE, saved(book)).answers
    assert [answer.who for answer in answers] == ["data officer"] * 2


def test_a_role_of_ones_own_stands_beside_that_of_the_cover(sent):
    given = {"answer": "cannot say"}
    book = opened(
        answered(sent / FILE, given, {**given, "who": "analyst"}, {**given, "who": "head"})
    )
    role_on_the_cover(book)
    answers = read_answers(FILE, saved(book)).answers
    assert [answer.who for answer in answers] == ["data officer", "analyst", "head"]


def test_a_formula_with_a_result_beside_it_is_refused_all_the_same(sent):
    content = answered(sent / FILE, {**RIGHT, "value": "=1+1"})
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(held, "w") as package:
        for name in made.namelist():
            part = made.read(name)
            package.writestr(name, re.sub(rb"<f>1\+1</f>.*?</c>", b"<f>1+1</f><v>2</v></c>", part))
    stored = openpyxl.load_workbook(io.BytesIO(held.getvalue()), data_only=True)["Questions"]
    assert stored.cell(FIRST, column("value")).value == 2
    _, problems = take_in(FILE, held.getvalue(), DAY)
    assert problems == [
        "Questions row 3: 'Correct value' holds a formula, which is not computed; ask for the"
        " number or word itself"
    ]


def test_two_answers_to_one_question(sent):
    book = opened(answered(sent / FILE, RIGHT))
    copy = book.copy_worksheet(book["Questions"])
    copy.cell(FIRST, column("value")).value = "478"
    _, problems = take_in(FILE, saved(book), DAY)
    assert len(problems) == 1
    assert "another answer to this question is in this workbook already" in problems[0]
    assert store.replies(PERIOD).empty


def test_an_answer_that_differs_from_the_one_filed(sent):
    take_in(FILE, answered(sent / FILE, RIGHT), DAY)
    _, problems = take_in(FILE, answered(sent / FILE, {**RIGHT, "value": "478"}, KEPT), DAY)
    assert len(problems) == 1
    assert (
        "is in replies.csv already (indicators/barking_and_dagenham.xlsx LBBD data D8: correct to"
        " '477')" in problems[0]
    )
    assert len(store.replies(PERIOD)) == 1


def test_a_question_that_was_passed_to_somebody_else(sent):
    book = opened(answered(sent / FILE, RIGHT))
    sheet = book["Questions"]
    for row in range(FIRST, sheet.max_row + 1):
        at = sheet.cell(row, column("reference"))
        at.value = at.value.replace("barking_and_dagenham", "barnet")
    _, problems = take_in(FILE, saved(book), DAY)
    assert problems == [
        "Questions row 3: this question goes to barking_and_dagenham, not to barnet"
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is not an .xlsx workbook"),
        (b"No.,Answer\n1,note\n", "it is not an .xlsx workbook"),
        (b"PK\x03\x04 and no more", "cut short or damaged"),
    ],
)
def test_what_is_no_workbook(sent, content, why):
    with pytest.raises(InputError) as error:
        take_in(FILE, content, DAY)
    assert why in str(error.value)
    assert "\n" not in str(error.value)


def test_a_workbook_without_the_hidden_column_or_without_answers(sent):
    book = opened(answered(sent / FILE, RIGHT))
    book["Questions"].delete_cols(column("reference"))
    with pytest.raises(InputError, match="no sheet in it has a row of headings with"):
        take_in(FILE, saved(book), DAY)
    with pytest.raises(InputError, match="its column 'Answer' is empty"):
        take_in(FILE, (sent / FILE).read_bytes(), DAY)


def test_a_number_that_belongs_to_a_child_is_refused_and_not_repeated(sent):
    with pytest.raises(InputError, match="single children") as error:
        take_in(FILE, answered(sent / FILE, {**RIGHT, "value": "943 476 5919"}), DAY)
    assert "943" not in str(error.value)


def test_libreoffice_saves_it_and_every_answer_is_there(sent, tmp_path):
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not on this machine")
    source = tmp_path / FILE
    source.write_bytes(answered(sent / FILE, RIGHT, KEPT))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
    ]
    subprocess.run(
        [*command, str(tmp_path / "out"), str(source)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    if not (tmp_path / "out" / FILE).is_file():
        pytest.skip("this LibreOffice has no Calc")
    content = (tmp_path / "out" / FILE).read_bytes()
    assert said(content) == said(source.read_bytes())
    assert take_in(FILE, content, DAY)[1] == []
    clean_again()
    assert opened(content)["Questions"].protection.sheet
