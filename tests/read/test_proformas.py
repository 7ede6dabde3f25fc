"""Proformas read by their headings, wherever they stand and whatever was done to them."""

import datetime as dt
import io

import openpyxl
import pytest
from drawing import csv_file, saved, xlsx_file

from analysis.declare.kept import CORRECTIONS
from analysis.declare.table import InputError
from strands.checklist import cleans as checklist
from strands.checklist.declares import ITEMS
from strands.complaints import cleans as complaints
from strands.experience import cleans as experience
from strands.mash import cleans as mash
from strands.reviews.cleans import reviews

PERIOD = "2025-26"
LINES = """
Hackney, complaints, 2025/26
Note on the whole sheet | Provisional until June
.
Complaint code | Stage | Received on | Complainant | Judged by | What it is like | Outcome | Days to answer | Note
C1 | stage 1 | 14/05/2025 | perpetrator of abuse | court or police finding | lengthy; threats | upheld | 12 | late
C2 | 1 | 2025-07-01 | survivor | | | still open | |
"""
OTHERS = [
    f"{name} sent nothing"
    for name in (
        "Waltham Forest",
        "Newham",
        "Hammersmith and Fulham",
        "Barnet",
        "Barking and Dagenham",
    )
]


def read(
    content: bytes | str,
    file: str = "complaints/return.csv",
    clean=complaints.clean,
    period: str = PERIOD,
):
    return clean(
        {file: csv_file(content) if isinstance(content, str) else content},
        CORRECTIONS.empty(),
        period,
    )


def asked(result) -> list[str]:
    """The questions as `severity rule cell`, without those about boroughs from which nothing came."""
    rows = result.queries[result.queries["rule"] != "no_proforma"]
    return [" ".join(filter(None, (row.severity, row.rule, row.cell))) for row in rows.itertuples()]


def test_a_line_becomes_a_row_that_knows_its_cell():
    result = read(LINES)
    assert asked(result) == []
    first, second = result.table.astype(object).where(result.table.notna(), None).to_dict("records")
    assert {
        name: first[name]
        for name in ("borough", "complaint", "stage", "received", "complainant", "grounds")
    } == {
        "borough": "hackney",
        "complaint": "C1",
        "stage": "one",
        "received": "2025-05-14",
        "complainant": "perpetrator",
        "grounds": "court",
    }
    assert (first["conventions"], first["outcome"], first["days"]) == (
        "lengthy | threats",
        "upheld",
        12,
    )
    assert (first["status"], first["cell"], first["raw"]) == ("returned", "A5", "C1")
    assert (first["caveat"], second["caveat"]) == (
        "late | Provisional until June",
        "Provisional until June",
    )
    assert (second["stage"], second["complainant"], second["days"]) == ("one", "survivor", None)


def test_who_sent_nothing_is_asked_by_name():
    questions = [
        row.question for row in read(LINES).queries.itertuples() if row.rule == "no_proforma"
    ]
    assert sorted(question.split(" on ")[0] for question in questions) == sorted(OTHERS)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (
            "C1 | stage 1 | 14/05/2024 | somebody else | | | upheld | |",
            "stop day_outside_period C5",
        ),
        ("C1 | stage 1 | in May | somebody else | | | upheld | |", "stop day_not_read C5"),
        ("C1 | stage 9 | 14/05/2025 | somebody else | | | upheld | |", "stop unknown_word B5"),
        ("C1 | stage 1 | 14/05/2025 | | | | upheld | |", "stop blank_answer D5"),
        ("C1 | stage 1 | 14/05/2025 | somebody else | | rude | upheld | |", "stop unknown_word F5"),
    ],
)
def test_a_line_that_cannot_be_read_is_queried_and_kept(line, question):
    another = "C9 | stage 1 | 14/06/2025 | somebody else | | | upheld | |"
    result = read("\n".join([*LINES.splitlines()[:5], line, another]))
    assert asked(result) == [question]
    # What cannot name a line leaves none; everything else stays, queried, beside the others.
    statuses = dict(zip(result.table["complaint"], result.table["status"], strict=True))
    assert statuses.pop("C9") == "returned"
    assert statuses == ({} if question == "stop unknown_word B5" else {"C1": "queried"})


