"""Dates as people put them, `July 2023`, `start of Year 2`, become the months they can lie in and a
precision.
"""

import datetime as dt
import re
from dataclasses import dataclass

import pandas as pd

from analysis.declare.periods import period
from analysis.read.label.quarter_words import (
    MONTH,
    calendar_year,
    day_and_month,
    full_date,
    plain_text,
)
from analysis.read.label.years import read_year


@dataclass(frozen=True)
class Span:
    """The first and the last month a date can lie in, like `2023-07`, and how precisely it was
    given.

    `doubtful` is the label of a funding period that was read where the text only nearly names it.
    """

    first: str
    last: str
    precision: str
    doubtful: str = ""

    @property
    def months(self) -> int:
        """How many months it leaves open."""
        return len(pd.period_range(self.first, self.last, freq="M"))


_YEAR = r"\d{4}|\d{2}"
_MONTH_YEAR = re.compile(rf"(?P<month>{MONTH}) (?P<year>{_YEAR})")
_DAY = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)? (?P<month>{MONTH}) (?P<year>{_YEAR})")
_MONTHS = re.compile(
    rf"(?P<first>{MONTH})(?: (?P<first_year>{_YEAR}))? ?(?:-|to) ?(?P<last>{MONTH})"
    rf" (?P<last_year>{_YEAR})"
)
_FINANCIAL = re.compile(r"(?P<first>\d{4})/(?P<second>\d{1,2})")
# "Start of", "late in" and the like are dropped: a part of a period without dates has none either.
_IN_PERIOD = re.compile(
    r"(?:(?:from|at|by|towards|late|early|during) )?(?:the )?(?:(?:start|beginning|middle|end) of"
    r" |in )?"
    r"(?P<period>y(?:ea)?rs? ?\d(?:/\d)?)"
)
_FROM_JOINING = re.compile(
    r"(?P<how>within)? ?(?P<number>\d{1,2}) (?P<unit>month|year)s? (?P<side>of|after|before)"
    r" joining"
)


def read_date(text: str, joined: Span | None = None) -> Span | None:
    """The months `text` can mean; None where it is no date we can read.

    What stands in brackets narrows what stands before them: `2023 (Year 3/4)` is the part of 2023
    in that period. `joined` is when the borough joined, for `within 10 months of joining`.
    """
    parts = [
        _part(part.strip(), joined)
        for part in re.split(r"[(),;]", plain_text(text))
        if part.strip()
    ]
    if not parts or None in parts:
        return None
    first, last = max(part.first for part in parts), min(part.last for part in parts)
    if first > last:
        return None
    # The narrowest part says how precise the whole is.
    narrowest = min(parts, key=lambda part: part.months)
    return Span(first, last, narrowest.precision, "".join(part.doubtful for part in parts))


def date_of(day: dt.date) -> Span:
    """A date cell of a spreadsheet: a first of a month is the month, for that is what `May 2025`
    turns into.
    """
    return Span(f"{day:%Y-%m}", f"{day:%Y-%m}", "month" if day.day == 1 else "day")


def _part(text: str, joined: Span | None) -> Span | None:
    if found := _FROM_JOINING.fullmatch(text):
        return _from_joining(found, joined)
    for pattern, read in (
        (_DAY, _day),
        (_MONTH_YEAR, _month),
        (_MONTHS, _months),
        (_FINANCIAL, _financial),
    ):
        if found := pattern.fullmatch(text):
            return read(found)
    if found := _IN_PERIOD.fullmatch(text):
        return _of_period(found["period"])
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text):
        return Span(text, text, "month")
    if re.fullmatch(r"\d{4}", text):
        return Span(f"{text}-01", f"{text}-12", "year")
    day = (
        full_date(text)
        if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d", text)
        else None
    )
    return Span(f"{day:%Y-%m}", f"{day:%Y-%m}", "day") if day else None


def _day(found: re.Match) -> Span | None:
    day = full_date(
        f"{re.match('[0-9]+', found[0])[0]}/{day_and_month(found['month'])[1]}/{found['year']}"
    )
    return Span(f"{day:%Y-%m}", f"{day:%Y-%m}", "day") if day else None


def _month(found: re.Match) -> Span:
    month = _named(found["month"], found["year"])
    return Span(month, month, "month")


def _months(found: re.Match) -> Span | None:
    """Three months that are a quarter of the calendar, or some other stretch; None where they run
    backwards.
    """
    first = _named(found["first"], found["first_year"] or found["last_year"])
    last = _named(found["last"], found["last_year"])
    if first > last:
        return None
    span = Span(first, last, "span")
    return Span(first, last, "quarter") if span.months == 3 and int(first[-2:]) % 3 == 1 else span


def _financial(found: re.Match) -> Span | None:
    """`2025/26`, April to March; None where the second year does not follow the first."""
    first = int(found["first"])
    if not str(first + 1).endswith(found["second"]):
        return None
    return Span(f"{first}-04", f"{first + 1}-03", "year")


def _of_period(text: str) -> Span | None:
    year = read_year(text)
    if year.period is None or not all(period(year.period).bounds):
        return None
    return Span(
        *period(year.period).bounds, "period", period(year.period).label if year.doubtful else ""
    )


def _from_joining(found: re.Match, joined: Span | None) -> Span | None:
    """Up to so many months after joining, or so long before; None where it is not known when the
    borough joined.
    """
    if joined is None or (found["how"] is not None) == (found["side"] == "before"):
        return None
    months = int(found["number"]) * (12 if found["unit"] == "year" else 1)
    if found["side"] == "before":
        return Span(_moved(joined.first, -months), _moved(joined.last, -months), joined.precision)
    return Span(joined.first, _moved(joined.last, months), "span")


def _named(month: str, year: str) -> str:
    return f"{calendar_year(year)}-{day_and_month(month)[1]:02}"


def _moved(month: str, by: int) -> str:
    return str(pd.Period(month, "M") + by)
