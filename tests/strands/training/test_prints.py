"""The training section: printed tables cell by cell, and both sentences where ways of counting disagree."""

import csv

import pandas as pd
import pytest
from conftest import ROOT
from training_rows import published

from analysis import store
from analysis.declare.withheld import WITHHELD
from strands.training.cleans import clean
from strands.training.prints import first, training

PERIODS = ("2021-22", "2022-23", "2023-25")


@pytest.fixture(scope="module")
def cleaned():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return [
            clean(store.returns(p, "training"), store.corrections(p, "training"), p)
            for p in PERIODS
        ]


@pytest.fixture(scope="module")
def rows(cleaned):
    return pd.concat([made.table for made in cleaned], ignore_index=True)


@pytest.fixture(scope="module")
def found(rows):
    return published(rows)


@pytest.fixture(scope="module")
def by_borough(rows, found, cleaned):
    totals = pd.concat([made.totals for made in cleaned[-1:]], ignore_index=True)
    return {block.key: block for block in training.by_borough(rows, found, totals)}


def printed(number: int) -> list[list[str]]:
    with open(
        ROOT / "tests" / "published" / f"table{number:02}.csv", encoding="utf-8", newline=""
    ) as file:
        return [row[1:] for row in list(csv.reader(file))[1:]]


def shown(table) -> list[list[str]]:
    """Cells as the report of June 2025 prints them: a dash for what was not offered or not joined, no comma."""
    as_printed = {"[o]": "-", "[z]": "-"}
    return [
        [as_printed.get(cell, cell.replace(",", "")) for cell in row]
        for row in table.cells.iloc[:, 1:].to_numpy()
    ]


def test_table_1_is_the_printed_one(rows, found):
    assert shown(training.delivered(rows, found)) == printed(1)


def test_a_total_of_nothing_says_why(rows, found, cleaned):
    early = rows[rows["period"] != "2023-25"]
    of_early = published(early)
    (line,) = [
        list(line)
        for line in training.delivered(early, of_early).cells.to_numpy()
        if line[0] == "Refresher training"
    ]
    assert line[1:] == ["[o]"] * 6
    barnet = early["borough"].eq("barnet") & early["period"].eq("2022-23")
    for status, total in (("not_member", "[z]"), ("not_returned", "–")):
        changed = early.assign(status=early["status"].mask(barnet, status))
        table = next(
            block
            for block in training.by_borough(changed, of_early, cleaned[-1].totals)
            if block.key == "training-core"
        )
        assert table.cells.set_index("Borough").loc["Barnet", "Total"] == total
        assert not table.cells.eq("").any(axis=None)


# The two totals that do not add up in print.
COMPUTED = {(12, "179"): "171", (14, "25"): "28"}


@pytest.mark.parametrize(
    ("course", "number"), [("overview", 12), ("core", 13), ("supervisors", 14), ("refresher", 15)]
)
def test_borough_tables_are_the_printed_ones_but_for_two_computed_totals(
    by_borough, course, number
):
    expected = [[COMPUTED.get((number, cell), cell) for cell in row] for row in printed(number)]
    assert shown(by_borough[f"training-{course}"]) == expected


def test_printed_total_stands_beside_the_computed_one(by_borough):
    notes = " ".join(by_borough["training-overview"].notes)
    assert (
        "As sent, Hackney under “Total N for Year 1- 3” is 179; its parts add up to 171." in notes
    )
    assert "is 25; its parts add up to 28" in " ".join(by_borough["training-supervisors"].notes)
    assert "As sent" not in " ".join(by_borough["training-core"].notes)


def test_sentence_tells_both_directions_together(found):
    text = next(
        text
        for text in training.changes(found, plain=True).texts
        if "All courses, attendance, Year 2" in text
    )
    assert "In total a rise of 59%" in text
    assert "per month a fall of 9% to 39%" in text
    assert text.endswith("The direction depends on what is counted.")


def test_opening_warns_and_says_that_attendances_are_not_people(found):
    texts = " ".join(first.opening(found, "2023-25").texts)
    assert "32 blocks with 1,230 attendances in Year 3/4" in texts
    assert (
        "**Attendance since Year 2.** In total more (773, then 1,230); per month fewer"
        " (64.4 to\N{NO-BREAK SPACE}96.6, then 58.6); per block more (22.7, then 38.4); the later"
        " period was the longer one." in texts
    )
    assert "an attendance is not a person" in texts


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ((1.0, 1.0), "as many"),
        ((0.5, 0.9), "fewer"),
        ((1.1, 2.0), "more"),
        ((0.5, 2.0), "more or fewer, as the length of a period is not known"),
        ((1.0, 2.0), "more or fewer, as the length of a period is not known"),
    ],
)
def test_opening_names_a_direction_only_where_every_length_has_it(ends, says):
    assert first._more_or_fewer(*ends) == says


def moving(found, **ends):
    """The findings of the last period with other changes of all attendances, by way of counting."""
    made = found.astype({"low": object, "high": object, "estimate": object})
    of_all = made["subject"].eq(" | attendance") & made["when"].eq("2023-25")
    for way, low_and_high in ends.items():
        made.loc[of_all & made["statistic"].eq(f"change in {way}"), ["low", "high"]] = low_and_high
    return made


