"""Senders, days and things due as the status and its e-mails say them."""

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.due import ANSWERS, RETURNS
from analysis.declare.training import PARTNERSHIP
from analysis.declare.words import day, listed
from analysis.registry import STRANDS
from desk.exchange.addressing import EVALUATORS
from desk.exchange.workbook import recipient_name
from desk.status.due import Due

_THINGS = {RETURNS: "all returns", ANSWERS: "answers to questions"}
_SENDERS = {PARTNERSHIP: "whoever keeps it for the whole partnership", EVALUATORS: "the evaluators"}


def named(sender: str) -> str:
    """A sender as people read it: a borough's name, or a role."""
    return _SENDERS.get(sender) or recipient_name(sender)


def is_borough(sender: str) -> bool:
    """Whether a sender is a borough, which reads nothing of another."""
    return sender in BOROUGH_KEYS


def thing(what: str) -> str:
    """What is due, from its key in the list."""
    return _THINGS.get(what) or STRANDS[what].title


def titles(strand: str, held: tuple[str, ...]) -> str:
    """Some of what was asked for of a strand: `Complaints: Open cases`; its tables of numbers go by
    its title.
    """
    title, named_beside = (
        STRANDS[strand].title,
        [one for one in held if one != STRANDS[strand].title],
    )
    joint = ", with " if title in held else ": "
    return title + (f"{joint}{listed(named_beside)}" if named_beside else "")


def when_due(due: Due | None) -> str:
    """By when: `30 April 2026`, or that no day is on record."""
    return day(due.until) if due else "no day on record"
