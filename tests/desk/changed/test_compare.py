"""What is told as another is what is another: drawn changes of the report as it is built, found again."""

import random

import pandas as pd
import pytest
from conftest import ROOT

from analysis.declare.finding import FINDINGS, REFUSALS
from analysis.declare.table import rows_with
from analysis.declare.traced import keys
from desk.changed import causes
from desk.changed.compare import CELL, NUMBERS, SENTENCE, TABLE, others
from desk.changed.snapshot import (
    CORRECTION,
    DEFINITION,
    FINDING,
    METHOD,
    RETURN,
    SAYS,
    findings,
    plain,
    snapshot,
)


@pytest.fixture(scope="module")
def now():
    return snapshot("2022-23")


def row(kind: str, **values: object) -> dict:
    return {**dict.fromkeys(SAYS.columns, ""), "kind": kind, "strand": "training", **values}


def frame(*rows: dict):
    return SAYS.framed(rows)


def test_a_report_is_like_itself(now):
    assert others(now, now).empty


@pytest.mark.parametrize("seed", range(5))
def test_drawn_cells_with_other_numbers_are_those_that_are_told(now, seed):
    dice, then = random.Random(seed), now.copy()
    cells = rows_with(now, kind=CELL)
    numbers = cells[cells["of"].ne("") & cells["row"].ne(cells["says"])].index
    for at in (drawn := dice.sample([*numbers], 7)):
        then.loc[at, "says"] = f"{then.loc[at, 'says']}9"
    found = others(then, now)
    assert {*found["kind"]} == {CELL} and {*found["revised"]} == {"changed"}
    place = ["strand", "place", "column", "becomes", "was"]
    expected = now.loc[drawn].rename(columns={"says": "becomes"})
    expected = expected.assign(was=then.loc[drawn, "says"])
    assert sorted(map(tuple, found[place].values)) == sorted(map(tuple, expected[place].values))
    assert all(
        any(of in one.split() for one in found["of"]) for of in expected["of"].str.split().str[0]
    )


def test_a_line_that_is_new_a_line_that_went_and_a_table_are_each_told_once():
    def table(place: str, lines: dict[str, str]) -> list[dict]:
        return [
            row(CELL, place=place, line=n, row=name, column=column, says=says, of=of, about="Of it")
            for n, (name, value) in enumerate(lines.items(), 1)
            for column, says, of in (("Who", name, ""), ("All", value, f"training.{n}"))
        ]

    then = frame(*table("a", {"Hackney": "4", "Newham": "5"}), *table("b", {"Barnet": "1"}))
    now = frame(*table("a", {"Hackney": "6", "Barnet": "7"}), *table("c", {"Barnet": "1"}))
    told = [*others(then, now)[["kind", "place", "row", "was", "becomes", "revised"]].values]
    assert sorted(map(tuple, told)) == sorted(
        [
            (CELL, "a", "Hackney", "4", "6", "changed"),
            (CELL, "a", "Barnet", "", "7", "new"),
            (CELL, "a", "Newham", "5", "", "gone"),
            (TABLE, "b", "", "", "", "gone"),
            (TABLE, "c", "", "", "", "new"),
        ]
    )


def test_a_sentence_is_told_old_and_new_where_it_turned_and_by_its_numbers_where_it_did_not():
    def sentences(*texts: str) -> list[dict]:
        return [row(SENTENCE, place="pace", line=n, says=text) for n, text in enumerate(texts, 1)]

    then = frame(*sentences("It rose from 4 to 1,200.", "Nobody can tell.", "It stays."))
    now = frame(*sentences("It rose from 4 to 1,300.", "It may have fallen.", "It stays."))
    told = [*others(then, now)[["kind", "was", "becomes"]].itertuples(index=False, name=None)]
    assert told == [
        (SENTENCE, "Nobody can tell.", "It may have fallen."),
        (NUMBERS, "1,200", "1,300"),
    ]
    went = others(then, frame(*sentences("It rose from 4 to 1,200.", "It stays.")))
    assert [*went["was"]] == ["Nobody can tell."] and [*went["revised"]] == ["gone"]


def finding(cells: str, verdict: str = "") -> dict:
    return row(FINDING, place="training.1", of=cells, says=verdict, about="Referral, Hackney")


