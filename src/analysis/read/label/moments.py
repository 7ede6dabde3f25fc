"""When answer sheets were handed in: one way of writing dates a file, decided by the whole column."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.read.label.quarter_words import MONTH, calendar_year, day_and_month, plain_text
from analysis.read.open.sheet import Cell

_ISO = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?P<time>.*)")
_LOCAL = re.compile(
    r"(?P<one>\d{1,2})[/.\-](?P<two>\d{1,2})[/.\-](?P<year>(?:20)?\d{2})(?P<time>.*)"
)
_WORDS = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<month>{MONTH})[ ,-]+(?P<year>(?:20)?\d{{2}})"
)
_TIME = re.compile(
    r"(?:[T"
    r" ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap]m)?)?"
    r"\s*(?:Z|UTC|GMT|BST)?(?:[+-]\d{1,2}(?::?\d{2})?)?\s*",
    re.IGNORECASE,
)
# LimeSurvey writes this day where it was told to keep no date.
_NO_DATE = dt.date(1980, 1, 1)


@dataclass(frozen=True)
class Moments:
    """The moments of a column in its order, None where not known; `unreadable` cells, and one that
    is `two_ways`.
    """

    moments: tuple[dt.datetime | None, ...]
    unreadable: tuple[Cell, ...] = ()
    two_ways: Cell | None = None


def read_moments(cells: Sequence[Cell], day_first: bool) -> Moments:
    """The moments of `cells`. `day_first` is how `3/4/2025` is read where no date of the column
    decides.
    """
    local = [
        found for cell in cells if not cell.date and (found := _LOCAL.fullmatch(cell.text.strip()))
    ]
    day, month = (any(int(found[part]) > 12 for found in local) for part in ("one", "two"))
    first = day_first if day == month else day
    undecided = bool(local) and not day and not month
    moments = [_moment(cell, first) for cell in cells]
    unreadable = tuple(
        cell
        for cell, moment in zip(cells, moments, strict=True)
        if moment is None and cell.text.strip() and _iso_day(cell.text.strip()) != _NO_DATE
    )
    doubtful = next(
        (cell for cell in cells if _LOCAL.fullmatch(cell.text.strip()) and not cell.date), None
    )
    # Some with the day first and some with the month first: those that could be either stay
    # unknown.
    if day and month:
        moments = [
            None if _is_open(cell) else moment for cell, moment in zip(cells, moments, strict=True)
        ]
        unreadable = tuple(cell for cell in cells if cell in unreadable or _is_open(cell))
    return Moments(tuple(moments), unreadable, doubtful if undecided else None)


def _is_open(cell: Cell) -> bool:
    found = None if cell.date else _LOCAL.fullmatch(cell.text.strip())
    return bool(found) and max(int(found["one"]), int(found["two"])) <= 12


def _moment(cell: Cell, day_first: bool) -> dt.datetime | None:
    if cell.date:
        return dt.datetime.combine(cell.date, (cell.time or dt.time()).replace(microsecond=0))
    text = cell.text.strip()
    if found := _ISO.fullmatch(text):
        moment = _built(found["year"], found["month"], found["day"], found["time"])
        return None if moment and moment.date() == _NO_DATE else moment
    if found := _LOCAL.fullmatch(text):
        one, two = int(found["one"]), int(found["two"])
        # A number above twelve is a day wherever it stands.
        day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
        return _built(f"20{found['year'][-2:]}", month, day, found["time"])
    return _in_words(plain_text(text))


def _in_words(text: str) -> dt.datetime | None:
    """A day whose month is a word, like `9 july 2025` or `9th jul 25`."""
    found = _WORDS.fullmatch(text)
    return (
        _built(calendar_year(found["year"]), day_and_month(found["month"])[1], found["day"], "")
        if found
        else None
    )


def _iso_day(text: str) -> dt.date | None:
    found = _ISO.fullmatch(text)
    moment = _built(found["year"], found["month"], found["day"], found["time"]) if found else None
    return moment.date() if moment else None


def _built(year, month, day, time: str) -> dt.datetime | None:
    found = _TIME.fullmatch(time)
    if not found:
        return None
    hour, half = int(found["hour"] or 0), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return dt.datetime(
            int(year),
            int(month),
            int(day),
            hour,
            int(found["minute"] or 0),
            int(found["second"] or 0),
        )
    except ValueError:
        return None
