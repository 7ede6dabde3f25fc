"""The engagement form by month as printed: a ladder of months, and forms completed of the cases
that could have one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import month_label, period, quarter_label
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.shares import one, share
from strands.activity.declares.activity import STAGE, STAGES

OF_ELIGIBLE = "completed of cases that could have one"
_SYMBOLS = {"not returned": "[x]", "the status is not known in any month": "[u]"}
_HEADINGS = {
    "not_started": "Not started",
    "in_process": "In process",
    "pilot": "Piloted",
    "live": "Live",
    "mandatory": "In force",
}
_NEVER = (
    "**What may not be said.** Boroughs are not set against one another. A share of cases is one of"
    " cases in a month: a case open in several months counts in each of them. Where no number of"
    " cases came, no share is made."
)


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """Who returned what, what is not known or old, and what may not be said; nothing where nothing
    came.
    """
    here = found[(found["period"] == of_period) & (found["borough"] != "")]
    if here.empty:
        return Paragraphs((), box="keyfinding")
    status = here[here["statistic"] == "status"]
    missing, unknown = (_names(status[status["note"] == note]) for note in _SYMBOLS)
    old = here[(here["statistic"] == "last told") & (here["note"] != "")]
    whole = here[(here["statistic"] == OF_ELIGIBLE) & (here["subject"] == "")]
    no_share = whole[whole["note"].str.contains("(G14)", regex=False)]
    returned = words.count(len(status) - len(missing), "borough")
    texts = (
        f"**The engagement form by month.** Returned by {returned} of {len(status)} in"
        f" {period(of_period).label}."
        + (f" Not returned: {words.listed(missing)}." if missing else ""),
        *([f"**Not known.** No status: {words.listed(unknown)}."] if unknown else []),
        *(
            f"**Old.** {borough_name(row.borough)}: last told for {month_label(row.subject)},"
            f" {row.estimate:.0f} days before the end of the period."
            for row in old.itertuples()
        ),
        *(
            [
                "**No share.** Forms completed and no number of cases:"
                f" {words.listed(_names(no_share))}."
            ]
            if len(no_share)
            else []
        ),
        _NEVER,
    )
    return Paragraphs(texts, box="keyfinding")


def _names(rows: pd.DataFrame) -> list[str]:
    return [borough_name(key) for key in rows["borough"]]


def blocks(rows: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """The part on the form by month: the ladder, the forms completed, and a sentence a borough;
    nothing without rows.

    `rows` is the table `form_months`, `found` its findings.
    """
    rows, found = rows[rows["period"] == of_period], found[found["period"] == of_period]
    if rows.empty:
        return
    keys = [borough.key for borough in members(of_period)]
    yield Heading("activity-form-months", "The engagement form, month by month")
    yield _ladder(keys, rows, found)
    yield _completed(keys, found, of_period)
    yield Paragraphs(tuple(_sentence(key, found) for key in keys))


def _ladder(keys: list[str], rows: pd.DataFrame, found: pd.DataFrame) -> PrintedTable:
    """The first month in which each step was told, a column a step; where the form stands, since
    when, and how old.
    """
    lines = []
    for key in keys:
        status, since, told = (
            _named(found, name, key) for name in ("status", "since", "last told")
        )
        firsts = {stage.key: _named(found, f"first {stage.key}", key) for stage in STAGES}
        known = since is not None
        lines.append(
            {
                "Borough": borough_name(key),
                **{
                    _HEADINGS[step]: "–" if row is None else month_label(row["subject"])
                    for step, row in firsts.items()
                },
                "At the end": _stands(status, since) if known else _SYMBOLS[status["note"]],
                "Last told for": _aged(told) if known else "–",
            }
        )
    shown = set(found.loc[found["statistic"] == "status", "note"])
    notes = (
        (
            "Under each step: the first month of the period for which it was told; a dash where it"
            " was not. In force: live and mandatory. At the end: as last told; “by” stands before"
            " the first month of which anything is known. Last told for: with the days from the end"
            " of that month to the end of the period."
        ),
        *(f"{symbol} {note}." for note, symbol in _SYMBOLS.items() if note in shown),
        *_refused(found),
        *_remarks(rows),
    )
    kept = found[~found["statistic"].str.startswith("completed")]
    return PrintedTable(
        "activity-form-ladder",
        "How far the engagement form has come, and when that was told",
        pd.DataFrame(lines),
        kept,
        notes,
        tuple(lines[0]),
    )


def _named(found: pd.DataFrame, statistic: str, borough: str) -> pd.Series | None:
    """The finding of a borough whose subject is its answer, a stage or a month; None where there is
    none.
    """
    rows = found[(found["statistic"] == statistic) & (found["borough"] == borough)]
    return rows.iloc[0] if len(rows) else None


def _stands(status: pd.Series, since: pd.Series) -> str:
    """`live since Nov 2025`, or `live by Apr 2025` where nothing is known of earlier months."""
    when = "by" if since["note"] else "since"
    return f"{STAGE[status['subject']].says} {when} {month_label(since['subject'])}"


def _aged(row: pd.Series) -> str:
    return f"{month_label(row['subject'])} ({words.count(row['estimate'], 'day')})"


def _since(row: pd.Series) -> str:
    return month_label(row["subject"]) + (" or earlier" if row["note"] else "")


def _refused(found: pd.DataFrame) -> Iterator[str]:
    for row in found[found["borough"] == ""].itertuples():
        yield f"Not computed: {row.statistic}: {row.note}."


def _remarks(rows: pd.DataFrame) -> Iterator[str]:
    """What senders remark, a line each, with whose it is and of which months it is said unless of
    all of them.
    """
    told = rows.assign(caveat=rows["caveat"].str.split(" | ", regex=False)).explode("caveat")
    for (borough, caveat), mine in told[told["caveat"].ne("")].groupby(
        ["borough", "caveat"], sort=False
    ):
        months = list(dict.fromkeys(mine["month"]))
        whole = len(months) == rows.loc[rows["borough"] == borough, "month"].nunique()
        when = "" if whole else f", {', '.join(map(month_label, months))}"
        yield f"The sender's note, {borough_name(borough)}{when}: {caveat}"


def _completed(keys: list[str], found: pd.DataFrame, of_period: str) -> PrintedTable:
    """Forms completed over the period, a month live, and of the cases that could have one, by
    quarter and in all.
    """
    lines = []
    for key in keys:
        live, total, monthly = (
            one(found, name, borough=key)
            for name in ("months live", "completed", "completed a month live")
        )
        lines.append(
            {
                "Borough": borough_name(key),
                "Live in": "–" if live is None else f"{live['x']} of{words.NBSP}{live['n']}",
                "Completed (months)": (
                    "–" if pd.isna(total["n"]) else f"{_number(total)} ({total['n']})"
                ),
                "Rate": (
                    "–" if pd.isna(monthly["estimate"]) else f"{monthly['estimate']:.1f} a month"
                ),
                "Of cases in a month": share(one(found, OF_ELIGIBLE, borough=key)),
                **{
                    quarter_label(quarter): _of(
                        one(found, OF_ELIGIBLE, borough=key, subject=quarter)
                    )
                    for quarter in period(of_period).quarters
                },
            }
        )
    notes = (
        (
            "Live in: months with a status from the pilot on, of those whose status is known."
            " Completed: over the months returned, whose number stands beside. Rate: over the"
            " months in which it was live and a number was returned."
        ),
        (
            "Of cases in a month: forms completed, of cases that could have one; a case open in"
            " several months counts in each, so the interval is narrower than it should be."
            " Interval: 95%, exact (Clopper-Pearson) below 30, Wilson from there."
        ),
        *_why(keys, found),
    )
    kept = found[
        found["statistic"].str.startswith("completed") | found["statistic"].eq("months live")
    ]
    return PrintedTable(
        "activity-form-completed",
        "Engagement forms completed, of cases that could have one",
        pd.DataFrame(lines),
        kept,
        notes,
    )


def _number(row: pd.Series) -> str:
    """A total, or the range of one of which months were withheld."""
    return (
        f"{row['low']:.0f} to{words.NBSP}{row['high']:.0f}"
        if pd.isna(row["estimate"])
        else f"{row['x']:,}"
    )


def _of(row: pd.Series) -> str:
    return (
        "–"
        if pd.isna(row["x"]) or pd.isna(row["n"])
        else f"{row['x']:,} of{words.NBSP}{row['n']:,}"
    )


def _why(keys: list[str], found: pd.DataFrame) -> Iterator[str]:
    """Why a number is not there, or what to beware of, borough by borough."""
    for key in keys:
        mine = found[
            (found["borough"] == key)
            & (found["note"] != "")
            & found["statistic"].str.startswith("completed")
        ]
        said = [f"{row.statistic}: {row.note}" for row in mine[mine["subject"] == ""].itertuples()]
        if said:
            yield f"{borough_name(key)}. {words.sentence('; '.join(said))}"


def _sentence(key: str, found: pd.DataFrame) -> str:
    """Where a borough's form stands, as told when, and how many were completed: one rule, whichever
    way it went.
    """
    status, since, told, total = (
        _named(found, name, key) for name in ("status", "since", "last told", "completed")
    )
    name = f"**{borough_name(key)}.**"
    if since is None:
        return f"{name} {words.sentence(status['note'])}"
    stands = (
        f"{STAGE[status['subject']].says.capitalize()} since {_since(since)}, as last told for "
        f"{month_label(told['subject'])}."
    )
    of = one(found, OF_ELIGIBLE, borough=key)
    said = (
        total["note"]
        if pd.isna(total["n"])
        else (f"{_number(total)} forms completed in {words.count(total['n'], 'month')} returned")
    )
    part = of["note"] if pd.isna(of["n"]) else share(of)
    return f"{name} {stands} {words.sentence(said)} Of cases in a month: {part}."
