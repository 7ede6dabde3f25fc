"""A number or a day as its cell shows it: number formats as Excel writes them (ECMA-376, 18.8.31)."""

import datetime as dt
import math
import operator
import re

from analysis.declare.words import worded

# A number format: its sections, words in them, conditions and colours in brackets.
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)|^(?=;)')
_LITERAL = re.compile(r'"[^"]*"|\\.')
# Excel takes 255 letters; what a longer one would show nobody saw.
_LONGEST = 1_000
_DASHES = ("-", "–", "—")
_BRACKET = re.compile(r"\[[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]+)[^\]]*\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}

# How the parts of a date are shown, by what a number format calls them.
_PARTS = worded("""
    yyyy: %Y
    yy: %y
    mmmm: %B
    mmm: %b
    mm: %m
    dddd: %A
    ddd: %a
    dd: %d
""")


def of_number(value: float, number_format: str) -> dict:
    """The number as its cell shows it: 1 shown as 100% is no count of one, 3 shown as `*` is
    withheld, and one that is shown as nothing is hidden.
    """
    if not math.isfinite(value):
        return {"text": str(value), "kind": "error"}
    if number_format == "General":
        return {"text": shown_number(value), "kind": "number"}
    if len(number_format) > _LONGEST:
        return {"text": shown_number(value), "kind": "hidden"}
    section = _section_for(value, number_format)
    words = "".join(_LITERAL.findall(section)).replace('"', "").replace("\\", "").strip()
    # Accounts show a nought as a dash.
    dash = value == 0 and words in _DASHES
    if not _shows_number(section) and not dash:
        return {"text": words} if words else {"text": shown_number(value), "kind": "hidden"}
    if "%" in _LITERAL.sub("", section):
        return {"text": f"{shown_number(value * 100)}%", "kind": "number"}
    text = shown_number(value) + "%" * ("%" in words)
    return {"text": text, "kind": "number", "unit": _unit(section, words)}


def _unit(section: str, words: str) -> str:
    """What a format says in words or signs beside its number: a currency, thousands left off, or
    figures rounded to powers of ten.
    """
    plain = _LITERAL.sub("", section)
    thousands = "thousands" if re.search(r"[0#?],+(?![0#?,])", plain) else ""
    rounded = "rounded" if re.search("E[+-]", plain) else ""
    return " ".join(filter(None, (words, *re.findall("[£€$]", plain), thousands, rounded)))


def _section_for(value: float, number_format: str) -> str:
    """The section of a number format that a number is shown by, without its brackets: the first
    whose condition holds, or by sign where there is none (ECMA-376, 18.8.31).
    """
    sections = _SECTION.findall(number_format)
    signs = [lambda x: x > 0, lambda x: x < 0, lambda x: True]
    if len(sections) < 3:
        signs = [lambda x: x >= 0, lambda x: True]
    if len(sections) == 1:
        signs = [lambda x: True]
    for section, sign in zip(sections, signs, strict=False):
        condition = _CONDITION.search(section)
        holds = _COMPARED[condition[1]](value, float(condition[2])) if condition else sign(value)
        if holds:
            return _BRACKET.sub("", _CURRENCY.sub(r'"\1"', section))
    return "General"


def _shows_number(section: str) -> bool:
    """Whether a section shows the number, or only the words that stand in it."""
    return bool(re.search("[0#?@]|General", _LITERAL.sub("", section), re.I))


def shown_number(value: float) -> str:
    """The number without the `.0` that spreadsheets store and nobody types."""
    return f"{value:.15g}"


def shown_date(day: dt.date, number_format: str) -> str:
    """The date as the sheet shows it: `d-mmm` shows 1 April as `1-Apr`; ISO where the format is out
    of the common.
    """
    pattern = re.sub(r"\[.*?\]|\\|;.*|\"", "", number_format).lower().split(" h")[0]
    if re.search(r"[^ymd/\- .,]", pattern) or not re.search("[ymd]", pattern):
        return day.isoformat()
    parts = {name: f"{day:{code}}" for name, code in _PARTS.items()}
    parts |= {"m": str(day.month), "d": str(day.day)}
    return re.sub("y+|m+|d+", lambda part: parts.get(part[0], parts["yyyy"]), pattern).strip()
