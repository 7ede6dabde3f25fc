"""What a report says as it is built, and what it rests on: one table, kept to hold the next build
against.
"""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from pandas import DataFrame

from analysis import store
from analysis.declare.revisions import MARK
from analysis.declare.table import InputError, Table, columns, rows_with
from analysis.declare.traced import spans, unspanned
from analysis.store.project import csv_rows
from analysis.traces import BAR, CAPTION, SPAN, said, traces
from desk.exchange.naming import place
from desk.verifying import built

BUILD, CELL, SENTENCE, FINDING = "build", "cell", "sentence", "finding"
RETURN, CORRECTION, REPLY, LIST, DEFINITION, METHOD = FACTS = (
    *("return", "correction", "reply", "list", "definition", "method"),
)
SAYS = Table(
    "says",
    one_row_is="one thing that a report prints, or that it rests on",
    key=(),
    columns=columns(
        """
        kind: what it is
        strand: the section; empty for what every section may rest on
        place: the table, the heading a sentence stands under, the id of a finding, or the file,
            cell or code
        line (count or empty): its line there, from 1
        row: what stands in the first column
        column: the heading
        says: what is printed; of a finding the verdict; of a fact what is told of it
        of: the ids of the numbers in it; of a finding its cells; of a fact, and of the build
            itself, its fingerprint
        about: the table's caption, the heading in words, or what the finding is about
    """,
        kind=(BUILD, CELL, SENTENCE, FINDING, *FACTS),
    ),
)
_HEADING = re.compile(r"^#+ .*\{#([\w-]+)\}$", re.M)
_ENDS = re.compile(r"(?<=[.!?])(?:\*\*)?\s+(?=[A-Z*“\[])|\n- |\n\n")
_BUILT_WITH = ("src/", "notebooks/", "params.yaml", "requirements.lock")
# Lists that people keep beside the returns, and the section that alone prints them.
_WHOSE = {"claims.csv": "claims", "contents.csv": "", "cleared.csv": ""}
_DECLARED = re.compile(r"src/analysis/declare|src/strands/\w+/declares|data/raw/|params\.yaml")


def snapshot(period: str) -> DataFrame:
    """Everything that the report of a period prints and rests on, as it is built: a SAYS frame."""
    rows: list[dict] = [{"kind": BUILD, "of": stamp(period)}]
    for strand in sections(period):
        rows += printed(period, strand)
        rows += _checked(period) if strand == "claims" else findings(period, strand)
    rows += [*_lists(period), *_code(period)]
    filled = [dict.fromkeys(SAYS.columns, "") | row for row in rows]
    return SAYS.framed(filled)


def sections(period: str) -> list[str]:
    """The sections of a report that are built."""
    every = (*store.strands(period), "claims")
    return [one for one in every if (store.reports(period, one) / store.SECTION).is_file()]


def printed(period: str, strand: str) -> Iterator[dict]:
    """Every cell of a section's tables, and every sentence: beside them and on the first page."""
    yield from _first_page(period, strand)
    blocks = store.section(period, strand, is_traced=True).split("\n\n")
    under, heading, line = strand, "", 0
    for block, after in zip(blocks, [*blocks[1:], ""], strict=True):
        if found := _HEADING.search(block):
            under, line = found[1], 0
            heading = "" if found[0].startswith("# ") else plain(found[0])
        if block.startswith("|") and (caption := CAPTION.match(after)):
            about = said(after.rpartition(" {#")[0].removeprefix(": "))
            yield from _cells(strand, caption[1].removeprefix("tbl:"), block, about)
        elif not block.startswith(("|", ": ")):
            for text in filter(None, _sentences(block)):
                line += 1
                yield _sentence(strand, under, line, text) | {"about": heading}


def _cells(strand: str, table: str, block: str, about: str) -> Iterator[dict]:
    heads, _, *lines = ([*BAR.split(line)[1:-1]] for line in block.splitlines())
    names = [said(unspanned(head)) for head in heads]
    for line, cells in enumerate(lines, 1):
        first = plain(cells[0])
        for column, text in zip(names, cells, strict=False):
            row = {"kind": CELL, "strand": strand, "place": table, "line": line, "row": first}
            yield row | {"column": column, "says": plain(text), "of": ids(text), "about": about}


def _sentences(block: str) -> list[str]:
    return [one for one in _ENDS.split(block) if plain(one)]


def _sentence(strand: str, under: str, line: int, text: str) -> dict:
    row = {"kind": SENTENCE, "strand": strand, "place": under, "line": line}
    return row | {"says": plain(text), "of": ids(text)}


def plain(text: str) -> str:
    """What is read of a text of a section: without ids, markup and the mark of what was revised."""
    words = said(unspanned(text)).replace(MARK, "")
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def ids(text: str) -> str:
    """The ids of the numbers in a text, each once."""
    return " ".join(dict.fromkeys(key for _, key in SPAN.findall(text)))


