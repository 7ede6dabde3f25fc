"""Proformas filled in: drawn answers typed into the sheets of a template, and what each of them means."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from functools import cache

import openpyxl
import pandas as pd
from hypothesis import strategies as st

from analysis.declare.periods import Period, month_label, quarter_label
from analysis.declare.periods import period as period_called
from analysis.declare.proforma import (
    BETWEEN,
    CODE,
    COUNT,
    DAY,
    ITEM,
    MONTH_,
    NUMBER,
    QUARTER_,
    TEXT,
    WORD,
    WORDS,
    Field,
    Proforma,
)
from desk.collecting.book import HEADS
from desk.collecting.templates import templates

_DRAWN = period_called("2025-26")
_KEYS = {quarter_label(key): key for key in _DRAWN.quarters} | {
    month_label(key): key for key in _DRAWN.all_months
}
# One line: what is typed by field.
Typed = dict[str, object]


@cache
def workbooks(period: str) -> dict[str, bytes]:
    """Our own workbooks of a period, nothing filled in; made once."""
    return templates(period)


def a_day(field: Field, period: Period) -> st.SearchStrategy:
    first, last = (pd.Period(month, "M") for month in period.bounds)
    return st.dates(first.start_time.date(), last.end_time.date())


def an_answer(field: Field, period: Period) -> st.SearchStrategy:
    """What may be typed into a cell of a field; None leaves it blank."""
    kinds: dict[str, Callable[[], st.SearchStrategy]] = {
        TEXT: lambda: st.sampled_from(["A line of plain words", "Seen in supervision", "10 Team"]),
        CODE: lambda: st.integers(1, 9_999).map(lambda number: f"C{number}"),
        WORD: lambda: st.sampled_from(list(field.words.values())),
        ITEM: lambda: st.sampled_from(list(field.words.values())),
        WORDS: (
            lambda: st.lists(
                st.sampled_from(list(field.words.values())), min_size=1, unique=True
            ).map("; ".join)
        ),
        DAY: lambda: a_day(field, period),
        QUARTER_: lambda: st.sampled_from([quarter_label(key) for key in period.quarters]),
        MONTH_: lambda: st.sampled_from([month_label(key) for key in period.all_months]),
        NUMBER: lambda: st.integers(1, 400),
        COUNT: lambda: st.integers(0, 900),
    }
    given = kinds[field.kind]()
    return given if field.needed else st.one_of(given, st.none())


@st.composite
def some_lines(draw, proforma: Proforma, period: Period, most: int = 6) -> list[Typed]:
    """Lines of a proforma: one for each month or quarter typed in beforehand, or some with codes of their own."""
    number = len(proforma.beforehand(period)) or draw(st.integers(1, most))
    lines = []
    for at in range(number):
        line = {
            one.key: draw(an_answer(one, period))
            for one in proforma.fields
            if one.key != proforma.typed_in
        }
        for key in proforma.names:
            if key != proforma.typed_in and next(
                one for one in proforma.fields if one.key == key
            ).kind in (CODE, TEXT):
                line[key] = f"{line[key]}-{at}"
        lines.append(line)
    return lines


def typed_into(content: bytes, proforma: Proforma, lines: list[Typed], note: str = "") -> bytes:
    """The workbook with lines typed under their headings, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[proforma.title]
    columns = {cell.value: cell.column for cell in sheet[HEADS]}
    for row, line in enumerate(lines, HEADS + 1):
        for field in proforma.fields:
            if field.key in line:
                sheet.cell(row, columns[field.heading], line[field.key])
    sheet["B3"] = note or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def meant(field: Field, typed: object) -> object:
    """How an answer stands in the tidy table."""
    if typed is None:
        return None if field.kind == NUMBER else ""
    if field.kind in (WORD, ITEM):
        return next(key for key, word in field.words.items() if word == typed)
    if field.kind == WORDS:
        said = set(str(typed).split("; "))
        return BETWEEN.join(key for key, word in field.words.items() if word in said)
    if field.kind in (QUARTER_, MONTH_):
        return _KEYS[str(typed)]
    if isinstance(typed, dt.date):
        return typed.isoformat()
    return typed
