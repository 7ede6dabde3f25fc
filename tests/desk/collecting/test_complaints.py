"""Complaints filled in as people fill them in, what stands on a line hanging together, come back as they were typed."""

from __future__ import annotations

import datetime as dt

from collecting.filling import meant, some_lines, typed_into, workbooks
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.declare.kept import CORRECTIONS
from analysis.declare.periods import period
from strands.complaints.cleans import clean
from strands.complaints.declares import BASE, COMPLAINANTS, GROUNDS, OUTCOMES, PROFORMA, STAGES

PERIOD = "2025-26"
QUICK = {"deadline": None, "phases": (Phase.explicit, Phase.generate)}


@st.composite
def coherent(draw) -> list[dict]:
    """Drawn lines of first stages with grounds where they are needed and no days to an answer still to come; one of
    them goes on to a second stage once it was answered."""
    lines = [
        {**line, "stage": STAGES["one"]} for line in draw(some_lines(PROFORMA, period(PERIOD)))
    ]
    for line in lines:
        if line["complainant"] == COMPLAINANTS["perpetrator"]:
            line["grounds"] = draw(st.sampled_from(list(GROUNDS.values())))
        if line["outcome"] == OUTCOMES["open"]:
            line["days"] = None
    lines[0] |= {"received": dt.date(2025, 4, 3), "outcome": OUTCOMES["not_upheld"], "days": 12}
    # The day of the answer is the earliest on which it can go on.
    return [
        *lines,
        {**lines[0], "stage": STAGES["two"], "received": dt.date(2025, 4, 15), "days": None},
    ]


@settings(max_examples=12, **QUICK)
@given(
    coherent(), some_lines(BASE, period(PERIOD)), st.sampled_from(["", "As logged on 10 April."])
)
def test_lines_and_open_cases_read_as_typed(lines, bases, note):
    # Numbers of about one size, since a jump of ten times is kept out.
    bases = [{**line, "open_cases": (line["open_cases"] or 0) // 4 + 100} for line in bases]
    content = typed_into(
        typed_into(workbooks(PERIOD)["hackney/complaints.xlsx"], PROFORMA, lines, note), BASE, bases
    )
    result = clean({"complaints/hackney.xlsx": content}, CORRECTIONS.empty(), PERIOD)
    # Numbers drawn at random are held beside one another like any other.
    of_chance = ["no_proforma", "out_of_own_range"]
    asked = result.queries[~result.queries["rule"].isin(of_chance)]
    assert asked.empty, asked[["rule", "cell", "typed", "question"]].to_string()
    rows = result.table.astype(object).where(result.table.notna(), None).to_dict("records")
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert {field.key: row[field.key] for field in PROFORMA.fields} == {
            field.key: meant(field, line[field.key]) for field in PROFORMA.fields
        }
    assert set(result.table["caveat"]) == {note}
    held = result.base.astype(object).where(result.base.notna(), None)
    uses, counts = (list(BASE.fields)[1], [line["open_cases"] for line in bases])
    assert held["count"].tolist() == counts
    assert held["in_use"].tolist() == [meant(uses, line["in_use"]) for line in bases]
