"""Why there is no number, in words: the reason of one finding, and the table of all that a strand refused."""

from collections.abc import Callable, Iterator

from pandas import DataFrame

from analysis.declare.finding import REFUSALS
from analysis.show.printed import PrintedTable
from analysis.show.words import sentence, titled


def reason(row) -> str:
    """The refusal of one finding: `refused (no base): nobody counted the open cases`.

    `row` has `refused` and `note`; the code of the rule stays in the CSV.
    """
    name = REFUSALS.get(row.refused, "")
    return f"refused{f' ({name})' if name else ''}: {row.note}"


def refused_table(
    key: str,
    caption: str,
    rows: DataFrame,
    asked: str = "Asked",
    why: str = "Why not computed",
    reason: Callable[..., str] = reason,
) -> PrintedTable:
    """What was asked and not computed, a line a finding in `rows`, under the headings given, with
    the `reason` of each in words.
    """
    lines = [
        {asked: titled(row.statistic), why: sentence(reason(row))} for row in rows.itertuples()
    ]
    return PrintedTable(key, caption, lines, rows, words=(why,))


def unanswered(key: str, caption: str, rows: DataFrame) -> PrintedTable:
    """Questions that are never answered, each with its note alone."""
    return refused_table(key, caption, rows, reason=lambda row: row.note)


def not_computed(rows: DataFrame) -> Iterator[str]:
    """What was not computed and why, a sentence a finding in `rows`."""
    for row in rows.itertuples():
        name = ", ".join(filter(None, [row.statistic, row.reading]))
        yield f"Not computed: {name}: {reason(row)}."
