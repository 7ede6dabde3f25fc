"""What victim-survivors' answers bear: counted by hand, and groups from which no small one can be worked out."""

import re

import pandas as pd
import pytest
from experience_rows import PERIOD, find, one, rows
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis.declare.finding import REFUSALS, subject
from analysis.find.finding import share
from strands.experience import finds as experience
from strands.experience.declares import (
    AGREE,
    DEGREES,
    ITEMS,
    LEAST,
    RESPONSES,
    SINCE_FIRST,
    SPLITS,
    WAYS,
)


def people(**groups: int) -> list[dict]:
    """So many people by how long they are known; every second was believed and the next was not."""
    return [
        {"since_first": key, "believed": DEGREES[(at % 2) * 2]}
        for key, size in groups.items()
        for at in range(size)
    ]


def test_answers_are_counted_out_of_those_who_gave_one():
    given_by = (
        ["agree"] * 12 + ["partly"] * 5 + ["disagree"] * 3 + ["prefer_not"] * 2 + [""] + ["?"]
    )
    found = find([{"believed": answer, "say": "agree"} for answer in given_by])
    assert [one(found, "answer", "believed", key)["x"] for key in DEGREES] == [12, 5, 3]
    assert set(
        found.loc[
            found["subject"].str.startswith("believed") & (found["statistic"] == "answer"), "n"
        ]
    ) == {20}
    apart = {
        key: one(found, "no answer", "believed", key) for key in ("prefer_not", "blank", "unread")
    }
    assert {key: (row["x"], row["n"]) for key, row in apart.items()} == {
        "prefer_not": (2, 24),
        "blank": (1, 24),
        "unread": (1, 24),
    }
    row = one(found, "answer", "believed", "agree")
    assert (row["estimate"], row["low"], row["high"]) == (
        0.6,
        share(12, 20)["low"],
        share(12, 20)["high"],
    )


def test_the_interval_is_that_of_the_textbook():
    """Clopper and Pearson's for 0 of 10: no less than 0, and 1 - 0.025 ** (1 / 10) = 0.3085 at the most."""
    found = find([{"believed": "disagree"}] * 10)
    row = one(found, "answer", "believed", "agree")
    assert (row["low"], row["high"]) == pytest.approx((0.0, 1 - 0.025**0.1))


def test_who_agreed_to_nothing_is_in_no_count():
    found = find([*people(over_twelve=12), {"believed": "agree", "consent": ""}])
    assert (one(found, "people")["x"], one(found, "people")["n"]) == (12, 13)
    assert one(found, "answer", "believed", "agree")["n"] == 12


@pytest.mark.parametrize("consent", ["publish", "anonymous", "analysis"])
@pytest.mark.parametrize("safe", ["yes", "no", ""])
def test_under_every_consent_and_safe_or_not_an_answer_counts(consent, safe):
    found = find([{"believed": "agree", "consent": consent, "safe": safe}] * 11)
    assert one(found, "answer", "believed", "agree")["x"] == 11


def test_of_fewer_than_ten_nothing_is_told_but_that():
    found = find(people(over_twelve=LEAST - 1))
    assert found[["estimate", "low", "high", "x", "n"]].isna().all(axis=None)
    assert one(found, "people")["note"] == experience.SMALL
    assert set(found["statistic"]) == {"people", *experience.REFUSED}
    assert one(find(people(over_twelve=LEAST)), "people")["x"] == LEAST


def test_an_item_that_fewer_than_ten_answered_is_not_shown():
    found = find(
        [{"believed": "agree", "say": "agree" if at < 9 else "prefer_not"} for at in range(15)]
    )
    assert one(found, "answer", "say", "agree")["note"] == experience.SMALL
    assert pd.isna(one(found, "no answer", "say", "prefer_not")["x"])
    assert one(found, "answer", "believed", "agree")["x"] == 15


def test_an_item_nobody_was_asked_is_said_to_be_that():
    asked = rows(people(over_twelve=12))
    found = experience.findings(*[asked[asked["item"] == "believed"]] * 2, PERIOD)
    assert one(found, "answer", "safer")["note"] == "not asked: no file has this question"


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 12, "b": 10}, {"a", "b"}),
        ({"a": 12, "b": 9}, set()),  # 21 - 12 would tell the nine
        ({"a": 30, "b": 1, "c": 2}, set()),  # as would 33 - 30 the three
        ({"a": 30, "b": 6, "c": 5}, {"a"}),  # eleven are left, of two groups
        ({"a": 30, "b": 9, "c": 9}, set()),  # eighteen under ten each are nine and nine
        ({"a": 30, "b": 12, "": 4}, set()),  # who did not say is a group too
        ({"a": 30, "b": 12, "c": 0}, {"a", "b"}),
        ({"a": 4, "b": 3}, set()),
    ],
)
def test_which_groups_are_shown(sizes, shown):
    assert experience.shown(sizes) == shown


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 25), max_size=5))
@settings(max_examples=400, deadline=None)
def test_no_small_group_follows_from_those_that_are_shown(sizes):
    shown = experience.shown(sizes)
    hidden = {key: size for key, size in sizes.items() if key not in shown and size}
    assert all(sizes[key] >= LEAST for key in shown)
    if shown and hidden:
        # Whoever has the total knows what is left: of how many ways to share it out is each group's size one?
        left = sum(hidden.values())
        ways = compositions(left, len(hidden))
        assert left >= LEAST
        assert all(len({way[at] for way in ways}) > 1 for at in range(len(hidden)))


def compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    """Every way to make a total of so many groups of one to nine."""
    if parts == 1:
        return [(total,)] if 1 <= total < LEAST else []
    return [
        (first, *rest)
        for first in range(1, LEAST)
        for rest in compositions(total - first, parts - 1)
    ]


