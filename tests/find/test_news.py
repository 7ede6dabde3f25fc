"""What is new since the report before."""

from pandas import DataFrame

from analysis.declare.outcomes import (
    LINES,
    NOTHING,
    REPORTED,
    UNTOLD,
    evidence,
    new,
    verdict,
    wanted,
)
from analysis.find.news import news

NONE = LINES.empty()


def told(of_period: str, since=None, now=NONE, before=NONE, asked=None) -> list[tuple]:
    found: DataFrame = news(of_period, since or {}, now, before, asked or {})
    return list(found.itertuples(index=False, name=None))


def test_two_boroughs_joined_with_the_third_period_and_nobody_with_none_before():
    joined = [name for what, name, *_ in told("2023-25") if what == "joined"]
    assert joined == ["Barnet", "Barking and Dagenham"]
    assert told("2021-22") == [("none before", "", "", "")]


def test_an_indicator_ended_with_the_third_period_and_a_strand_began_after_it():
    found = told("2025-26", {"Safeguarding hubs": "2025-26", "Training": ""})
    assert ("ended", "Children taken into care", "", "") in found
    assert ("begun", "Safeguarding hubs", "", "") in found
    assert not any(name == "Training" for _, name, *_ in found)
    # What both periods asked for is not new.
    assert not any(what == "begun" for what, *_ in told("2023-25", {"Hubs": "2021-22"}))


def test_an_outcome_known_otherwise_says_how_it_was_known_up_or_down():
    reported = LINES.framed([evidence("plans", REPORTED, "Seen.")])
    untold = LINES.framed([evidence("plans", UNTOLD, "Nobody can tell.")])
    name = "More actions for perpetrators in plans"
    assert ("known otherwise", name, REPORTED, UNTOLD) in told("2023-25", {}, untold, reported)
    assert ("known otherwise", name, UNTOLD, REPORTED) in told("2023-25", {}, reported, untold)
    assert ("known otherwise", name, REPORTED, NOTHING) in told(
        "2023-25", {}, LINES.framed([new("A course.")]), reported
    )


def test_a_question_asked_for_the_first_time_is_not_known_otherwise():
    asked = LINES.framed([evidence("complaints", UNTOLD, "Too few.")])
    before = LINES.framed([evidence("plans", REPORTED, "Seen.")])
    found = told("2023-25", {}, asked, before)
    assert not any("Complaints" in name for what, name, *_ in found if what == "known otherwise")


def test_what_was_wanted_came_or_is_wanted_still_by_its_key_and_not_its_words():
    before = LINES.framed([wanted("a/few", "More answers: 39 came"), wanted("b/none", "A base")])
    now = LINES.framed([wanted("a/few", "More answers: 45 came"), new("New course: Refresher")])
    found = told("2023-25", {}, now, before)
    assert ("still wanted", "More answers: 39 came", "", "") in found
    assert ("came", "A base", "", "") in found
    assert ("new", "Refresher", "", "New course") in found
    assert not any(what == "none before" for what, *_ in found)


def test_a_verdict_that_changed_is_told_whichever_way_it_went():
    now = LINES.framed(
        [
            verdict("a", "a fell", "possible decrease"),
            verdict("b", "b rose", "possible increase"),
            verdict("c", "c", "cannot tell"),
            verdict("d", "d", "cannot tell"),
        ]
    )
    before = LINES.framed(
        [
            verdict("a", "as it was called", "cannot tell"),
            verdict("b", "b rose", "cannot tell"),
            verdict("c", "c", "cannot tell"),
            verdict("gone", "gone", "possible decrease"),
        ]
    )
    assert [row for row in told("2023-25", {}, now, before) if "verdict" in row[0]] == [
        ("changed verdict", "a fell", "cannot tell", "possible decrease"),
        ("changed verdict", "b rose", "cannot tell", "possible increase"),
        ("same verdict", "c", "cannot tell", "cannot tell"),
        ("first verdict", "d", "", "cannot tell"),
    ]
    back = [row for row in told("2023-25", {}, before, now) if row[0] == "changed verdict"]
    assert [row[2:] for row in back] == [
        ("possible decrease", "cannot tell"),
        ("possible increase", "cannot tell"),
    ]
    # Nothing is new against no report.
    assert not any("verdict" in what for what, *_ in told("2023-25", {}, now))


def test_a_question_is_answered_whether_it_still_comes_up_or_not_and_one_of_another_period_is_not_told():
    statuses = ["open", "answered", "closed", "earlier", "open", "open"]
    # What never came is no question about what was sent.
    rules = ["tenfold_jump"] * 5 + ["no_proforma"]
    asked = DataFrame({"status": statuses, "rule": rules})
    found = told("2023-25", asked={"Training": asked})
    rows = [row[:2] for row in found if row[1] == "Training"]
    assert rows.count(("open", "Training")) == rows.count(("answered", "Training")) == 2
    assert len(rows) == 4


def test_an_outcome_that_nothing_came_on_is_wanted_and_comes_with_its_first_evidence():
    before = LINES.framed([evidence("plans", REPORTED, "Seen.")])
    now = LINES.framed([evidence("plans", REPORTED, "Seen."), evidence("language", UNTOLD, "Few.")])
    found = told("2023-25", {}, now, before)
    came = [name for what, name, *_ in found if what == "came"]
    still = [name for what, name, *_ in found if what == "still wanted"]
    assert came == ["Anything on “Language that does not blame the survivor”"]
    assert len(still) == 3 and not any("actions for perpetrators" in name for name in still)
