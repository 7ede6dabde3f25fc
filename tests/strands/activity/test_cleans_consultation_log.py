"""Consultations row by row: several cases on one row, joint ones, copies, and what cannot be."""

import pytest
from drawing import csv_file

from analysis.declare.kept import CORRECTIONS
from strands.activity.cleans.activity import clean

PERIOD = "2025-26"
HEADS = (
    "Consultation code | Date | Practitioner code | Newly qualified | Case code | First or again |"
    " Themes | Minutes"
)
POSTS = """
Hackney
Quarter | Practitioners in post | Days lead in post
Apr-Jun 2025 | {eligible} | {days}
Jul-Sep 2025 | 12 | 64
Oct-Dec 2025 | 12 | 63
Jan-Mar 2026 | 12 | 61
"""


def read(*lines: str, posts: str = "", heads: str = HEADS):
    files = {"activity/hackney.csv": csv_file("\n".join([heads, *lines]))}
    files |= {"activity/posts.csv": csv_file(posts)} if posts else {}
    return clean(files, CORRECTIONS.empty(), PERIOD)


def drawn(made) -> list[str]:
    return [
        " ".join((row.consultation, row.practitioner, row.case, row.status))
        for row in made.consultation_log.itertuples()
    ]


def asked(made) -> list[str]:
    rows = made.queries[made.queries["rule"] != "no_proforma"]
    return [" ".join(filter(None, (row.severity, row.rule, row.cell))) for row in rows.itertuples()]


@pytest.mark.parametrize(
    ("typed", "cases", "questions"),
    [
        ("c1; c2", "C1 | C2", []),
        ("c1 ;c2;", "C1 | C2", []),
        ("C1, C2", "C1 | C2", ["info cases_parted E2"]),
        ("C1 and C2 & C3", "C1 | C2 | C3", ["info cases_parted E2"]),
        ("C1/C2", "C1 | C2", ["info cases_parted E2"]),
        # A stroke inside one code, and one code typed twice.
        ("2025/014", "2025/014", []),
        ("C1; c 1", "C1", []),
        ("CANDY1", "CANDY1", []),
    ],
)
def test_several_cases_on_one_row_stay_one_row(typed, cases, questions):
    made = read(f"K1 | 2025-05-12 | P1 | yes | {typed} | first | | 30")
    assert drawn(made) == [f"K1 P1 {cases} returned"]
    assert asked(made) == questions


def test_how_cases_were_parted_is_asked_once_a_sheet():
    made = read(
        *(f"K{at} | 2025-05-12 | P{at} | yes | C{at}, D{at} | first | | 30" for at in range(5))
    )
    assert asked(made) == ["info cases_parted E2"]


def test_a_joint_consultation_is_a_row_a_practitioner():
    made = read(
        "K1 | 2025-05-12 | P1 | yes | C1 | first | | 30",
        "K1 | 2025-05-12 | P2 | no | C1 | first | | 30",
    )
    assert drawn(made) == ["K1 P1 C1 returned", "K1 P2 C1 returned"]
    assert asked(made) == []


def test_a_consultation_with_a_line_a_case_becomes_one_row():
    made = read(
        "K1 | 2025-05-12 | P1 | yes | C1 | again | | 30",
        "K1 | 2025-05-12 | P1 | yes | C2 | first | | 30",
        "K1 | 2025-05-12 | P1 | yes | C3 | first | | 30",
    )
    assert drawn(made) == ["K1 P1 C1 | C2 | C3 returned"]
    assert made.consultation_log["first"].tolist() == [""]
    assert asked(made) == ["info case_on_its_own_line E3", "info case_on_its_own_line E4"]


def test_lines_of_one_consultation_that_differ_in_more_are_still_asked_about():
    made = read(
        "K1 | 2025-05-12 | P1 | yes | C1 | | | 30", "K1 | 2025-05-12 | P1 | yes | C2 | | | 45"
    )
    assert made.consultation_log["status"].tolist() == ["queried"]
    assert "stop duplicate_lines A3" in asked(made)


@pytest.mark.parametrize(
    ("minutes", "kept", "questions"),
    [
        ("1", 1, []),
        ("480", 480, []),
        ("0", None, ["warn minutes_cannot_be H2"]),
        ("481", None, ["warn minutes_cannot_be H2"]),
        ("", None, []),
    ],
)
def test_minutes_that_cannot_be_are_left_out_and_the_consultation_stays(minutes, kept, questions):
    made = read(f"K1 | 2025-05-12 | P1 | yes | C1 | first | | {minutes}")
    row = made.consultation_log.astype(object).where(made.consultation_log.notna(), None).iloc[0]
    assert (row["minutes"], row["status"]) == (kept, "returned")
    assert asked(made) == questions


