"""The emotions people name as printed: a table, and after it the figure and the cloud of its
numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.show import words
from analysis.show.printed import Block, Heading, PrintedFigure, PrintedTable
from strands.themes.declares.coding import LEAST_PEOPLE
from strands.themes.declares.emotions import LEMMAS, VERSION
from strands.themes.prints.clouds import cloud, dumbbells
from strands.themes.prints.coded import WHEN, of_kind, origin, share, why_dashes, with_counts

# More lines than this are a wall: the rest is in the table.
MOST_DRAWN = 14
_OF_ODDS = (
    (
        "After against before: log-odds (95% interval) with a prior from both waves (Monroe,"
        " Colaresi and Quinn 2008); above 0 an emotion marks the answers after. It puts emotions in"
        " order and is no test."
    ),
)


def emotions(found: pd.DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """Per survey the table of emotions and, never without it, the figure and the cloud of the same
    numbers.
    """
    yield Heading("themes-emotions", "What people feel")
    here = found[found["period"] == of_period]
    for survey in dict.fromkeys(of_kind(here, "emotion")["survey"]):
        mine = here[here["survey"] == survey]
        bases = {
            row.wave: n
            for row, (_, n) in zip(
                *with_counts(of_kind(mine, "people who told an emotion")), strict=True
            )
        }
        rows = of_kind(mine, "emotion")
        greatest = rows.groupby("code")["count"].transform("max").fillna(0)
        rows = rows.iloc[(-greatest).argsort(kind="stable")]
        yield _table(survey, rows, bases, mine)
        yield from _figures(survey, rows, bases, source)


def _table(
    survey: str, rows: pd.DataFrame, bases: Mapping[str, int], mine: pd.DataFrame
) -> PrintedTable:
    lines = {}
    for row, (count, _) in zip(*with_counts(rows), strict=True):
        wave = WHEN[row.wave].removesuffix(" the training").capitalize()
        line = lines.setdefault(row.code, {"Emotion": row.code})
        line[f"{wave}: people"] = f"<{LEAST_PEOPLE}" if pd.isna(count) else f"{count:,}"
        line[f"{wave}: of {bases[row.wave]:,} (95% interval)"] = share(row)
    for row in of_kind(mine, "emotion, after against before").itertuples():
        lines[row.code]["After against before"] = (
            f"{row.estimate:+.1f} ({row.low:+.1f} to{words.NBSP}{row.high:+.1f})".replace("-", "−")
        )
    told = [
        f"{count:,} of {n:,} {WHEN[row.wave]}"
        for row, (count, n) in zip(
            *with_counts(of_kind(mine, "people who told an emotion")), strict=True
        )
    ]
    notes = (
        (
            f"People whose words hold an emotion of the published list (version {VERSION},"
            f" {len(LEMMAS)} emotions): {words.listed(told)}. A person counts once for each"
            " emotion."
        ),
        "The answers before and after are not matched by person, so no change of anybody is shown.",
        *_OF_ODDS * ("emotion, after against before" in set(mine["statistic"])),
        (
            f"<{LEAST_PEOPLE}: somebody, but fewer than {LEAST_PEOPLE} people. An emotion that is"
            " so rare or absent in every column is left out."
        ),
        *why_dashes(rows),
    )
    return PrintedTable(
        f"themes-emotions-{survey}",
        f"{origin(survey)}: emotions people name",
        pd.DataFrame(list(lines.values())).fillna("–"),
        rows.drop(columns="rows"),
        notes,
    )


def _figures(
    survey: str, rows: pd.DataFrame, bases: Mapping[str, int], source: str
) -> Iterator[PrintedFigure]:
    known = rows[rows["estimate"].notna()]
    both = known[
        known.groupby("code")["wave"].transform("nunique").eq(2)
        & known["wave"].isin(["before", "after"])
    ]
    order = (
        both.groupby("code")["estimate"]
        .max()
        .sort_values(ascending=False, kind="stable")
        .index[:MOST_DRAWN]
    )
    name = origin(survey)
    if len(order):
        drawn = both[both["code"].isin(order)].rename(columns={"code": "emotion"})
        drawn = drawn.sort_values(
            "emotion", key=lambda lemmas: lemmas.map(list(order).index), kind="stable"
        )
        said = {wave: f"{WHEN[wave]} ({bases[wave]:,} people)" for wave in ("before", "after")}
        alt = "; ".join(
            f"{lemma} "
            + " and ".join(f"{100 * row.estimate:.0f}% {row.wave}" for row in of.itertuples())
            for lemma, of in drawn.groupby("emotion", sort=False)
        )
        beside = (
            f"{source} Thin lines are 95% intervals. Emotions that somebody, but fewer than"
            f" {LEAST_PEOPLE} people, named before or after are not drawn."
        )
        yield PrintedFigure(
            f"themes-emotions-{survey}",
            f"{name}: emotions named before and after the training",
            f"Shares of those who answered: {alt}.",
            dumbbells(drawn, said, beside),
        )
    largest = known[known["estimate"] > 0].sort_values("estimate", ascending=False, kind="stable")
    fields = {
        f"{said.capitalize()} ({bases[wave]:,} people)": dict(
            zip(of["code"], of["estimate"], strict=True)
        )
        for wave, said in WHEN.items()
        if len(of := largest[largest["wave"] == wave])
    }
    if fields:
        alt = "; ".join(f"{title}: {', '.join(shares)}" for title, shares in fields.items())
        yield PrintedFigure(
            f"themes-cloud-{survey}",
            f"{name}: the emotions of the table above, as words",
            f"Words, the larger the more people name them. {alt}.",
            cloud(fields, source),
        )