def fact(kind: str, place: str, mark: str, strand: str = "training") -> dict:
    return row(kind, place=place, of=mark, says=f"{place} said", strand=strand)


CHANGED = {"strand": "training", "of": "training.1"}


def why(then: list[dict], now: list[dict], cells: str = "p/a.csv!!B2; p/a.csv!!B3") -> str:
    frames = [frame(finding(cells), *rows) for rows in (then, now)]
    return causes.why(CHANGED, causes.facts(*frames), causes.cells(*frames))["why"]


def test_the_correction_of_a_cell_it_rests_on_is_the_cause_and_not_that_of_another():
    own, other = fact(CORRECTION, "p/a.csv!!B2", "1"), fact(CORRECTION, "p/a.csv!!C9", "1")
    assert why([], [own, other]) == "because of a correction of p/a.csv!!B2 said"
    assert why([other], [other, own]) == "because of a correction of p/a.csv!!B2 said"
    assert why([own], [own]).startswith("what is on record does not say")
    # A correction elsewhere in the section is all there is: the number follows from it.
    assert why([], [other]) == "because of a correction of p/a.csv!!C9 said"


def test_cells_in_a_run_are_touched_by_a_correction_of_one_of_them():
    inside, outside = (fact(CORRECTION, f"p/a.xlsx!S!J{n}", "1") for n in (30, 58))
    other = fact(RETURN, "p/z.xlsx", "1")
    assert "z.xlsx" not in why([], [inside, other], "p/a.xlsx!S!J2:J57")
    assert "perhaps" in why([], [outside, other], "p/a.xlsx!S!J2:J57")


def test_what_may_be_why_is_named_and_nothing_is_guessed():
    code = [fact(METHOD, "src/strands/training/finds", mark) for mark in "12"]
    rule = [fact(DEFINITION, "src/analysis/declare", mark) for mark in "12"]
    own = fact(CORRECTION, "p/a.csv!!B2", "1")
    assert why(code[:1], code[1:]) == "because of changed code (src/strands/training/finds)"
    assert why([code[0], rule[0]], [code[1], rule[1], own]) == (
        "perhaps because of a correction of p/a.csv!!B2 said, changed definitions"
        " (src/analysis/declare) or changed code (src/strands/training/finds)"
    )
    # Of a build without the pipeline nothing is known of the code.
    assert why([], code[1:]).startswith("what is on record does not say")
    # Code of another section that this one does not read is no cause.
    beside = [fact(METHOD, "src/strands/mash/finds", mark, "mash") for mark in "12"]
    assert why(beside[:1], beside[1:]).startswith("what is on record does not say")


def test_a_return_that_it_rests_on_now_is_the_cause():
    then, now = (
        frame(finding("p/a.csv!!B2")),
        frame(finding("p/b.csv!!B2"), fact(RETURN, "p/b.csv", "1")),
    )
    said = causes.why(CHANGED, causes.facts(then, now), causes.cells(then, now))
    assert said == {
        "why": "because of the return p/b.csv said",
        "reasons": "a late or newer return",
    }


def test_a_verdict_that_turned_is_told_with_what_it_is_on():
    then, now = frame(finding("", "cannot tell")), frame(finding("", "possible decrease"))
    (told,) = others(then, now).to_dict("records")
    assert (told["about"], told["was"], told["becomes"]) == (
        "Referral, Hackney",
        "cannot tell",
        "possible decrease",
    )


def test_what_is_read_has_no_ids_and_no_mark_of_what_was_revised():
    assert plain('**More.** [47]{of="training.0123456789"} \\[r\\] of them') == "More. 47 of them"


def test_no_verdict_is_told_that_the_report_withholds():
    """Of a period with a rule, each verdict kept is one that stands in a CSV of its report."""
    public = {}
    for path in sorted((ROOT / "reports/2025-26/surveys").glob("*.csv")):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        if {*FINDINGS.key, "verdict", "refused"} <= {*rows.columns}:
            public |= dict(
                zip(keys("surveys", path.stem, rows), rows.to_dict("records"), strict=True)
            )
    kept = {row["place"]: row["says"] for row in findings("2025-26", "surveys") if row["says"]}
    assert len(kept) > 20
    for of, says in kept.items():
        row = public[of]
        assert says in (row["verdict"], REFUSALS.get(row["refused"], row["refused"]))
