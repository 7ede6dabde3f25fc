"""What is found in consultations row by row, against hand calculation."""

import numpy as np
import pandas as pd
import pytest
from consultation_rows import PERIOD, by_month, log, totals, workforce

from analysis.declare.boroughs import members
from strands.activity.finds import consultation_log as find

NO_POSTS, NO_TOTALS = workforce(), totals()
# K1 is joint, on two cases; case C1 comes three times, C2 once, C3 twice.
SMALL = (
    (
        "K1",
        "2025-05-12",
        "P1",
        "C1 | C2",
        {"minutes": 30, "themes": "pattern | court", "nqsw": "no", "trained": "no"},
    ),
    ("K1", "2025-05-12", "P2", "C1 | C2", {"minutes": 30, "themes": "pattern", "nqsw": "yes"}),
    ("K2", "2025-07-01", "P1", "C1", {"minutes": 60, "themes": "pattern", "trained": "yes"}),
    ("K3", "2025-07-02", "P1", "C1 | C3", {"minutes": 45}),
    ("K4", "2026-03-30", "P3", "C3", {"status": "queried"}),
    ("K5", "2026-03-30", "P3", "C3"),
)


def found(rows: pd.DataFrame, posts=NO_POSTS, sent=NO_TOTALS) -> pd.DataFrame:
    return find.findings(rows, posts, sent)


def told(
    of: pd.DataFrame,
    statistic: str,
    subject: str = "",
    borough: str = "hackney",
    when: str | None = None,
) -> pd.Series:
    rows = of[
        (of["statistic"] == statistic) & (of["subject"] == subject) & (of["borough"] == borough)
    ]
    rows = rows if when is None else rows[rows["when"] == when]
    assert len(rows) == 1, (statistic, subject, borough)
    return rows.iloc[0]


def x_of_n(*about: str, of: pd.DataFrame) -> tuple:
    row = told(of, *about)
    return row["x"], row["n"]


def test_consultations_contacts_cases_and_practitioners_are_four_numbers():
    of = found(log(*SMALL))
    numbers = {
        name: told(of, name)["x"]
        for name in ("consultations", "practitioner contacts", "cases", "practitioners")
    }
    assert numbers == {
        "consultations": 4,
        "practitioner contacts": 5,
        "cases": 3,
        "practitioners": 3,
    }
    assert x_of_n("joint", of=of) == (1, 4)
    assert told(of, "lines left out")["x"] == 1


def test_a_case_counts_once_for_each_consultation_it_was_part_of():
    of = found(log(*SMALL))
    assert x_of_n("cases by times", "once", of=of) == (1, 3)
    assert x_of_n("cases by times", "again", of=of) == (2, 3)
    times = {often: x_of_n("cases again", f"again | {often}", of=of) for often in find.AGAIN}
    assert times == {"twice": (1, 2), "three times or more": (1, 2)}


def test_minutes_are_of_consultations_and_not_of_contacts():
    of = found(
        log(*SMALL, *((f"L{at}", "2025-08-01", "P9", "C9", {"minutes": 45}) for at in range(7)))
    )
    row = told(of, "minutes")
    assert (row["estimate"], row["low"], row["high"]) == (45, 30, 60)
    assert x_of_n("minutes given", of=of) == (10, 11)


def test_of_few_minutes_there_is_no_median():
    of = found(log(*SMALL))
    row = told(of, "minutes")
    assert (row["refused"], pd.isna(row["estimate"]), pd.isna(row["low"])) == ("G8", True, True)
    assert row["note"] == "minutes were given for fewer than 10 consultations"
    assert x_of_n("minutes given", of=of) == (3, 4)


def test_themes_are_mentions_of_consultations_with_any():
    of = found(log(*SMALL))
    assert x_of_n("theme", "pattern", of=of) == (2, 2)
    assert x_of_n("theme", "court", of=of) == (1, 2)
    assert x_of_n("theme", "children", of=of) == (0, 2)


def test_what_was_last_said_of_a_practitioner_holds_and_silence_is_no_no():
    of = found(log(*SMALL))
    assert x_of_n("trained", of=of) == (1, 1)
    assert x_of_n("nqsw", of=of) == (1, 2)
    silent = told(found(log(("K1", "2025-05-12", "P1", "C1"))), "trained")
    assert (silent["x"], silent["n"], silent["note"]) == (
        0,
        0,
        "who had been to the core training was not said",
    )
    assert np.isnan(silent["estimate"])


def test_a_month_counts_from_the_first_consultation_with_the_textbook_interval():
    """Ten events: 4.795 to 18.390 (Garwood 1936, as in any table of exact Poisson limits)."""
    row = told(found(by_month([0, 0, 10])), "a month")
    assert (row["x"], row["n"], row["estimate"]) == (10, 10, 1.0)
    assert (row["low"], row["high"]) == pytest.approx((0.4795, 1.8390), abs=5e-5)


def test_months_run_on_the_clock_of_the_borough_and_none_is_a_number():
    of = found(by_month([0, 2, 0, 1]), workforce(days=(40, 0, None, 61)))
    rows = of[of["statistic"] == "in month"]
    numbers = rows["x"].astype(object).where(rows["x"].notna())
    said = list(zip(rows["when"].str[-2:], rows["n"], numbers, strict=True))
    assert said[:3] == [("05", 1, 2), ("06", 2, 0), ("07", 3, 1)]
    # No lead all quarter: only what was logged all the same is a number. Days that were not given say nothing.
    assert [row[0] for row in said if pd.isna(row[2])] == ["08", "09"]
    assert [row[2] for row in said[5:]] == [0] * 6
    assert rows["note"].tolist()[3] == "no lead in post"


