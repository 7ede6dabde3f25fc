"""What was typed into one cell of a proforma, by the kind of its field, and why it cannot be used where
it cannot.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
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
from analysis.read.find.proformas import Found
from analysis.read.label.dates import date_of, read_date
from analysis.read.label.moments import read_moments
from analysis.read.label.names import plain_name
from analysis.read.label.quarter_words import full_date
from analysis.read.label.quarters import read_quarter
from analysis.read.open.sheet import Cell
from analysis.read.values.values import chosen, read_value

_PARTS = re.compile(r"[;\n|]")
_WORDED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month>[a-z]{3,9})\.?,?[ -]+(?P<year>20\d\d|\d\d)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?<=[A-Za-z])[-‐–/](?=\d)")

# A rule to ask by, and the words it wants.
Asks = tuple[tuple[str, Mapping[str, object]], ...]


@dataclass(frozen=True)
class Answer:
    """A cell as it was read. `value` is empty where there is none; `queried` where what stands
    there cannot be used; `asks` are the rules to ask about it by.
    """

    value: object = ""
    queried: bool = False
    asks: Asks = ()


def _unread(rule: str, **words: object) -> Answer:
    """An answer that cannot be used, and why."""
    return Answer("", True, ((rule, words),))


@dataclass
class Reader:
    """Reads the cells of one proforma on one sheet. Days are read by the whole column: the day or
    the month first; `two_ways` are the cells that could be either.
    """

    found: Found
    period: Period
    two_ways: list[Cell] = field(default_factory=list)
    _days: dict[str, dt.date | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.found.proforma.of_kind(DAY):
            cells = self.found.cells_of(one.key)
            moments = read_moments(cells, day_first=True)
            for cell, moment in zip(cells, moments.moments, strict=True):
                self._days[cell.address] = moment and moment.date()
            if moments.two_ways:
                self.two_ways.append(moments.two_ways)

    def read(self, one: Field, cell: Cell) -> Answer:
        """The answer in a cell of a field that is no COUNT."""
        if not cell.text.strip():
            return self.blank(one) if one.needed else Answer(None if one.kind == NUMBER else "")
        if one.kind == DAY:
            return self._day(one, cell)
        if one.kind == MONTH_:
            return _month(cell, self.period)
        if one.kind == QUARTER_:
            return read_a_quarter(cell, self.period, one.earlier)
        return _READERS.get(one.kind, _text)(one, cell)

    def blank(self, one: Field) -> Answer:
        """What is said of a blank in a field that may not be blank."""
        asks = (("blank_answer", {"heading": self.found.heading(one)}),)
        return Answer(None if one.kind == NUMBER else "", True, asks)

    def _day(self, one: Field, cell: Cell) -> Answer:
        day = self._days.get(cell.address) or _worded(cell.text)
        if day is None:
            return _unread("day_not_read")
        first, last = self.period.bounds
        if one.within and not first <= f"{day:%Y-%m}" <= last:
            return _unread("day_outside_period", period=self.period.label)
        return Answer(day.isoformat())


def _month(cell: Cell, period: Period) -> Answer:
    # Of a month `Apr-25` is the year, as a spreadsheet shows it.
    span = date_of(cell.date) if cell.date else read_date(_DASHED.sub(" ", cell.text))
    if span is None or span.first != span.last:
        return _unread("month_not_read")
    if span.first not in period.all_months:
        about = {"when": " ".join(cell.text.split()), "period": period.label}
        return _unread("month_outside_period", **about)
    return Answer(span.first)


def read_a_quarter(cell: Cell, period: Period, earlier: Sequence[str] = ()) -> Answer:
    """The quarter a cell names, of a period or one of some earlier quarters."""
    heading = read_quarter(cell.text, cell.date)
    quarter = heading and heading.quarter
    if not quarter:
        why = heading.problem if heading else ""
        return _unread("unreadable_quarter", why=why or "it does not name one quarter of one year")
    if quarter not in (*earlier, *period.quarters):
        about = {"when": quarter_label(quarter), "period": period.label}
        return _unread("quarter_outside_period", **about)
    return Answer(quarter)


def _number(one: Field, cell: Cell) -> Answer:
    """A number that cannot be read is none; the line it stands on still counts."""
    value = read_value(cell)
    rule = "text_in_number_cell" if value.status == "withheld" else value.rule
    return Answer(value.count, asks=((rule, {}),) if rule else ())


def _word(one: Field, cell: Cell) -> Answer:
    key = _key(one, cell)
    return Answer(key) if key else Answer("", True, (_unknown(one, cell.text),))


def _words(one: Field, cell: Cell) -> Answer:
    """Several words with semicolons, lines or bars between them, in their declared order."""
    parts = [part.strip() for part in _PARTS.split(cell.text) if part.strip()]
    keys = {part: _key(one, Cell(0, 0, part)) for part in parts}
    known = BETWEEN.join(key for key in one.words if key in keys.values())
    asks = tuple(_unknown(one, part) for part, key in keys.items() if key is None)
    return Answer(known, bool(asks), asks)


def _key(one: Field, cell: Cell) -> str | None:
    """The key of the word in a cell, in whichever way people write it."""
    return chosen(cell, one.words) or one.also.get(plain_name(cell.text))


def _unknown(one: Field, typed: str) -> tuple[str, dict]:
    words = ", ".join(f"'{word}'" for word in one.words.values())
    rule = "unknown_answer" if one.kind == ITEM else "unknown_word"
    return rule, {"words": words, "typed": " ".join(typed.split())}


def _text(one: Field, cell: Cell) -> Answer:
    # A code is told from another by its letters and figures alone.
    if one.kind == CODE:
        return Answer(re.sub(r"\s+", "", cell.text).upper())
    return Answer(" ".join(cell.text.split()))


_READERS = {WORD: _word, ITEM: _word, WORDS: _words, NUMBER: _number}


def _worded(text: str) -> dt.date | None:
    """`10 April 2025` as a day; None where it is none."""
    parts = _WORDED.fullmatch(" ".join(text.split()))
    month = read_date(f"{parts['month']} {parts['year']}") if parts else None
    return full_date(f"{parts['day']}/{month.first[5:]}/{parts['year']}") if month else None
