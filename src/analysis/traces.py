"""Where each printed value comes from: the finding it is of, or the returned cell, and of that the
files and cells it rests on, as they were typed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from openpyxl.utils import range_boundaries
from pandas import DataFrame

from analysis import store
from analysis.declare.boroughs import BOROUGHS
from analysis.declare.finding import REFUSALS, UNITS
from analysis.declare.indicators import INDICATOR, INDICATORS
from analysis.declare.kept import PUBLIC
from analysis.declare.periods import QUARTER, quarter_label
from analysis.declare.plan import EXPLORATORY
from analysis.declare.proforma import BETWEEN
from analysis.declare.table import InputError
from analysis.declare.traced import NUMBERS, TYPED, cell_keys, keys, spans, statement_key, unspanned
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from analysis.registry import STRANDS, TABLES

_CELL, _FEW = re.compile(r"[A-Z]+\d+"), 3
SPAN = re.compile(r'\[([^\[\]]*)\]\{of="([^"]*)"\}')
_FIGURE = re.compile(r'\{#fig:([\w-]+) alt="(.*)"\}')
_NAMED, CAPTION = re.compile(r"\{#((?:tbl:|fig:)?[\w-]+)"), re.compile(r"^: .*\{#(tbl:[\w-]+)\}$")
BAR = re.compile(r"(?<!\\)\s*\|\s*")
# What of a section only its own build understands: figures, links, boxes, escapes, bold, headings.
_MARKUP = re.compile(
    r"^!\[(.*)\]\(figures/.*|\[([^\]]+)\]\([^)]*\)|^:::.*|\\(?=\W)|\*\*|^#+ | \{#[^}]*\}", re.M
)
_REFERENCE = re.compile(r"@(tbl|fig|sec):[\w-]+")
_KINDS = {"tbl": "a table", "fig": "a figure", "sec": "a section"}
# What every returned row knows beside what it is about.
_PLACE = ("file", "sheet", "cell")
_BESIDE = ("status", "raw", "caveat", "places", *TYPED)
# What a returned row tells that is no count, by a column it has.
_TELLS = {"precision": "date", "found_in": "statement"}
_NAMES = {one.key: one.name for one in (*BOROUGHS, *INDICATORS)}
# What of a finding names it among several.
_NAMING = ("It says", "Borough", "About", "When", "Reading", "What may be said")
PRINTED = ("key", "value", "place", "row", "column", "words")


@dataclass(frozen=True)
class Trace:
    """One value: what it is `about`, in words by their headings, and by which `names` it is asked
    for; the `cells` it rests on, as `file!sheet!cell`, or where these may not be told the
    beginnings of fingerprints of `files`; `others` are the cells of what it was worked out together
    with, and `frame` is that of the findings it is one of.
    """

    key: str
    about: dict[str, str]
    names: tuple[str, ...]
    cells: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    frame: str = ""


@dataclass(frozen=True)
class Cell:
    """A returned cell: who sent it and when, its text as typed, and how it was corrected."""

    file: str
    sheet: str
    cell: str
    sha256: str
    sender: str
    received: str
    origin: str
    typed: str
    corrected: str

    @property
    def is_public(self) -> bool:
        """Whether anybody may read the whole file already."""
        return self.origin in PUBLIC


def traces(period: str, strand: str, private: bool = False) -> dict[str, Trace]:
    """Every value that a section may print, by its key: of what may leave, or for whoever holds the
    returns all of it.
    """
    withholds = store.profile(period, strand).withholds and not private
    found, plan = {}, store.plan(period)
    for name, rows in store.findings(period, strand, private).items():
        statuses = plan.statuses(strand, name, rows) if plan else [EXPLORATORY] * len(rows)
        known = zip(keys(strand, name, rows), rows.to_dict("records"), statuses, strict=True)
        others = _pooled(strand, rows)
        for key, row, status in known:
            one = _of_finding(key, name, row, withholds, status)
            found.setdefault(key, replace(one, others=others(row)) if one.cells else one)
    for table in TABLES.get(strand, {}):
        rows = store.read(strand, table, up_to=period) if _has_cells(strand, table) else []
        for key, row in zip(*_returned(strand, rows), strict=True) if len(rows) else ():
            found.setdefault(key, _of_cell(key, row, withholds))
    for row in store.statements(period) if strand == "claims" else ():
        statement = _of_statement(row)
        found[statement.key] = statement
    kinds: dict[tuple[str, str], list[Trace]] = {}
    for one in found.values():
        kinds.setdefault(_asked(one), []).append(one)
    for counted, of in store.counted(period, strand).items():
        which = [found[one] for one in of if one in found]
        among = [one for kind in dict.fromkeys(map(_asked, which)) for one in kinds[kind]]
        found[counted] = _of_several(counted, which, among)
    return found


def _asked(one: Trace) -> tuple[str, str]:
    """What it is an answer to, of a finding by its frame; all published statements are one question."""
    return one.frame, "" if "It says" in one.about else one.about["What was asked"]


def _of_several(key: str, counted: list[Trace], among: list[Trace]) -> Trace:
    """A number of findings: which they are, what they rest on, and what all they were counted among do."""
    names = (", ".join(filter(None, map(one.about.get, _NAMING))) for one in counted)
    which = "; ".join(dict.fromkeys(names))
    about = {"What was asked": "how many findings say the same", "They are": which}
    cells = tuple(dict.fromkeys(each for one in counted for each in one.cells))
    files = tuple(dict.fromkeys(each for one in counted for each in one.files))
    every = dict.fromkeys(each for one in among for each in (*one.cells, *one.others))
    others = tuple(one for one in every if one not in {*cells}) if cells else ()
    frames = {one.frame for one in counted}
    return Trace(
        key, about, ("count",), cells, files, others, min(frames) if len(frames) == 1 else ""
    )


def _pooled(strand: str, found: DataFrame) -> Callable[[dict], tuple[str, ...]]:
    """Of a finding of a frame the cells behind those it was worked out together with."""
    pooled = STRANDS[strand].pooled if strand in STRANDS else {}
    held: dict[tuple[str, str], dict[str, None]] = {}
    for row in found[found["statistic"].isin(pooled)].to_dict("records"):
        cells = dict.fromkeys(one for one in row["rows"].split("; ") if "!" in one)
        held.setdefault(_kind(row, pooled), {}).update(cells)

    def others(row: dict) -> tuple[str, ...]:
        if row["statistic"] not in pooled:
            return ()
        own = {*row["rows"].split("; ")}
        return tuple(one for one in held[_kind(row, pooled)] if one not in own)

    return others


def _kind(row: dict, pooled: Mapping[str, str]) -> tuple[str, str]:
    column = pooled[row["statistic"]]
    return row["statistic"], row[column] if column else ""


def _has_cells(strand: str, table: str) -> bool:
    """Whether numbers or dates of a table may be printed as typed: not what one person answered."""
    columns = {*TABLES[strand][table].columns}
    return columns >= {*_PLACE} and not columns.isdisjoint({"count", "places", *_TELLS})


def _returned(strand: str, rows: DataFrame) -> tuple[list[str], list[dict]]:
    rows = rows[rows["file"].ne("")]
    return cell_keys(strand, rows), rows.to_dict("records")


def _of_finding(
    key: str, frame: str, row: dict, withholds: bool, status: str = EXPLORATORY
) -> Trace:
    """What a finding says, empty words left out."""
    # A whole number beside one that is withheld was written with a point.
    row |= {name: row[name].removesuffix(".0") for name in NUMBERS}
    parts = row["subject"].split(BETWEEN)
    about = {
        "What was asked": row["statistic"],
        "About": ", ".join(map(_in_words, filter(None, parts))),
        "What that counts": "; ".join(INDICATOR[one].says for one in parts if one in INDICATOR),
        "Borough": _in_words(row["borough"]),
        "When": _in_words(row["when"]),
        "Reading": row["reading"],
        "Answer": row["estimate"],
        "From and to": f"{row['low']} to {row['high']}" if row["low"] or row["high"] else "",
        "Counted": row["x"],
        "Out of, or resting on": row["n"],
        "Counted in": UNITS.get(row["unit"], "") if row["unit"] else "",
        "Method": row["method"],
        "In the plan": status,
        "What may be said": row["verdict"],
        "Why there is no number": REFUSALS.get(row["refused"], row["refused"]),
        # It may say how many of how many, away from the table in which all of it is withheld or none.
        "To beware of": "" if withholds else row["note"],
        "A line of": f"{frame}.csv",
    }
    # What was published is told by its cells under any rule; a name may hold a space.
    of_cells = "!" in row["rows"]
    between = " " if withholds and not of_cells else "; "
    rows = tuple(filter(None, row["rows"].split(between)))
    cells, files = (rows, ()) if of_cells else ((), rows)
    names = (row["statistic"], row["borough"], row["when"], row["reading"], *parts)
    return Trace(key, _told(about), names, cells, files, frame=frame)


def _of_cell(key: str, row: dict, withholds: bool) -> Trace:
    """What a returned count is about, and where it stood; under a rule that withholds not where."""
    about = {name: str(value) for name, value in row.items() if name not in (*_PLACE, *_BESIDE)}
    counts = INDICATOR.get(about.get("indicator", ""))
    said = {
        "What was asked": f"a returned {''.join(_TELLS[one] for one in _TELLS if one in row) or 'count'}",
        **{name.replace("_", " ").capitalize(): _in_words(text) for name, text in about.items()},
        "What that counts": counts.says if counts else "",
        "To beware of": "" if withholds else row["caveat"],
    }
    cells = () if withholds else ("!".join(row[name] for name in _PLACE),)
    return Trace(key, _told(said), tuple(about.values()), cells)


def _of_statement(row: dict[str, str]) -> Trace:
    """What the data say of a published statement, and the cells that were read to tell."""
    about = {
        "What was asked": f"whether statement {row['id']} holds",
        "It says": row["says"],
        "Where": row["place"],
        "The data say": row["found"],
        "What may be said": row["verdict"],
        "Checked by": f"the rule {row['rule']}",
        "What the rule read": row["arguments"],
    }
    cells = tuple(filter(None, row["rows"].split("; ")))
    return Trace(statement_key(row["id"]), _told(about), (row["id"], row["strand"]), cells)


def _told(about: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in about.items() if text not in ("", "<NA>", "nan")}


def _in_words(key: str) -> str:
    """A borough, an indicator, a quarter or a month as people name it; anything else as it is."""
    if re.fullmatch(QUARTER, key):
        return quarter_label(key)
    return _NAMES.get(key, key)


class Returns:
    """What was received for a report of a period, or of one before it, cell by cell."""

    def __init__(self, period: str) -> None:
        self._period = period
        self._listed = {row["file"]: row for row in store.sources(period).to_dict("records")}
        self._corrections: dict[str, dict[tuple[str, str, str], list[str]]] = {}
        self._tables: dict[str, list[DataFrame]] = {}
        self._contents: dict[str, bytes] = {}

    def cell(self, place: str) -> Cell:
        """A cell by its place, `2023-25/indicators/hackney.xlsx!Sheet1!C5`; InputError where its
        file is not what arrived.
        """
        file, sheet, at = place.split("!")
        if file not in self._listed:
            raise InputError(f"{file} is not in received.csv: file it with `analysis receive`")
        row = self._listed[file]
        told = (row["sha256"], row["sender"], row["received"], row["origin"])
        content = self._content(file)
        if file.endswith(".qdpx"):
            typed = self._coded(row["strand"], (file, sheet, at))
        else:
            typed = _texts(read_workbook(file, content), sheet, at)
        return Cell(file, sheet, at, *told, typed, self._corrected(file, sheet, at))

    def sheets(self, held: Cell) -> list[Sheet]:
        """The sheets of the file of a cell."""
        return read_workbook(held.file, self._content(held.file))

    def _content(self, file: str) -> bytes:
        """A received file; InputError where it is no longer what arrived."""
        if file not in self._contents:
            path = store.root() / "data" / "raw" / file
            content = path.read_bytes() if path.is_file() else b""
            if sha256(content).hexdigest() != self._listed[file]["sha256"]:
                what = "has changed since it arrived" if content else "is not there"
                raise InputError(
                    f"data/raw/{file} {what}, so no number can be traced into it: put the file back as"
                    " it was sent, or file the new one with `analysis receive`"
                )
            self._contents[file] = content
        return self._contents[file]

    def _corrected(self, file: str, sheet: str, at: str) -> str:
        """What a cell is read as, and why; empty where it is read as it was typed."""
        of_period, _, name = file.partition("/")
        if of_period not in self._corrections:
            told = self._corrections[of_period] = {}
            for one in store.corrections(of_period).itertuples():
                words = f"read as {one.becomes}, {one.why} ({one.who}, {one.decided})"
                told.setdefault((one.file, one.sheet, one.cell), []).append(words)
        return "; ".join(self._corrections[of_period].get((name, sheet, at), ()))

    def _coded(self, strand: str, place: tuple[str, str, str]) -> str:
        """What of a project of codings stands under an id: a coding with its place in its source,
        or the source.
        """
        if strand not in self._tables:
            tables = {name: table.columns for name, table in TABLES[strand].items()}
            named = [name for name, held in tables.items() if {*_PLACE, "raw"} <= {*held}]
            self._tables[strand] = [store.read(strand, one, up_to=self._period) for one in named]
        for rows in self._tables[strand]:
            for row in rows[rows[[*_PLACE]].eq(place).all(axis=1)].to_dict("records"):
                told = {
                    name: row[name] for name in ("source", "coder", "start", "end") if name in row
                }
                return "; ".join([row["raw"], *(f"{name} {one}" for name, one in told.items())])
        return ""


def _texts(every: list[Sheet], sheet: str, at: str) -> str:
    """What is typed in a cell, or the beginning of what is in the cells under one another from
    `J2:J57`.
    """
    if not _CELL.fullmatch(at.partition(":")[0]):
        return ""
    column, top, _, bottom = range_boundaries(at)
    typed = [
        each.cells[row, column].typed
        for each in every
        if each.name == sheet
        for row in range(top, bottom + 1)
        if (row, column) in each.cells
    ]
    more = f", … ({len(typed)} cells)" if len(typed) > _FEW else ""
    return ", ".join(typed[:_FEW]) + more


def how_many(cells: Iterable[str]) -> int:
    """How many cells some places are: `C5` is one, `J2:J57` are 56."""
    return sum(map(_size, cells))


def _size(place: str) -> int:
    at = place.rpartition("!")[2]
    if not _CELL.match(at) or ":" not in at:
        return 1
    first, top, last, bottom = range_boundaries(at)
    return (last - first + 1) * (bottom - top + 1)


def printed(period: str, strand: str) -> DataFrame:
    """Every value as its section prints it: `key, value, place, row, column, words`, where `place`
    is the table, the figure or the heading it stands under, or the first page of the report, and
    `words` are its cell or paragraph.
    """
    given = store.glance(period, is_traced=True)
    lines = spans("\n\n".join((given["value"] + " " + given["text"])[given["strand"] == strand]))
    section = store.section(period, strand, is_traced=True)
    rows = [
        *_printed(section.split("\n\n")),
        *_drawn(period, strand, section),
        *_printed(["# {#glance}", *lines.split("\n\n")]),
    ]
    return DataFrame(rows, columns=list(PRINTED))


def _printed(blocks: list[str]) -> Iterator[tuple[str, ...]]:
    under = ""
    for block, after in zip(blocks, [*blocks[1:], ""], strict=True):
        if block.startswith("|") and (caption := CAPTION.match(after)):
            yield from _of_table(caption[1], block)
            continue
        named = _NAMED.search(block) if block.startswith(("#", "![")) else None
        under = named[1] if named and block.startswith("#") else under
        place = named[1] if named else under
        for words, key in SPAN.findall(block):
            yield key, words, place, "", "", unspanned(block)


def _drawn(period: str, strand: str, section: str) -> Iterator[tuple[str, ...]]:
    """The values of the charts of a section, as they are drawn and as they are read out."""
    for key, alt in _FIGURE.findall(section):
        told, drawn = store.chart(period, strand, key)
        for row in told.itertuples():
            at, column = int(row.row) - 1, int(row.column) - 1
            where = ("", "", f"Read out: {alt}")
            if column >= 0:
                cells = [*drawn.iloc[at]]
                where = (", ".join(cells[:column]), drawn.columns[column], cells[column])
            yield row.of, row.value, f"fig:{key}", *where


def _of_table(place: str, block: str) -> Iterator[tuple[str, ...]]:
    heads, _, *lines = ([*BAR.split(line)[1:-1]] for line in block.splitlines())
    for line in lines:
        for column, text in zip(heads, line, strict=False):
            for words, key in SPAN.findall(text):
                yield key, words, place, unspanned(line[0]), unspanned(column), unspanned(text)


def said(words: str) -> str:
    """Words of a section as they are read, on one line and without its markup."""
    plain = _MARKUP.sub(lambda found: found[1] or found[2] or "", words)
    return " ".join(_REFERENCE.sub(lambda found: _KINDS[found[1]], plain).split())
