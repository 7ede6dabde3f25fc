"""The grammar of quarter headings: what states a quarter beyond doubt is read, everything else is
refused.

A span of months states its quarter (`Jul-Sep 23`); a numbered quarter does so only beside a
financial year (`Q2 2023/24`). `Q3 2023` could be July to September or October to December, and is
refused.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.read.label.quarter_words import (
    MONTH,
    SUGGESTIVE,
    TOKENS,
    calendar_year,
    cut,
    day_and_month,
    financial_year,
    full_date,
    ordinal,
    plain_text,
)

NO_BOUNDS = "its dates are not the first and last day of a quarter"
ONE_MONTH = "other months of its quarter stand beside it, so it may be a single month"
NO_BASIS = "it does not say whether quarters are counted from January or from April"


@dataclass(frozen=True)
class QuarterHeading:
    """What a heading states of a quarter. `financial` and `year` are first years; `months` its
    quarter by months.

    `day` is the one date it is made of, which may head a month as well.
    """

    months: int | None = None
    ordinal: int | None = None
    financial: int | None = None
    year: int | None = None
    problem: str = ""
    day: dt.date | None = None

    @property
    def is_year(self) -> bool:
        """Whether the heading states a year and nothing more."""
        return not self.problem and self.months is None and self.ordinal is None

    @property
    def quarter(self) -> str | None:
        """The calendar quarter, like `2023Q3`; None where the heading does not settle it."""
        if self.problem or self.is_year:
            return None
        months = self._months()
        if months is None or (self.financial is None and self.year is None):
            return None
        year = self.year if self.financial is None else self.financial + (months == 1)
        return f"{year}Q{months}" if self._agrees(months, year) else None

    def of(self, year: QuarterHeading) -> QuarterHeading:
        """The heading with the year of another, where it states none itself."""
        if self.financial is not None or self.year is not None:
            return self
        return replace(self, financial=year.financial, year=year.year)

    def _months(self) -> int | None:
        if self.months is not None or self.financial is None or self.ordinal is None:
            return self.months
        return self.ordinal % 4 + 1

    def _agrees(self, months: int, year: int) -> bool:
        """Whether every part of the heading says the same quarter."""
        if self.year is not None and self.year != year:
            return False
        if self.ordinal is None or (self.ordinal == months and self.financial is None):
            return True
        # "Q4 2023 (Jan-Mar)": the number counts financial quarters, so 2023 may be the year it
        # began in.
        return self.ordinal % 4 + 1 == months and not (self.financial is None and months == 1)


# From these words on a title tells when it was made, and not what it is about.
_MADE = re.compile(
    r"\b(?:as at\b|as of\b|at"
    r" \d|extract\w*|produced|made|run\b|printed|created|updated|published|sent\b|received|"
    r"submitted|correct\b|report date|version|prepared|data cut|snapshot)"
)
# "Year to 31 March 2024": a date, whose year is not the year of every quarter.
_DATED = re.compile(rf"{MONTH}[ -]*(?:20)?\d{{2}}(?!\d)")


def read_quarter(text: str, date: dt.date | None = None) -> QuarterHeading | None:
    """What `text` (or a true date) states of a quarter; None where it is no such heading at all.

    A heading that tries and fails has a `problem`, in words.
    """
    if date is not None:
        return _of_dates([date, date])
    plain = plain_text(text)
    if not SUGGESTIVE.search(plain) or len(plain) > 60:
        return None
    tokens = cut(plain)
    return (
        _of_tokens(tokens)
        if tokens
        else QuarterHeading(problem="it holds words that are no part of a quarter")
    )


def find_quarter(text: str) -> QuarterHeading | None:
    """The quarter a title ends in: `Return for Jul-Sep 23`; None where more than one month span may
    be meant.
    """
    words = plain_text(text).split()
    starts = [place for place in range(len(words)) if SUGGESTIVE.search(words[place])]
    heading = read_quarter(" ".join(words[starts[0] :])) if starts else None
    # "Extracted on 01/10/2023" is a day, and not the quarter that begins with it.
    return None if heading and heading.day else heading


def years_in(text: str) -> set[QuarterHeading]:
    """The years a title states, as headings: `Return for 2023/24` states one."""
    found = re.findall(
        r"(?<!\d)(?<!\d[-/.])(20\d{2}\s*[-/]\s*(?:20)?\d{2}|\d{2}/\d{2}|20\d{2})(?!\d|[-/.]\d)",
        plain_text(text),
    )
    # A two-figure year after a month counts too: "July 23 to March 25" states two years.
    found += re.findall(rf"{MONTH} (\d{{2}})(?!\d)", plain_text(text))
    return {heading for year in found if (heading := _of_tokens(cut(year))) and heading.is_year}


def year_of(texts: list[str]) -> QuarterHeading | None:
    """The one year some titles give to quarters without one; None where they state none, or
    several, or only dates.
    """
    said = [_MADE.split(plain_text(text))[0] for text in texts]
    years = set().union(*map(years_in, said))
    undated = set().union(*(years_in(_DATED.sub(" ", text)) for text in said))
    return years.pop() if len(years) == 1 and years == undated else None


def _of_tokens(tokens: list[tuple[str, str]]) -> QuarterHeading:
    kinds = {kind: [text for of, text in tokens if of == kind] for kind in TOKENS.groupindex}
    if kinds["date"] or kinds["iso"]:
        return _of_dates(
            [full_date(text) for kind, text in tokens if kind in ("date", "iso")],
            bool(kinds["ending"]),
        )
    financial, years = (
        {financial_year(text) for text in kinds["financial"]},
        {calendar_year(text) for text in kinds["year"]},
    )
    ordinals = {ordinal(text) for text in kinds["ordinal"]}
    if max(len(financial), len(years), len(ordinals)) > 1:
        return QuarterHeading(problem="it names more than one year or quarter")
    months, problem = _months(kinds["month"], bool(kinds["ending"]))
    if any(
        pair == ("month", "year") for pair in pairwise(kind for kind, _ in tokens)
    ) and months in _both(ordinals):
        # "Q4 Jan-Mar 2024": the months carry their own year, and the number only repeats them.
        ordinals = set()
    heading = QuarterHeading(
        months, *(next(iter(found), None) for found in (ordinals, financial, years)), problem
    )
    return heading if heading.problem or heading.is_year else _settled(heading)


def _both(ordinals: set[int]) -> set[int]:
    """The calendar quarters a numbered quarter may mean: counted from January, or from April."""
    return ordinals | {number % 4 + 1 for number in ordinals}


def _settled(heading: QuarterHeading) -> QuarterHeading:
    """The heading, with a problem where its parts are there and still settle nothing."""
    if heading.quarter is None and (heading.year is not None or heading.financial is not None):
        vague = heading.months is None or (heading.ordinal is not None and heading.months == 1)
        return replace(heading, problem=NO_BASIS if vague else "its parts contradict each other")
    return heading


def _months(texts: list[str], ending: bool) -> tuple[int | None, str]:
    """The quarter that months span, and what is wrong where they span none."""
    if not texts:
        return None, ""
    days, months = zip(*(day_and_month(text) for text in texts), strict=True)
    if ending and len(months) == 1:
        months, days = (months[0] - 2, months[0]), (0, days[0])
    if (
        len(months) not in (2, 3)
        or months[-1] != months[0] + 2
        or (len(months) == 3 and months[1] != months[0] + 1)
    ):
        return None, "it does not span three months"
    if months[0] not in (1, 4, 7, 10):
        return None, "its months are not a calendar quarter"
    if days[0] not in (0, 1) or days[-1] not in (0, 31 if months[-1] in (3, 12) else 30):
        return None, "its days are not the first and last of a quarter"
    return months[0] // 3 + 1, ""


def _of_dates(days: list[dt.date | None], ending: bool = False) -> QuarterHeading:
    if len(days) in (1, 2) and None not in days:
        first, last = days[0], days[-1]
        quarter = (first.month + 2) // 3
        start = dt.date(first.year, quarter * 3 - 2, 1)
        end = dt.date(first.year + quarter // 4, quarter % 4 * 3 + 1, 1) - dt.timedelta(days=1)
        day = first if len(set(days)) == 1 and not ending else None
        if (first, last) == (start, end) or (
            first == last and first in ([end] if ending else [start, end])
        ):
            return QuarterHeading(months=quarter, year=first.year, day=day)
        return QuarterHeading(problem=NO_BOUNDS, day=day)
    return QuarterHeading(problem=NO_BOUNDS)
