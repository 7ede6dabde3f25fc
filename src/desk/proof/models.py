"""What a strand's numbers come by that no one formula says: models laid out in cells, and where what
they come to stands.

A strand names those it has in its `proves`, `MODELS`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import PERIODS, period, periods_to
from analysis.find.finding import CONFIDENCE
from analysis.find.slopes import CORRELATION
from desk.proof import pooled
from desk.proof.family import family
from desk.proof.formulas import Known
from desk.proof.grid import HEAD, Formula, Grid, Table
from desk.proof.numbers import FOUND, LIVE, Number
from desk.proof.returned import Cell
from desk.proof.trends import Series, block

AS_RETURNED = "as returned"
# Columns of the sheets in which lines are summed up: what is summed, what it is called, the sum.
_TREND = (60, 14, 18)
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
# Where a trend's numbers stand for other sheets: by what the strand calls them.
_OF_TREND = (
    *("own", "kind", "slope", "error", "reach", "p", "span", "moved"),
    *("apart", "apart_low", "apart_high", "pairs"),
)
_OF_MEAN = ("k", "mean", "error", "reach", "p", "i2", "other")


def given(of_period: str, known: Known) -> Grid:
    """What the formulas take as given: laid down beforehand, not returned."""
    grid, plan = Grid("Given", 58, 20, 18), period(of_period)
    rows = [
        ("alike", "How much a quarter is taken to resemble the one before", CORRELATION),
        ("confidence", "What an interval is to cover", CONFIDENCE),
        ("margin", "The change agreed beforehand to be none", plan.margin or "none agreed"),
    ]
    grid.line(["Laid down beforehand", "", ""], HEAD)
    for name, says, value in rows:
        *_, at = grid.line([says, "", value])
        known.add(f"given.{name}", grid.outside(at))
    grid.row += 1
    grid.line(["Period", "Fewest months it may have had", "Most months"], HEAD)
    for one in PERIODS:
        if one.key in periods_to(of_period):
            _, least, most = grid.line([one.key, min(one.months), max(one.months)])
            known.add("months.least", grid.outside(least), when=one.key)
            known.add("months.most", grid.outside(most), when=one.key)
    return grid


@dataclass(frozen=True)
class Told:
    """The numbers of a section by what they are about, and the cells."""

    numbers: Sequence[Number]
    cells: Mapping[str, Cell]
    period: str

    def get(self, statistic: str, name: str, subject: str, borough: str = "") -> Number | None:
        """The number of that name about a series as returned; None where there is none."""
        about = {"statistic": statistic, "subject": subject, "borough": borough}
        about["reading"] = AS_RETURNED
        fits = (
            one
            for one in self.numbers
            if one.name == name and about.items() <= one.finding.items() and one.is_told
        )
        return next(fits, None)


def trends(told: Told, known: Known) -> list[Grid]:
    """The trends of counts by quarter, an indicator a sheet; their means over boroughs; all tests."""
    if not (every := _series(told)):
        return []
    where = {name: known.get(f"given.{name}", {}) for name in ("alike", "confidence")}
    sheets, together, tests = [], Grid("Together", *_TREND), Grid("Tests", 34, 22, 18, 20, 26)
    of_series, of_means = [], []
    for subject in dict.fromkeys(one.subject for one in every):
        mine = [one for one in every if one.subject == subject]
        name = subject.replace("_", " ")
        sheets.append(sheet := Grid(f"Trend {name}", *_TREND))
        blocks = _blocks(sheet, mine, where)
        for one in mine:
            _say(sheet, one, blocks[one.borough], known)
        ps = {
            borough: sheet.outside(made.at["p"])
            for borough, made in blocks.items()
            if "p" in made.at
        }
        of_series += [(borough, subject, p) for borough, p in ps.items()]
        if told.get("together_change", "estimate", subject):
            p = _together(together, sheet, blocks, subject, where, known)
            of_means.append(("", subject, p))
    _families(tests, of_series, of_means, known)
    for grid in (*sheets, together):
        grid.frozen = "B1"
    made = [*sheets, together, tests, _overview(told, known)]
    return [grid for grid in made if grid.cells]


def _series(told: Told) -> list[Series]:
    """Every series as returned that has a slope, of indicators of which no count is withheld."""
    levels = [
        one.finding
        for one in told.numbers
        if one.finding["statistic"] == "level" and one.name == "n"
    ]
    partly = {one["subject"] for one in levels if one["reading"] != AS_RETURNED}
    found = []
    for one in levels:
        about, places = (one["subject"], one["borough"]), one["rows"].split("; ")
        cells = [told.cells[place] for place in places if place in told.cells]
        trend, change, shown, year = (
            told.get(*name, *about)
            for name in (
                ("trend_per_quarter", "estimate"),
                ("borough_change", "estimate"),
                ("detectable_change", "estimate"),
                ("year_apart", "estimate"),
            )
        )
        steps = told.get("together_change", "x", one["subject"])
        if (
            one["subject"] in partly
            or len(cells) < len(places)
            or not (trend or (change and steps))
        ):
            continue
        start = f"LN({trend.at(FOUND)})" if trend else f"LN({change.at(FOUND)})/{steps.at(FOUND)}"
        found.append(
            Series(*about, cells, start, shown.at(FOUND) if shown else "", bool(trend), bool(year))
        )
    return found


def _blocks(sheet: Grid, series: Sequence[Series], where: Mapping[str, str]) -> dict[str, Table]:
    """The series of an indicator one under the other, by borough, and above them the dispersion of
    all.
    """
    tested = [one.borough for one in series if one.is_tested]
    at = dict(where)
    if tested:
        sums = len(tested) + 3
        at |= {"of_kind": f"$C${sums}", "df_of_kind": f"$C${sums + 1}"}
        sheet.row = sums + 3
    blocks = {one.borough: block(sheet, one, at) for one in series}
    if tested:
        sheet.row = 1
        pooled.kind(sheet, {borough: blocks[borough] for borough in tested})
    return blocks


def _say(sheet: Grid, series: Series, table: Table, known: Known) -> None:
    """Say where what a series comes to stands."""
    about = {"subject": series.subject, "borough": series.borough, "reading": AS_RETURNED}
    for name in {*_OF_TREND} & {*table.at}:
        known.add(f"trend.{name}", sheet.outside(table.at[name]), **about)
    if series.is_tested:
        known.add("trend.without", sheet.outside(table.column("out5")), **about)
    for way in ("allowed", "shown"):
        for end, cell in (("first", series.cells[0]), ("last", series.cells[-1])):
            if f"{way}_{end}0" in table.at:
                both = ":".join(table.at[f"{way}_{end}{at}"] for at in (0, 1))
                when = cell.about["quarter"]
                known.add(f"trend.{way}", sheet.outside(both), **about, when=when)


def _together(
    grid: Grid,
    sheet: Grid,
    blocks: Mapping[str, Table],
    subject: str,
    where: Mapping[str, str],
    known: Known,
) -> str:
    """The boroughs of an indicator together; where the p of their mean stands."""
    table, means = pooled.together(grid, sheet, blocks, where)
    about = {"subject": subject, "reading": AS_RETURNED}
    known.add("mean.steps", grid.outside(table.at["steps"]), **about)
    known.add("mean.differ", grid.outside(means[""]["differ"]), **about)
    for row, borough in enumerate(blocks, table.top):
        for name in ("e", "w", "t"):
            at = grid.outside(table.cell(name, row))
            known.add(f"change.{name}", at, **about, borough=borough)
        for name in _OF_MEAN:
            known.add(
                f"without.{name}", grid.outside(means[borough][name]), **about, borough=borough
            )
    for name in _OF_MEAN:
        known.add(f"mean.{name}", grid.outside(means[""][name]), **about)
    ps = [means[borough]["p"] for borough in blocks]
    known.add("without.ps", grid.outside(f"{ps[0]}:{ps[-1]}"), **about)
    return grid.outside(means[""]["p"])


def _families(grid: Grid, of_series: list, of_means: list, known: Known) -> None:
    """All tests of trends, and those of means, each allowing for the others."""
    for name, title, tests in (
        ("trends", "Tests of a trend in one borough", of_series),
        ("means", "Tests of the boroughs together", of_means),
    ):
        if tests:
            labels = [
                (borough_name(of) if of else "Together", what.replace("_", " "), p)
                for of, what, p in tests
            ]
            table, made = family(grid, title, labels)
            for column in ("p", "holm", "bh"):
                known.add(f"{name}.{column}s", grid.outside(table.column(column)))
            for (borough, subject, _), at in zip(tests, made, strict=True):
                about = {"subject": subject, "reading": AS_RETURNED}
                about |= {"borough": borough} if borough else {}
                for column, where in at.items():
                    known.add(f"{name}.{column}", where, **about)


def _overview(told: Told, known: Known) -> Grid:
    """Every series as returned, a line each: whether it was planned, its last three quarters where
    they follow one another, and what is counted over all series.
    """
    grid, plan = Grid("Series", 28, 20), period(told.period).primary
    grid.frozen = "C2"
    table = Table(grid, _SERIES, {})
    levels = [
        one for one in told.numbers if one.finding["statistic"] == "level" and one.name == "n"
    ]
    names = [(one.finding["borough"], one.finding["subject"]) for one in levels]
    table.lines(
        _line(told, one, _said(f"{borough}/{subject}" in plan))
        for one, (borough, subject) in zip(levels, names, strict=True)
    )
    for row, (borough, subject) in enumerate(names, table.top):
        at = grid.outside(table.cell("planned", row))
        known.add("series.planned", at, subject=subject, borough=borough)
    for key in ("c1", "c2", "c3", "permutation", "low", "high"):
        known.add(f"series.{key}", grid.outside(table.column(key)))
    for subject in dict.fromkeys(subject for _, subject in names):
        *_, at = grid.line(
            ["Together", subject.replace("_", " "), _said(f"together/{subject}" in plan)]
        )
        known.add("series.planned", grid.outside(at), subject=subject, borough="")
    return grid


def _line(told: Told, level: Number, planned: str) -> dict[str, object]:
    """One series of the overview."""
    subject, borough = level.finding["subject"], level.finding["borough"]
    cells = [told.cells[place] for place in level.places][-3:]
    at = [_ordinal(cell.about["quarter"]) for cell in cells]
    in_a_row = level.finding["reading"] == AS_RETURNED and [at[-1] - 2, at[-1] - 1] == at[:-1]
    ends = {f"c{place}": Formula(cell.address) for place, cell in enumerate(cells, 1)}
    numbers = {
        "permutation": (told.get("permutation_p", "estimate", subject, borough), FOUND),
        "low": (told.get("year_apart", "low", subject, borough), LIVE),
        "high": (told.get("year_apart", "high", subject, borough), LIVE),
    }
    return (
        {"b": borough_name(borough), "i": subject.replace("_", " "), "planned": planned}
        | (ends if in_a_row else {})
        | {key: Formula(one.at(column)) for key, (one, column) in numbers.items() if one}
    )


def _said(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _ordinal(quarter: str) -> int:
    return 4 * int(quarter[:4]) + int(quarter[-1])


MODELS: dict[str, Callable[[Told, Known], list[Grid]]] = {"trends": trends}
