"""Counts by quarter laid out: the trend of each series, an indicator a sheet; their means over boroughs;
all tests; and every series in a line.
"""

from collections.abc import Mapping, Sequence

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import period
from desk.proof import pooled
from desk.proof.family import family
from desk.proof.formulas import Known
from desk.proof.grid import NOTE, Formula, Grid, Table
from desk.proof.numbers import FOUND, LIVE
from desk.proof.returned import Cell
from desk.proof.told import AS_RETURNED, Told
from desk.proof.trends import Series, block

# Columns of the sheets in which lines are summed up: what is summed, what it is called, the sum.
_WIDTHS = (60, 14, 18)
_TREND_NOTE = (
    "The logarithm of what is expected, m, is a level plus a slope times x (quasi-Poisson): the slope is had"
    " by Newton's steps from the one that was found. What is called alike is summed over all quarters, each"
    " weighted by 0.3 to the power of the quarters between (sheet Given). As in src/analysis/find/slopes.py."
)
_TOGETHER_NOTE = (
    "Changes of the boroughs over the same quarters, and their mean by random effects: variance between"
    " boroughs after Paule and Mandel, interval after Hartung and Knapp. As in"
    " src/strands/indicators/finds/together.py."
)
_SERIES = """
    b | Borough
    i | Indicator
    planned | Planned in advance
    c1 | Last but two
    c2 | Last but one
    c3 | Last of three quarters in a row
    permutation | p by reordering, as found
    low | A year apart, low
    high | A year apart, high
"""
# What is told of a series.
_TOLD = ("trend_per_quarter", "borough_change", "detectable_change", "year_apart")
# What of a trend, of a borough's change and of a mean is known by its name.
_OF_TREND = (
    *("own", "kind", "slope", "error", "reach", "p", "span", "moved"),
    *("apart", "apart_low", "apart_high"),
)
_OF_CHANGE = ("e", "w", "t")
_OF_MEAN = ("k", "mean", "error", "reach", "p", "i2", "other")
_COUNTED = ("c1", "c2", "c3", "permutation", "low", "high")
# A p that stands in a cell, with the borough, if it is of one, and the indicator.
_Test = tuple[str, str, str]


def trends(told: Told, known: Known) -> list[Grid]:
    """The sheets, as far as series are there with all their counts."""
    every = _series(told)
    given = {name: known.get(f"given.{name}", {}) for name in ("alike", "confidence")}
    sheets, together, tests = [], Grid("Together", *_WIDTHS), Grid("Tests", 34, 22, 18, 20, 26)
    of_series: list[_Test] = []
    of_means: list[_Test] = []
    for subject in dict.fromkeys(one.subject for one in every):
        sheet = Grid(_titled(subject, sheets), *_WIDTHS)
        blocks = _blocks(sheet, [one for one in every if one.subject == subject], given, known)
        sheets.append(sheet)
        of_series += [
            (one.borough, subject, sheet.outside(made.at["p"]))
            for one, made in blocks
            if one.is_tested
        ]
        joined = {one.borough: made for one, made in blocks if one.is_joined}
        if told.get("together_change", "estimate", subject):
            if not together.cells:
                together.line([_TOGETHER_NOTE], NOTE)
                together.row += 1
            means = pooled.together(together, sheet, joined, given)
            of_means.append(("", subject, _means(together, subject, [*joined], *means, known)))
    families = {
        "trends": ("Tests of a trend in one borough", of_series, "trend_p"),
        "means": ("Tests of the boroughs together", of_means, "together_p"),
    }
    for name, (title, ps, statistic) in families.items():
        # Each allows for all of them: of some alone it would be another.
        if ps and len(ps) == len(told.every(statistic, "estimate")):
            _family(tests, name, title, ps, known)
    for grid in (*sheets, together):
        grid.frozen = "B1"
    made = [*sheets, together, tests, *[_overview(told, known)] * bool(every)]
    return [grid for grid in made if grid.cells]


def _series(told: Told) -> list[Series]:
    """The series that have a slope, of indicators of which every count is here."""
    levels = [(one, told.rests_on(one)) for one in told.every("level", "n")]
    partly = {one.finding["subject"] for one, cells in levels if not cells}
    found = []
    for one, cells in levels:
        about = one.finding["subject"], one.finding["borough"]
        steps = told.get("together_change", "x", about[0])
        trend, change, shown, year = (
            told.get(statistic, "estimate", *about) for statistic in _TOLD
        )
        start = f"LN({trend.at(FOUND)})" if trend else ""
        if not trend and change and steps:
            start = f"LN({change.at(FOUND)})/{steps.at(FOUND)}"
        if start and about[0] not in partly:
            least = shown.at(FOUND) if shown else ""
            parts = bool(trend), bool(year), bool(change)
            found.append(Series(*about, cells, start, least, *parts))
    return found


def _blocks(
    sheet: Grid, series: Sequence[Series], given: Mapping[str, str], known: Known
) -> list[tuple[Series, Table]]:
    """The series of an indicator one under the other, and above them the dispersion of all."""
    sheet.line([_TREND_NOTE], NOTE)
    first, at = sheet.row + 1, dict(given)
    if tested := sum(one.is_tested for one in series):
        # Under a title, headings and a line a series.
        sums = first + tested + 2
        at |= {"of_kind": f"$C${sums}", "df_of_kind": f"$C${sums + 1}"}
        sheet.row = sums + 3
    blocks = [(one, block(sheet, one, at)) for one in series]
    if tested:
        sheet.row = first
        pooled.kind(sheet, {one.borough: made for one, made in blocks if one.is_tested})
    for one, made in blocks:
        _say(sheet, one, made, known)
    return blocks


