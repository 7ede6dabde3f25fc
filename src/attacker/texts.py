"""Every text an edition holds: what is read, what is read aloud, and what only a program finds."""

import base64
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import Comment

_BLOCKS = frozenset(
    "p li td th h1 h2 h3 h4 h5 h6 caption figcaption title desc dt dd summary blockquote".split()
)
_SPOKEN = re.compile(r'\b([\w:-]+)\s*=\s*("[^"<]*"|\'[^\'<]*\')')
_TAG = re.compile(r"<[^>]*>")
_ENDS = re.compile(
    r"</(?:w:p|w:tr|a:p|text:p|p|row|t|text|title|desc|li|td|th|h\d|dc:\w+|cp:\w+|vt:\w+)>|\n"
)
# How a document numbers its pages.
_NUMBERED = re.compile(r"\bPage \d+ of \d+\b")
_ZIPPED = {".docx", ".xlsx", ".pptx", ".zip", ".odt", ".ods", ".epub"}
_MARKED = {".svg", ".xml", ".rels"}


_UNSAID = ("style", "class", "d", "id")
# Where a drawing has what it draws, in its own measure.
_PLACES = {"x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewbox", "transform", "points"}


class Text(NamedTuple):
    """A stretch of text and where it stands."""

    file: str
    where: str
    text: str


def texts(file: Path, name: str) -> list[Text]:
    """The texts of a file under the name it is told by, its name among them."""
    held = _of(file.suffix.lower(), file.read_bytes())
    said = (Text(name, where, plain) for where, text in held if (plain := _plain(text)))
    return [Text(name, "its name", name), *said]


def _plain(text: str) -> str:
    """A text on one line, with plain spaces and signs and without what Markdown escapes."""
    text = re.sub(r"\\([\[\]()*_.])", r"\1", text)
    text = text.replace("\N{MINUS SIGN}", "-").replace("\N{SOFT HYPHEN}", "")
    return re.sub(r"\s+", " ", text).strip()


def _of(suffix: str, data: bytes) -> Iterator[tuple[str, str]]:
    if suffix in _ZIPPED:
        yield from _zip(data)
    elif suffix == ".pdf":
        yield from _pdf(data)
    elif suffix == ".png":
        yield from _png(data)
    elif suffix in (".html", ".htm"):
        yield from _html(data.decode("utf-8", "replace"))
    elif suffix == ".ipynb":
        yield from _notebook(json.loads(data))
    elif suffix in _MARKED:
        yield from _markup(data.decode("utf-8", "replace"))
    elif b"\0" not in data[:1000]:
        for place, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            yield f"line {place}", line


def _html(text: str) -> Iterator[tuple[str, str]]:
    soup = BeautifulSoup(text, "lxml")
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            said = " ".join(value) if isinstance(value, list) else str(value)
            if said.startswith("data:"):
                yield from _data(said, name)
            elif re.search(r"\d", said) and name not in _UNSAID and not _is_place(tag, name):
                yield f"{name} of <{tag.name}>", said
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        yield "a comment", str(comment)
    for style in soup.find_all("style"):
        style.decompose()
    for script in soup.find_all("script"):
        yield "<script>", script.get_text()
        script.decompose()
    for block in soup.find_all([*_BLOCKS]):
        if not any(one.name in _BLOCKS for one in block.descendants):
            yield f"<{block.name}>", block.get_text()
            block.clear()
    for string in soup.find_all(string=True):
        if re.search(r"\d", string):
            yield "its text", str(string.parent.get_text() if string.parent else string)


def _is_place(tag, name: str) -> bool:
    return name in _PLACES and (tag.name == "svg" or tag.find_parent("svg") is not None)


def _data(link: str, name: str) -> Iterator[tuple[str, str]]:
    """What a link holds in itself: a picture as SVG, or one with texts in it."""
    head, _, body = link.partition(",")
    data = base64.b64decode(body + "==") if "base64" in head else unquote(body).encode()
    suffix = (
        ".svg" if "svg" in head else ".png" if "png" in head else ".txt" if "text" in head else ""
    )
    if suffix:
        yield from ((f"{where} in {name}", text) for where, text in _of(suffix, data))


