"""Sheets drawn as text become files; tidy tables become text to compare them with."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pandas as pd

from strands.indicators.cleans.indicators import Cleaned, clean

ROOT = Path(__file__).parents[1]
COLUMNS = ["file", "sheet", "cell", "was", "becomes", "why", "who", "decided"]
NO_CORRECTIONS = pd.DataFrame(columns=COLUMNS, dtype=str)

# Short names for drawings; the words are the agreed ones.
WORDING = {
    "REF": "New cases where DA is the referral issue on intake",
    "ASS": "New cases where DA is flagged after assessment",
    "CPP": "New child protection plans where DA was a factor/issue of concern",
    "CARE": "Number of children taken into care where DA was a factor",
}
KEYS = dict(zip(WORDING, ["referral", "assessment", "protection_plan", "care_entry"], strict=True))


def grid(drawing: str) -> list[list[str]]:
    """The cells of a drawing: a line is a row, `|` parts cells, `.` is a blank row, REF and so on are spelt out."""
    lines = [line for line in drawing.strip("\n").split("\n") if line.strip()]
    rows = [
        [] if line.strip() == "." else [cell.strip() for cell in line.split("|")] for line in lines
    ]
    return [[WORDING.get(cell, cell) for cell in row] for row in rows]


def csv_file(drawing: str, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """The drawing as a text file."""
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in grid(drawing)]
    return "\r\n".join(separator.join(row) for row in quoted).encode(encoding)


def book(**sheets: str) -> openpyxl.Workbook:
    """A workbook with a sheet for each drawing; whole numbers are typed as numbers, everything else as text."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, drawing in sheets.items():
        sheet = workbook.create_sheet(name)
        for row, cells in enumerate(grid(drawing), 1):
            for column, text in enumerate(cells, 1):
                if text:
                    sheet.cell(row, column, int(text) if text.isdigit() else text)
    return workbook


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def xlsx_file(**sheets: str) -> bytes:
    """The drawings as an Excel file."""
    return saved(book(**sheets))


def cleaned(
    content: bytes | str, file: str = "hackney.csv", corrections: pd.DataFrame = NO_CORRECTIONS
) -> Cleaned:
    """One file of 2023-25, drawn or ready, cleaned."""
    return clean(
        {file: csv_file(content) if isinstance(content, str) else content}, corrections, "2023-25"
    )


def tidy(of: Cleaned, *columns: str) -> str:
    """What arrived, a line a row: borough, indicator, quarter, count or else status, and the columns asked for."""
    arrived = of.table[of.table["file"] != ""]
    lines = []
    for row in arrived.to_dict("records"):
        shown = row["status"] if pd.isna(row["count"]) else str(row["count"])
        named = [
            row["borough"],
            row["indicator"],
            row["quarter"],
            shown,
            *(row[column] for column in columns),
        ]
        lines.append(" ".join(filter(None, named)))
    return "\n".join(lines)


def asked(
    of: Cleaned, *, but: tuple[str, ...] = ("no_return", "not_returned_quarters")
) -> list[str]:
    """The questions as `severity rule cell`, without those every small drawing raises."""
    queries = of.queries[~of.queries["rule"].isin(but)]
    return [
        " ".join(filter(None, (row.severity, row.rule, row.cell))) for row in queries.itertuples()
    ]


def real_files() -> dict[str, bytes]:
    """The six returns of 2023-25 as received."""
    folder = ROOT / "data/raw/2023-25"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.glob("indicators/*.xlsx"))
    }
