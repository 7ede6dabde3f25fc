"""Why printed numbers differ from the report last published, and the list of all of them."""

import pandas as pd
import pytest

from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.revisions import (
    CHANGED,
    CORRECTED,
    FOLLOWS,
    GONE,
    LATE,
    METHOD,
    PRINTED,
    REASONS,
    RESTATED,
    REVISIONS,
)
from analysis.find.revised import WHOLE_TABLE, revised, since

DAY = "2026-08-30"


def cells(*rows: dict) -> pd.DataFrame:
    row = {
        "table": "mash-hackney",
        "line": 1,
        "row": "Contacts",
        "column": "2025/26",
        "cell": "9",
        "was": "8",
        "revised": CHANGED,
    }
    return PRINTED.check(
        pd.DataFrame([{**row, **one} for one in rows], columns=list(PRINTED.columns))
    )


def reasons(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["borough", "reason"])


def why(cell: dict, **of: pd.DataFrame) -> str:
    return revised({"mash": cells(cell)}, {"mash": None}, of)["why"].item()


def filed(*rows: dict) -> pd.DataFrame:
    row = dict.fromkeys(RECEIVED.columns, "") | {
        "file": "mash/a.xlsx",
        "strand": "mash",
        "sender": "analyst",
        "origin": "returned",
        "received": "2026-07-01",
    }
    return pd.DataFrame([{**row, **one} for one in rows], columns=list(RECEIVED.columns))


def decided(*days: str) -> pd.DataFrame:
    row = dict.fromkeys(CORRECTIONS.columns, "")
    return pd.DataFrame(
        [{**row, "decided": day} for day in days], columns=list(CORRECTIONS.columns)
    )


def test_a_number_that_is_the_same_is_not_listed():
    assert revised({"mash": cells({"revised": "", "was": ""})}, {}, {}).empty


def test_a_borough_s_number_is_explained_by_what_changed_for_that_borough():
    of = reasons(("hackney", LATE), ("newham", RESTATED))
    assert why({}, mash=of) == REASONS[LATE]
    assert why({"table": "mash-newham"}, mash=of) == REASONS[RESTATED]
    assert why({"table": "training-core", "row": "Newham"}, mash=of) == REASONS[RESTATED]


def test_a_number_of_all_boroughs_is_explained_by_all_that_changed():
    of = reasons(("newham", CORRECTED), ("hackney", LATE), ("", LATE))
    assert why({"table": "mash-all"}, mash=of) == f"{REASONS[LATE]}; {REASONS[CORRECTED]}"
    assert why({"table": "mash-barnet"}, mash=of) == f"{REASONS[LATE]}; {REASONS[CORRECTED]}"


def test_without_a_reason_of_its_own_it_follows_from_another_section_or_from_the_method():
    assert why({}, mash=reasons(), training=reasons(("hackney", LATE))) == REASONS[FOLLOWS]
    assert why({}, mash=reasons()) == REASONS[METHOD]
    assert why({}) == REASONS[METHOD]


def test_a_table_no_longer_printed_is_one_line():
    then = cells({"table": "mash-newham"}, {"table": "mash-newham", "line": 2}, {})
    found = revised(
        {"mash": cells({"revised": "", "was": ""})},
        {"mash": then},
        {"mash": reasons(("newham", LATE))},
    )
    assert found[["table", "was", "revised", "why"]].values.tolist() == [
        ["mash-newham", WHOLE_TABLE, GONE, REASONS[LATE]]
    ]


@pytest.mark.parametrize(
    ("rows", "corrected", "expected"),
    [
        ([{}], ["2026-08-30"], []),
        ([{"received": "2026-08-30"}], [], []),
        ([{"received": "2026-08-31"}], [], [LATE]),
        ([{"received": "2026-09", "replaces": "mash/b.xlsx"}], [], [RESTATED]),
        ([{}], ["2026-09-01", "2026-09-02"], [CORRECTED]),
    ],
)
def test_files_and_corrections_after_the_day_are_reasons(rows, corrected, expected):
    for held in (None, REVISIONS.empty()):
        assert since(DAY, held, filed(*rows), decided(*corrected))["reason"].tolist() == expected


def test_revisions_of_rows_are_the_reasons_where_a_strand_keeps_them():
    row = {
        "table": "table",
        "row": "newham / 2026-04 / contacts",
        "was": 1,
        "was_status": "returned",
        "becomes": 2,
        "status": "returned",
        "reason": CORRECTED,
        "why": "",
        "since": "",
        "published": DAY,
        "file": "",
        "at": "",
    }
    rows = [
        row,
        {**row, "row": "newham / 2026-05 / contacts"},
        {**row, "row": " / late_return", "reason": LATE},
    ]
    found = since(
        DAY, REVISIONS.check(pd.DataFrame(rows)), filed({"received": "2026-09-09"}), decided()
    )
    assert found.values.tolist() == [["newham", CORRECTED], ["", LATE]]


def test_where_nothing_was_published_nothing_came_later():
    assert since("", None, filed({"received": "2030-01-01"}), decided("2030-01-01")).empty
