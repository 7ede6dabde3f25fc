"""Row-level surveys: counts and bases by hand, designs kept to, silence bounded, and small numbers withheld."""

import numpy as np
import pandas as pd
import pytest
from answer_rows import core, drawn, overview, rows, training
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.finding import FINDINGS, with_parts
from strands.surveys.declares import ANSWERS, HOCHBERG, HOLM, OF_ANSWERS, RESPONSES
from strands.surveys.finds.answers import findings, self_check
from strands.surveys.finds.answers.who import _withheld
from strands.surveys.finds.paired import rank_biserial, signed_rank_p

# Hand-computed: before averages 3, after 4.5, four people.
FOUR = ([2, 3, 3, 4], [4, 4, 5, 5])


def found(sheets, **attended) -> pd.DataFrame:
    return with_parts(findings(*rows(sheets), training(**attended)), *OF_ANSWERS)


def pick(frame: pd.DataFrame, statistic: str, **where) -> pd.Series:
    """The one finding of this name; a column not named is empty."""
    wanted = {"question": "", "wave": "", "group": "", "reading": "", **where}
    mine = frame[frame["statistic"] == statistic]
    for column, value in wanted.items():
        mine = mine[mine[column] == value]
    assert len(mine) == 1, (statistic, where, len(mine))
    return mine.iloc[0]


@pytest.fixture(scope="module")
def both():
    return found(drawn(1))


# Who answered


def test_sheets_are_counted_by_what_became_of_them():
    people = [{"knowledge": 4}] * 3 + [
        {"kept": "test"},
        {"kept": "duplicate"},
        {"kept": "empty"},
        {"usable": "no"},
    ]
    frame = found({("core", "before"): people, ("core", "after"): [{"knowledge": 5}] * 2}, core=20)
    about = {"instrument": "core", "wave": "before"}
    # A test and a copy are no sheet of anybody's.
    assert pick(frame, "handed in", **about)["estimate"] == 5
    assert [
        pick(frame, "left out", sheets=why, **about)["estimate"] for why in ("test", "duplicate")
    ] == [1] * 2
    became = {"empty": 1, "mostly blank": 1, "usable": 3}
    for name, count in became.items():
        row = pick(frame, "sheets", sheets=name, **about)
        assert (row["x"], row["n"]) == (count, 5)
    assert pick(frame, "usable, % of eligible", reading="attendances", **about)["estimate"] == 15
    after = pick(frame, "usable, % of eligible", reading="answered before", instrument="core")
    assert after["estimate"] == pytest.approx(200 / 3)
    assert after["n"] == 3


def test_what_is_over_everybody_names_who_could_have_answered():
    frame = found(
        {("core", "before"): [{"knowledge": 4}] * 3, ("core", "after"): [{"knowledge": 5}] * 2},
        core=20,
    )
    about = {"instrument": "core", "wave": "after"}
    (typed,) = pick(frame, "eligible", reading="attendances", **about)["rows"].split("; ")
    share = pick(frame, "usable, % of eligible", reading="attendances", **about)["rows"].split("; ")
    assert "training" in typed and typed in share and len(share) > 1
    before = pick(frame, "usable, % of eligible", reading="answered before", instrument="core")
    assert "core_before" in before["rows"] and "core_after" in before["rows"]


def test_every_question_has_its_base_and_its_silences():
    states = [4, "?blank", "?prefer_not", "?queried", "?not_shown", 5]
    frame = found(
        {
            ("core", "before"): (
                [{"knowledge": state} for state in states] + [{"knowledge": 1, "usable": "no"}]
            )
        }
    )
    about = {"instrument": "core", "wave": "before", "question": "knowledge"}
    held = {
        why: pick(frame, "answers", answer=why, **about)["estimate"]
        for why in ("answered", "blank", "prefer_not", "not_shown", "queried")
    }
    assert held == {"answered": 2, "blank": 1, "prefer_not": 1, "not_shown": 1, "queried": 1}
    asked = set(
        frame.loc[(frame["statistic"] == "answers") & (frame["wave"] == "before"), "question"]
    )
    assert "wish" in asked
    assert "message" not in asked


