"""Questions at their places, in their order, as the frame that goes back to the senders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.declare.returned import QUERIES
from analysis.read.ask.rule import Rule
from analysis.read.ask.rules import RULES
from analysis.read.open.sheet import Cell


@dataclass(frozen=True, order=True)
class Query:
    """One question at one place, ordered by that place."""

    file: str
    sheet: str
    row: int
    column: int
    rule: str
    severity: str
    cell: str
    typed: str
    question: str
    effect: str


def asking(*own: Rule) -> Callable[..., Query]:
    """The function that asks by the rules all strands share and a strand's `own`: the same key
    twice is an error.
    """
    declared = {rule.key: rule for rule in (*RULES, *own)}
    assert len(declared) == len(RULES) + len(own)

    def query(
        rule: str, file: str = "", sheet: str = "", cell: Cell | None = None, **found: object
    ) -> Query:
        """The question `rule` asks about `cell`, with what was found put into its words."""
        asked, typed = declared[rule], str(found.pop("typed", cell.typed if cell else ""))
        words = {"typed": typed, **found}
        return Query(
            file,
            sheet,
            cell.row if cell else 0,
            cell.column if cell else 0,
            rule,
            asked.severity,
            cell.address if cell else "",
            typed,
            asked.asks.format(**words),
            asked.unanswered.format(**words),
        )

    return query


query = asking()


def query_frame(queries: Iterable[Query]) -> pd.DataFrame:
    """The queries as a checked QUERIES frame: by file, sheet, place and rule, each once."""
    records = [
        {column: getattr(asked, column) for column in QUERIES.columns}
        for asked in sorted(set(queries))
    ]
    return QUERIES.check(pd.DataFrame(records, columns=list(QUERIES.columns)))