def _first_page(period: str, strand: str) -> Iterator[dict]:
    """What a section gives to the first page of the report."""
    given = rows_with(store.glance(period, is_traced=True), strand=strand)
    for line, row in enumerate(given.itertuples(), 1):
        text = spans(f"{row.value} {row.text}").strip()
        yield _sentence(strand, "glance", line, text) | {"about": "the first page"}


def findings(period: str, strand: str) -> Iterator[dict]:
    """What each finding may say, as it may leave, and the cells it rests on."""
    public = traces(period, strand)
    known = set(" ".join(row["of"] for row in printed(period, strand)).split())
    for key, one in traces(period, strand, private=True).items():
        told = public[key].about if key in public else {}
        verdict = told.get("What may be said", told.get("Why there is no number", ""))
        if verdict or key in known:
            row = {"kind": FINDING, "strand": strand, "place": key, "says": verdict}
            yield row | {"about": about(told), "of": "; ".join(one.cells or one.files)}


def _checked(period: str) -> Iterator[dict]:
    """The verdict on each statement that was checked, and the cells it rests on."""
    path = store.reports(period, "claims") / "checked.csv"
    for row in csv_rows(path).itertuples() if path.is_file() else ():
        found = {"kind": FINDING, "strand": "claims", "place": f"claims.{row.id}", "of": row.rows}
        yield found | {"says": row.verdict, "about": f"{row.id}, {row.says}"}


def about(value: Mapping[str, str]) -> str:
    """What a value is about, in few words: of a Trace."""
    parts = (value.get(name, "") for name in ("About", "Borough", "When", "Reading"))
    return ", ".join(filter(None, parts))


def _lists(period: str) -> Iterator[dict]:
    """What arrived, what was corrected and answered, for this report or one before it, and what
    people keep beside the returns.
    """
    sources = store.sources(period)
    for row in sources.itertuples():
        instead = f", in the place of {row.replaces}" if row.replaces else ""
        says = f"{row.file}, received {row.received} from {row.sender}{instead}"
        yield _fact(RETURN, row.file, says, row.strand, row.sha256)
    strand_of = dict(zip(sources["file"], sources["strand"], strict=True))
    for key in dict.fromkeys(file.partition("/")[0] for file in sources["file"]):
        yield from _decided(key, strand_of)
    for path in sorted(_kept(store.root() / "data" / "raw" / period)):
        own = path.stem if path.parent.name == "commentary" else _WHOSE.get(path.name, "")
        name = path.relative_to(store.root()).as_posix()
        yield _fact(LIST, name, name, own, sha256(path.read_bytes()).hexdigest())


def _decided(period: str, strand_of: dict[str, str]) -> Iterator[dict]:
    """The corrections and the answers filed beside the returns of a period."""
    if (store.root() / "data" / "raw" / period / "corrections.csv").is_file():
        for row in store.corrections(period).itertuples():
            file, where = f"{period}/{row.file}", place(row.cell, "in", row.file, row.sheet)
            says = f"{where} from {row.was} to {row.becomes}, by {row.who} on {row.decided}"
            says = f"{says} (“{row.why}”)"
            yield _fact(CORRECTION, f"{file}!{row.sheet}!{row.cell}", says, strand_of.get(file, ""))
    for row in store.replies(period).itertuples():
        file, where = f"{period}/{row.file}", place(row.cell, "in" * bool(row.cell), row.file)
        says = (
            f"{where or 'about what did not come'}, “{row.answer}”, by {row.who} on {row.decided}"
        )
        own = strand_of.get(file, row.strand)
        yield _fact(REPLY, f"{file}!{row.sheet}!{row.cell}", says, own)


def _kept(folder: Path) -> Iterator[Path]:
    """What people keep beside the returns and a section prints."""
    for name in (*_WHOSE, "commentary", "samples"):
        path = folder / name
        yield from (one for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())


def stamp(period: str) -> str:
    """A fingerprint of all that the pipeline built of a period and built it from; empty where it
    was built without.
    """
    try:
        stages = built.locked(store.root(), period)
    except InputError:
        return ""
    return sha256(json.dumps(stages, sort_keys=True).encode()).hexdigest()


def _code(period: str) -> Iterator[dict]:
    """What is declared, and the code, that each section was built with, by its fingerprint."""
    try:
        stages = built.locked(store.root(), period)
    except InputError:
        return  # built without the pipeline
    for name, stage in stages.items():
        kind, _, strand = name.removesuffix(f"-{period}").partition("-")
        if kind not in ("cleaning", "findings", "claims"):
            continue
        for dep in stage["deps"]:
            path = dep["path"]
            if path.startswith(_BUILT_WITH) or re.fullmatch(r"data/raw/\w+\.csv", path):
                what = DEFINITION if _DECLARED.match(path) else METHOD
                yield _fact(what, path, path, strand or kind, dep["md5"])


def _fact(kind: str, at: str, says: str, strand: str = "", of: str = "") -> dict:
    mark = of or sha256(says.encode()).hexdigest()
    return {"kind": kind, "strand": strand, "place": at, "says": says, "of": mark}
