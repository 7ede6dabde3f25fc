"""`analysis trace`: a printed number back to the cells it was typed in, by its id, by where it stands,
or by the sentence it stands in.
"""

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from importlib.metadata import version

from pandas import DataFrame

from analysis import store
from analysis.declare.table import InputError
from analysis.declare.words import count
from analysis.notebook_parts import worked_out
from analysis.trace_key import by_file
from analysis.traces import Returns, Trace, how_many, printed, said, traces
from desk.changed.snapshot import printed as told_by

_KEY = re.compile(r"([a-z_]+)\.[0-9a-f]{10}")
_TABLE, _TAG = re.compile(r"T(\d+)", re.I), re.compile("<[^>]*>")
_NUMBERED = re.compile(r"\b(table|figure) \d+")
# What a list shows of values that fit.
_MOST = 20
# How many are shown that stand nearest to a sentence.
_FEW = 5


def trace(asked: tuple[str, ...]) -> Iterator[str]:
    """Where a value comes from, line by line: `asked` is its id; or a period and words that name it,
    as in `2023-25 T6 hackney 2024Q3 referral`, or a sentence of that period's report.

    InputError where nothing fits.
    """
    if len(asked) == 1 and (found := _KEY.fullmatch(asked[0])):
        yield from _by_key(found[0], found[1])
        return
    period, *words = " ".join(asked).split() or [""]
    if period not in store.params()["periods"] or not words:
        raise InputError(
            f"'{' '.join(asked)}' is no id like indicators.5f0c2a9141 and begins with no period that is"
            " built: write an id, or a period and the words or the sentence of a number, like 2023-25 T6"
            " hackney 2024Q3 referral"
        )
    fits = _fitting(period, words)
    if fits.empty:
        yield from _sentence(period, words)
        return
    keys = dict.fromkeys(fits["key"])
    if len(keys) == 1:
        (only,) = keys
        every = printed(period, only.split(".")[0])
        yield from _told(period, every[every["key"] == only])
        return
    yield f"{count(len(keys), 'value')} fit; trace one by its id:"
    for key, where in [*fits.groupby("key", sort=False)][:_MOST]:
        row = where.iloc[0]
        yield f"  {key}  {row['value']}  ({_where(row)})"
    if len(keys) > _MOST:
        yield f"  and {len(keys) - _MOST} more: add words that tell them apart"


def _by_key(key: str, strand: str) -> Iterator[str]:
    """The value of an id in the newest report that prints it."""
    for period in reversed(store.params()["periods"]):
        if strand in (*store.strands(period), "claims"):
            where = printed(period, strand)
            if (fits := where["key"] == key).any():
                yield from _told(period, where[fits])
                return
    raise InputError(
        f"no value of a report that is built has the id {key}: ids stand beside each value on the pages"
        " in reports/PERIOD/traces"
    )


def _fitting(period: str, words: list[str]) -> DataFrame:
    """The printed values that words name, or that stand in them, of the first section with any."""
    tables = {
        f"T{row.number}": {f"tbl:{key}" for key in row.tables.split()}
        for row in store.contents(period).itertuples()
        if row.kind == "table"
    }
    wanted = [word for word in words if not _TABLE.fullmatch(word)]
    places = [tables.get(word.upper(), set()) for word in words if _TABLE.fullmatch(word)]
    for strand in (*store.strands(period), "claims"):
        known, where = traces(period, strand), printed(period, strand)
        fits = [_is_named(known[row.key], row, wanted, places) for row in where.itertuples()]
        if any(fits):
            return where[fits]
    return where[:0]


def _sentence(period: str, words: list[str]) -> Iterator[str]:
    """Where a sentence is printed in which no number is traced, and what is known of its making;
    InputError where it is printed nowhere.
    """
    # Of several the longest: "What this cannot tell." stands in every section.
    asked = max(re.split(r"(?<=[.!?]) ", _plainly(" ".join(words))), key=len)
    for strand in (*store.strands(period), "claims") if len(words) > 2 else ():
        for row in told_by(period, strand):
            if not row["of"] and asked in _plainly(row["says"]):
                yield from _unnumbered(period, strand, row)
                return
    page = store.document(period, "html")
    text = unescape(_TAG.sub("", (store.root() / page).read_text("utf-8")))
    if len(words) > 2 and asked in _plainly(text):
        yield f"No number that is traced stands in it: {page} prints it by notebooks/report.ipynb"
        return
    raise InputError(
        f"no number of the report of {period} is called {' '.join(words)!r}, and it stands in no sentence"
        " of it: name the borough, the quarter or period and what is counted, or paste the sentence as"
        " the report prints it"
    )


