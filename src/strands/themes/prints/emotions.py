"""The emotions people name as printed: a table, and after it the figure of its numbers."""

from collections.abc import Iterator, Mapping
from functools import partial

from pandas import DataFrame, Series

from analysis.declare.traced import untraced
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show.lookup import of_kind
from analysis.show.printed import Block, Heading, PrintedFigure, PrintedTable
from analysis.show.words import NBSP, listed
from strands.themes.declares.coding import LEAST_PEOPLE
from strands.themes.declares.emotions import LEMMAS, VERSION
from strands.themes.prints import coded
from strands.themes.prints.coded import WHEN, most_first, origin, share, why_dashes
from strands.themes.prints.dumbbells import dumbbells

# More lines than this are a wall: the rest is in the table.
MOST_DRAWN = 14
_ODDS = "After against before"
_OF_ODDS = (
    f"{_ODDS}: log-odds (95% interval) with a prior from both waves (Monroe, Colaresi and Quinn"
    " 2008); above 0 an emotion marks the answers after. It puts emotions in order and is no test."
)


def emotions(found: DataFrame, of_period: str, source: str) -> Iterator[Block]:
    """Per survey the table of emotions and, never without it, the figure of the same numbers."""
    yield Heading("themes-emotions", "What people feel")
    found = coded.of_period(found, of_period)
    for survey in of_kind(found, "emotion")["survey"].unique():
        of_survey = found[found["survey"] == survey]
        rows = _worth_telling(of_kind(of_survey, "emotion"))
        told = of_kind(of_survey, "people who told an emotion")
        yield _table(survey, rows, told, of_kind(of_survey, "emotion, after against before"))
        bases = {row.wave: f"{WHEN[row.wave]} ({row.n:,.0f} people)" for row in told.itertuples()}
        known = rows[rows["estimate"].notna() & ~_untold(rows)]
        kept_back = bool(rows["x"].map(withheld).any())
        yield from _dumbbells(survey, known, bases, _beside(source, kept_back))


def _beside(source: str, kept_back: bool) -> str:
    """What stands under the figure."""
    rare = f"that somebody, but fewer than {LEAST_PEOPLE} people, named before or after"
    if kept_back:
        rare = "of which a number before or after is withheld"
    return f"{source} Thin lines are 95% intervals. Emotions {rare} are not drawn."


def _few(rows: DataFrame) -> Series:
    """Whether somebody is counted, and so few that it is not told."""
    few = [not withheld(x) and 0 < x < LEAST_PEOPLE for x in rows["x"]]
    return Series(few, rows.index, dtype=bool)


def _untold(rows: DataFrame) -> Series:
    """Whether a number of people is withheld, or too low to be told."""
    return _few(rows) | rows["x"].map(withheld) | rows["estimate"].map(withheld)


def _worth_telling(rows: DataFrame) -> DataFrame:
    """The emotions that enough people name for a number of them to be told, the most frequent
    first.
    """
    rows = rows[rows["code"] != ""]
    known = rows["x"].mask(_untold(rows), 0.0).astype(float)
    rows = rows.assign(greatest=known.groupby(rows["code"]).transform("max"))
    rows = rows[rows["greatest"] >= LEAST_PEOPLE]
    return most_first(rows, rows["greatest"])


def _table(survey: str, rows: DataFrame, told: DataFrame, odds: DataFrame) -> PrintedTable:
    lines, few = {}, _few(rows)
    for row, is_few in zip(rows.itertuples(), few, strict=True):
        wave = WHEN[row.wave].removesuffix(" the training").capitalize()
        line = lines.setdefault(row.code, {"Emotion": row.code})
        line[f"{wave}: people"] = f"<{LEAST_PEOPLE}" if is_few else f"{row.x:,.0f}"
        line[f"{wave}: of {untraced(row.n):,.0f} (95% interval)"] = "–" if is_few else share(row)
    odds = odds[odds["code"].isin(set(lines) - set(rows.loc[few, "code"]))]
    for row in odds[odds["estimate"].notna()].itertuples():
        lines[row.code][_ODDS] = _log_odds(row)
    waves = [f"{row.x:,.0f} of {row.n:,.0f} {WHEN[row.wave]}" for row in told.itertuples()]
    left_out = "An emotion of which no number may be told is left out."
    if not rows["x"].map(withheld).any():
        left_out = (
            f"<{LEAST_PEOPLE}: somebody, but fewer than {LEAST_PEOPLE} people. An emotion that is"
            " so rare or absent in every column is left out."
        )
    notes = (
        (
            f"People whose words hold an emotion of the published list (version {VERSION},"
            f" {len(LEMMAS)} emotions): {listed(waves)}. A person counts once for each"
            " emotion."
        ),
        "The answers before and after are not matched by person, so no change of anybody is shown.",
        *([_OF_ODDS] if len(odds) else []),
        left_out,
        *why_dashes(rows),
    )
    return PrintedTable(
        f"themes-emotions-{survey}",
        f"{origin(survey)}: emotions people name",
        DataFrame(list(lines.values())).fillna("–"),
        coded.public(rows[~few]),
        notes,
    )


def _log_odds(row) -> str:
    """Log odds with their interval for a table."""
    if withheld(row.estimate, row.low, row.high):
        return SYMBOL
    ends = f"{row.low:+.1f} to{NBSP}{row.high:+.1f}"
    return f"{row.estimate:+.1f} ({ends})".replace("-", "−")


def _dumbbells(
    survey: str, known: DataFrame, bases: Mapping[str, str], source: str
) -> Iterator[PrintedFigure]:
    """The emotions known before and after, the most frequent first; nothing where there are none."""
    known = known[known["wave"].ne("") & ~known["low"].map(withheld)]
    both = known[known.groupby("code")["wave"].transform("nunique").eq(2)]
    most = both.groupby("code")["estimate"].max().sort_values(ascending=False, kind="stable")
    order = list(most.index[:MOST_DRAWN])
    if not order:
        return
    drawn = both[both["code"].isin(order)].rename(columns={"code": "emotion"})
    drawn = drawn.sort_values("emotion", key=lambda names: names.map(order.index), kind="stable")
    shares = {}
    for row in drawn.itertuples():
        shares.setdefault(row.emotion, []).append(f"{100 * row.estimate:.0f}% {row.wave}")
    alt = "; ".join(f"{emotion} {' and '.join(waves)}" for emotion, waves in shares.items())
    waves = {wave: bases[wave] for wave in ("before", "after")}
    yield PrintedFigure(
        f"themes-emotions-{survey}",
        f"{origin(survey)}: {_most_named(drawn)}",
        f"Shares of those who answered: {alt}.",
        partial(dumbbells, drawn, waves, source),
        DataFrame(
            {
                "Emotion": drawn["emotion"],
                "When": drawn["wave"].map(waves),
                "Share (95% interval)": [share(row) for _, row in drawn.iterrows()],
            }
        ),
    )


def _most_named(drawn: DataFrame) -> str:
    """Which emotions of those drawn are named most before the training, and which after."""
    named = []
    for wave, rows in drawn.groupby("wave", sort=False):
        most = rows[rows["estimate"] == rows["estimate"].max()]
        named.append(
            f"{listed(list(most['emotion']))} most {wave} ({100 * most['estimate'].iloc[0]:.0f}%)"
        )
    return f"of the emotions shown, people name {listed(named)} the training"
