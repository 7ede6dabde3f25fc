"""Readings of single cases against the list of closed cases: what is asked, and what is not."""

import pytest
from drawing import NO_CORRECTIONS, csv_file

from analysis.read.ask.rules import RULES
from strands.reviews.cleans.reviews import clean
from strands.reviews.cleans.rules import REVIEW_RULES
from strands.reviews.declares.review_cases import BY_COLOUR, NOT_KEPT

CLOSED = """Hackney closed cases
Case code | Closed on | Worker trained | Case consulted on
C1 | 12/05/2025 | yes | yes
C2 | 13/05/2025 | yes | no
C3 | 14/05/2025 | no | no
C4 | 14/08/2025 | no | no
"""
HEADS = (
    "Hackney learning reviews\nCase code | Reader code | Quarter | Arm | Out of | Version | Read"
    " blind | Language | Pattern | In our words | Second look\n"
)
EVIDENCE = (
    "Hackney case evidence\nEvidence code | Quarter | What happened | What practice added | What"
    " else could explain it | Known from | Second look\n"
)
BOTH, NEITHER = (
    "C1 | R1 | Apr-Jun 2025 | trained and consulted | 1",
    "C3 | R1 | Apr-Jun 2025 | neither | 1",
)
RIGHT = f"{BOTH} | v1 | no | yes | partly | |\n{NEITHER} | v1 | no | yes | n/a | |\n"
CHARGE = "E1 | Apr-Jun 2025 | charge | the record was kept | a neighbour saw it | the file"


def cleaned(readings: str = "", closed: str = CLOSED, evidence: str = ""):
    """What cleaning makes of drawn readings, a list and evidence."""
    sheets = {
        "closed": closed,
        "readings": readings and HEADS + readings,
        "evidence": evidence and EVIDENCE + evidence,
    }
    files = {f"reviews/{name}.csv": csv_file(drawn) for name, drawn in sheets.items() if drawn}
    return clean(files, NO_CORRECTIONS, "2025-26")


def asked(of) -> list[str]:
    """The questions as `rule cell`, without who sent nothing and how few were read twice."""
    rows = of.queries[~of.queries["rule"].isin(("no_proforma", "few_read_twice"))]
    return [f"{row.rule} {row.cell}" for row in rows.itertuples()]


def answers(of) -> list[str]:
    return [
        f"{row.case} {row.reader} {row.item} {row.answer or row.status}"
        for row in of.review_cases.itertuples()
    ]


def test_readings_that_fit_the_list_raise_no_question():
    of = cleaned(RIGHT)
    assert asked(of) == []
    assert answers(of) == [
        "C1 R1 language evidenced",
        "C1 R1 pattern partly",
        "C3 R1 language evidenced",
        "C3 R1 pattern na",
    ]


#   rule: where it asks, readings on which it asks, readings much like them on which it does not
DRAWN = {
    "case_not_listed": (
        "A3",
        f"C9{BOTH[2:]} | v1 | no | yes | no | |",
        f"{BOTH} | v1 | no | yes | no | |",
    ),
    "case_other_quarter": (
        "C3",
        "C4 | R1 | Apr-Jun 2025 | neither | 1 | v1 | no | yes | no | |",
        "C4 | R1 | Jul-Sep 2025 | neither | 1 | v1 | no | yes | no | |",
    ),
    "arm_disagrees": (
        "D3",
        "C2 | R1 | Apr-Jun 2025 | trained and consulted | 1 | v1 | no | yes | no | |",
        "C2 | R1 | Apr-Jun 2025 | trained only | 1 | v1 | no | yes | no | |",
    ),
    "frame_number_differs": (
        "E3",
        f"{BOTH[:-1]}2 | v1 | no | yes | no | |",
        f"{BOTH[:-1]} | v1 | no | yes | no | |",
    ),
    "several_review_versions": (
        "F4",
        f"{BOTH} | v1 | no | yes | no | |\n{NEITHER} | v2 | no | yes | no | |",
        f"{BOTH} | v1 | no | yes | no | |\n{NEITHER} | V1 | no | yes | no | |",
    ),
    "case_read_twice": (
        "A4",
        f"{BOTH} | v1 | no | yes | no | |\n{BOTH} | v1 | no | yes | yes | |",
        f"{BOTH} | v1 | no | yes | no | |\nC1 | R2{BOTH[7:]} | v1 | no | yes | yes | |",
    ),
    "duplicate_rows": (
        "A4",
        f"{BOTH} | v1 | no | yes | no | |\n{BOTH} | v1 | no | yes | no | |",
        f"{BOTH} | v1 | no | yes | no | |\nC1 | R2{BOTH[7:]} | v1 | no | yes | no | |",
    ),
    "rated_by_colour": (
        "I3",
        f"{BOTH} | v1 | no | yes | amber | |",
        f"{BOTH} | v1 | no | yes | partly | |",
    ),
    "second_look_missing": (
        "K3",
        f"{BOTH} | v1 | no | yes | no | clear work |",
        f"{BOTH} | v1 | no | yes | no | clear work | yes",
    ),
    "words_may_name": (
        "J3",
        f"{BOTH} | v1 | no | yes | no | clear work by Jane Smith | yes",
        f"{BOTH} | v1 | no | yes | no | Clear work by [worker]. CP plan too | yes",
    ),
}


