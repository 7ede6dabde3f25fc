"""The number a notebook works in the open: chosen by a rule, none of it withheld, and checked."""

import pytest
from pandas import DataFrame

from analysis.declare.withheld import WITHHELD
from analysis.find.finding import finding, frame, share
from analysis.find.worked import beside, first, parts, same


def found(*rows: dict) -> DataFrame:
    """Findings in which numbers may be withheld, as they are when they have passed."""
    made = frame([finding(**{"statistic": "share", **row, "x": None, "n": None}) for row in rows])
    made = made.astype(dict.fromkeys(("x", "n", "estimate"), object))
    for at, row in enumerate(rows):
        for name in ("x", "n"):
            made.loc[at, name] = row.get(name)
    return made


def test_the_first_with_a_number_is_taken_and_what_is_withheld_or_refused_passed_over():
    rows = found(
        {"borough": "hackney", "x": WITHHELD, "n": 40},
        {"borough": "newham", "refused": "G1", "x": 2, "n": 5},
        {"borough": "barnet", "x": 30, "n": 40},
        {"borough": "camden", "x": 31, "n": 40},
    )
    assert first(rows, "share")["borough"].tolist() == ["barnet"]
    assert first(rows, "rate", "share")["borough"].tolist() == ["barnet"]
    assert first(rows.iloc[:2], "share").empty
    assert first(frame([]), "share").empty


def test_what_stands_beside_an_example_has_nothing_withheld():
    rows = found(
        {"borough": "hackney", "x": 30, "n": 40},
        {"borough": "hackney", "statistic": "cases", "x": WITHHELD},
        {"borough": "hackney", "statistic": "closed", "x": 9},
        {"borough": "barnet", "statistic": "closed", "x": 8},
    )
    example = first(rows, "share")
    assert beside(rows, example, "borough")["statistic"].tolist() == ["share", "closed"]
    assert beside(rows, example.iloc[:0], "borough").empty


def test_an_example_is_told_by_the_parts_of_its_subject():
    rows = found({"subject": "core | after", "borough": "barnet", "when": "2023-25", "x": 1})
    assert parts(first(rows, "share"), "survey", "wave") == [
        {"survey": "core", "wave": "after", "borough": "barnet", "when": "2023-25"}
    ]
    assert parts(rows.iloc[:0], "survey") == []


@pytest.mark.parametrize(
    ("made", "places", "is_same"),
    [
        ([share(8, 40)], None, True),
        ([share(9, 40)], None, False),
        ([share(8, 40) | {"high": 0.35}], None, False),
        ([share(8, 40) | {"estimate": 0.2004}], None, False),
        ([{"estimate": 0.2004}], 2, True),
        ([{"estimate": 0.206}], 2, False),
        ([{"unit": "share"}], None, False),
        ([], None, False),
        ([share(8, 40)] * 2, None, False),
    ],
)
def test_what_is_worked_is_the_finding_or_it_is_not(made, places, is_same):
    example = frame([finding("share", **share(8, 40))])
    assert same(made, example, places) is is_same


def test_nothing_worked_of_no_example_is_the_same():
    assert same([], frame([]))
