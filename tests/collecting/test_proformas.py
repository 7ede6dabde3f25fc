"""Proformas filled in as people fill them in come back as they were typed, with nothing to ask."""

from __future__ import annotations

import pytest
from collecting.filling import meant, some_lines, typed_into
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.cleaning import activity, checklist, complaints, experience, indicators, mash, reviews
from analysis.collecting.templates import templates
from analysis.evaluation.boroughs import members
from analysis.evaluation.kept import CORRECTIONS
from analysis.evaluation.periods import period
from analysis.evaluation.proforma import COUNT, ITEM
from analysis.evaluation.tables import PROFORMAS
from analysis.evaluation.training import PARTNERSHIP

PERIOD = "2025-26"
MADE = templates(PERIOD)
CLEAN = {"indicators": indicators, "activity": activity, "reviews": reviews, "checklist": checklist,
         "complaints": complaints, "mash": mash, "experience": experience}  # fmt: skip
ALL = [(strand, proforma) for strand, asked in PROFORMAS.items() for proforma in asked]
QUICK = {"deadline": None, "phases": (Phase.explicit, Phase.generate)}


def senders(proforma) -> list[str]:
    return [one.key for one in members(PERIOD)] if proforma.by_borough else [PARTNERSHIP]


def cleaned(strand: str, proforma, contents: dict[str, bytes]):
    result = CLEAN[strand].clean(contents, CORRECTIONS.empty(), PERIOD)
    name = next(name for name in vars(result) if name == proforma.key or (name, proforma.key) in _CALLED)
    return getattr(result, name), result.queries


# Of a strand with one proforma its table is the strand's.
_CALLED = {("table", "complaints"), ("base", "complaint_base"), ("table", "checks"), ("table", "mash"),
           ("table", "experience")}  # fmt: skip


@pytest.mark.parametrize(("strand", "proforma"), ALL, ids=lambda one: getattr(one, "key", one))
@settings(max_examples=6, **QUICK)
@given(data=st.data(), note=st.sampled_from(["", "Provisional until the audit in June."]))
def test_lines_read_as_typed(strand, proforma, data, note):
    files, typed = {}, {}
    for sender in senders(proforma):
        lines = data.draw(some_lines(proforma, period(PERIOD)))
        files[f"{strand}/{sender}.xlsx"] = typed_into(MADE[f"{sender}/{strand}.xlsx"], proforma, lines, note)
        typed[sender] = lines
    rows, queries = cleaned(strand, proforma, files)
    # Other sheets of the workbook are blank, and nobody is asked about lines that could not be sent yet.
    rules = set(queries["rule"]) - {"no_proforma", "no_return", "not_returned_quarters"}
    assert rules == set(), queries[["rule", "cell", "typed", "question"]].to_string()
    assert set(rows["caveat"]) <= {note}
    melted = proforma.of_kind(COUNT, ITEM)
    for sender, lines in typed.items():
        mine = rows[rows["borough"] == sender] if proforma.by_borough else rows
        expected = [line for line in lines if any(value is not None for value in line.values())]
        if not melted:
            assert len(mine) == len(expected)
            for row, line in zip(mine.astype(object).where(mine.notna(), None).to_dict("records"), lines, strict=True):
                for field in proforma.fields:
                    assert row[field.key] == meant(field, line[field.key]), field.key
            continue
        value = "count" if proforma.melted == COUNT else "answer"
        held = mine.astype(object).where(mine.notna(), None)
        column = "measure" if proforma.melted == COUNT else "item"
        records = held.to_dict("records")
        said = {field.key: [row[value] for row in records if row[column] == field.key] for field in melted}
        for field in melted:
            typed_here = [line[field.key] for line in lines]
            assert said[field.key] == [one if value == "count" else meant(field, one) for one in typed_here]


@pytest.mark.parametrize(("strand", "proforma"), ALL, ids=lambda one: getattr(one, "key", one))
def test_left_blank_it_holds_no_line_and_asks_for_none(strand, proforma):
    files = {f"{strand}/{sender}.xlsx": MADE[f"{sender}/{strand}.xlsx"] for sender in senders(proforma)}
    rows, queries = cleaned(strand, proforma, files)
    assert set(rows["status"]) <= {"not_returned"}
    assert set(queries["rule"]) <= {"no_proforma", "no_return", "nothing_read", "no_lines_read", "not_returned_quarters"}
