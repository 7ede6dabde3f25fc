"""Declarations written as text come to the same as those spelt out."""

import pytest

from analysis.declare.proforma import COUNT, MONTH_, WORD, YES_NO, YES_NO_ALSO, Field, fields
from analysis.declare.table import Column, columns
from analysis.find.finding import reasons
from analysis.read.ask.rule import SHARED, Rule, rules


def test_columns():
    written = columns(
        """
        month: The month, like 2025-04
        stage: How far the form
            has come
        count (count or empty): Forms; empty where there is no number
        """,
        month="[0-9]{4}-[0-9]{2}",
        stage=("pilot", "live"),
    )
    assert written == {
        "month": Column("str", "The month, like 2025-04", pattern="[0-9]{4}-[0-9]{2}"),
        "stage": Column("str", "How far the form has come", ("pilot", "live")),
        "count": Column("count", "Forms; empty where there is no number", nullable=True),
    }
    assert list(written) == ["month", "stage", "count"]


def test_values_of_no_column_are_refused():
    with pytest.raises(ValueError, match="no column is called stages"):
        columns("stage: How far", stages=("pilot", "live"))


def test_fields():
    stages = {"pilot": "pilot", "live": "in use"}
    written = fields(
        """
        month: month, needed
            Month; Month of use
            The month
        stage: word
            Stage
            How far the form has come
            live = running, in full use
        trained: yes_no
            Trained
            Whether somebody trained was there
        forms: count
            Forms
            Forms completed
        """,
        stage=stages,
    )
    running = {"running": "live", "in full use": "live"}
    yes = {"words": YES_NO, "also": YES_NO_ALSO}
    assert written == (
        Field("month", "Month", "The month", MONTH_, needed=True, aliases=("Month of use",)),
        Field("stage", "Stage", "How far the form has come", WORD, words=stages, also=running),
        Field("trained", "Trained", "Whether somebody trained was there", WORD, **yes),
        Field("forms", "Forms", "Forms completed", COUNT),
    )


def test_rules():
    written = rules("""
late: stop
{cell} came late.
Why?
- AS_TYPED

odd: info
Is {typed} right?
- It is counted: as typed.
""")
    assert written == (
        Rule("late", "stop", "{cell} came late. Why?", SHARED["AS_TYPED"]),
        Rule("odd", "info", "Is {typed} right?", "It is counted: as typed."),
    )


def test_reasons():
    written = reasons("""
        a rate; a trend: G14
            Nobody knows
            the base: it was not asked for.
        a sum: other
            Boroughs count differently.
        """)
    why = "Nobody knows the base: it was not asked for."
    assert written == {
        "a rate": ("G14", why),
        "a trend": ("G14", why),
        "a sum": ("other", "Boroughs count differently."),
    }
