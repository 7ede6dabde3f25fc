"""One borough of the indicators section: its counts, figure and sentences, and what the sentences
rest on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label, span
from analysis.declare.statuses import SYMBOLS
from analysis.show import asked as questions
from analysis.show import figures, words
from analysis.show.lookup import borough_keys, by_statistic, ends, index, indicator_keys
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable


def blocks(
    returned: pd.DataFrame,
    wordings: pd.DataFrame,
    asked: pd.DataFrame,
    found: pd.DataFrame,
    source: str,
) -> Iterator[Block]:
    """For each borough its heading, counts, figure, a sentence a series and what the sentences rest
    on.

    `asked` holds the questions about the returns with what became of them.
    """
    for borough in borough_keys(found):
        keys = indicator_keys(found[found["borough"] == borough])
        mine, worded = (
            rows[(rows["borough"] == borough) & rows["indicator"].isin(keys)]
            for rows in (returned, wordings)
        )
        yield Heading(f"indicators-{borough}", borough_name(borough))
        yield counts(borough, mine, worded, asked)
        yield figure(borough, mine, found, source)
        yield Paragraphs((*sentences(borough, mine, found), _pointer(borough, mine)))
        yield trends(borough, found)


def counts(
    borough: str, mine: pd.DataFrame, wordings: pd.DataFrame, asked: pd.DataFrame
) -> PrintedTable:
    """The counts of one borough as returned, a symbol where there is none, with notes, definitions
    and answers.
    """
    typed = zip(mine["count"], mine["status"], strict=True)
    cells = mine.assign(cell=[_cell(number, status) for number, status in typed])
    wide = cells.pivot(index="indicator", columns="quarter", values="cell").reindex(
        indicator_keys(mine)
    )
    wide.columns = [quarter_label(quarter) for quarter in wide.columns]
    # Between an indicator's first and last period it has a row a quarter: no row, not asked for.
    statuses = set(mine["status"]) | ({"not_offered"} if wide.isna().any(axis=None) else set())
    wide = wide.fillna(SYMBOLS["not_offered"])
    wide.insert(0, "Indicator", [INDICATOR[key].name for key in wide.index])
    about = asked[asked["file"].isin(set(mine["file"]) - {""})]
    notes = (
        *words.symbols(statuses),
        *_caveats(mine),
        *_definitions(wordings),
        *questions.notes(about),
    )
    caption = f"{borough_name(borough)}: counts returned, by quarter"
    return PrintedTable(f"indicators-{borough}", caption, wide.reset_index(drop=True), mine, notes)


def _cell(number: int, status: str) -> str:
    return f"{number:,}" if status == "returned" else SYMBOLS[status]


def _caveats(mine: pd.DataFrame) -> list[str]:
    """Each note once, saying which indicators it belongs to unless it belongs to all."""
    lines = []
    for caveat, rows in mine[mine["caveat"] != ""].groupby("caveat", sort=False):
        names = [INDICATOR[key].name for key in indicator_keys(rows)]
        about = "" if len(names) == len(indicator_keys(mine)) else f" ({words.listed(names)})"
        lines.append(f"From the sender{about}: {caveat}")
    return lines


def _definitions(wordings: pd.DataFrame) -> list[str]:
    # A heading that stays the same from one return to the next is said once.
    said = dict.fromkeys(
        f"{INDICATOR[row.indicator].name}: “{row.wording}”" for row in wordings.itertuples()
    )
    return [f"Definitions, in the sender's headings. {'; '.join(said)}."] if said else []


def figure(borough: str, mine: pd.DataFrame, found: pd.DataFrame, source: str) -> PrintedFigure:
    """Small multiples of one borough, its title saying what they show."""
    said = {
        key: by_statistic(found, borough, key)["verdict"]["note"] for key in indicator_keys(mine)
    }
    panels = {key: f"{INDICATOR[key].name}: {said[key]}" for key in indicator_keys(mine)}
    drawn = figures.small_multiples(mine.rename(columns={"indicator": "panel"}), panels, source)
    title = (
        f"{borough_name(borough)}:"
        f" {words.grouped({INDICATOR[key].name: said[key] for key in indicator_keys(mine)})}"
    )
    return PrintedFigure(f"indicators-{borough}", title, _alt(borough, mine, said), drawn)


def _alt(borough: str, mine: pd.DataFrame, said: dict[str, str]) -> str:
    """What the panels show, for those who do not see them."""
    panels = []
    for key in indicator_keys(mine):
        rows = mine[mine["indicator"] == key].sort_values("quarter")
        numbers = ", ".join(
            f"{number}" if status == "returned" else status.replace("_", " ")
            for number, status in zip(rows["count"], rows["status"], strict=True)
        )
        panels.append(f"{INDICATOR[key].name}: {numbers}; {said[key]}.")
    title = (
        f"{len(said)} line charts of counts in {borough_name(borough)}, {span(mine['quarter'])}."
    )
    return " ".join((title, *panels))


def sentences(borough: str, mine: pd.DataFrame, found: pd.DataFrame) -> Iterator[str]:
    """One sentence a series, by the same rule for each; two where withheld counts leave two
    readings.
    """
    family = by_statistic(found)
    for key in indicator_keys(mine):
        rows = found[(found["borough"] == borough) & (found["indicator"] == key)]
        usable = mine[(mine["indicator"] == key) & mine["status"].isin(["returned", "withheld"])][
            "quarter"
        ]
        for scenario, of_scenario in rows.groupby("scenario", sort=False):
            name = INDICATOR[key].name + ("" if scenario == "as returned" else f", {scenario}")
            over = span(usable, "and") if len(usable) else ""
            yield words.series_sentence(name, over, index(of_scenario), family)


def _pointer(borough: str, mine: pd.DataFrame) -> str:
    """Where the sentences come from, and that the sender's notes go with them."""
    notes = (
        ", where the sender's notes stand and apply here too" if mine["caveat"].ne("").any() else ""
    )
    return (
        f"These sentences rest on @tbl:indicators-{borough}-trends and are drawn in"
        f" @fig:indicators-{borough}; the counts are in @tbl:indicators-{borough}{notes}."
    )


