"""Re-referrals as printed: what they mean, each borough's shares and sentences, a figure, and what
is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name, members
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.lookup import borough_keys, by_statistic, index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.shares import LEAST, percent, share
from strands.indicators.declares import BASES, CAME_AFTER, PROFORMA, counting
from strands.indicators.prints import re_referral_words
from strands.indicators.prints.re_referral_figures import quarterly_shares
from strands.indicators.prints.re_referral_table import KEY, NONE, on_sheets_of, shares_of, table

_VERDICTS = (
    "decrease",
    "increase",
    "possible decrease",
    "possible increase",
    "stable",
    "cannot tell",
    re_referral_words.TOO_FEW,
)
# What a statistic is called where it was refused.
_ASKED = {
    "share": "share of a quarter",
    "change": "change over the quarters",
    "first to last": "last share as a ratio of the first",
}


def blocks(
    returned: pd.DataFrame,
    asked: pd.DataFrame,
    found: pd.DataFrame,
    counts: pd.DataFrame,
    of_period: str,
    source: str,
) -> Iterator[Block]:
    """All that is said of re-referrals in a period; nothing where they were not asked for, or
    nothing came at all.

    `returned` are rows of the `re_referrals` table, `asked` the questions about their files with
    what became of them, `found` their findings, and `counts` those of the other indicators.
    """
    if of_period < PROFORMA.since or (found.empty and not by_statistic(counts)["returned"]["n"]):
        return
    yield Heading(KEY, PROFORMA.title)
    yield opening(found, of_period)
    if found.empty:
        return
    yield from _figure(found, source)
    for borough in borough_keys(found):
        yield from _of_borough(borough, returned[returned["borough"] == borough], asked, found)
    yield Heading(
        f"{KEY}-together", "What the sentences rest on, and what was not computed", level=3
    )
    yield changes(found)
    yield refused(found)


def elsewhere(asked: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    """The questions that are about no sheet of re-referrals; `returned` are rows of their table."""
    return asked[~on_sheets_of(asked, returned)]


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """What arrived, what it may mean, said before anybody looks which way it went, and what may not
    be made of it.
    """
    if found.empty:
        return Paragraphs(
            (f"**Not received.** No borough sent re-referrals for {period(of_period).label}.",),
            box="keyfinding",
        )
    here = borough_keys(found)
    silent = [one.name for one in members(of_period) if one.key not in here]
    nothing = f" Nothing came from {words.listed(silent)}." if silent else ""
    usable = words.listed([f"{borough_name(key)} {_usable(found, key)}" for key in here])
    said = found[found["statistic"] == "verdict"]["note"].value_counts()
    told = words.listed(
        [f"{verdict} for {said[verdict]}" for verdict in _VERDICTS if verdict in said]
    )
    tests = found[found["statistic"] == "tests"].iloc[0]
    tested = (
        f"{words.count(tests['estimate'], 'change')} tested ({tests['note']})"
        if tests["estimate"]
        else "no change was tested"
    )
    texts = (
        (
            f"**What arrived.** Re-referrals from {words.count(len(here), 'borough')}.{nothing}"
            f" Quarters of which a share can be made: {usable}."
        ),
        (
            "**What it may mean.** Neither a rise nor a fall is good by itself. More re-referrals"
            " may be more families harmed again, or abuse that is recognised and recorded more"
            " often; fewer may be safer families, or cases that nobody noticed."
        ),
        (
            f"**How it is counted.** A share of the {BASES['period']} looks back over twelve months"
            f" and is complete once the quarter is over. A share of the {BASES['cohort']} looks"
            " ahead, and is complete only twelve months after it: until then every recent quarter"
            " would look better than it is, so none is computed."
        ),
        f"**Whether shares changed.** Of {tests['n']} series: {told}; {tested}.",
        (
            "**What may not be said.** Re-referrals came in the place of"
            f" “{INDICATOR[CAME_AFTER].name.lower()}” and stand in no line, table or figure with"
            " it. Boroughs are not added up or compared, and neither are two ways of counting."
            f" @tbl:{KEY}-refused lists what was not computed, and why."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def _usable(found: pd.DataFrame, borough: str) -> str:
    """`3 of 4`, over all ways in which a borough counts."""
    mine = shares_of(found, borough)
    with_share = mine[mine["low"].notna()]["quarter"].nunique()
    return f"{with_share} of {mine['quarter'].nunique()}"


def _of_borough(
    borough: str, mine: pd.DataFrame, asked: pd.DataFrame, found: pd.DataFrame
) -> Iterator[Block]:
    """One borough's heading, table and sentences."""
    yield Heading(f"{KEY}-{borough}", borough_name(borough), level=3)
    yield table(borough, mine, asked, found)
    yield Paragraphs(tuple(re_referral_words.sentences(found[found["borough"] == borough], found)))


