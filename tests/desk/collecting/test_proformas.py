"""Proformas filled in as people fill them in come back as they were typed, with nothing to ask."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess

import openpyxl
import pytest
from collecting.filling import meant, some_lines, typed_into, workbooks
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.declare.boroughs import members
from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from analysis.declare.proforma import COUNT, ITEM
from analysis.declare.training import PARTNERSHIP
from analysis.registry import PROFORMAS
from desk.collecting.book import HEADS
from strands.activity.cleans import activity
from strands.checklist import cleans as checklist
from strands.complaints import cleans as complaints
from strands.experience import cleans as experience
from strands.indicators.cleans import indicators
from strands.mash import cleans as mash
from strands.reviews.cleans import reviews

PERIOD = "2025-26"
CLEAN = {
    "indicators": indicators,
    "activity": activity,
    "reviews": reviews,
    "checklist": checklist,
    "complaints": complaints,
    "mash": mash,
    "experience": experience,
}
ALL = [(strand, proforma) for strand, asked in PROFORMAS.items() for proforma in asked]
QUICK = {"deadline": None, "phases": (Phase.explicit, Phase.generate)}


# What the reader of proformas asks, whatever they are about.
READING = {
    "missing_column",
    "unknown_column",
    "another_period",
    "blank_answer",
    "day_not_read",
    "day_outside_period",
    "month_not_read",
    "month_outside_period",
    "duplicate_lines",
    "duplicate_rows",
    "unknown_word",
    "unknown_answer",
    "unknown_borough",
    "boroughs_disagree",
    "no_lines_read",
    "unreadable_quarter",
}


def senders(proforma) -> list[str]:
    return [one.key for one in members(PERIOD)] if proforma.by_borough else [PARTNERSHIP]


def cleaned(strand: str, proforma, contents: dict[str, bytes]):
    result = CLEAN[strand].clean(contents, CORRECTIONS.empty(), PERIOD)
    name = next(
        name for name in result.frames if name == proforma.key or (name, proforma.key) in _CALLED
    )
    return getattr(result, name), result.queries


# Of a strand with one proforma its table is the strand's.
_CALLED = {
    ("table", "complaints"),
    ("base", "complaint_base"),
    ("table", "checks"),
    ("table", "mash"),
    ("table", "experience"),
}


# Of these what stands on a line, or on several, hangs together: tests of theirs fill such lines in.
TOGETHER = {"complaints", "complaint_base", "mash", "experience", "review_cases", "case_evidence"}


@pytest.mark.parametrize(
    ("strand", "proforma"),
    [one for one in ALL if one[1].key not in TOGETHER],
    ids=lambda one: getattr(one, "key", one),
)
@settings(max_examples=6, **QUICK)
@given(data=st.data(), note=st.sampled_from(["", "Provisional until the audit in June."]))
def test_lines_read_as_typed(strand, proforma, data, note):
    files, typed = {}, {}
    for sender in senders(proforma):
        lines = data.draw(some_lines(proforma, period(PERIOD)))
        files[f"{strand}/{sender}.xlsx"] = typed_into(
            workbooks(PERIOD)[f"{sender}/{strand}.xlsx"], proforma, lines, note
        )
        typed[sender] = lines
    rows, queries = cleaned(strand, proforma, files)
    # Other sheets of the workbook are blank, and nobody is asked about lines that could not be sent yet.
    # What answers drawn at random do not make sense of together is each source's own to ask.
    assert set(queries["rule"]) & READING == set(), queries[
        ["rule", "cell", "typed", "question"]
    ].to_string()
    assert set(rows["caveat"]) <= {note}
    melted = proforma.of_kind(COUNT, ITEM)
    for sender, lines in typed.items():
        mine = rows[rows["borough"] == sender] if proforma.by_borough else rows
        expected = [line for line in lines if any(value is not None for value in line.values())]
        if not melted:
            assert len(mine) == len(expected)
            for row, line in zip(
                mine.astype(object).where(mine.notna(), None).to_dict("records"), lines, strict=True
            ):
                assert row["status"] == "returned"
                for field in proforma.fields:
                    assert row[field.key] == meant(field, line[field.key]), field.key
            continue
        value = "count" if proforma.melted == COUNT else "answer"
        held = mine.astype(object).where(mine.notna(), None)
        column = "measure" if proforma.melted == COUNT else "item"
        records = held.to_dict("records")
        said = {field.key: [row for row in records if row[column] == field.key] for field in melted}
        for field in melted:
            typed_here = [line[field.key] for line in lines]
            expected = [one if value == "count" else meant(field, one) for one in typed_here]
            for row, one in zip(said[field.key], expected, strict=True):
                # A part above its whole is nobody's number until it has been asked about.
                assert row["status"] == "queried" or row[value] == one


@pytest.mark.parametrize(("strand", "proforma"), ALL, ids=lambda one: getattr(one, "key", one))
def test_left_blank_it_holds_no_line_and_asks_for_none(strand, proforma):
    files = {
        f"{strand}/{sender}.xlsx": workbooks(PERIOD)[f"{sender}/{strand}.xlsx"]
        for sender in senders(proforma)
    }
    rows, queries = cleaned(strand, proforma, files)
    assert set(rows["status"]) <= {"not_returned"}
    silent = {"no_proforma", "no_return", "nothing_read", "no_lines_read", "not_returned_quarters"}
    # How far a form has come may not stay unsaid for long.
    silent |= {"stage_unknown_long"}
    assert set(queries["rule"]) <= silent


LINES = [
    {
        "complaint": "C1",
        "stage": "stage 1",
        "received": dt.date(2025, 5, 14),
        "complainant": "perpetrator of abuse",
        "grounds": "court or police finding",
        "conventions": "threats; lengthy",
        "outcome": "upheld",
        "days": 12,
    },
    {
        "complaint": "007",
        "stage": "stage 1",
        "received": dt.date(2026, 3, 31),
        "complainant": "not known",
        "outcome": "still open",
    },
]
PROFORMA = PROFORMAS["complaints"][0]


def sent_back(change=None) -> bytes:
    """Hackney's complaints with two lines, after somebody did something to the workbook."""
    content = typed_into(workbooks(PERIOD)["hackney/complaints.xlsx"], PROFORMA, LINES)
    book = openpyxl.load_workbook(io.BytesIO(content))
    if change:
        change(book, book["Complaints"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def what_it_says(content: bytes, file: str = "complaints/hackney.xlsx") -> tuple[list, list[str]]:
    """The lines as values, and the questions about them."""
    rows, queries = cleaned("complaints", PROFORMA, {file: content})
    told = [field.key for field in PROFORMA.fields] + ["status"]
    known = rows[told].astype(object).where(rows[told].notna(), None)
    about = queries[~queries["rule"].isin(["no_proforma", "not_returned_quarters"])]
    return sorted(known.values.tolist(), key=str), sorted(about["rule"])


def _unlock_and_reword(book, sheet):
    sheet.protection.sheet = False
    sheet["A1"], sheet["A2"] = "Complaints of LB Hackney", None


def _drop_the_cover(book, sheet):
    del book["Read me first"]
    del book["Open cases"]


def _insert_a_column(book, sheet):
    sheet.insert_cols(1)


def _type_over_a_heading(book, sheet):
    sheet.cell(HEADS, 3, "Date received")


def _sort_backwards(book, sheet):
    rows = [[cell.value for cell in sheet[row]] for row in (HEADS + 1, HEADS + 2)]
    for row, values in zip((HEADS + 2, HEADS + 1), rows, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def _leave_lines_between(book, sheet):
    for column in range(1, len(PROFORMA.fields) + 1):
        sheet.cell(HEADS + 9, column).value = sheet.cell(HEADS + 2, column).value
        sheet.cell(HEADS + 2, column).value = None


CHANGES = (
    _unlock_and_reword,
    _drop_the_cover,
    _insert_a_column,
    _type_over_a_heading,
    _sort_backwards,
    _leave_lines_between,
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_workbook_people_changed_says_what_it_said(change):
    assert what_it_says(sent_back(change)) == what_it_says(sent_back())
    assert what_it_says(sent_back())[1] == []


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_libreoffice_saves_it_and_every_line_is_there(tmp_path, ending):
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not on this machine")
    source = tmp_path / "hackney.xlsx"
    source.write_bytes(sent_back())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kind = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods"}[ending]
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path / "out"),
        str(source),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    made = tmp_path / "out" / f"hackney.{ending}"
    if not made.is_file():
        pytest.skip("this LibreOffice has no Calc")
    assert what_it_says(made.read_bytes(), f"complaints/hackney.{ending}") == what_it_says(
        sent_back()
    )
