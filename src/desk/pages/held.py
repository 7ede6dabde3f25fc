"""Everything a period's pages are made from, read once: rows, files, questions, answers,
corrections, findings.
"""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.finding import FINDINGS
from analysis.declare.replies import CLOSED
from analysis.declare.returned import QUERIES
from analysis.registry import TABLES
from desk.exchange.addressing import addressed
from desk.exchange.desk import questions
from desk.exchange.naming import file_name
from desk.exchange.settling import settled
from desk.pages.reader import Reader
from strands.indicators.finds import indicators

_PLACE = ["file", "sheet", "cell"]


@dataclass(frozen=True)
class Held:
    """A period as it is known now, of all boroughs.

    A borough reads its own words as it wrote them: its page goes to nobody else. `tables` are those
    with a column `borough`, and the revisions, by strand and name, up to the period. `owners` are
    the boroughs with rows in each file of it. `asked` and `corrections` have a column `recipient`:
    whose they are. `withholds` says whether the report withholds small numbers.
    """

    period: str
    origin: str
    withholds: bool
    tables: dict[tuple[str, str], DataFrame]
    found: DataFrame
    owners: dict[str, set[str]]
    received: DataFrame
    asked: DataFrame
    corrections: DataFrame

    def reader(self, borough: str) -> Reader:
        """The borough as a reader of its page."""
        own = {file_name(file) for file, whose in self.owners.items() if borough in whose}
        return Reader(borough, frozenset(map(file_name, self.owners)) - own)


def held(period: str, until: dt.date | None, today: dt.date) -> Held:
    """Read what the pages of `period` are made from; what is open after the day `until` is overdue."""
    strands = store.strands(period)
    cleaned = [
        table
        for strand in strands
        for name, table in store.cleaned(period, strand).items()
        if name != "queries" and "cell" in table
    ]
    received, asked = store.received(period), questions(period)
    states = settled(asked, store.replies(period), until, today)
    gone, corrections = states[states["status"] == CLOSED], store.corrections(period)
    return Held(
        period=period,
        origin=store.origin(period),
        withholds=store.profile(period).withholds,
        tables={
            (strand, name): store.read(strand, name, up_to=period, as_sent=True)
            for strand in strands
            for name, table in TABLES[strand].items()
            if "borough" in table.columns or name == "revisions"
        },
        found=_found(period, strands),
        owners=_owners(cleaned),
        received=received,
        asked=pd.concat([states.drop(gone.index), _whose(gone, asked, cleaned, received)]),
        corrections=_whose(corrections, asked, cleaned, received),
    )


def _found(period: str, strands: list[str]) -> DataFrame:
    if "indicators" not in strands:
        return FINDINGS.empty()
    return indicators.findings(store.read("indicators", up_to=period), period)


def _owners(cleaned: list[DataFrame]) -> dict[str, set[str]]:
    """Whose rows each file holds: boroughs, and whatever else stands in the column."""
    rows = pd.concat([table.reindex(columns=["file", "borough"]) for table in cleaned]).dropna()
    return {file: {*whose} - {""} for file, whose in rows.groupby("file")["borough"] if file}


def _whose(
    rows: DataFrame, asked: DataFrame, cleaned: list[DataFrame], received: DataFrame
) -> DataFrame:
    """Rows about places with `recipient`, by the rule for questions: what is said in them is looked
    at elsewhere.
    """
    places = rows[_PLACE].reindex(columns=list(QUERIES.columns), fill_value="")
    every = addressed(
        pd.concat([asked[list(QUERIES.columns)], places], ignore_index=True), cleaned, received
    )
    return rows.assign(recipient=every["recipient"].tail(len(rows)).to_list())