def _say(sheet: Grid, series: Series, table: Table, known: Known) -> None:
    """Say where what a series comes to stands."""
    about = {"subject": series.subject, "borough": series.borough, "reading": AS_RETURNED}
    where = {name: table.at[name] for name in _OF_TREND if name in table.at}
    if series.is_tested:
        where["without"] = table.column("out5")
        # Without a ratio a year apart its finding rests on all quarters.
        where["apart_n"] = table.at["pairs" if series.has_year else "n"]
    for name, at in where.items():
        known.add(f"trend.{name}", sheet.outside(at), **about)
    for way in ("allowed", "shown"):
        for end, cell in (("first", series.cells[0]), ("last", series.cells[-1])):
            if f"{way}_{end}0" in table.at:
                both = sheet.outside(":".join(table.at[f"{way}_{end}{at}"] for at in (0, 1)))
                known.add(f"trend.{way}", both, **about, when=cell.about["quarter"])


def _means(
    grid: Grid,
    subject: str,
    boroughs: Sequence[str],
    table: Table,
    means: Mapping[str, Mapping[str, str]],
    known: Known,
) -> str:
    """Say where what an indicator's boroughs come to together stands; where the p of their mean does."""
    about = {"subject": subject, "reading": AS_RETURNED}
    for row, borough in enumerate(boroughs, table.top):
        of_borough = about | {"borough": borough}
        for name in _OF_CHANGE:
            known.add(f"change.{name}", grid.outside(table.cell(name, row)), **of_borough)
        for name in _OF_MEAN:
            known.add(f"without.{name}", grid.outside(means[borough][name]), **of_borough)
    for name in (*_OF_MEAN, "steps", "differ"):
        known.add(f"mean.{name}", grid.outside(means[""][name]), **about)
    ends = [means[borough]["p"] for borough in (boroughs[0], boroughs[-1])]
    known.add("without.ps", grid.outside(":".join(ends)), **about)
    return grid.outside(means[""]["p"])


def _family(grid: Grid, name: str, title: str, tests: Sequence[_Test], known: Known) -> None:
    """Lay all tests of a kind out, and say where each p stands that allows for the others."""
    labels = [(borough_name(of) if of else "Together", _words(what), p) for of, what, p in tests]
    table, made = family(grid, title, labels)
    for column in ("p", "holm", "bh"):
        known.add(f"{name}.{column}s", grid.outside(table.column(column)))
    for (borough, subject, _), at in zip(tests, made, strict=True):
        about = {"subject": subject, "borough": borough, "reading": AS_RETURNED}
        for column, where in at.items():
            known.add(f"{name}.{column}", where, **about)


def _overview(told: Told, known: Known) -> Grid:
    """Every series in a line: whether it was planned, and what is counted over all series."""
    grid, plan = Grid("Series", 28, 20), period(told.period).primary
    grid.frozen = "C2"
    levels = told.every("level", "n")
    names = [(one.finding["borough"], one.finding["subject"]) for one in levels]
    table = Table(grid, _SERIES, {})
    table.lines(
        {
            "b": borough_name(borough),
            "i": _words(subject),
            "planned": "yes" if f"{borough}/{subject}" in plan else "no",
            **_last_three(told.rests_on(one)),
            **_of_series(told, subject, borough),
        }
        for one, (borough, subject) in zip(levels, names, strict=True)
    )
    planned = [table.cell("planned", row) for row in range(table.top, grid.row)]
    for subject in dict.fromkeys(subject for _, subject in names):
        is_planned = "yes" if f"together/{subject}" in plan else "no"
        *_, at = grid.line(["Together", _words(subject), is_planned])
        names.append(("", subject))
        planned.append(at)
    for (borough, subject), at in zip(names, planned, strict=True):
        known.add("series.planned", grid.outside(at), subject=subject, borough=borough)
    # What is counted over some of the series would be no count of all.
    for key in _COUNTED if all(map(told.rests_on, levels)) else ():
        known.add(f"series.{key}", grid.outside(table.column(key)))
    return grid


def _last_three(cells: Sequence[Cell]) -> dict[str, Formula]:
    """The last three counts, where their quarters follow one another."""
    last = cells[-3:]
    at = [4 * int(cell.about["quarter"][:4]) + int(cell.about["quarter"][-1]) for cell in last]
    in_a_row = len(at) == 3 and at[0] + 2 == at[1] + 1 == at[2]
    return {f"c{n}": Formula(cell.address) for n, cell in enumerate(last, 1) if in_a_row}


def _of_series(told: Told, subject: str, borough: str) -> dict[str, Formula]:
    """Its p by reordering as it was found, and its interval of a year apart as it is worked."""
    numbers = {
        "permutation": (told.get("permutation_p", "estimate", subject, borough), FOUND),
        "low": (told.get("year_apart", "low", subject, borough), LIVE),
        "high": (told.get("year_apart", "high", subject, borough), LIVE),
    }
    return {key: Formula(one.at(column)) for key, (one, column) in numbers.items() if one}


def _titled(subject: str, others: Sequence[Grid]) -> str:
    """The name of an indicator's sheet: no program takes a longer one, nor one twice."""
    title = f"Trend {_words(subject)}"[:28]
    return f"{title} {len(others) + 1}" if title in {one.title for one in others} else title


def _words(key: str) -> str:
    return key.replace("_", " ")
