"""The first page of consultations logged row by row: what came, what became of it, and bars by month."""

from collections.abc import Collection, Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import month_label, period
from analysis.declare.withheld import withheld
from analysis.show import words
from analysis.show.lookup import borough_keys, borough_names, of_kind, within
from analysis.show.printed import Opening, Paragraphs, PrintedFigure
from analysis.show.printed import opening as first_screen
from analysis.show.shares import one
from strands.activity.prints.log_sentences import RECONCILED, logged_in
from strands.activity.prints.month_panels import since_first

_NEVER = (
    "Whether one borough does better than another, as leads were in post for differing times and what"
    " counts as a consultation differs, or what was done, as a log tells what was written down."
)
_NO_SIGN = (
    "**How to read it.** Many consultations on a case are no sign of good or bad work, and what was"
    " spoken of is not what was done."
)


def opening(found: DataFrame, of_period: str) -> Opening:
    """What was logged, what is missing, and what may not be said; empty without."""
    found = within(found, of_period)
    total = one(found, "consultations")
    if total is None:
        return first_screen()
    boroughs, logged = borough_keys(found), logged_in(found)
    missing = borough_names(key for key in boroughs if key not in logged)
    return first_screen(
        f"**Consultation logs.** {words.titled(words.count(total['x'], 'consultation'))} in"
        f" {period(of_period).label}, in the logs of {len(logged)} boroughs of {len(boroughs)}."
        + (f" No log came from {missing}." if missing else ""),
        finding=_outcome(found, logged) or f"consultations in the logs of {_many(logged)}",
        limits=_NEVER,
    )


def behind(found: DataFrame, of_period: str) -> Paragraphs:
    """What of the logs does not agree or is not known, and how to read them; nothing without."""
    found = within(found, of_period)
    if one(found, "consultations") is None:
        return Paragraphs(())
    sent = of_kind(found, *RECONCILED)
    is_hidden = sent["estimate"].map(withheld).astype(bool)
    untold = borough_names(sent.loc[is_hidden, "borough"])
    apart = words.listed(list(_differing(sent[~is_hidden])))
    is_refused = (found["statistic"] == "reach") & (found["refused"] != "")
    unreached = borough_names(found.loc[is_refused, "borough"])
    texts = (
        apart and f"**Log and total differ.** A total came beside the log from {apart}.",
        untold
        and f"**Log and total.** A total came beside the log from {untold}; whether it agrees with"
        " the log is withheld.",
        unreached
        and "**Not known.** How many of the practitioners in post consulted is not known in"
        f" {unreached}; the reason stands under the table.",
        _NO_SIGN,
    )
    return Paragraphs(tuple(filter(None, texts)))


def _differing(sent: DataFrame) -> Iterator[str]:
    """Whose log holds another number than the total sent beside it, and both numbers."""
    for row in sent[sent["estimate"] != 0].itertuples():
        logged, total = sorted((row.x, row.n), reverse=row.estimate > 0)
        yield f"{borough_name(row.borough)} ({total:,.0f}; its log holds {logged:,.0f})"


def also_sent(found: DataFrame, of_period: str) -> list[str]:
    """The boroughs with a log that sent a total as well."""
    return borough_keys(of_kind(within(found, of_period), *RECONCILED))


def figure(found: DataFrame, of_period: str, source: str) -> Iterator[PrintedFigure]:
    """Bars by month of every log of which a month with a consultation is told."""
    found = within(found, of_period)
    logged = logged_in(found)
    columns = {"borough": "panel", "when": "month", "n": "at", "x": "count"}
    rows = of_kind(found, "in month").rename(columns=columns)[list(columns.values())]
    has_bar = rows["count"].map(lambda count: not withheld(count) and count > 0)
    titles = {key: borough_name(key) for key in logged if key in set(rows.loc[has_bar, "panel"])}
    if not titles:
        return
    rows = rows[rows["panel"].isin(list(titles))]
    parts = []
    for key, of_borough in rows.groupby("panel", sort=False):
        counts = ", ".join(
            "no lead" if pd.isna(count) else f"{count:.0f}" for count in of_borough["count"]
        )
        parts.append(f"{titles[key]} from {month_label(of_borough['month'].iloc[0])}: {counts}")
    undrawn = borough_names(key for key in logged if key not in titles)
    cells = ["no lead" if pd.isna(count) else f"{count:.0f}" for count in rows["count"]]
    drawn = DataFrame(
        {
            "Borough": rows["panel"].map(titles),
            "Month": rows["month"].map(month_label),
            "Month since the first": rows["at"].astype(int).astype(str),
            "Consultations": cells,
        }
    )
    yield PrintedFigure(
        "activity-consultation-months",
        _title(found, titles),
        f"Bars of consultations a month. {'; '.join(parts)}."
        + (
            f" Not drawn, as every month with a consultation is withheld: {undrawn}."
            * bool(undrawn)
        ),
        partial(since_first, rows, titles, source),
        drawn,
    )


def _title(found: DataFrame, titles: dict[str, str]) -> str:
    """What became of consultations from the first half of each log to the second; of how many logs
    they are where no change is told of any.
    """
    outcome = _outcome(found, list(titles))
    said = f"Consultations in the logs of {_many(titles)}"
    if outcome:
        said = f"{words.titled(outcome)}, first half to second"
    return f"{said}. No trend by month is tested, as the same practitioners come again"


def _outcome(found: DataFrame, keys: list[str]) -> str:
    """What became of consultations in these boroughs; empty where no change is told of any."""
    changes = of_kind(found, "change").set_index("borough").reindex(keys)
    hidden = changes["estimate"].map(withheld).astype(bool)
    verdicts = changes["verdict"].mask(hidden, words.KEPT)
    named = {key: f"consultations in {borough_name(key)}" for key in keys}
    told = {named[key]: verdict for key, verdict in verdicts.items() if verdict}
    return words.outcome(told, "logs of consultations") if told else ""


def _many(boroughs: Collection[str]) -> str:
    return words.count(len(boroughs), "borough")
