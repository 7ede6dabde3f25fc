"""Periods as people write them in captions and headings, as months counted from year 0."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"['’]?((?:19|20)\d\d|\d\d)(?![\d/])"
_JOINT = r"\s*(?:-|–|—|to|until|through)\s*"
_FULL = re.compile(rf"\b{_MONTH}\s*{_YEAR}{_JOINT}{_MONTH}\s*{_YEAR}", re.I)
_MONTHS = re.compile(rf"\b{_MONTH}{_JOINT}{_MONTH}\s*{_YEAR}", re.I)
_ONE = re.compile(rf"\b{_MONTH}\s*{_YEAR}", re.I)
_FINANCIAL = re.compile(r"(?<![\d/-])(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)(?![\d/])")
_NUMBERED = re.compile(
    r"\bq(?:uarter\s*)?([1-4])\s*,?\s*(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)(?!\d)", re.I
)


@dataclass(frozen=True)
class Span:
    """A run of months, both ends in it."""

    first: int
    last: int

    def holds(self, other: Span) -> bool:
        """Whether the other run lies within this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return (
            _named(self.first)
            if self.first == self.last
            else f"{_named(self.first)} to {_named(self.last)}"
        )


def spans_in(text: str) -> list[Span]:
    """The periods a text states beyond doubt, from the widest wording to the narrowest."""
    found, rest = [], " ".join(text.split())
    for pattern, read in (
        (_FULL, _full),
        (_MONTHS, _months),
        (_ONE, _one),
        (_NUMBERED, _numbered),
        (_FINANCIAL, _financial),
    ):
        for match in pattern.finditer(rest):
            span = read(match)
            if span and span.first <= span.last:
                found.append(span)
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return found


def joined(spans: list[Span]) -> Span:
    """The run from the first month of any to the last of any."""
    return Span(min(span.first for span in spans), max(span.last for span in spans))


def _month(name: str) -> int:
    return _NAMES.index(name[:3].lower())


def _year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _full(match: re.Match) -> Span:
    return Span(_year(match[2]) * 12 + _month(match[1]), _year(match[4]) * 12 + _month(match[3]))


def _months(match: re.Match) -> Span:
    last = _year(match[3]) * 12 + _month(match[2])
    return Span(last - (_month(match[2]) - _month(match[1])) % 12, last)


def _one(match: re.Match) -> Span:
    at = _year(match[2]) * 12 + _month(match[1])
    return Span(at, at)


def _numbered(match: re.Match) -> Span | None:
    """A quarter of a financial year, which begins in April."""
    if int(match[3]) != (int(match[2]) + 1) % 100:
        return None
    first = int(match[2]) * 12 + 3 * int(match[1])
    return Span(first, first + 2)


def _financial(match: re.Match) -> Span | None:
    """A financial year, or several: 2023-25 runs from April 2023 to March 2025."""
    last = int(match[1]) // 100 * 100 + int(match[2])
    return Span(int(match[1]) * 12 + 3, last * 12 + 2) if last > int(match[1]) else None


def _named(month: int) -> str:
    return f"{_NAMES[month % 12].capitalize()} {month // 12}"