def _figure(found: pd.DataFrame, source: str) -> Iterator[Block]:
    """Every series with a share in a panel of its own: re-referrals, and nothing else."""
    verdicts = found[found["statistic"] == "verdict"].set_index(["borough", "subject"])["note"]
    rows, panels, told = [], {}, []
    for (borough, subject), verdict in verdicts.items():
        shares = shares_of(found, borough)
        drawn = shares[shares["subject"].str.startswith(f"{subject} ")]
        if drawn["low"].notna().any():
            panel, way = f"{borough} {subject}", counting(*subject.split())
            said = [_briefly(row) for row in drawn.itertuples()]
            rows.append(
                drawn.assign(panel=panel, sign=[_sign(note) for note in drawn["note"]], said=said)
            )
            panels[panel] = f"{borough_name(borough)}: {verdict}", way
            told.append(f"{borough_name(borough)}, {way}: {_told(drawn)}; {verdict}.")
    if panels:
        said = [verdicts[tuple(panel.split(" ", 1))] for panel in panels]
        alt = (
            f"{words.count(len(panels), 'line chart')} of the share of re-referrals by quarter."
            f" {' '.join(told)}"
        )
        yield PrintedFigure(
            KEY, _title(said), alt, quarterly_shares(pd.concat(rows), panels, source)
        )


def _title(said: list[str]) -> str:
    parts = [f"{verdict} for {said.count(verdict)}" for verdict in _VERDICTS if verdict in said]
    return f"Re-referrals: {words.listed(parts)} of {len(said)} series drawn"


def _sign(note: str) -> str:
    return SYMBOLS.get(note.replace(" ", "_"), NONE)


def _briefly(row) -> str:
    """What stands at a share in a figure: `18%`, `2/18` where there are few, the symbol of a number
    withheld.
    """
    if pd.isna(row.estimate):
        return SYMBOLS["withheld"]
    return percent(row.estimate) if row.n >= LEAST else f"{row.x}/{row.n}"


def _told(drawn: pd.DataFrame) -> str:
    return ", ".join(
        row.note if pd.isna(row.low) or pd.isna(row.estimate) else share(pd.Series(row._asdict()))
        for row in drawn.itertuples()
    )


def changes(found: pd.DataFrame) -> PrintedTable:
    """What the sentences rest on, a line a series that was tested."""
    lines, rows = [], [found.iloc[:0]]
    tested = found[(found["statistic"] == "change") & found["low"].notna()]
    for row in tested.itertuples():
        mine = found[(found["borough"] == row.borough) & (found["subject"] == row.subject)]
        name = f"{borough_name(row.borough)}, {counting(*row.subject.split())}"
        lines.append({"Series": name, **re_referral_words.cells(index(mine))})
        rows.append(mine)
    note = (
        "Points are percentage points between the first and the last usable quarter. The smallest"
        " change is what 80 of 100 such series would show. Each interval is for one series alone."
    )
    caption = "Re-referrals: what the sentences rest on"
    return PrintedTable(f"{KEY}-changes", caption, pd.DataFrame(lines), pd.concat(rows), (note,))


def refused(found: pd.DataFrame) -> PrintedTable:
    """What was not computed, of which series or boroughs, and why."""
    rows = found[found["note"].str.startswith("refused")]
    names = rows["statistic"].map(lambda statistic: _ASKED.get(statistic, statistic))
    lines = [
        {
            "What was not computed": words.sentence(name).rstrip("."),
            "For": _about(mine),
            "Why": words.sentence(note),
        }
        for (name, note), mine in rows.groupby([names, "note"], sort=False)
    ]
    caption = "Re-referrals: what was not computed, and why"
    return PrintedTable(f"{KEY}-refused", caption, pd.DataFrame(lines), rows, words=("For", "Why"))


def _about(rows: pd.DataFrame) -> str:
    """`4 quarters of Newham`, `Hackney and Barnet`, or all together."""
    if rows["borough"].eq("").any():
        return "boroughs together"
    quarters = rows["statistic"].eq("share").all()
    counts = rows["borough"].value_counts(sort=False)
    named = [borough_name(key) for key in counts.index]
    return words.listed(
        [f"{words.count(counts[key], 'quarter')} of {borough_name(key)}" for key in counts.index]
        if quarters
        else named
    )
