"""Workbooks to be filled in: what is typed into them is what cleaning reads, with nothing to ask."""

from __future__ import annotations

import io
from itertools import pairwise

import openpyxl
import pytest
from collecting.filling import workbooks
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter

from analysis.declare.boroughs import BOROUGH_KEYS, BY_KEY, Borough, members
from analysis.declare.form import COUNT, MONTHS, STAGE
from analysis.declare.indicators import INDICATORS
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.declare.table import InputError
from analysis.declare.training import PARTNERSHIP, courses_of
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from desk.collecting.forms import STATUS_WORDS, asked_of
from desk.collecting.templates import templates
from strands.activity.cleans import activity
from strands.activity.declares.activity import STAGES
from strands.indicators.cleans import indicators
from strands.training import cleans as training

PERIODS = ("2023-25", "2025-26")
CLEAN = {"indicators": indicators.clean, "training": training.clean, "activity": activity.clean}
# Making a failing case smaller would fill in a dozen workbooks a thousand times.
QUICK = {"deadline": None, "phases": (Phase.explicit, Phase.generate)}


def answers(name: str, key: str) -> list[tuple[str, str]]:
    """The answer cells of the workbook `name` with the kind of each, row by row."""
    sender, strand = name.removesuffix(".xlsx").split("/")
    kinds = [
        kind
        for form in asked_of(strand, sender, period(key)).forms
        for _ in form.down
        for kind in form.kinds
    ]
    return list(zip(_open_cells(workbooks(key)[name]), kinds, strict=True))