@pytest.mark.parametrize("rule", DRAWN)
def test_it_asks_where_it_should_and_nowhere_else(rule):
    cell, asks, silent = DRAWN[rule]
    assert f"{rule} {cell}" in asked(cleaned(asks))
    assert not any(one.startswith(f"{rule} ") for one in asked(cleaned(silent)))


def test_nothing_is_asked_of_a_list_that_was_not_sent():
    assert asked(cleaned(f"C9{BOTH[2:-1]}77 | v1 | no | yes | no | |", closed="")) == []


@pytest.mark.parametrize(
    ("cases", "again", "is_asked"),
    [(4, 0, False), (5, 0, True), (5, 1, False), (6, 1, True), (10, 2, False)],
)
def test_fewer_than_one_in_five_read_twice(cases, again, is_asked):
    """Of four cases no whole one is a fifth."""
    read = [*(f"K{at} | R1" for at in range(cases)), *(f"K{at} | R2" for at in range(again))]
    lines = "\n".join(f"{one} | Apr-Jun 2025 | neither | | v1 | no | yes | no | |" for one in read)
    assert ("few_read_twice" in set(cleaned(lines, closed="").queries["rule"])) == is_asked


def test_a_version_in_two_spellings_is_one_as_it_was_first_spelt():
    of = cleaned(f"{BOTH} | Pilot B | no | yes | no | |\n{NEITHER} | pilot b | no | yes | no | |")
    assert set(of.review_cases["version"]) == {"Pilot B"}


def test_of_two_lines_that_differ_neither_is_counted_and_one_question_is_asked():
    of = cleaned(f"{BOTH} | v1 | no | yes | no | |\n{BOTH} | v1 | no | yes | yes | |")
    assert asked(of) == ["case_read_twice A4"]
    assert answers(of) == ["C1 R1 language queried", "C1 R1 pattern queried"]


def test_a_line_sent_twice_stays_once():
    of = cleaned(f"{BOTH} | v1 | no | yes | no | |\n{BOTH} | v1 | no | yes | no | |")
    assert answers(of) == ["C1 R1 language evidenced", "C1 R1 pattern not"]


def test_colours_become_a_version_of_their_own():
    of = cleaned(
        f"{BOTH} | v3 | no | Green | Red | |\n{NEITHER} | v3 | no | evidenced | partly | |"
    )
    assert answers(of)[:2] == ["C1 R1 language evidenced", "C1 R1 pattern not"]
    assert list(of.review_cases["version"]) == [BY_COLOUR, BY_COLOUR, "v3", "v3"]


@pytest.mark.parametrize(
    "words",
    [
        "Worker Jane Smith did well",
        "seen by Fatima",
        "near E8 1DY",
        "Hackney did well",
        "dr khan wrote",
        "Good work; Ahmed saw him",
    ],
)
def test_words_that_may_name_somebody_are_kept_nowhere(words):
    of = cleaned(f"{BOTH} | v1 | no | yes | no | {words} | yes")
    assert set(of.review_cases["extract"]) == {NOT_KEPT}
    for table in (of.review_cases, of.queries):
        assert not table.apply(
            lambda column: column.astype(str).str.contains(words, regex=False)
        ).any(axis=None)


@pytest.mark.parametrize(
    "words", ["Language was clear. Plans ask him to change", "The CP plan names [father]", "Good"]
)
def test_words_of_the_trade_name_nobody(words):
    of = cleaned(f"{BOTH} | v1 | no | yes | no | {words} | yes")
    assert set(of.review_cases["extract"]) == {words}
    assert asked(of) == []


def test_evidence_is_asked_of_nobody_who_sent_none():
    of = cleaned(evidence=f"{CHARGE} | yes")
    told = of.queries[of.queries["rule"] == "no_proforma"]["question"]
    assert not told.str.contains("Case evidence").any()
    assert told.str.contains("Closed cases").any()


def test_evidence_without_a_second_look_and_with_a_name():
    of = cleaned(
        evidence=(
            f"{CHARGE} | no\n{CHARGE.replace('E1', 'E2').replace('the file', 'Detective Brown')}"
            " | yes"
        )
    )
    assert asked(of) == ["second_look_missing G3", "words_may_name F4"]
    assert list(of.case_evidence["known_from"]) == ["the file", NOT_KEPT]


def test_the_published_tables_are_read_as_before_beside_cases():
    seen = (
        "Borough,Principle,Seen,Where,Rounds,In our words\nHackney,pattern,seen,unsaid,,as before\n"
    )
    of = clean(
        {"reviews/seen.csv": seen.encode(), "reviews/r.csv": csv_file(HEADS + RIGHT)},
        NO_CORRECTIONS,
        "2025-26",
    )
    assert list(of.seen["note"]) == ["as before"]
    assert len(of.review_cases) == 4


def test_every_rule_of_reviews_is_drawn_here():
    from inspect import getsource

    from strands.reviews.cleans import review_cases

    source = getsource(review_cases)
    mine = {rule.key for rule in (*RULES, *REVIEW_RULES) if f'"{rule.key}"' in source}
    assert mine <= {*DRAWN, "few_read_twice"}
