"""Monthly counts of safeguarding hubs: what is read of them, and what is asked beside what every proforma asks."""

import pytest
from collecting.filling import typed_into, workbooks
from drawing import csv_file
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import month_label, period
from strands.mash import cleans as mash
from strands.mash.declares import MEASURES, PROFORMA

PERIOD = "2025-26"
ALL = period(PERIOD).all_months


def read(*lines: str, heads: str = "Month | Contacts | DA contacts | Prompt used | To assessment"):
    drawing = "\n".join(["Hackney", heads, *lines])
    return mash.clean({"mash/hackney.csv": csv_file(drawing)}, CORRECTIONS.empty(), PERIOD)


def asked(result, *but: str) -> list[str]:
    """The questions as `severity rule cell`, without those about boroughs and months of which nothing came."""
    rows = result.queries[
        ~result.queries["rule"].isin(["no_proforma", "not_returned_quarters", *but])
    ]
    return [" ".join(filter(None, (row.severity, row.rule, row.cell))) for row in rows.itertuples()]


def told(result, month: str = "2025-04") -> dict[str, object]:
    """The counts of a month by measure; the status where there is none."""
    rows = result.table[result.table["month"] == month]
    cells = zip(rows["measure"], rows["count"], rows["status"], strict=True)
    return {measure: count if status == "returned" else status for measure, count, status in cells}


def test_a_part_above_its_whole_sets_both_aside_and_nothing_else():
    result = read("Apr 2025 | 310 | 90 | 41 | 95", "May 2025 | 299 | 80 | 40 | 25")
    assert asked(result) == ["stop part_above_whole E3"]
    assert told(result) == {
        "contacts": 310,
        "da_contacts": "queried",
        "prompted": 41,
        "to_assessment": "queried",
    }
    assert told(result, "2025-05")["to_assessment"] == 25


def test_a_part_as_large_as_its_whole_is_none_of_that():
    assert asked(read("Apr 2025 | 310 | 90 | 41 | 90")) == []


def test_a_withheld_count_is_above_its_whole_only_where_every_reading_is():
    assert asked(read("Apr 2025 | 310 | 3 | <5 | 2")) == []
    assert asked(read("Apr 2025 | 310 | <5 | 7 | 2")) == ["stop part_above_whole D3"]


def test_a_corrected_count_is_above_its_whole_no_longer():
    lines = csv_file(
        "Hackney\nMonth | Contacts | DA contacts | Prompt used\nApr 2025 | 310 | 90 | 95"
    )
    corrections = CORRECTIONS.empty()
    corrections.loc[0] = [
        "mash/hackney.csv",
        "",
        "D3",
        "95",
        "59",
        "figures turned round",
        "analyst",
        "2026-05-01",
    ]
    result = mash.clean({"mash/hackney.csv": lines}, CORRECTIONS.check(corrections), PERIOD)
    assert asked(result) == []
    assert told(result)["prompted"] == 59


def test_a_part_that_equals_its_whole_every_month_may_be_a_copy():
    lines = [
        "Apr 2025 | 310 | 90 | 90 | 20",
        "May 2025 | 299 | 80 | 80 | 25",
        "Jun 2025 | 280 | 71 | 71 | 22",
    ]
    result = read(*lines)
    assert asked(result) == ["warn part_always_whole D3"]
    assert told(result)["prompted"] == 90
    # Two months prove nothing, and one month that differs speaks against it.
    assert asked(read(*lines[:2])) == []
    assert asked(read(*lines[:2], "Jun 2025 | 280 | 71 | 70 | 22")) == []


def test_a_month_copied_forward_is_asked_about():
    result = read(
        "Apr 2025 | 310 | 90 | 41 | 20",
        "May 2025 | 310 | 90 | 41 | 20",
        "Jun 2025 | 310 | 90 | 41 | 21",
    )
    assert asked(result) == ["warn copy_forward A4"]


def test_months_without_a_line_are_asked_for_by_name():
    sent = [month for at, month in enumerate(ALL) if at not in (4, 9)]
    lines = [
        f"{month_label(month)} | {100 + at} | 30 | {10 + at} | 5" for at, month in enumerate(sent)
    ]
    (question,) = read(*lines).queries.query("rule == 'not_returned_quarters'")["question"]
    assert question.startswith("Hackney: nothing was returned for Aug 2025, Jan 2026.")


def test_a_month_may_be_written_in_many_ways():
    months = ["April 2025", "may 25", "2025-06", "01/07/2025", "Aug-25", "Sep 2025"]
    result = read(*(f"{month} | 310 | 9{at} | 41 | 20" for at, month in enumerate(months)))
    assert asked(result) == []
    assert sorted(set(result.table["month"])) == list(ALL[:6])


def test_own_headings_in_another_order_are_known():
    heads = (
        "Month | Prompt or tool used | Within 24 hours | Of which DA | Total contacts | Re-contact"
        " within 90 days"
    )
    result = read("Apr 2025 | 41 | 70 | 90 | 310 | 12", heads=heads)
    assert asked(result) == []
    assert told(result) == {
        "contacts": 310,
        "da_contacts": 90,
        "prompted": 41,
        "in_a_day": 70,
        "again": 12,
    }


# No month is ten times another, which would be asked about.
COUNTS = st.lists(
    st.integers(300, 900), min_size=len(MEASURES), max_size=len(MEASURES), unique=True
)