def _open_cells(content: bytes) -> list[str]:
    """The cells that are not locked, without the box for a note, which is merged."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Numbers"]
    (box,) = sheet.merged_cells.ranges
    cells = [cell for row in sheet.iter_rows(max_row=box.min_row - 1) for cell in row]
    return [cell.coordinate for cell in cells if not cell.protection.locked]


def filled(content: bytes, typed: dict[str, object], note: str = "") -> bytes:
    """The workbook with answers and a note typed in, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Numbers"]
    for place, value in typed.items():
        sheet[place] = value
    (box,) = sheet.merged_cells.ranges
    sheet.cell(box.min_row, box.min_col, note or None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def meant(value: object) -> tuple[str, int | None]:
    """Status and count of an answer."""
    if value is None:
        return "not_returned", None
    if value == "unknown":
        return "unknown", None
    return ("withheld", None) if isinstance(value, str) else ("returned", value)


def a_count() -> st.SearchStrategy:
    return st.one_of(
        st.integers(0, 999_999),
        st.none(),
        st.just("unknown"),
        st.integers(2, 21).map(lambda bound: f"<{bound}"),
    )


@st.composite
def a_series(draw, quarters: int):
    """Counts of one indicator that ask nothing: all near one another and never twice the same, or all withheld."""
    level = draw(st.integers(30, 400))
    steps = draw(st.lists(st.integers(-2, 2), min_size=quarters, max_size=quarters))
    if draw(st.integers(0, 4)) == 0:
        return [f"<{draw(st.integers(2, 21))}" for _ in range(quarters)]
    if draw(st.integers(0, 4)) == 0:
        return [draw(st.integers(0, 3)) for _ in range(quarters)]
    return [level + step for step in steps]


NOTES = st.sampled_from(
    ["", "Provisional until the audit in June.", "Note: counts are of children, not families"]
)


@settings(max_examples=12, **QUICK)
@given(data=st.data(), key=st.sampled_from(PERIODS), note=NOTES)
def test_indicators_read_as_typed(data, key, note):
    files, typed = {}, {}
    keys = [one.key for one in INDICATORS if one.until is None or key <= one.until]
    quarters = period(key).quarters
    for number, borough in enumerate(BOROUGH_KEYS):
        series = [data.draw(a_series(len(quarters))) for _ in keys]
        # No quarter may repeat the one before in full, nor one indicator another.
        series[0] = [200 + number + 2 * (at % 2) for at in range(len(quarters))]
        counts = [str(one) for one in series]
        series = [
            one if str(one) not in counts[:at] else ["<9"] * len(quarters)
            for at, one in enumerate(series)
        ]
        cells = [cell for cell, _ in answers(f"{borough}/indicators.xlsx", key)]
        said = [value for one in series for value in one]
        typed |= {
            (borough, *place): value
            for place, value in zip([(i, q) for i in keys for q in quarters], said, strict=True)
        }
        book = filled(
            workbooks(key)[f"{borough}/indicators.xlsx"], dict(zip(cells, said, strict=True)), note
        )
        files[f"indicators/{borough}.xlsx"] = book
    result = indicators.clean(files, CORRECTIONS.empty(), key)
    assert result.queries["rule"].tolist() == []
    read = {(row.borough, row.indicator, row.quarter): row for row in result.table.itertuples()}
    assert read.keys() == typed.keys()
    for place, value in typed.items():
        row = read[place]
        assert (row.status, None if row.status != "returned" else row.count) == meant(value), place
        assert row.raw == str(value)
        assert row.caveat == note


@settings(max_examples=15, **QUICK)
@given(data=st.data(), key=st.sampled_from(PERIODS), note=NOTES)
def test_training_reads_as_typed(data, key, note):
    files, typed = {}, {}
    for sender in (*BOROUGH_KEYS, PARTNERSHIP):
        name = f"{sender}/training.xlsx"
        measures = ("blocks", "attendance") if sender == PARTNERSHIP else ("attendance",)
        asked = [(course, sender, measure) for course in courses_of(key) for measure in measures]
        said = [data.draw(a_count()) for _ in asked]
        typed |= dict(zip(asked, said, strict=True))
        cells = [cell for cell, _ in answers(name, key)]
        files[f"training/{sender}.xlsx"] = filled(
            workbooks(key)[name], dict(zip(cells, said, strict=True)), note
        )
    result = training.clean(files, CORRECTIONS.empty(), key)
    assert len(result.queries) == 0
    read = {(row.course, row.borough, row.measure): row for row in result.table.itertuples()}
    assert read.keys() == typed.keys()
    for place, value in typed.items():
        row = read[place]
        assert (row.status, None if row.status != "returned" else row.count) == meant(value)
        assert (row.caveat, row.period) == (note, key)


@settings(max_examples=15, **QUICK)
@given(data=st.data(), note=NOTES)
def test_activity_reads_as_typed(data, note):
    key, files, typed = "2023-25", {}, {}
    for borough in BOROUGH_KEYS:
        name = f"{borough}/activity.xlsx"
        held = data.draw(a_count()), data.draw(st.one_of(st.none(), st.integers(0, 12)))
        stage, completed = (
            data.draw(st.sampled_from(STATUS_WORDS)),
            data.draw(st.one_of(st.none(), st.integers(0, 400))),
        )
        status = (
            stage
            if completed is None or stage == "Unknown"
            else f"{stage}, {completed} forms completed"
        )
        typed[borough] = (*held, stage, None if stage == "Unknown" else completed)
        by_kind = {COUNT: held[0], MONTHS: held[1], STAGE: status}
        cells = {cell: by_kind[kind] for cell, kind in answers(name, key)}
        files[f"activity/{borough}.xlsx"] = filled(workbooks(key)[name], cells, note)
    result = activity.clean(files, CORRECTIONS.empty(), key)
    assert len(result.queries) == 0
    known = {stage.says.capitalize(): stage.key for stage in STAGES}
    for row in result.consultations.astype(object).itertuples():
        count, months, *_ = typed[row.borough]
        assert (row.status, None if row.status != "returned" else row.count) == meant(count)
        assert str(row.months) == ("<NA>" if months is None else str(months))
        assert row.caveat == note
    for row in result.form.astype(object).itertuples():
        *_, stage, completed = typed[row.borough]
        assert row.stage == known.get(stage, "")
        assert row.status == ("unknown" if stage == "Unknown" else "returned")
        assert str(row.count) == ("<NA>" if completed is None else str(completed))
        assert row.caveat == note
    assert len(result.consultations) == len(result.form) == len(BOROUGH_KEYS)


@pytest.mark.parametrize("key", PERIODS)
def test_left_blank_everything_is_not_returned_and_no_word_of_ours_is_a_remark(key):
    for strand, clean in CLEAN.items():
        files = {
            f"{strand}/{name.split('/')[0]}.xlsx": content
            for name, content in workbooks(key).items()
            if name.endswith(f"/{strand}.xlsx")
        }
        result = clean(files, CORRECTIONS.empty(), key)
        silent = {
            "no_return",
            "not_returned_quarters",
            "nothing_read",
            "no_proforma",
            "stage_unknown_long",
        }
        assert set(result.queries["rule"]) <= silent
        for rows in (getattr(result, name, None) for name in ("table", "consultations", "form")):
            if rows is not None:
                assert set(rows["status"]) <= {"not_returned"}
                assert set(rows["caveat"]) <= {""}


def test_there_is_one_for_each_borough_and_strand_the_same_every_time():
    asked = ("training", "activity", "reviews", "checklist", "complaints", "mash", "indicators")
    whole = ("training", "activity", "experience")
    assert list(workbooks("2025-26")) == [
        *(f"{borough.key}/{strand}.xlsx" for borough in members("2025-26") for strand in asked),
        *(f"{PARTNERSHIP}/{strand}.xlsx" for strand in whole),
    ]
    assert templates("2025-26") == workbooks("2025-26")


def test_what_was_not_asked_for_yet_has_no_workbook():
    assert {name.split("/")[1] for name in workbooks("2023-25")} == {
        "training.xlsx",
        "activity.xlsx",
        "indicators.xlsx",
    }


def test_an_indicator_that_ended_is_asked_for_no_more():
    wordings = {
        key: [
            read(f"{BOROUGH_KEYS[0]}/indicators.xlsx", key).at(row, 1).text for row in range(5, 9)
        ]
        for key in PERIODS
    }
    assert wordings["2023-25"] == [one.wordings[0] for one in INDICATORS]
    assert wordings["2025-26"] == [*(one.wordings[0] for one in INDICATORS[:3]), ""]


def read(name: str, key: str) -> Sheet:
    """The sheet of tables as cleaning sees it."""
    (sheet,) = [
        sheet for sheet in read_workbook(name, workbooks(key)[name]) if sheet.name == "Numbers"
    ]
    return sheet


def test_a_borough_that_left_is_asked_for_nothing(monkeypatch):
    gone = Borough(**{**vars(BY_KEY["newham"]), "left": "2023-25"})
    others = tuple(gone if borough.key == "newham" else borough for borough in members("2025-26"))
    monkeypatch.setattr("analysis.declare.boroughs.BOROUGHS", others)
    assert not any(name.startswith("newham/") for name in templates("2025-26"))
    assert any(name.startswith("newham/") for name in templates("2023-25"))


def test_a_period_without_dates_has_nothing_to_ask_for():
    with pytest.raises(InputError, match="period 2021-22 has no dates"):
        templates("2021-22")


def test_only_answers_can_be_typed_and_each_says_what_goes_there():
    for name, content in workbooks("2025-26").items():
        check_book(name, openpyxl.load_workbook(io.BytesIO(content)))


def check_book(name: str, book) -> None:
    asked = asked_of(
        name.split("/")[1].removesuffix(".xlsx"), name.split("/")[0], period("2025-26")
    )
    titles = [one.title for one in asked.proformas]
    assert book.sheetnames == ["Read me first", *["Numbers"] * bool(asked.forms), *titles]
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    assert (book.properties.language, bool(book.properties.title)) == ("en-GB", True)
    cover = [cell for row in book["Read me first"].iter_rows() for cell in row]
    assert all(cell.column == 1 and cell.protection.locked for cell in cover)
    assert "made up" in cover[1].value
    for sheet in book.worksheets[1:]:
        check_answers(sheet)


def check_answers(sheet) -> None:
    """Only answers are open, each has a rule with its words, and tables are marked as such."""
    areas = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
    asked = {f"{get_column_letter(column)}{row}" for area in areas for row, column in area.cells}
    unlocked = {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and not isinstance(cell, MergedCell)
    }
    assert asked == unlocked
    for rule in sheet.data_validations.dataValidation:
        assert 0 < len(rule.prompt) <= 255
        assert len(rule.error) <= 255
        assert len(rule.formula1) <= 255
        assert len(rule.promptTitle) <= 32
    tables = sorted(
        sheet.tables.values(),
        key=lambda table: int("".join(filter(str.isdigit, table.displayName))),
    )
    assert [table.headerRowCount for table in tables] == [1] * len(tables)
    ends = [
        [int("".join(filter(str.isdigit, at))) for at in table.ref.split(":")] for table in tables
    ]
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(ends))


def test_what_can_be_chosen_is_what_is_read():
    assert len(STATUS_WORDS) == len(STAGES) + 1
    assert all("," not in word for word in STATUS_WORDS)
    rules = openpyxl.load_workbook(io.BytesIO(workbooks("2023-25")["hackney/activity.xlsx"]))[
        "Numbers"
    ].data_validations
    (chosen,) = [rule.formula1 for rule in rules.dataValidation if rule.type == "list"]
    assert chosen.strip('"').split(",") == list(STATUS_WORDS)


def test_months_go_up_to_the_length_of_the_period():
    rules = openpyxl.load_workbook(io.BytesIO(workbooks("2023-25")["hackney/activity.xlsx"]))[
        "Numbers"
    ].data_validations
    assert [rule.formula2 for rule in rules.dataValidation if rule.type == "whole"] == ["21"]
