"""What a typed value means: a blank, a dash, a zero, "Unknown", "<5", "c" and "1,503" are seven
different things.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.declare.statuses import SYMBOLS, is_withheld, withheld_range
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell

# A range wider than this hides no small number; it is two numbers in one cell.
WIDEST_RANGE = 20

# No quarter of one borough holds a million: a longer number is a reference or a slip.
_WHOLE = r"\d{1,6}|\d{1,3}[, ]\d{3}"
_COUNT = re.compile(_WHOLE)
_DECIMAL = re.compile(rf"({_WHOLE})\.(\d+)")
_NEGATIVE = re.compile(r"-\s*\d[\d,.]*|\(\d[\d,.]*\)")
_ROUND = re.compile(
    r"(?:~|c\.|circa|about|around|approx\.?|approximately|est\.?)\s*\d[\d,]*|\d[\d,]*\s*\(r\d+\)|\d[\d,]*\+"
)
_MARK = re.compile(r"(?<=\d)\s*(?:[*†‡§]+|[¹²³]|\[(?:p|r|note \d|\d)\])$")
# What is counted, typed behind its number.
_COUNTED = re.compile(
    r"(?<=\d)\s*(?:cases?|child(?:ren)?|plans?|referrals?|assessments?|contacts?)$", re.IGNORECASE
)
_ZERO = ("nil", "none", "zero")
_NOT_AVAILABLE_TEXT = """
    n/k, nk, not known, not available, unavailable, n/a, na, not applicable, tbc, tba,
    to follow, awaiting, system down, no data, not recorded, not collected, missing, z
"""
_NOT_AVAILABLE = frozenset(" ".join(_NOT_AVAILABLE_TEXT.split()).split(", "))
_UNKNOWN = ("unknown", "unk", "dont know", "not sure")
_DASHES = re.compile(r"[-‐‑‒–—―−]+")


@dataclass(frozen=True)
class Value:
    """What a cell was read as; `rule` names the question it raises, if any. Only `returned` has a
    count.
    """

    status: str
    count: int | None = None
    rule: str = ""


def read_value(cell: Cell, member: bool = True) -> Value:
    """The value in `cell`. Nothing but a number, or a word for none, ever becomes a count."""
    if cell.kind in _BY_KIND:
        return Value("queried", rule=_BY_KIND[cell.kind])
    if cell.struck and cell.text.strip():
        return Value("queried", rule="struck_through")
    text = _COUNTED.sub("", _MARK.sub("", cell.text.strip()))
    plain = " ".join(
        unicodedata.normalize("NFKC", text).replace("’", "").replace("'", "").lower().split()
    )
    if not plain:
        return Value("not_returned" if member else "not_member")
    if _DASHES.fullmatch(plain) or plain == SYMBOLS["not_member"]:
        return Value("queried", rule="dash_inside_membership") if member else Value("not_member")
    return _read_word(plain) or _read_number(text)


_BY_KIND = {
    "date": "number_became_date",
    "formula": "formula_without_value",
    "error": "text_in_number_cell",
    "split": "text_in_number_cell",
    "hidden": "number_hidden",
}


def chosen(cell: Cell, words: Mapping[str, str]) -> str | None:
    """The key whose word, or which itself, stands in the cell; None where it is none of them."""
    typed = plain_name(cell.text)
    return next(
        (key for key, word in words.items() if typed in (plain_name(word), plain_name(key))), None
    )


def _read_word(plain: str) -> Value | None:
    """The value of a text that is no number: our own symbols first, then how boroughs put it."""
    if plain in _OURS:
        return Value(_OURS[plain])
    if plain in _ZERO:
        return Value("returned", 0)
    if plain in _UNKNOWN:
        return Value("unknown")
    if plain in _NOT_AVAILABLE:
        return Value("not_returned", rule="not_available")
    return _read_withheld(plain) if is_withheld(plain) else None


# A table of ours may come back as a return; its "[z]" is a dash and its "[c]" is withheld like any
# other.
_OURS = {
    SYMBOLS[status]: status for status in ("not_returned", "not_offered", "unknown", "queried")
}


def _read_withheld(plain: str) -> Value:
    left_open = withheld_range(plain)
    if left_open is None:
        return Value("withheld", rule="withheld_without_range")
    if left_open[0] > left_open[1] or left_open[1] > WIDEST_RANGE:
        return Value("queried", rule="text_in_number_cell")
    return Value("withheld")


def _read_number(text: str) -> Value:
    if any(unicodedata.category(letter) == "No" for letter in text):
        # A raised 2 on its own is the mark of a note; NFKC would make a count of it.
        return Value("queried", rule="text_in_number_cell")
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().replace("−", "-").split())
    if _COUNT.fullmatch(plain):
        return Value("returned", _whole(plain))
    if match := _DECIMAL.fullmatch(plain):
        whole = not match[2].strip("0")
        return (
            Value("returned", _whole(match[1]))
            if whole
            else Value("queried", rule="fractional_count")
        )
    for pattern, rule in ((_NEGATIVE, "negative_count"), (_ROUND, "rounded_count")):
        if pattern.fullmatch(plain):
            return Value("queried", rule=rule)
    return Value("queried", rule="text_in_number_cell")


def _whole(digits: str) -> int:
    return int(re.sub("[, ]", "", digits))
