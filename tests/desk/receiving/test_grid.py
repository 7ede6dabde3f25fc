"""What was made of each number is shown, narrow enough for a console, and column by column where long."""

import io

import openpyxl

from analysis.declare.kept import CORRECTIONS
from desk.receiving import grid
from desk.receiving.understanding import understand
from strands.mash.declares import PROFORMA

ROWS = [
    ["Hackney", "Apr-Jun 2025", "Jul-Sep 2025", "Oct-Dec 2025", "Jan-Mar 2026", "Total"],
    ["New cases where DA is the referral issue on intake", 41, "c", 45, 43, 167],
    ["New cases where DA is flagged after assessment", 52, 49, "4-5-6", 55],
]


def lines(strand: str, *sheets: list) -> list[str]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"S{at}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    file = f"{strand}/hackney.xlsx"
    read = understand(file, content.getvalue(), strand, "2025-26", CORRECTIONS.empty())
    return list(grid.lines(read))


def test_neighbours_that_ended_alike_are_one_line():
    head, *told = lines("indicators", ROWS)
    assert head == "  numbers on S1: 8: 7 read, 0 asked about, 1 set aside"
    assert " ".join(" ".join(told).split()) == " ".join(
        [
            "B2:E2 41 c 45 43 read as Hackney, referral, Apr–Jun 2025 to Jan–Mar 2026",
            "F2 167 set aside: a total, compared and never used",
            "B3:C3 52 49 read as Hackney, assessment, Apr–Jun 2025 to Jul–Sep 2025",
            "E3 55 read as Hackney, assessment, Jan–Mar 2026",
        ]
    )


def test_a_long_sheet_is_told_column_by_column_without_what_was_typed():
    months = [f"{at}/2025" for at in range(4, 13)] * 6
    heads = [one.heading for one in PROFORMA.fields]
    rows = [[month, *[70 + at, None] * 2][: len(heads)] for at, month in enumerate(months)]
    head, *told = lines("mash", [["Hackney"], heads, *rows])
    assert head.startswith("  numbers on S1: 108: ")
    assert len(told) < 10
    assert all(line.startswith("    column ") for line in told)


def test_no_line_is_wider_than_a_console():
    wide = [["x" * 90 + str(at), *range(4)] for at in range(9)]
    told = lines("indicators", [ROWS[0], *wide])
    assert max(map(len, told)) <= 80


def test_what_a_number_is_read_as_is_never_cut():
    rows = [["Hammersmith and Fulham", *ROWS[0][1:]], *ROWS[1:]]
    told = lines("indicators", rows)
    assert max(map(len, told)) <= 80
    assert " ".join(" ".join(told).split()).count("to Jul–Sep 2025") == 1
    assert "Jan–Mar 2026" in " ".join(" ".join(told).split())


def test_numbers_of_the_whole_partnership_are_said_to_be_its():
    rows = [["All boroughs, training"], [], ["Course", "Attendances 2025/26"], ["Core", 12]]
    head, *told = lines("training", rows)
    assert "1 read" in head
    assert "the whole partnership" in " ".join(told)
