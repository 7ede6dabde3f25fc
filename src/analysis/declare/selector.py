"""Rows named by their columns, as in `training[course=core|overview, period=2023-25].count`: one
way of writing it, for statements and for plans.
"""

import re

from analysis.declare.table import InputError

_FORM = re.compile(r"([\w/]+)\s*(?:\[([^\]]*)\])?\s*(?:\.(\w+))?")
# A comma, or a bar, that stands outside quotation marks.
_COMMA, _BAR = (re.compile(rf'{mark}(?=(?:[^"]*"[^"]*")*[^"]*$)') for mark in (",", r"\|"))


def selected(text: str) -> tuple[str, list[tuple[str, list[str]]], str]:
    """The table that `text` names, each condition as a column with the values it may have, and the
    column at the end, empty where it names none.

    Values stand in quotation marks where they hold a comma or a bar. InputError for anything else.
    """
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise InputError(f"'{text}' names no rows: write TABLE[column=value, column=value|value]")
    conditions = []
    for condition in filter(None, map(str.strip, _COMMA.split(match[2] or ""))):
        column, _, values = map(str.strip, condition.partition("="))
        conditions.append((column, [one.strip().strip('"') for one in _BAR.split(values)]))
    return match[1], conditions, match[3] or ""
