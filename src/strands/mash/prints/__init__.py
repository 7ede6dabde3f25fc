"""Safeguarding hubs as printed: for each borough its shares by quarter and month, their change, and
what is refused.
"""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import MOVED
from analysis.declare.periods import PERIOD_KEYS, month_label, period, quarter_label
from analysis.declare.statuses import SYMBOLS
from analysis.declare.withheld import SYMBOL, WITHHELD
from analysis.show import asked as questions
from analysis.show import over_time, shares, trends, words
from analysis.show.figures import PAGE
from analysis.show.lookup import borough_keys, index, of_kind
from analysis.show.over_time import Tested
from analysis.show.panels import grid, share_panel
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.refusals import reason, refused_table
from strands.mash.declares import DAYS_OPEN, HERE, MAY_MEAN, MEASURES, SHARES

_TESTED = Tested(
    "It is one of {n} tested; after allowing for their number {stands}.",
    "it can still be distinguished from chance, and was planned beforehand",
    "it can still be distinguished from chance, but was not planned beforehand",
    "it can no longer be distinguished from chance",
)
_RESTS_ON = {
    "Change in points (95% interval)": "Change in points (95% interval)",
    "Smallest change in points": "Would show in 80 of 100",
    "Change of odds (95% interval)": "Change of odds (95% interval)",
    "Dispersion (at least 1)": "Dispersion (at least 1)",
    over_time.ALLOWED_FOR: over_time.ALLOWED_FOR,
}


def boroughs(
    returned: DataFrame, asked: DataFrame, found: DataFrame, source: str
) -> Iterator[Block]:
    """For each borough its heading, shares by quarter, figure by month, a sentence a share and what
    it rests on.

    `returned` are rows of the `mash` table of the period, `asked` the questions about its files and
    their answers.
    """
    for borough in borough_keys(found):
        of_borough = found[found["borough"] == borough]
        rows = returned[returned["borough"] == borough]
        yield Heading(f"mash-{borough}", borough_name(borough))
        yield _by_quarter(borough, of_borough, rows, asked)
        yield _figure(borough, of_borough, source)
        rest = (
            f"These sentences rest on @tbl:mash-{borough}-changes and are drawn in"
            f" @fig:mash-{borough}."
        )
        yield Paragraphs((*(sentence(key, of_borough, found) for key in SHARES), rest))
        yield _changes(borough, of_borough, over_time.tests_of(found))


def page(found: DataFrame) -> Iterator[tuple[str, Block]]:
    """What each borough's own page says of its shares, with the borough's key: a sentence on each
    that moved, either way, and the verdicts on the others.
    """
    for borough in borough_keys(found):
        of_borough = found[found["borough"] == borough]
        verdicts = (
            of_kind(of_borough, "verdict").set_index("subject")["verdict"].replace("", words.KEPT)
        )
        still = verdicts[~verdicts.isin(MOVED)].rename(_plainly)
        others = [
            f"**{verdict.capitalize()}:** {words.listed(list(rows.index))}."
            for verdict, rows in still.groupby(still, sort=False)
        ]
        moved = [sentence(key, of_borough, found) for key in SHARES if verdicts[key] in MOVED]
        yield borough, Heading(f"mash-{borough}", "Contacts at the safeguarding hub")
        yield borough, Paragraphs((*moved, *others))


