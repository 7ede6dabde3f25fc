"""Who is asked what: a borough gets its own questions and no other's, the sender of a file the
rest.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import BOROUGH_KEYS
from desk.exchange.naming import boroughs_named

# What may be told to no sender, since it speaks of two boroughs, stays with those who know both.
EVALUATORS = "evaluators"
# Where one of these was asked, the rows that could be read do not say whose file it is.
_UNSURE = {"unknown_borough", "ambiguous_borough", "boroughs_disagree"}
_PLACE = ["file", "sheet", "cell"]


@dataclass(frozen=True)
class _Known:
    """Whose each cell, line, sheet and file is, where it is one borough's alone; and who sent each
    file.
    """

    owners: dict[tuple, str]
    senders: dict[str, str]
    read: frozenset[str]

    @property
    def several(self) -> set[str]:
        """Roles that several people hold, one a borough: we cannot tell which of them to ask."""
        return {role for file, role in self.senders.items() if (file,) in self.owners}


def addressed(queries: DataFrame, tables: Iterable[DataFrame], received: DataFrame) -> DataFrame:
    """QUERIES rows with a column `recipient`: a borough's key, or the role of a sender as a key.

    `tables` are the cleaned tables, `received` is the RECEIVED table. A borough gets what asks
    about its own cells and names no other borough. What speaks of two, or might, goes to the
    evaluators.
    """
    known = _known(queries, list(tables), received)
    recipients = [_recipient(row, known) for row in queries.to_dict("records")]
    return queries.assign(recipient=Series(recipients, index=queries.index, dtype="str"))


def _known(queries: DataFrame, tables: list[DataFrame], received: DataFrame) -> _Known:
    columns = [*_PLACE, "borough"]
    rows = [table.reindex(columns=columns, fill_value="") for table in tables if "cell" in table]
    held = pd.concat([DataFrame(columns=columns, dtype="str"), *rows], ignore_index=True)
    held = held[held["file"] != ""]
    unsure = set(queries.loc[queries["rule"].isin(_UNSURE), "file"])
    held["sure"] = held["file"].mask(held["file"].isin(unsure))
    parts = held["cell"].str.extract(r"^([A-Z]*)(\d*)$").fillna("")
    held["column"], held["row"] = "column " + parts[0], "row " + parts[1]
    owners: dict[tuple, str] = {}
    for names in ("sure", "sure sheet", "file sheet column", "file sheet row", "file sheet cell"):
        for key, boroughs in held.groupby(names.split())["borough"]:
            if boroughs.nunique() == 1 and boroughs.iloc[0] in BOROUGH_KEYS:
                owners[key] = boroughs.iloc[0]
    senders = dict(zip(received["file"], received["sender"].map(role_key), strict=True))
    return _Known(owners, senders, frozenset(held["file"]))


def role_key(sender: str) -> str:
    """A sender as received.csv names it, as a key; what follows the first comma says where it was
    printed.
    """
    plain = re.sub(r"['’]s?\b", "", sender.split(",")[0].casefold())
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return EVALUATORS if key in ("", f"simulated_{EVALUATORS}") else key


def _recipient(row: dict, known: _Known) -> str:
    if owner := _owner(row, known):
        return EVALUATORS if _speaks_of_others(row, owner, known) else owner
    role = known.senders.get(row["file"], EVALUATORS)
    return EVALUATORS if role in known.several or role in BOROUGH_KEYS else role


def _owner(row: dict, known: _Known) -> str | None:
    """The borough a question is about, from the cell to the file: the narrowest that is one
    borough's.
    """
    file, sheet, cell = (row[name] for name in _PLACE)
    letters, number = re.match(r"([A-Z]*)(\d*)", cell).groups()
    lines = [
        (file, sheet, f"{kind} {at}") for kind, at in (("row", number), ("column", letters)) if at
    ]
    for key in ((file, sheet, cell), (file, sheet), *lines, (file,)):
        if key in known.owners:
            return known.owners[key]
    named = boroughs_named(file or row["question"]) if file not in known.read else set()
    return next(iter(named & set(BOROUGH_KEYS)), None) if len(named) == 1 else None


def _speaks_of_others(row: dict, owner: str, known: _Known) -> bool:
    text = " ".join(str(row[name]) for name in (*_PLACE, "typed", "question", "effect"))
    others = {file for (file, *rest), whose in known.owners.items() if not rest and whose != owner}
    return bool(boroughs_named(text) - {owner}) or any(file in text for file in others)
