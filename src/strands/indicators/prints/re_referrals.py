"""Re-referrals as printed: what they mean, each borough's shares and sentences, a figure, and what
is refused.
"""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import MOVED, TOO_FEW, with_parts
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import period, quarter_label, span
from analysis.show import over_time, trends, words
from analysis.show.figures import PAGE
from analysis.show.lookup import borough_keys, by_statistic, index, nothing_from, of_kind
from analysis.show.over_time import Tested
from analysis.show.panels import grid, share_panel
from analysis.show.printed import (
    LIMITS,
    Block,
    Heading,
    Paragraphs,
    PrintedFigure,
    PrintedTable,
)
from analysis.show.refusals import reason
from analysis.show.shares import LEAST, percent, share, x_of_n
from strands.indicators.declares import BASES, CAME_AFTER, PROFORMA, counting
from strands.indicators.prints.re_referral_table import KEY, on_sheets_of, shares_of, table

_TESTED = Tested(
    "It is one of {n} tested; after allowing for their number {stands}.",
    "it can still be distinguished from chance, and was planned beforehand",
    "it can still be distinguished from chance, but was not planned beforehand",
    "it can no longer be distinguished from chance",
)
# What a statistic is called where it was refused.
_ASKED = {
    "share": "share of a quarter",
    "change": "change over the quarters",
    "first to last": "last share as a ratio of the first",
}


