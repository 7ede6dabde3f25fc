"""A draft's bytes become a Document, or one line saying why they cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from analysis.declare.table import InputError
from draftcheck.book import TooLarge, read_xlsx
from draftcheck.captions import settled
from draftcheck.document import Block, Document, Grid
from draftcheck.markup import read_html
from draftcheck.plain import read_text
from draftcheck.word_file import read_docx

MAX_BYTES = 16 * 2**20
MAX_UNPACKED = 128 * 2**20
_TEXT = (".md", ".markdown", ".txt", ".text")
_PAGE = (".html", ".htm", ".xhtml")
_ZIPPED = (".docx", ".xlsx", ".xlsm")
KNOWN = "md, txt, html, docx or xlsx"


def read_draft(name: str, content: bytes) -> Document:
    """The draft as a document. InputError where it is empty, of no known type, broken, huge or
    protected.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _TEXT + _PAGE + _ZIPPED:
        raise refused(name, f"'{suffix or 'no ending'}' is no type we read", f"save it as {KNOWN}")
    if len(content) > MAX_BYTES:
        raise refused(
            name, f"it is larger than {MAX_BYTES // 2**20} MB", "check its chapters one by one"
        )
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise refused(name, "it is empty", "save the draft again")
    parts = _zipped(name, suffix, content) if suffix in _ZIPPED else _written(name, suffix, content)
    if not parts:
        raise refused(
            name, "no text and no table is in it", "open it and see whether it is the right file"
        )
    return settled(parts)


def refused(name: str, what: str, mend: str) -> InputError:
    """The one line for a file that cannot be checked."""
    return InputError(f"{name} cannot be checked: {what}; {mend}")


def _written(name: str, suffix: str, content: bytes) -> list[Block | Grid]:
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise refused(name, f"it is not what its ending {suffix} says", f"save it as {KNOWN}")
    text = decoded(content)
    if "\x00" in text:
        raise refused(name, "it is not text", f"save it as {KNOWN}")
    return read_html(text.encode("utf-8", "replace")) if suffix in _PAGE else read_text(text)


def decoded(content: bytes) -> str:
    """The text, in UTF-8 or UTF-16 with its mark; anything else is read as Windows writes western
    Europe.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _zipped(name: str, suffix: str, content: bytes) -> list[Block | Grid]:
    broken = refused(
        name, f"it is no {suffix[1:]} file, or only the beginning of one", "save it again"
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _must_be_harmless(name, package)
            return read_docx(package) if suffix == ".docx" else read_xlsx(content)
    except InputError:
        raise
    except TooLarge as error:
        raise refused(name, str(error), "check its tables one by one") from None
    except Exception:
        # A file that is no workbook or document fails in many ways; each means the same to a
        # person.
        raise broken from None


def _must_be_harmless(name: str, package: zipfile.ZipFile) -> None:
    """Refuse what would fill the memory when unpacked, what is locked, and XML that declares
    entities.
    """
    if sum(member.file_size for member in package.infolist()) > MAX_UNPACKED:
        raise refused(
            name, "it unpacks to far more than any draft holds", "look where it comes from"
        )
    for member in package.infolist():
        if member.flag_bits & 1:
            raise refused(name, "it is locked with a password", "save it without one")
        if member.filename.endswith((".xml", ".rels")):
            start = package.read(member)[:4096].replace(b"\x00", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise refused(
                    name, "its XML declares entities, as no draft does", "look where it comes from"
                )