def _by_quarter(borough: str, found: DataFrame, rows: DataFrame, asked: DataFrame) -> PrintedTable:
    """Contacts as counts, and each share as x of n, by quarter and in all."""
    heads = _spans(found)
    spans = found[found["when"].isin(heads)]
    is_count = spans["statistic"].eq("count") & spans["subject"].eq("contacts")
    counted = spans[is_count | spans["statistic"].eq("share")]
    used = of_kind(spans, "months used").set_index(["subject", "when"])
    cells = {}
    for _, row in counted.iterrows():
        about = row["subject"], row["when"]
        cells[about] = _cell(row, used.loc[about], row["when"] in PERIOD_KEYS)
    names = {
        "contacts": MEASURES["contacts"],
        **{key: name for key, (name, _) in SHARES.items()},
    }
    lines = [
        {"Counted": name, **{head: cells[key, when] for when, head in heads.items()}}
        for key, name in names.items()
    ]
    shown = " ".join(cells.values())
    signs = {key for key, symbol in SYMBOLS.items() if symbol and symbol in shown}
    about = asked[asked["file"].isin(set(rows["file"]))]
    some = found["refused"].eq(HERE).any()
    notes = (
        (
            "Each share is x of n, in all with its 95% interval, as wide as the months vary; in"
            f" percent from {shares.LEAST} on. Months that could not be used are left out of both,"
            " and it is said how many were used."
        ),
        *words.symbols(signs),
        *(f"{over_time.NONE} {why}." for why in _why_none(found, counted)),
        *over_time.caveats(rows, "month", month_label),
        *(questions.how_many(about) if some else questions.notes(about)),
    )
    return PrintedTable(
        f"mash-{borough}",
        f"{borough_name(borough)}: contacts and shares of them, by quarter",
        lines,
        counted,
        notes,
    )


def _spans(found: DataFrame) -> dict[str, str]:
    """The quarters of the period the findings are of, and the period, with their headings."""
    plan = period(found.loc[found["statistic"] == "verdict", "when"].iloc[0])
    return {**{key: quarter_label(key) for key in plan.quarters}, plan.key: plan.label}


def _by_month(found: DataFrame) -> DataFrame:
    """The shares by month, with the `quarter` of each."""
    shares_found = of_kind(found, "share")
    months = shares_found[~shares_found["when"].isin(_spans(found))]
    quarters = pd.PeriodIndex(months["when"], freq="M").asfreq("Q").astype(str)
    return months.assign(quarter=quarters)


def _why_none(found: DataFrame, counted: DataFrame) -> dict[str, None]:
    """Why quarters have no share, each reason of their months once."""
    lacking = counted[counted["statistic"].eq("share") & counted["low"].isna()]
    keys = lacking[["subject", "when"]].rename(columns={"when": "quarter"})
    refused = over_time.refused_rows(_by_month(found).merge(keys))
    return dict.fromkeys(map(reason, refused[refused["refused"] != HERE].itertuples()))


def _cell(row: Series, used: Series, whole: bool) -> str:
    """A count or a share: with the months it is of, where they are not all; a sign where there is
    none.
    """
    months = f", {words.count(used['x'], 'month')}" if used["x"] < used["n"] else ""
    if row["refused"] == HERE:
        numbers = {end: WITHHELD if pd.isna(row[end]) else row[end] for end in ("x", "n")}
        return f"{shares.x_of_n(numbers) if row['statistic'] == 'share' else SYMBOL}{months}"
    if row["statistic"] == "share" and row["refused"] == "G34":
        return f"{row['note']} {SYMBOLS['withheld']}{months}"
    if pd.isna(row["x"]) or pd.isna(row["estimate"]):
        return over_time.sign(row["refused"])
    if row["statistic"] == "count":
        return f"{row['x']:,.0f}{months}"
    if whole:
        return f"{shares.share(row)}{months}"
    percent = f" ({shares.percent(row['estimate'])})" if row["n"] >= shares.LEAST else ""
    return f"{shares.x_of_n(row)}{percent}{months}"


def _figure(borough: str, found: DataFrame, source: str) -> PrintedFigure:
    """The shares of one borough by month."""
    name = borough_name(borough)
    verdicts = of_kind(found, "verdict").set_index("subject")["verdict"].replace("", words.KEPT)
    names = {short(key): verdicts[key] for key in SHARES}
    return by_month(
        f"mash-{borough}",
        f"{name}, by month: {words.outcome(names, 'shares')}",
        f"{len(SHARES)} line charts of shares by month in {name}.",
        found,
        {key: ("", says, verdicts[key]) for key, (says, _) in SHARES.items()},
        source,
    )


