"""What was known when the report was last published beside what is known now: each number that differs, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.evaluation.kept import known
from analysis.evaluation.revisions import (
    CORRECTED,
    DEFINED,
    LATE,
    METHOD,
    RESTATED,
    REVISIONS,
    WITHDRAWN,
    row_key,
)
from analysis.frames import Table

Wordings = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What bears on why a number changed: lists of today, headings then and now, and the day of publication.

    `received` and `corrections` are the RECEIVED and CORRECTIONS tables of the strand. `wordings` holds how each
    series was headed, by the beginning of its row key: then and now.
    """

    published: str
    received: pd.DataFrame
    corrections: pd.DataFrame
    wordings: tuple[Wordings, Wordings] = field(default=({}, {}))


def headed(wordings: pd.DataFrame) -> Wordings:
    """The headings of a WORDINGS frame, by the beginning of the row key of the series they head."""
    return {row_key(row.borough, row.indicator): " ".join(row.wording.split()) for row in wordings.itertuples()}


def revisions(then: pd.DataFrame, now: pd.DataFrame, table: Table, about: Known) -> pd.DataFrame:
    """The rows of `table` whose count or status differs between `then` and `now`: a checked REVISIONS frame.

    Nothing was revised where no report was published. Both frames are read by today's code, so a number that only
    a change of code would move does not differ here.
    """
    before, after = _by_key(then, table), _by_key(now, table)
    keys = list(dict.fromkeys([*after, *before])) if about.published else []
    found = [
        _revision(key, before.get(key, _NO_ROW), after.get(key, _NO_ROW), about)
        for key in keys
        if _number(before.get(key, _NO_ROW)) != _number(after.get(key, _NO_ROW))
    ]
    return REVISIONS.check(pd.DataFrame(found, columns=list(REVISIONS.columns)))


_NO_ROW = {"count": None, "status": "", "file": "", "sheet": "", "cell": "", "raw": ""}


def _by_key(rows: pd.DataFrame, table: Table) -> dict[str, dict]:
    records = rows.astype({"count": object}).to_dict("records")
    return {row_key(*(row[column] for column in table.key)): row for row in records}


def _number(row: dict) -> tuple:
    """Status and count; a row that is not there is as good as one that was not returned."""
    return row["status"] or "not_returned", None if pd.isna(row["count"]) else int(row["count"])


def _revision(key: str, then: dict, now: dict, about: Known) -> dict:
    reason, why, since = _reason(key, then, now, about)
    return {
        "row": key, "was": then["count"], "was_status": then["status"], "becomes": now["count"],
        "status": now["status"], "reason": reason, "why": why, "since": since, "published": about.published,
        "file": now["file"], "at": " ".join(filter(None, (now["sheet"], now["cell"]))),
    }  # fmt: skip


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
    if before[1] is not None and after[1] is None:
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
    """The correction of the cell a number stands in, unless it was known when the report was published."""
    known_then = known(about.corrections, "decided", about.published).index
    since = about.corrections.drop(index=known_then).to_dict("records")
    return next((one for one in since if _place(one) == _place(now)), None)


def _since(then: dict, now: dict, about: Known) -> str:
    """When the file arrived that changed the number: the one it stands in now, or the one that replaced its old."""
    received = about.received
    if then["file"] == now["file"]:
        return ""
    came = received["file"].eq(now["file"]) if now["file"] else received["replaces"].eq(then["file"])
    return next(iter(received.loc[came, "received"]), "")


def _heading(key: str, wordings: Wordings) -> str:
    return next((said for series, said in wordings.items() if key.startswith(row_key(series, ""))), "")
