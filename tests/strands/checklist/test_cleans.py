"""Readings against the checklist: second readings, versions, copies and blanks, each asked about at its place."""

import pandas as pd
import pytest
from drawing import csv_file
from hypothesis import given
from hypothesis import strategies as st

from analysis.declare.finding import subject, with_parts
from analysis.declare.kept import CORRECTIONS
from strands.checklist.cleans import clean
from strands.checklist.declares import ITEMS, version_of

PERIOD = "2025-26"
HEADS = (
    "Reading code | Case code | Reader code | Read on | Version | Used in | Second reading of | "
    + " | ".join(ITEMS.values())
)
# Answers as drawn: a letter an item.
WORDS = {"e": "evidenced", "p": "partly", "n": "not evidenced", "-": "n/a", ".": ""}


def line(
    reading,
    case="C1",
    reader="R1",
    version="v1",
    second_of="",
    said="epnepnep",
    use="audit",
    day="2025-06-02",
):
    """A drawn line; `said` has a letter for each item."""
    answers = " | ".join(WORDS.get(letter, letter) for letter in said)
    return f"{reading} | {case} | {reader} | {day} | {version} | {use} | {second_of} | {answers}"


def read(*lines: str, file: str = "checklist/hackney.csv", heads: str = HEADS):
    return clean({file: csv_file("\n".join([heads, *lines]))}, CORRECTIONS.empty(), PERIOD)


def asked(made) -> list[str]:
    """The questions as `severity rule cell`, without those about boroughs from which nothing came."""
    rows = made.queries[made.queries["rule"] != "no_proforma"]
    return [" ".join(filter(None, (row.severity, row.rule, row.cell))) for row in rows.itertuples()]


def said(made, reading: str) -> str:
    """The answers of a reading as letters, in the order of the items."""
    letters = {"evidenced": "e", "partly": "p", "not": "n", "na": "-", "": "."}
    rows = made.table[made.table["reading"] == reading].set_index("item")["answer"]
    return "".join(letters[rows[item]] for item in ITEMS)


def test_answers_n_a_and_blanks_stay_apart_and_know_their_cells():
    made = read(line("H1", said="epn-.epn"))
    assert asked(made) == []
    assert said(made, "H1") == "epn-.epn"
    rows = made.table.set_index("item")
    assert rows["status"].to_dict() == {
        **dict.fromkeys(ITEMS, "returned"),
        "language": "not_returned",
    }
    assert (rows.loc["pattern", "cell"], rows.loc["pattern", "raw"]) == ("H2", "evidenced")
    assert (rows.loc["language", "cell"], rows.loc["language", "raw"]) == ("L2", "")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Yes", "e"),
        ("fully met", "e"),
        ("Partially", "p"),
        ("partly met", "p"),
        ("No", "n"),
        ("Not met", "n"),
        ("N/A", "-"),
        ("not applicable", "-"),
        ("NOT EVIDENCED", "n"),
    ],
)
def test_boroughs_say_it_in_words_of_their_own(typed, answer):
    made = read(line("H1", said="e" * 7).removesuffix(" | ") + f" | {typed}")
    assert (asked(made), said(made, "H1")) == ([], "eeeeeee" + answer)


def test_a_word_that_is_no_answer_is_asked_and_the_others_stand():
    made = read(line("H1", said=["mostly", *"epnepne"]))
    assert asked(made) == ["stop unknown_answer H2"]
    assert said(made, "H1") == ".epnepne"
    assert made.table["status"].tolist() == ["queried", *["returned"] * 7]


def test_a_column_of_the_boroughs_own_is_neither_read_nor_kept():
    made = read(line("H1") + " | yes", heads=HEADS + " | Fathers are worked with")
    assert asked(made) == ["info unknown_column P1"]
    assert set(made.table["item"]) == set(ITEMS)


def test_a_second_reading_in_order_is_not_asked_about():
    made = read(
        line("H1"),
        line("H2", case="C2", said="eeeeeenn"),
        line("H1B", reader="R2", second_of="h 1"),
    )
    assert asked(made) == []
    assert made.table.loc[made.table["reading"] == "H1B", "second_of"].unique().tolist() == ["H1"]


@pytest.mark.parametrize(
    ("second", "question"),
    [
        (line("H9", reader="R2", second_of="H7", said="e" * 8), "stop second_of_none G3"),
        # Itself a second reading.
        (line("H9", reader="R2", second_of="H9", said="e" * 8), "stop second_of_none G3"),
        (line("H9", reader="r1", second_of="H1"), "stop second_same_reader C3"),
        (line("H9", reader="R2", case="C2", second_of="H1"), "stop second_other_case B3"),
    ],
)
def test_a_second_reading_that_cannot_be_one_is_asked(second, question):
    made = read(line("H1"), second)
    assert asked(made) == [question]
    # Nothing is lost: both stay as they were returned.
    assert made.table["status"].eq("returned").all()


