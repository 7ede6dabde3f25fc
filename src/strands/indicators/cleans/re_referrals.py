"""What re-referrals themselves ask: parts above wholes, shares without numbers, numbers drawn too
early, new ways.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import Period, quarter_label
from analysis.declare.words import day
from analysis.read.ask.line_series import held_beside
from analysis.read.ask.lines import Line, by_values, set_aside
from analysis.read.ask.proformas import Read
from analysis.read.ask.queries import Query
from strands.indicators.cleans.rules import query
from strands.indicators.declares import PROFORMA, complete_from, counting, quarter_ends

OF, OUT_OF, RATE = "re_referrals", "referrals", "rate"
_PERCENTAGE = re.compile(r"\d{1,3}(\.\d+)?\s*(%|per ?cent)", re.IGNORECASE)


def re_referrals(read: Read) -> tuple[DataFrame, list[Query]]:
    """The `re_referrals` table of what was read, and everything asked about it and about the sheets
    as such.

    Re-referrals above what they are out of are set aside with it: which of the two is wrong is not
    ours to say.
    """
    table, lines = read.frame(PROFORMA), read.lines_of(PROFORMA)
    for line in lines:
        table = set_aside(table, line, (OF, OUT_OF)) if _is_above(line) else table
    ways = ("da_rule", "basis")
    # A number that is out is no measure of those beside it.
    table, of_series = held_beside(
        table, lines, "quarter", (OF, OUT_OF), quarter_label, of=ways, is_out=_is_above
    )
    of_boroughs = [
        asked for _, held in by_values(lines, "borough") for asked in _of_borough(held, read.period)
    ]
    of_lines = [asked for line in lines for asked in (*_numbers(line), *_drawn(line))]
    but = _but_percentages(read.asked, lines)
    return table, [*but, *of_lines, *of_series, *of_boroughs]


def _of_borough(mine: list[Line], period: Period) -> Iterator[Query]:
    yield from _changed(mine)
    yield from _absent(mine, period)
    young = [line for line in mine if _day(line) and _counts(line) and _is_young(line)]
    if young:
        first = young[0]
        label, from_day = (
            quarter_label(first.values["quarter"]),
            complete_from(first.values["quarter"], "cohort"),
        )
        yield first.ask(
            "cohort_not_followed",
            "extracted",
            quarter=label,
            day=day(from_day),
        )


def _counts(line: Line) -> bool:
    """Whether a number of re-referrals was returned, be it withheld."""
    return line.value(OF).status in ("returned", "withheld")


def _is_percentage(line: Line, key: str) -> bool:
    return bool(_PERCENTAGE.fullmatch(line.text(key)))


def _numbers(line: Line) -> Iterator[Query]:
    """What is asked of the two numbers of a line."""
    if _is_above(line):
        yield line.ask("part_above_whole", OF, whole=line.heading(OUT_OF), count=line.text(OUT_OF))
    for key in (OF, OUT_OF):
        if _is_percentage(line, key):
            yield line.ask("percentage_alone", key)
    if line.text(RATE) and not _counts(line):
        yield line.ask("percentage_alone", RATE)
    if _counts(line) and line.value(OUT_OF).status == "not_returned":
        yield line.ask("no_denominator", OF, heading=line.heading(OUT_OF))


def _is_above(line: Line) -> bool:
    """Whether the re-referrals are more than what they are out of, however what is withheld is
    read.
    """
    of, out_of = line.bounds(OF), line.bounds(OUT_OF)
    return bool(of and out_of and of[0] > out_of[1])


def _but_percentages(asked: Iterable[Query], lines: list[Line]) -> list[Query]:
    """The questions without those that only say of a percentage that it is no count: it has one of
    its own.
    """
    cells = {
        (*line.where, line.cells[key].address)
        for line in lines
        for key in (OF, OUT_OF)
        if _is_percentage(line, key)
    }
    return [
        one
        for one in asked
        if one.rule != "text_in_number_cell" or (one.file, one.sheet, one.cell) not in cells
    ]


def _day(line: Line) -> dt.date | None:
    """The day the numbers were drawn; None where it is blank or cannot be read."""
    return dt.date.fromisoformat(line.values["extracted"]) if line.values["extracted"] else None


def _drawn(line: Line) -> Iterator[Query]:
    """Numbers drawn before their quarter was over."""
    drawn, quarter = _day(line), line.values["quarter"]
    if drawn and drawn < quarter_ends(quarter):
        yield line.ask("drawn_too_early", "extracted", quarter=quarter_label(quarter))


def _is_young(line: Line) -> bool:
    """Whether closed cases had not been followed for twelve months when the numbers were drawn."""
    quarter, basis = line.values["quarter"], line.values["basis"]
    return basis == "cohort" and quarter_ends(quarter) <= _day(line) < complete_from(quarter, basis)


def _changed(mine: list[Line]) -> Iterator[Query]:
    """Quarters counted in no way in which the quarter before was."""
    ways: dict[str, dict[tuple[str, str], Line]] = {}
    for line in sorted(mine, key=lambda line: line.values["quarter"]):
        way = (line.values["da_rule"], line.values["basis"])
        ways.setdefault(line.values["quarter"], {}).setdefault(way, line)
    for before, now in pairwise(ways.values()):
        if not before.keys() & now.keys():
            (old, _), (new, line) = next(iter(before.items())), next(iter(now.items()))
            key = "da_rule" if old[0] != new[0] else "basis"
            quarter = quarter_label(line.values["quarter"])
            yield line.ask(
                "counting_changed", key, quarter=quarter, new=counting(*new), old=counting(*old)
            )


def _absent(mine: list[Line], period: Period) -> Iterator[Query]:
    """The quarters without a line that says anything, one question a borough."""
    said = {
        line.values["quarter"] for line in mine if any(line.text(key) for key in (OF, OUT_OF, RATE))
    }
    if gone := [quarter_label(quarter) for quarter in period.quarters if quarter not in said]:
        borough = borough_name(mine[0].values["borough"])
        yield query(
            "not_returned_quarters",
            mine[0].where,
            borough=f"{borough}, {PROFORMA.title.lower()}",
            quarters=", ".join(gone),
        )