def test_a_number_that_cannot_be_read_leaves_its_line():
    result = read(LINES.replace("| 12 |", "| about 12 |"))
    assert asked(result) == ["stop rounded_count H5"]
    assert result.table["status"].tolist() == ["returned", "returned"]
    assert str(result.table["days"].iloc[0]) == "<NA>"


def test_a_line_without_its_code_is_not_lost():
    result = read(LINES.replace("C2 | 1", " | 1"))
    assert asked(result) == ["stop blank_answer A6"]
    assert result.table["complaint"].tolist() == ["C1", "LINE6"]
    assert result.table["status"].tolist() == ["returned", "queried"]


def test_a_copy_is_read_once_and_two_that_differ_count_neither():
    line = LINES.strip().splitlines()[-1]
    copied = read(LINES + line + "\n")
    assert asked(copied) == ["warn duplicate_rows A7"]
    assert copied.table["status"].tolist() == ["returned", "returned"]
    differing = read(LINES + line.replace("still open", "upheld") + "\n")
    assert asked(differing) == ["stop duplicate_lines A7"]
    assert differing.table["status"].tolist() == ["returned", "queried"]


def test_days_are_read_by_their_whole_column():
    told = read(LINES.replace("2025-07-01", "1/7/2025"))
    assert (told.table["received"].tolist(), asked(told)) == (["2025-05-14", "2025-07-01"], [])
    untold = read(LINES.replace("14/05/2025", "4/5/2025").replace("2025-07-01", "1/7/2025"))
    assert untold.table["received"].tolist() == ["2025-05-04", "2025-07-01"]
    assert asked(untold) == ["info day_or_month C5"]


@pytest.mark.parametrize(
    "typed", ["14 May 2025", "14th may 25", "14-May-25", "14.05.2025", "2025-05-14"]
)
def test_a_day_is_read_as_people_write_it(typed):
    result = read(LINES.replace("14/05/2025", typed))
    assert (result.table["received"].iloc[0], asked(result)) == ("2025-05-14", [])


@pytest.mark.parametrize("typed", ["31 June 2025", "14 Mayor 2025", "May 2025"])
def test_what_is_no_day_is_none(typed):
    assert asked(read(LINES.replace("14/05/2025", typed))) == ["stop day_not_read C5"]


def test_two_lines_of_one_reading_are_asked_about_once():
    drawing = """
    Hackney, practice checklist, 2025/26
    Reading code | Case code | Reader code | Read on | Version | Used in | {} | {} | {}
    K1 | C1 | R1 | 14/05/2025 | 2 | audit | yes | yes | yes
    K1 | C1 | R1 | 14/05/2025 | 2 | audit | no | no | no
    """.format(*list(ITEMS.values())[:3])
    assert (
        asked(read(drawing, "checklist/hackney.csv", checklist.clean)).count(
            "stop duplicate_lines G4"
        )
        == 1
    )


def test_columns_may_stand_anywhere_and_those_we_do_not_know_are_not_kept():
    heads, *lines = [
        [cell.strip() for cell in line.split("|")] for line in LINES.strip().splitlines()[3:]
    ]
    order = [3, 1, 2, 0, 4, 5, 6, 7]
    rows = [" | ".join(["", *(line[at] for at in order), "secret"]) for line in lines]
    drawing = "\n".join(
        ["Hackney", " | ".join(["", *(heads[at] for at in order), "Worker grade"]), *rows]
    )
    result = read(drawing)
    assert asked(result) == ["info unknown_column J2"]
    assert result.table["complaint"].tolist() == ["C1", "C2"]
    assert "secret" not in result.table.to_csv()


