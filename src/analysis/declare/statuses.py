"""What a cell can mean. Statuses never collapse into one another, and only `returned` has a count."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """A status: the symbol printed where a number would stand (none for `returned`) and what it
    means.
    """

    key: str
    symbol: str
    means: str


STATUSES = (
    Status("returned", "", "the number the borough typed; a typed 0 is a returned 0"),
    Status("not_returned", "[x]", "not returned: the cell, or the whole return, was blank"),
    Status("not_member", "[z]", "the borough was not a member of the partnership at that time"),
    Status("not_offered", "[o]", "not offered at that time"),
    Status("withheld", "[c]", "withheld by the borough because the number is small"),
    Status("unknown", "[u]", "reported as not known"),
    Status(
        "queried",
        "[q]",
        "something was typed that cannot be read as a count; a question has gone back",
    ),
)
STATUS_KEYS = tuple(status.key for status in STATUSES)
SYMBOLS = {status.key: status.symbol for status in STATUSES}

# How boroughs write that a small number is withheld, and the range they leave open.
_BELOW = re.compile(r"(?:<|under|less than|fewer than)\s*(\d+)", re.IGNORECASE)
_UP_TO = re.compile(r"(?:≤|<=)\s*(\d+)")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_MARKS = ("c", "[c]", "*", "supp", "suppressed", "withheld")


def withheld_range(typed: str) -> tuple[int, int] | None:
    """The counts a withheld cell leaves open: `<5` is (1, 4); None where `typed` states no range,
    as `c` does.

    A withheld number is at least 1: nobody withholds a zero.
    """
    # "<5*" is "<5" with a note.
    text = typed.rstrip("*†‡§¹²³ ").strip()
    if match := _BELOW.fullmatch(text):
        return (1, int(match[1]) - 1)
    if match := _UP_TO.fullmatch(text):
        return (1, int(match[1]))
    if match := _RANGE.fullmatch(text):
        return (int(match[1]), int(match[2]))
    return None


def is_withheld(typed: str) -> bool:
    """Whether `typed` says that a small number was withheld."""
    return typed.strip().lower() in _MARKS or withheld_range(typed) is not None