def test_a_log_that_falls_silent_says_so():
    assert told(found(by_month([3, 3, 3])), "last logged", when="2025-06")["n"] == 9
    assert "last logged" not in set(found(by_month([3] * 11))["statistic"])


def test_a_rate_to_days_of_a_lead_takes_only_quarters_whose_days_are_known():
    of = found(by_month([4, 0, 0, 6]), workforce(days=(40, 60, None, 0)))
    row = told(of, "to 20 days of lead")
    assert (row["x"], row["n"], row["estimate"]) == (10, 100, 2.0)
    assert row["note"] == "days were not given for Oct–Dec 2025"
    months = of[of["statistic"] == "in month"].set_index("when")["reading"]
    assert months["2025-04":"2025-09"].eq(row["reading"]).all()
    assert months["2025-10":].eq("other quarters").all()
    whole = found(by_month([4, 0, 0, 6]), workforce(days=(40, 60, 60, 60)))
    assert set(whole["reading"]) == {""}
    assert told(found(by_month([4])), "to 20 days of lead")["refused"] == "G14"


def test_reach_is_a_range_where_those_in_post_change():
    of = found(by_month([12]), workforce(eligible=(40, 48, 44, None)))
    rows = of[of["statistic"] == "reach"].set_index("reading")
    assert rows.loc["fewest in post", ["x", "n", "estimate"]].tolist() == [12, 40, 0.3]
    assert rows.loc["", ["x", "n", "estimate"]].tolist() == [12, 48, 0.25]
    assert told(found(by_month([12]), workforce(eligible=(48,) * 4)), "reach")["estimate"] == 0.25


@pytest.mark.parametrize(
    ("eligible", "refused", "why"),
    [
        ((), "G14", "how many practitioners were in post was not given"),
        ((None,) * 4, "G14", "how many practitioners were in post was not given"),
        ((0,) * 4, "G14", "how many practitioners were in post was not given"),
        ((30, 11, 30, 30), "other", "more pract"),
    ],
)
def test_reach_is_refused_without_enough_to_divide_by(eligible, refused, why):
    row = told(found(by_month([12]), workforce(eligible=eligible)), "reach")
    assert row["refused"] == refused
    assert why in row["note"]
    assert (row["x"], pd.isna(row["estimate"]), pd.isna(row["low"])) == (12, True, True)


@pytest.mark.parametrize(
    ("sent", "difference", "note"),
    [
        (12, 0, "the log holds as many as were sent in all"),
        (15, -3, "the log holds fewer than were sent in all"),
        (11, 1, "the log holds more than were sent in all"),
    ],
)
def test_a_total_sent_beside_the_log_is_reconciled(sent, difference, note):
    name = "reconciled, more logged" if difference > 0 else "reconciled"
    row = told(found(by_month([12]), sent=totals(("hackney", sent, 12), ("newham", 7, 9))), name)
    assert (row["x"], row["n"]) == (min(12, sent), max(12, sent))
    assert (row["estimate"], row["note"]) == (difference, note)
    assert "activity/total.csv!!B2" in row["rows"]
    months = told(found(by_month([12]), sent=totals(("hackney", sent, 9))), name)["note"]
    assert months == f"{note}; those are of 9 months, the log of 12"


def test_copies_are_counted_and_told():
    line = ("2025-05-12", "P1", "C1")
    of = found(log(("K1", *line), ("K2", *line), ("K3", "2025-05-13", "P1", "C1")))
    assert x_of_n("possible copies", of=of) == (1, 3)
    assert told(of, "possible copies")["rows"] == "activity/hackney.csv!!A3"
    assert told(of, "consultations")["x"] == 3


def test_who_sent_none_is_a_refusal_and_all_is_only_a_sum():
    of = found(pd.concat([by_month([5]), by_month([7], borough="newham")]))
    for borough in [one.key for one in members(PERIOD) if one.key not in ("hackney", "newham")]:
        row = told(of, "consultations", borough=borough)
        assert (row["refused"], row["note"]) == ("not_returned", "no log was sent")
    assert told(of, "consultations", borough="")["x"] == 12
    assert told(of, "logs", borough="")["x"] == 2
    assert set(of.loc[of["borough"] == "", "statistic"]) == {
        "consultations",
        "logs",
        "changes looked at",
    }


def test_one_code_in_two_boroughs_is_two_consultations():
    line = ("K1", "2025-05-12", "P1", "C1")
    of = found(pd.concat([log(line), log(line, borough="newham")]))
    assert told(of, "consultations", borough="")["x"] == 2


def test_without_logs_there_is_nothing():
    assert found(log()).empty


def test_a_log_that_cannot_be_read_at_all_is_no_zero():
    row = told(found(log(("K1", "", "P1", "C1", {"status": "queried"}))), "consultations")
    assert (pd.isna(row["x"]), row["refused"]) == (True, "queried")
    assert row["note"] == "no line of the log can be read"


def test_every_finding_names_the_rows_it_was_made_from():
    of = found(by_month([6] * 12), workforce(eligible=(40,) * 4, days=(60,) * 4))
    bare = of[
        (of["rows"] == "") & ~of["statistic"].eq("in month") & of["note"].ne("no log was sent")
    ]
    assert bare.empty
    assert told(of, "reach")["rows"].endswith(
        "activity/posts.csv!!B2; activity/posts.csv!!B3; "
        "activity/posts.csv!!B4; activity/posts.csv!!B5"
    )
    row = told(of, "in month", "first half", when="2025-05")
    assert row["rows"].split("; ") == [f"activity/hackney.csv!!A{at}" for at in range(8, 14)]
