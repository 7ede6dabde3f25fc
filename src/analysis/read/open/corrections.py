"""Corrections decided with a borough, applied to the sheets; one whose expectation no longer holds
stops the run.
"""

from dataclasses import replace

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException
from pandas import DataFrame

from analysis.declare.table import InputError
from analysis.read.open.sheet import Sheet
from analysis.read.personal.words import masked

COLUMNS = "file sheet cell was becomes why who decided".split()


def corrected(sheets: list[Sheet], corrections: DataFrame) -> list[Sheet]:
    """The sheets with every correction applied. `corrections` has the columns of `COLUMNS`, all
    text.

    Where a cell becomes what it was, only the reason is put beside it.

    InputError where a file, sheet or cell is not there, holds something else than `was`, or is
    corrected twice.
    """
    if missing := [column for column in COLUMNS if column not in corrections]:
        raise InputError(
            f"corrections: column {', '.join(missing)} is missing; it needs {', '.join(COLUMNS)}"
        )
    _refuse_twice(corrections)
    by_name = {(sheet.file, sheet.name): sheet for sheet in sheets}
    for row in corrections.fillna("").astype(str).itertuples():
        if (row.file, row.sheet) not in by_name:
            raise InputError(
                f"corrections: no sheet '{row.sheet}' in a file '{row.file}' was received; "
                "mend the entry or take it out"
            )
        by_name[row.file, row.sheet] = _applied(by_name[row.file, row.sheet], row)
    return list(by_name.values())


def _refuse_twice(corrections: DataFrame) -> None:
    twice = corrections[corrections.duplicated(["file", "sheet", "cell"])]
    if len(twice):
        where = " ".join(filter(None, twice.iloc[0][["file", "sheet", "cell"]]))
        raise InputError(f"corrections: {where} is corrected twice; keep one entry")


def _applied(sheet: Sheet, row) -> Sheet:
    where = " ".join(filter(None, (row.file, row.sheet, row.cell)))
    try:
        letters, number = coordinate_from_string(row.cell.upper())
    except CellCoordinatesException:
        raise InputError(
            f"corrections: '{row.cell}' of {row.file} is no cell; write it like C7"
        ) from None
    found = sheet.at(number, column_index_from_string(letters))
    # A question shows what was typed without the names and numbers in it.
    if masked(found.text) != masked(row.was):
        raise InputError(
            f"corrections: {where} was expected to hold '{_line(masked(row.was))}' and holds"
            f" '{_line(masked(found.text))}'; look at the file again and mend or take out the entry"
        )
    if row.becomes == row.was:
        # A note alone: the cell stays the number, date or formula it was.
        return sheet.with_cell(
            replace(found, corrected=f"noted: {row.why} ({row.who}, {row.decided})")
        )
    said = f"corrected from '{row.was}' to '{row.becomes}': {row.why} ({row.who}, {row.decided})"
    return sheet.with_cell(
        replace(found, text=row.becomes, kind="text", date=None, before=row.was, corrected=said)
    )


def _line(text: str) -> str:
    """A cell of several lines on one."""
    return " ".join(text.split())