def test_a_column_that_has_to_be_there_is_asked_for():
    result = read(LINES.replace("Outcome", "How it went"))
    assert asked(result) == ["stop missing_column A4", "info unknown_column G4"]
    assert set(result.table["status"]) == {"queried"}


def test_totals_and_notes_are_no_lines():
    result = read(LINES + "Total | | | | | | | 12 |\n.\nNote: two more are still being entered.\n")
    assert asked(result) == []
    assert result.table["complaint"].tolist() == ["C1", "C2"]
    assert result.table["caveat"].str.contains("two more are still being entered").all()


@pytest.mark.parametrize(
    ("title", "file", "borough", "questions"),
    [
        ("London Borough of Newham", "complaints/return.csv", ["newham"], []),
        ("Complaints", "complaints/newham q3.csv", ["newham"], []),
        ("Complaints", "complaints/return.csv", [], ["stop unknown_borough"]),
        ("Islington complaints", "complaints/return.csv", [], ["stop unknown_borough A1"]),
        ("Hackney complaints", "complaints/newham.csv", ["hackney"], ["warn boroughs_disagree"]),
    ],
)
def test_whose_lines_they_are(title, file, borough, questions):
    result = read(LINES.replace("Hackney, complaints, 2025/26", title), file)
    assert sorted(set(result.table["borough"])) == borough
    assert asked(result) == questions


def test_lines_that_name_another_borough_are_asked_about():
    heads, *lines = LINES.strip().splitlines()[3:]
    drawing = "\n".join(
        ["Hackney", f"Borough | {heads}", f"Hackney | {lines[0]}", f"Newham | {lines[1]}"]
    )
    assert asked(read(drawing)) == ["warn boroughs_disagree A4"]


def test_a_sheet_of_another_period_is_told():
    result = read(LINES.replace("2025/26", "Year 3/4"))
    assert asked(result) == ["stop another_period A1"]


def test_a_file_without_a_form_of_ours_is_a_question():
    assert asked(read("Borough | Complaints\nHackney | 12\n")) == ["stop no_lines_read"]


def test_months_are_typed_in_and_a_blank_one_is_not_returned():
    drawing = """
    Hackney, MASH contacts, 2025/26
    .
    Month | Contacts | DA contacts | Prompt used
    Apr 2025 | 310 | 90 | 41
    1/5/2025 | 299 | <5 |
    2025-06 | | |
    July | 1 | 1 | 1
    Apr 2024 | 1 | 1 | 1
    """
    result = read(drawing, "mash/hackney.csv", mash.clean)
    questions = asked(result)
    # What has no line is asked about without a cell.
    assert questions.pop(0) == "warn not_returned_quarters"
    assert questions == [
        "warn not_returned_quarters A6",
        "stop month_not_read A7",
        "info month_outside_period A8",
    ]
    held = result.table.astype(object).itertuples()
    rows = {(row.month, row.measure): (row.status, row.count, row.cell) for row in held}
    assert rows["2025-04", "contacts"] == ("returned", 310, "B4")
    assert rows["2025-05", "da_contacts"][::2] == ("withheld", "C5")
    assert rows["2025-05", "prompted"][0] == rows["2025-06", "contacts"][0] == "not_returned"
    assert set(result.table["month"]) == {"2025-04", "2025-05", "2025-06"}


def test_items_are_rows_and_a_blank_is_no_answer():
    drawing = """
    Hackney, learning reviews, 2025/26
    .
    Case code | Reader code | Quarter | Arm | Out of | Version | Language | Pattern | Safety planning
    K1 | R1 | Apr-Jun 25 | trained and consulted | 9 | 2 | Y | n/a |
    """
    result = read(drawing, "reviews/hackney.csv", reviews.clean)
    answers = {
        row.item: (row.answer, row.status, row.cell) for row in result.review_cases.itertuples()
    }
    assert answers == {
        "language": ("evidenced", "returned", "G4"),
        "pattern": ("na", "returned", "H4"),
        "safety": ("", "not_returned", "I4"),
    }