def test_more_sheets_than_attendances_have_no_rate_and_no_bounds():
    frame = found(overview(*FOUR), overview=3)
    about = {"instrument": "overview", "reading": "attendances"}
    rate = pick(frame, "usable, % of eligible", wave="after", **about)
    assert np.isnan(rate["estimate"])
    assert "more answered than could have" in rate["note"]
    assert (
        "no bounds" in pick(frame, "change: answered", question="knowledge_after", **about)["note"]
    )


def test_links_are_counted_and_shared_codes_are_not_told_apart():
    sheets = {
        ("core", "before"): [
            {"code": code, "knowledge": 4} for code in ("A1", "a 1", "B2", "C3", "")
        ],
        ("core", "after"): [{"code": code, "knowledge": 5} for code in ("A1", "b2", "D4")],
    }
    frame = found(sheets)
    counts = {
        "pairs": 1,
        "unlinked before": 2,
        "ambiguous before": 2,
        "unlinked after": 1,
        "ambiguous after": 1,
    }
    for name, count in counts.items():
        assert pick(frame, f"links: {name}")["estimate"] == count


# Who they are


def test_shares_have_wilson_intervals_and_small_counts_are_withheld():
    genders = ["female"] * 70 + ["male"] * 20 + ["other"] * 4 + ["non-binary"] * 6
    frame = found({("core", "before"): [{"gender": gender} for gender in genders]})
    about = {"instrument": "core", "wave": "before", "question": "gender"}
    share = pick(frame, "share", group="female", **about)
    # Wilson (1927) for 70 of 100.
    assert share[["estimate", "low", "high"]].tolist() == pytest.approx([70, 60.4, 78.1], abs=0.05)
    assert pick(frame, "people", group="male", **about)["estimate"] == 20
    for group in ("other", "non-binary"):
        for name in ("people", "share"):
            row = pick(frame, name, group=group, **about)
            assert row[["estimate", "low", "high"]].isna().all()
            assert row["refused"] == "withheld"
            assert row["note"].startswith("withheld")


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 60), min_size=2))
def test_what_is_withheld_cannot_be_worked_out_from_the_whole(counts):
    hidden = _withheld(counts, sum(counts.values()))
    assert {option for option, count in counts.items() if count < 10} <= hidden
    if hidden:
        left = sum(counts[option] for option in hidden)
        assert hidden == set(counts) or (len(hidden) > 1 and left >= 10)


def test_small_counts_stand_where_they_had_been_published(monkeypatch):
    monkeypatch.setattr("strands.surveys.finds.answers.who.PEOPLE_PUBLISHED", ("2025-26",))
    frame = found({("core", "before"): [{"gender": "female"}] * 25 + [{"gender": "other"}]})
    about = {"instrument": "core", "wave": "before", "question": "gender"}
    assert pick(frame, "people", group="other", **about)["estimate"] == 1


@pytest.mark.parametrize(("people", "refused"), [(19, True), (20, False)])
def test_no_percentage_of_fewer_than_twenty(people, refused):
    one = {"heard_of": ["manager"], "knowledge_before": 3, "knowledge_after": 4}
    frame = found({("overview", "after"): [one] * people})
    shares = frame[frame["statistic"].isin(["share", "share at point"])]
    assert shares["estimate"].isna().all() == refused
    assert (frame["refused"] == "G18").any() == refused


def test_composition_is_never_tested_between_waves(both):
    row = pick(both, "change of composition")
    assert row["refused"] == "G17"
    of_who = both["question"].isin(["gender", "sector", "borough"])
    assert not both.loc[of_who, "statistic"].isin(["p", HOLM, HOCHBERG]).any()
    assert pick(both, "ages")["refused"] == "G12"


def test_what_was_ticked_is_bounded_over_everybody():
    people = [{"role_changed": "a_lot"}] * 30 + [{"role_changed": "not_at_all"}] * 20
    row = pick(
        found({("overview", "after"): people}, overview=100),
        "share: silent unknown",
        question="role_changed",
        wave="after",
        group="a_lot",
        reading="attendances",
    )
    assert row[["low", "high", "n"]].tolist() == [30, 80, 100]


