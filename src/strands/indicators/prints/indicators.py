"""The indicators strand as printed: what arrived, and what all series together can bear."""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import MOVED
from analysis.declare.indicators import INDICATOR
from analysis.declare.periods import quarter_label
from analysis.declare.traced import how_many
from analysis.show import words
from analysis.show.lookup import borough_keys, by_statistic, ends, indicator_keys, of_kind
from analysis.show.over_time import ALLOWED_FOR
from analysis.show.printed import Heading, Opening, Paragraphs, PrintedTable
from analysis.show.printed import opening as opened
from strands.indicators.prints.series_words import why_not, years_apart
from strands.indicators.prints.together import averaged, once, standing


def opening(found: DataFrame, together: DataFrame, again: DataFrame) -> Opening:
    """The first page: what arrived, and what came of each series and of the boroughs `together`;
    `again` are findings on re-referrals, which stand behind it.
    """
    every = by_statistic(found)
    arrived = every["returned"]
    if not arrived["n"]:
        if len(again):
            return Opening(
                ("No counts came but those of re-referrals.",), finding="re-referrals alone"
            )
        return opened(none="No returns came for this period.")
    verdicts, averages = once(found), averaged(together)
    named = {
        f"{INDICATOR[key].says} in {borough_name(borough)}": verdict
        for (borough, key), verdict in verdicts.items()
    }
    finding = words.headed(named, "quarterly series")
    if averages:
        finding = f"on average, {words.headed(averages, 'indicators')}"
    tested = "none is long enough for a trend to be tested"
    if every["trend_tests"]["estimate"]:
        stand = words.beyond_chance(every["below_0.05_holm"]["estimate"])
        tested = f"{stand} after allowing for the number of tests (@tbl:indicators-checks)"
    lacking = arrived["x"] < arrived["n"]
    why = "it may be what happened everywhere"
    if of_kind(found, "before_after")["refused"].ne("").all():
        why = "no count that a borough sent is known to be from before it joined"
    return opened(
        (
            f"**What arrived.** {arrived['x']:.0f} of the {arrived['n']:.0f} counts asked for"
            f"{', and nothing stands in for the others (@tbl:indicators-coverage)' * lacking}:"
            f" {words.count(len(indicator_keys(found['subject'])), 'indicator')} of domestic abuse (DA) in each of"
            f" {words.count(len(borough_keys(found)), 'borough')}, quarter by quarter."
        ),
        (
            f"**Borough by borough.** Of {how_many(verdicts)} quarterly series:"
            f" {words.verdicts(verdicts)}; {tested}."
        ),
        _averages(together, averages),
        finding=finding,
        limits=(
            f"No change here can be called an effect of the programme: {why};"
            " @tbl:indicators-refused lists what was not computed, and why."
        ),
    )


def _averages(together: DataFrame, averages: dict[str, str]) -> str:
    """What the boroughs' changes come to, and where that stands; nothing where there is no
    average.
    """
    if not averages:
        return ""
    stands = f"; {standing(together)}" if {*averages.values()} & {*MOVED} else ""
    return (
        f"**On average over the boroughs.** {words.titled(words.outcome(averages, 'indicators'))}{stands}"
        " (@tbl:indicators-slopes)."
    )


def coverage(found: DataFrame, queries: DataFrame) -> PrintedTable:
    """Counts returned of those asked for, and the quarters missing, by borough."""
    of_boroughs = found[found["borough"] != ""]
    rows = of_kind(of_boroughs, "returned")
    gaps = of_kind(of_boroughs, "not_returned")
    missing = gaps["when"].map(quarter_label).groupby(gaps["borough"]).agg("; ".join)
    cells = DataFrame(
        {
            "Borough": rows["borough"].map(borough_name),
            "Counts returned": [f"{row.x:.0f} of {row.n:.0f}" for row in rows.itertuples()],
            "Quarters not returned in full": [missing.get(key, "none") for key in rows["borough"]],
        }
    )
    severity = queries["severity"].value_counts()
    notes = (
        (
            f"Questions to the senders: {severity.get('stop', 0)} that keep a value out until answered,"
            f" {severity.get('warn', 0)} that keep none out, {severity.get('info', 0)} for information."
        ),
        "Boroughs stand in the order in which they joined, here and everywhere.",
        *_twice(of_kind(found, "verdict")),
    )
    caption, wordy = "What each borough returned", ("Quarters not returned in full",)
    return PrintedTable("indicators-coverage", caption, cells, rows, notes, wordy)


def _twice(judged: DataFrame) -> Iterator[str]:
    """How many series were read at both ends of what is withheld."""
    if twice := judged.duplicated(["borough", "subject"]).sum():
        yield (
            f"{words.count(twice, 'series has', 'series have')} withheld counts. Such a series is read"
            " and tested twice, at both ends of what these can be; it is counted once, and only what both"
            " readings show is said of it."
        )


def together() -> Heading:
    """Where the series stand side by side as tests, never as sizes."""
    return Heading("indicators-together", "All series together")


def comparability() -> Heading:
    """Where the report says why boroughs are not compared, and what was not computed."""
    return Heading("indicators-comparability", "What this cannot tell")


