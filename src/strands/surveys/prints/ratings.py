"""Averages before and after as printed: over those who answered, and over everybody whatever the
silent would say.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.statuses import SYMBOLS
from analysis.declare.surveys import ASSUMPTIONS, DESIGNS, INSTRUMENT, WAVES
from analysis.show import figures, words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable

_EVERYBODY = {"attendances": "attendances", "answered before": "who answered before"}
_READINGS = (
    ("mean: answered", "those who answered"),
    ("mean: silent unchanged", "all, if the silent did not change"),
    ("mean: silent unknown", "all, whatever the silent would say"),
)


def rating_sentences(here: pd.DataFrame) -> Iterator[str]:
    """A paragraph a rating, over the first kind of everybody: the range first where too few
    answered, else second.
    """
    for key, item, case, by in _cases(here, first=True):
        about = f"**{INSTRUMENT[key].name}: {_plain(item)}.**"
        answered = by["change: answered"]
        if "headline" not in by:
            yield (
                f"{about} Among those who answered, {words.points(answered['estimate'])};"
                f" {answered['note']}."
            )
            continue
        least, most = INSTRUMENT[key].scale
        unknown = by["mean: silent unknown"]
        everybody = (
            f"ver all {unknown['n']:,} {_EVERYBODY[case]} the average after lies between"
            f" {words.short(unknown['low'])} and {words.short(unknown['high'])} on the scale from"
            f" {least} to {most}, depending on what the {unknown['n'] - answered['n']:,} who did"
            f" not answer would have said; before, it was {_before(by)}"
        )
        few = (
            f"mong those who answered ({answered['n']:,}) it was"
            f" {words.short(by['mean: answered']['estimate'])}:"
            f" {words.points(answered['estimate'])}"
        )
        said = (
            ("O" + everybody, "A" + few)
            if by["headline"]["note"] == "bounds"
            else ("A" + few, "O" + everybody)
        )
        design = DESIGNS[INSTRUMENT[key].design]
        yield f"{about} {'. '.join(said)}. {_silent(by)} This survey was {design}."


def _before(by: dict[str, pd.Series]) -> str:
    """The average before, and how it was printed where that was a limit."""
    row = by["mean: before"]
    return words.short(row["estimate"]) + (f" ({row['note']})" if row["note"] else "")


def _silent(by: dict[str, pd.Series]) -> str:
    """What the change comes to if the silent did not change, and what would take it away."""
    still, tipping = by["change: silent unchanged"], by["tipping: mean"]
    if pd.isna(tipping["estimate"]):
        return f"Over all that is {words.points(still['estimate'])}: {tipping['note']}."
    moved, mean = by["tipping: change"]["estimate"], words.short(tipping["estimate"])
    if tipping["note"] or words.points(moved) == "no change":
        return f"If they did not change, that is {words.points(still['estimate'])} over all" + (
            f"; {tipping['note']}." if tipping["note"] else "."
        )
    return (
        f"If those who did not answer did not change, that is {words.points(still['estimate'])}"
        f" over all; and there is no change over all if they averaged {mean} after,"
        f" {words.points(moved)} of their own."
    )


def ratings(rows: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """Averages as printed, their readings over everybody in a table and a figure, and what is taken
    for granted.
    """
    rows, here = rows[rows["period"] == of_period], found[found["period"] == of_period]
    yield Heading("surveys-ratings", "Averages before and after")
    yield _printed_averages(rows, here)
    yield _bounds(here)
    yield from _figure(here)
    yield _limits(rows, here)
    yield Paragraphs(tuple(_shares(here)))
    yield _assumptions(set(rows["instrument"]))


def _printed_averages(rows: pd.DataFrame, here: pd.DataFrame) -> PrintedTable:
    lines = []
    for (key, item), mine in rows.groupby(["instrument", "item"], sort=False):
        cells = {
            row.wave: row.raw if row.status == "returned" else SYMBOLS[row.status]
            for row in mine.itertuples()
        }
        rounding = here[
            (here["statistic"] == "change: rounding")
            & (here["instrument"] == key)
            & (here["item"] == item)
        ]
        lines.append(
            {
                "Survey": f"{INSTRUMENT[key].name}: {_plain(item)}",
                **{wave.capitalize(): cells.get(wave, "") for wave in WAVES},
                "Change, those who answered": _signed(rounding["estimate"]),
                "Change, as far as rounding tells": _span(rounding),
            }
        )
    keys = list(dict.fromkeys(rows["instrument"]))
    notes = (
        *(
            f"{INSTRUMENT[key].name}: {DESIGNS[INSTRUMENT[key].design]}. Scale from"
            f" {INSTRUMENT[key].scale[0]} to {INSTRUMENT[key].scale[1]}."
            for key in keys
        ),
        *words.symbols(set(rows["status"])),
    )
    return PrintedTable("surveys-averages", "Averages as printed", pd.DataFrame(lines), rows, notes)


def _signed(values: pd.Series) -> str:
    return "–" if values.dropna().empty else _plus(values.iloc[0])


def _span(rows: pd.DataFrame) -> str:
    return (
        "–"
        if rows["low"].dropna().empty
        else f"{_plus(rows['low'].iloc[0])} to {_plus(rows['high'].iloc[0])}"
    )


def _plus(change: float) -> str:
    return f"{change:+.2f}".replace("-", "−")


def _bounds(here: pd.DataFrame) -> PrintedTable:
    """A column a survey and kind of everybody; a line a reading of the average after."""
    columns, used = (
        {},
        here[
            here["statistic"].str.match("(?:mean|change|tipping|headline)")
            & (here["reading"] == "")
        ],
    )
    for key, item, case, by in _cases(here):
        if "headline" in by:
            name = (
                f"{_asked(here, key, item)}: {by['mean: silent unknown']['n']:,} {_EVERYBODY[case]}"
            )
            columns[name] = _bounds_column(by)
    cells = (
        pd.DataFrame(columns).rename_axis("Average").reset_index() if columns else pd.DataFrame()
    )
    notes = (
        (
            "Silent: who could have answered and did not. In brackets: the difference from the"
            " average before. The least and the most put every silent person at one end of the"
            " scale (Manski bounds)."
        ),
    )
    return PrintedTable(
        "surveys-bounds",
        "One average, over those who answered and over everybody",
        cells,
        used,
        notes,
    )


def _bounds_column(by: dict[str, pd.Series]) -> dict[str, str]:
    def both(what: str, end: str = "estimate") -> str:
        return f"{by[f'mean: {what}'][end]:.2f} ({_plus(by[f'change: {what}'][end])})"

    return {
        "before": f"{by['mean: before']['estimate']:.2f}",
        "after, those who answered": both("answered"),
        "after, all, if the silent did not change": both("silent unchanged"),
        "after, all, at the least": both("silent unknown", "low"),
        "after, all, at the most": both("silent unknown", "high"),
        "of the silent, for no change over all": words.number(by["tipping: mean"]["estimate"], 2),
    }


def _figure(here: pd.DataFrame) -> Iterator[PrintedFigure]:
    """The same average under each reading, a panel a survey."""
    drawn, said = [], []
    cases = [case for case in _cases(here, first=True) if "headline" in case[3]]
    for key, item, case, by in cases:
        unknown = by["mean: silent unknown"]
        panel = (
            f"{_asked(here, key, item)}: {by['mean: answered']['n']:,} of {unknown['n']:,}"
            f" {_EVERYBODY[case]}"
        )
        for statistic, reading in _READINGS:
            ends = by[statistic][["estimate", "low", "high"]].astype("float64")
            low, high = (
                (ends["low"], ends["high"])
                if pd.isna(ends["estimate"])
                else (ends["estimate"],) * 2
            )
            drawn.append(
                {
                    "panel": panel,
                    "reading": reading,
                    "low": low,
                    "high": high,
                    "before": by["mean: before"]["estimate"],
                    "before_said": f"before: {_before(by)}",
                }
            )
        said.append(
            f"{words.short(unknown['low'])} to {words.short(unknown['high'])} for"
            f" {_asked(here, key, item)}"
        )
    if drawn:
        scales = [INSTRUMENT[key].scale for key, *_ in cases]
        scale = min(low for low, _ in scales), max(high for _, high in scales)
        title = (
            f"Counting the silent, the average after training is anywhere from {words.listed(said)}"
        )
        alt = "Dots and bars on the scale of answers. " + " ".join(
            f"{row['panel']}, {row['reading']}: {row['low']:.2f}"
            + (f" to {row['high']:.2f}." if row["high"] != row["low"] else ".")
            for row in drawn
        )
        source = (
            "A broken line is the average before. Dots: one value; bars: every value the scale"
            " allows."
        )
        yield PrintedFigure(
            "surveys-silent", title, alt, figures.readings(pd.DataFrame(drawn), scale, source)
        )


def _limits(rows: pd.DataFrame, here: pd.DataFrame) -> PrintedTable:
    """What changes where an average that was printed as a limit is read otherwise."""
    limits = rows[(rows["bound"] != "") & (rows["status"] == "returned")]
    used = here[here["instrument"].isin(set(limits["instrument"]))]
    lines = []
    for reading in used["reading"].unique():
        for key, item, case, by in _cases(used, reading=reading, first=True):
            if "headline" in by:
                lines.append(
                    {
                        "Before, read as": words.short(by["mean: before"]["estimate"]),
                        "Survey": f"{_asked(here, key, item)}, all {_EVERYBODY[case]}",
                        "Change, those who answered": _plus(by["change: answered"]["estimate"]),
                        "Change, all, silent unchanged": _plus(
                            by["change: silent unchanged"]["estimate"]
                        ),
                        "Silent, for no change": words.number(by["tipping: mean"]["estimate"], 2),
                    }
                )
    typed = words.listed(
        [
            f"“{row.raw}” ({INSTRUMENT[row.instrument].name}, {row.wave})"
            for row in limits.itertuples()
        ]
    )
    notes = (
        (
            f"Printed as {typed}: no number. The first line is the reading used everywhere else;"
            " the others show what hangs on it. The least and the most over all do not change"
            " with it."
        ),
    )
    cells = pd.DataFrame(lines if len(limits) else [])
    return PrintedTable(
        "surveys-limits",
        "Other readings of an average printed as a limit",
        cells,
        used,
        notes,
        ("Survey",),
    )


def _shares(here: pd.DataFrame) -> Iterator[str]:
    """A share who said something, over everybody who could have answered."""
    for row in here[here["statistic"] == "share: silent unknown"].itertuples():
        yield (
            f"**{INSTRUMENT[row.instrument].name}: {_plain(row.item)}.** {words.sentence(row.note)}"
            f" Then {row.estimate:g}% said so, and over all {row.n:,} {_EVERYBODY[row.case]} it is"
            f" between {row.low:.1f}% and {row.high:.1f}%, as none or all of the silent would have"
            " said so."
        )


def _assumptions(keys: set[str]) -> PrintedTable:
    lines = [
        {
            "Survey": words.listed([INSTRUMENT[key].name for key in each.instruments]),
            "Taken for granted": each.says,
        }
        for each in ASSUMPTIONS
        if keys & set(each.instruments)
    ]
    return PrintedTable(
        "surveys-assumptions",
        "What the ranges take for granted",
        pd.DataFrame(lines),
        pd.DataFrame(lines),
        (),
        ("Taken for granted",),
    )


def _cases(here: pd.DataFrame, reading: str = "", first: bool = False):
    """Each survey, question and kind of everybody with its statistics; the `first` kind of each
    only, if so wanted.
    """
    rows = here[(here["case"] != "") & (here["wave"] == "") & (here["reading"] == reading)]
    seen = set()
    for (key, item, case), mine in rows.groupby(["instrument", "item", "case"], sort=False):
        if not (first and (key, item) in seen):
            seen.add((key, item))
            yield key, item, case, {row["statistic"]: row for _, row in mine.iterrows()}


def _asked(here: pd.DataFrame, key: str, item: str) -> str:
    """A survey's name, with what was rated where it asked for more than one rating."""
    several = (
        here.loc[
            (here["instrument"] == key) & (here["statistic"] == "mean: before"), "item"
        ].nunique()
        > 1
    )
    return INSTRUMENT[key].name + (f", {_plain(item)}" if several else "")


def _plain(item: str) -> str:
    """What was rated, without its scale: `knowledge about perpetrators`."""
    bare = item.split(" (")[0]
    return bare[0].lower() + bare[1:]
