"""What changed since a report was last published, in words and as a page that may be published."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis import publish, store
from analysis.declare.table import rows_with
from analysis.declare.words import titled
from analysis.export import render
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, plain
from analysis.store.inert import csv_text
from analysis.store.project import checked
from desk.changed.compare import TABLE, others
from desk.changed.snapshot import SAYS, snapshot
from desk.changed.tell import lines, within
from desk.verifying import built

_HEAD = "The heading and what stands under it"


def kept(period: str, day: str) -> Path:
    """Where what a report published on `day` said is kept."""
    return store.root() / "data" / "raw" / period / "published" / day / "says.csv"


def as_published(period: str) -> bytes:
    """What the report of a period says as it is built, to keep with its publication."""
    return csv_text(snapshot(period)).encode()


def tell(period: str) -> Iterator[str]:
    """What is printed otherwise than in the report last published, line by line, and where the page
    lies that says it; or that there is none to compare with.
    """
    built.stages(store.root(), period)
    day = store.last_published(period)
    if not day:
        yield f"{period}: no report was published yet; `analysis published {period}` notes that one was."
        return
    if not kept(period, day).is_file():
        yield (
            f"{period}: what the report published on {day} said in words was not kept; its numbers are"
            f" in {store.edition(period)}/revised.csv"
        )
        return
    found = others(checked(SAYS, kept(period, day)), snapshot(period))
    path = store.root() / "changed" / f"{period}.html"
    store.write_whole(path, page(period, day, found))
    store.write_whole(path.with_suffix(".csv"), csv_text(found).encode())
    name = path.relative_to(store.root()).as_posix()
    yield from lines(period, found, f"in the report published on {day}", f"changed/{period}.csv")
    yield f"{name}: the same as a page, without what only the evaluators may read of why"


def page(period: str, day: str, found: DataFrame) -> bytes:
    """The page, in HTML: what changed, section by section, with reasons that anybody may read."""
    title = f"What changed since the report published on {day}"
    source = publish.alone(period, title, blocks(day, found))
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        return render(source, Path(scratch), "html")


def blocks(day: str, found: DataFrame) -> Iterator[Block]:
    """The blocks of the page: a table a section."""
    if found.empty:
        yield Paragraphs((f"No number and no sentence is another than in the report of {day}.",))
        return
    yield Paragraphs(
        (
            "Each number, sentence and verdict that is another, with what it was. Where several things"
            " may be why, or why together, each is named.",
        )
    )
    for strand, heading in store.titles().items():
        rows = rows_with(found, strand=strand)
        if len(rows):
            yield Heading(f"changed-{strand}", heading, level=1)
            told = [_line(row) for row in rows.itertuples()]
            caption = f"{heading}: what is another than on {day}"
            words = ("Where", "Was", "Is", "Why, as far as known")
            yield PrintedTable(f"changed-{strand}", caption, told, pd.DataFrame(told), (), words)


def _line(row) -> dict[str, str]:
    was, becomes = ("–", "the whole table") if row.kind == TABLE else (row.was, row.becomes)
    return {
        "Where": plain(titled(within(row))) or _HEAD,
        "Was": plain(was) or "–",
        "Is": plain(becomes) or "–",
        "Why, as far as known": titled(row.reasons),
    }
