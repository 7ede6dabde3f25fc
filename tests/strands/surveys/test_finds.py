"""Surveys: shares of those who could have answered, bases of percentages, and bounds over those who did not."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from analysis import store
from analysis.declare.finding import with_parts
from analysis.declare.surveys import LEAST_FOR_PERCENTAGES
from analysis.find.bounds import Answers
from strands.surveys.cleans.sums import clean
from strands.surveys.declares import OF_SUMS
from strands.surveys.finds.bounds import headline, over_everybody, share_over_everybody
from strands.surveys.finds.sums import findings, runs
from strands.training.cleans import clean as clean_training

ITEM = "Knowledge about perpetrators (1-7)"


@pytest.fixture(scope="module")
def tables():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        made = clean(
            store.returns("2023-25", "surveys"), store.corrections("2023-25", "surveys"), "2023-25"
        )
        files, corrections = (
            store.returns("2023-25", "training"),
            store.corrections("2023-25", "training"),
        )
        training = clean_training(files, corrections, "2023-25").table
    return made.replies, made.shares, made.ratings, training


@pytest.fixture(scope="module")
def found(tables):
    return with_parts(findings(*tables), *OF_SUMS)


def one(found, statistic, instrument, wave="", case="", item="", limit="") -> pd.Series:
    about = {"instrument": instrument, "wave": wave, "reading": case, "item": item, "limit": limit}
    found = with_parts(found, *OF_SUMS)
    here = found["statistic"] == statistic
    for column, value in about.items():
        here &= found[column] == value
    assert here.sum() == 1
    return found[here].iloc[0]


def by(answers: Answers) -> dict[str, dict]:
    return {row["statistic"]: row for row in over_everybody(answers)}


@pytest.mark.parametrize(
    ("statistic", "instrument", "wave", "case", "percent"),
    [
        ("returned", "overview", "after", "attendances", 47.7),
        ("returned", "core", "before", "attendances", 76.5),
        ("returned", "core", "after", "attendances", 11.9),
        ("usable", "core", "after", "attendances", 8.6),
        ("usable", "core", "after", "answered before", 11.2),
    ],
)
def test_returns_as_shares_of_those_who_could_have_answered(
    found, statistic, instrument, wave, case, percent
):
    row = one(found, f"{statistic}, % of eligible", instrument, wave, case)
    assert row["estimate"] == pytest.approx(percent, abs=0.05)


def test_usable_is_opened_less_mostly_blank(found):
    assert one(found, "usable", "core", "after")["estimate"] == 54 - 15
    assert "not reported" in one(found, "usable", "overview", "after")["note"]


@pytest.mark.parametrize(("instrument", "attended"), [("supervisors", 25), ("refresher", 33)])
def test_an_unknown_number_of_returns_is_no_zero_and_has_no_share(found, instrument, attended):
    assert one(found, "eligible", instrument, "after", "attendances")["estimate"] == attended
    assert pd.isna(one(found, "returned", instrument, "after")["estimate"])
    assert pd.isna(
        one(found, "returned, % of eligible", instrument, "after", "attendances")["estimate"]
    )
    assert "not known" in one(found, "percentages", instrument)["note"]


def test_attendances_come_from_the_training_rows(tables):
    replies, shares, ratings, training = tables
    doubled = training.assign(count=training["count"] * 2)
    row = one(
        findings(replies, shares, ratings, doubled),
        "returned, % of eligible",
        "overview",
        "after",
        "attendances",
    )
    assert row["estimate"] == pytest.approx(100 * 342 / 1434)
    none = findings(replies, shares, ratings, training.head(0))
    assert pd.isna(
        one(none, "returned, % of eligible", "overview", "after", "attendances")["estimate"]
    )
    assert (
        "not known"
        in one(none, "change: answered", "overview", case="attendances", item=ITEM)["note"]
    )


def test_core_hangs_on_those_who_did_not_answer(found):
    mine = (
        (found["instrument"] == "core")
        & (found["reading"] == "answered before")
        & (found["item"] == ITEM)
    )
    core = {row["statistic"]: row for _, row in found[mine & (found["limit"] == "")].iterrows()}
    assert core["change: answered"]["estimate"] == pytest.approx(1.1)
    assert core["change: silent unchanged"]["estimate"] == pytest.approx(0.12, abs=0.005)
    unknown = core["mean: silent unknown"]
    assert (unknown["low"], unknown["high"]) == pytest.approx((1.45, 6.78), abs=0.005)
    assert core["tipping: mean"]["estimate"] == pytest.approx(3.76, abs=0.005)
    assert core["tipping: mean"]["n"] == 309
    assert core["headline"]["refused"] == "G16"


def test_overview_hangs_on_those_who_did_not_answer(found):
    about = {"instrument": "overview", "case": "attendances", "item": ITEM}
    assert one(found, "change: answered", **about)["estimate"] == 1.5
    assert one(found, "change: silent unchanged", **about)["estimate"] == pytest.approx(
        0.72, abs=0.005
    )
    assert one(found, "tipping: change", **about)["estimate"] == pytest.approx(-1.37, abs=0.005)
    assert one(found, "tipping: change", **about)["n"] == 375
    assert one(found, "headline", **about)["refused"] == "G16"


def test_all_attendances_leave_more_open_than_those_who_answered_before(found):
    narrow, wide = (
        one(found, "mean: silent unknown", "core", case=case, item=ITEM)
        for case in ("answered before", "attendances")
    )
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


@pytest.mark.parametrize(("limit", "change"), [("", 1.1), ("3.99 and 5", 1.01), ("3.5 and 5", 1.5)])
def test_a_limit_is_read_as_declared_and_otherwise(found, limit, change):
    row = one(found, "change: answered", "core", case="answered before", item=ITEM, limit=limit)
    assert row["estimate"] == pytest.approx(change)
    assert (found.loc[found["instrument"] == "overview", "limit"] == "").all()


@pytest.mark.parametrize(
    ("instrument", "low", "high"), [("core", 0.6, 1.6), ("overview", 0.95, 2.05)]
)
def test_rounding_of_printed_averages_leaves_a_range(found, instrument, low, high):
    row = one(found, "change: rounding", instrument, item=ITEM)
    assert (row["low"], row["high"]) == pytest.approx((low, high))


answering = st.lists(st.integers(1, 7), min_size=1, max_size=30)


@given(answering, st.lists(st.integers(1, 7), max_size=30), st.floats(1, 7))
def test_the_average_of_everybody_lies_within_the_bounds(answered, silent, before):
    made = by(
        Answers(
            len(answered), len(answered + silent), before, sum(answered) / len(answered), 1, 7, 1
        )
    )
    true = sum(answered + silent) / len(answered + silent)
    assert (
        made["mean: silent unknown"]["low"] - 1e-9
        <= true
        <= made["mean: silent unknown"]["high"] + 1e-9
    )
    assert made["mean: silent unknown"]["high"] == pytest.approx(
        (sum(answered) + 7 * len(silent)) / len(answered + silent)
    )


@given(st.data(), st.integers(0, 30), st.integers(0, 30))
def test_no_answers_of_the_silent_change_more_than_the_worst_case(
    data, silent_after, silent_before
):
    """Everybody's answers drawn, then some of either moment not seen."""
    people = data.draw(st.integers(1 + max(silent_after, silent_before), 70))
    points = st.lists(st.integers(1, 7), min_size=people, max_size=people)
    before, after = data.draw(points), data.draw(points)
    seen = before[silent_before:], after[silent_after:]
    averages = (sum(side) / len(side) for side in seen)
    answers = Answers(len(seen[1]), people, *averages, 1, 7, len(seen[0]))
    low, high = answers.change_over_all
    assert low - 1e-9 <= (sum(after) - sum(before)) / people <= high + 1e-9
    worst = ([1] * silent_after, [7] * silent_before)
    least = (sum(seen[1]) + sum(worst[0]) - sum(seen[0]) - sum(worst[1])) / people
    assert low == pytest.approx(least)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(1, 7), st.floats(1, 7))