def blocks(
    returned: DataFrame,
    asked: DataFrame,
    found: DataFrame,
    counts: DataFrame,
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


def behind(found: DataFrame) -> Iterator[Block]:
    """What the sentences rest on, and what is refused; nothing where nothing came."""
    if found.empty:
        return
    yield Heading(
        f"{KEY}-together", "Re-referrals: what the sentences rest on, and what this cannot tell"
    )
    yield changes(found)
    yield refused(found)


def elsewhere(asked: DataFrame, returned: DataFrame) -> DataFrame:
    """The questions that are about no sheet of re-referrals; `returned` are rows of their table."""
    return asked[~on_sheets_of(asked, returned)]


def opening(found: DataFrame, of_period: str) -> Paragraphs:
    """What arrived, what it may mean, said before anybody looks which way it went, and what may not
    be made of it.
    """
    if found.empty:
        none = f"**Not received.** No borough sent re-referrals for {period(of_period).label}."
        return Paragraphs((none,))
    senders = borough_keys(found)
    nothing = nothing_from(senders, of_period)
    usable = words.listed([f"{borough_name(key)} {_usable(found, key)}" for key in senders])
    verdicts = of_kind(found, "verdict")["verdict"]
    tests = over_time.tests_of(found)
    tested = "no change was tested"
    if tests["estimate"]:
        tested = f"{words.count(tests['estimate'], 'change')} tested"
    told = (
        (
            f"**What arrived.** Re-referrals from {words.count(len(senders), 'borough')}.{nothing}"
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
        f"**Whether shares changed.** Of {tests['n']:.0f} series: {words.verdicts(verdicts, 'for')};"
        f" {tested}.",
        (
            f"{LIMITS} Re-referrals came in the place of"
            f" “{INDICATOR[CAME_AFTER].name.lower()}” and stand in no line, table or figure with"
            " it. Boroughs are not added up or compared, and neither are two ways of counting."
            f" @tbl:{KEY}-refused lists what was not computed, and why."
        ),
    )
    return Paragraphs(told)


def _usable(found: DataFrame, borough: str) -> str:
    """`3 of 4`, over all ways in which a borough counts."""
    mine = shares_of(found, borough)
    return f"{mine[mine['low'].notna()]['when'].nunique()} of {mine['when'].nunique()}"


def _of_borough(
    borough: str, returned: DataFrame, asked: DataFrame, found: DataFrame
) -> Iterator[Block]:
    """One borough's heading, table and sentences."""
    yield Heading(f"{KEY}-{borough}", borough_name(borough), level=3)
    yield table(borough, returned, asked, found)
    yield Paragraphs(tuple(sentences(found[found["borough"] == borough], found)))


def sentences(of_borough: DataFrame, found: DataFrame) -> Iterator[str]:
    """A sentence a way of counting of one borough; `found` holds the findings of all."""
    for _, of_series in of_borough.groupby("subject", sort=False):
        by, is_share = index(of_series), of_series["statistic"] == "share"
        text = _sentence(
            by, of_series[is_share & of_series["low"].notna()], over_time.tests_of(found)
        )
        yield f"**{_counted(of_series)}: {by['verdict']['verdict']}.** {text}"


def _counted(of_series: DataFrame) -> str:
    """The way of counting of a series in words."""
    return counting(*with_parts(of_series, "rule", "basis").iloc[0][["rule", "basis"]])


def _sentence(by: dict[str, pd.Series], used: DataFrame, tests: pd.Series) -> str:
    """What may be said of a series, whose findings are `by` statistic; `used` are its shares."""
    over = span(used["when"], "and") if len(used) else ""
    if by["verdict"]["verdict"] == TOO_FEW:
        return _too_few(over, by["first to last"], used)
    if "change in points" not in by:
        return f"Between {over}: {over_time.why(by['change'])}."
    points = by["change in points"]
    ends = over_time.ends(points, used)
    return over_time.change_sentence(
        f"Between {over} the share", by, tests, ends, _least(by), _TESTED
    )


def _too_few(over: str, first_to_last: pd.Series, used: DataFrame) -> str:
    """What there is of a series too short to be tested: its numbers, and from four quarters on its
    first and last share.
    """
    rest = "That is too few to tell a change from chance, and no test is run."
    if used.empty:
        return "There is no quarter of which a share can be made."
    known = used["estimate"].notna()
    numbers = words.listed(
        [x_of_n(row) if known[at] else row["note"] for at, row in used.iterrows()]
    )
    if len(used) == 1:
        return f"One usable quarter, {quarter_label(used['when'].iloc[0])}: {numbers}. {rest}"
    text = f"{words.count(len(used), 'usable quarter')} between {over}: {numbers}"
    if not pd.isna(first_to_last["estimate"]):
        first, last = (percent(used["estimate"].iloc[at]) for at in (0, -1))
        text += f"; the first of them is {first} and the last {last}"
    return f"{text}. {rest}"


def _least(by: dict[str, pd.Series]) -> str:
    """The smallest change that a series like this would have shown."""
    least = by["least change"]
    if "least change in points" not in by:
        return "Numbers this small and this variable cannot show a change."
    size = over_time.size(by["least change in points"]["estimate"])
    ends = " or ".join(words.change(least[end]) for end in ("low", "high"))
    seen = words.would_show([f"a change of {size} either way"], "series")
    return words.sentence(f"{seen}: of the share itself, {ends}")


def _figure(found: DataFrame, source: str) -> Iterator[Block]:
    """Every series with shares enough to be compared in a panel of its own: re-referrals, and
    nothing else.
    """
    drawn, fitted, panels, ways, verdicts, alt = [], [], {}, {}, {}, []
    of_boroughs = found[found["subject"] != ""]
    for (borough, way), of_series in of_boroughs.groupby(["borough", "subject"], sort=False):
        shares, by = shares_of(of_series, borough), index(of_series)
        verdict = by["verdict"]["verdict"]
        if by["first to last"]["refused"] == "G1":
            continue
        panel, name = f"{borough} {way}", borough_name(borough)
        drawn.append(_drawn(shares).assign(panel=panel))
        fitted.append(of_series.assign(panel=panel))
        panels[panel], ways[panel], verdicts[panel] = (
            f"{name}: {verdict}",
            _counted(of_series),
            verdict,
        )
        told = ", ".join(_told(row) for row in shares.itertuples())
        alt.append(f"{name}, {ways[panel]}: {told}; {verdict}.")
    if not panels:
        return
    rows = pd.concat(drawn)
    named = _short_names(panels, ways)
    draw = partial(quarterly_shares, rows, pd.concat(fitted), panels, ways, verdicts, source)
    yield PrintedFigure(
        KEY,
        f"Re-referrals: {words.outcome({named[key]: verdict for key, verdict in verdicts.items()})}",
        f"{words.count(len(panels), 'line chart')} of the share of re-referrals by quarter."
        f" {' '.join(alt)}",
        draw,
        _data(rows, named),
    )


def _short_names(panels: dict[str, str], ways: dict[str, str]) -> dict[str, str]:
    """Each series by its borough, and by its way of counting where a borough has two."""
    boroughs = {key: key.partition(" ")[0] for key in panels}
    twice = [key for key, borough in boroughs.items() if [*boroughs.values()].count(borough) > 1]
    return {
        key: borough_name(borough) + (f" ({ways[key]})" if key in twice else "")
        for key, borough in boroughs.items()
    }


def _data(rows: DataFrame, named: dict[str, str]) -> DataFrame:
    """What is drawn, a line a quarter."""
    return DataFrame(
        {
            "Series": rows["panel"].map(named),
            "Quarter": rows["when"].map(quarter_label),
            "Share (95% interval)": [_told(row) for row in rows.itertuples()],
        }
    )


def _drawn(shares: DataFrame) -> DataFrame:
    """The shares of a series as a panel wants them: what is `said` of each, and a `sign`."""
    return shares.assign(
        said=[_briefly(row) for row in shares.itertuples()],
        sign=shares["refused"].map(over_time.sign).where(shares["low"].isna(), ""),
    )


def quarterly_shares(
    rows: DataFrame,
    found: DataFrame,
    panels: dict[str, str],
    ways: dict[str, str],
    verdicts: dict[str, str],
    source: str,
    wide: float = PAGE,
) -> Figure:
    """Shares by quarter with their intervals, every panel with its own axis from zero.

    `rows` has `panel, when, estimate, low, high, said, sign`, one row a panel and quarter, as
    `show.panels.share_panel` wants them, `found` the findings of each `panel`; `panels` gives each
    panel its title, `ways` the line under it, `verdicts` whether it moved.
    """
    moved = [key for key, verdict in verdicts.items() if verdict in MOVED]

    def draw(axis: Axes, key: str) -> None:
        of_panel = rows[rows["panel"] == key].sort_values("when").reset_index(drop=True)
        share_panel(axis, of_panel, found[found["panel"] == key], "Q", key in moved)

    under = (
        f"{source} Quarters stand by their first month; each panel has its own axis from zero."
        " Upright lines: 95% interval. Hatched: no share; the tables say why."
    )
    if (rows["low"].notna() & rows["estimate"].isna()).any():
        under += " A range: so many were referred again, the number is withheld."
    quiet = [key for key in panels if key not in moved]
    marks = trends.legend("share of a quarter", found, bool(moved))
    look = {"across": min(2, len(panels)), "high": 1.55, "wide": wide}
    return grid(panels, draw, under, says=ways, quiet=quiet, legend=marks, **look)


def _briefly(row) -> str:
    """What stands at a share in a figure: `18%`, `2/18` where there are few, `1–5` where a number
    is withheld.
    """
    if pd.isna(row.estimate):
        return row.note.partition(" of ")[0].replace(" to ", "–")
    return percent(row.estimate) if row.n >= LEAST else f"{row.x:.0f}/{row.n:.0f}"


def _told(row) -> str:
    return over_time.why(row) if pd.isna(row.estimate) else share(row._asdict())


def changes(found: DataFrame) -> PrintedTable | Paragraphs:
    """What the sentences rest on, a line a series that was tested; a sentence where it is one alone."""
    tested = found.loc[(found["statistic"] == "change") & found["low"].notna()]
    data = found.merge(tested[["borough", "subject"]])
    lines = []
    for (borough, _), of_series in data.groupby(["borough", "subject"], sort=False):
        cells = over_time.cells(index(of_series), zero="+0")
        series = f"{borough_name(borough)}, {_counted(of_series)}"
        lines.append({"Series": series, "Quarters": cells.pop("Steps"), **cells})
    every = over_time.tests_of(found)
    note = (
        "Points are percentage points between the first and the last usable quarter. The smallest"
        " change is what 80 of 100 such series would show. Each interval is for one series alone;"
        f" {words.count(every['estimate'], 'change')} tested: {every['note']}."
    )
    if len(lines) == 1:
        series, *cells = lines[0].items()
        told = "; ".join(f"{name}: {cell}" for name, cell in cells)
        return Paragraphs((f"**{series[1]}.** {words.sentence(told)} {note}",))
    caption = "Re-referrals: what the sentences rest on"
    return PrintedTable(f"{KEY}-changes", caption, lines, data, (note,))


def refused(found: DataFrame) -> PrintedTable:
    """What was not computed, of which series or boroughs, and why."""
    rows = over_time.refused_rows(found)
    reasons = pd.Series([reason(row) for row in rows.itertuples()], rows.index, str)
    names = rows["statistic"].replace(_ASKED)
    lines = [
        {
            "What was not computed": words.sentence(name).rstrip("."),
            "For": _about(of_reason),
            "Why": words.sentence(why),
        }
        for (name, why), of_reason in rows.groupby([names, reasons], sort=False)
    ]
    caption = "Re-referrals: what was not computed, and why"
    return PrintedTable(f"{KEY}-refused", caption, lines, rows, words=("For", "Why"))


def _about(rows: DataFrame) -> str:
    """`4 quarters of Newham`, `Hackney and Barnet`, or all together."""
    if rows["borough"].eq("").any():
        return "boroughs together"
    times = rows["borough"].value_counts(sort=False)
    names = [borough_name(key) for key in times.index]
    if rows["statistic"].eq("share").all():
        counted = zip(names, times, strict=True)
        names = [f"{words.count(n, 'quarter')} of {name}" for name, n in counted]
    return words.listed(names)
