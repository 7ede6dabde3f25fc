"""What the workbooks that go out have in common: how they are locked and printed, and no date in
them.
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Collection

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font, Side
from openpyxl.worksheet.worksheet import Worksheet

INK, PAPER, EDGE = "1F3A4D", "FFF6D6", Side("thin", "9AA7B1")
LINE_HEIGHT = 14.5  # points
_MOST_LETTERS = 32_000  # a cell holds 32,767
_UNIX = 3
_RUNS = tuple("=+-@\t\r\n")
_WRITTEN = re.compile(rb"<dcterms:(created|modified)([^>]*)>[^<]*</dcterms:\1>")


def letters(size: int = 11, bold: bool = False, ink: str | None = None) -> Font:
    """How everything is written, by its size in points."""
    return Font(name="Arial", size=size, bold=bold, color=ink)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in one line; lines that go on with the one above are
    indented.
    """
    return re.sub(r"\n +", " ", text).split("\n")


def inert(text: str) -> str:
    """A text as it fits into a cell."""
    return ILLEGAL_CHARACTERS_RE.sub(" ", text)[:_MOST_LETTERS]


def text_cell(cell: Cell, text: str) -> Cell:
    """Write text as text: what begins with an equals sign is no formula of ours."""
    cell.value = inert(text)
    cell.data_type = "s"
    return cell


def height(texts: list[tuple[str, int]], at_least: int) -> float:
    """Points for the tallest of some wrapped texts, each with the width of its column; not every
    program fits rows.
    """
    tallest = max(
        sum(len(textwrap.wrap(part, width)) or 1 for part in text.split("\n"))
        for text, width in texts
    )
    return LINE_HEIGHT * max(tallest, at_least) + 4


def laid_out(sheet: Worksheet, orientation: str) -> None:
    """Printed on A4, fit to one page across."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def locked(sheet: Worksheet) -> None:
    """Locked without a password. Widths and heights stay free: some read with larger letters."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def sortable(sheet: Worksheet) -> None:
    """Lines can be put in order and filtered without unlocking anything."""
    sheet.protection.sort = sheet.protection.autoFilter = False


def undated(book: Workbook, day: str = "", computed: Collection[str] = ()) -> bytes:
    """A workbook as a file that does not say when it was written, or says that it was on `day`;
    formulas stay on sheets that are `computed`.
    """
    _inert(book, computed)
    stamp = rf"<dcterms:\1\2>{day}T00:00:00Z</dcterms:\1>" if day else ""
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w") as archive:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(stamp.encode(), content)
            # The first day a zip knows, and nothing squeezed: libraries squeeze differently.
            about = zipfile.ZipInfo(name)
            about.create_system = _UNIX
            archive.writestr(about, content)
    return out.getvalue()


def _inert(book: Workbook, computed: Collection[str]) -> None:
    """Nothing in a workbook of ours is computed but what was put in as a formula where there may be
    some: what else looks like one was typed by somebody.
    """
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            ours = sheet.title in computed and cell.data_type == "f"
            if isinstance(cell.value, str) and cell.value.startswith(_RUNS) and not ours:
                cell.data_type, cell.quotePrefix = "s", True