# What silence may hide


def test_averages_over_everybody_by_hand():
    frame = found(overview(*FOUR), overview=10)
    about = {"instrument": "overview", "question": "knowledge_after", "reading": "attendances"}

    def value(name: str, column: str = "estimate") -> float:
        return pick(frame, name, **about)[column]

    assert (value("mean: before"), value("mean: answered"), value("change: answered")) == (
        3,
        4.5,
        1.5,
    )
    assert value("change: silent unchanged") == pytest.approx(0.6)
    # Six silent people all at 1, then all at 7.
    assert (value("mean: silent unknown", "low"), value("mean: silent unknown", "high")) == (2.4, 6)
    assert (value("tipping: mean"), value("tipping: change")) == (2, -1)
    assert value("headline", "refused") == "G16"


@pytest.mark.parametrize(
    ("answered", "eligible", "first"),
    [(60, 100, ""), (59, 100, "G16"), (49, 50, "G16"), (50, 50, "")],
)
def test_headline_turns_round_with_better_response(answered, eligible, first):
    frame = found(overview([3] * answered, [4] * answered), overview=eligible)
    assert (
        pick(frame, "headline", question="knowledge_after", reading="attendances")["refused"]
        == first
    )


def test_only_those_who_told_both_moments_count_in_a_survey_asked_once():
    frame = found(overview([2, 3, 3, 4, 7, "?blank"], [4, 4, 5, 5, "?blank", 1]), overview=10)
    row = pick(frame, "mean: answered", question="knowledge_after", reading="attendances")
    assert (row["estimate"], row["n"]) == (4.5, 4)


def test_lee_bounds_by_hand():
    # Half as many answer after: the lowest or highest half of those before is taken off.
    frame = found(core([1, 2, 3, 4], [5, 6], pairs=1), core=8)
    row = pick(
        frame, "always answering: difference of means", question="knowledge", reading="attendances"
    )
    assert row[["low", "high"]].tolist() == [5.5 - 3.5, 5.5 - 1.5]
    assert "holds only if" in row["note"]


@pytest.mark.parametrize("sheets", [core([3] * 4, [4] * 4, pairs=0), overview([3] * 4, [4] * 4)])
def test_no_lee_bounds_where_no_two_answers_are_linked(sheets):
    row = found(sheets).query("statistic == 'always answering: difference of means'").iloc[0]
    assert row["refused"] == "G15"
    assert row["note"]
    assert np.isnan(row["low"])


def test_weights_make_boroughs_count_as_they_attended():
    # All six boroughs attended alike; one answers seven times as often as the others.
    boroughs = [*["hackney"] * 7, *BOROUGH_KEYS[1:]]
    points = [7] * 7 + [1] * 5
    people = [
        {"borough": borough, "knowledge_before": 1, "knowledge_after": point}
        for borough, point in zip(boroughs, points, strict=True)
    ]
    frame = found(
        {("overview", "after"): [*people, {"knowledge_before": 1, "knowledge_after": 7}]},
        overview=102,
    )
    about = {
        "question": "knowledge_after",
        "wave": "after",
        "moment": "after",
        "reading": "attendances by borough",
    }
    row = pick(frame, "weighted: mean", **about)
    assert row["estimate"] == pytest.approx((7 + 5 * 1) / 6)
    assert "1 who named no borough" in row["note"]
    # Weights 1/7 and 1: (sum w)^2 / sum w^2 = 36 / (1/7 + 5).
    assert pick(frame, "weights: effective n", **about)["estimate"] == pytest.approx(7)


def test_weights_are_refused_where_a_borough_is_silent_or_attendances_are_not_known():
    people = [{"borough": "hackney", "knowledge_before": 3, "knowledge_after": 4}] * 5
    about = {
        "question": "knowledge_after",
        "wave": "after",
        "moment": "after",
        "reading": "attendances by borough",
    }
    row = pick(found({("overview", "after"): people}), "weights: effective n", **about)
    assert "nobody answered in" in row["note"]
    row = pick(
        found({("overview", "after"): people}, boroughs=False), "weights: effective n", **about
    )
    assert "no attendances by borough" in row["note"]


