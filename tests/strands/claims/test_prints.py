"""Statements checked stand in three parts, each once, and the first screen counts what stands there."""

from __future__ import annotations

from itertools import chain

import pandas as pd
import pytest

from analysis.declare.claims import CHECKED
from analysis.declare.traced import bare, counted
from strands.claims import prints

TITLES = {"training": "Training", "indicators": "Indicators"}
# The verdict, part and strand of a statement, as often as they stand here.
STATEMENTS = [
    *[("holds", "matters", "training")] * 2,
    *[("cannot tell", "matters", "indicators")] * 3,
    ("does not hold", "matters", "other"),
    *[("holds", "figure", "training")] * 4,
    *[("does not hold", "figure", "indicators")] * 5,
    *[("cannot be tested", "lacking", "training")] * 6,
]


@pytest.fixture(scope="module")
def checked() -> pd.DataFrame:
    rows = (
        {**dict.fromkeys(CHECKED.columns, ""), "id": f"C{at:02}", "verdict": verdict}
        | {"part": part, "strand": strand}
        for at, (verdict, part, strand) in enumerate(STATEMENTS)
    )
    return CHECKED.framed(rows)


def printed(checked: pd.DataFrame) -> dict[str, list[str]]:
    blocks = prints.statements(checked, TITLES)
    return {one.key: list(one.cells["Statement"]) for one in blocks if hasattr(one, "cells")}


def test_every_statement_stands_once_and_in_its_part(checked):
    tables = printed(checked)
    assert sorted(chain(*tables.values())) == sorted(checked["id"])
    assert {key: len(ids) for key, ids in tables.items()} == {
        "claims-not-borne-out": 4,
        "claims-borne-out": 2,
        "claims-slips": 5,
        "claims-right": 4,
        "claims-lacking-training": 6,
    }


def test_what_the_data_contradict_comes_before_what_they_leave_open(checked):
    verdicts = checked.set_index("id")["verdict"]
    assert [verdicts[name] for name in printed(checked)["claims-not-borne-out"]] == [
        "does not hold",
        *["cannot tell"] * 3,
    ]


def test_the_first_screen_counts_each_part(checked):
    said = bare(prints.opening(checked, len(checked)).texts[0])
    assert "Of 21 published statements" in said
    assert (
        "6 matter to a reader: 2 hold, 1 does not hold and 3 cannot be decided by these numbers"
        in said
    )
    assert "9 are sums, names or references: 4 are right, and 5 are to be corrected" in said
    assert "6 need data that were not received" in said


def first_page(*verdicts_and_parts) -> tuple[str, list]:
    rows = [
        {**dict.fromkeys(CHECKED.columns, ""), "id": f"C{at:02}", "verdict": verdict, "part": part}
        for at, (verdict, part) in enumerate(verdicts_and_parts)
    ]
    checked = CHECKED.framed(rows)
    return bare(prints.opening(checked, len(rows)).finding), [*prints.figure(checked, "Source.")]


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (
            [("holds", "matters")] * 2 + [("does not hold", "matters")],
            "of 3 statements that matter to a reader the data bear out 2, contradict 1 and leave 0 open",
        ),
        (
            [("does not hold", "matters")] * 2 + [("holds", "matters")],
            "of 3 statements that matter to a reader the data bear out 1, contradict 2 and leave 0 open",
        ),
        (
            [("cannot tell", "matters")],
            "of 1 statement that matters to a reader the data bear out 0, contradict 0 and leave 1 open",
        ),
        (
            [("holds", "figure"), ("does not hold", "figure")],
            "of 2 sums, names and references 1 is right",
        ),
        ([("cannot be tested", "lacking")] * 2, "nobody can test any of 2 statements"),
        ([], "not received"),
    ],
)
def test_the_heading_says_what_is_borne_out_and_what_is_contradicted(statements, says):
    assert first_page(*statements)[0] == says


def test_the_chart_has_a_panel_a_part_with_the_number_at_each_verdict(checked):
    (chart,) = prints.figure(checked, "Source.")
    assert bare(chart.title).startswith(
        "Of 6 statements that matter to a reader the data bear out 2"
    )
    matter, sums, lacking = (
        [bar.get_width() for bar in axis.patches] for axis in chart.figure.axes
    )
    assert (matter, sums, lacking) == ([2, 1, 0, 3, 0], [4, 5, 0, 0, 0], [0, 0, 0, 0, 6])
    assert [axis.get_title(loc="left") for axis in chart.figure.axes] == [
        "6 that matter",
        "9 sums and names",
        "6 that lack data",
    ]
    assert first_page()[1] == []


def test_the_chart_is_read_out_by_kind_and_each_number_of_it_leads_to_what_it_counts(checked):
    (chart,) = prints.figure(checked, "Source.")
    assert bare(chart.alt) == (
        "Bars. Statements that matter to a reader: holds 2, does not hold 1, depends on the reading 0,"
        " cannot tell 3, cannot be tested 0; Sums, names and references: holds 4, does not hold 5,"
        " depends on the reading 0, cannot tell 0, cannot be tested 0; What would need data that were"
        " not received: holds 0, does not hold 0, depends on the reading 0, cannot tell 0, cannot be"
        " tested 6."
    )
    files = chart.files()
    drawn, of = (files[f"figures/claims-by-verdict{kind}.csv"] for kind in ("", ".traced"))
    numbers = dict(enumerate(map(bare, drawn["Statements"]), 1))
    in_bars = of[of["row"] > 0]
    assert set(in_bars["column"]) == {3}
    assert dict(zip(in_bars["row"], in_bars["value"], strict=True)) == {
        row: number for row, number in numbers.items() if number != "0"
    }
    counts = counted(in_bars["of"])
    assert [len(counts[key].split()) for key in in_bars["of"]] == [*map(int, in_bars["value"])]


def test_an_abbreviation_that_the_data_are_called_by_is_spelt_out_below(checked):
    found = checked["found"].where(checked["id"] != "C00", "Proportion CSC: 91% is printed.")
    tables = [one for one in prints.statements(checked.assign(found=found), TITLES) if one.key]
    spelt = {one.key for one in tables if getattr(one, "notes", ()) != ()}
    assert spelt == {"claims-borne-out"}


def test_of_no_statements_nothing_is_printed(checked):
    assert printed(checked.iloc[:0]) == {}
    assert "No statements were entered" in prints.opening(checked.iloc[:0], 0).texts[0]
    assert "internal edition" in prints.opening(checked.iloc[:0], 3).texts[0]