def by_month(
    key: str,
    title: str,
    alt: str,
    found: DataFrame,
    panels: dict[str, tuple[str, str, str]],
    source: str,
) -> PrintedFigure:
    """Shares by month, a panel for each of `panels`: by subject the borough where there are
    several, what it is called, and its verdict.
    """
    rows = _by_month(found[found["subject"].isin(panels)])
    few = rows["n"].lt(shares.LEAST)
    rows.loc[few, ["estimate", "low", "high"]] = None
    signs = rows["refused"].replace("G34", "withheld").map(over_time.sign)
    # Fewer than 20 make no percentage (G18).
    signs = signs.mask(few, f"<{shares.LEAST}").mask(rows["refused"].eq(HERE), SYMBOL)
    rows["sign"] = signs.where(rows["estimate"].isna(), "")
    rows["said"] = (100 * rows["estimate"]).map("{:.0f}%".format).where(rows["sign"] == "", "")
    names = {each: ": ".join(filter(None, one[:2])) for each, one in panels.items()}
    said = {each: f"{name.split(',')[0]}: {told}" for each, (_, name, told) in panels.items()}
    titles = {each: where or said[each] for each, (where, *_) in panels.items()}
    under = {each: said[each] for each, (where, *_) in panels.items() if where}
    moved = [each for each, (*_, verdict) in panels.items() if verdict in MOVED]
    of_panel = {each: rows[rows["subject"] == each].sort_values("when") for each in panels}
    alts = (_alt(names[each], of_panel[each], verdict) for each, (*_, verdict) in panels.items())
    return PrintedFigure(
        key,
        title,
        " ".join([alt, *alts]),
        partial(monthly_shares, rows, found, titles, under, moved, source),
        DataFrame(
            {
                "Share": names[each],
                "Month": month_label(row.when),
                "Percent": row.said if pd.notna(row.estimate) else row.sign,
                "95% interval": ""
                if pd.isna(row.low)
                else f"{100 * row.low:.0f} to {100 * row.high:.0f}%",
            }
            for each, months in of_panel.items()
            for row in months.itertuples()
        ),
    )


def monthly_shares(
    rows: DataFrame,
    found: DataFrame,
    panels: dict[str, str],
    says: dict[str, str],
    moved: list[str],
    source: str,
    wide: float = PAGE,
) -> Figure:
    """Shares by month with their intervals, every panel with its own axis from zero.

    `rows` has `subject, when, estimate, low, high, said, sign`, one row a panel and month, as
    `show.panels.share_panel` wants them, `found` the findings of each; `panels` gives each subject
    its title, `says` what stands under some, and those that `moved` stand out.
    """

    def draw(axis: Axes, key: str) -> None:
        of_panel = rows[rows["subject"] == key].sort_values("when").reset_index(drop=True)
        share_panel(axis, of_panel, found[found["subject"] == key], "M", key in moved)

    kept = f" {SYMBOL}: withheld." if rows["sign"].eq(SYMBOL).any() else ""
    under = f"{source} Each panel has its own axis from zero. Upright lines: 95% interval.{kept}"
    quiet, marks = (
        [key for key in panels if key not in moved],
        trends.legend("share of a month", found, bool(moved)),
    )
    look = {"says": says, "quiet": quiet, "legend": marks, "high": 1.5, "wide": wide}
    return grid(panels, draw, under, **look)


def short(key: str) -> str:
    """A share without what it is of, in a sentence: `“Prompt used”`."""
    return f"“{_plainly(key)}”"


def _plainly(key: str) -> str:
    return SHARES[key][0].split(",")[0]


def _alt(name: str, rows: DataFrame, verdict: str) -> str:
    numbers = [
        f"{month_label(row.when)} {none if pd.isna(row.estimate) else shares.percent(row.estimate)}"
        for row in rows.itertuples()
        for none in [words.KEPT if row.sign == SYMBOL else "no share"]
    ]
    return f"{name}: {', '.join(numbers)}; {verdict}."


