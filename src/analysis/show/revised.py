"""What was revised since a report was last published, table by table: at the end of every report of
such a period.
"""

from collections.abc import Iterator, Mapping

from pandas import DataFrame

from analysis.declare.revisions import CHANGED, GONE, MARK, NEW
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs

_BECAME = {CHANGED: "changed", NEW: "not there before", GONE: "gone"}


def blocks(revised: DataFrame, day: str, kept: bool, titles: Mapping[str, str]) -> Iterator[Block]:
    """Where numbers differ from the report last published on `day`, and why; nothing where none was
    published.

    `revised` is the REVISED table; `kept` says whether what was printed on that day was kept,
    `titles` are those of the sections by their strands.
    """
    if not day:
        return
    yield Heading("revised", "What was revised", level=1)
    if not kept:
        yield Paragraphs(
            (
                (
                    f"What the report published on {day} printed was not kept, so no number is"
                    " marked as revised; each section lists what changed in its returns."
                ),
            )
        )
        return
    if revised.empty:
        yield Paragraphs((f"No number differs from the report published on {day}.",))
        return
    tables = revised.groupby(["strand", "table"], sort=False)
    yield Paragraphs(
        (
            (
                f"Compared with the report published on {day},"
                f" {words.count(len(revised), 'number')} in {words.count(tables.ngroups, 'table')}"
                f" differ. Each carries {MARK}, where it is still there; `revised.csv` beside this"
                " report lists every one with what it was and why."
            ),
            *(
                f"**{titles[strand]}.**\n\n"
                + "\n".join(
                    _line(table, rows) for table, rows in of_strand.groupby("table", sort=False)
                )
                for strand, of_strand in revised.groupby("strand", sort=False)
            ),
        )
    )


def _line(table: str, rows: DataFrame) -> str:
    """One table: how many of its numbers became what, and why."""
    why = words.listed(list(dict.fromkeys("; ".join(rows["why"]).split("; "))))
    if rows["line"].eq(0).any():
        return f"- `{table}`, a table that is no longer printed: {why}."
    counts = rows["revised"].value_counts()
    became = [f"{counts[key]} {says}" for key, says in _BECAME.items() if key in counts]
    return f"- In @tbl:{table}: {words.listed(became)} ({why})."
