"""What an argument of a rule may be: each reads a text, or says with a ValueError that it is none."""

import re
from decimal import Decimal
from enum import StrEnum

from analysis.declare.periods import MONTH, QUARTER

# What is said of an argument that is not of its kind.
WANTED = {Decimal: "a number", int: "a whole number"}


class Several(int):
    """A number of quarters, people or rows: one at least."""

    def __new__(cls, text: str) -> "Several":
        number = super().__new__(cls, text)
        if number < 1:
            raise ValueError(text)
        return number


class Percent(Decimal):
    """A percentage of one whole."""

    def __new__(cls, text: str) -> "Percent":
        number = super().__new__(cls, text)
        if not 0 < number <= 100:
            raise ValueError(text)
        return number


class Month(str):
    """A month like 2023-07."""

    def __new__(cls, text: str) -> "Month":
        return super().__new__(cls, _like(MONTH, text))


class Quarter(str):
    """A quarter like 2024Q3."""

    def __new__(cls, text: str) -> "Quarter":
        return super().__new__(cls, _like(QUARTER, text))


class Numbered(StrEnum):
    """What a report numbers."""

    TABLE = "table"
    FIGURE = "figure"
    APPENDIX = "appendix"


def _like(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(text)
    return text


WANTED |= {
    Several: "a whole number of 1 or more",
    Percent: "a percentage above 0, and 100 at the most",
    Month: "a month like 2023-07",
    Quarter: "a quarter like 2024Q3",
}
