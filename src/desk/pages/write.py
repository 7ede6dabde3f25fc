"""A page for each borough, as HTML and as a Word document: all are searched for other names before
one is written.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis import publish
from analysis.declare.boroughs import members
from analysis.declare.periods import period as declared
from analysis.declare.table import InputError
from analysis.export import render
from analysis.registry import STRANDS, TABLES
from analysis.show import revisions
from analysis.show.printed import Block, Heading, Paragraphs
from desk.pages import exchanged, opening, rows
from desk.pages.held import Held, held
from desk.pages.reader import Reader
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
    made = {key: _rendered(known, known.reader(key), until) for key in readers}
    folder.mkdir(parents=True, exist_ok=True)
    for key, formats in made.items():
        for name, content in formats.items():
            (folder / f"{key}.{name}").write_bytes(content)
    return [str(folder / f"{key}.{name}") for key, formats in made.items() for name in formats]


def _rendered(known: Held, reader: Reader, until: dt.date | None) -> dict[str, bytes]:
    """The page in every format."""
    blocks = list(page(known, reader, until))
    for block in blocks:
        refuse_others(block.markdown(known.origin), reader, known.period)
    source = publish.alone(
        known.period, f"{reader.name}: for your eyes, before anything is published", blocks
    )
    refuse_others(source, reader, known.period)
    with tempfile.TemporaryDirectory(prefix="analysis-") as scratch:
        for name, content in (
            (name, content) for block in blocks for name, content in block.files().items()
        ):
            if isinstance(content, bytes):
                (Path(scratch) / name).parent.mkdir(exist_ok=True)
                (Path(scratch) / name).write_bytes(content)
        return {format_: render(source, Path(scratch), format_) for format_ in FORMATS}


def refuse_others(text: str, reader: Reader, period: str) -> None:
    """InputError where a text for `reader` names another borough or a file of another."""
    plain = text.replace("\\", "")  # Markdown's own marks
    if others := reader.others(plain):
        line = next((line for line in plain.splitlines() if reader.others(line)), "")
        raise InputError(
            f"the page of {reader.name} for {period} would name {', '.join(others)}, in"
            f" '{line.strip()[:80]}'; nothing was written: take the name out where it was typed"
            " (corrections.csv, replies.csv, received.csv or a declaration)"
        )


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
    parts = {
        strand: list(_strand(strand, known, reader))
        for strand in dict.fromkeys(of for of, _ in known.tables)
    }
    if not any(parts.values()):
        yield Paragraphs(("Nothing to show: no numbers of yours have arrived.",))
    for strand in (strand for strand, found in parts.items() if found):
        yield from (Heading(strand, STRANDS[strand].title), *parts[strand])


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
    returned, wordings = (
        reader.own(known.tables["indicators", name]) for name in ("table", "wordings")
    )
    asked = reader.own(known.asked, "recipient")
    asked = asked.assign(file=[file and f"{known.period}/{file}" for file in asked["file"]])
    # Questions about re-referrals stand with all others, and not under the counts.
    about_counts = re_referrals.elsewhere(
        asked, reader.own(known.tables["indicators", "re_referrals"])
    )
    for block in one_borough.blocks(returned, wordings, about_counts, found, known.origin):
        if not isinstance(block, Heading):
            yield block


def _revised(strand: str, known: Held, reader: Reader) -> tuple[Block, ...]:
    if (strand, "revisions") not in known.tables:
        return ()
    revised = known.tables[strand, "revisions"]
    # The borough's key is a part of those of its rows.
    mine = revised["row"].map(lambda row: reader.borough in row.split(" / ")).astype(bool)
    heading, table = revisions.blocks(STRANDS[strand], reader.told(revised[mine]))
    return () if table.empty else (replace(heading, level=3), table)
