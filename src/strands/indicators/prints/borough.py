"""One borough of the indicators section: its counts, figure and sentences, and what the sentences
rest on.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from pandas import DataFrame, Series

from analysis.declare.boroughs import BY_KEY, borough_name
from analysis.declare.finding import MOVED
from analysis.declare.glossary import in_full
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import BETWEEN, gaps, quarter_label, span
from analysis.declare.recording import (
    counted_alike,
    counted_since,
    noted_since,
    of_sender,
    reworded_since,
)
from analysis.declare.statuses import SYMBOLS
from analysis.declare.withheld import withheld
from analysis.show import asked as questions
from analysis.show import words
from analysis.show.lookup import borough_keys, by_statistic, ends, index, indicator_keys, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.indicators.prints.series_words import here, series_sentence, why_not, years_apart
from strands.indicators.prints.small_multiples import small_multiples


def blocks(
    returned: DataFrame,
    wordings: DataFrame,
    asked: DataFrame,
    found: DataFrame,
    pooled: DataFrame,
    source: str,
) -> Iterator[Block]:
    """For each borough its heading, counts, figure, a sentence a series and what the sentences rest
    on.

    `asked` holds the questions about the returns with what became of them, and `pooled` findings on
    the boroughs together.
    """
    joined = set(of_kind(pooled, "borough_change")["borough"])
    for borough in borough_keys(found):
        counted, worded = _of(borough, found, returned, wordings)
        rests_on = trends(borough, found)
        yield Heading(f"indicators-{borough}", borough_name(borough))
        yield counts(borough, counted, worded, asked)
        yield figure(borough, counted, found, source)
        said = sentences(borough, counted, found)
        if rests_on.empty:
            said = (*said, *_left_out(found[found["borough"] == borough]))
        yield Paragraphs((*said, _pointer(borough, counted, rests_on, borough in joined)))
        if not rests_on.empty:
            yield rests_on


def page(
    returned: DataFrame, wordings: DataFrame, asked: DataFrame, found: DataFrame, source: str
) -> Iterator[tuple[str, Block]]:
    """What each borough's own page shows, with the borough's key: its figure first, a sentence a
    series and what they rest on, then what it sent. All of it is of the borough alone, but for how
    many series were tested.
    """
    for borough in borough_keys(found):
        counted, worded = _of(borough, found, returned, wordings)
        yield borough, figure(borough, counted, found, source)
        yield borough, Paragraphs(tuple(sentences(borough, counted, found)))
        rests_on = trends(borough, found)
        yield (
            borough,
            replace(rests_on, lines=rests_on.cells.filter(["Indicator", _WHOLE, _LEAST]), notes=()),
        )
        yield (
            borough,
            Heading(f"indicators-{borough}", "What it sent, and what is missing", level=1),
        )
        yield borough, counts(borough, counted, worded, asked)


def _of(borough: str, found: DataFrame, *tables: DataFrame) -> list[DataFrame]:
    """The rows of one borough, of the indicators of which something was found."""
    keys = indicator_keys(found.loc[found["borough"] == borough, "subject"])
    return [rows[(rows["borough"] == borough) & rows["indicator"].isin(keys)] for rows in tables]


def counts(
    borough: str, returned: DataFrame, wordings: DataFrame, asked: DataFrame
) -> PrintedTable:
    """The counts of one borough as returned, a symbol where there is none, with notes, definitions
    and answers.
    """
    keys = indicator_keys(returned["indicator"])
    cells = returned.assign(cell=words.cells(returned))
    wide = cells.pivot(index="indicator", columns="quarter", values="cell").reindex(keys)
    between = {f"{BETWEEN} {lacking}": after for after, lacking in gaps(wide.columns).items()}
    for heading, after in between.items():
        wide.insert(wide.columns.get_loc(after), heading, BETWEEN)
    wide.columns = [
        name if name in between else quarter_label(name) for name in map(str, wide.columns)
    ]
    # Between an indicator's first and last period it has a row a quarter: no row, not asked for.
    statuses = set(returned["status"])
    if wide.isna().any(axis=None):
        statuses.add("not_offered")
    wide = wide.fillna(SYMBOLS["not_offered"])
    wide.insert(0, "Indicator", [INDICATOR[key].name for key in keys])
    wording = (*wordings["wording"], *returned["caveat"])
    notes = (
        *words.symbols(statuses),
        *here(returned),
        *_caveats(returned),
        *(f"{heading}: these quarters lie between two periods." for heading in between),
        *_changed(returned),
        *_definitions(wordings),
        *in_full(wording),
        *questions.notes(asked[asked["file"].isin(set(returned["file"]) - {""})]),
    )
    caption = f"{borough_name(borough)}: counts returned, by quarter"
    cells = wide.reset_index(drop=True)
    return PrintedTable(f"indicators-{borough}", caption, cells, returned, notes)


def _caveats(returned: DataFrame) -> Iterator[str]:
    """Each note once, saying which indicators it belongs to unless it belongs to all."""
    every = indicator_keys(returned["indicator"])
    noted = returned.assign(caveat=returned["caveat"].map(of_sender))
    for caveat, rows in noted[noted["caveat"] != ""].groupby("caveat", sort=False):
        keys = indicator_keys(rows["indicator"])
        names = words.listed([INDICATOR[key].name for key in keys])
        about = "" if keys == every else f" ({names})"
        yield f"From the sender{about}: {caveat}"


_CHANGES = {
    "A note of the sender speaks of a new system or another way of counting": noted_since,
    "The sender words a heading anew": reworded_since,
}


def _changed(returned: DataFrame) -> Iterator[str]:
    """From when on numbers are counted otherwise, and why, where nobody answered yet."""
    for why, since in _CHANGES.items():
        quarters = (since(rows) for _, rows in returned.groupby("indicator"))
        for quarter in dict.fromkeys(filter(None, quarters)):
            yield (
                f"{why}: until that is answered, no sentence joins what was before"
                f" {quarter_label(quarter)} to what is from it on."
            )


def _definitions(wordings: DataFrame) -> list[str]:
    # A heading that stays the same from one return to the next is said once.
    headings = dict.fromkeys(
        f"{INDICATOR[row.indicator].name}: “{row.wording}”"
        for row in wordings.itertuples()
        if row.wording
    )
    if not headings:
        return []
    return [f"Definitions, in the sender's headings. {'; '.join(headings)}."]


def figure(borough: str, returned: DataFrame, found: DataFrame, source: str) -> PrintedFigure:
    """Small multiples of one borough, its title saying what they show."""
    keys = indicator_keys(returned["indicator"])
    verdicts = {key: by_statistic(found, borough, key)["verdict"]["verdict"] for key in keys}
    of_borough = found[found["borough"] == borough].rename(columns={"subject": "panel"})
    panels = {
        key: (f"{INDICATOR[key].name}: {verdict}", _fits(of_borough[of_borough["panel"] == key]))
        for key, verdict in verdicts.items()
    }
    since = {key: counted_since(rows) for key, rows in returned.groupby("indicator")}
    anew = returned["quarter"] >= returned["indicator"].map(since)
    rows = returned.rename(columns={"indicator": "panel"}).assign(
        anew=anew.astype(float),
        joined=returned["quarter"].map(BY_KEY[borough].was_member).astype(float),
    )
    moved = {key for key, verdict in verdicts.items() if verdict in MOVED}
    draw = partial(small_multiples, rows, panels, of_borough, moved, source)
    by_name = {INDICATOR[key].says: verdict for key, verdict in verdicts.items()}
    title = f"{borough_name(borough)}: {words.outcome(by_name)}"
    alt = _alt(borough, returned, verdicts)
    return PrintedFigure(f"indicators-{borough}", title, alt, draw, _drawn(returned, of_borough))


def _fits(found: DataFrame) -> str:
    """What changes fit a series; of two readings of what is withheld, those that either allows."""
    whole = of_kind(found, "trend_over_span").dropna(subset=["low", "high"])
    if whole.empty:
        return ""
    ways = words.change(whole["low"].min()), words.change(whole["high"].max())
    none = of_kind(found, "detectable_change")["note"].iloc[0]
    return f"Anything from {ways[0]} to {ways[1]} fits{'; ' * bool(none)}{none}"


def _drawn(returned: DataFrame, found: DataFrame) -> DataFrame:
    """The counts that are drawn, and the ends of the trends, a line a quarter."""
    rows = returned.assign(cell=words.cells(returned)).sort_values("quarter")
    lines = []
    for key in indicator_keys(returned["indicator"]):
        of_series = found[found["panel"] == key]
        for row in rows[rows["indicator"] == key].itertuples():
            at = of_series[of_series["when"] == row.quarter]
            lines.append(
                {
                    "Indicator": INDICATOR[key].name,
                    "Quarter": quarter_label(row.quarter),
                    "Count": row.cell,
                    "Trends the counts allow": _ends(of_kind(at, "trend allowed")),
                    "Trends that would have shown": _ends(of_kind(at, "trend shown")),
                }
            )
    return DataFrame(lines)


def _ends(at: DataFrame) -> str:
    """Where trends begin or end, in counts; over two readings the widest."""
    return f"{at['low'].min():.1f} to {at['high'].max():.1f}" if len(at) else ""


def _alt(borough: str, returned: DataFrame, verdicts: dict[str, str]) -> str:
    """What the panels show, for those who do not see them."""
    panels = []
    for key, verdict in verdicts.items():
        rows = returned[returned["indicator"] == key].sort_values("quarter")
        hidden = rows["count"].map(withheld).astype(bool)
        cells = rows["count"].map("{}".format).where(rows["status"] == "returned", rows["status"])
        cells = cells.mask(hidden, rows["raw"] + " (withheld here)")
        lacking = gaps(rows["quarter"])
        told = [
            f"({lacking[quarter]} lie between two periods) {cell}" if quarter in lacking else cell
            for quarter, cell in zip(rows["quarter"], cells, strict=True)
        ]
        if (since := counted_since(rows)) > rows["quarter"].iloc[0]:
            place = rows["quarter"].tolist().index(since)
            told[place] = f"(from here on counted otherwise) {told[place]}"
        numbers = ", ".join(told).replace("_", " ")
        panels.append(f"{INDICATOR[key].name}: {numbers}; {verdict}.")
    charts = f"{len(verdicts)} line charts of counts in {borough_name(borough)}"
    return " ".join((f"{charts}, {span(returned['quarter'])}.", *panels))


def sentences(borough: str, returned: DataFrame, found: DataFrame) -> Iterator[str]:
    """One sentence a series, by the same rule for each; two where withheld counts leave two
    readings.
    """
    family = by_statistic(found)
    usable = returned[returned["status"].isin(["returned", "withheld"])]
    for (key, reading), series in _series(borough, found):
        quarters = counted_alike(usable[usable["indicator"] == key])["quarter"]
        over = span(quarters, "and") if len(quarters) else ""
        yield series_sentence(_name(key, ", {}", reading), over, index(series), family)


def sentences_on(example: DataFrame, returned: DataFrame, found: DataFrame) -> list[str]:
    """Those on the series that a finding is about, whatever is there of it."""
    said = []
    for row in example.itertuples():
        rows = returned[returned["borough"] == row.borough]
        every = zip(_series(row.borough, found), sentences(row.borough, rows, found), strict=True)
        said += [words for (about, _), words in every if about == (row.subject, row.reading)]
    return said


def _series(borough: str, found: DataFrame) -> Iterator[tuple[tuple[str, str], DataFrame]]:
    """The findings about each series of a borough, by indicator and how withheld counts were read."""
    rows = found[(found["borough"] == borough) & found["subject"].ne("")]
    yield from rows.groupby(["subject", "reading"], sort=False)


def _pointer(borough: str, returned: DataFrame, rests_on: PrintedTable, joined: bool) -> str:
    """Where the sentences come from, that the sender's notes go with them and, of a borough that has
    `joined` an average, why its changes have other intervals there.
    """
    table = "" if rests_on.empty else f"rest on @tbl:{rests_on.key} and "
    notes = (
        ", where the sender's notes stand and apply here too"
        if returned["caveat"].ne("").any()
        else ""
    )
    other = (
        " In @fig:indicators-slopes numbers are others: changes are carried over all quarters of the"
        " period, and intervals rest on the borough's own counts alone and take quarters as independent."
    ) * (joined and not rests_on.empty)
    return f"These sentences {table}are drawn in @fig:indicators-{borough}; the counts are in @tbl:indicators-{borough}{notes}.{other}"


# The quarters of a series, and what a series of that length can bear: the guide says what.
_LENGTH = "Quarters (length class)"
_WHOLE, _LEAST = "Whole change (95% interval)", "Would show in 80 of 100"


def trends(borough: str, found: DataFrame) -> PrintedTable:
    """What the sentences of one borough rest on; no line where nothing was fitted to any series."""
    rows = found[(found["borough"] == borough) & found["subject"].ne("")]
    lines = []
    for (key, reading), findings in _series(borough, found):
        series = index(findings)
        least, without = series["detectable_change"], series["leave_one_out"]
        quarters, tier = series["level"]["n"], series["tier"]["estimate"]
        lines.append(
            {
                "Indicator": _name(key, " ({})", reading),
                _LENGTH: f"{quarters:.0f} ({tier:.0f})",
                _WHOLE: words.times(*ends(series["trend_over_span"])),
                _LEAST: words.least(least["low"], least["high"]),
                "Change a quarter, one left out": words.span_of_ratios(
                    without["low"], without["high"]
                ),
                "A year apart (95% interval)": words.times(*ends(series["year_apart"])),
            }
        )
    if not any(cell != "–" for line in lines for cell in [*line.values()][2:]):
        lines = []
    caption = f"{borough_name(borough)}: what the sentences rest on"
    notes = (*_warnings(rows), *_apart(rows, by_statistic(found)["years_apart"]))
    return PrintedTable(f"indicators-{borough}-trends", caption, lines, rows, notes)


def _apart(rows: DataFrame, every: Series) -> Iterator[str]:
    """That a ratio a year apart which leaves no change out is one of many."""
    beyond = rows["statistic"].eq("year_apart") & ((rows["low"] > 1) | (rows["high"] < 1))
    if beyond.any():
        yield f"A ratio a year apart leaves no change out. {years_apart(every)}"


def _name(key: str, form: str, reading: str) -> str:
    """A series by its indicator and, where counts were withheld, how they were read."""
    name = INDICATOR[key].name
    return name if reading == "as returned" else name + form.format(reading)


def _warnings(rows: DataFrame) -> Iterator[str]:
    """What to beware of in the numbers of one borough."""
    turning = [INDICATOR[key].name for key in rows.loc[rows["refused"] == "G29", "subject"]]
    if turning:
        yield (
            "Without one of its quarters the direction would be the other for"
            f" {words.listed(turning)}."
        )
    for _, too_few in rows[rows["refused"] == "G1"].head(1).iterrows():
        yield words.sentence(why_not(too_few, f"{too_few['x']:.0f}"))
    yield from _left_out(rows)
    yield "Each interval is for one series alone; none allows for how many series were looked at."


def _left_out(rows: DataFrame) -> Iterator[str]:
    """How many quarters are left out as nobody knows what they could be."""
    for left_out in rows.loc[rows["statistic"] == "left_out", "x"].unique():
        yield f"{left_out:.0f} quarters withheld without a stated range are left out."
