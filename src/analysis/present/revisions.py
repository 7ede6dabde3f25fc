"""Numbers that are others than in the report last published: the mark beside each, and the table that says why."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.evaluation.boroughs import borough_name
from analysis.evaluation.indicators import INDICATOR
from analysis.evaluation.periods import period, quarter_label
from analysis.evaluation.revisions import MARK, REASONS, row_key
from analysis.evaluation.statuses import SYMBOLS
from analysis.evaluation.training import COURSE, PARTNERSHIP
from analysis.present.printed import Block, Heading, PrintedTable

# A mark of this module beside those of the statuses: what it stands for.
MEANS = f"{MARK} another number than when a report was last published; the table of revised numbers says why."


def marked(cell: str, revisions: pd.DataFrame, *key: str) -> str:
    """A printed cell with the mark where the number of that key was revised."""
    return f"{cell} {MARK}" if row_key(*key) in set(revisions["row"]) else cell


def note(revisions: pd.DataFrame, rows: pd.DataFrame, key: tuple[str, ...]) -> tuple[str, ...]:
    """What the mark means, where a row of a table that prints `rows` carries it."""
    shown = {row_key(*parts) for parts in rows[list(key)].itertuples(index=False)}
    return (MEANS,) if shown & set(revisions["row"]) else ()


def blocks(strand: str, revisions: pd.DataFrame) -> tuple[Block, ...]:
    """What was revised, each number with what it was and why; nothing where nothing was."""
    lines = [
        {
            "What": _NAMES[strand](*row.row.split(" / ")),
            "Was": _shown(was, row.was_status),
            "Is": _shown(becomes, row.status),
            "Why": f"{REASONS[row.reason]}{row.why and f': {row.why}'}",
            "Since": row.since or "–",
        }
        for row, was, becomes in zip(revisions.itertuples(), revisions["was"], revisions["becomes"], strict=True)
    ]
    symbols = {row.was_status for row in revisions.itertuples()} | {row.status for row in revisions.itertuples()}
    days = ", ".join(sorted(set(revisions["published"])))
    notes = (
        f"Compared with what was known on the day a report of the period was last published ({days}).",
        *(f"{SYMBOLS[key]} stands for {key.replace('_', ' ')}." for key in SYMBOLS if key in symbols and SYMBOLS[key]),
        *(["–: no such number, or no date."] if any("–" in line.values() for line in lines) else []),
    )
    table = PrintedTable(
        f"{strand}-revisions", "Numbers revised since a report was last published", pd.DataFrame(lines), revisions,
        notes, ("Why", "Since"),
    )  # fmt: skip
    return Heading(f"{strand}-revised", "What was revised"), table


def _shown(count, status: str) -> str:
    return "–" if not status else SYMBOLS[status] or f"{count:,}"


def _indicator(borough: str, indicator: str, quarter: str) -> str:
    return f"{borough_name(borough)}, {INDICATOR[indicator].name.lower()}, {quarter_label(quarter)}"


def _training(course: str, borough: str, when: str, measure: str) -> str:
    whose = "whole partnership" if borough == PARTNERSHIP else borough_name(borough)
    return f"{COURSE[course].name}, {measure}, {whose}, {period(when).label}"


_NAMES: dict[str, Callable[..., str]] = {"indicators": _indicator, "training": _training}
