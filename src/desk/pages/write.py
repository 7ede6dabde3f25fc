"""A page for each borough, as HTML and as a Word document: all are searched for other names before
one is written.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis import publish, store
from analysis.declare.boroughs import members
from analysis.declare.periods import period as declared
from analysis.export import render
from analysis.registry import STRANDS, TABLES
from analysis.show import revisions
from analysis.show.printed import Block, Heading, Paragraphs
from desk.pages import exchanged, opening, rows
from desk.pages.held import Held, held
from desk.pages.reader import Reader, refuse_others
from strands.indicators.prints import borough as one_borough
from strands.indicators.prints import re_referrals

FORMATS = ("html", "docx")
# What the section of the indicators prints of its own tables.
_PRINTED = {("indicators", "table"), ("indicators", "wordings")}


def write(period: str, folder: Path, today: dt.date, until: dt.date | None = None) -> list[str]:
    """Write the page of every borough that was a member in `period` into `folder`, and say where
    each lies.

    InputError, and nothing written, where a page would name another borough, or the period is not
    declared or cleaned.
    """
    readers = [borough.key for borough in members(declared(period).key)]
    known = held(period, until, today)
    made = {
        folder / f"{key}.{ending}": content
        for key in readers
        for ending, content in _rendered(known, known.reader(key), until).items()
    }
    for path, content in made.items():
        store.write_whole(path, content)
    return list(map(str, made))


def _rendered(known: Held, reader: Reader, until: dt.date | None) -> dict[str, bytes]:
    """The page in every format."""
    blocks = list(page(known, reader, until))
    for block in blocks:
        refuse_others(block.markdown(known.origin), reader, known.period)
    title = f"{reader.name}: for your eyes, before anything is published"
    source = publish.alone(known.period, title, blocks)
    refuse_others(source, reader, known.period)
    with tempfile.TemporaryDirectory(prefix="analysis-") as folder:
        scratch = Path(folder)
        for block in blocks:
            for name, content in block.files().items():
                if isinstance(content, bytes):
                    (scratch / name).parent.mkdir(exist_ok=True)
                    (scratch / name).write_bytes(content)
        return {format_: render(source, scratch, format_) for format_ in FORMATS}


def page(known: Held, reader: Reader, until: dt.date | None) -> Iterator[Block]:
    """The blocks of one borough's page, those without content left out."""
    every = [
        opening.opening(known, reader, until),
        *opening.arrived(known, reader),
        *exchanged.questions(known, reader),
        *_strands(known, reader),
        *exchanged.noted(known, reader),
    ]
    yield from (block for block in every if not getattr(block, "empty", False))


def _strands(known: Held, reader: Reader) -> Iterator[Block]:
    """Strand by strand what stands in its tables of this borough; a strand with nothing of it has
    no heading.
    """
    yield Heading("numbers", "Your numbers", level=1)
    strands = dict.fromkeys(strand for strand, _ in known.tables)
    parts = {strand: list(_strand(strand, known, reader)) for strand in strands}
    if not any(parts.values()):
        yield Paragraphs(("Nothing to show: no numbers of yours have arrived.",))
    for strand, blocks in parts.items():
        if blocks:
            yield from (Heading(strand, STRANDS[strand].title), *blocks)


def _strand(strand: str, known: Held, reader: Reader) -> Iterator[Block]:
    if strand == "indicators":
        yield from _indicators(known, reader)
    for (of, name), held_rows in known.tables.items():
        if of == strand and name != "revisions" and (of, name) not in _PRINTED:
            yield from rows.tables(strand, name, TABLES[strand][name], reader.own(held_rows))
    yield from _revised(strand, known, reader)


def _indicators(known: Held, reader: Reader) -> Iterator[Block]:
    """The indicators as the report prints them, of this borough alone; its heading is the strand's."""
    found = known.found[known.found["borough"].isin(["", reader.borough])]
    returned, wordings, again = (
        reader.own(known.tables["indicators", name])
        for name in ("table", "wordings", "re_referrals")
    )
    asked = reader.own(known.asked, "recipient")
    asked["file"] = [file and f"{known.period}/{file}" for file in asked["file"]]
    # Questions about re-referrals stand with all others, and not under the counts.
    about_counts = re_referrals.elsewhere(asked, again)
    # The chart of all boroughs, with another interval, stands in the report alone.
    without = found.iloc[:0]
    blocks = one_borough.blocks(returned, wordings, about_counts, found, without, known.origin)
    yield from (block for block in blocks if not isinstance(block, Heading))


def _revised(strand: str, known: Held, reader: Reader) -> tuple[Block, ...]:
    if (strand, "revisions") not in known.tables:
        return ()
    revised = known.tables[strand, "revisions"]
    # The borough's key is a part of those of its rows.
    mine = [reader.borough in row.split(" / ") for row in revised["row"]]
    heading, table = revisions.blocks(STRANDS[strand], reader.told(revised.loc[mine]))
    return () if table.empty else (replace(heading, level=3), table)
