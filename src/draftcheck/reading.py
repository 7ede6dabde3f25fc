"""A draft's bytes become a Document, or one line saying why they cannot be read."""

import io
import zipfile
from pathlib import PurePath

from analysis.declare.table import InputError
from draftcheck.book import read_xlsx
from draftcheck.captions import settled
from draftcheck.document import Block, Document, Unreadable
from draftcheck.layout import Grid
from draftcheck.markup import read_html
from draftcheck.plain import read_text
from draftcheck.word_file import read_docx

MAX_BYTES = 16 * 2**20
MAX_UNPACKED = 128 * 2**20
_TEXT = (".md", ".markdown", ".txt", ".text")
_PAGE = (".html", ".htm", ".xhtml")
_ZIPPED = (".docx", ".xlsx", ".xlsm")
_SAVE = "save it as md, txt, html, docx or xlsx"


def read_draft(name: str, content: bytes) -> Document:
    """The draft as a document. InputError where it is empty, of no known type, broken, huge or
    protected.
    """
    try:
        return settled(_parts(PurePath(name).suffix.lower(), content))
    except Unreadable as reason:
        raise InputError(f"{name} cannot be checked: {reason}") from None


def _parts(suffix: str, content: bytes) -> list[Block | Grid]:
    if suffix not in _TEXT + _PAGE + _ZIPPED:
        raise Unreadable(f"'{suffix or 'no ending'}' is no type we read; {_SAVE}")
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // 2**20
        raise Unreadable(f"it is larger than {most} MB; check its chapters one by one")
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise Unreadable("it is empty; save the draft again")
    parts = _zipped(suffix, content) if suffix in _ZIPPED else _written(suffix, content)
    if not parts:
        lacking = "no text and no table is in it"
        raise Unreadable(f"{lacking}; open it and see whether it is the right file")
    return parts


def _written(suffix: str, content: bytes) -> list[Block | Grid]:
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(f"it is not what its ending {suffix} says; {_SAVE}")
    text = _decoded(content)
    if "\x00" in text:
        raise Unreadable(f"it is not text; {_SAVE}")
    return read_html(text) if suffix in _PAGE else read_text(text)


def _decoded(content: bytes) -> str:
    """The text, in UTF-8 or UTF-16 with its mark; anything else is read as Windows writes western
    Europe.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _zipped(suffix: str, content: bytes) -> list[Block | Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _must_be_harmless(package)
            return read_docx(package) if suffix == ".docx" else read_xlsx(content)
    except Unreadable:
        raise
    except Exception:
        # A file that is no workbook or document fails in many ways; each means the same to a
        # person.
        broken = f"it is no {suffix[1:]} file, or only the beginning of one"
        raise Unreadable(f"{broken}; save it again") from None


def _must_be_harmless(package: zipfile.ZipFile) -> None:
    """Refuse what would fill the memory when unpacked, what is locked, and XML that declares
    entities.
    """
    members, whence = package.infolist(), "look where it comes from"
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(f"it unpacks to far more than any draft holds; {whence}")
    for member in members:
        if member.flag_bits & 1:
            raise Unreadable("it is locked with a password; save it without one")
        if member.filename.endswith((".xml", ".rels")):
            start = package.read(member)[:4096].replace(b"\x00", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Unreadable(f"its XML declares entities, as no draft does; {whence}")