# What moved


def test_change_within_persons_is_by_the_declared_design():
    before, after = [3, 4] * 15, [4, 4, 5, 3, 6, 5] * 5
    frame = found(overview(before, after))
    change = np.array(after) - np.array(before)
    row = pick(frame, "retrospective: rank-biserial", question="knowledge_after")
    assert row[["estimate", "low", "high"]].tolist() == pytest.approx(rank_biserial(change))
    p = pick(frame, "p", question="knowledge_after", group="retrospective: rank-biserial")
    assert p["estimate"] == pytest.approx(signed_rank_p(change))
    assert "remembered, not measured" in row["method"]
    mean = pick(frame, "retrospective: mean change", question="knowledge_after")
    assert mean["estimate"] == pytest.approx(change.mean())


def test_both_parts_stand_beside_their_combination(both):
    for name in (
        "paired: mean change",
        "unpaired: difference of means",
        "partially paired: difference of means",
    ):
        row = pick(both, name, question="knowledge")
        assert row["low"] < row["estimate"] < row["high"]
    assert pick(both, "paired: pairs", question="knowledge")["estimate"] == 30
    assert pick(both, "unpaired: answers after", question="knowledge")["estimate"] == 25


def test_other_designs_are_refused_with_the_reason(both):
    for instrument, designs in {
        "core": ("paired", "unpaired", "retrospective"),
        "overview": ("paired", "partially_paired", "unpaired"),
    }.items():
        for design in designs:
            row = pick(both, f"{design}: comparison", instrument=instrument)
            declared = {"core": "partially paired", "overview": "retrospective"}[instrument]
            assert (row["refused"], row["note"]) == ("G15", f"it was declared {declared}")
            assert np.isnan(row["estimate"])


def test_too_few_pairs_are_not_compared():
    frame = found(core([3] * 19, [4, 5] * 9 + [4], pairs=19))
    assert "fewer than 20 pairs" in pick(frame, "paired: change", question="knowledge")["note"]
    assert not frame["statistic"].isin(["p", HOLM, HOCHBERG]).any()


def sizes_tested(frame: pd.DataFrame) -> pd.DataFrame:
    """Every p beside the size it is of, with the adjusted p and whether its item was planned."""
    item, size = ["instrument", "question"], ["instrument", "question", "group"]
    named = frame.set_index("statistic")
    p = named.loc[["p"], [*size, "estimate"]].rename(columns={"estimate": "p"})
    adjusted = named[named.index.isin([HOLM, HOCHBERG])].rename(
        columns={"estimate": "adjusted", "method": "adjustment"}
    )[[*size, "adjusted", "adjustment"]]
    planned = named.loc[["planned"], [*item, "estimate"]].rename(columns={"estimate": "planned"})
    sizes = frame.drop(columns="group").rename(columns={"statistic": "group"})
    beside = p.merge(adjusted, on=size).merge(planned, on=item)
    return sizes[sizes["reading"] == ""].merge(beside, on=size)


def test_no_p_stands_alone(both):
    tested = sizes_tested(both)
    assert len(tested) == 7
    assert tested[["estimate", "low", "high", "n", "adjusted"]].notna().all(axis=None)
    assert not both["statistic"].str.contains("p of|adjusted p").any()
    assert (tested["adjusted"] >= tested["p"]).all()
    for planned, words in (
        (1, "Holm over 3 primary"),
        (0, "Benjamini-Hochberg over 4 explored"),
    ):
        assert tested.loc[tested["planned"] == planned, "adjustment"].str.contains(words).all()
    assert pick(both, "tests: run")["estimate"] == 7