def trends(borough: str, found: pd.DataFrame) -> PrintedTable:
    """What the sentences of one borough rest on."""
    rows = found[(found["borough"] == borough) & found["indicator"].ne("")]
    lines = []
    for (key, scenario), of_series in rows.groupby(["indicator", "scenario"], sort=False):
        one = index(of_series)
        least = one["detectable_change"]
        lines.append(
            {
                "Indicator": (
                    INDICATOR[key].name + ("" if scenario == "as returned" else f" ({scenario})")
                ),
                "Quarters (tier)": f"{one['level']['n']} ({one['level']['tier']})",
                "Whole change (95% interval)": words.times(*ends(one["trend_over_span"])),
                "Smallest change it could show": words.least(least["low"], least["high"]),
                "Dispersion": words.number(one["dispersion"]["estimate"]),
                "One quarter left out": words.span_of_ratios(
                    one["leave_one_out"]["low"], one["leave_one_out"]["high"]
                ),
                "A year apart (95% interval)": words.times(*ends(one["year_apart"])),
            }
        )
    caption = f"{borough_name(borough)}: what the sentences rest on"
    return PrintedTable(
        f"indicators-{borough}-trends", caption, pd.DataFrame(lines), rows, tuple(_warnings(rows))
    )


def _warnings(rows: pd.DataFrame) -> Iterator[str]:
    """What to beware of in the numbers of one borough."""
    turning = [INDICATOR[row.indicator].name for row in rows.itertuples() if "(G29)" in row.note]
    if turning:
        yield f"Leaving out a single quarter turns the direction of {words.listed(turning)} (G29)."
    yield from (
        rows.loc[rows["note"].str.contains("(G1)", regex=False), "note"].head(1).map(words.sentence)
    )
    yield from (
        rows.loc[rows["note"].str.contains("(G34)", regex=False), "note"]
        .drop_duplicates()
        .map(words.sentence)
    )
    yield "Each interval is for one series alone; none allows for how many series were looked at."
