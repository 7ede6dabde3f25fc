"""What may be said of one series of counts, by one rule for rises and falls; and why something may
not be.
"""

from collections.abc import Iterator, Mapping

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.finding import (
    CANNOT_TELL,
    DECREASE,
    INCREASE,
    POSSIBLE_DECREASE,
    POSSIBLE_INCREASE,
    STABLE,
    TOO_FEW,
)
from analysis.declare.withheld import MEANS, SYMBOL, withheld
from analysis.show.refusals import reason
from analysis.show.words import change, count, sentence, would_show

Findings = Mapping[str, Series]
# Of a series that would show nothing smaller than a rise to so many times, or the fall that mirrors it,
# the sentence says just that: sizes like these read as a forecast, and stand in the table alone.
_EXTREME = 5
# Counts that all lie below this are small.
_SMALL = 20


def series_sentence(name: str, over: str, found: Findings, family: Findings) -> str:
    """What may be said of one series: `found` and `family` hold its findings, and those of all
    series, by statistic.

    `name` is the series' name, and `over` its first and last usable quarter, as `Jul–Sep 2023 and
    Jan–Mar 2025`.
    """
    verdict = found["verdict"]["verdict"]
    return f"**{name}: {verdict}.** {_SENTENCES[verdict](over, found, family)}"


def here(returned: DataFrame) -> Iterator[str]:
    """What it means that a number of some returned rows may not be told, and how it is read."""
    raw = returned.loc[returned["count"].map(withheld).astype(bool), "raw"]
    for ends in raw.unique():
        read = "another number would follow from it" if ends == SYMBOL else f"it is read as {ends}"
        yield f"{SYMBOL} {MEANS}: {read}."


def why_not(row, quarters: str) -> str:
    """Why there is no such number of series that have so many usable quarters: `row` has `refused`,
    `note` and `n`, the quarters it needs.
    """
    if row["refused"] == "not_offered":
        return f"not offered by this version, though {quarters} quarters would allow it"
    why = row["note"]
    if pd.notna(row["n"]):
        joined = ": " if row["refused"] == "G1" else ", as "
        why = f"{quarters} usable quarters, at least {row['n']:.0f} are needed{joined}{why}"
    return reason(Series({"refused": row["refused"], "note": why}))


def years_apart(every: Series) -> str:
    """What may be said of all ratios of quarters a year apart together."""
    return (
        f"Of {every['n']:.0f} series of all boroughs compared a year apart, {count(every['x'], 'has', 'have')} an interval"
        f" wholly on one side of no change, where {every['note']}: that alone shows no change."
    )


def _too_few(over: str, found: Findings, family: Findings) -> str:
    level = found["level"]
    if not level["n"]:
        return "No usable quarter was returned."
    ratio, moved = found["first_to_last"]["estimate"], ""
    if pd.notna(ratio):
        moved = f"; from the first to the last of them is {change(ratio)}"
    return (
        f"{count(level['n'], 'usable quarter')} between {over}, "
        f"with counts from {level['low']:.0f} to {level['high']:.0f}{moved}. "
        "That is too few to tell a change from chance, and no test is run."
    )


def _cannot_tell(over: str, found: Findings, family: Findings) -> str:
    whole = found["trend_over_span"]
    if pd.isna(whole["estimate"]):
        return f"Between {over}: {whole['note']}."
    least, margin = found["detectable_change"], of_margin(found.get("seen_at_margin"))
    if pd.isna(least["high"]):
        return f"{_counts(found['level'])} cannot show a change.{margin}"
    if least["high"] > _EXTREME - 1e-9:
        return (
            f"{_counts(found['level'])} can show only an extreme change; how large is in the table"
            f" below.{margin}"
        )
    return (
        f"Between {over} the counts are compatible with anything from {change(whole['low'])} "
        f"to {change(whole['high'])}. {_detectable(least)}{margin}"
    )


def _counts(level: Series) -> str:
    """Counts that can show little: how small they are, or how many of what size."""
    low, high = (f"{level[end]:.0f}" for end in ("low", "high"))
    ends = f"{high} a quarter" if low == high else f"{low} to {high} a quarter"
    if level["high"] < _SMALL:
        return f"Counts this small ({ends})"
    return f"{level['n']:.0f} counts of {ends}"


def _possible(over: str, found: Findings, family: Findings) -> str:
    tests, stands = family["trend_tests"], "it can no longer be distinguished from chance"
    if found["trend_p_holm"]["estimate"] < 0.05:
        stands = "it can still be distinguished from chance, but was not planned beforehand"
    return (
        f"{_estimated(over, found)} It is one of {tests['estimate']:.0f} series tested, of which"
        f" {tests['note']}; after allowing for the number of tests {stands}.{_rests_on(found)}"
    )


def _sure(over: str, found: Findings, family: Findings) -> str:
    return (
        f"{_estimated(over, found)} It was planned beforehand and can be distinguished from chance after"
        f" allowing for the number of tests.{_rests_on(found)}"
    )


def _rests_on(found: Findings) -> str:
    """The quarters without which nothing could be told."""
    if (rests := found.get("rests_on")) is None:
        return ""
    return f" Without {rests['note']} it could be chance."


def _stable(over: str, found: Findings, family: Findings) -> str:
    whole = found["trend_over_span"]
    return (
        f"Between {over} the counts are compatible only with changes between {change(whole['low'])}"
        f" and {change(whole['high'])}, inside the margin agreed beforehand."
    )


def _estimated(over: str, found: Findings) -> str:
    whole = found["trend_over_span"]
    return (
        f"Between {over} the counts fit {change(whole['estimate'])} "
        f"(95% interval: {change(whole['low'])} to {change(whole['high'])})."
    )


def _detectable(least: Series) -> str:
    return sentence(would_show((change(least[end]) for end in ("low", "high")), "series"))


def of_margin(seen: Series | None) -> str:
    """How often a change of the size that a plan names would have shown."""
    if seen is None:
        return ""
    ends = " or ".join(change(seen[end]) for end in ("low", "high"))
    often = f"would have shown in {100 * seen['estimate']:.0f}"
    return f" {sentence(f'{ends}, the margin agreed beforehand, {often}')}"


_SENTENCES = {
    TOO_FEW: _too_few,
    CANNOT_TELL: _cannot_tell,
    STABLE: _stable,
    POSSIBLE_DECREASE: _possible,
    POSSIBLE_INCREASE: _possible,
    DECREASE: _sure,
    INCREASE: _sure,
}
