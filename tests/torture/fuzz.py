"""Valid files of every format, damaged at random: each ends in rows, questions or one line, soon and
in little memory, and no number is other than its cell.

    python -m torture.fuzz [INPUTS]
"""

import csv
import io
import random
import re
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import openpyxl
import pandas as pd
from drawing import NO_CORRECTIONS, book, csv_file, saved
from exporting import asked, exported
from exporting import drawn as people
from qdpx import coding, packed, project, selection, source

from analysis.declare.table import InputError
from draftcheck.check import check
from draftcheck.document import Unreadable
from strands.indicators.cleans.indicators import clean
from strands.surveys.cleans.answers import clean as answered
from strands.themes.cleans import clean as coded

SECONDS, GIGABYTE = 10, 2**20
DRAWING = """
London Borough of Hackney
.
HACKNEY | Jul-Sep 23 | Oct-Dec 23 | Jan-Mar 24
REF     | 503        | 245        | 251
ASS     | 31         | 0          | <5
CPP     | 17         | 12         | 14
"""
_VALUES = ("0", "-1", "2", "999999", "300000000", "9" * 40, "1E999", "A1:XFD1048576", "", "x", "s")
_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


@dataclass(frozen=True)
class Outcome:
    """How one input ended: `rows`, `asked`, `refused`, or `wrong` and in what way."""

    kind: str
    ended: str
    seconds: float
    why: str = ""


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _xlsx() -> bytes:
    drawn = book(Return=DRAWING)
    drawn.active.merge_cells("A1:D1")
    drawn.active["B6"] = "=3+14"
    drawn.active.column_dimensions["A"].width = 40
    return saved(drawn)


