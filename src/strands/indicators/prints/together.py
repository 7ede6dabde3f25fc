"""The boroughs' changes together as printed: sentences by one rule for rises and falls, what they
rest on, and the changes side by side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import CANNOT_TELL, MOVED, STABLE, TOO_FEW
from analysis.declare.indicators import INDICATOR
from analysis.declare.replies import OPEN
from analysis.declare.table import rows_with
from analysis.declare.traced import how_many, of_all
from analysis.show import words
from analysis.show.lookup import borough_keys, by_statistic, ends, index, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.words import change
from strands.indicators.prints.forest import LEAST, MOST, Line, forest
from strands.indicators.prints.series_words import of_margin


def blocks(
    found: DataFrame, elsewhere: DataFrame, source: str, doubts: Iterable[str] = ()
) -> Iterator[Block]:
    """Everything about the boroughs' changes together, the `doubts` about it, and what happened
    `elsewhere`; nothing where none has a change.
    """
    if of_kind(found, "together_verdict").empty:
        return
    yield Heading("indicators-slopes", "The boroughs' changes together")
    yield Paragraphs((_NO_SUM, *doubts, *sentences(found), _not_why(elsewhere)))
    if len(of_kind(found, "together_change")):
        yield figure(found, source)
        yield changes(found)


def doubts(found: DataFrame, returned: DataFrame, asked: DataFrame) -> Iterator[str]:
    """Which boroughs are in although it is open whether they count as before, and what the
    average is without each; `asked` are the questions about the `returned` rows.
    """
    waiting = asked.query(f"rule == 'definition_fingerprint' and status == '{OPEN}'")
    for row in returned.merge(waiting[["file", "sheet", "cell"]]).itertuples():
        mine = rows_with(found, borough=row.borough, subject=row.indicator)
        if len(of_kind(mine, "borough_change")):
            rest = of_kind(mine, "without_borough")
            told = [
                words.times(*ends(one)) + f", {one['reading']}" * (len(rest) > 1)
                for _, one in rest.iterrows()
            ]
            without = f", which without it is {', or '.join(told)}" * bool(told)
            yield (
                f"**Open.** Whether {borough_name(row.borough)} counts {INDICATOR[row.indicator].says} as"
                f" before was asked and is not answered; it is in the average{without}."
            )


def behind(found: DataFrame) -> Iterator[Block]:
    """What the averages rest on: every test, and each average without one borough."""
    if len(of_kind(found, "together_change")):
        yield _tests(found)
        yield _without(found)


_NO_SUM = (
    "**No sum across boroughs.** Counts of different boroughs are neither added, averaged, ranked nor"
    " put on one axis: each borough counts by its own definitions (@tbl:indicators-fingerprints). A way"
    " of counting that stays the same cancels out of the change within a borough, so the changes can be"
    " averaged. A borough that is known to have begun to count otherwise within the period is left out."
    " A series that ends before the others is carried on to the last quarter along its own line. Some in"
    " the average are too short for a verdict of their own: @tbl:indicators-slopes says how long each is."
)
_BESIDE = {
    "referrals": "referrals of all kinds",
    "da_parent": "assessments that name domestic abuse of a parent",
    "plans": "child protection plans of all kinds",
}


def _not_why(elsewhere: DataFrame) -> str:
    """That a change is no effect, and what happened elsewhere, as far as official statistics are
    there.
    """
    said = "A fall or a rise of counts is no effect of the programme: it may be what happened everywhere."
    if elsewhere.empty:
        return (
            f"{said} What did happen in England and in London cannot be said here: no release of"
            " official statistics was put beside the returns."
        )
    told = [
        f"{_BESIDE[subject]} show {_in_areas(rows)}"
        for subject, rows in elsewhere.groupby("subject", sort=False)
    ]
    years = elsewhere["note"].iloc[0]
    return f"{said} Between the years that ended in March {years}, {words.listed(told)} (official statistics)."


def _in_areas(rows: DataFrame) -> str:
    return words.listed([f"{change(row.estimate)} in {row.reading}" for row in rows.itertuples()])


def sentences(found: DataFrame) -> Iterator[str]:
    """One sentence an indicator, by the same rule for each."""
    for (key, reading), rows in _each(found):
        said = index(rows[rows["borough"] == ""])
        verdict = said["together_verdict"]
        yield f"**{named(key, reading)}: {verdict['verdict']}.** {_said(verdict, said, found)}"


def _said(verdict: Series, said: dict[str, Series], found: DataFrame) -> str:
    if verdict["verdict"] == TOO_FEW:
        return (
            f"{words.count(verdict['x'], 'borough has', 'boroughs have')} a change that can be used;"
            f" an average needs at least {verdict['n']:.0f}."
        )
    mean = said["together_change"]
    # A borough that returned fewer quarters counts with its trend over all of them.
    over = f"Carried over all quarters between {mean['note']}, the counts of {words.count(mean['n'], 'borough')}"
    if verdict["verdict"] == CANNOT_TELL and pd.isna(said["together_detectable"]["estimate"]):
        why = "differ too much"
        if not _they_differ(said):
            why = "are too small, or vary too much,"
        return f"{over} {why} to show an average change. {_differ(said)}".strip()
    if verdict["verdict"] == CANNOT_TELL:
        return (
            f"{over} are compatible, on average, with anything from {change(mean['low'])} to"
            f" {change(mean['high'])}. {_differ(said)}{_could(said)}"
        )
    if verdict["verdict"] == STABLE:
        return (
            f"{over} are compatible, on average, only with changes between {change(mean['low'])}"
            f" and {change(mean['high'])}, inside the margin agreed beforehand. {_differ(said)}"
        ).strip()
    tests = by_statistic(found)["together_tests"]["estimate"]
    chance = "can still" if said["together_p_holm"]["estimate"] < 0.05 else "can no longer"
    planned = " It was planned beforehand." if verdict["note"] == "planned" else ""
    rests = said.get("together_rests_on")
    without = "" if rests is None else f" Without {rests['note']} it could be chance."
    return (
        f"{over} fit, on average, {change(mean['estimate'])} (95% interval: {change(mean['low'])} to"
        f" {change(mean['high'])}). {_differ(said)}It is one of"
        f" {words.count(tests, 'average')} tested; after allowing for their number it {chance} be distinguished from"
        " chance."
        f"{planned}{without}"
    )


def _differ(said: dict[str, Series]) -> str:
    """Whether the boroughs differ by more than chance makes them, as far as so few can show it."""
    if not _differs(said):
        return "No difference between the boroughs shows beyond what chance makes. "
    another = said["another_borough"]
    where = f"anywhere from {change(another['low'])} to {change(another['high'])}"
    if another["low"] < LEAST or another["high"] > MOST:
        where = "almost anywhere"
    differ = (
        "The boroughs may differ by more than chance makes them. If they do by as much as it seems,"
    )
    if _they_differ(said):
        differ = "The boroughs differ by more than chance makes them:"
    return f"{differ} the change of another such borough could lie {where}. "


def _they_differ(said: dict[str, Series]) -> bool:
    return said["differ_p"]["estimate"] < 0.05


def _could(said: dict[str, Series]) -> str:
    least = said["together_detectable"]
    ways = (change(least[end]) for end in ("low", "high"))
    margin = of_margin(said.get("together_seen_at_margin"))
    return words.sentence(words.would_show(ways, "sets of boroughs")) + margin


def _each(found: DataFrame) -> Iterator[tuple[tuple[str, str], DataFrame]]:
    about = found[found["statistic"].ne("not_joined") & found["subject"].ne("")]
    yield from about.groupby(["subject", "reading"], sort=False)


def named(key: str, reading: str) -> str:
    """An indicator, and how its counts were read where that is not as they came."""
    return INDICATOR[key].name + ("" if reading == "as returned" else f" ({reading})")


def changes(found: DataFrame) -> PrintedTable:
    """The average change of each indicator, and what it could have been seen from."""
    lines = []
    for name, said in _averages(found):
        least, another = said["together_detectable"], said["another_borough"]
        lines.append(
            {
                "Indicator": name,
                "Boroughs": f"{said['together_change']['n']:.0f}",
                "Average change (95% interval)": words.times(*ends(said["together_change"])),
                "Another borough": (
                    words.span_of_ratios(another["low"], another["high"]) if _differs(said) else "–"
                ),
                "More than chance (I²)": f"{said['between_boroughs']['estimate']:.0%}",
                "Would show in 80 of 100": words.least(least["low"], least["high"]),
            }
        )
    caption = "The boroughs' changes together"
    return PrintedTable("indicators-slopes", caption, lines, found, tuple(_notes(found)))


def _tests(found: DataFrame) -> PrintedTable:
    """Every p of the averages."""
    lines = [
        {"Indicator": name, **{head: _p(said[key]["estimate"]) for head, key in _P_VALUES.items()}}
        for name, said in _averages(found)
    ]
    rows = of_kind(found, *_P_VALUES.values())
    least = 2 / 2 ** of_kind(found, "together_change")["n"].max()
    note = (
        "“All averages allowed for” is p after allowing for the number of averages tested (Holm);"
        " “signs turned” gives each borough's change either sign, all ways (it cannot be below"
        f" {least:.3f}); “quarters reordered” puts the quarters of each borough in another order, as if"
        " neighbours did not resemble each other; “boroughs alike” is the p of boroughs that all change"
        " alike."
    )
    caption = "The boroughs' changes together: every test"
    return PrintedTable("indicators-slopes-tests", caption, lines, rows, (note,))


def _averages(found: DataFrame) -> Iterator[tuple[str, dict[str, Series]]]:
    """Each indicator that has an average, by its name, with its findings."""
    for (key, reading), rows in _each(found):
        said = index(rows[rows["borough"] == ""])
        if "together_change" in said:
            yield named(key, reading), said


def _differs(said: dict[str, Series]) -> bool:
    """Whether boroughs differ by anything beyond chance, so that another could lie elsewhere."""
    return said["between_boroughs"]["estimate"] >= 0.005


_P_VALUES = {
    "p of the average": "together_p",
    "all averages allowed for": "together_p_holm",
    "signs turned": "sign_flip_p",
    "quarters reordered": "reordered_p",
    "boroughs alike": "differ_p",
}


def _notes(found: DataFrame) -> Iterator[str]:
    spans = of_kind(found, "together_change")["note"].unique()
    over = words.listed([span.replace(" and ", " to ") for span in spans])
    yield f"Changes are trends carried over all quarters, from {over}, also of boroughs that returned fewer."
    yield (
        "The average is over boroughs, each weighted by how surely its change is known (random"
        " effects, modified Hartung–Knapp interval). “Another borough” is where the change of a"
        " borough like these would lie; – where no difference beyond chance shows, which so few"
        " boroughs seldom do. “Would show” takes counts to vary as those of all boroughs together do,"
        " which may be more than in the boroughs that weigh most."
    )
    shortest = of_kind(found, "borough_change").groupby("borough", sort=False)["n"].min()
    told = [f"{borough_name(key)} {n:.0f}" for key, n in shortest.items()]
    yield f"Usable quarters of those in the average, at the fewest: {words.listed(told)}."
    yield from _left_out(of_kind(found, "not_joined"))


def _p(value: float) -> str:
    return "<0.001" if value < 0.0005 else words.number(value, 3)


def _left_out(rows: DataFrame) -> Iterator[str]:
    """Which boroughs an average is without, and why."""
    every = rows["subject"].nunique()
    for note, of_note in rows.groupby("note", sort=False):
        names = []
        for borough, of_borough in of_note.groupby("borough", sort=False):
            keys = of_borough["subject"].unique()
            about = f" ({words.listed([_lower(key) for key in keys])})" * (len(keys) < every)
            names.append(f"{borough_name(borough)}{about}")
        yield f"Left out: {words.listed(names)}; {note}."


def _lower(key: str) -> str:
    name = INDICATOR[key].name
    return name[0].lower() + name[1:]


def _without(found: DataFrame) -> PrintedTable:
    """The average change of each indicator without each borough in turn."""
    rows = of_kind(found, "without_borough")
    lines = []
    for borough in borough_keys(rows):
        line = {"Without": borough_name(borough)}
        for (key, reading), of_one in _each(found):
            mean = of_one[of_one["statistic"].eq("without_borough") & of_one["borough"].eq(borough)]
            if (of_one["statistic"] == "without_borough").any():
                cell = words.times(*ends(mean.iloc[0])) if len(mean) else "–"
                line[named(key, reading)] = cell
        lines.append(line)
    is_out = any("–" in line.values() for line in lines)
    notes = ("–: the borough is not among those that the average is over.",) * is_out
    caption = "The average change (95% interval) without each borough in turn"
    return PrintedTable("indicators-slopes-without", caption, lines, rows, notes)


def figure(found: DataFrame, source: str) -> PrintedFigure:
    """The change of each borough and their average, a panel an indicator, boroughs in the order in
    which they joined.
    """
    panels, shown, quiet = {}, {}, []
    for (key, reading), rows in _each(found):
        said = index(rows[rows["borough"] == ""])
        if "together_change" in said:
            panel, verdict = f"{key} {reading}", said["together_verdict"]["verdict"]
            panels[panel] = f"{named(key, reading)}: {verdict}"
            shown[panel] = [*_forest_lines(rows)]
            quiet += [panel] * (verdict not in MOVED)
    title = words.titled(
        f"on average over the boroughs {words.outcome(averaged(found), 'indicators')}"
    )
    alt = " ".join(_alt(shown, panels))
    data = DataFrame(
        {
            "Indicator": panels[panel].partition(":")[0],
            "Whose change": line.name,
            "Ratio (95% interval)": line.said,
        }
        for panel, lines in shown.items()
        for line in lines
    )
    under = (
        f"{source} Trends carried over all quarters; a borough's own part says what is known of it."
    )
    draw = partial(forest, shown, panels, quiet, under)
    return PrintedFigure("indicators-slopes", title, alt, draw, data)


def _forest_lines(rows: DataFrame) -> Iterator[Line]:
    said = index(rows[rows["borough"] == ""])
    for row in of_kind(rows, "borough_change").itertuples():
        ratio = words.times(row.estimate, row.low, row.high)
        yield Line(borough_name(row.borough), "borough", row.low, row.high, row.estimate, ratio)
    mean, another = said["together_change"], said["another_borough"]
    ratio = words.times(*ends(mean))
    yield Line("On average", "average", mean["low"], mean["high"], mean["estimate"], ratio)
    if _differs(said):
        low, high = another["low"], another["high"]
        ratio = words.span_of_ratios(low, high)
        yield Line("Another borough", "another", low, high, float("nan"), ratio)


def by_indicator(found: DataFrame) -> dict[str, str]:
    """The verdict on each indicator by its name; `cannot tell` where what is withheld leaves two."""
    return {
        INDICATOR[key].says: of_both(rows["verdict"])
        for key, rows in of_kind(found, "together_verdict").groupby("subject", sort=False)
    }


def standing(found: DataFrame) -> str:
    """How many averages stand, as the end of a sentence."""
    tests = of_kind(found, "together_p_holm").groupby("subject")["estimate"].max()
    return f"{words.beyond_chance(how_many(tests[tests < 0.05]))} after allowing for the number of averages tested"


def averaged(found: DataFrame) -> dict[str, str]:
    """The verdict on each indicator that enough boroughs have for an average, by its name."""
    return {name: one for name, one in by_indicator(found).items() if one != TOO_FEW}


def once(found: DataFrame) -> Series:
    """The verdict on each series by borough and indicator: one that was read at both ends of what
    is withheld is one all the same.
    """
    judged = of_kind(found, "verdict").groupby(["borough", "subject"], sort=False)
    return judged["verdict"].agg(of_both)


def of_both(verdicts: Series) -> str:
    """The verdict on a series, where both readings of it come to the same."""
    return of_all(verdicts.iloc[0] if verdicts.nunique() == 1 else CANNOT_TELL, verdicts)


def _alt(shown: Mapping[str, Sequence[Line]], panels: Mapping[str, str]) -> Iterator[str]:
    yield f"{len(panels)} charts of changes with their intervals, a line a borough."
    for key, lines in shown.items():
        changes = [f"{line.name} {change(line.at)}" for line in lines if line.kind == "borough"]
        mean = next(line for line in lines if line.kind == "average")
        yield f"{panels[key]}. {', '.join(changes)}; on average {change(mean.at)}."
