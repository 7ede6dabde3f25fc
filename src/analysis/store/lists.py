"""The lists that people keep, parted by strand: what each stage of a period rests on, and no more.

`received.csv` and its like hold lines of every strand. A stage that named them would run again for
a line of any other strand, so one short stage a period copies each strand's own lines beside the
cleaned rows, and the strand's stages depend on that copy: `python -m analysis.store.lists PERIOD`.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.declare.periods import periods_to
from analysis.declare.table import InputError
from analysis.registry import STRANDS
from analysis.store import kept, planned
from analysis.store.printed import published_cells, published_findings
from analysis.store.project import csv_rows, params, root, strands, write

# What checks statements rests on every list of what the evaluation is.
EVERY = "boroughs courses indicators periods questions".split()


def folder(period: str) -> str:
    """Where the parted lists of a period lie, from the project's folder."""
    return f"data/processed/lists/{period}"


def parted(period: str) -> dict[str, str]:
    """The lines each stage rests on, by `<strand>/cleaning` and `<strand>/findings`.

    InputError where a list is missing or cannot be used.
    """
    lines = {
        "claims/findings": (*_declared(EVERY), kept.claims(period), *_prints(period, "claims"))
    }
    for strand in strands(period):
        cleaning = tuple(_cleaning(period, strand))
        lines[f"{strand}/cleaning"] = cleaning
        lines[f"{strand}/findings"] = (*cleaning, *_findings(period, strand))
    return {name: "\n".join(map(_text, rows)) + "\n" for name, rows in lines.items()}


def _cleaning(period: str, strand: str) -> Iterator:
    """What arrived, what was corrected, and when a report was published."""
    received = kept.received(period, strand)
    corrections = kept.corrections(period)
    yield from _declared(STRANDS[strand].lists)
    yield received
    yield corrections[corrections["file"].isin(received["file"])]
    yield kept.published(period)


def _findings(period: str, strand: str) -> Iterator:
    """Besides: what arrived before, answers to questions, and what stands beside the findings."""
    for earlier in periods_to(period):
        if earlier in params()["periods"]:
            yield kept.received(earlier, strand)
            yield kept.cleared(earlier, strand)
    yield kept.replies(period, strand)
    if STRANDS[strand].draws:
        yield kept.samples(period)
    yield from _prints(period, strand)


def _prints(period: str, section: str) -> Iterator:
    yield kept.origin(period, section)
    yield kept.profile(period, section).says
    yield kept.contents(period)
    yield from planned.part(period, section)
    yield kept.commentary(period, section)
    yield published_cells(period, section)
    yield from published_findings(period, section).values()


def _declared(names: tuple[str, ...]) -> Iterator:
    for name in names:
        path = root() / "data" / "raw" / f"{name}.csv"
        yield csv_rows(path) if path.is_file() else ""


def _text(lines) -> str:
    """A list as text; nothing where there is none."""
    if lines is None or isinstance(lines, str):
        return lines or ""
    return lines.to_csv(index=False, lineterminator="\n")


def main(period: str) -> int:
    """Write the parted lists of a period in the place of the last ones."""
    try:
        lines = parted(period)
    except InputError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    shutil.rmtree(root() / folder(period), ignore_errors=True)
    for name, text in lines.items():
        write(Path(folder(period)) / f"{name}.txt", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