def _ods() -> bytes:
    rows = [
        "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"'
            f' table:number-columns-repeated="1"><text:p>{value}</text:p></table:table-cell>'
            if isinstance(value, int)
            else "<table:table-cell/>"
            if value is None
            else f'<table:table-cell table:number-columns-spanned="1"><text:p>'
            f"{value.replace('<', '&lt;')}</text:p></table:table-cell>"
            for value in row
        )
        for row in book(Return=DRAWING).active.iter_rows(values_only=True)
    ]
    lines = "".join(
        f'<table:table-row table:number-rows-repeated="1">{row}</table:table-row>' for row in rows
    )
    xml = (
        f"<office:document-content{_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Return"><table:table-column'
        f' table:number-columns-repeated="4"/>{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return _packed({"content.xml": xml.encode()})


def _docx() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = "<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>" * 3
    xml = f'<w:document xmlns:w="{space}"><w:body><w:tbl>{f"<w:tr>{cells}</w:tr>" * 3}</w:tbl>'
    return _packed({"word/document.xml": f"{xml}</w:body></w:document>".encode()})


def _answers(tool: str, **how) -> bytes:
    return exported(tool, asked("overview", "after"), people("overview", "after", 5, 3), **how)


SEEDS = {
    "xlsx": _xlsx(),
    "ods": _ods(),
    "csv": csv_file(DRAWING),
    "tsv": csv_file(DRAWING, "\t", "utf-16"),
    "txt": csv_file(DRAWING, ";", "cp1252"),
    "qdpx": packed(
        project(source("a1", selection(0, 9, coding("fear")), text="More time would help."))
    ),
    "docx": _docx(),
    "forms.xlsx": _answers("forms"),
    "qualtrics.csv": _answers("qualtrics"),
    "surveymonkey.csv": _answers("surveymonkey", encoding="cp1252"),
    "plain.tsv": _answers("plain", separator="\t"),
}


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _spliced(chance: random.Random, content: bytes) -> bytes:
    first, last = sorted(chance.randrange(len(content)) for _ in range(2))
    return content[:last] + content[first:last] * chance.choice((1, 2, 50)) + content[last:]


def _swapped(chance: random.Random, content: bytes) -> bytes:
    parts = _parts(content)
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    parts[one], parts[other] = parts[other], parts[one]
    parts.pop(chance.choice(list(parts))) if chance.random() < 0.3 else None
    return _packed(parts)


def _edited(chance: random.Random, content: bytes) -> bytes:
    """One part of a zip, or a text, with attributes, texts, elements or its encoding changed."""
    parts = _parts(content) if content.startswith(b"PK") else {"": content}
    name = chance.choice(list(parts))
    text = parts[name].decode("utf-8", "replace")
    for _ in range(chance.choice((1, 2, 5))):
        value = chance.choice(_VALUES)
        places = list(re.finditer(r'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)', text))
        if places:
            place = chance.choice(places)
            text = text[: place.start()] + value + text[place.end() :]
    tags = re.findall(r"<[^/?!][^<>]*/>", text)
    if tags and chance.random() < 0.3:
        tag = chance.choice(tags)
        text = text.replace(tag, tag * chance.choice((2, 100, 3000)), 1)
    if chance.random() < 0.2:
        text = text.replace('"', "'")
    parts[name] = text.encode(chance.choice(("utf-8",) * 9 + ("utf-16",)), "replace")
    return _packed(parts) if content.startswith(b"PK") else parts[""]


def drawn(chance: random.Random, kind: str) -> bytes:
    """A valid file of one kind, changed once or twice."""
    content = SEEDS[kind]
    for _ in range(chance.choice((1, 1, 2))):
        zipped = zipfile.is_zipfile(io.BytesIO(content))
        within = (_swapped, *[_edited] * 6) if zipped else (_edited,)
        changes = (_flipped, _cut, _spliced, _edited, *within)
        try:
            content = chance.choice(changes)(chance, content) or content
        except Exception:
            # What cannot be unpacked any more cannot be changed inside either.
            return content
    return content


def outcome(kind: str, content: bytes) -> Outcome:
    """How one input ends."""
    started = time.process_time()
    try:
        ended, why = _read(kind, content)
    except (InputError, Unreadable) as error:
        ended, why = "refused", "several lines" if "\n" in str(error) else ""
    except Exception as error:
        ended, why = "wrong", repr(error)
    seconds = time.process_time() - started
    why = why or ("too slow" if seconds > SECONDS else "")
    return Outcome(kind, "wrong" if why else ended, seconds, why)


def _read(kind: str, content: bytes) -> tuple[str, str]:
    if kind == "docx":
        return ("asked" if len(check("draft.docx", content).doubts) else "rows"), ""
    if kind == "qdpx":
        made = coded({"answers.qdpx": content}, NO_CORRECTIONS, "2025-26")
        return "asked" if len(made.queries) else "rows", _other_passage(content, made.segments)
    if "." in kind:
        tool, _, ending = kind.partition(".")
        made = answered({f"{tool}_after.{ending}": content}, NO_CORRECTIONS, "2025-26")
        given = made.answers[(made.answers["missing"] == "") & (made.answers["cell"] != "")]
        return "rows" if len(given) else "asked", _other_answer(ending, content, given)
    made = clean({f"hackney.{kind}": content}, NO_CORRECTIONS, "2023-25")
    counted = made.table[made.table["status"] == "returned"]
    return "rows" if len(counted) else "asked", _other(kind, content, counted)


def _other(kind: str, content: bytes, counted) -> str:
    """The first count that another program does not find in its cell."""
    cells = _cells(kind, content)
    for row in counted.itertuples():
        found = cells.get((row.sheet, row.cell), set())
        if cells and not {row.raw, str(row.count)} & found:
            return f"{row.cell} was read as {row.raw} and holds {sorted(found)}"
    return ""


def _other_answer(kind: str, content: bytes, given) -> str:
    """The same of an answer: what was typed, and the number that was made of it, either way round."""
    cells = _cells(kind, content)
    for row in given.itertuples():
        found = {_plain(text) for text in cells.get((row.sheet, row.cell), ())}
        is_typed = "removed]" in row.raw or _plain(row.raw) in found
        numbers = set(map(int, re.findall(r"\d+", row.raw)))
        is_read = pd.isna(row.number) or not numbers or {row.number, 8 - row.number} & numbers
        if cells and not (is_typed and is_read):
            return f"{row.cell} was read as {row.raw} {row.number} and holds {sorted(found)}"
    return ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f]|_x[0-9A-Fa-f]{4}_", " ", text).split())


def _other_passage(content: bytes, segments) -> str:
    """The first coding whose code or words another reader does not find where its guid stands."""
    texts, codes = _passages(content)
    # What is of no code, or of several, is asked about.
    for row in segments[segments["status"] == "returned"].itertuples():
        text, code = texts.get(row.cell, ("", "")), codes.get(row.cell, "")
        if texts and row.text and _plain(row.text) not in _plain(text):
            return f"{row.cell} was read as {row.text!r}, of {text!r}"
        if codes and row.code.split(" / ")[-1] not in (code, ""):
            return f"{row.cell} was read as {row.code!r}, and its code is {code!r}"
    return ""


