"""Safeguarding hubs as printed: for each borough its shares by quarter and month, their change, and
what is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import month_label, period, quarter_label
from analysis.declare.statuses import SYMBOLS
from analysis.show import asked as questions
from analysis.show import shares, words
from analysis.show.lookup import borough_keys, index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.mash.declares import DAYS_OPEN, MAY_MEAN, MEASURES, SHARES
from strands.mash.prints.mash_figures import monthly_shares

# In the order of the ladder, so that falls and rises stand beside one another.
_VERDICTS = (
    "decrease",
    "increase",
    "possible decrease",
    "possible increase",
    "cannot tell",
    "too few months",
)
_REFUSED, _MONTHS = "–", re.compile(r"\d+ of \d+ months")


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what arrived, what is missing, how the changes came out and what may not be
    made of them.
    """
    if found.empty:
        return Paragraphs(
            ("**Not received.** No counts of safeguarding hubs were returned for this period.",),
            box="keyfinding",
        )
    here = borough_keys(found)
    silent = [one.name for one in members(of_period) if one.key not in here]
    said = found[found["statistic"] == "verdict"]["note"].value_counts()
    told = [f"{verdict} for {said[verdict]}" for verdict in _VERDICTS if verdict in said]
    tests = found[found["statistic"] == "tests"].iloc[0]
    nothing = f" Nothing came from {words.listed(silent)}." if silent else ""
    texts = (
        (
            "**What arrived.** Monthly counts of contacts from"
            f" {words.count(len(here), 'borough')}:"
            f" {words.listed([borough_name(key) for key in here])}.{nothing}"
        ),
        (
            f"**Whether shares changed.** Of {words.count(tests['n'], 'share')} over the months of"
            f" {period(of_period).label}: {words.listed(told)}. Changes tested:"
            f" {tests['estimate']:.0f} ({tests['note']})."
        ),
        (
            "**What may not be said.** None of these shares is good or bad by itself:"
            " @tbl:mash-meaning says what each may mean. How many contacts come is told and not"
            " tested. One year holds each season once, so a season and a change look alike. Hubs"
            " are not compared with one another; @tbl:mash-refused says why."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def boroughs(
    returned: pd.DataFrame, asked: pd.DataFrame, found: pd.DataFrame, source: str
) -> Iterator[Block]:
    """For each borough its heading, shares by quarter, figure by month, a sentence a share and what
    it rests on.

    `returned` are rows of the `mash` table of the period, `asked` the questions about its files and
    their answers.
    """
    for borough in borough_keys(found):
        mine = found[found["borough"] == borough]
        rows = returned[returned["borough"] == borough]
        yield Heading(f"mash-{borough}", borough_name(borough))
        yield _by_quarter(borough, mine, rows, asked)
        yield _figure(borough, mine, source)
        rest = (
            f"These sentences rest on @tbl:mash-{borough}-changes and are drawn in"
            f" @fig:mash-{borough}."
        )
        yield Paragraphs((*(sentence(key, mine, found) for key in SHARES), rest))
        yield _changes(borough, mine)


def _by_quarter(
    borough: str, mine: pd.DataFrame, rows: pd.DataFrame, asked: pd.DataFrame
) -> PrintedTable:
    """Contacts as counts, and each share as x of n, by quarter and in all."""
    counted = mine[mine["statistic"].isin(["count", "share", "share by quarter"])]
    counted = counted[
        counted["statistic"].ne("count") | counted["subject"].str.split().str[0].eq("contacts")
    ]
    of_period = mine["period"].iloc[0]
    columns = {
        **{key: quarter_label(key) for key in period(of_period).quarters},
        "": period(of_period).label,
    }
    cells = {
        subject: _cell(row)
        for subject, row in zip(counted["subject"], counted.to_dict("records"), strict=True)
    }
    names = {
        "contacts": MEASURES["contacts"][0],
        **{key: name for key, (name, _) in SHARES.items()},
    }
    lines = [
        {
            "Counted": name,
            **{head: cells[f"{key} {quarter}".strip()] for quarter, head in columns.items()},
        }
        for key, name in names.items()
    ]
    shown = " ".join(cells.values())
    signs = {key for key in ("not_returned", "queried", "withheld") if SYMBOLS[key] in shown}
    refused = dict.fromkeys(
        note for note in counted["note"].str.split("; ").explode() if note.startswith("refused")
    )
    about = asked[asked["file"].isin(set(rows["file"]))]
    notes = (
        (
            "Each share is x of n, in all with its 95% interval, as wide as the months vary; in"
            f" percent from {shares.LEAST} on. Months that could not be used are left out of both,"
            " and it is said how many were used."
        ),
        *words.symbols(signs),
        *(f"{_REFUSED} {note}." for note in refused),
        *_caveats(rows),
        *questions.notes(about),
    )
    return PrintedTable(
        f"mash-{borough}",
        f"{borough_name(borough)}: contacts and shares of them, by quarter",
        pd.DataFrame(lines),
        counted,
        notes,
    )


def _caveats(rows: pd.DataFrame) -> Iterator[str]:
    """Each note of the sender once, with the months it belongs to unless it belongs to all."""
    notes = rows.assign(caveat=rows["caveat"].str.split(" | ", regex=False)).explode("caveat")
    for caveat, of in notes[notes["caveat"].ne("")].groupby("caveat", sort=False):
        of_all = of["month"].nunique() == rows["month"].nunique()
        months = [] if of_all else [month_label(month) for month in dict.fromkeys(of["month"])]
        yield f"From the sender{f' ({words.listed(months)})' if months else ''}: {caveat}"


def _cell(row: dict) -> str:
    """A count or a share: with the months it is of, where they are not all; a sign where there is
    none.
    """
    notes = row["note"].split("; ")
    months = [
        f", {words.count(int(note.split()[0]), 'month')}"
        for note in notes
        if _MONTHS.fullmatch(note)
    ]
    if withheld := [note.split(",")[0] for note in notes if note.endswith("(G34)")]:
        return f"{withheld[0]} {SYMBOLS['withheld']}{''.join(months)}"
    if row["statistic"] == "count" and not pd.isna(row["x"]):
        return f"{row['x']:,}{''.join(months)}"
    if pd.isna(row["estimate"]):
        return _sign(row["note"])
    whole, x_of_n = row["statistic"] == "share", f"{row['x']:,} of{words.NBSP}{row['n']:,}"
    said = (
        shares.share(pd.Series(row))
        if whole
        else x_of_n + (f" ({shares.percent(row['estimate'])})" if row["n"] >= shares.LEAST else "")
    )
    return f"{said}{''.join(months)}"


def _sign(note: str) -> str:
    """What stands where there is no share."""
    signs = {
        "not returned": SYMBOLS["not_returned"],
        "queried": SYMBOLS["queried"],
        "unknown": SYMBOLS["unknown"],
        "withheld": SYMBOLS["withheld"],
    }
    return signs.get(note.split("; ")[0], _REFUSED)


def _figure(borough: str, mine: pd.DataFrame, source: str) -> PrintedFigure:
    """The shares of one borough by month."""
    rows = mine[mine["statistic"] == "share by month"].copy()
    rows[["panel", "month"]] = rows["subject"].str.split(expand=True).to_numpy()
    few = rows["n"].lt(shares.LEAST).fillna(False).astype(bool)
    rows.loc[few, ["estimate", "low", "high"]] = None
    rows["sign"] = [_drawn(note, is_few) for note, is_few in zip(rows["note"], few, strict=True)]
    verdicts = mine[mine["statistic"] == "verdict"].set_index("subject")["note"]
    panels = {key: f"{_short(key)}: {verdicts[key]}" for key in SHARES}
    said = [
        f"{verdict}: {words.listed([_short(key) for key in SHARES if verdicts[key] == verdict])}"
        for verdict in _VERDICTS
        if verdict in set(verdicts)
    ]
    alt = " ".join(
        [
            f"{len(panels)} line charts of shares by month in {borough_name(borough)}.",
            *(_alt(key, rows, verdicts[key]) for key in SHARES),
        ]
    )
    return PrintedFigure(
        f"mash-{borough}",
        f"{borough_name(borough)}, by month: {'; '.join(said)}",
        alt,
        monthly_shares(rows, panels, source),
    )


def _short(key: str) -> str:
    """A share without what it is of: `Prompt used`."""
    return SHARES[key][0].split(",")[0]


def _drawn(note: str, few: bool) -> str:
    """What stands in a gap of the figure: fewer than 20 make no percentage (G18)."""
    if few:
        return f"<{shares.LEAST}"
    return SYMBOLS["withheld"] if note.endswith("(G34)") else _sign(note)


def _alt(key: str, rows: pd.DataFrame, verdict: str) -> str:
    numbers = [
        f"{month_label(row.month)}"
        f" {f'{100 * row.estimate:.0f}%' if not pd.isna(row.estimate) else 'no share'}"
        for row in rows[rows["panel"] == key].itertuples()
    ]
    return f"{SHARES[key][0]}: {', '.join(numbers)}; {verdict}."


def sentence(key: str, mine: pd.DataFrame, found: pd.DataFrame) -> str:
    """What may be said of one share of a borough: one rule, the same for a rise and a fall."""
    of = index(mine[mine["subject"] == key])
    verdict, change = of["verdict"]["note"], of["change"]
    says, begin = SHARES[key][1], f"**{_short(key)}: {verdict}.** "
    if "change in points" not in of:
        return f"{begin}{words.sentence(change['note'])}"
    by, low, high = (of["change in points"][end] for end in ("estimate", "low", "high"))
    over = f"{change['note'].split(';')[0].replace(' to ', ' and ')}"
    if verdict == "cannot tell":
        least = of["least change in points"]["estimate"]
        seen = (
            "could only have shown a fall or a rise of at least " + _size(least)
            if not pd.isna(least)
            else "could not have shown even odds fifty times as high or as low"
        )
        return (
            f"{begin}Between {over} the share of {says} is compatible with anything from"
            f" {_moved(low)} to {_moved(high)}. A series like this {seen}."
        )
    tests = found[found["statistic"] == "tests"].iloc[0]
    stands = of["p (Holm)"]["estimate"] < 0.05
    fits = (
        f"fits {_moved(by)} (95% interval: "
        if not pd.isna(by)
        else "fits a range, as counts are withheld ("
    )
    planned = "possible" not in verdict
    allowing = (
        "It was planned beforehand and stands"
        if planned
        else "It was not planned beforehand, and it stands"
        if stands
        else "It does not stand"
    )
    return (
        f"{begin}Between {over} the share of {says} {fits}{_moved(low)} to {_moved(high)}). It is"
        f" one of {tests['estimate']:.0f} changes tested. {allowing} after allowing for that"
        " (Holm)."
    )


def _moved(change: float) -> str:
    """A change of a share: `a rise of 12 percentage points`, `no change`."""
    return (
        "no change"
        if abs(change) < 0.0005
        else f"a {'fall' if change < 0 else 'rise'} of {_size(change)}"
    )


def _size(change: float) -> str:
    size = round(100 * abs(change))
    return words.count(size, "percentage point") if size else "less than 1 percentage point"


def _changes(borough: str, mine: pd.DataFrame) -> PrintedTable:
    """What the sentences of one borough rest on."""
    lines = []
    for key in SHARES:
        of = index(mine[mine["subject"] == key])
        lines.append(
            {
                "Share": _short(key),
                "Months": f"{of['change']['n']}",
                "Change in points (95% interval)": _points(of.get("change in points")),
                "Smallest change it could show": _number(of.get("least change in points"), 100, 0),
                "Change of odds (95% interval)": words.times(
                    *(of["change"][end] for end in ("estimate", "low", "high"))
                ),
                "Dispersion": _number(of.get("dispersion"), 1, 1),
                "p (Holm)": _number(of.get("p (Holm)"), 1, 3),
            }
        )
    rows = mine[
        mine["statistic"].isin(
            [
                "change",
                "change in points",
                "least change in points",
                "dispersion",
                "p",
                "p (Holm)",
                "verdict",
            ]
        )
    ]
    note = (
        "Quasi-binomial change from the first to the last usable month, dispersion never below 1, t"
        " with n − 2 degrees of freedom. Points are percentage points; the smallest change is what"
        " 80 of 100 such series would show, either way. –: not computed."
    )
    return PrintedTable(
        f"mash-{borough}-changes",
        f"{borough_name(borough)}: what the sentences rest on",
        pd.DataFrame(lines),
        rows,
        (note,),
    )


def _points(row: pd.Series | None) -> str:
    if row is None:
        return "–"
    by, low, high = (
        f"{100 * row[end]:+.0f}".replace("-", "−") for end in ("estimate", "low", "high")
    )
    by, low, high = ("0" if said in ("+0", "−0") else said for said in (by, low, high))
    ends = f"{low} to{words.NBSP}{high}"
    return ends if pd.isna(row["estimate"]) else f"{by} ({ends})"


def _number(row: pd.Series | None, times: float, places: int) -> str:
    return (
        "–" if row is None or pd.isna(row["estimate"]) else f"{times * row['estimate']:.{places}f}"
    )


def meaning(found: pd.DataFrame) -> Iterator[Block]:
    """What a rise or a fall of each share may mean, said before anybody looks which it is."""
    yield Heading("mash-meaning", "What a rise or a fall may mean")
    lines = [
        {"Share": SHARES[key][0], "A change may be": means}
        for key, means in MAY_MEAN.items()
        if len(found)
    ]
    yield PrintedTable(
        "mash-meaning",
        "What may lie behind a change of each share",
        pd.DataFrame(lines),
        found[found["statistic"] == "verdict"],
        words=("A change may be",),
    )


def refused(found: pd.DataFrame) -> Iterator[Block]:
    """What was not computed, and why."""
    rows = found[found["borough"].eq("") & found["note"].str.startswith("refused")]
    early = found[found["note"].str.contains("(G13)", regex=False)]
    lines = [
        {
            "What was not computed": words.sentence(row.statistic).rstrip("."),
            "Why": words.sentence(row.note),
        }
        for row in rows.itertuples()
    ]
    if len(early):
        days = words.listed([f"{days} days" for days in DAYS_OPEN.values()])
        lines.append(
            {
                "What was not computed": f"Contacts again within {days}, of the last months",
                "Why": words.sentence(early["note"].str.split("; ").explode().iloc[0]),
            }
        )
    yield Heading("mash-refused", "What was not computed")
    yield PrintedTable(
        "mash-refused",
        "Questions these counts cannot bear",
        pd.DataFrame(lines),
        pd.concat([rows, early]),
        words=("Why",),
    )