ANSWER = st.sampled_from([*AGREE, "", "?"])
PERSON = st.fixed_dictionaries(
    {
        "since_first": st.sampled_from(["", *SINCE_FIRST]),
        "way": st.sampled_from(["form", "form", *WAYS, ""]),
        "consent": st.sampled_from(["publish", "anonymous", "analysis", ""]),
        "believed": ANSWER,
        "safer": ANSWER,
    }
)


@given(st.lists(PERSON, min_size=5, max_size=60))
# Making a find smaller takes minutes, and one drawing of people is as good as another.
@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
def test_whoever_has_all_that_is_shown_has_no_small_group(drawn):
    """Totals less the groups that are shown leave nobody, or ten and more, of whom no group is alone."""
    found = find(drawn)
    held = rows(drawn)
    for item in ("believed", "safer", ""):
        for split in SPLITS:
            if item and not has(found, item):
                continue
            total = one(found, "answer", item, "agree")["n"] if item else one(found, "people")["x"]
            groups = {key: size_of(found, split, key, item) for key in SPLITS[split][1]}
            told = {key: size for key, size in groups.items() if size is not None}
            assert all(size >= LEAST for size in told.values())
            if told:
                left = total - sum(told.values())
                mine = held[held["item"] == (item or "believed")]
                mine = mine[
                    mine["consent"].ne("") & (mine["answer"].isin(DEGREES) if item else True)
                ]
                alone = mine.loc[~mine[split].isin(told), split].nunique() == 1 and left < LEAST
                assert left == 0 or (left >= LEAST and not alone)


def has(found: pd.DataFrame, item: str) -> bool:
    return ((found["statistic"] == "answer") & (found["subject"] == subject(item, "agree"))).any()


def size_of(found: pd.DataFrame, split: str, key: str, item: str) -> int | None:
    """How many a group is said to be of; None where it is not said."""
    about = subject(key, item, "agree") if item else key
    told = found[(found["statistic"] == split) & (found["subject"] == about)]
    size = told["n" if item else "x"].iloc[0] if len(told) else None
    return None if size is None or pd.isna(size) else int(size)


def test_a_group_is_counted_by_hand():
    found = find(people(six_to_twelve=12, over_twelve=11))
    group = one(found, "since_first", "six_to_twelve", "believed", "agree")
    assert (group["x"], group["n"]) == (6, 12)
    assert one(found, "since_first", "over_twelve")["x"] == 11
    assert one(found, "since_first", "under_six")["note"] == experience.SMALL


def test_groups_of_one_item_may_be_small_where_groups_of_people_are_not():
    silent = people(six_to_twelve=12, over_twelve=14)
    for person in silent[:3]:
        person["believed"] = "prefer_not"
    found = find(silent)
    assert one(found, "since_first", "six_to_twelve")["x"] == 12
    # Nine of twelve answered: shown for the others, it could be taken from the total.
    for key in ("six_to_twelve", "over_twelve"):
        assert one(found, "since_first", key, "believed", "agree")["note"] == experience.SMALL


@pytest.mark.parametrize(("more", "told"), [(0, True), (1, False), (9, False), (10, True)])
def test_between_two_reports_no_few_people_can_be_found(more, told):
    before = people(over_twelve=20)
    found = find([*before, *people(over_twelve=more)], before)
    assert ("x" in found) and found["x"].notna().any() == told
    if not told:
        assert "since a report was published" in one(found, "people")["note"]


def test_new_codes_for_the_same_people_hide_nobody_who_was_added():
    before = rows(people(over_twelve=20))
    after = rows(people(over_twelve=21)).assign(response=lambda held: "Q" + held["response"])
    assert experience.findings(after, before, PERIOD)["x"].isna().all()
    assert experience.findings(after, after, PERIOD)["x"].notna().any()


def test_one_changed_answer_is_one_person_between_two_reports():
    before = people(over_twelve=20)
    after = [{**before[0], "believed": "partly"}, *before[1:]]
    assert find(after, before)["x"].isna().all()


def test_no_finding_names_the_cell_of_one_person_or_a_code():
    found = find(
        [{**person, "words": "I was heard."} for person in people(six_to_twelve=12, over_twelve=11)]
    )
    columns = {f"experience/a.xlsx!S!{column}2:{column}24" for column in "FGHIJ"}
    assert set(found["rows"]) <= {"", "experience/a.xlsx!S!F2:J24", *columns}
    assert not re.search(r"\bP\d", found.to_csv())
    assert "heard" not in found.to_csv()


def test_no_finding_is_about_a_borough_and_none_compares():
    found = find(people(six_to_twelve=12, over_twelve=11))
    assert set(found["borough"]) == {""}
    assert {"boroughs", "test between groups"} <= set(
        found.loc[found["refused"].isin(REFUSALS), "statistic"]
    )


def test_words_are_quoted_of_those_who_agreed_and_by_the_alphabet():
    said = [
        {"words": "We were heard.", "consent": "publish"},
        {"words": "A long wait.", "consent": "publish"},
        {"words": "Not for print.", "consent": "anonymous"},
    ]
    held = rows([*people(over_twelve=12), *said])
    assert experience.quotes(held, held, PERIOD) == ["A long wait.", "We were heard."]
    assert experience.quotes(held, rows(people(over_twelve=12)), PERIOD) == []


def test_nothing_is_found_in_nothing():
    assert experience.findings(RESPONSES.empty(), RESPONSES.empty(), PERIOD).empty
    assert list(ITEMS) == list(dict.fromkeys(rows([{}])["item"]))
