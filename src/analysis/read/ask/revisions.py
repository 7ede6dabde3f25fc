"""What was known when the report was last published beside what is known now: each number that
differs, and why.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd
from pandas import DataFrame

from analysis.declare.kept import known
from analysis.declare.revisions import (
    CORRECTED,
    DEFINED,
    LATE,
    METHOD,
    RESTATED,
    REVISIONS,
    WITHDRAWN,
    row_key,
)
from analysis.declare.table import Table

Wordings = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What bears on why a number changed: lists of today, headings then and now, and the day of
    publication.

    `received` and `corrections` are the RECEIVED and CORRECTIONS tables of the strand. `wordings`
    holds how each series was headed, by the beginning of its row key: then and now.
    """

    published: str
    received: DataFrame
    corrections: DataFrame
    wordings: tuple[Wordings, Wordings] = field(default=({}, {}))


def headed(wordings: DataFrame) -> Wordings:
    """The headings of a WORDINGS frame, by the beginning of the row key of the series they head."""
    return {
        row_key(row.borough, row.indicator): " ".join(row.wording.split())
        for row in wordings.itertuples()
    }


def revised(then: object, now: object, tables: Mapping[str, Table], about: Known) -> DataFrame:
    """What differs in all tables of a strand between what cleaning made `then` and makes `now`: a
    REVISIONS frame.

    Tables named by their files, and those without a status, are not compared.
    """
    held = [
        name
        for name, table in tables.items()
        if name in now.frames and "status" in table.columns and "file" not in table.key
    ]
    found = [
        revisions(getattr(then, name), getattr(now, name), tables[name], about, name)
        for name in held
    ]
    return REVISIONS.check(pd.concat(found, ignore_index=True))


def revisions(
    then: DataFrame, now: DataFrame, table: Table, about: Known, name: str = "table"
) -> DataFrame:
    """The rows of `table` that differ between `then` and `now`: a checked REVISIONS frame.

    Of a table of counts it names each number. Lines without a count hold what senders keep to
    themselves, so they are told by borough and reason alone. Nothing was revised where no report
    was published. Both frames are read by today's code, so a number that only a change of code
    would move does not differ here.
    """
    before, after = _by_key(then, table), _by_key(now, table)
    keys = list(dict.fromkeys([*after, *before])) if about.published else []
    pairs = {key: (before.get(key, _NO_ROW), after.get(key, _NO_ROW)) for key in keys}
    changed = {
        key: pair for key, pair in pairs.items() if _said(pair[0], table) != _said(pair[1], table)
    }
    of_lines = "count" not in table.columns
    found = (
        _of_lines(changed, about)
        if of_lines
        else [_revision(key, *pair, about) for key, pair in changed.items()]
    )
    return REVISIONS.framed({"table": name, **row} for row in found)


_NO_ROW = {"count": None, "status": "", "file": "", "sheet": "", "cell": "", "raw": ""}
_NOT_SAID = {"file", "sheet", "cell", "raw", "caveat", "count", "status"}


def _by_key(rows: DataFrame, table: Table) -> dict[str, dict]:
    records = rows.assign(count=rows.get("count")).astype({"count": object}).to_dict("records")
    return {row_key(*(str(row[column]) for column in table.key)): row for row in records}


def _said(row: dict, table: Table) -> tuple:
    """Status, count and, of a line, all it says; a row that is not there is as good as one that was
    not returned.
    """
    others = (
        ()
        if "count" in table.columns
        else tuple(
            str(row[name]) for name in table.columns if name in row and name not in _NOT_SAID
        )
    )
    return (*_number(row), *(others if row["status"] not in ("", "not_returned") else ()))


def _number(row: dict) -> tuple:
    return row["status"] or "not_returned", None if pd.isna(row["count"]) else int(row["count"])


def _of_lines(changed: Mapping[str, tuple[dict, dict]], about: Known) -> Iterator[dict]:
    """How many lines of each borough differ for each reason: how many of them there were, and how
    many there are.
    """
    reasons = {key: _reason(key, *pair, about) for key, pair in changed.items()}
    groups: dict[tuple, list[str]] = {}
    for key, (then, now) in changed.items():
        groups.setdefault(
            ((now if now["status"] else then).get("borough", ""), reasons[key][0]), []
        ).append(key)
    for (borough, reason), keys in groups.items():
        there = Counter(side for key in keys for side in (0, 1) if changed[key][side]["status"])
        files = {changed[key][1]["file"] for key in keys}
        yield {
            "row": row_key(borough, reason),
            "was": there[0],
            "was_status": "returned",
            "becomes": there[1],
            "status": "returned",
            "reason": reason,
            "why": "",
            "since": max(reasons[key][2] for key in keys),
            "published": about.published,
            "file": files.pop() if len(files) == 1 else "",
            "at": "",
        }


def _revision(key: str, then: dict, now: dict, about: Known) -> dict:
    reason, why, since = _reason(key, then, now, about)
    return {
        "row": key,
        "was": then["count"],
        "was_status": then["status"],
        "becomes": now["count"],
        "status": now["status"],
        "reason": reason,
        "why": why,
        "since": since,
        "published": about.published,
        "file": now["file"],
        "at": " ".join(filter(None, (now["sheet"], now["cell"]))),
    }


def _reason(key: str, then: dict, now: dict, about: Known) -> tuple[str, str, str]:
    """Why a number changed, what was said of it, and since when."""
    is_same_cell = _place(then) == _place(now)
    corrected = _correction(now, about)
    if corrected and (is_same_cell or then["raw"] == now["raw"]):
        return CORRECTED, corrected["why"], corrected["decided"]
    since = _since(then, now, about)
    before, after = _number(then), _number(now)
    if before[0] == "not_returned":
        return LATE, "", since
    if not now["status"] or (before[1] is not None and after[1] is None):
        return WITHDRAWN, "", since
    if is_same_cell:
        return METHOD, "", since
    worded, reworded = (_heading(key, wordings) for wordings in about.wordings)
    if worded and reworded and worded != reworded:
        return DEFINED, f"“{worded}” became “{reworded}”", since
    return RESTATED, "", since


def _place(row: dict) -> tuple[str, str, str]:
    return row["file"], row["sheet"], row["cell"]


def _correction(now: dict, about: Known) -> dict | None:
    """The correction of the cell a number stands in, unless it was known when the report was
    published.
    """
    known_then = known(about.corrections, "decided", about.published).index
    since = about.corrections.drop(index=known_then).to_dict("records")
    return next((one for one in since if _place(one) == _place(now)), None)


def _since(then: dict, now: dict, about: Known) -> str:
    """When the file arrived that changed the number: the one it stands in now, or the one that
    replaced its old.
    """
    received = about.received
    if then["file"] == now["file"]:
        return ""
    came = (
        received["file"].eq(now["file"]) if now["file"] else received["replaces"].eq(then["file"])
    )
    return next(iter(received.loc[came, "received"]), "")


def _heading(key: str, wordings: Wordings) -> str:
    return next(
        (said for series, said in wordings.items() if key.startswith(row_key(series, ""))), ""
    )
