"""By when something is due: a list kept by hand, with a line for each fault."""

from collections.abc import Iterable

from pandas import DataFrame

from analysis.declare.added import rows_of
from analysis.declare.due import ANSWERS, DUE, EVERYONE, RETURNS, faults
from analysis.declare.table import InputError
from analysis.store.project import raw, shown, strands


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
