"""A returned file's bytes become its sheets, or one line saying why it cannot be read."""

import csv
import io
import re
import zipfile
import zlib

from openpyxl.utils import range_boundaries

from analysis.declare.table import InputError
from analysis.read.open.delimited import read_delimited
from analysis.read.open.excel import read_excel
from analysis.read.open.opendocument import read_opendocument
from analysis.read.open.sheet import Sheet

# A return is four rows of numbers. Far above any honest workbook, far below what would fill the
# memory.
MAX_UNPACKED = 64 * 2**20
MAX_CELLS = 50_000
# Every merged cell is built before it can be left out; a merged column or two is honest.
MAX_MERGED = 200_000

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
_DELIMITED = (".csv", ".tsv", ".txt")


def read_workbook(file: str, content: bytes) -> list[Sheet]:
    """The sheets of `content`, hidden ones too. InputError where it is no workbook, or protected,
    old or huge.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise refused(file, "it is empty", "ask the sender for the file again")
    if content.startswith(_OLE):
        raise _refused_ole(file, content)
    sheets = _read(file, content)
    if sum(len(sheet.cells) for sheet in sheets) > MAX_CELLS:
        raise refused(
            file, f"it holds more than {MAX_CELLS:,} cells", "ask for the table of counts alone"
        )
    return sheets


def _read(file: str, content: bytes) -> list[Sheet]:
    if content.startswith(b"PK"):
        return _read_zipped(file, content)
    if not file.lower().endswith(_DELIMITED):
        raise refused(
            file,
            "it is not a workbook, or only the beginning of one",
            "ask the sender for it again as .xlsx, .ods or .csv",
        )
    try:
        return [read_delimited(file, content)]
    except csv.Error:
        raise refused(
            file,
            "a quotation mark in it is never closed, or stands in the wrong place",
            "ask for it as .xlsx",
        ) from None
    except ValueError:
        raise refused(
            file, "it is not text in any encoding we know", "ask for it as .xlsx or as CSV UTF-8"
        ) from None


def _read_zipped(file: str, content: bytes) -> list[Sheet]:
    reader = _reader(file, content)
    try:
        return reader(file, content)
    # Whatever a damaged part makes the reader stumble over, the sender's remedy is the same.
    except Exception as error:
        raise refused(
            file,
            f"its contents are damaged ({type(error).__name__})",
            "open it, save it again as .xlsx and send that",
        ) from None


def _reader(file: str, content: bytes):
    """Which reader a zipped file wants, after looking that it is whole, open and of honest size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise refused(
                    file,
                    f"it unpacks to more than {MAX_UNPACKED // 2**20} MB",
                    "ask for the table alone",
                )
            texts = {
                part.filename: archive.read(part)
                for part in parts
                if part.filename.endswith((".xml", ".rels"))
            }
    except DAMAGED as error:
        raise refused(
            file,
            f"it is cut short or damaged ({type(error).__name__})",
            "ask the sender for it again",
        ) from None
    # Spreadsheets never declare entities; a file that does was made to harm whoever opens it.
    if any(map(declares_entities, texts.values())):
        raise refused(
            file,
            "it declares XML entities, which no spreadsheet does",
            "do not open it; tell the sender",
        )
    if b"encryption-data" in texts.get("META-INF/manifest.xml", b""):
        raise _protected(file)
    if sum(map(_merged_cells, texts.values())) > MAX_MERGED:
        raise refused(
            file, f"it merges more than {MAX_MERGED:,} cells", "ask for the table of counts alone"
        )
    if "xl/workbook.xml" in texts:
        return read_excel
    if "content.xml" in texts and b"office:spreadsheet" in texts["content.xml"]:
        return read_opendocument
    raise refused(file, "it is not a spreadsheet we can read", "ask for it as .xlsx, .ods or .csv")


def _merged_cells(text: bytes) -> int:
    """How many cells the merged ranges of a worksheet cover."""
    ranges = re.findall(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"', text)
    bounds = [range_boundaries(found.decode()) for found in ranges]
    return sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in bounds)


def _refused_ole(file: str, content: bytes) -> InputError:
    """Old Excel and encrypted new Excel share one container; a stream's name tells them apart."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _protected(file)
    return refused(file, "it is an old binary .xls workbook", "open it and save it as .xlsx")


def _protected(file: str) -> InputError:
    return refused(file, "it is password-protected", "ask the sender for a copy without a password")


def declares_entities(xml: bytes) -> bool:
    """Whether some XML declares entities, or could."""
    # Without its zeros UTF-16 reads like ASCII.
    plain = xml.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def refused(file: str, why: str, remedy: str) -> InputError:
    """The one line a file is refused with: what it is about the file, and what to do."""
    return InputError(f"cannot read {' '.join(file.split())}: {why}; {remedy}")
