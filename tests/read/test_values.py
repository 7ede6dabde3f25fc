"""A blank, a dash, a zero, "Unknown", "<5", "c" and "1,503" are seven different things."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.read.open.sheet import Cell
from analysis.read.values.values import read_value

#   typed          status        count rule
TYPED = """
    ''             not_returned  -     -
    ' '            not_returned  -     -
    '\u00a0'       not_returned  -     -
    '-'            queried       -     dash_inside_membership
    '–'            queried       -     dash_inside_membership
    '—'            queried       -     dash_inside_membership
    '0'            returned      0     -
    'nil'          returned      0     -
    'None'         returned      0     -
    'Unknown'      unknown       -     -
    "Don't know"   unknown       -     -
    '[u]'          unknown       -     -
    'n/k'          not_returned  -     not_available
    'TBC'          not_returned  -     not_available
    'System down'  not_returned  -     not_available
    'n/a'          not_returned  -     not_available
    '[x]'          not_returned  -     -
    '[z]'          queried       -     dash_inside_membership
    '[o]'          not_offered   -     -
    '[q]'          queried       -     -
    '<5'           withheld      -     -
    '< 6'          withheld      -     -
    '≤5'           withheld      -     -
    '1-4'          withheld      -     -
    'under 5'      withheld      -     -
    'c'            withheld      -     withheld_without_range
    '[c]'          withheld      -     withheld_without_range
    '*'            withheld      -     withheld_without_range
    'supp'         withheld      -     withheld_without_range
    '9-2'          queried       -     text_in_number_cell
    '12-40'        queried       -     text_in_number_cell
    '37'           returned      37    -
    '37 '          returned      37    -
    '37.0'         returned      37    -
    '37*'          returned      37    -
    '37²'          returned      37    -
    '37 [p]'       returned      37    -
    '<5*'          withheld      -     -
    '1,503'        returned      1503  -
    '1,503.0'      returned      1503  -
    '1 503'        returned      1503  -
    '１５'          returned      15    -
    '1O3'          queried       -     text_in_number_cell
    'l2'           queried       -     text_in_number_cell
    '1,50'         queried       -     text_in_number_cell
    '1,2.0'        queried       -     text_in_number_cell
    '²'            queried       -     text_in_number_cell
    '½'            queried       -     text_in_number_cell
    '20231001123'  queried       -     text_in_number_cell
    '99999999999999999999' queried -   text_in_number_cell
    '12%'          queried       -     text_in_number_cell
    'about forty'  queried       -     text_in_number_cell
    'see note'     queried       -     text_in_number_cell
    '#REF!'        queried       -     text_in_number_cell
    '1e+20'        queried       -     text_in_number_cell
    '~40'          queried       -     rounded_count
    'approx 40'    queried       -     rounded_count
    '40 (r5)'      queried       -     rounded_count
    '40+'          queried       -     rounded_count
    '-3'           queried       -     negative_count
    '−3'           queried       -     negative_count
    '(3)'          queried       -     negative_count
    '3.5'          queried       -     fractional_count
    '1.503'        queried       -     fractional_count
"""


def drawn() -> list[tuple[str, str, str, str]]:
    lines = [line.strip() for line in TYPED.strip("\n").split("\n")]
    ends = [line.index(line[0], 1) for line in lines]
    return [(line[1:end], *line[end + 1 :].split()) for line, end in zip(lines, ends, strict=True)]


@pytest.mark.parametrize(("typed", "status", "count", "rule"), drawn())
def test_what_a_typed_value_means(typed, status, count, rule):
    value = read_value(Cell(2, 2, typed))
    shown = (value.status, "-" if value.count is None else str(value.count), value.rule or "-")
    assert shown == (status, count, rule)


@pytest.mark.parametrize("typed", ["-", "–", "[z]", "", " "])
def test_before_a_borough_joined_a_dash_and_a_blank_say_so(typed):
    assert read_value(Cell(2, 2, typed), member=False).status == "not_member"


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("date", "number_became_date"),
        ("formula", "formula_without_value"),
        ("error", "text_in_number_cell"),
        ("split", "text_in_number_cell"),
    ],
)
def test_what_no_one_typed_is_never_a_count(kind, rule):
    value = read_value(
        Cell(2, 2, "45017", kind=kind, date=dt.date(2023, 4, 1) if kind == "date" else None)
    )
    assert (value.status, value.count, value.rule) == ("queried", None, rule)
