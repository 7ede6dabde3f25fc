"""Lists kept by hand whose faults are told with a line for each, and by when something is due."""

from collections.abc import Iterable
from pathlib import Path

from pandas import DataFrame

from analysis.declare.added import fault, refuse_twice, rows_of
from analysis.declare.due import ANSWERS, DUE, EVERYONE, RETURNS, faults
from analysis.declare.table import InputError, Table
from analysis.store.project import raw, shown, strands


def by_hand(table: Table, path: Path, faults_of=fault) -> DataFrame:
    """A list kept by hand, without rows where there is none; InputError with a line for each
    fault. A row is named by the first column.
    """
    rows = list(rows_of(path, shown(path), table)) if path.is_file() else []
    if wrong := [f"{row.where}: {why}" for row in rows for why in faults_of(row, table)]:
        raise InputError("\n".join(wrong))
    refuse_twice(rows, *table.key)
    return table.framed(row.given for row in rows)


def due(period: str, senders: Iterable[str]) -> DataFrame:
    """By when something is due from which of `senders` (keys): the DUE table in its order, without
    rows where none is kept. InputError with a line for each fault.
    """
    if not (path := raw(period) / f"{DUE.name}.csv").is_file():
        return DUE.empty()
    rows = list(rows_of(path, shown(path), DUE))
    things = (RETURNS, ANSWERS, *strands(period))
    if wrong := [*faults(rows, [EVERYONE, *senders], things)]:
        raise InputError("\n".join(wrong))
    return DUE.framed(row.given for row in rows)
