"""A table's declaration is its check, its messages and its dictionary."""

import pandas as pd
import pytest

from analysis.declare.indicators import TABLE
from analysis.declare.table import Column, InputError, Table

TREES = Table(
    "trees",
    one_row_is="one tree",
    key=("park", "number"),
    columns={
        "park": Column("str", "the park", allowed=("north", "south")),
        "number": Column("str", "its number", pattern=r"T\d+"),
        "height": Column("count", "metres", nullable=True),
        "girth": Column("number", "metres", nullable=True),
    },
)


def trees(**columns) -> pd.DataFrame:
    frame = {
        "park": ["north", "south"],
        "number": ["T1", "T1"],
        "height": [3, None],
        "girth": ["0.5", ""],
    }
    return pd.DataFrame({**frame, **columns})


def test_good_rows_come_back_typed_and_in_order():
    checked = TREES.check(trees()[["girth", "number", "height", "park"]])
    assert list(checked) == list(TREES.columns)
    assert checked["height"].tolist() == [3, pd.NA]
    assert checked["girth"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"park": ["east", "west"]}, "park must be north, south, got 'east' (2 times)"),
        ({"number": ["1", "T1"]}, "number must be text like"),
        ({"height": ["3", "tall"]}, "height must be a whole number from 0, or empty, got 'tall'"),
        ({"height": ["3.5", ""]}, "got '3.5'"),
        ({"height": [-1, 2]}, "height must be a whole number from 0"),
        ({"park": ["north", "north"]}, "two rows share one park + number"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(columns, said):
    with pytest.raises(InputError) as error:
        TREES.check(trees(**columns))
    assert "table 'trees'" in str(error.value)
    assert said in str(error.value)


def test_all_problems_at_once():
    with pytest.raises(InputError) as error:
        TREES.check(trees(park=["east", "south"], height=[-1, 2]))
    assert "park must be" in str(error.value)
    assert "height must be" in str(error.value)


def test_missing_column_says_what_a_row_is():
    with pytest.raises(InputError, match="column height is missing: one row is one tree"):
        TREES.check(trees().drop(columns="height"))


def test_empty_table_has_its_columns():
    assert list(TREES.check(pd.DataFrame())) == list(TREES.columns)


def test_dictionary_comes_from_the_declaration():
    rows = TABLE.dictionary().set_index("column")
    assert list(rows.index) == list(TABLE.columns)
    assert rows.loc["count", "values"] == "a whole number from 0, or empty"
    assert "not_returned" in rows.loc["status", "values"]