@pytest.mark.parametrize(
    ("total", "per_month", "per_block", "says"),
    [
        ((1.6,) * 2, (1.1, 1.3), (1.7,) * 2, "rose in total, per month and per block"),
        ((0.6,) * 2, (0.5, 0.9), (0.7,) * 2, "fell in total, per month and per block"),
        ((1.6,) * 2, (0.6, 0.9), (1.7,) * 2, "rose in total and per block, fell per month"),
        ((0.6,) * 2, (1.1, 1.9), (0.7,) * 2, "fell in total and per block, rose per month"),
        (
            (1.0,) * 2,
            (0.9, 1.2),
            (1.0,) * 2,
            "stayed as they were in total and per block; per month, nobody can tell",
        ),
    ],
)
def test_a_heading_tells_every_way_of_counting_alike(found, total, per_month, per_block, says):
    made = moving(found, total=total, per_month=per_month, per_block=per_block)
    finding = first.opening(made, "2023-25").finding
    assert finding == f"attendances since Year 2 {says}"
    (figure,) = first.figure(made, "2023-25", "Source.")
    assert figure.title == f"A{finding[1:]}"


def test_a_heading_tells_no_withheld_number(found):
    hidden = moving(found, total=(WITHHELD, WITHHELD))
    assert first.opening(hidden, "2023-25").finding == "1,230 attendances at 32 blocks"
    of_all = hidden["subject"].eq(" | attendance") & hidden["when"].eq("2023-25")
    hidden.loc[of_all & hidden["statistic"].eq("total"), "estimate"] = WITHHELD
    finding = first.opening(hidden, "2023-25").finding
    assert finding == "how many attended in Year 3/4 is withheld"
    (figure,) = first.figure(hidden, "2023-25", "Source.")
    told = figure.drawn.set_index(["Counted", "Period"])["Number"]
    assert told["Attendances", "Year 3/4"] == "[d]"
    bars = figure.figure.axes[0].patches
    assert [round(bar.get_width()) for bar in bars if bar.get_width() > 0] == [604, 773]


def test_bars_run_to_the_least_and_are_hatched_to_the_most(found):
    (figure,) = first.figure(found, "2023-25", "Source.")
    total, monthly, block = figure.figure.axes
    assert [bar.get_width() for bar in total.patches] == [604, 773, 1230]
    solid, hatched = monthly.patches[:3], monthly.patches[3:]
    assert [round(bar.get_width(), 1) for bar in solid] == [50.3, 64.4, 58.6]
    assert [round(bar.get_x() + bar.get_width(), 1) for bar in hatched] == [75.5, 96.6]
    assert [round(bar.get_width(), 1) for bar in block.patches] == [23.2, 22.7, 38.4]


def test_one_period_alone_is_drawn_by_course(rows):
    made = published(rows[rows["period"] == "2021-22"])
    assert first.opening(made, "2021-22").finding == "604 attendances at 26 blocks"
    (figure,) = first.figure(made, "2021-22", "Source.")
    assert figure.title == "Attendances by course: most at Overview"
    assert figure.drawn["Attendances"].tolist() == ["286", "195", "123"]


def test_first_period_has_no_change_and_no_total_over_periods(rows):
    first = rows[rows["period"] == "2021-22"]
    made = published(first)
    assert all(training.changes(made, plain=one).empty for one in (True, False))
    assert list(training.delivered(first, made).cells) == [
        "Course",
        "Blocks Year 1",
        "Attendance Year 1",
    ]


def test_strand_without_files_says_not_received(rows):
    nothing = rows.head(0)
    made = published(nothing)
    assert "Not received" in first.opening(made, "2021-22").texts[0]
    assert training.delivered(nothing, made).empty
    assert training.rates(nothing, made).empty
    assert training.reconciled(made).empty


def test_a_rate_that_is_not_there_says_why_with_its_key(rows, found):
    table = training.rates(rows, found)
    cells = table.cells.set_index(["Course", "Rate"])
    assert cells.loc[("Refresher training", "blocks a month"), "Year 2"] == "[o]"
    assert "" not in set(table.cells.to_numpy().ravel())
    assert table.notes[1:] == ("[o] not offered at that time.",)
    silent = rows[~((rows["course"] == "core") & (rows["period"] == "2022-23"))]
    table = training.rates(silent, published(silent))
    cells = table.cells.set_index(["Course", "Rate"])
    assert cells.loc[("Core", "attendances a block"), "Year 2"] == "–"
    assert table.notes[2].startswith("– no number")


def test_beyond_the_boroughs_is_printed_with_a_true_minus(found):
    cells = training.reconciled(found).cells.set_index(["Course", "Period"])["Beyond them"]
    assert cells["Supervisors", "Year 3/4"] == "−3"
    assert cells["Overview", "Year 1"] == "125"


def test_a_member_that_returned_nothing_stands_as_missing_and_its_total_says_so(rows, cleaned):
    lists = ["partnership", "hackney", "newham"]
    few = rows[rows["borough"].isin(lists) & (rows["period"] == "2023-25")]
    made = published(few)
    core = next(
        block
        for block in training.by_borough(few, made, cleaned[-1].totals.head(0))
        if block.key == "training-core"
    )
    cells = core.cells.set_index("Borough")["Year 3/4"]
    assert cells["Barnet"] == "[x]"
    assert cells["Total"] == "150 (2 of\N{NO-BREAK SPACE}6)"
    assert any(note.startswith("In brackets") for note in core.notes)
    assert any(note.startswith("[x] not returned") for note in core.notes)


def test_a_course_that_moved_one_way_however_counted_is_told_first_and_up_as_down(found):
    told, behind = (training.changes(found, plain=one).texts for one in (True, False))
    assert any(
        text.startswith("**Overview, attendance, Year 2 to Year 3/4.** In total a rise")
        for text in told
    )
    assert any(text.startswith("**Core, blocks, Year 2 to Year 3/4.**") for text in behind)
    for text in told:
        assert text.startswith("**All courses") or text.endswith(
            "Every way of counting points the same way."
        )
    assert not any(text.endswith("points the same way.") for text in behind)
