"""Learning reviews: who reported what, and what five cases and five could have shown."""

import pandas as pd
import pytest
from conftest import ROOT
from scipy.stats import beta

from analysis import store
from analysis.declare.finding import REFUSALS
from analysis.declare.kept import CORRECTIONS
from strands.reviews.cleans.reviews import clean
from strands.reviews.finds.reviews import REFUSED, findings

PERIOD = "2023-25"
FRAME = "Arm,Cases a round,Cases reviewed,Taken from,Kept to"


@pytest.fixture(scope="module")
def found():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(store.returns(PERIOD, "reviews"), store.corrections(PERIOD, "reviews"), PERIOD)
    return findings(made.rounds, made.frame, made.seen)


def of_frame(first: str, second: str) -> pd.DataFrame:
    """Findings of a frame alone, with so many cases agreed in each arm."""
    lines = (FRAME, f"both,{first},,closed,a round", f"neither,{second},,closed,a round")
    made = clean({"f.csv": "\n".join(lines).encode()}, CORRECTIONS.empty(), PERIOD)
    return findings(made.rounds, made.frame, made.seen)


def of(found, statistic: str) -> pd.DataFrame:
    return found[found["statistic"] == statistic]


def p_values(found) -> dict[tuple[int, int], float]:
    rows = of(found, "p of a difference")
    return {tuple(map(int, row.subject.split(" | "))): row.estimate for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("x", "y", "p"),
    [(5, 0, 2 / 1024), (4, 0, 22 / 1024), (5, 1, 22 / 1024), (3, 0, 0.062), (5, 2, 0.062)],
)
def test_p_of_five_and_five(found, x, y, p):
    """At even odds 5 v 0 and its mirror are 2 of the 1,024 ways ten cases can fall out; 20 more are 4 v 0 and 5 v 1."""
    assert p_values(found)[x, y] == pytest.approx(p, abs=0.0005)


def test_only_three_differences_of_five_and_five_are_told_from_chance(found):
    rows = of(found, "p of a difference")
    told = set(rows.loc[rows["note"] == "distinguishable from chance", "subject"])
    assert told == {"5 | 0", "4 | 0", "5 | 1", "0 | 5", "0 | 4", "1 | 5"}
    assert len(rows) == 36


def test_either_arm_first_and_seen_or_unseen_is_one_answer(found):
    p = p_values(found)
    assert all(p[x, y] == p[y, x] == p[5 - x, 5 - y] for x, y in p)


def test_unequal_arms_are_not_swapped():
    p = p_values(of_frame("5", "3"))
    assert len(p) == 24
    assert p[5, 0] == pytest.approx(p[0, 3])
    assert p[3, 0] != pytest.approx(p[0, 3], abs=1e-3)


def test_share_of_three_cases_in_five_is_nearly_anything(found):
    """Clopper and Pearson 1934 by the beta distribution: B(x, n-x+1) and B(x+1, n-x)."""
    row = of(found, "share of cases").set_index("subject").loc["3"]
    assert (row["low"], row["high"]) == pytest.approx(
        (beta.ppf(0.025, 3, 3), beta.ppf(0.975, 4, 2))
    )
    assert (round(row["low"], 2), round(row["high"], 2)) == (0.15, 0.95)


@pytest.mark.parametrize(("first", "second"), [("5", "not published"), ("0", "5"), ("50", "50")])
def test_arms_unknown_empty_or_large_have_no_such_table(first, second):
    assert of(of_frame(first, second), "p of a difference").empty


def test_boroughs_with_a_report_are_counted_within_their_band(found):
    reports = of(found, "boroughs with a report").set_index("subject")
    assert reports.loc["established | pattern", ["x", "n"]].tolist() == [4, 4]
    assert reports.loc["newer | pattern", ["x", "n"]].tolist() == [1, 2]
    assert reports.loc["newer | worker_safety", "x"] == 0
    assert reports.loc["newer | worker_safety", "rows"] == ""


def test_rounds_nobody_published_are_not_a_number(found):
    rounds = of(found, "rounds").set_index("borough")
    assert rounds["x"].dropna().to_dict() == {"barnet": 3, "barking_and_dagenham": 3}
    assert rounds.loc["hackney", ["refused", "note"]].tolist() == ["not_returned", "not published"]


def test_every_refusal_stands_and_no_case_is_counted(found):
    refused = found[found["refused"].isin(REFUSALS)]
    assert refused["statistic"].tolist() == list(REFUSED)
    assert refused["estimate"].isna().all()
    real = found[~found["statistic"].isin(["p of a difference", "share of cases"])]
    assert set(real["statistic"]) == {"rounds", "boroughs with a report", *REFUSED}


def test_a_published_number_of_cases_is_not_refused():
    lines = (FRAME, "both,5,4,closed,a round", "neither,5,5,closed,a round")
    rounds = ("Borough,Round,Quarter,Remark", "Barnet,1,,")
    made = clean(
        {"f.csv": "\n".join(lines).encode(), "r.csv": "\n".join(rounds).encode()},
        CORRECTIONS.empty(),
        PERIOD,
    )
    assert of(findings(made.rounds, made.frame, made.seen), "number of cases reviewed").empty


def test_nothing_received_is_nothing_found():
    made = clean({}, CORRECTIONS.empty(), PERIOD)
    assert findings(made.rounds, made.frame, made.seen).empty