def test_at_the_tipping_point_nothing_changes(answered, silent, before, after):
    answers = Answers(answered, answered + silent, before, after, 1, 7, answered)
    assert answers.over_all(by(answers)["tipping: mean"]["estimate"]) == pytest.approx(before)


@given(st.integers(1, 40), st.integers(0, 40), st.floats(1, 7), st.floats(1, 7))
def test_a_fall_is_the_mirror_image_of_a_rise(answered, silent, before, after):
    rise, fall = (
        by(Answers(answered, answered + silent, *ends, 1, 7, answered))
        for ends in ((before, after), (8 - before, 8 - after))
    )
    for what in ("change: answered", "change: silent unchanged"):
        assert rise[what]["estimate"] == pytest.approx(-fall[what]["estimate"])
    low, high = (rise["change: silent unknown"][end] for end in ("low", "high"))
    assert (low, high) == pytest.approx(
        (-fall["change: silent unknown"]["high"], -fall["change: silent unknown"]["low"])
    )


def test_nobody_silent_leaves_nothing_open():
    made = by(Answers(10, 10, 4, 5, 1, 7, 10))
    assert (made["mean: silent unknown"]["low"], made["mean: silent unknown"]["high"]) == (5, 5)
    assert made["tipping: mean"]["note"] == "nobody was silent"


