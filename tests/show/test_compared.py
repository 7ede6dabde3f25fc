"""A printed table beside the same as last published: the mark beside what differs, and beside nothing else."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.revisions import CHANGED, GONE, NEW
from analysis.show.compared import compared, matched
from analysis.show.printed import MARKED, PrintedTable

COUNTS = {"Borough": ["Hackney", "Newham"], "2024": ["12", "[x]"], "Why": ["typed", "late"]}


def table(
    cells: dict[str, list[str]], words: tuple[str, ...] = ("Why",), key: str = "counts"
) -> PrintedTable:
    frame = pd.DataFrame(cells)
    return PrintedTable(key, "Counts", frame, frame, (), words)


def since(now: PrintedTable, then: PrintedTable) -> pd.DataFrame:
    """What became of the cells of a table that was published as `then`."""
    return now.compared(then.compared(None))


def revised(now: PrintedTable, then: PrintedTable) -> list[tuple]:
    found = since(now, then)
    return list(
        found.loc[found["revised"] != "", ["row", "column", "cell", "was", "revised"]].itertuples(
            index=False, name=None
        )
    )


def test_a_number_that_differs_carries_the_mark_and_no_other_does():
    now = table({**COUNTS, "2024": ["12", "7"]})
    assert revised(now, table(COUNTS)) == [("Newham", "2024", "7", "[x]", CHANGED)]
    marked = now.marked(since(now, table(COUNTS)))
    assert marked.cells["2024"].tolist() == ["12", "7\u00a0[r]"]
    assert marked.cells["Why"].tolist() == COUNTS["Why"]
    assert marked.notes == (MARKED,)
    assert now.cells["2024"].tolist() == ["12", "7"]


def test_nothing_published_and_nothing_changed_leave_a_table_as_it_is():
    now = table(COUNTS)
    assert now.marked(now.compared(None)) is now
    assert now.marked(since(now, now)) is now


def test_words_may_change_without_a_mark():
    assert revised(table({**COUNTS, "Why": ["a", "b"]}), table(COUNTS)) == []


def test_a_fall_and_a_rise_are_marked_alike():
    for value in ("3", "300"):
        assert [
            one[-1] for one in revised(table({**COUNTS, "2024": [value, "[x]"]}), table(COUNTS))
        ] == [CHANGED]


def test_a_new_row_a_new_column_and_a_new_table_are_new():
    wider = {
        "Borough": ["Hackney", "Barnet", "Newham"],
        "2024": ["12", "5", "[x]"],
        "2025": ["1", "2", "3"],
        "Why": ["", "", ""],
    }
    found = {
        (row, column): became for row, column, _, _, became in revised(table(wider), table(COUNTS))
    }
    assert found == dict.fromkeys(
        [("Hackney", "2025"), ("Barnet", "2024"), ("Barnet", "2025"), ("Newham", "2025")], NEW
    )
    other = table(COUNTS, key="others")
    assert {one[-1] for one in revised(other, table(COUNTS))} == {NEW}
    assert other.marked(since(other, table(COUNTS))).cells["2024"].tolist() == [
        "12\u00a0[r]",
        "[x]\u00a0[r]",
    ]


def test_a_row_that_is_gone_is_told_and_marks_nothing():
    now = table({name: values[1:] for name, values in COUNTS.items()})
    assert revised(now, table(COUNTS)) == [("Hackney", "2024", "", "12", GONE)]
    assert now.marked(since(now, table(COUNTS))) is now


def test_rows_are_found_by_as_many_columns_as_tell_them_apart():
    then = {
        "Course": ["Core", "Core", "All"],
        "Rate": ["a month", "a block", "a month"],
        "2024": ["1", "2", "3"],
    }
    now = {
        "Course": ["All", "Core", "Core"],
        "Rate": ["a month", "a block", "a month"],
        "2024": ["3", "9", "1"],
    }
    assert revised(table(now, ("Rate",)), table(then, ("Rate",))) == [
        ("Core", "2024", "9", "2", CHANGED)
    ]


def test_rows_alike_are_found_by_their_place():
    then, now = (
        {"Borough": ["a", "a"], "2024": ["1", "1"]},
        {"Borough": ["a", "a"], "2024": ["1", "4"]},
    )
    assert revised(table(now, ()), table(then, ())) == [("a", "2024", "4", "1", CHANGED)]


def test_a_heading_or_a_label_with_another_number_is_the_same_one():
    then = {"Group": ["All (33)"], "New (16 people)": ["4"], "Old (17 people)": ["5"]}
    now = {"Group": ["All (1,034)"], "New (16 people)": ["4"], "Old (18 people)": ["6"]}
    assert revised(table(now, ()), table(then, ())) == [
        ("All (1,034)", "Old (18 people)", "6", "5", CHANGED)
    ]


def test_quarters_are_never_taken_for_one_another():
    assert matched(["2024", "2025"], ["2023", "2024"]) == {"2024": "2024"}
    assert matched(["a (1)", "a (2)"], ["a (3)"]) == {}
    assert (
        matched(
            ["Year 3/4", "2025/26", "Barnet, version 2"], ["Year 2", "2024/25", "Barnet, version 1"]
        )
        == {}
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("After: of 25 (95% interval)", "After: of 26 (95% interval)"),
        ("Core: 1,348 who answered", "Core: 348 who answered"),
        ("Of 9 people, 2025/26", "Of 10 people, 2025/26"),
    ],
)
def test_how_many_there_are_tells_no_name_from_another(now, then):
    assert matched(["Other", now], [then, "Other"]) == {"Other": "Other", now: then}


@pytest.mark.parametrize("cells", [{"Borough": []}, {"Borough": ["a"]}])
def test_a_table_without_numbers_has_none_to_revise(cells):
    assert revised(table(cells, ()), table(COUNTS)) in ([], [("Hackney", "2024", "", "12", GONE)])


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from(["1", "2", "[x]"]), st.sampled_from("12")
        ),
        max_size=6,
    ),
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from(["1", "2", "[x]"]), st.sampled_from("12")
        ),
        max_size=6,
    ),
)
@settings(deadline=None)
def test_every_cell_stands_once_and_a_table_never_differs_from_itself(now, then):
    frames = [pd.DataFrame(rows, columns=["Who", "A", "B"], dtype="str") for rows in (now, then)]
    before = compared("t", frames[1], ["A", "B"], None)
    found = compared("t", frames[0], ["A", "B"], before)
    there = found[found["revised"] != GONE]
    assert there["cell"].tolist() == [cell for row in now for cell in row]
    assert compared("t", frames[1], ["A", "B"], before)["revised"].eq("").all()
    changed = there[there["revised"] == CHANGED]
    assert (changed["cell"] != changed["was"]).all()
