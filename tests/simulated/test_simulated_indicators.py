"""The simulated returns of the indicators: the same bytes each time, mess of every kind, and no real number's row."""

from collections import Counter
from itertools import pairwise

import pandas as pd
import pytest
from drawing import NO_CORRECTIONS, real_files

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.indicators import indicators_of
from analysis.declare.periods import period
from simulated import indicators
from simulated.made import generator
from strands.indicators.cleans.indicators import clean
from strands.indicators.declares import EARLIER
from strands.indicators.finds import indicators as find
from strands.indicators.finds import re_referrals

PERIOD = "2025-26"


def files():
    return list(indicators.files(period(PERIOD), generator("indicators")))


@pytest.fixture(scope="module")
def made(simulated):
    return [one for one in simulated.values() if one.strand == "indicators"]


@pytest.fixture(scope="module")
def cleaned(made):
    return clean({one.file: one.content for one in made}, NO_CORRECTIONS, PERIOD)


def asked(cleaned, file=""):
    here = cleaned.queries[cleaned.queries["file"].str.contains(file, regex=False)]
    return Counter(here["rule"])


def counts(table, borough, indicator):
    rows = table[(table["borough"] == borough) & (table["indicator"] == indicator)]
    return [None if pd.isna(count) else int(count) for count in rows["count"]]


def test_the_same_seed_gives_the_same_bytes_and_names_nobody(made):
    once, again = made, files()
    assert [(one.file, one.sha256) for one in once] == [(one.file, one.sha256) for one in again]
    assert len(once) == len(BOROUGH_KEYS)
    assert all(one.sender.startswith("simulated: ") for one in once)
    assert {one.strand for one in once} == {"indicators"}


def test_every_borough_is_read_and_only_what_is_still_asked_for(cleaned):
    arrived = cleaned.table[cleaned.table["file"] != ""]
    assert list(dict.fromkeys(arrived["borough"])) == list(BOROUGH_KEYS)
    assert set(arrived["indicator"]) == set(indicators_of(PERIOD))
    assert "care_entry" not in set(arrived["indicator"])


def test_no_row_of_a_real_return_is_copied(cleaned):
    real = clean(real_files(), NO_CORRECTIONS, "2023-25").table
    for borough in BOROUGH_KEYS:
        for indicator in indicators_of(PERIOD):
            mine = [
                count for count in counts(cleaned.table, borough, indicator) if count is not None
            ]
            theirs = counts(real, borough, indicator)
            assert not set(pairwise(theirs)) & set(pairwise(mine)), (borough, indicator)


def test_counts_hold_the_mess_of_real_returns(cleaned):
    table = cleaned.table
    assert counts(table, "waltham_forest", "referral")[-1] is None
    assert counts(table, "newham", "assessment")[2] is None
    assert asked(cleaned, "LBBD")["copy_forward"] == 1
    assert asked(cleaned, "barnet")["total_does_not_add"] == 1
    assert asked(cleaned, "wf_indicators")["not_returned_quarters"] == 1
    withheld = table[table["status"] == "withheld"]
    assert set(withheld["borough"]) == {"hammersmith_and_fulham"}
    assert set(withheld["raw"]) == {"<5"}
    assert table["caveat"].str.contains("lost in a move of systems").any()
    assert table["caveat"].str.contains("any member of the household").any()
    wordings = cleaned.wordings.groupby("indicator")["wording"].nunique()
    assert wordings["referral"] >= 3


def test_re_referrals_come_in_every_way_they_may_come_in(cleaned):
    rows = cleaned.re_referrals
    of = {borough: rows[rows["borough"] == borough] for borough in BOROUGH_KEYS}
    assert set(of["hackney"]["status"]) == {"returned"}
    assert len(of["hackney"]) == 2 * (4 + len(EARLIER))
    assert set(of["newham"]["measure"]) == {"re_referrals"}
    assert set(of["hammersmith_and_fulham"]["basis"]) == {"cohort"}
    assert set(of["barnet"]["da_rule"]) == {"new", "both"}
    assert of["barking_and_dagenham"].empty
    # The days of Waltham Forest are words, and every one is read.
    assert of["waltham_forest"]["extracted"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()


@pytest.mark.parametrize(
    ("file", "rule", "times"),
    [
        ("wf_indicators", "drawn_too_early", 1),
        ("Newham", "no_denominator", 3),
        ("lbhf", "cohort_not_followed", 1),
        ("barnet", "part_above_whole", 1),
        ("barnet", "percentage_alone", 1),
        ("barnet", "counting_changed", 1),
        ("Newham", "not_returned_quarters", 1),
        ("", "no_proforma", 1),
    ],
)
def test_every_question_on_re_referrals_has_its_case(cleaned, file, rule, times):
    assert asked(cleaned, file)[rule] == times


def test_template_filled_in_as_asked_raises_nothing_but_by_its_note(cleaned):
    assert asked(cleaned, "hackney.xlsx") == Counter(recording_changed=1)


def test_findings_stand_alone_and_say_of_every_quarter_without_a_share_why(cleaned):
    found = find.findings(cleaned.table, PERIOD)
    assert found[found["statistic"] == "verdict"]["verdict"].unique().tolist() == [
        "too few quarters"
    ]
    again = re_referrals.findings(cleaned.re_referrals, PERIOD)
    shares = again[again["statistic"] == "share"]
    # A share beside one that is impossible is told: only what is wrong is kept out.
    assert shares["low"].notna().sum() == 9 + len(EARLIER)
    assert shares[shares["low"].isna()]["note"].ne("").all()
    # Plausible: a share somewhere from one in twenty to two in five.
    assert shares["estimate"].dropna().between(0.05, 0.4).all()