def test_a_tipping_point_beyond_the_scale_is_said():
    assert (
        "no answers of the silent on the scale"
        in by(Answers(90, 100, 4, 6, 1, 7, 90))["tipping: mean"]["note"]
    )


@pytest.mark.parametrize(
    ("answered", "eligible", "first"),
    [
        (39, 348, "bounds"),
        (342, 717, "bounds"),
        (600, 717, "estimate"),
        (50, 60, "estimate"),
        (49, 60, "bounds"),
        (60, 100, "estimate"),
        (59, 100, "bounds"),
    ],
)
def test_the_headline_turns_round_with_better_data(answered, eligible, first):
    assert headline(answered, eligible) == first


def test_share_over_everybody_runs_from_none_to_all_of_the_silent(found):
    row = found[found["statistic"] == "share: silent unknown"].iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((45.8, 98.1), abs=0.05)
    assert share_over_everybody(100, 10, 40) == (25, 100)


def possible(percent: str, base: int) -> bool:
    """Counts of `base` tried one by one."""
    unit = Decimal(1).scaleb(Decimal(percent).as_tuple().exponent)
    return any(
        (Decimal(100 * k) / base).quantize(unit, ROUND_HALF_UP) == Decimal(percent)
        for k in range(base + 1)
    )


def test_bases_of_table_2_are_those_counted_one_by_one(tables, found):
    shares = tables[1]
    post = shares[(shares["instrument"] == "core") & (shares["wave"] == "after")]
    wrong = {
        base: sum(not possible(text.lstrip("0") or "0", base) for text in post["raw"])
        for base in range(1, 55)
    }
    fewest = one(found, "fewest misfits", "core", "after")
    assert (fewest["estimate"], fewest["note"]) == (2, "33, 34, 49, 51, 54")
    assert [base for base, misfits in wrong.items() if misfits == min(wrong.values())] == [
        33,
        34,
        49,
        51,
        54,
    ]
    assert min(wrong.values()) == 2
    for case, base, misfits in (("returned", 54, 2), ("usable", 39, 7)):
        row = one(found, "misfits", "core", "after", case)
        assert (row["n"], row["estimate"]) == (base, misfits)
        assert wrong[base] == misfits
    assert (
        one(found, "misfits", "core", "after", "of 33")["note"]
        == "White British; Asian British/Indian"
    )


