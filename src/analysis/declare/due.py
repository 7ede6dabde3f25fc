"""By when something is due from whom, and the extensions that were granted, as people list them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from analysis.declare.added import Added, fault
from analysis.declare.table import Table, columns

# Whoever is asked for something; everything that is asked for; the answers to questions.
EVERYONE, RETURNS, ANSWERS = "everyone", "returns", "answers"
_DAY = r"\d{4}-\d{2}-\d{2}"
DUE = Table(
    "due",
    one_row_is="one day by which something is due, or an extension of it",
    key=("who", "what", "granted_on"),
    columns=columns(
        """
        who: whose it is, everyone or one sender by its key, like tower_hamlets
        what: what is due, returns, answers or the returns of one strand by its key, like indicators
        until: the last day in time, like 2026-06-30
        granted_by: the role of who set or granted it, never a name, like lead evaluator
        granted_on: when that was, like 2026-04-01
    """,
        until=_DAY,
        granted_on=_DAY,
    ),
)


def faults(
    rows: Iterable[Added], senders: Collection[str], things: Collection[str]
) -> Iterator[str]:
    """What is wrong in rows of DUE, a line a fault. `senders` are the keys of all who are asked,
    `things` what is asked for.
    """
    before: dict[tuple, str] = {}
    for row in rows:
        given = {name: row.given.get(name, "") for name in DUE.columns}
        yield from (f"{row.where}: {why}" for why in fault(row, DUE))
        for name in ("until", "granted_on"):
            if DUE.columns[name].misfit(given[name]) == "" and not is_day(given[name]):
                yield f"{row.where}: {name}: '{given[name]}' is no day of the calendar"
        for name, known in (("who", senders), ("what", things)):
            if given[name] and given[name] not in known:
                yield f"{row.where}: {name}: '{given[name]}' is not known; write one of {', '.join(known)}"
        key = tuple(given[name] for name in DUE.key)
        if key in before:
            yield f"{row.where}: {before[key]} says the same of the same day; keep one of them"
        before.setdefault(key, row.where)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar."""
    with suppress(ValueError):
        return bool(dt.date.fromisoformat(text))
    return False
