"""The parts of a project out of its zip, and their XML: nothing is unpacked to disk, fetched,
resolved or run.
"""

import io
import re
import zipfile
import zlib
from collections import Counter

from lxml import etree

from analysis.declare.table import InputError

# Far above any honest project of survey answers, far below what would fill the memory.
MAX_UNPACKED = 256 * 2**20
MAX_TEXT = 32 * 2**20
MAX_FILES = 20_000
# Text packs to a tenth, XML to a thirtieth; small parts may do better and harm nobody.
MAX_RATIO, SMALL = 200, 2**20

_READ = (".qde", ".txt")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def parts_of(file: str, content: bytes) -> dict[str, bytes]:
    """The project's XML and its plain texts, by name. InputError where the zip is damaged, too
    large or unsafe.

    What is not read is looked at all the same: its name and its size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_too_much(file, entries)
            if why := next(filter(None, [_twice(entries), *map(_unsafe, entries)]), ""):
                raise refused(file, why, "do not open it; tell the sender")
            return {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.lower().endswith(_READ)
            }
    except _DAMAGED as error:
        raise refused(
            file,
            f"it is cut short, damaged or locked ({type(error).__name__})",
            "export the project again",
        ) from None


def _refuse_too_much(file: str, entries: list[zipfile.ZipInfo]) -> None:
    remedy = "export it without pictures, sound and film"
    if len(entries) > MAX_FILES:
        raise refused(file, f"it holds more than {MAX_FILES:,} files", remedy)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise refused(file, f"it unpacks to more than {MAX_UNPACKED // 2**20} MB", remedy)


def _twice(entries: list[zipfile.ZipInfo]) -> str:
    names = Counter(entry.filename.lower() for entry in entries)
    return "two files in it have one name" if any(times > 1 for times in names.values()) else ""


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """Why a part may not be in an honest project; empty where it may."""
    name = entry.orig_filename
    if (
        name.startswith(("/", "\\"))
        or ".." in re.split(r"[/\\]", name)
        or ":" in name
        or "\x00" in name
    ):
        return "a file in it would be put outside the project's folder"
    if entry.file_size > MAX_TEXT and name.lower().endswith(_READ):
        return f"a text in it is larger than {MAX_TEXT // 2**20} MB"
    if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
        return f"a file in it unpacks to more than {MAX_RATIO} times its size"
    return ""


def tree_of(file: str, xml: bytes) -> etree._Element:
    """The root of the XML; InputError where it is broken or declares entities.

    No entity is declared, resolved or fetched: an honest project has none.
    """
    # Without its zeros UTF-16 reads like ASCII.
    plain = xml.replace(b"\x00", b"")
    entities = refused(
        file,
        "it declares XML entities, which no project does",
        "do not open it; tell the sender",
    )
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise entities
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refused(file, "its XML is broken", "export it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise entities
    return root


def refused(file: str, why: str, remedy: str) -> InputError:
    """The one line a file is refused with: what it is about the file, and what to do."""
    return InputError(f"cannot read {' '.join(file.split())}: {why}; {remedy}")
