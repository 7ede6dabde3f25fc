"""A draft's bytes become the frame of doubts about it, and a tally of what could be compared."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pandas import DataFrame

from analysis.declare.table import Table, columns
from draftcheck import (
    between,
    grim,
    hundred,
    listing,
    periods,
    places,
    prose,
    references,
    shares,
    small,
    totals,
)
from draftcheck.finding import SURE, Finding
from draftcheck.reading import read_draft

# Findings are told in this order.
_MODULES = (
    totals,
    between,
    grim,
    shares,
    hundred,
    prose,
    listing,
    references,
    periods,
    places,
    small,
)
RULES = {rule.key: rule for module in _MODULES for rule in module.RULES}
DOUBTS = Table(
    "doubts",
    one_row_is="one doubt about a draft",
    key=(),
    columns=columns(
        """
        place: where in the draft: line, paragraph, cell, or table with row and column
        rule: the rule that raised it
        says: what the draft says there
        expected: what was expected
        sure: certain: it is wrong; likely: it seems so; look: it may be meant
    """,
        rule=tuple(RULES),
        sure=SURE,
    ),
)


@dataclass(frozen=True)
class Checked:
    """The doubts about a draft, and how much there was to doubt: so silence means something."""

    doubts: DataFrame
    tally: dict[str, int]


def check(name: str, content: bytes) -> Checked:
    """Read a draft and put every rule to it. InputError where it cannot be read."""
    document = read_draft(name, content)
    found = [(key, finding) for key, rule in RULES.items() for finding in rule.find(document)]
    tally = {rule.unit: len(list(rule.compared(document))) for rule in RULES.values()}
    return Checked(framed(found), {"tables": len(document.grids), **tally})


def framed(found: Iterable[tuple[str, Finding]]) -> DataFrame:
    """Findings with the rules that made them as a DOUBTS frame, each once."""
    rows = [{"rule": rule, **asdict(finding)} for rule, finding in dict.fromkeys(found)]
    return DOUBTS.framed(rows)
