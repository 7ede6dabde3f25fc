"""Questions at their places, in their order, as the frame that goes back to the senders."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pandas import DataFrame

from analysis.declare.returned import QUERIES
from analysis.read.ask.rule import Rule
from analysis.read.ask.rules import RULES
from analysis.read.open.sheet import NOWHERE, Cell, Sheet
from analysis.read.personal.words import masked

# The function that asks: by a rule, of a place, with what was found there.
Asking = Callable[..., "Query"]


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


def asking(*own: Rule) -> Asking:
    """The function that asks by the rules all strands share and a strand's `own`: the same key
    twice is an error.
    """
    declared = {rule.key: rule for rule in (*RULES, *own)}
    assert len(declared) == len(RULES) + len(own)

    def query(
        rule: str, where: Sheet | tuple[str, str] = ("", ""), cell: Cell | None = None, /, **found
    ) -> Query:
        """The question `rule` asks of a sheet, or of a file and the name of a sheet, about a cell of
        it; what was found is put into its words.
        """
        file, sheet = where if isinstance(where, tuple) else (where.file, where.name)
        # What heads a table without standing in a cell has no place.
        at, asked = cell if cell and cell.row else NOWHERE, declared[rule]
        words = {"typed": at.typed, **found}
        return Query(
            file,
            sheet,
            at.row,
            at.column,
            rule,
            asked.severity,
            at.address if at.row else "",
            str(words["typed"]),
            asked.asks.format(**words),
            asked.unanswered.format(**words),
        )

    return query


query = asking()


def without_people(asked: Query) -> Query:
    """The question with what tells of people taken out of its words."""
    typed, question = masked(asked.typed), masked(asked.question)
    return replace(asked, typed=typed, question=question)


def query_frame(queries: Iterable[Query]) -> DataFrame:
    """The queries as a checked QUERIES frame: by file, sheet, place and rule, each once."""
    records = [
        {column: getattr(asked, column) for column in QUERIES.columns}
        for asked in sorted(set(queries))
    ]
    return QUERIES.framed(records)
