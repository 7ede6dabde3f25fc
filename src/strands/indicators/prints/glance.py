"""What the first page takes from the indicators: how many series moved, and what is known of
assessments.
"""

from collections.abc import Iterator

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import (
    DECREASE,
    INCREASE,
    MOVED,
    TOO_FEW,
)
from analysis.declare.indicators import INDICATOR, INDICATORS
from analysis.declare.outcomes import (
    MEASURED,
    UNTOLD,
    evidence,
    headline,
    life,
    number,
    verdict,
    wanted,
)
from analysis.declare.periods import period, quarter_label
from analysis.declare.recording import counted_since
from analysis.declare.traced import how_many
from analysis.show import words
from analysis.show.lookup import index, of_kind
from strands.indicators.declares import CAME_AFTER, PROFORMA
from strands.indicators.prints.together import by_indicator, once, standing


def glance(
    found: DataFrame, together: DataFrame, returned: DataFrame, of_period: str
) -> Iterator[dict]:
    """Series that moved of all, what each average over the boroughs comes to, what is missing, and
    what befell each indicator.
    """
    yield from _lives(returned, of_period)
    judged, every = once(found), index(found[found["borough"] == ""])
    if judged.empty:
        return
    moved, tests = how_many(judged[judged.isin(MOVED)]), every["trend_tests"]["estimate"]
    stand = every["below_0.05_holm"]["estimate"] if tests else 0
    allowing = (
        f"; {stand:.0f} after allowing for {tests:.0f} tests" if tests else "; none long enough"
    )
    yield number(
        f"{moved} of {how_many(judged)}",
        f"quarterly series of the boroughs may have moved{allowing}",
    )
    series, least = words.counted(judged, "quarterly series"), _least(found)
    averages = _on_average(together)
    average = f"n average over {_boroughs(together)}, {averages}." if averages else ""
    # Five sentences stand on the first page: two short ones are one.
    if average and not least:
        yield headline(f"{series}; o{average}")
    else:
        yield headline(f"{series}.{least}")
        yield from [headline(f"O{average}")] * bool(average)
    yield from _verdicts(judged, by_indicator(together))
    if of_kind(found, "before_after")["refused"].ne("").all():
        yield headline(
            "No count that a borough sent is known to be from before it joined, so no change can be"
            " called an effect."
        )
    assessed = judged[judged.index.get_level_values("subject") == "assessment"]
    if len(assessed):
        yield _assessments(assessed, of_kind(together, "together_verdict"))
    yield from _missing(of_kind(found, "not_returned"))


def _least(found: DataFrame) -> str:
    """From what change on a series would have shown: the one that sees most, and the middle one,
    those that see none among them; nothing where none sees any. One that is read at both ends of
    what is withheld sees what it sees at the worse.
    """
    # Falls and rises are looked for in pairs, so what sees the lesser rise sees the lesser fall.
    series = of_kind(found, "detectable_change").sort_values("high")
    series = series.drop_duplicates(["borough", "subject"], keep="last")
    sees = series["high"].notna()
    least = [
        " or ".join(map(words.change, ends)) for ends in series.loc[sees, ["low", "high"]].values
    ]
    if not least:
        return ""
    half = [*(f"{one} or more" for one in least), *["more than was tried"] * len(series)]
    others = {
        "would show nothing that was tried": ~sees & series["refused"].eq(""),
        "too short to test": series["refused"].eq("G1"),
    }
    rest = [f"{which.sum()} {says}" for says, which in others.items() if which.any()]
    return (
        f" In 80 of 100 cases the series that sees most would show {least[0]}; half of the"
        f" {len(series)} need {'; '.join([half[len(series) // 2], *rest])}."
    )


def _verdicts(series: Series, averages: dict[str, str]) -> Iterator[dict]:
    """The verdict on each series and on each average that was looked at."""
    for (borough, key), given in series.items():
        name = f"{INDICATOR[key].says} in {borough_name(borough)}"
        yield verdict(f"indicators/{borough}/{key}", name, given)
    for name, given in averages.items():
        yield verdict(f"indicators/average/{name}", f"{name}, on average", given)


def _lives(returned: DataFrame, of_period: str) -> Iterator[dict]:
    """Since when an indicator is asked for or counted otherwise, and when it was asked for last."""
    for one in INDICATORS:
        if one.since and one.since <= of_period:
            yield _began(one.name, one.since)
        series = returned[returned["indicator"] == one.key].groupby("borough", sort=False)
        for borough, rows in series:
            if (since := counted_since(rows)) > rows["quarter"].min():
                befell = f"counted or worded otherwise in {borough_name(borough)}"
                yield life(one.name, befell, f"from {quarter_label(since)}")
        if one.until and one.until <= of_period:
            after = f"; {PROFORMA.title.lower()} follow in its place" * (one.key == CAME_AFTER)
            yield life(one.name, f"asked for the last time{after}", period(one.until).label)
    if PROFORMA.since <= of_period and PROFORMA.title not in {one.name for one in INDICATORS}:
        yield _began(PROFORMA.title, PROFORMA.since)


def _began(name: str, since: str) -> dict:
    return life(name, "asked for the first time", period(since).label)


def _on_average(together: DataFrame) -> str:
    """What the averages come to, those that moved with their size first; nothing where there is
    none.
    """
    verdicts = {name: one for name, one in by_indicator(together).items() if one != TOO_FEW}
    sizes = {
        INDICATOR[row.subject].says: f"{_by(words.change(row.estimate))} ({_range(row)})"
        for row in of_kind(together, "together_change").itertuples()
    }
    told = [
        f"{words.outcome({name: verdict})}{sizes[name]}"
        for name, verdict in verdicts.items()
        if verdict in MOVED
    ]
    others = {name: verdict for name, verdict in verdicts.items() if verdict not in MOVED}
    if others:
        told.append(words.outcome(others, "other indicators" if told else "indicators"))
    if len(others) < len(verdicts):
        told.append(standing(together))
    return "; ".join(told)


def _boroughs(together: DataFrame) -> str:
    """How many boroughs the averages are of: `6 boroughs`, `3 to 5 boroughs`."""
    least, most = of_kind(together, "together_change")["n"].agg(["min", "max"])
    return f"{least:.0f} to {most:.0f} boroughs" if least < most else words.count(most, "borough")


def _by(change: str) -> str:
    """The size of a change behind its verb: ` by 17%` of `a fall of 17%`, ` to 4.3 times`."""
    size = change.removeprefix("a fall ").removeprefix("a rise ")
    return "" if size == change else " " + size.replace("of ", "by ", 1)


def _range(row) -> str:
    return f"95% interval: {words.change(row.low)} to {words.change(row.high)}"


def _assessments(verdicts, together: DataFrame) -> dict:
    """Cases flagged after assessment, borough by borough and on average; borne out where a verdict
    is given outright.
    """
    average = together.loc[together["subject"] == "assessment", "verdict"]
    said = f"Cases flagged after assessment, by borough: {words.verdicts(verdicts)}"
    if len(average):
        said += f"; on average over the boroughs: {average.iloc[0]}"
    outright = {DECREASE, INCREASE} & {*verdicts, *average}
    return evidence("identification", MEASURED if outright else UNTOLD, f"{said}.")


def _missing(gaps: DataFrame) -> Iterator[dict]:
    if len(gaps):
        by_borough = gaps.groupby("borough", sort=False)["x"].sum()
        named = [f"{borough_name(key)} {count:.0f}" for key, count in by_borough.items()]
        counts = words.count(gaps["x"].sum(), "quarterly count")
        yield wanted("indicators/missing", f"{counts} that did not come: {words.listed(named)}")
