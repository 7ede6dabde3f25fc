"""Notes that speak of a new system or another way of counting, and notes that do not."""

import pytest
from pandas import DataFrame

from analysis.declare.recording import counted_alike, counted_since, speaks_of_change


@pytest.mark.parametrize(
    "note",
    [
        "New system from April",
        "moved to Mosaic in July",
        "New case system since the autumn",
        "moved onto the new case management system",
        "LCS since October",
        "Definition changed in Q2",
        "The definition has been revised",
        "now includes early help",
        "From July we no longer count siblings",
        "Change in recording practice from Apr",
        "Migrated to Liquidlogic, numbers before are not comparable",
        "new case management system went live in June",
        "Recorded differently since the summer",
        "changed how we count: change in how we record",
    ],
)
def test_a_note_of_a_change(note):
    assert speaks_of_change(note)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Q4 may change",
        "Analyst's note: our system holds DA as a factor only",
        "3A is DV where the child is the victim",
        "DA includes DV",
        "Numbers include siblings",
        "Provisional, subject to validation",
        "Completed by the performance team",
    ],
)
def test_a_note_of_something_else(note):
    assert not speaks_of_change(note)


QUARTERS = ["2025Q3", "2025Q4", "2026Q2", "2026Q3", "2026Q4"]


@pytest.mark.parametrize(
    ("caveats", "since"),
    [
        (["", "", "New system from April", "New system from April", "New system from April"], 2),
        (["", "", *["moved to Mosaic in July"] * 3], 3),
        (["", "", "", "now includes early help", "now includes early help"], 3),
        (["", "", *["Definition changed"] * 2, "Definition changed | noted: alike (x)"], None),
        ([""] * 5, None),
    ],
)
def test_a_change_parts_the_series_until_it_is_answered(caveats, since):
    rows = DataFrame({"quarter": QUARTERS, "caveat": caveats})
    assert counted_since(rows) == ("" if since is None else QUARTERS[since])
    assert counted_alike(rows)["quarter"].tolist() == QUARTERS[since or 0 :]