def _passages(content: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """By the guid of each coding the whole text it is of, and the name of its code."""
    try:
        parts = _parts(content)
        name = next(name for name in parts if name.lower() == "project.qde")
        root = ElementTree.fromstring(parts[name])
    except Exception:
        return {}, {}
    names = {_guid(node): " ".join(node.get("name", "").split()) for node in root.iter()}
    texts, codes = {}, {}
    for node in root.iterfind(".//{*}TextSource"):
        text = node.findtext("{*}PlainTextContent", "")
        for made in node.iterfind(".//{*}Coding"):
            texts[_guid(made)] = text
            for code in made.iterfind("{*}CodeRef"):
                codes[_guid(made)] = names.get(_guid(code, "targetGUID"), _guid(code, "targetGUID"))
    return texts, codes


def _guid(node: ElementTree.Element, name: str = "guid") -> str:
    return node.get(name, "").strip("{} \t").upper()


def _cells(kind: str, content: bytes) -> dict[tuple[str, str], set[str]]:
    """What other programs find in each cell, by its sheet and address; nothing where they cannot
    read the file.
    """
    if kind == "ods":
        return _cells_of_ods(content)
    return _cells_of_xlsx(content) if kind == "xlsx" else _cells_of_text(content)


# What stands beyond is repeated emptiness.
_FAR = 300


def _cells_of_ods(content: bytes) -> dict[tuple[str, str], set[str]]:
    try:
        root = ElementTree.fromstring(_parts(content)["content.xml"])
    except (ElementTree.ParseError, KeyError, zipfile.BadZipFile, ValueError):
        return {}
    cells: dict[tuple[str, str], set[str]] = {}
    for sheet in root.iterfind(".//{*}table"):
        for number, row in enumerate(_repeated(sheet.iterfind(".//{*}table-row"), "rows"), 1):
            for column, cell in enumerate(_repeated(row, "columns"), 1):
                place = f"{openpyxl.utils.get_column_letter(column)}{number}"
                text = "\n".join("".join(line.itertext()) for line in cell.iterfind("{*}p"))
                value = _ods_attribute(cell, "value")
                cells[_ods_attribute(sheet, "name"), place] = {text.strip(), _whole(value)}
    return cells


def _repeated(nodes, of: str) -> Iterator[ElementTree.Element]:
    """Nodes as often as they stand, as far as anything is typed."""
    for node in nodes:
        times = _ods_attribute(node, f"number-{of}-repeated") or "1"
        yield from [node] * min(int(times) if times.isdecimal() else 1, _FAR)


def _ods_attribute(node: ElementTree.Element, wanted: str) -> str:
    return next((text for name, text in node.items() if name.endswith("}" + wanted)), "")


def _whole(number: str) -> str:
    try:
        return f"{float(number):.15g}"
    except ValueError:
        return number


def _cells_of_xlsx(content: bytes) -> dict[tuple[str, str], set[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheets = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets
    return {
        (sheet.title, cell.coordinate): {str(cell.value), f"{cell.value}".removesuffix(".0")}
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
    }


def _cells_of_text(content: bytes) -> dict[tuple[str, str], set[str]]:
    """Each cell under every separator and encoding in which the file can be read."""
    # Taken for another separator, a whole file is one field.
    csv.field_size_limit(10**7)
    cells: dict[tuple[str, str], set[str]] = {}
    for encoding in ("utf-8-sig", "utf-16", "cp1252", "mac_roman", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, "replace")
        for separator in ",;\t":
            lines = list(io.StringIO(text, newline=""))
            lines = lines[1:] if lines and lines[0].lower().startswith("sep=") else lines
            for row, record in enumerate(csv.reader(lines, delimiter=separator), 1):
                for column, held in enumerate(record, 1):
                    place = f"{openpyxl.utils.get_column_letter(column)}{row}"
                    cells.setdefault(("", place), set()).add(held.strip())
    return cells


def outcomes(count: int, seed: int = 11) -> list[Outcome]:
    """How so many inputs end, the kinds in turn."""
    chance, kinds = random.Random(seed), list(SEEDS)
    return [
        outcome(kind, drawn(chance, kind))
        for kind in (kinds[at % len(kinds)] for at in range(count))
    ]


def _most_memory() -> str:
    try:
        import resource
    except ImportError:
        return "not known here"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIGABYTE:.2f} GB"


def main(count: int = 20_000) -> int:
    """Print how they ended, by kind; 1 where one ended wrongly."""
    ends = outcomes(count)
    print("kind             inputs    rows   asked refused   wrong  slowest")
    for kind in SEEDS:
        own = [end for end in ends if end.kind == kind]
        how = Counter(end.ended for end in own)
        numbers = "".join(f"{how[key]:8}" for key in ("rows", "asked", "refused", "wrong"))
        slowest = max((end.seconds for end in own), default=0)
        print(f"{kind:16}{len(own):7}{numbers}{slowest:7.1f} s")
    print(f"most memory: {_most_memory()}")
    for end in ends:
        if end.ended == "wrong":
            print(f"{end.kind}: {end.why}")
    return int(any(end.ended == "wrong" for end in ends))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
