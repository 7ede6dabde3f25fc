"""Numbers of a quarter or a month that was not over when they came, and days that were still to
come, are asked about.
"""

from collections.abc import Iterable, Iterator, Mapping
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


def timely(
    made: Cleaned,
    received: Mapping[str, str],
    corrections: DataFrame,
    days: Iterable[str] = (),
) -> Cleaned:
    """What cleaning made, with a question for each quarter or month that was not over on the day
    its file came, and for the lines of a sheet whose day, under one of the columns `days`, was
    still to come; those of cells that `corrections` name have been answered.
    """
    answered = set(zip(*(corrections[name] for name in ("file", "sheet", "cell")), strict=True))
    asked: list[Query] = []
    for frame in made.frames.values():
        for when in _whens(frame, days):
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


def _whens(frame: DataFrame, days: Iterable[str]) -> list[str]:
    """The columns that say when what a table holds was."""
    if not {"status", "file"} <= set(frame):
        return []
    steps = [when for when in _LABELS if when in frame and "count" in frame]
    return [*(steps[:1] if _DRAWN not in frame else []), *(day for day in days if day in frame)]


def _early(
    frame: DataFrame, when: str, received: Mapping[str, str], answered: set[tuple[str, str, str]]
) -> pd.Series:
    """Which counts were sent before their quarter or month was over."""
    places = zip(frame["file"], frame["sheet"], frame["cell"], strict=True)
    open_still = [
        status in ("returned", "withheld")
        and place not in answered
        and bool(step and (day := received.get(place[0], "")))
        and last_day(day) < _end(step)
        for status, place, step in zip(frame["status"], places, frame[when], strict=True)
    ]
    return pd.Series(open_still, index=frame.index, dtype=bool)


def _end(step: str) -> str:
    """The last day of a quarter or a month, as ISO."""
    return f"{pd.Period(step).end_time:%Y-%m-%d}"


def _questions(early: DataFrame, when: str, received: Mapping[str, str]) -> Iterator[Query]:
    """A question for each quarter or month of a sheet, or for all its days, at its first cell."""
    by = ["file", "sheet", *([when] if when in _LABELS else [])]
    for (file, sheet, *_), rows in early.groupby(by, sort=False):
        cells, step = list(dict.fromkeys(rows["cell"])), rows[when].iloc[0]
        first, more = _cell(rows.iloc[0]), f" and {len(cells) - 1} more" if cells[1:] else ""
        words = {"day": received[file], "cells": f"{cells[0]}{more}"}
        if when in _LABELS:
            asked = query(
                "not_over_yet", (file, sheet), first, quarter=_LABELS[when](step), **words
            )
        else:
            asked = query("day_to_come", (file, sheet), first, when=step, **words)
        yield asked


def _cell(row) -> Cell:
    return Cell(*coordinate_to_tuple(row["cell"]), row["raw"]) if row["cell"] else NOWHERE


def _place(row) -> tuple:
    at = coordinate_to_tuple(row.cell) if row.cell else (0, 0)
    return (row.file, row.sheet, *at, row.rule)