def test_a_second_reading_of_a_reading_of_another_borough_has_none():
    files = {
        "checklist/hackney.csv": csv_file(f"{HEADS}\n{line('H1')}"),
        "checklist/barnet.csv": csv_file(f"{HEADS}\n{line('B1', reader='R2', second_of='H1')}"),
    }
    made = clean(files, CORRECTIONS.empty(), PERIOD)
    assert asked(made) == ["stop second_of_none G2"]
    assert (
        made.queries["question"]
        .str.contains("'H1' is the code of no first reading of Barnet")
        .any()
    )


def test_another_version_and_a_third_reading_are_asked():
    made = read(
        line("H1"),
        line("H2", reader="R2", second_of="H1", version="2"),
        line("H3", reader="R3", second_of="H1", said="e" * 8),
    )
    assert asked(made) == [
        "warn second_other_version E3",
        "warn several_versions E3",
        "info third_reading G4",
    ]


def test_a_case_read_again_without_saying_so_is_asked():
    made = read(
        line("H1"), line("H2", case="C2", said="e" * 8), line("H3", reader="R2", said="n" * 8)
    )
    assert asked(made) == ["info case_read_again B4"]
    assert "hackney.csv A2" in made.queries["question"].iloc[-1]


def test_versions_are_asked_about_within_a_borough_alone():
    mine = [
        line("H1"),
        line("H2", case="C2", version="v2 local", said="e" * 8),
        line("H3", case="C3", version="2", said="n" * 8),
    ]
    made = read(*mine)
    assert asked(made) == ["warn several_versions E3"]
    assert "'1' and '2 local' and '2'" in made.queries["question"].iloc[-1]
    files = {
        "checklist/hackney.csv": csv_file(f"{HEADS}\n{line('H1')}"),
        "checklist/barnet.csv": csv_file(f"{HEADS}\n{line('B1', version='v2')}"),
    }
    assert asked(clean(files, CORRECTIONS.empty(), PERIOD)) == []


def test_one_version_spelt_in_several_ways_is_one_and_asked_once_a_spelling():
    made = read(
        *(
            line(f"H{at}", case=f"C{at}", version=version, said="e" * 8)
            for at, version in enumerate(["v1", "V1.0", "1", "V1.0", "v1"])
        )
    )
    assert asked(made) == ["info version_spelt E3", "info version_spelt E4"]
    assert made.table["version"].unique().tolist() == ["1"]
    assert "'V1.0' and 'v1' are taken for one version, 1" in made.queries["question"].iloc[-2]


@pytest.mark.parametrize(
    ("typed", "version"),
    [
        ("v1", "1"),
        ("V1.0", "1"),
        ("1", "1"),
        ("Version 1", "1"),
        ("ver. 1", "1"),
        ("checklist v1", "1"),
        ("1.0.0", "1"),
        ("1.1", "1.1"),
        ("v1.01", "1.01"),
        ("10", "10"),
        ("v2 local", "2 local"),
        ("2 (local)", "2 local"),
        ("final", "final"),
        ("vfinal", "vfinal"),
        ("| v1", "1"),
        ("", ""),
    ],
)
def test_only_what_is_declared_is_taken_off_a_version(typed, version):
    assert version_of(typed) == version


@given(st.text("vV10. |-r") | st.text())
def test_a_version_stays_what_it_is_and_can_be_told_from_its_item(typed):
    version = version_of(typed)
    assert version_of(version) == version
    found = pd.DataFrame({"subject": [subject("pattern", version)]})
    assert with_parts(found, "item", "version").iloc[0, 1:].tolist() == ["pattern", version]


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ("--------", ["warn reading_empty A3"]),
        ("-.-.-.-.", ["warn reading_empty A3"]),
        ("-------n", []),
    ],
)
def test_a_reading_that_says_nothing_is_asked(answers, question):
    assert asked(read(line("H1"), line("H2", case="C2", said=answers))) == question


def test_a_reading_whose_only_answer_cannot_be_read_is_not_called_empty():
    assert asked(read(line("H1"), line("H2", case="C2", said=["mostly", *"-------"]))) == [
        "stop unknown_answer H3"
    ]


@pytest.mark.parametrize(
    ("second", "question"),
    [
        (line("H2", case="C2"), ["info reading_copied A3"]),
        (line("H2", case="C2", said="epnepnen"), []),
        # A second reading is meant to agree.
        (line("H2", reader="R2", second_of="H1"), []),
    ],
)
def test_a_line_copied_from_the_one_before_is_asked(second, question):
    assert asked(read(line("H1"), second)) == question


@pytest.mark.parametrize("alike", ["eeeeeeee", "eeeeee--", "nnnnnnnn"])
def test_two_lines_with_one_answer_throughout_are_no_copy(alike):
    assert asked(read(line("H1", said=alike), line("H2", case="C2", said=alike))) == []


def test_a_line_without_a_version_is_left_out_and_asked():
    made = read(line("H1", version=""), line("H2", case="C2", said="e" * 8))
    assert asked(made) == ["stop blank_answer E2"]
    assert made.table.loc[
        made.table["reading"] == "H1", ["status", "answer"]
    ].drop_duplicates().values.tolist() == [["queried", ""]]


def test_nothing_sent_is_no_rows():
    assert clean({}, CORRECTIONS.empty(), PERIOD).table.empty
