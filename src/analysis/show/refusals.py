"""Why there is no number, in words: the reason of one finding, and the table of all that a strand refused."""

from __future__ import annotations

import pandas as pd

from analysis.declare.finding import REFUSALS
from analysis.show.printed import PrintedTable
from analysis.show.words import sentence


def reason(row) -> str:
    """The refusal of one finding: `refused (no base): nobody counted the open cases`.

    `row` has `refused` and `note`; the code of the rule stays in the CSV.
    """
    name = REFUSALS.get(row.refused, "")
    return f"refused{f' ({name})' if name else ''}: {row.note}"


def refused_table(
    key: str, caption: str, rows: pd.DataFrame, asked: str = "Asked", why: str = "Why not computed"
) -> PrintedTable:
    """What was asked and not computed, a line a finding in `rows`, under the headings given."""
    lines = [
        {asked: sentence(row.statistic).rstrip("."), why: sentence(reason(row))}
        for row in rows.itertuples()
    ]
    return PrintedTable(key, caption, pd.DataFrame(lines), rows, words=(why,))
