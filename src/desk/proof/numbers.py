"""The numbers of a section as they leave: each with its finding, and its line on the sheet of results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pandas import DataFrame

from analysis import store
from analysis.declare.finding import FINDINGS
from analysis.declare.table import InputError
from analysis.declare.withheld import SYMBOL
from analysis.store.project import csv_rows, shown
from desk.proof.declared import NUMBERS, SCORE, Way

RESULTS = "Results"
# Where its table begins; the columns of the formula and of what was found.
FIRST, LIVE, FOUND, AGREES = 5, "I", "J", "K"


@dataclass(frozen=True)
class Number:
    """One number, or verdict, of a finding that is in `frame`: what was `found`, and the `line` of
    the sheet it stands on.
    """

    frame: str
    finding: Mapping[str, str]
    name: str
    found: float | str
    line: int

    @property
    def is_told(self) -> bool:
        """Whether it is there, and not withheld."""
        return self.found != SYMBOL

    @property
    def places(self) -> list[str]:
        """The cells it rests on, as its finding names them."""
        return [place for place in self.finding["rows"].split("; ") if place]

    def at(self, column: str) -> str:
        """Its cell in a column of the sheet."""
        return f"{RESULTS}!${column}${self.line}"


def frames(period: str, strand: str) -> dict[str, DataFrame]:
    """The findings of a section as they may leave, by the names of their frames, as text."""
    folder = store.reports(period, strand)
    store.section(period, strand)
    every = {path.stem: csv_rows(path) for path in sorted(folder.glob("*.csv"))}
    found = {name: rows for name, rows in every.items() if {*FINDINGS.columns} <= {*rows}}
    if not found:
        raise InputError(f"{shown(folder)} holds no findings: run `python3 make.py report`")
    return found


def numbers(found: Mapping[str, DataFrame], ways: Mapping[str, Mapping]) -> list[Number]:
    """Every number of some findings, in their order; beside a number that is found by solving an
    equation, how far that equation is from being solved.
    """
    every = [
        (frame, finding, name)
        for frame, rows in found.items()
        for finding in rows.to_dict("records")
        for name in _named(finding, ways.get(frame, {}))
    ]
    return [
        Number(frame, finding, name, value(finding[name] if name != SCORE else "0"), line)
        for line, (frame, finding, name) in enumerate(every, FIRST)
    ]


def without(found: Mapping[str, DataFrame]) -> list[Mapping[str, str]]:
    """The findings that have no number, and say why."""
    return [
        finding
        for rows in found.values()
        for finding in rows.to_dict("records")
        if not any(_named(finding, {}))
    ]


def _named(finding: Mapping[str, str], ways: Mapping[tuple[str, str], Way]) -> Iterator[str]:
    told = [name for name in NUMBERS if finding.get(name)]
    # What a refusal counts says why it was refused.
    if finding["refused"] and not {"estimate", "low", "high"} & {*told}:
        return
    yield from told
    if told and (finding["statistic"], SCORE) in ways:
        yield SCORE


def value(text: str) -> float | str:
    """A number as a finding writes it; a text that is none as it is."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
