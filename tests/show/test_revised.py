"""The end of a revised report: which tables hold other numbers than the one last published, and why."""

import pandas as pd

from analysis.declare.revisions import CHANGED, GONE, NEW, REVISED
from analysis.show.printed import Heading
from analysis.show.revised import blocks

DAY = "2026-08-30"
TITLES = {"mash": "Safeguarding hubs", "training": "Training"}


def listed(*rows: dict) -> pd.DataFrame:
    row = {
        "strand": "mash",
        "table": "mash-hackney",
        "line": 1,
        "row": "Contacts",
        "column": "A",
        "cell": "9",
        "was": "8",
        "revised": CHANGED,
        "why": "returned late",
    }
    made = [{**row, "line": line, **one} for line, one in enumerate(rows, 1)]
    return REVISED.check(pd.DataFrame(made, columns=list(REVISED.columns)))


def said(revised: pd.DataFrame, day: str = DAY, kept: bool = True) -> str:
    return "\n\n".join(
        block.markdown("")
        for block in blocks(revised, day, kept, TITLES)
        if not isinstance(block, Heading)
    )


def test_nothing_published_prints_nothing():
    assert list(blocks(listed(), "", False, TITLES)) == []


def test_each_table_says_how_many_of_its_numbers_became_what_and_why():
    text = said(
        listed(
            {},
            {},
            {"revised": NEW},
            {"revised": GONE, "why": "returned late; corrected"},
            {"strand": "training", "table": "training-core", "why": "corrected"},
        )
    )
    assert "5 numbers in 2 tables differ" in text
    assert (
        "- In @tbl:mash-hackney: 2 changed, 1 not there before and 1 gone (returned late and"
        " corrected)." in text
    )
    assert "**Training.**\n\n- In @tbl:training-core: 1 changed (corrected)." in text


def test_a_table_that_is_gone_is_named_and_not_pointed_to():
    text = said(
        listed(
            {
                "line": 0,
                "row": "",
                "column": "",
                "cell": "",
                "was": "the whole table",
                "revised": GONE,
            }
        )
    )
    assert "- `mash-hackney`, a table that is no longer printed: returned late." in text
    assert "@tbl" not in text


def test_no_difference_and_nothing_kept_are_told_apart():
    assert said(listed()) == f"No number differs from the report published on {DAY}."
    assert "was not kept, so no number is marked" in said(listed(), kept=False)
