"""What did not come, asked from what was asked for: never from what others sent."""

from collections.abc import Iterable, Iterator

from pandas import DataFrame

from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import Period
from analysis.declare.returned import NO_RETURN
from analysis.declare.training import PARTNERSHIP
from analysis.declare.words import listed
from analysis.read.ask.queries import Query, query, query_frame
from analysis.registry import STRANDS, TABLES
from desk.collecting.forms import Asked, asked_of
from desk.exchange.naming import boroughs_named

# Cleaning asks these where others sent something; they are asked here of everybody.
ASKED_HERE = NO_RETURN
# What is asked of numbers that never came, in words: nothing that was typed waits for an answer.
NEVER_CAME = {
    "returns that never came": ASKED_HERE,
    "quarters left out of returns that came": ("not_returned_quarters",),
}
# Who is meant where something is kept for all boroughs together.
WHOLE = "The partnership"
_ABOUT = ("queries", "revisions", "totals", "wordings")


def unreturned(strand: str, period: Period, cleaned: dict[str, DataFrame]) -> DataFrame:
    """A question (QUERIES) a sender that sent nothing of some of what it was asked for of a strand:
    each member of the period, and whoever keeps it for the whole partnership.

    `cleaned` are the strand's tables of the period. Nothing is asked of a period without dates.
    """
    return query_frame(
        when_will_it_come(sender, titles, period)
        for sender in senders(period)
        if (titles := missing(strand, sender, period, cleaned))
    )


def about(asked: DataFrame) -> str:
    """How many of some questions are about what was sent, and how many about what was not."""
    gone = asked["rule"].isin(ASKED_HERE).sum()
    numbers = {"about what was sent": len(asked) - gone, "about returns that never came": gone}
    return listed([f"{number} {what}" for what, number in numbers.items() if number])


def parted(asked: DataFrame) -> str:
    """The same in brackets, where both kinds are among them; else nothing."""
    gone = asked["rule"].isin(ASKED_HERE)
    return f" ({about(asked)})" if gone.any() and not gone.all() else ""


def senders(period: Period) -> list[str]:
    """The keys of who is asked for returns of a period, in order of joining; nobody of one without
    dates.
    """
    return [*(one.key for one in members(period.key)), PARTNERSHIP] if period.quarters else []


def when_will_it_come(sender: str, titles: list[str], period: Period) -> Query:
    """The question to a sender about what did not come, by its titles."""
    named, title = _named(sender), "', '".join(titles)
    return query("no_proforma", borough=named, title=title, period=period.label)


def _named(sender: str) -> str:
    return WHOLE if sender == PARTNERSHIP else borough_name(sender)


def titles(strand: str, asked: Asked) -> list[str]:
    """The titles of what is asked for of a strand; its tables of numbers go by the strand's."""
    numbers = [STRANDS[strand].title] if asked.forms else []
    return [*numbers, *(one.title for one in asked.proformas if one.expected)]


def missing(strand: str, sender: str, period: Period, cleaned: dict[str, DataFrame]) -> list[str]:
    """The titles of what a sender was asked for and of which nothing is here, nor asked about."""
    asked, tables = asked_of(strand, sender, period), _by_declared_name(strand, cleaned)
    if not asked or _is_asked_about(sender, cleaned):
        return []
    of_forms = [rows for name, rows in tables.items() if name not in _of_proformas(asked)]
    forms = [STRANDS[strand].title] if asked.forms and not came(sender, of_forms) else []
    proformas = (
        one.title
        for one in asked.proformas
        if one.expected and not came(sender, [tables[one.key]] if one.key in tables else [])
    )
    return [*forms, *proformas]


def _by_declared_name(strand: str, cleaned: dict[str, DataFrame]) -> dict[str, DataFrame]:
    """The tables of returned rows by what their declaration calls them, which for those of a
    proforma is its key.
    """
    return {TABLES[strand][name].name: rows for name, rows in cleaned.items() if name not in _ABOUT}


def _of_proformas(asked: Asked) -> set[str]:
    return {one.key for one in asked.proformas}


def came(sender: str, tables: Iterable[DataFrame]) -> set[str]:
    """The files from which rows of a sender were read; what has no borough is the partnership's."""
    mine = (rows[rows["borough"].eq(sender)] if "borough" in rows else rows for rows in tables)
    return {file for rows in mine for file in _files(rows) if file}


def _is_asked_about(sender: str, cleaned: dict[str, DataFrame]) -> bool:
    """Whether a file of a borough gave no row, and a question on it has gone out already."""
    read = {file for name, rows in cleaned.items() if name != "queries" for file in _files(rows)}
    asked = cleaned["queries"]
    stopped = set(asked.loc[asked["severity"] == "stop", "file"]) - read
    return any(boroughs_named(file) == {sender} for file in stopped if file)


def _files(rows: DataFrame) -> Iterator[str]:
    yield from rows.get("file", ())
