"""A register of attendance, a line a person: counted, and none of its lines kept."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import Workbook

from analysis.declare.kept import CORRECTIONS
from analysis.declare.table import InputError
from desk.receiving.register import counted
from strands.training.cleans import clean

HEAD = ("Course", "Date", "Borough", "Role", "Attended (Y/N)")
MAY, JUNE = dt.date(2025, 5, 10), dt.date(2025, 6, 3)


def book(*rows: tuple, sheet: str = "Register") -> bytes:
    made, saved = Workbook(), BytesIO()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    made.save(saved)
    return saved.getvalue()


def read(*rows: tuple, head: tuple = HEAD, name: str = "register.xlsx", period: str = "2025-26"):
    register = counted(name, book(head, *rows))
    return clean({f"training/{register.name}": register.content}, CORRECTIONS.empty(), period)


def line(day: object, came: object, borough: str = "Hackney", course: str = "Core") -> tuple:
    return (course, day, borough, "Social worker", came)


def test_attendances_alone_are_counted_by_course_borough_and_month():
    came = ["Y", "yes", "Attended", 1, "✓"]
    not_come = ["N", "did not attend", "DNA", 0, "Cancelled", "no-show", "Apologies"]
    made = read(
        *(line(MAY, word) for word in (*came, *not_come)), line(JUNE, "Y"), line(JUNE, "Y", "LBN")
    )
    assert made.queries.empty
    counts = made.table.set_index("borough")
    assert counts["count"].to_dict() == {"hackney": 6, "newham": 1}
    assert counts.loc["hackney", ["cell", "raw"]].tolist() == ["D4:D5", "1 + 5"]


def test_no_line_of_a_register_is_in_what_is_filed():
    register = counted("register.xlsx", book(HEAD, line(MAY, "Y"), line(MAY, "N")))
    text = register.content.decode()
    assert "Social worker" not in text
    assert "10" not in text.split("\n", 1)[1]
    assert text.splitlines()[-1] == "Core,Hackney,May 2025,1,"
    assert "sha256" in text.splitlines()[0]
    assert "2 lines, 1 of them attended" in register.said[0]


@pytest.mark.parametrize(
    ("row", "rule", "rows"),
    [
        (line(MAY, "maybe"), "attendance_not_read", 1),
        (line(MAY, None), "attendance_not_read", 1),
        (line(MAY, "Y", course="Corre"), "unknown_course", 1),
        (line(MAY, "Y", borough="Refuge"), "unknown_borough", 1),
        (line("some day", "Y"), "month_not_read", 1),
        (line(dt.date(2026, 4, 2), "Y"), "outside_set_aside", 1),
    ],
)
def test_what_cannot_be_counted_is_asked_and_not_counted(row, rule, rows):
    made = read(line(MAY, "Y", borough="Newham"), row)
    assert made.queries["rule"].tolist() == [rule]
    counted_here = made.table[made.table["status"] == "returned"]
    assert counted_here["borough"].tolist() == ["newham"] * rows


def test_where_nobody_came_the_count_is_none_and_not_missing():
    made = read(line(MAY, "Cancelled"), line(MAY, "N"))
    assert made.table["count"].tolist() == [0]
    assert made.queries.empty


def test_borough_may_stand_in_the_name_of_the_file():
    head = ("Course", "Date", "Attended")
    made = read(("Core", MAY, "Y"), ("Core", MAY, "N"), head=head, name="newham_register.xlsx")
    assert made.table[["borough", "count"]].to_numpy().tolist() == [["newham", 1]]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Name", "Jane Smith"),
        ("E-mail", "j.smith@hackney.gov.uk"),
        ("Attendee", "OK"),
        ("Notes", "ring 07700 900123"),
    ],
)
def test_a_register_that_says_who_attended_is_refused_where_it_does(heading, value):
    rows = [(*line(MAY, "Y"), value), (*line(MAY, "Y"), value)]
    with pytest.raises(InputError, match=r"Register F[12] says who attended") as refused:
        counted("register.xlsx", book((*HEAD, heading), *rows))
    assert value not in str(refused.value)


def test_a_table_of_counts_is_no_register():
    rows = ("Core", MAY, "Hackney", "", 14), ("Core", JUNE, "Hackney", "", 9)
    assert counted("counts.xlsx", book(HEAD, *rows)) is None
    assert counted("counts.xlsx", book(("Core", "Attendances 2025/26"), ("Hackney", 12))) is None


def test_a_copy_of_a_sheet_is_counted_once_and_said():
    made = Workbook()
    made.active.title = "May"
    for row in (HEAD, line(MAY, "Y"), line(MAY, "Y", "Newham")):
        made.active.append(row)
    made.copy_worksheet(made.active).title = "May (2)"
    other = made.copy_worksheet(made.active)
    other.title, other["B2"] = "June", JUNE
    saved = BytesIO()
    made.save(saved)
    register = counted("register.xlsx", saved.getvalue())
    assert register.content.decode().count("Hackney,May 2025,1,") == 1
    assert "Hackney,Jun 2025,1," in register.content.decode()
    assert "4 lines" in register.said[0]
    assert "sheet May (2) holds the very lines of sheet May: counted once" in register.said
