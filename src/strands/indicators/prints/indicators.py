"""The indicators strand as printed: what arrived, and what all series together can bear."""

from __future__ import annotations

import re

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.indicators import INDICATOR
from analysis.show import words
from analysis.show.lookup import borough_keys, by_statistic, ends, indicator_keys
from analysis.show.printed import Heading, Paragraphs, PrintedTable


def opening(found: pd.DataFrame) -> Paragraphs:
    """The first screen: what arrived, what is missing, what may be concluded and what may not."""
    every = by_statistic(found)
    arrived = every["returned"]
    if not arrived["n"]:
        return Paragraphs(
            ("**Not received.** No returns of this strand came for this period.",), box="keyfinding"
        )
    said = [
        f"{name.removeprefix('series: ')} in {row['estimate']:.0f}"
        for name, row in every.items()
        if name.startswith("series: ") and row["estimate"]
    ]
    texts = (
        (
            f"**What arrived.** {arrived['estimate']:.0f} of the {arrived['n']} counts asked for:"
            f" {len(indicator_keys(found))} indicators in each of {len(borough_keys(found))}"
            " boroughs, quarter by quarter."
        ),
        f"**What is missing.** {_missing(found)}",
        f"**What may be concluded.** Of {every['series: cannot tell']['n']} series:"
        f" {words.listed(said)}. " + _tested(every),
        (
            "**What may not.** Boroughs are not added up, averaged, ranked or put on one axis: each"
            " counts by its own definitions (@tbl:indicators-fingerprints). No change here can be"
            " called an effect of the programme: no count is from before its borough joined."
            " @tbl:indicators-refused lists what was not computed, and why."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def _tested(every: dict[str, pd.Series]) -> str:
    """How many tests were run and how many came out; that none was, where no series is long enough."""
    tests = every["trend_tests"]
    if not tests["estimate"]:
        return "No series is long enough for a trend to be tested."
    return (
        f"{words.count(tests['estimate'], 'trend test')} were run ({tests['note']}): "
        f"{every['below_0.05_unadjusted']['estimate']:.0f} came out below 0.05, and "
        f"{every['below_0.05_holm']['estimate']:.0f} after allowing for their number "
        "(Holm): see @tbl:indicators-checks."
    )


def _missing(found: pd.DataFrame) -> str:
    gaps = found[
        (found["statistic"] == "returned") & (found["borough"] != "") & (found["note"] != "")
    ]
    if gaps.empty:
        return "Nothing: every count asked for was returned."
    named = [
        f"{borough_name(row.borough)} {row.note.replace('; ', ', ')}" for row in gaps.itertuples()
    ]
    return (
        f"{(gaps['n'] - gaps['estimate']).sum():.0f} counts: {'; '.join(named)}. None is filled in."
    )


def coverage(found: pd.DataFrame, queries: pd.DataFrame) -> PrintedTable:
    """Counts returned of those asked for, and the quarters missing, by borough."""
    rows = found[(found["statistic"] == "returned") & (found["borough"] != "")]
    cells = pd.DataFrame(
        {
            "Borough": rows["borough"].map(borough_name),
            "Counts returned": [f"{row.estimate:.0f} of {row.n}" for row in rows.itertuples()],
            "Quarters not returned in full": [row.note or "none" for row in rows.itertuples()],
        }
    )
    asked = queries["severity"].value_counts()
    notes = (
        (
            f"Questions raised by these returns: {asked.get('stop', 0)} that keep a value out,"
            f" {asked.get('warn', 0)} on values printed meanwhile, {asked.get('info', 0)} for"
            " information."
        ),
        "Boroughs stand in the order in which they joined, here and everywhere.",
    )
    return PrintedTable(
        "indicators-coverage",
        "What each borough returned",
        cells,
        rows,
        notes,
        ("Quarters not returned in full",),
    )


def together() -> Heading:
    """Where the series stand side by side as tests, never as sizes."""
    return Heading("indicators-together", "All series together")


def comparability() -> Heading:
    """Where the report says why boroughs are not compared."""
    return Heading("indicators-comparability", "Why boroughs are not compared")


def checks(found: pd.DataFrame) -> PrintedTable:
    """Every p-value computed, and what autocorrelation would do to the interval; nothing where none
    was.
    """
    series = found[found["statistic"] == "trend_p"]
    series = series if series["estimate"].notna().any() else series.iloc[:0]
    lines = []
    for row in series.itertuples():
        one = by_statistic(found, row.borough, row.indicator, row.scenario)
        lines.append(
            {
                "Series": f"{borough_name(row.borough)}, {INDICATOR[row.indicator].name.lower()}",
                "Change a quarter": words.times(*ends(one["trend_per_quarter"])),
                "p": words.number(one["trend_p"]["estimate"], 3),
                "p, reordered": words.number(one["permutation_p"]["estimate"], 3),
                "p, Holm": words.number(
                    one["trend_p_holm"]["estimate"] if "trend_p_holm" in one else None, 3
                ),
                "p, B–H": words.number(
                    one["trend_p_bh"]["estimate"] if "trend_p_bh" in one else None, 3
                ),
                "If ρ = 0.4": words.times(*ends(one["trend_if_autocorrelated_0.4"])),
            }
        )
    every = by_statistic(found)
    notes = (
        (
            f"{every['tests_run']['estimate']:.0f} p-values were computed:"
            f" {every['tests_run']['note']}; {every['trend_tests']['note']}. Below 0.05:"
            f" {every['below_0.05_unadjusted']['estimate']:.0f} unadjusted,"
            f" {every['below_0.05_holm']['estimate']:.0f} after Holm,"
            f" {every['below_0.05_benjamini_hochberg']['estimate']:.0f} after Benjamini–Hochberg."
        ),
        (
            "If ρ = 0.4: the whole change with the interval it would have if quarters were"
            " correlated to that degree, which so few quarters cannot show."
        ),
        "–: no test; the reason is in the table of refusals.",
    )
    return PrintedTable(
        "indicators-checks", "Every test that was run", pd.DataFrame(lines), series, notes
    )


def chance(found: pd.DataFrame) -> Paragraphs:
    """What chance alone does to the ends of series, beside what they did."""
    every = by_statistic(found)
    if not every["two_successive_falls"]["n"]:
        return Paragraphs(())
    said = [
        f"{every[f'two_successive_{way}']['estimate']:.0f} of {every[f'two_successive_{way}']['n']}"
        f" series end in two successive {way} ({every[f'two_successive_{way}']['note']})"
        for way in ("falls", "rises")
    ]
    return Paragraphs((f"**Chance as a yardstick.** {words.listed(said)}.",))


def fingerprints(found: pd.DataFrame) -> PrintedTable:
    """How differently boroughs count, in one ratio a borough."""
    rows = found[found["statistic"] == "fingerprint"]
    cells = pd.DataFrame(
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
    return PrintedTable(
        "indicators-fingerprints",
        "Boroughs count different things under the same heading",
        cells,
        rows,
        (note,),
    )


def refused(found: pd.DataFrame) -> PrintedTable:
    """What was not computed, for how many series or boroughs, and why."""
    rows = found[
        found["note"].str.startswith(("refused", "not offered")) & found["indicator"].ne("").any()
    ]
    asked = rows["method"].where(rows["method"] != "", "any statistic of trend")
    lines = [
        {"What was not computed": name, "For": _about(of_rule), "Why": _reason(of_rule)}
        for name, of_rule in rows.groupby(asked, sort=False)
    ]
    caption = "What was not computed, and why"
    return PrintedTable(
        "indicators-refused", caption, pd.DataFrame(lines), rows, words=("For", "Why")
    )


def _about(rows: pd.DataFrame) -> str:
    """What was refused: so many series, so many boroughs, or the boroughs together."""
    units = len(rows.drop_duplicates(["borough", "indicator", "scenario"]))
    if rows["indicator"].ne("").all():
        return f"{units} series"
    return words.count(units, "borough") if rows["borough"].ne("").all() else "boroughs together"


def _reason(rows: pd.DataFrame) -> str:
    """The reason, with the range of quarters where it differs from series to series only in their
    number.
    """
    fewest, most = rows["n"].min(), rows["n"].max()
    quarters = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    return re.sub(r"\d+ usable", f"{quarters} usable", rows["note"].iloc[0])
