"""A returned file's bytes become its sheets, or one line saying why it cannot be read."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from functools import lru_cache
from xml.parsers import expat

from openpyxl.utils.exceptions import CellCoordinatesException

from analysis.declare.table import InputError
from analysis.read.open.delimited import read_delimited
from analysis.read.open.excel import read_excel
from analysis.read.open.limits import MAX_ROWS, TooMuch, unpacked
from analysis.read.open.opendocument import read_opendocument
from analysis.read.open.sheet import Sheet

# A return is four rows of numbers.
MAX_CELLS, MAX_USED, MAX_AREA = 50_000, 2_000, 2_000_000
# Excel's own bound for one cell, and more than 5,000 people answer at length.
MAX_LETTERS, MAX_TEXT = 32_767, 5_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a zip that is cut short, damaged or locked raises.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_OPENDOCUMENT = b"office:spreadsheet"
_DELIMITED = (".csv", ".tsv", ".txt")


def read_workbook(file: str, content: bytes) -> list[Sheet]:
    """The sheets of `content`, hidden ones too. InputError where it is no workbook, or protected,
    old or huge.

    The same bytes are read once, however often and under whatever name a run asks for them.
    """
    sheets, why = _once(content, file.lower().endswith(_DELIMITED))
    if why:
        raise refused(file, *why)
    return [sheet.of_file(file) for sheet in sheets]


@lru_cache(maxsize=32)
def _once(content: bytes, delimited: bool) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets under no name, or why there are none and what to do."""
    try:
        if not content.strip(b"\x00 \r\n\t"):
            raise TooMuch("it is empty", "ask the sender for the file again")
        if content.startswith(_OLE):
            raise _in_a_container(content)
        sheets = tuple(_read(content, delimited))
        _refuse_much(sheets)
    except TooMuch as why:
        return (), why.args
    return sheets, ()


def _refuse_much(sheets: Iterable[Sheet]) -> None:
    """TooMuch where sheets hold more than any return, together or in one cell."""
    alone = "ask for the table of counts alone"
    texts = [cell.text for sheet in sheets for cell in sheet.cells.values()]
    if len(texts) > MAX_CELLS:
        raise TooMuch(f"it holds more than {MAX_CELLS:,} cells", alone)
    if max(map(len, texts), default=0) > MAX_LETTERS:
        raise TooMuch(f"a cell of it holds more than {MAX_LETTERS:,} letters", alone)
    if sum(map(len, texts)) > MAX_TEXT:
        raise TooMuch(f"it holds more than {MAX_TEXT:,} letters", alone)
    for sheet in sheets:
        if len(sheet.spoken_for) > MAX_USED:
            raise TooMuch(f"a sheet of it uses more than {MAX_USED:,} columns", alone)
        if len(sheet.rows) * len(sheet.spoken_for) > MAX_AREA:
            raise TooMuch("the cells of a sheet lie too far apart", alone)
        if max(sheet.rows, default=0) > MAX_ROWS:
            raise TooMuch(f"it speaks of more than {MAX_ROWS:,} rows", alone)


def _read(content: bytes, delimited: bool) -> list[Sheet]:
    if content.startswith(b"PK"):
        return _read_zipped(content)
    if not delimited:
        raise TooMuch(
            "it is not a workbook, or only the beginning of one",
            "ask the sender for it again as .xlsx, .ods or .csv",
        )
    if len(content) > 2 * (MAX_TEXT + MAX_AREA):
        raise TooMuch(f"it holds more than {MAX_TEXT:,} letters", "ask for the table alone")
    try:
        return [read_delimited("", content)]
    except csv.Error:
        raise TooMuch(
            "a quotation mark in it is never closed, or stands in the wrong place",
            "ask for it as .xlsx",
        ) from None
    except ValueError:
        raise TooMuch(
            "it is not text in any encoding we know", "ask for it as .xlsx or as CSV UTF-8"
        ) from None


def _read_zipped(content: bytes) -> list[Sheet]:
    reader = _reader(content)
    try:
        return reader("", content)
    except (TooMuch, MemoryError):
        raise
    # Whatever a damaged part makes the reader stumble over, the sender's remedy is the same.
    except Exception:
        raise _damaged() from None


def _damaged() -> TooMuch:
    return TooMuch("what it holds is damaged", "open it, save it again as .xlsx and send that")


def _reader(content: bytes):
    """Which reader a zipped file wants, after looking that it is whole, open and of honest size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = unpacked(archive)
    except (TooMuch, MemoryError):
        raise
    except (expat.ExpatError, CellCoordinatesException):
        raise _damaged() from None
    # zipfile stumbles over broken headers in many ways.
    except Exception:
        raise TooMuch("it is cut short or damaged", "ask the sender for it again") from None
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _protected()
    if "xl/workbook.xml" in parts:
        return read_excel
    if _OPENDOCUMENT in parts.get("content.xml", b""):
        return read_opendocument
    raise TooMuch("it is not a spreadsheet we can read", "ask for it as .xlsx, .ods or .csv")


def _in_a_container(content: bytes) -> TooMuch:
    """Old Excel and encrypted new Excel share one container; a stream's name tells them apart."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _protected()
    return TooMuch("it is an old binary .xls or .doc file", "open it and save its table as .xlsx")


def _protected() -> TooMuch:
    return TooMuch("it is password-protected", "ask the sender for a copy without a password")


def declares_entities(xml: bytes) -> bool:
    """Whether some XML declares entities, or could."""
    # Without its zeros UTF-16 reads like ASCII.
    plain = xml.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def refused(file: str, why: str, remedy: str) -> InputError:
    """The one line a file is refused with: what it is about the file, and what to do."""
    return InputError(f"cannot read {' '.join(file.split())}: {why}; {remedy}")