def _markup(text: str) -> Iterator[tuple[str, str]]:
    """The texts of XML, a paragraph each, and what its attributes say."""
    for comment in re.findall(r"<!--(.*?)-->", text, re.S):
        yield "a comment", comment
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    for name, value in _SPOKEN.findall(text):
        if re.search(r"\d", value) and re.search(r"[A-Za-z]{2}|%| of ", value) and name != "d":
            yield name, unescape(value.strip("\"'"))
    # A line that ends inside a tag ends no text: what is drawn has its places there.
    text = _TAG.sub(lambda tag: " ".join(tag[0].split()), text)
    for stretch in _ENDS.split(text):
        if re.search(r"\d", said := unescape(_TAG.sub("", re.sub(r"<w:(tab|br)/>", " ", stretch)))):
            yield "its text", _NUMBERED.sub("", said)


def _zip(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            yield "a member's name", member.filename
            suffix = Path(member.filename).suffix.lower()
            for where, text in _of(suffix, archive.read(member)):
                yield f"{member.filename}, {where}", text
            if member.comment:
                yield f"{member.filename}, a comment", member.comment.decode("utf-8", "replace")


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

    reader = PdfReader(BytesIO(data))
    for key, value in (reader.metadata or {}).items():
        yield f"property {key}", str(value)
    if reader.xmp_metadata is not None:
        yield from _markup(reader.xmp_metadata.stream.get_data().decode("utf-8", "replace"))
    for name in reader.attachments:
        yield "an attachment's name", name
    for place, page in enumerate(reader.pages, 1):
        number = rf"\b{place} of {len(reader.pages)}\b"
        yield f"page {place}", re.sub(number, "", page.extract_text(), count=1)
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number) if _has(reader, number) else None
        if isinstance(found, DictionaryObject):
            for key in ("/Alt", "/ActualText", "/Contents", "/TU", "/Title"):
                if isinstance(said := found.get(key), str) and re.search(r"\d", said):
                    yield key.strip("/"), said


def _has(reader, number: int) -> bool:
    return number in reader.xref_objStm or any(number in those for those in reader.xref.values())


def _png(data: bytes) -> Iterator[tuple[str, str]]:
    """The texts kept in a PNG."""
    place = 8
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        chunk = data[place + 8 : place + 8 + size]
        key, _, rest = chunk.partition(b"\0")
        if kind == b"tEXt":
            yield f"text {key.decode('latin-1')}", rest.decode("latin-1")
        elif kind == b"zTXt":
            yield f"text {key.decode('latin-1')}", zlib.decompress(rest[1:]).decode("latin-1")
        elif kind == b"iTXt":
            text = rest[2:].split(b"\0", 2)[-1]
            said = zlib.decompress(text) if rest[:1] == b"\1" else text
            yield f"text {key.decode('latin-1')}", said.decode("utf-8", "replace")
        place += 12 + size


def _notebook(book: dict) -> Iterator[tuple[str, str]]:
    yield "its metadata", json.dumps(book.get("metadata", {}), ensure_ascii=False)
    for place, cell in enumerate(book.get("cells", []), 1):
        yield from _lines(f"cell {place}", "".join(cell.get("source", "")))
        yield f"metadata of cell {place}", json.dumps(cell.get("metadata", {}), ensure_ascii=False)
        for output in cell.get("outputs", []):
            yield from _lines(f"output of cell {place}", "".join(output.get("text", "")))
            for kind, data in output.get("data", {}).items():
                text = "".join(data) if isinstance(data, list) else str(data)
                at = f"output of cell {place}"
                if kind == "text/html":
                    yield from ((f"{at}, {where}", said) for where, said in _html(text))
                elif kind == "image/svg+xml":
                    yield from ((f"{at}, {where}", said) for where, said in _markup(text))
                elif kind == "image/png":
                    yield from (
                        (f"{at}, {where}", said) for where, said in _png(base64.b64decode(text))
                    )
                elif kind.startswith(("text/", "application/")):
                    yield from _lines(at, text)
            if output.get("metadata"):
                yield (
                    f"metadata of the output of cell {place}",
                    json.dumps(output["metadata"], ensure_ascii=False),
                )


def _lines(where: str, text: str) -> Iterator[tuple[str, str]]:
    """A text by its lines, those of a paragraph together."""
    for stretch in re.split(r"\n\s*\n|\n(?=[|:#])", text):
        yield where, stretch