def test_the_same_practitioner_case_and_day_under_two_codes_is_asked_about_and_kept():
    made = read(
        "K1 | 2025-05-12 | P1 | yes | C1 | | | 30",
        "K2 | 12 May 2025 | P1 | yes | C1 | | | 30",
        "K3 | 2025-05-12 | P1 | yes | C2 | | | 30",
        "K4 | 2025-05-13 | P1 | yes | C1 | | | 30",
    )
    assert made.consultation_log["status"].tolist() == ["returned"] * 4
    assert asked(made) == ["warn consultation_copied A3"]
    assert (
        "'K1' at activity/hackney.csv A2"
        in made.queries.query("rule == 'consultation_copied'")["question"].iloc[0]
    )


def test_one_code_on_two_days_is_asked_about():
    made = read(
        "K1 | 2025-05-12 | P1 | yes | C1 | | | 30", "K1 | 2025-05-20 | P2 | yes | C2 | | | 30"
    )
    assert asked(made) == ["warn consultation_two_days A3"]


def test_first_though_logged_before_is_asked_whatever_the_order_of_lines():
    later, before = (
        "K2 | 2025-06-12 | P1 | yes | C1 | {} | | 30",
        "K1 | 2025-05-12 | P2 | yes | C1 | first | | 30",
    )
    made = read(later.format("1st"), before)
    assert asked(made) == ["warn first_is_not_first F2"]
    assert (
        "case C1 was logged on 12 May 2025 at activity/hackney.csv A3"
        in made.queries["question"].iloc[-1]
    )
    assert asked(read(later.format("repeat"), before)) == []


def test_the_first_of_two_who_came_together_is_no_repeat():
    made = read(
        "K1 | 2025-05-12 | P1 | yes | C1 | first | | 30",
        "K1 | 2025-05-12 | P2 | yes | C1 | first | | 30",
    )
    assert asked(made) == []


def test_again_though_never_logged_is_asked_once_and_says_how_often():
    made = read(*(f"K{at} | 2025-05-1{at} | P1 | yes | C{at} | again | | 30" for at in (1, 2, 3)))
    assert asked(made) == ["info again_never_before F2"]
    assert "(3 such in all)" in made.queries["question"].iloc[-1]


def test_a_line_that_cannot_be_read_is_compared_with_nothing():
    made = read(
        "K1 | 2025-05-12 | | yes | C1 | first | | 30",
        "K2 | 2025-06-12 | P1 | yes | C1 | first | | 30",
    )
    assert asked(made) == ["stop blank_answer C2"]
    assert made.consultation_log["status"].tolist() == ["queried", "returned"]


def test_a_consultation_without_a_lead_in_post_and_more_who_came_than_were_there():
    lines = [f"K{at} | 2025-06-0{at} | P{at} | no | C{at} | first | | 30" for at in (2, 3, 4)]
    assert asked(read(*lines, posts=POSTS.format(eligible=3, days=1))) == []
    none = read(*lines, posts=POSTS.format(eligible=3, days=0))
    assert asked(none) == ["warn no_lead_in_post B2"]
    assert "such lines: 3" in none.queries["question"].iloc[-1]
    assert asked(read(*lines, posts=POSTS.format(eligible=2, days=61))) == [
        "warn more_than_in_post B3"
    ]


def test_a_blank_number_of_days_is_not_taken_for_none():
    made = read(
        "K1 | 2025-06-02 | P1 | no | C1 | first | | 30", posts=POSTS.format(eligible="", days="")
    )
    assert "no_lead_in_post" not in " ".join(asked(made))
    assert "more_than_in_post" not in " ".join(asked(made))


def test_a_correction_is_read_before_anything_is_asked():
    files = {
        "activity/hackney.csv": csv_file(
            "\n".join([HEADS, "K1 | 2025-05-12 | P1 | yes | C1 | first | | 900"])
        )
    }
    corrections = CORRECTIONS.empty()
    corrections.loc[0] = {
        "file": "activity/hackney.csv",
        "sheet": "",
        "cell": "H2",
        "was": "900",
        "becomes": "90",
        "why": "a slip",
        "who": "the lead",
        "decided": "2026-04-20",
    }
    made = clean(files, corrections, PERIOD)
    assert (int(made.consultation_log["minutes"].iloc[0]), asked(made)) == (90, [])


def test_a_period_without_logs_reads_as_before():
    made = clean(
        {"activity/t.csv": b"Borough,N in Year 3/4,Across N of months\nHackney,113,18"},
        CORRECTIONS.empty(),
        "2023-25",
    )
    assert (len(made.consultations), len(made.consultation_log), asked(made)) == (1, 0, [])
