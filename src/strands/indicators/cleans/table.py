"""Entries become the complete table: every borough, indicator and quarter of the period has its one
row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS, BY_KEY
from analysis.declare.indicators import TABLE, WORDINGS, indicators_of
from analysis.declare.periods import Period
from analysis.read.ask.queries import Query
from analysis.read.open.sheet import NOWHERE, Cell
from analysis.read.values.values import Value, read_value
from strands.indicators.cleans.reading import Entry
from strands.indicators.cleans.rules import query


@dataclass(frozen=True)
class Row:
    """One row of the table, still knowing its cell."""

    borough: str
    indicator: str
    quarter: str
    status: str = "not_returned"
    count: int | None = None
    file: str = ""
    sheet: str = ""
    at: Cell = NOWHERE
    caveat: str = ""

    def ask(self, rule: str, **found: object) -> Query:
        """A query at this row's cell."""
        return query(rule, (self.file, self.sheet), self.at, **found)

    @property
    def address(self) -> str:
        """The row's cell; empty where nothing arrived."""
        return self.at.address if self.at.row else ""


def tabulate(entries: Iterable[Entry], period: Period) -> tuple[list[Row], list[Query]]:
    """The complete table in its order, and what its values ask. Entries outside the period are left
    out.
    """
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.borough, entry.indicator, entry.quarter), []).append(entry)
    rows, queries = [], []
    # A borough that was no member all period long has rows only where something was sent about it.
    sent = {borough for borough, _, quarter in found if quarter in period.quarters}
    boroughs = [key for key in BOROUGH_KEYS if key in sent or BY_KEY[key].was_member_in(period.key)]
    for key in product(boroughs, indicators_of(period.key), period.quarters):
        row, questions = _row(*key, found.get(key, []))
        rows.append(row)
        queries += questions
    return rows, queries


def _row(
    borough: str, indicator: str, quarter: str, entries: list[Entry]
) -> tuple[Row, list[Query]]:
    member = BY_KEY[borough].was_member(quarter)
    if not entries:
        return Row(borough, indicator, quarter, "not_returned" if member else "not_member"), []
    # The same table blank elsewhere says nothing: what was typed is what counts.
    typed = [entry for entry in entries if entry.cell.text.strip()] or entries[:1]
    values = [read_value(entry.cell, member) for entry in typed]
    row = _row_of(typed[0], values[0])
    if len({(value.status, value.count) for value in values}) > 1:
        return _row_of(typed[0], Value("queried")), [_differs(row, entry) for entry in typed[1:]]
    asked = [row.ask(values[0].rule)] if values[0].rule else []
    return row, asked + [
        _row_of(entry, values[0]).ask("duplicate_rows", other=_where(typed[0]))
        for entry in typed[1:]
    ]


def _row_of(entry: Entry, value: Value) -> Row:
    return Row(
        entry.borough,
        entry.indicator,
        entry.quarter,
        value.status,
        value.count,
        entry.file,
        entry.sheet,
        entry.cell,
        entry.caveat,
    )


def _differs(row: Row, entry: Entry) -> Query:
    return row.ask("duplicate_values_differ", other=f"{_where(entry)} says {entry.cell.typed}")


def _where(entry: Entry) -> str:
    return " ".join(part for part in (entry.file, entry.sheet, entry.cell.address) if part)


def table_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """The rows as a checked TABLE frame."""
    records = [{**vars(row), "cell": row.address, "raw": row.at.typed} for row in rows]
    return TABLE.framed(records)


def wording_frame(entries: Iterable[Entry], period: Period) -> pd.DataFrame:
    """How each borough worded each indicator, as a checked WORDINGS frame: the first wording of
    each.
    """
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.quarter in period.quarters:
            first.setdefault((entry.borough, entry.indicator), entry)
    records = []
    for key in product(BOROUGH_KEYS, indicators_of(period.key)):
        if entry := first.get(key):
            at = entry.wording
            cell = at.address if at.row else ""
            records.append((*key, at.typed, entry.file, entry.sheet, cell))
    return WORDINGS.framed(records)