def sentence(key: str, found: DataFrame, everything: DataFrame) -> str:
    """What may be said of one share of a borough, of which `found` are the findings: one rule, the
    same for a rise and a fall.
    """
    of_share = found[found["subject"] == key]
    by = index(of_share)
    if by["verdict"]["refused"] == HERE:
        return f"**{_plainly(key)}: {words.KEPT}.** Whether it changed rests on months that are withheld."
    begin = f"**{_plainly(key)}: {by['verdict']['verdict']}.**"
    months = _by_month(found)
    used = months[months["subject"].eq(key) & months["low"].notna()]
    if "change in points" not in by:
        return f"{begin} {_unfitted(key, months[months['subject'] == key], by['change'])}"
    over = f"{month_label(used['when'].min())} and {month_label(used['when'].max())}"
    seen = "Numbers this small and this variable cannot show a change."
    if "least change in points" in by:
        least = over_time.size(by["least change in points"]["estimate"])
        seen = words.sentence(words.would_show([f"a fall or a rise of {least}"], "series"))
    return f"{begin} " + over_time.change_sentence(
        f"Between {over} the share of {SHARES[key][1]}",
        by,
        over_time.tests_of(everything),
        over_time.ends(by["change in points"], used),
        seen,
        _TESTED,
    )


def _unfitted(key: str, months: DataFrame, change: Series) -> str:
    """Why no change was fitted to a share, of which `months` are the shares by month."""
    used = months[months["low"].notna()]
    alike = [of for of in (0, 1) if change["refused"] == "" and used["estimate"].eq(of).all()]
    if alike and used["n"].sum() >= shares.LEAST:
        which = "every month" if len(used) == len(months) else "every month that could be used"
        return (
            f"The share of {SHARES[key][1]} was {shares.percent(alike[0])} in {which}, so there is no"
            " change to fit."
        )
    return f"No change was fitted: {change['note']}."


def _changes(borough: str, found: DataFrame, tests: Series) -> PrintedTable:
    """What the sentences of one borough rest on."""
    lines = []
    for key in SHARES:
        by = index(found[found["subject"] == key])
        cells = over_time.cells(by)
        named = {"Months": cells["Steps"]}
        named |= {heading: cells[name] for name, heading in _RESTS_ON.items()}
        if by["verdict"]["refused"] == HERE:
            named = dict.fromkeys(named, SYMBOL)
        lines.append({"Share": _plainly(key), **named})
    note = (
        "The change fitted from the first to the last usable month (quasi-binomial, with t)."
        " Dispersion: how far months vary beyond chance, never taken to be below 1; neighbouring"
        " months are taken to be correlated by 0.3. Points are percentage points; what would show is"
        " the change, either way, that 80 of 100 such series would show. In all boroughs"
        f" {words.count(tests['estimate'], 'change')} tested: {tests['note']}. –: not computed."
    )
    return PrintedTable(
        f"mash-{borough}-changes",
        f"{borough_name(borough)}: what the sentences rest on",
        lines,
        found[found["statistic"].isin(over_time.ABOUT_A_CHANGE)],
        (note,),
    )


def meaning(found: DataFrame) -> Iterator[Block]:
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
        lines,
        of_kind(found, "verdict"),
        words=("A change may be",),
    )


def refused(found: DataFrame) -> Iterator[Block]:
    """What was not computed, and why."""
    rows = over_time.refused_rows(found)
    days = words.listed([f"{days} days" for days in DAYS_OPEN.values()])
    early = rows[rows["refused"] == "G13"].head(1)
    early = early.assign(statistic=f"contacts again within {days}, of the last months")
    yield Heading("mash-refused", "What this cannot tell")
    yield refused_table(
        "mash-refused",
        "Questions these counts cannot answer",
        pd.concat([rows[rows["borough"] == ""], early]),
        "What was not computed",
        "Why",
    )