def _unnumbered(period: str, strand: str, row: dict) -> Iterator[str]:
    """Of a sentence its place, the cell of the notebook that shows it, and the values nearest: those
    of its place that share most of its words.
    """
    own, where = {*_plainly(row["says"]).split()}, printed(period, strand)
    there = where[where["place"].str.removeprefix("tbl:") == row["place"]].drop_duplicates("key")

    def apart(one: dict) -> int:
        return -len(own & {*_plainly(f"{one['row']} {one['words']}").split()})

    nearest = sorted(there.to_dict("records"), key=apart)[:_FEW]
    file = "glance.csv" if row["place"] == "glance" else "section.md"
    yield f"No number that is traced stands in it  (report of {period})"
    yield f"  Printed: {store.edition(period)}/{strand}/{file}, under {row['about'] or strand}"
    yield f"  Made by: {_made_by(period, strand, row)}"
    yield f"  Nearest to it {'stand these numbers:' if nearest else 'stands no number'}"
    for one in nearest:
        yield f"    {one['key']}  {one['value']}  ({_where(one)})"


def _is_named(value: Trace, row, wanted: list[str], places: list[set[str]]) -> bool:
    """Whether each word names a printed value, in the tables asked for; or the words are a sentence
    that it stands in.
    """
    if not all(row.place in tables for tables in places):
        return False
    sentence = _plainly(" ".join(wanted))
    is_in_it = _plainly(row.value) in sentence and sentence in _plainly(row.words)
    named = _names(value, row)
    return all(word.casefold() in named for word in wanted) or (len(wanted) > 2 and is_in_it)


def _names(value: Trace, row) -> set[str]:
    """What a printed value may be called."""
    beside = f"{row.row} {row.column} {row.place.removeprefix('tbl:')}".replace("-", " ")
    named = [*value.names, *said(beside).split(), row.row, row.column, row.value]
    return {name.casefold() for name in named if name}


def _plainly(text: str) -> str:
    """As it is read in any format: there a table has a number, and an apostrophe is curled."""
    words = said(text).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _NUMBERED.sub(r"a \1", words)


def _told(period: str, where: DataFrame) -> Iterator[str]:
    """Everything that is known of one value."""
    key = where["key"].iloc[0]
    strand = key.split(".")[0]
    value = (traces(period, strand) | traces(period, strand, private=True))[key]
    yield f"{', '.join(dict.fromkeys(where['value']))}  ({key}, report of {period})"
    for name, text in value.about.items():
        yield f"  {name}: {text}"
    for place in dict.fromkeys(_where(row) for _, row in where.iterrows()):
        yield f"  Printed: {place}"
    how = worked_out(store.executed(period, strand).notebook)
    if one := how.get(value.frame, how.get("")) if value.frame else None:
        names = ", ".join(each.name for each in one.functions)
        yield f"  Worked out by: {names}, called in cell {one.cell} of the notebook as"
        yield from (f"    {line}" for line in one.code.splitlines())
    yield f"  Made by: {_made_by(period, strand)}"
    cells = [*map(Returns(period).cell, value.cells)]
    if value.files:
        yield f"  Rests on files: {', '.join(value.files)}"
    if cells:
        yield f"  Rests on {count(how_many(value.cells), 'returned cell')}:"
    for file in dict.fromkeys(one.file for one in cells):
        of_file = [one for one in cells if one.file == file]
        one = of_file[0]
        yield f"    data/raw/{file}, received {one.received} from: {one.sender}"
        yield f"      sha256 {one.sha256}"
        for one in of_file:
            at = f"{one.sheet}, {one.cell}" if one.sheet else one.cell
            typed = f"“{one.typed}”" if one.typed else "nothing typed"
            yield f"      {at}: {typed}{f'; {one.corrected}' if one.corrected else ''}"
    yield from _together(value)


def _together(value: Trace) -> Iterator[str]:
    """The cells of what a value was worked out together with."""
    if value.others:
        yield f"  Worked out together with {count(how_many(value.others), 'cell')} of the other series:"
        yield from (
            f"    data/raw/{file}: {where}" for file, where in by_file(value.others).items()
        )


def _where(row) -> str:
    place = row["place"].replace("tbl:", "table ").replace("fig:", "figure ")
    beside = said(f"{row['row']}, {row['column']}") if row["row"] else said(row["words"])[:120]
    return f"{place}: {beside}"


def _made_by(period: str, strand: str, row: dict | None = None) -> str:
    """The notebook, the code and the release, and the commit where git knows one; of what stands
    in a `row` the cell too, where it shows that.
    """
    ran = store.executed(period, strand)
    at = _cell(ran, row) if row else ""
    run = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, cwd=store.root()
    )
    commit = f", commit {run.stdout.strip()}" if run.returncode == 0 else ""
    release = f"release {version('safe-together-evaluation')}{commit}"
    return f"{ran.source}{at} and src/strands/{strand}, {release}"


def _cell(ran: store.Executed, row: dict) -> str:
    """The cell of a notebook that shows a table or a sentence, by its number and its last line."""
    table, says = f'id="tbl:{row["place"]}"', _plainly(row["says"])
    for cell in ran.notebook.cells:
        for shown in (out.get("data", {}) for out in cell.get("outputs", ())):
            words = _plainly(shown.get("text/markdown", ""))
            if says in words or table in shown.get("text/html", ""):
                return f", cell {cell.execution_count} (`{cell.source.splitlines()[-1]}`),"
    return ""
