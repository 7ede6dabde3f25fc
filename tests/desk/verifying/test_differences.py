"""What is another is named: the file, the cell, row and column or line, and both values."""

from __future__ import annotations

import hashlib

import pytest
from verifying.conftest import CSV, SECTION, notebook

from desk.verifying.differences import differing, where, whole


@pytest.mark.parametrize(
    ("path", "here", "anew", "said"),
    [
        (
            "findings.ipynb",
            notebook("41"),
            notebook("42"),
            "differs in cell 2, line 2 of what it shows: '41' here, '42' built anew",
        ),
        (
            "findings.ipynb",
            notebook("41"),
            notebook("41", "show(42)"),
            "differs in cell 2, line 2: 'show(41)' here, 'show(42)' built anew",
        ),
        (
            "findings.ipynb",
            notebook(""),
            notebook("41"),
            "differs in cell 2, line 1 of what it shows: nothing here, 'first' built anew",
        ),
        (
            "findings.csv",
            CSV,
            CSV.replace("17", "18"),
            "differs in row 3, column attendance: '17' here, '18' built anew",
        ),
        (
            "findings.csv",
            CSV,
            CSV + "barnet,9\n",
            "differs in row 4, column borough: nothing here, 'barnet' built anew",
        ),
        (
            "findings.csv",
            CSV,
            CSV.replace("borough", "who"),
            "differs in row 1, column borough: 'borough' here, 'who' built anew",
        ),
        # The same cells in other bytes.
        (
            "findings.csv",
            CSV,
            CSV.replace("\n", "\r\n"),
            "differs in byte 19 (of 40 here, 43 built anew)",
        ),
        (
            "section.md",
            SECTION,
            SECTION.replace("41", "42"),
            "differs in line 3: '41 people came.' here, '42 people came.' built anew",
        ),
        # Documents by bytes, and what is not what its name says.
        ("report.html", "<p>41</p>", "<p>42</p>", "differs in byte 5 (of 9 here, 9 built anew)"),
        ("findings.ipynb", "[]", "{}", "differs in byte 1 (of 2 here, 2 built anew)"),
        ("findings.ipynb", "torn", "{", "differs in byte 1 (of 4 here, 1 built anew)"),
    ],
)
def test_a_difference_has_its_place_and_both_values(path, here, anew, said):
    assert where(path, here.encode(), anew.encode()) == said


def test_of_a_long_line_what_stands_around_the_difference_is_shown():
    here, anew = ("a" * 500 + number + "b" * 500 for number in ("41", "42"))
    said = where("section.md", here.encode(), anew.encode())
    assert f"'…{'a' * 19}41{'b' * 39}…' here" in said
    assert len(said) < 200


def test_what_is_missing_or_additional_is_told_and_notebooks_come_first():
    here = {"a.csv": b"1", "b.csv": b"2", "c.ipynb": b"3", "same.csv": b"4"}
    anew = {"b.csv": b"2 ", "c.ipynb": b"5", "d.csv": b"6", "same.csv": b"4"}
    found = differing(here, anew)
    assert list(found) == ["c.ipynb", "a.csv", "b.csv", "d.csv"]
    assert found["a.csv"] == "is additional: it is here and was not built anew"
    assert found["d.csv"] == "is missing: it was built anew and is not here"


def test_the_whole_is_what_sha256sum_would_make_of_it():
    lines = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in (("a", b"1"), ("b", b"2"))
    )
    assert whole({"b": b"2", "a": b"1"}) == hashlib.sha256(lines.encode()).hexdigest()
