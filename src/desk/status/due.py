"""By when a thing is due from a sender, as far as the list says; without a line nothing is late."""

import datetime as dt
from dataclasses import dataclass

from pandas import DataFrame

from analysis import store
from analysis.declare.due import ANSWERS, EVERYONE, RETURNS
from analysis.declare.periods import period as declared
from desk.exchange.addressing import EVALUATORS, role_key
from desk.exchange.unreturned import senders


@dataclass(frozen=True)
class Due:
    """The last day in time, and the role of who set or granted it."""

    until: dt.date
    granted_by: str


def lines(period: str, asked: DataFrame) -> DataFrame:
    """The DUE lines of a period, for whoever is asked for returns or is a recipient of questions.
    InputError with a line for each fault.
    """
    roles = {*asked["recipient"], *store.received(period)["sender"].map(role_key)}
    return store.due(period, dict.fromkeys([*senders(declared(period)), *sorted(roles)]))


def is_ours(sender: str) -> bool:
    """Whether the evaluators themselves are meant: nobody writes to them, nor is late with them."""
    return sender == EVALUATORS


def due(lines: DataFrame, sender: str, what: str, on: dt.date) -> Due | None:
    """What the lines of DUE say on a day about the answers of a sender, or its returns of a strand;
    None where they say nothing.

    A line that names the sender goes before one for everyone, then one that names the strand before
    one for all returns; of several alike the one granted last holds.
    """
    known = lines[lines["granted_on"].le(on.isoformat())]
    for whose in (sender,) if is_ours(sender) else (sender, EVERYONE):
        for thing in dict.fromkeys((what, what if what == ANSWERS else RETURNS)):
            rows = known[known["who"].eq(whose) & known["what"].eq(thing)]
            if len(rows):
                last = rows.sort_values("granted_on", kind="stable").iloc[-1]
                return Due(dt.date.fromisoformat(last["until"]), last["granted_by"])
    return None


def is_over(day: Due | None, on: dt.date) -> bool:
    """Whether a day is known by which a thing was due, and has passed."""
    return day is not None and on > day.until
