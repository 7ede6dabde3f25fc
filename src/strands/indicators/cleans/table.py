"""What was read becomes the complete table: every borough, indicator and quarter of the period has its one
row.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from pandas import DataFrame

from analysis.declare.boroughs import BOROUGH_KEYS, BY_KEY
from analysis.declare.indicators import TABLE, WORDINGS, indicators_of
from analysis.declare.periods import Period
from analysis.read.ask.queries import Query
from analysis.read.values.values import read_value
from strands.indicators.cleans.reading import Row
from strands.indicators.cleans.recording import reworded


def tabulate(sent: Iterable[Row], period: Period) -> tuple[list[Row], list[Query]]:
    """The complete table in its order, and what its values ask. Rows outside the period are left
    out.
    """
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in sent:
        found.setdefault((row.borough, row.indicator, row.quarter), []).append(row)
    rows, queries = [], []
    # A borough that was no member all period long has rows only where something was sent about it.
    named = {borough for borough, _, quarter in found if quarter in period.quarters}
    boroughs = [
        key for key in BOROUGH_KEYS if key in named or BY_KEY[key].was_member_in(period.key)
    ]
    for key in product(boroughs, indicators_of(period.key), period.quarters):
        row, questions = _row(*key, found.get(key, []))
        rows.append(row)
        queries += questions
    return rows, queries


def _row(borough: str, indicator: str, quarter: str, sent: list[Row]) -> tuple[Row, list[Query]]:
    member = BY_KEY[borough].was_member(quarter)
    if not sent:
        return Row(borough, indicator, quarter, "not_returned" if member else "not_member"), []
    if all(row.is_other for row in sent):
        # What says so has been asked about.
        return replace(sent[0], status="queried"), []
    sent = [row for row in sent if not row.is_other]
    # The same table blank elsewhere says nothing: what was typed is what counts.
    first, *others = [row for row in sent if row.at.text.strip()] or sent[:1]
    value, *values = (read_value(row.at, member) for row in (first, *others))
    if any((one.status, one.count) != (value.status, value.count) for one in values):
        differ = "duplicate_values_differ"
        asked = [first.ask(differ, other=f"{_where(row)} says {row.at.typed}") for row in others]
        return replace(first, status="queried"), asked
    asked = [first.ask(value.rule)] if value.rule else []
    asked += [row.ask("duplicate_rows", other=_where(first)) for row in others]
    return replace(first, status=value.status, count=value.count), asked


def _where(row: Row) -> str:
    return " ".join(filter(None, (row.file, row.sheet, row.address)))


def table_frame(rows: Iterable[Row]) -> DataFrame:
    """The rows as a checked TABLE frame."""
    records = [{**vars(row), "cell": row.address, "raw": row.at.typed} for row in rows]
    return TABLE.framed(records)


def wording_frame(sent: Iterable[Row], period: Period) -> DataFrame:
    """How each borough worded each indicator, as a checked WORDINGS frame: the first wording of
    each, and one that is worded anew later on.
    """
    rows = [row for row in sent if row.quarter in period.quarters and not row.is_other]
    series: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.quarter):
        series.setdefault((row.borough, row.indicator), []).append(row)
    records = []
    for key in product(BOROUGH_KEYS, indicators_of(period.key)):
        held = series.get(key, [])
        first = min(held, key=rows.index, default=None)
        for row in filter(None, [first, *(row for row, _ in reworded(held, ""))]):
            at = row.wording
            cell = at.address if at.row else ""
            records.append((*key, at.typed, row.file, row.sheet, cell))
    return WORDINGS.framed(records)