def test_declared_items_are_adjusted_by_holm_over_all_surveys(both):
    tested = sizes_tested(both)
    tested = tested[tested["planned"] == 1].sort_values("p")
    ladder = np.maximum.accumulate(tested["p"].to_numpy() * np.arange(len(tested), 0, -1))
    assert tested["adjusted"].to_numpy() == pytest.approx(np.minimum(1, ladder))


def test_points_of_the_scale_add_up_to_the_answers(both):
    for (_, _, _), of in both[both["statistic"] == "share at point"].groupby(
        ["instrument", "question", "moment"]
    ):
        assert len(of) == 7
        assert of["estimate"].sum() == pytest.approx(100)
    assert (
        both[both["statistic"] == "people at point"]
        .groupby("question")["estimate"]
        .sum()["confidence"]
        == 110
    )


# The whole


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 1000), shuffle=st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(seed, shuffle):
    responses, answers = rows(drawn(seed))
    mixed = [frame.sample(frac=1, random_state=shuffle) for frame in (responses, answers)]
    pd.testing.assert_frame_equal(
        findings(responses, answers, training()), findings(*mixed, training())
    )


def test_the_scale_turned_round_turns_every_change_round():
    people = drawn(3)
    turned = {
        key: [
            {name: 8 - said if isinstance(said, int) else said for name, said in one.items()}
            for one in of
        ]
        for key, of in people.items()
    }
    plain, mirrored = found(people), found(turned)
    assert plain["statistic"].tolist() == mirrored["statistic"].tolist()
    named = "change: |.*mean change|.*difference of means|.*rank-biserial|.*delta|.*Hedges"
    changes = plain["statistic"].str.match(named)
    assert changes.sum() > 40
    adjusted = plain["statistic"].isin([HOLM, HOCHBERG])
    assert adjusted.sum() == 7
    assert plain.loc[adjusted, "estimate"].to_numpy() == pytest.approx(
        mirrored.loc[adjusted, "estimate"].to_numpy(), abs=1e-9
    )
    for column, other in (("estimate", "estimate"), ("low", "high")):
        turned_back = -mirrored.loc[changes, other].to_numpy()
        assert plain.loc[changes, column].to_numpy() == pytest.approx(
            turned_back, nan_ok=True, abs=1e-9
        )


def test_everything_printed_can_come_from_whole_answers(both):
    row = pick(both, "self check")
    assert row["estimate"] == 0
    assert row["n"] > 100
    assert row["note"] == ""


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("mean", 0.012),
        ("share", 0.9),
        ("retrospective: share risen", 0.012),
        ("usable, % of eligible", 0.4),
    ],
)
def test_self_check_finds_a_number_no_answers_give(both, name, by):
    made = both.astype(object).where(both.notna(), None).to_dict("records")
    place = next(
        i for i, row in enumerate(made) if row["statistic"] == name and row["estimate"] is not None
    )
    # Half a step away: a mean of 40 whole numbers is a multiple of 0.025, a percentage of 55 one of 1.8.
    made[place]["estimate"] += by
    checked = self_check(made)
    assert checked["estimate"] == 1
    assert name in checked["note"]


def test_rows_name_the_sheets_or_the_answers_to_an_item(both):
    of_those_who_answered = both[(both["instrument"] == "core") & (both["reading"] == "")]
    assert set(of_those_who_answered["rows"]) == {
        "surveys/core_after.csv!!A2:A56; surveys/core_before.csv!!A2:A56",
        "surveys/core_after.csv!!A2:A56",
        "surveys/core_before.csv!!A2:A56",
        "surveys/core_before.csv!!B2:B56; surveys/core_after.csv!!B2:B56",
    }


def test_nothing_received_is_no_findings():
    frame = findings(RESPONSES.empty(), ANSWERS.empty(), training())
    assert frame.empty
    assert list(frame.columns) == list(FINDINGS.columns)


def test_a_survey_of_which_only_one_wave_came():
    frame = found({("core", "before"): [{"knowledge": 4}] * 30})
    assert (
        "no bounds"
        in pick(frame, "change: answered", question="knowledge", reading="answered before")["note"]
    )
    assert pick(frame, "handed in", wave="after")["estimate"] == 0
