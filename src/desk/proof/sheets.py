"""The sheets around the proof: what it holds, the results, the cells as they were read, and what has no
number.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.declare.boroughs import BY_KEY
from analysis.declare.proforma import BETWEEN
from desk.proof.grid import HEAD, NOTE, TITLE, Formula, Grid, Link
from desk.proof.numbers import AGREES, FIRST, FOUND, LIVE, RESULTS, Number, value
from desk.proof.returned import Cell

_RESULTS = (
    *("No.", "Statistic", "About", "Borough", "When", "Reading, or held against", "Number", "Unit"),
    *("By formula", "As found", "Agrees", "Why there is no formula"),
)
_CALLED = {
    "x": "x: how many",
    "n": "n: out of, or resting on",
    "score": "equation: 0 where solved",
}
_FOLLOW = (
    " To follow a number, choose its formula, then Formulas, Trace Precedents. Change what it rests on, and"
    " it agrees no longer."
)
_HOW = (
    f"Every number of the section stands on the sheet {RESULTS} as it was found, beside a formula that"
    " works it again from the returned cells. Those stand on the sheets named after their files, at the"
    f" addresses they have in the sender's file.{_FOLLOW}"
)
_WITHHELD = (
    f"Every number of the section stands on the sheet {RESULTS} as it was published. Returned cells may not"
    " leave where counts are withheld: none is here but of files that anybody may read. A number that"
    f" follows from those, or from other numbers that are told, has a formula beside it.{_FOLLOW}"
)
_OPENED = (
    "Is nothing there under “By formula”? Choose Enable Editing: formulas are computed when the workbook"
    " is opened, and not while it is protected."
)


class Worked(NamedTuple):
    """A number with its formula, or the reason why there is none."""

    number: Number
    formula: str = ""
    reason: str = ""


class Source(NamedTuple):
    """A returned sheet: its cells, and the fingerprint of the file it is in."""

    cells: Sequence[Cell]
    sha256: str


def results(title: str, worked: Iterable[Worked]) -> Grid:
    """Every number: as found, by formula, and whether these agree."""
    grid = Grid(RESULTS, 7, 30, 28, 25, 12, 15, 26, 11, 19, 19, 10, 84)
    grid.line([title], TITLE)
    grid.line(["Agrees: within a millionth, of the number itself where that is above 1."], NOTE)
    grid.row = FIRST - 1
    grid.line(_RESULTS, HEAD)
    for at, (number, formula, reason) in enumerate(worked, 1):
        live, found = f"{LIVE}{grid.row}", f"{FOUND}{grid.row}"
        alike = f"ABS({live}-{found})<=0.000001*MAX(1,ABS({found}))"
        if isinstance(number.found, str):
            alike = f"EXACT({live},{found})"
        which, unit = _CALLED.get(number.name, number.name), number.finding["unit"] or None
        line = [at, *_about(number.finding), which, unit, None, number.found, None, reason or None]
        if formula:
            line[8], line[10] = Formula(formula), Formula(f"IFERROR({alike},FALSE)")
        grid.line(line)
    grid.frozen, grid.filtered = f"C{FIRST}", f"A{FIRST - 1}:L{grid.row - 1}"
    grid.checks = f"{AGREES}{FIRST}:{AGREES}{grid.row - 1}"
    return grid


def _about(finding: Mapping[str, str]) -> list[str | None]:
    """What a finding is of and about, in words."""
    borough = finding["borough"]
    subject = [part for part in finding["subject"].split(BETWEEN) if part]
    words = (
        finding["statistic"].replace("_", " "),
        ", ".join(subject).replace("_", " "),
        BY_KEY[borough].name if borough in BY_KEY else borough,
        finding["when"],
        finding["reading"],
    )
    return [word or None for word in words]


def cells(every: Sequence[Cell]) -> Grid:
    """Each returned cell: what it is about, what was typed, and what was read of it."""
    grid = Grid("Cells", 32, 9, 64, 16, 18, 16, 11)
    grid.line(["The returned cells that the results rest on"], TITLE)
    grid.line(
        ["Typed is what the sender had there, before any correction; read is what it counts as."],
        NOTE,
    )
    heads = (
        "Sheet",
        "Cell",
        "What it is about",
        "Typed",
        "In this workbook",
        "As read",
        "The same",
    )
    grid.line(heads, HEAD)
    grid.frozen = f"C{grid.row}"
    for cell in every:
        link = Link(cell.cell, (cell.title, cell.cell))
        same = Formula(f"IFERROR(EXACT(E{grid.row},F{grid.row}),FALSE)")
        here = Formula(cell.address)
        grid.line([cell.title, link, _said(cell.about), cell.typed, here, cell.read, same])
    grid.filtered, grid.checks = f"A3:G{grid.row - 1}", f"G4:G{grid.row - 1}"
    return grid


def _said(about: Mapping[str, str]) -> str:
    out = ("count", "status", "caveat")
    words = (
        BY_KEY[value].name if value in BY_KEY else value
        for name, value in about.items()
        if name not in out
    )
    return ", ".join(word.replace("_", " ") for word in words if word)


def silent(findings: Sequence[Mapping[str, str]]) -> Grid:
    """The questions that have no number, and why; what a refusal counts beside it."""
    grid = Grid("No number", 26, 26, 24, 12, 22, 9, 80, 9, 9)
    grid.line(["What was asked and has no number"], TITLE)
    grid.line(["Statistic", "About", "Borough", "When", "Reading", "Code", "Why", "x", "n"], HEAD)
    grid.frozen = f"B{grid.row}"
    for told in findings:
        numbers = [value(told[name]) if told[name] else None for name in ("x", "n")]
        grid.line([*_about(told), told["refused"] or None, told["note"] or None, *numbers])
    grid.filtered = f"A2:I{grid.row - 1}"
    return grid


def contents(
    title: str,
    origin: str,
    withholds: bool,
    worked: Sequence[Worked],
    held: Mapping[str, str | Source],
    asked: int,
) -> Grid:
    """What the workbook holds, how to follow a number in it, and how many numbers agree."""
    grid = Grid("Contents", 32, 12, 92, 24, 76)
    grid.line([title], TITLE)
    for text in (origin, _WITHHELD if withholds else _HOW, _OPENED):
        grid.line([text], NOTE)
    grid.row += 1
    cells = sum(len(one.cells) for one in held.values() if isinstance(one, Source))
    _summary(grid, len(worked), cells, asked)
    grid.row += 1
    reasons = dict.fromkeys(one.reason for one in worked if one.reason)
    if reasons:
        grid.line(["Numbers without a formula", "How many", "Why"], HEAD)
        why = _column("L", len(worked))
        for reason in reasons:
            grid.line([None, Formula(f"COUNTIF({why},C{grid.row})"), reason])
        grid.row += 1
    grid.line(
        ["Sheet", "Cells", "What stands on it", "Sheet in the file", "sha256 of the file"], HEAD
    )
    for name, one in held.items():
        if isinstance(one, Source):
            first = one.cells[0]
            where = first.file, first.sheet or "(a text file)", one.sha256
            grid.line([Link(name, (name, first.cell)), len(one.cells), *where])
        else:
            grid.line([Link(name, (name, "A1")), None, one])
    return grid


def _summary(grid: Grid, numbers: int, cells: int, asked: int) -> None:
    """How many numbers there are, have a formula and agree, by formulas."""
    agrees = _column(AGREES, numbers)
    rows = {
        "Numbers of this section": f"COUNTA({_column(FOUND, numbers)})",
        "worked by a live formula": f"COUNTA({agrees})",
        "of these agree": f"COUNTIF({agrees},TRUE)",
        "do not agree": f"COUNTIF({agrees},FALSE)",
        "without a formula": f"COUNTA({_column('L', numbers)})",
    }
    if cells:
        read = f"Cells!$G$4:$G${cells + 3}"
        rows |= {
            "Returned cells": f"COUNTA({read})",
            "of these hold what was read": f"COUNTIF({read},TRUE)",
        }
    grid.line(["Summary", "How many"], HEAD)
    for says, formula in rows.items():
        grid.line([says, Formula(formula)])
    grid.line(["Questions without a number", asked])


def _column(letter: str, many: int) -> str:
    """A column of the sheet of results."""
    return f"{RESULTS}!${letter}${FIRST}:${letter}${FIRST + many - 1}"