def test_half_a_percent_is_impossible_of_all_who_answered_before(found):
    assert one(found, "possible bases", "core", "before", item="Gay")["note"] == "182 to 222"
    assert one(found, "misfits", "core", "before", "returned")["note"] == "Gay; Lesbian"


def test_overview_percentages_fit_all_who_completed_it(found):
    assert one(found, "misfits", "overview", "after", "returned")["estimate"] == 0


def test_sectors_may_miss_a_hundred_by_rounding_alone(tables, found):
    row = one(found, "sum", "overview", "after", item="sector")
    assert (row["estimate"], row["low"], row["high"], row["n"]) == (99, 96, 102, 6)
    assert row["note"].startswith("possible")
    replies, shares, ratings, training = tables
    fewer = findings(replies, shares[shares["item"] != "Other sectors"], ratings, training)
    assert one(fewer, "sum", "overview", "after", item="sector")["note"].startswith("not possible")


def test_no_base_is_looked_for_where_the_number_of_returns_is_not_known(tables):
    replies, shares, ratings, training = tables
    rows = replies[replies["instrument"] != "core"]
    made = with_parts(findings(rows, shares, ratings, training), *OF_SUMS)
    assert not ((made["statistic"] == "misfits") & (made["instrument"] == "core")).any()
    assert pd.isna(one(made, "change: answered", "core", item=ITEM)["estimate"])


def test_every_refusal_has_its_reason(found):
    refused = found[found["refused"].str.startswith("G") & (found["statistic"] != "headline")]
    assert (refused["note"] != "").all()
    assert set(zip(refused["statistic"], refused["instrument"], strict=True)) == {
        ("paired_test", "overview"),
        ("paired_test", "core"),
        ("interval_of_mean", "overview"),
        ("interval_of_mean", "core"),
        ("change_of_shares", "core"),
        ("percentages", "supervisors"),
        ("percentages", "refresher"),
    }
    assert refused["estimate"].isna().all()


@pytest.mark.parametrize(
    ("returned", "refused"), [(LEAST_FOR_PERCENTAGES - 1, True), (LEAST_FOR_PERCENTAGES, False)]
)
def test_percentages_are_refused_of_few_returns_only(tables, returned, refused):
    replies, *others = tables
    mine = (replies["instrument"] == "refresher") & (replies["stage"] == "returned")
    replies = replies.assign(count=replies["count"].mask(mine, returned))
    made = with_parts(findings(replies, *others), *OF_SUMS)
    assert (
        (made["statistic"] == "percentages") & (made["instrument"] == "refresher")
    ).any() == refused


def test_more_answers_than_people_give_no_share_and_no_bounds(tables):
    replies, *others = tables
    mine = (replies["instrument"] == "overview") & (replies["stage"] == "returned")
    replies = replies.assign(count=replies["count"].mask(mine, 900))
    made = with_parts(findings(replies, *others), *OF_SUMS)
    assert (
        "more answered"
        in one(made, "usable, % of eligible", "overview", "after", "attendances")["note"]
    )
    assert not (
        (made["statistic"] == "mean: silent unknown") & (made["instrument"] == "overview")
    ).any()


def test_every_finding_names_the_rows_it_was_made_from(found):
    made = found[~found["refused"].str.startswith("G") | (found["statistic"] == "headline")]
    assert made["rows"].str.contains("!").all()


def test_nothing_returned_gives_nothing(tables):
    assert findings(*(table.head(0) for table in tables)).empty


@pytest.mark.parametrize(
    ("numbers", "said"), [([], "none"), ([3], "3"), ([3, 4], "3, 4"), ([1, 3, 4, 5], "1, 3 to 5")]
)
def test_numbers_stand_together_with_their_neighbours(numbers, said):
    assert runs(numbers) == said
