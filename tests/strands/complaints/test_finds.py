"""Complaints: each counted once, rates by hand, quarters that are set against nothing, and the rule of the verdict."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from complaint_rows import PERIOD, Level, base, frames, line, longer, series
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from analysis.declare.finding import CANNOT_TELL, DECREASE, INCREASE
from analysis.find import rates
from strands.complaints.finds import halves
from strands.complaints.finds.complaint_changes import pattern
from strands.complaints.finds.complaint_quarters import complaints, linked, quarters
from strands.complaints.finds.complaints import REFUSED, findings
from strands.complaints.prints.complaint_changes import reading, seen

Q = ("2025Q2", "2025Q3", "2025Q4", "2026Q1")
WAYS = (INCREASE, DECREASE, CANNOT_TELL)
MIRROR = {INCREASE: DECREASE, DECREASE: INCREASE, CANNOT_TELL: CANNOT_TELL}


def one(
    found: pd.DataFrame,
    statistic: str,
    borough: str = "hackney",
    subject: str = "",
    when: str = PERIOD,
    reading: str | None = "",
) -> dict:
    """The one finding about something; of whatever reading where that is None."""
    rows = found[
        (found["statistic"] == statistic)
        & (found["borough"] == borough)
        & (found["subject"] == subject)
        & (found["when"] == when)
    ]
    rows = rows if reading is None else rows[rows["reading"] == reading]
    assert len(rows) == 1, (statistic, borough, subject)
    return rows.astype(object).where(rows.notna(), None).iloc[0].to_dict()


def x_of_n(found: pd.DataFrame, statistic: str, subject: str = "") -> tuple[int, int]:
    row = one(found, statistic, subject=subject)
    return row["x"], row["n"]


def made(levels: list[Level], borough: str = "hackney", of: tuple[str, ...] = Q) -> pd.DataFrame:
    return findings(*frames(*series(borough, of, levels)), PERIOD)


# Each complaint once


def test_stages_are_one_complaint_in_the_quarter_of_the_first_and_end_with_the_last():
    lines = [
        line(
            "hackney",
            "C1",
            "2025-06-28",
            outcome="not_upheld",
            support="none",
            complainant="unknown",
            days=9,
        ),
        line(
            "hackney",
            "C1",
            "2025-07-20",
            stage="two",
            outcome="open",
            support="given",
            complainant="perpetrator",
            grounds="court",
            conventions="threats",
            repeat="yes",
            at="A2",
        ),
        line(
            "hackney",
            "C2",
            "2025-07-01",
            outcome="partly",
            repeat="yes",
            conventions="lengthy | denial",
        ),
        # The same code in another borough is another complaint.
        line("newham", "C1", "2025-07-01"),
    ]
    found = findings(*frames(lines, [base("hackney", quarter, 200) for quarter in Q]), PERIOD)
    assert [one(found, "complaints", when=quarter)["x"] for quarter in Q] == [1, 1, 0, 0]
    assert one(found, "complaints that arrived", "")["x"] == 3
    assert [
        one(found, "outcome", subject=key)["x"] for key in ("open", "partly", "not_upheld")
    ] == [1, 1, 0]
    assert x_of_n(found, "complainant", "perpetrator") == (1, 2)
    # What is told of any stage is told of the complaint; whether somebody complained before, of the first alone.
    assert (
        x_of_n(found, "supported")
        == x_of_n(found, "repeat")
        == x_of_n(found, "grounds", "court")
        == (1, 1)
    )
    assert x_of_n(found, "taken further") == (1, 2)
    assert one(found, "days to the first answer")["n"] == 1
    assert one(found, "complaints", when="2025Q2")["rows"] == "hackney.csv!!C1; hackney.csv!!A2"


def test_open_and_withdrawn_are_no_part_of_a_share_upheld():
    outcomes = ("upheld", "partly", "not_upheld", "open", "withdrawn")
    lines = [
        line("hackney", f"C{at}", "2025-05-01", outcome=key) for at, key in enumerate(outcomes)
    ]
    upheld = one(findings(*frames(lines, []), PERIOD), "upheld")
    assert (upheld["x"], upheld["n"]) == (2, 3)


def test_queried_lines_are_in_no_count_and_their_number_is_told():
    lines = [
        line("hackney", "C1", "2025-05-01"),
        line("hackney", "C2", "2025-05-01", status="queried"),
    ]
    found = findings(*frames(lines, [base("hackney", "2025Q2", 100)]), PERIOD)
    assert one(found, "complaints", when="2025Q2")["x"] == 1
    assert one(found, "lines left out")["x"] == 1


def test_blank_answers_are_in_no_base():
    judged = line(
        "hackney", "C1", "2025-05-01", support="given", mapped="yes", complainant="perpetrator"
    )
    others = (
        line("hackney", "C2", "2025-05-01", conventions="threats"),
        line("hackney", "C3", "2025-05-01"),
    )
    found = findings(*frames([judged, *others], []), PERIOD)
    assert [x_of_n(found, name) for name in ("supported", "mapped", "repeat")] == [
        (1, 1),
        (1, 1),
        (0, 0),
    ]
    assert one(found, "repeat")["estimate"] is None
    assert x_of_n(found, "convention", "threats") == (1, 1)
    assert x_of_n(found, "convention", "nothing noted") == (2, 3)
    assert x_of_n(found, "grounds", "none given") == (1, 1)


def earlier(of: dict, key: str) -> dict:
    return {**of, "period": key, "file": f"{key}/{of['file']}"}


def test_a_later_stage_belongs_to_a_complaint_of_the_period_before():
    """Both periods are real ones here, as a simulated one is never read with them."""
    first = earlier(line("hackney", "C1", "2025-03-20"), "2023-25")
    again = [first, line("hackney", "C1", "2025-05-02", stage="two", outcome="upheld", at="A2")]
    held = complaints(linked(frames(again, [])[0]))
    assert held[["period", "quarter", "outcome", "stages"]].values.tolist() == [
        ["2023-25", "2025Q1", "upheld", 2]
    ]


def test_a_code_that_begins_again_is_another_complaint():
    first = earlier(line("hackney", "C1", "2025-03-20"), "2023-25")
    held = complaints(linked(frames([first, line("hackney", "C1", "2025-05-02", at="A2")], [])[0]))
    assert held["quarter"].tolist() == ["2025Q1", "2025Q2"]


@settings(max_examples=30, deadline=None)
@given(st.permutations(list(range(5))))
def test_the_order_of_lines_changes_nothing(order):
    lines = [
        line("hackney", "C1", "2025-06-28"),
        line("hackney", "C1", "2025-07-20", stage="two", outcome="upheld"),
        line("hackney", "C2", "2025-07-21"),
        line("newham", "C1", "2025-07-22"),
        line("hackney", "C1", "2025-09-20", stage="ombudsman", outcome="withdrawn"),
    ]
    told = ["borough", "quarter", "outcome", "stages"]
    held = complaints(linked(frames([lines[at] for at in order], [])[0]))[told].values.tolist()
    assert sorted(held) == [
        ["hackney", "2025Q2", "withdrawn", 3],
        ["hackney", "2025Q3", "not_upheld", 1],
        ["newham", "2025Q3", "not_upheld", 1],
    ]


# Rates


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.025, 5.572),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
    ],
)
def test_rates_have_the_interval_of_garwood(count, low, high):
    """Limits of a Poisson count as tabled (Ulm 1990, Am J Epidemiol 131:373), by chi-squared: over 250 cases x 100."""
    assert (
        chi2.ppf(0.025, 2 * count) / 2 if count else 0,
        chi2.ppf(0.975, 2 * count + 2) / 2,
    ) == pytest.approx((low, high), abs=0.0006)
    rate = one(
        made([Level(count, cases=250), *[Level(1)] * 3]), "per 100 open cases", when="2025Q2"
    )
    assert rate["estimate"] == pytest.approx(count / 2.5)
    assert (rate["low"], rate["high"]) == pytest.approx((low / 2.5, high / 2.5), abs=3e-4)
    assert (rate["x"], rate["n"]) == (count, 250)


@pytest.mark.parametrize(
    ("cases", "status", "why"),
    [
        (None, "not_returned", "there is no number of open cases"),
        (None, "withheld", "there is no number of open cases"),
        (None, "unknown", "there is no number of open cases"),
        (0, "returned", "no case was open"),
    ],
)
def test_without_open_cases_a_rate_is_refused_and_the_count_stays(cases, status, why):
    bases = [base("hackney", "2025Q2", cases, status=status)]
    found = findings(*frames([line("hackney", "C1", "2025-05-01")], bases), PERIOD)
    rate = one(found, "per 100 open cases", when="2025Q2")
    assert (rate["estimate"], rate["x"]) == (None, 1)
    assert rate["refused"] == "G14"
    assert rate["note"].startswith(why)
    assert one(found, "complaints", when="2025Q2")["x"] == 1


def test_the_whole_number_missing_is_refused_too():
    found = findings(*frames([line("hackney", "C1", "2025-05-01")], []), PERIOD)
    rates = found[found["statistic"] == "per 100 open cases"]
    assert rates["estimate"].isna().all()
    assert one(found, "complaints", when="2025Q2")["x"] == 1


def test_a_quarter_in_part_use_has_a_count_and_no_rate():
    found = made([Level(3, use="part"), *[Level(2)] * 3])
    assert one(found, "complaints", when="2025Q2")["x"] == 3
    assert one(found, "per 100 open cases", when="2025Q2")["refused"] == "G22"


@pytest.mark.parametrize(
    ("use", "why"), [("no", "not in use yet"), ("", "whether the proforma was in use is not known")]
)
def test_no_complaint_is_nought_only_where_the_proforma_was_in_use(use, why):
    found = made([Level(0, use=use), Level(0), Level(1), Level(1)])
    assert [one(found, "complaints", when=quarter)["x"] for quarter in Q[:2]] == [None, 0]
    assert one(found, "complaints", when="2025Q2")["note"] == why


def test_a_borough_that_sent_no_line_has_no_noughts():
    lines = [line("newham", "C1", "2025-05-01")]
    found = findings(*frames(lines, [base("hackney", quarter, 300) for quarter in Q]), PERIOD)
    assert (
        found[(found["statistic"] == "complaints") & (found["borough"] == "hackney")]["x"]
        .isna()
        .all()
    )
    assert one(found, "lines left out")["note"] == "no complaint was sent"


# Ramp-up


def usable(uses: str, patch: pytest.MonkeyPatch) -> str:
    """Quarters by their use (a all, p part, n no, ? not known): r ramp-up, u usable, - neither."""
    of = longer(patch, str(pd.Period("2025Q2", "Q") + len(uses) - 1))
    words = {"a": "all", "p": "part", "n": "no", "?": ""}
    told = quarters(
        *frames(*series("hackney", of, [Level(1, use=words[use]) for use in uses])), PERIOD
    )
    return "".join(
        "r" if one.ramp_up else "u" if one.usable else "-"
        for one in told
        if one.borough == "hackney"
    )


@pytest.mark.parametrize(
    ("uses", "held"),
    [
        ("aaaa", "rruu"),
        ("npaa", "-rrr"),
        ("paaa", "rrru"),
        ("aapa", "rrru"),
        ("aaaap", "rruur"),
        ("????", "----"),
        ("aa?a", "rr-u"),
        ("aaanaaa", "rru-rru"),
        ("nnnn", "----"),
    ],
)
def test_the_first_two_quarters_in_full_use_and_those_in_part_use_are_set_against_nothing(
    uses, held, monkeypatch
):
    assert usable(uses, monkeypatch) == held


def test_each_such_quarter_has_its_refusal():
    found = made([Level(3, use="part"), *[Level(2)] * 3])
    rows = found[found["statistic"] == "set against another quarter"]
    assert rows["when"].tolist() == ["2025Q2", "2025Q3", "2025Q4"]
    assert rows["refused"].eq("G22").all()
    assert rows["note"].str.startswith("in the first 2 quarters").all()


def test_four_quarters_less_two_are_too_few_and_every_borough_is_told_so():
    found = made([Level(5, 1, 1)] * 4)
    rows = found[found["statistic"] == "verdict"].set_index("borough")
    assert len(rows) == 6
    assert rows["refused"].eq("G22").all()
    assert rows["note"].str.startswith("at least 4 quarters").all()
    assert rows["n"].to_dict()["hackney"] == 2
    assert not found["reading"].eq("change").any()


# Halves


def halved(first: Level, second: Level, patch: pytest.MonkeyPatch, each: int = 4) -> pd.DataFrame:
    """Findings of two quarters of ramp-up and `each` of either level."""
    of = longer(patch, str(pd.Period("2025Q3", "Q") + 2 * each))
    return made([Level(40), Level(40), *[first] * each, *[second] * each], of=of)


def verdict(*ways: str) -> str:
    """What three changes may be read as, in the words of the section."""
    key = pattern(*ways)
    return f"{reading(key)}: {seen(key, *ways)}"


def told(found: pd.DataFrame) -> str:
    """The verdict of a borough in words, or its refusal."""
    row = one(found, "verdict", reading=None)
    if row["refused"]:
        return row["note"]
    assert row["reading"] == pattern(*(way or CANNOT_TELL for way in ways(found)))
    return f"{reading(row['reading'])}: {seen(row['reading'], *ways(found))}"


def ways(found: pd.DataFrame) -> list[str]:
    return [
        one(found, name, reading="change")["verdict"] for name in ("rate", "upheld", "supported")
    ]


def test_halves_by_hand(monkeypatch):
    found = halved(Level(30, 18, 9), Level(60, 15, 48, cases=500), monkeypatch)
    rate = one(found, "rate", reading="change")
    # 240 of 2,000 case-quarters over 120 of 1,600.
    assert rate["estimate"] == pytest.approx((240 / 2000) / (120 / 1600))
    assert one(found, "rate", reading="first half")["estimate"] == pytest.approx(7.5)
    assert one(found, "rate", reading="second half")["n"] == 2000
    assert one(found, "upheld", reading="change")["estimate"] == pytest.approx(60 / 240 - 72 / 120)
    assert one(found, "supported", reading="change")["estimate"] == pytest.approx(
        192 / 240 - 36 / 120
    )
    assert ways(found) == [INCREASE, DECREASE, INCREASE]
    assert told(found).startswith("consistent with accountability, which it does not prove: ")
    # The ramp-up, with its 40 a quarter, is in neither half.
    first = found[found["statistic"].eq("compared") & found["reading"].eq("first half")]
    assert first["when"].tolist()[0] == "2025Q4"
    assert one(found, "times of year")["note"] == "the halves hold the same times of year"


def test_the_middle_of_an_odd_number_is_in_neither_half(monkeypatch):
    of = longer(monkeypatch, "2026Q4")
    found = made([Level(1), Level(1), Level(2), Level(2), Level(90), Level(2), Level(2)], of=of)
    assert (
        one(found, "rate", reading="first half")["x"],
        one(found, "rate", reading="second half")["x"],
    ) == (4, 4)
    assert one(found, "times of year")["note"] == "the halves hold different times of year"


def test_quarters_that_vary_make_a_change_of_the_rate_less_sure(monkeypatch):
    """As many complaints in either half; only by how much the quarters of a half differ is not the
    same. The dispersion is Pearson's X2 over what neighbours correlated by 0.3 let expect.
    """
    of = longer(monkeypatch, "2027Q3")
    ramp = [Level(40), Level(40)]
    even = made([*ramp, *[Level(30)] * 4, *[Level(60)] * 4], of=of)
    varied = made([*ramp, *map(Level, (10, 50, 10, 50, 20, 100, 20, 100))], of=of)
    smooth, rough = (one(found, "rate", reading="change") for found in (even, varied))
    assert (smooth["verdict"], rough["verdict"]) == (INCREASE, CANNOT_TELL)
    assert smooth["estimate"] == rough["estimate"]
    alike = 0.3 ** np.abs(np.subtract.outer(range(4), range(4)))
    of_means = np.eye(4) - 0.25
    expected = 2 * np.trace(of_means @ alike)
    misfit = 4 * 20**2 / 30 + 4 * 40**2 / 60
    both = 0.3 ** np.abs(np.subtract.outer(range(8), range(8)))
    signs = np.repeat([-1, 1], 4)
    times = misfit / expected * (signs @ both @ signs / 8)
    df = expected**2 / (2 * np.trace(of_means @ alike @ of_means @ alike))
    ends = halves.ratio((120, 240), (1600, 1600), rates.Spread(times, df))[1:]
    assert (rough["low"], rough["high"]) == pytest.approx(ends)


@settings(max_examples=12, deadline=None)
@given(
    *[st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(200, 600))]
    * 2
)
def test_a_series_turned_round_has_the_mirror_verdict(one_level, other_level):
    levels = [
        Level(n, min(u, n), min(s, n), cases=cases) for n, u, s, cases in (one_level, other_level)
    ]
    with pytest.MonkeyPatch.context() as patch:
        there, back = halved(*levels, patch, each=2), halved(*levels[::-1], patch, each=2)
    assert ways(back) == [MIRROR.get(way, way) for way in ways(there)]
    assert told(back) == turned(told(there))
    for name, mirror in (
        (("rate", "change"), lambda end: 1 / end),
        (("upheld", "change"), lambda end: -end),
        (("rate", "least change"), lambda end: 1 / end),
    ):
        rows = [one(of, name[0], reading=name[1]) for of in (there, back)]
        low, high = ([row[end] for row in rows] for end in ("low", "high"))
        for end, other in ((low[0], high[1]), (high[0], low[1])):
            assert (end is None) == (other is None)
            assert end is None or end == pytest.approx(mirror(other), rel=1e-9, abs=1e-9)


def test_a_half_without_open_cases_refuses_the_rate_and_keeps_the_shares(monkeypatch):
    of = longer(monkeypatch, "2026Q3")
    found = made(
        [Level(5)] * 2 + [Level(5, 2), Level(5, 2, cases=None), Level(5, 3), Level(5, 3)], of=of
    )
    assert one(found, "rate", reading="change")["refused"] == "G14"
    assert one(found, "upheld", reading="change")["estimate"] == pytest.approx(0.2)
    assert one(found, "verdict", reading=None)["refused"] == "G14"


def test_a_half_without_complaints_has_no_ratio_and_is_told_to_have_risen(monkeypatch):
    found = halved(Level(0), Level(9, 3), monkeypatch)
    rate = one(found, "rate", reading="change")
    assert (rate["estimate"], rate["verdict"]) == (None, INCREASE)
    assert one(found, "upheld", reading="change")["note"].startswith("no difference")
    assert told(found).startswith("cannot tell: whether the share upheld or support for workers")


def test_what_cannot_be_told_says_what_would_have_shown(monkeypatch):
    found = halved(Level(3, 1, 1), Level(3, 1, 1), monkeypatch)
    least = one(found, "rate", reading="least change")
    assert least["low"] == pytest.approx(1 / least["high"])
    assert 1.5 < least["high"] < 12
    assert one(found, "upheld", reading="least change")["low"] == pytest.approx(
        -one(found, "upheld", reading="least change")["high"]
    )


# The verdict

OTHERWISE = {
    "more complaints": "fewer complaints",
    "a larger share": "a smaller share",
    "more support": "less support",
    "a warning to look into": "the reverse of a warning, to look into as well",
    "consistent with accountability": "consistent with the reverse of accountability",
}


def turned(said: str) -> str:
    """The words of the other way round."""
    # From the longest, so that no part of a phrase is turned before it.
    pairs = sorted(
        (pair for a, b in OTHERWISE.items() for pair in ((a, b), (b, a))),
        key=lambda pair: -len(pair[0]),
    )
    for at, (word, _) in enumerate(pairs):
        said = said.replace(word, f"<{at}>")
    for at, (_, other) in enumerate(pairs):
        said = said.replace(f"<{at}>", other)
    return said


@pytest.mark.parametrize("ways", list(product(WAYS, repeat=3)), ids=" ".join)
def test_every_cell_of_the_rule(ways):
    rate, upheld, supported = ways
    said = verdict(*ways)
    if ways == (INCREASE, DECREASE, INCREASE):
        assert said.startswith(
            "consistent with accountability, which it does not prove: more complaints"
        )
    elif ways == (DECREASE, INCREASE, DECREASE):
        assert said.startswith(
            "consistent with the reverse of accountability, which it does not prove: fewer"
        )
    elif (rate, upheld) == (INCREASE, INCREASE):
        assert (
            said
            == "a warning to look into: more complaints over the open cases, and a larger share of"
            " them upheld"
        )
    elif (rate, upheld) == (DECREASE, DECREASE):
        assert said.startswith("the reverse of a warning, to look into as well: fewer complaints")
    elif CANNOT_TELL in ways:
        parts = {"the rate": rate, "the share upheld": upheld, "support for workers": supported}
        assert said.startswith("cannot tell: whether ")
        assert all((part in said) == (way == CANNOT_TELL) for part, way in parts.items())
    else:
        assert said.startswith("neither pattern: ")


@pytest.mark.parametrize("ways", list(product(WAYS, repeat=3)), ids=" ".join)
def test_the_rule_turned_round_says_the_reverse(ways):
    assert verdict(*map(MIRROR.get, ways)) == turned(verdict(*ways))


def test_the_rule_says_nothing_of_causes_and_nobody_does_well_or_badly():
    said = " ".join(verdict(*ways) for ways in product(WAYS, repeat=3))
    for word in (
        "effect",
        "impact",
        "led to",
        "significant",
        "trend",
        "good",
        "bad",
        "improve",
        "success",
        "fail",
    ):
        assert word not in said


# Everything


def test_every_refusal_of_the_strand_stands_and_boroughs_are_never_added_up():
    found = made([Level(5, 1, 1)] * 4)
    everywhere = found[found["borough"].eq("")]
    assert set(everywhere.loc[everywhere["refused"].ne(""), "statistic"]) == set(REFUSED)
    of_all = set(everywhere.loc[everywhere["note"].eq(""), "statistic"])
    assert of_all == {
        "boroughs that sent complaints",
        "lines left out",
        "complaints that arrived",
        "newly qualified worker",
    }
    assert found.loc[found["borough"].eq(""), "estimate"].isna().all()


@pytest.mark.parametrize(
    "rows", [([], []), ([earlier(line("hackney", "C1", "2025-03-20"), "2023-25")], [])]
)
def test_of_a_period_of_which_nothing_came_nothing_is_found(rows):
    assert findings(*frames(*rows), PERIOD).empty


def test_open_cases_alone_find_no_complaint():
    found = findings(*frames([], [base("hackney", quarter, 300) for quarter in Q]), PERIOD)
    assert one(found, "complaints that arrived", "")["x"] == 0
    assert one(found, "complaints", when="2025Q4")["note"].startswith("no complaint was sent")
