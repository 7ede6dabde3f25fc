"""Numbers of a quarter or a month that was not over when they came are asked about."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pandas as pd
from openpyxl.utils.cell import coordinate_to_tuple
from pandas import DataFrame

from analysis.declare.kept import last_day
from analysis.declare.periods import month_label, quarter_label
from analysis.read.ask.queries import Query, query, query_frame
from analysis.read.open.sheet import NOWHERE, Cell
from analysis.read.pipe import Cleaned

_LABELS = {"quarter": quarter_label, "month": month_label}
# Numbers that say themselves on which day they were drawn are held against that day.
_DRAWN = "extracted"


def timely(made: Cleaned, received: Mapping[str, str], corrections: DataFrame) -> Cleaned:
    """What cleaning made, with a question for each quarter or month that was not over on the day
    its file came; those of cells that `corrections` name have been answered.
    """
    answered = set(zip(*(corrections[name] for name in ("file", "sheet", "cell")), strict=True))
    asked: list[Query] = []
    for frame in made.frames.values():
        if when := _when(frame):
            early = _early(frame, when, received, answered)
            asked += _questions(frame[early], when, received)
    if not asked:
        return made
    queries = _with(made.queries, query_frame(asked))
    return Cleaned(MappingProxyType({**made.frames, "queries": queries}), made.account)


def _with(queries: DataFrame, more: DataFrame) -> DataFrame:
    """All questions in the order of their places."""
    every = pd.concat([queries, more], ignore_index=True)
    places = [_place(row) for row in every.itertuples()]
    order = sorted(range(len(places)), key=places.__getitem__)
    return every.iloc[order].reset_index(drop=True)


def _when(frame: DataFrame) -> str:
    """The column that says when a count of a table was; empty where it has none."""
    if not {"count", "status", "file"} <= set(frame) or _DRAWN in frame:
        return ""
    return next((when for when in _LABELS if when in frame), "")


def _early(
    frame: DataFrame, when: str, received: Mapping[str, str], answered: set[tuple[str, str, str]]
) -> pd.Series:
    """Which counts were sent before their quarter or month was over."""
    places = zip(frame["file"], frame["sheet"], frame["cell"], strict=True)
    open_still = [
        status in ("returned", "withheld")
        and place not in answered
        and bool(day := received.get(place[0], ""))
        and last_day(day) < _end(step)
        for status, place, step in zip(frame["status"], places, frame[when], strict=True)
    ]
    return pd.Series(open_still, index=frame.index, dtype=bool)


def _end(step: str) -> str:
    """The last day of a quarter or a month, as ISO."""
    return f"{pd.Period(step).end_time:%Y-%m-%d}"


def _questions(early: DataFrame, when: str, received: Mapping[str, str]) -> Iterator[Query]:
    """A question for each quarter or month of a sheet, at its first cell."""
    for (file, sheet, step), rows in early.groupby(["file", "sheet", when], sort=False):
        cells = list(rows["cell"])
        first, more = _cell(rows.iloc[0]), f" and {len(cells) - 1} more" if cells[1:] else ""
        words = {"quarter": _LABELS[when](step), "day": received[file]}
        yield query("not_over_yet", (file, sheet), first, cells=f"{cells[0]}{more}", **words)


def _cell(row) -> Cell:
    return Cell(*coordinate_to_tuple(row["cell"]), row["raw"]) if row["cell"] else NOWHERE


def _place(row) -> tuple:
    at = coordinate_to_tuple(row.cell) if row.cell else (0, 0)
    return (row.file, row.sheet, *at, row.rule)