_P_VALUES = {
    "p": "trend_p",
    "p, reordered": "permutation_p",
    ALLOWED_FOR: "trend_p_holm",
    "p, allowed for less strictly": "trend_p_bh",
}


def checks(found: DataFrame) -> PrintedTable:
    """Every p-value computed; nothing where none was."""
    rows = of_kind(found, "trend_p")
    if rows["estimate"].isna().all():
        rows = rows.iloc[:0]
    lines = []
    for row in rows.itertuples():
        series = by_statistic(found[found["reading"] == row.reading], row.borough, row.subject)
        ps = {
            heading: words.number(series[statistic]["estimate"] if statistic in series else None, 3)
            for heading, statistic in _P_VALUES.items()
        }
        lines.append(
            {
                "Series": f"{borough_name(row.borough)}, {INDICATOR[row.subject].name.lower()}",
                "Change a quarter": words.times(*ends(series["trend_per_quarter"])),
                **ps,
                "Dispersion (the series' own), before the floor of 1": _dispersion(series),
            }
        )
    caption, cells = "Every test that was run", DataFrame(lines)
    return PrintedTable("indicators-checks", caption, cells, rows, _about_checks(found))


def _dispersion(series: dict[str, pd.Series]) -> str:
    kind, own = (series[name]["estimate"] for name in ("dispersion", "dispersion_of_its_own"))
    return "–" if pd.isna(kind) else f"{words.number(kind)} ({words.number(own)})"


def _about_checks(found: DataFrame) -> tuple[str, ...]:
    every = by_statistic(found)
    run, tests, apart = (every[name] for name in ("tests_run", "trend_tests", "years_apart"))
    below = {
        name: f"{every[f'below_0.05_{name}']['estimate']:.0f}"
        for name in ("unadjusted", "holm", "benjamini_hochberg")
    }
    return (
        (
            f"{run['estimate']:.0f} p-values were computed: {run['note']}. Of the"
            f" {tests['estimate']:.0f} trend tests {tests['note']}, that is, come out below 0.05:"
            f" {below['unadjusted']} did, {below['holm']} after allowing for the number of tests"
            f" (Holm), and {below['benjamini_hochberg']} after allowing for it less strictly"
            " (Benjamini–Hochberg)."
        ),
        (
            "Intervals and p allow for quarters that resemble the one before (a correlation of 0.3,"
            " more or less than which so few quarters cannot show) and for the dispersion of the"
            " indicator in all boroughs together, or that of the series' own counts where it is"
            " larger; where both are below 1 it is taken as 1. Reordered, quarters are taken not to"
            " resemble each other."
        ),
        years_apart(apart),
        "–: no test; the reason is in the table of refusals.",
    )


def chance(found: DataFrame) -> Paragraphs:
    """What chance alone does to the ends of series, beside what they did."""
    every = by_statistic(found)
    ways = {way: every[f"two_successive_{way}"] for way in ("falls", "rises")}
    if not ways["falls"]["n"]:
        return Paragraphs(())
    endings = [
        f"{row['x']:.0f} of {row['n']:.0f} series {'ends' if row['x'] == 1 else 'end'} in two {way}"
        f" running; {row['note']}."
        for way, row in ways.items()
    ]
    return Paragraphs((f"**Chance as a yardstick.** {' '.join(endings)}",))


def fingerprints(found: DataFrame) -> PrintedTable:
    """How differently boroughs count, in one ratio a borough."""
    rows = of_kind(found, "fingerprint")
    cells = DataFrame(
        {
            "Borough": rows["borough"].map(borough_name),
            "Flagged after assessment for each referral: median (range)": [
                words.times(row.estimate, row.low, row.high).removeprefix("×")
                for row in rows.itertuples()
            ],
        }
    )
    note = (
        "Were the definitions the same, these ratios would be alike. They are not, so no number of"
        " one borough is set against another's."
    )
    caption = "Boroughs count different things under the same heading"
    return PrintedTable("indicators-fingerprints", caption, cells, rows, (note,))


def refused(found: DataFrame) -> PrintedTable:
    """What was not computed, for how many series or boroughs, and why."""
    rows = found[found["refused"].ne("") & found["estimate"].isna() & found["subject"].ne("").any()]
    asked = rows["method"].where(rows["method"] != "", "a verdict on its own trend, or any test")
    lines = [
        {"What was not computed": name, "For": _about(of_rule), "Why": _reason(of_rule)}
        for name, of_rule in rows.groupby(asked, sort=False)
    ]
    caption, cells = "What was not computed, and why", DataFrame(lines)
    return PrintedTable("indicators-refused", caption, cells, rows, words=("For", "Why"))


def _about(rows: DataFrame) -> str:
    """What was refused: so many series, so many boroughs, or the boroughs together."""
    number = len(rows.drop_duplicates(["borough", "subject"]))
    if rows["subject"].ne("").all():
        return f"{number} series"
    return words.count(number, "borough") if rows["borough"].ne("").all() else "boroughs together"


def _reason(rows: DataFrame) -> str:
    """The reason, with the range of quarters where it differs from series to series only in their
    number.
    """
    fewest, most = rows["x"].min(), rows["x"].max()
    quarters = f"{fewest:.0f}" if fewest == most else f"{fewest:.0f} to {most:.0f}"
    return why_not(rows.iloc[0], quarters)