def book_of_lines() -> openpyxl.Workbook:
    """The drawing as a workbook, with a cover before it."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(Complaints=LINES)))
    cover = book.create_sheet("Read me first", 0)
    cover["A1"] = "Complaints: return for 2025/26"
    return book


def damaged(how) -> object:
    book = book_of_lines()
    how(book["Complaints"], book)
    return read(saved(book), "complaints/hackney.xlsx")


def _rename(sheet, book):
    sheet.title = "Sheet1 (2)"


def _insert(sheet, book):
    sheet.insert_cols(3)
    sheet.insert_rows(1, 3)


def _sort(sheet, book):
    first, second = ([cell.value for cell in sheet[row]] for row in (5, 6))
    for column, (one, two) in enumerate(zip(first, second, strict=True), 1):
        sheet.cell(5, column).value, sheet.cell(6, column).value = two, one


def _merge(sheet, book):
    sheet.merge_cells("A1:I1")
    sheet.merge_cells("B2:I2")


def _filter(sheet, book):
    sheet.auto_filter.ref = "A4:I6"
    sheet.auto_filter.add_filter_column(1, ["stage 1"])


def _blank_line(sheet, book):
    sheet.insert_rows(6)


def _true_dates(sheet, book):
    sheet["C5"], sheet["C6"] = dt.date(2025, 5, 14), dt.datetime(2025, 7, 1)


@pytest.mark.parametrize(
    "how", [_rename, _insert, _sort, _merge, _filter, _blank_line, _true_dates]
)
def test_what_people_do_to_sheets_changes_no_row(how):
    result, whole = damaged(how), read(LINES)
    told = ["complaint", "stage", "received", "complainant", "outcome", "conventions", "status"]
    assert asked(result) == []
    assert (
        result.table[told].sort_values("complaint").values.tolist()
        == whole.table[told].values.tolist()
    )


def test_a_hidden_row_is_read_and_asked_about_and_a_hidden_sheet_is_not_read():
    def hide_row(sheet, book):
        sheet.row_dimensions[6].hidden = True

    def hide_sheet(sheet, book):
        sheet.sheet_state = "hidden"

    hidden = damaged(hide_row)
    assert (asked(hidden), len(hidden.table)) == (["warn hidden_cells A6"], 2)
    assert (asked(damaged(hide_sheet)), len(damaged(hide_sheet).table)) == (
        ["warn hidden_sheet"],
        0,
    )


def test_a_comment_on_a_cell_travels_with_its_line():
    def remark(sheet, book):
        sheet["G5"].comment = openpyxl.comments.Comment("decided on appeal", "analyst")

    assert "decided on appeal" in damaged(remark).table["caveat"].iloc[0]


def test_a_name_stops_everything():
    heads, line, _ = LINES.strip().splitlines()[3:]
    with pytest.raises(InputError, match="looks like data on single children"):
        read(f"Hackney\n{heads} | Surname\n{line} | Example\n")


def test_two_columns_of_one_name_are_read_once():
    heads, *lines = LINES.strip().splitlines()[3:]
    result = read(
        "\n".join(["Hackney", f"{heads} | Stage", *(f"{line} | stage 3" for line in lines)])
    )
    assert set(result.table["stage"]) == {"one"}
    assert asked(result) == ["info unknown_column J2"]


def test_a_partnership_form_has_no_borough():
    drawing = (
        "Experience\nAnswer code | Consent | Safe to contact | I was believed\nA1 | may be quoted |"
        " yes | agree\n"
    )
    result = read(drawing, "experience/answers.csv", experience.clean)
    assert "borough" not in result.table
    assert result.table[["response", "item", "answer"]].values.tolist() == [
        ["A1", "believed", "agree"]
    ]
