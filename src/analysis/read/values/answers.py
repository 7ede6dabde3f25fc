"""What was typed into one cell of a proforma, by the kind of its field, and what has to be asked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from analysis.declare.periods import Period, quarter_label
from analysis.declare.proforma import (
    BETWEEN,
    CODE,
    DAY,
    ITEM,
    MONTH_,
    NUMBER,
    QUARTER_,
    WORD,
    WORDS,
    Field,
)
from analysis.read.ask.queries import Query, query
from analysis.read.find.proformas import Found
from analysis.read.find.records import chosen
from analysis.read.label.dates import date_of, read_date
from analysis.read.label.moments import read_moments
from analysis.read.label.names import plain_name
from analysis.read.label.quarter_words import full_date
from analysis.read.label.quarters import read_quarter
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.values.values import read_value

_PARTS = re.compile(r"[;\n|]")
_WORDED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month>[a-z]{3,9})\.?,?[ -]+(?P<year>20\d\d|\d\d)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?<=[A-Za-z])[-‐–/](?=\d)")


@dataclass(frozen=True)
class Answer:
    """A cell as it was read. `value` is empty where there is none; `queried` where what stands
    there cannot be used.
    """

    value: object = ""
    queried: bool = False
    asked: tuple[Query, ...] = ()


@dataclass
class Reader:
    """Reads the cells of one proforma on one sheet. Days are read by the whole column: the day or
    the month first.
    """

    found: Found
    period: Period
    asked: list[Query] = field(default_factory=list)
    _days: dict[str, dt.date | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.found.proforma.of_kind(DAY):
            cells = self.found.cells_of(one.key)
            moments = read_moments(cells, day_first=True)
            self._days |= {
                cell.address: moment and moment.date()
                for cell, moment in zip(cells, moments.moments, strict=True)
            }
            if moments.two_ways:
                self.asked.append(
                    query("day_or_month", *_place(self.found.sheet), moments.two_ways, first="day")
                )

    def read(self, of: Field, cell: Cell) -> Answer:
        """The answer in a cell of a field that is neither a COUNT nor has rows of its own."""
        if not cell.text.strip():
            return self._blank(of, cell)
        readers = {
            WORD: self._word,
            ITEM: self._word,
            WORDS: self._words,
            DAY: self._day,
            MONTH_: self._month,
            QUARTER_: self._quarter,
            NUMBER: self._number,
        }
        return readers[of.kind](of, cell) if of.kind in readers else Answer(_text(of, cell))

    def _blank(self, of: Field, cell: Cell) -> Answer:
        empty = None if of.kind == NUMBER else ""
        return (
            Answer(empty, True, (self.ask("blank_answer", cell, heading=self.found.heading(of)),))
            if of.needed
            else Answer(empty)
        )

    def _word(self, of: Field, cell: Cell) -> Answer:
        key = chosen(cell, of.words) or of.also.get(plain_name(cell.text))
        return Answer(key) if key else Answer("", True, (self._unknown(of, cell, cell.text),))

    def _words(self, of: Field, cell: Cell) -> Answer:
        """Several words with semicolons, lines or bars between them, in their declared order."""
        parts = [part.strip() for part in _PARTS.split(cell.text) if part.strip()]
        keys = {
            part: chosen(Cell(0, 0, part), of.words) or of.also.get(plain_name(part))
            for part in parts
        }
        strange = [part for part, key in keys.items() if key is None]
        known = BETWEEN.join(key for key in of.words if key in keys.values())
        return Answer(
            known, bool(strange), tuple(self._unknown(of, cell, part) for part in strange)
        )

    def _unknown(self, of: Field, cell: Cell, typed: str) -> Query:
        words = ", ".join(f"'{word}'" for word in of.words.values())
        rule = "unknown_answer" if of.kind == ITEM else "unknown_word"
        return self.ask(rule, cell, words=words, typed=" ".join(typed.split()))

    def _day(self, of: Field, cell: Cell) -> Answer:
        day = self._days.get(cell.address) or _worded(cell.text)
        if day is None:
            return Answer("", True, (self.ask("day_not_read", cell),))
        first, last = self.period.bounds
        if of.within and not first <= f"{day:%Y-%m}" <= last:
            return Answer(
                "", True, (self.ask("day_outside_period", cell, period=self.period.label),)
            )
        return Answer(day.isoformat())

    def _month(self, of: Field, cell: Cell) -> Answer:
        # Of a month `Apr-25` is the year, as a spreadsheet shows it.
        span = date_of(cell.date) if cell.date else read_date(_DASHED.sub(" ", cell.text))
        if span is None or span.first != span.last:
            return Answer("", True, (self.ask("month_not_read", cell),))
        if span.first not in self.period.all_months:
            return Answer(
                "", True, (self.ask("month_outside_period", cell, period=self.period.label),)
            )
        return Answer(span.first)

    def _quarter(self, of: Field, cell: Cell) -> Answer:
        heading = read_quarter(cell.text, cell.date)
        if heading is None or heading.quarter is None:
            why = (
                heading.problem
                if heading and heading.problem
                else "it does not name one quarter of one year"
            )
            return Answer("", True, (self.ask("unreadable_quarter", cell, why=why),))
        if heading.quarter not in (*of.earlier, *self.period.quarters):
            about = {"quarter": quarter_label(heading.quarter), "period": self.period.label}
            return Answer("", True, (self.ask("quarter_outside_period", cell, **about),))
        return Answer(heading.quarter)

    def _number(self, of: Field, cell: Cell) -> Answer:
        """A number that cannot be read is none; the line it stands on still counts."""
        value = read_value(cell)
        return Answer(value.count, asked=(self.ask(value.rule, cell),) if value.rule else ())

    def ask(self, rule: str, cell: Cell, **found: object) -> Query:
        """A question about a cell of this sheet."""
        return query(rule, *_place(self.found.sheet), cell, **found)


def _worded(text: str) -> dt.date | None:
    """`10 April 2025` as a day; None where it is none."""
    said = _WORDED.fullmatch(" ".join(text.split()))
    month = read_date(f"{said['month']} {said['year']}") if said else None
    return full_date(f"{said['day']}/{month.first[5:]}/{said['year']}") if month else None


def _place(sheet: Sheet) -> tuple[str, str]:
    return sheet.file, sheet.name


def _text(of: Field, cell: Cell) -> str:
    text = " ".join(cell.text.split())
    # A code is told from another by its letters and figures alone.
    return re.sub(r"\s+", "", text).upper() if of.kind == CODE else text