@given(st.lists(COUNTS, min_size=12, max_size=12, unique_by=tuple))
@settings(max_examples=5, deadline=None)
def test_our_workbook_filled_in_reads_as_typed(months):
    # The greatest number is the contacts, the next the DA contacts: so nothing is above its whole.
    lines = [dict(zip(MEASURES, sorted(counts, reverse=True), strict=True)) for counts in months]
    content = typed_into(workbooks(PERIOD)["newham/mash.xlsx"], PROFORMA, lines)
    result = mash.clean({"mash/newham.xlsx": content}, CORRECTIONS.empty(), PERIOD)
    assert asked(result, "out_of_own_range", "copy_forward", "year_to_date") == []
    assert [told(result, month) for month in ALL] == lines


def test_a_slip_of_ten_times_is_kept_out_and_running_totals_are_asked_about():
    months = ["Apr 2025 | 730 | 208", "May 2025 | 7790 | 195", "Jun 2025 | 802 | 246"]
    result = read(*months, heads="Month | Contacts | DA contacts")
    assert asked(result) == ["stop tenfold_jump B4"]
    assert told(result, "2025-05") == {"contacts": "queried", "da_contacts": 195}
    totals = ["Apr 2025 | 730 | 208", "May 2025 | 1509 | 403", "Jun 2025 | 2461 | 649"]
    result = read(*totals, heads="Month | Contacts | DA contacts")
    assert asked(result) == ["stop year_to_date B5", "stop year_to_date C5"]
    assert {told(result, f"2025-0{at}")["da_contacts"] for at in (4, 5, 6)} == {"queried"}


def test_counts_of_periods_before_say_what_is_usual():
    lines = csv_file("Hackney\nMonth | Contacts | DA contacts\nApr 2025 | 7300 | 90")
    earlier = {("hackney", "contacts"): (731, 702, 755)}
    result = mash.clean({"mash/hackney.csv": lines}, CORRECTIONS.empty(), PERIOD, earlier)
    assert asked(result) == ["stop tenfold_jump B3"]


COUNTS = ("Apr 2025 | 730 | 208", "May 2025 | 779 | 195", "Jun 2025 | 802 | 246")
THREE = "Month | Contacts | DA contacts"


def of_title(title: str, *lines: str, heads: str = THREE):
    drawing = "\n".join([title, heads, *(lines or COUNTS)])
    return mash.clean({"mash/hackney.csv": csv_file(drawing)}, CORRECTIONS.empty(), PERIOD)


@pytest.mark.parametrize(
    "title",
    [
        *("England", "Hackney: England", "England MASH contacts 2025-26", "National MASH figures"),
        *("Hackney, all London boroughs", "MASH contacts - London", "Hackney nearest neighbours"),
        *("Hackney compared with England", "Comparators", "Camden MASH"),
    ],
)
def test_a_title_that_names_an_area_outside_is_never_the_boroughs(title):
    result = of_title(title)
    assert result.table.empty
    assert asked(result, "other_quantity") == ["stop unknown_borough A1"]


@pytest.mark.parametrize(
    "title",
    [
        *("London Borough of Hackney", "Hackney, London", "Hackney (NHS England return)"),
        *("Hackney contacts for the national evaluation", "Hackney, compiled by the MASH team"),
    ],
)
def test_a_title_that_only_mentions_one_is(title):
    result = of_title(title)
    assert asked(result) == []
    assert result.table["count"].sum() == 730 + 208 + 779 + 195 + 802 + 246


def test_one_month_over_two_lines_leaves_neither_the_boroughs():
    result = of_title("Hackney", "Apr 2025 | 400 | 100", " | 330 | 108", COUNTS[1])
    assert asked(result) == ["stop blank_answer A4"]
    assert told(result) == {"contacts": "queried", "da_contacts": "queried"}
    assert told(result, "2025-05") == {"contacts": 779, "da_contacts": 195}


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Data for the North team only", False),
        ("All figures are cumulative", False),
        ("New case system from June", True),
        ("Q4 may change", True),
    ],
)
def test_a_note_below_is_read_for_what_it_says_and_is_no_month(note, kept):
    result = of_title("Hackney", *COUNTS, note)
    assert asked(result, "other_quantity") == []
    assert (told(result)["contacts"] == 730) == kept
    assert set(result.table["caveat"]) == {note}


def test_a_title_of_a_second_table_is_no_line_of_the_first():
    second = ("England", THREE, "Apr 2025 | 9730 | 908")
    result = of_title("Hackney", *COUNTS, *second)
    assert asked(result, "other_quantity") == ["stop unknown_borough A6"]
    assert told(result)["contacts"] == 730


def test_a_heading_may_say_that_it_counts_and_a_column_what_its_numbers_are():
    heads = "Month | Number of contacts | DA contacts (n) | Unit | Team"
    lines = [
        f"{line} | {unit} | All"
        for line, unit in zip(COUNTS, ("Number", "Number", "%"), strict=True)
    ]
    result = of_title("Hackney", *lines, heads=heads)
    assert asked(result) == ["stop other_quantity D5"]
    assert told(result) == {"contacts": 730, "da_contacts": 208}
    assert told(result, "2025-06") == {"contacts": "queried", "da_contacts": "queried"}


@pytest.mark.parametrize(("note", "kept"), [("est.", False), ("may rise", True)])
def test_a_note_on_a_line_may_say_that_its_numbers_are_estimates(note, kept):
    first, *others = COUNTS
    heads = "Month | Number of contacts | DA contacts | Note"
    result = of_title("Hackney", f"{first} | {note}", *others, heads=heads)
    assert (told(result)["contacts"] == 730) == kept
    assert told(result, "2025-05")["contacts"] == 779
