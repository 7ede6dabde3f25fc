"""A plan: what a text of one is, what its lock keeps, and what of it deviates."""

import dataclasses
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.declare.plan import (
    LOCK,
    NAME,
    PLAN,
    LaidDown,
    laid_down,
    lock_of,
    planned,
    sha256,
)
from analysis.declare.selector import selected
from analysis.declare.strand import refuse_unknown
from analysis.declare.table import InputError
from analysis.find.finding import finding, frame
from analysis.registry import STRANDS, not_called_so

WHERE = "data/raw/2023-25/plan.yaml"
FUNCTION = "strands.indicators.finds.indicators.findings"


def analysis(key: str = "trend", **changed: object) -> dict:
    """An analysis of the verdict on Hackney's referrals, some fields changed."""
    return {
        "id": key,
        "question": "Did it change?",
        "estimand": "the change over the period",
        "findings": "indicators[statistic=verdict, borough=hackney, subject=referral]",
        "function": FUNCTION,
        "arguments": {"returned": "all rows", "of_period": "2023-25"},
        "usable": "what was returned",
        "matters": "a tenth",
        **changed,
    }


def text(*analyses: dict, **more: object) -> str:
    return yaml.safe_dump({"analyses": [*analyses], **more}, sort_keys=False, width=1000)


def plan(now: str, then: str) -> LaidDown:
    return LaidDown(
        planned(now, WHERE), planned(then, WHERE), "2023-06-30", sha256(then), now != then
    )


@pytest.fixture
def period(tmp_path, monkeypatch) -> Path:
    """The folder of a period in a project of its own."""
    folder = tmp_path / "data/raw/2023-25"
    folder.mkdir(parents=True)
    (tmp_path / "params.yaml").write_text("periods: []\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def write(period: Path, now: str = "", locked: str = "") -> None:
    for name, held in ((NAME, now), (LOCK, locked and lock_of(locked, "2023-06-30"))):
        if held:
            (period / name).write_text(held, encoding="utf-8")


def test_rows_are_named_by_their_columns_and_quotes_keep_commas_and_bars():
    asked = 'surveys/answers[statistic="handed in, % of eligible"|people, subject="a |  | b"].n'
    conditions = [
        ("statistic", ["handed in, % of eligible", "people"]),
        ("subject", ["a |  | b"]),
    ]
    assert selected(asked) == ("surveys/answers", conditions, "n")
    assert selected("mash") == ("mash", [], "")
    with pytest.raises(InputError, match=r"'mash\[' names no rows"):
        selected("mash[")


def test_a_plan_that_is_not_locked_counts_for_nothing(period):
    write(period, text(analysis(primary=True), margin=0.1))
    plan = laid_down("2023-25")
    assert (plan.primary, plan.margin, plan.deviations, plan.locked) == ((), None, {}, None)
    assert plan.now.margin == 0.1
    assert plan.statuses("indicators", "findings", verdicts()) == ["exploratory"] * 3


def test_a_locked_plan_names_its_primary_series_and_its_margin(period):
    together = "indicators/together[statistic=together_verdict, subject=care_entry]"
    every = [analysis(primary=True), analysis("all", findings=together, primary=True)]
    held = text(*every, analysis("other"), margin=0.1)
    write(period, held, held)
    plan = laid_down("2023-25")
    assert (plan.primary, plan.margin) == (("hackney/referral", "together/care_entry"), 0.1)
    assert (plan.locked_on, plan.sha256, plan.is_edited) == ("2023-06-30", sha256(held), False)


def test_the_period_knows_what_counts_of_its_plan(period, monkeypatch):
    from analysis.declare import periods

    held = text(analysis(primary=True), margin=0.1)
    write(period, held, held)
    one = periods._with_plan(dataclasses.replace(periods.period("2023-25")))
    assert (one.primary, one.margin) == (("hackney/referral",), 0.1)
    write(period, text(analysis(primary=True, matters="a fifth"), margin=0.2))
    one = periods._with_plan(one)
    assert (one.primary, one.margin) == ((), None)


def test_without_a_plan_there_is_none_and_a_lock_alone_says_that_all_was_taken_out(period):
    assert laid_down("2023-25") is None
    write(period, "", text(analysis()))
    assert laid_down("2023-25").deviations == {"trend": "taken out after the plan was locked"}


FIELDS = [name for name in PLAN.columns if name not in ("id", "arguments", "primary", "findings")]


@settings(deadline=None)
@given(
    some.lists(some.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True),
    some.data(),
)
def test_an_edited_plan_flags_exactly_the_changed_analyses(keys, data):
    """Whatever is changed, added, taken out or put in another order."""
    then = {key: analysis(key) for key in keys}
    now, deviate = dict(then), {}
    for key in data.draw(some.lists(some.sampled_from(keys), unique=True, max_size=len(keys) - 1)):
        if data.draw(some.booleans()):
            del now[key]
            deviate[key] = "taken out after the plan was locked"
        else:
            field = data.draw(some.sampled_from(FIELDS))
            now[key] = {**now[key], field: f"strands.other{key}"}
            deviate[key] = f"changed after the plan was locked: {field}"
    if data.draw(some.booleans()):
        now["new"] = analysis("new")
        deviate["new"] = "added after the plan was locked"
    order = data.draw(some.permutations([*now]))
    found = plan(text(*(now[key] for key in order)), text(*then.values()))
    assert {key: why for key, why in found.deviations.items() if why} == deviate
    assert {*found.deviations} == {*then, *now}


def test_another_margin_makes_every_analysis_a_deviation():
    found = plan(
        text(analysis(primary=True), analysis("b"), margin=0.2), text(analysis(), analysis("b"))
    )
    assert found.deviations["b"] == "the margin was none when the plan was locked, and is 0.2"
    assert found.deviations["trend"] == "changed after the plan was locked: primary"
    assert (found.primary, found.margin) == ((), None)


def test_a_comment_or_another_order_is_no_deviation():
    held = text(analysis(), analysis("b"))
    found = plan("# A word.\n" + text(analysis("b"), analysis()), held)
    assert found.is_edited
    assert not any(found.deviations.values())


def verdicts() -> pd.DataFrame:
    """The verdict on referrals in two boroughs, and how long the first series is."""
    about = {"subject": "referral", "when": "2023-25", "reading": "as returned"}
    return frame(
        finding(statistic, borough=borough, **about)
        for statistic, borough in (
            ("verdict", "hackney"),
            ("verdict", "barnet"),
            ("tier", "barnet"),
        )
    )


def test_each_finding_is_planned_a_deviation_or_exploratory():
    held = text(analysis(), analysis("b", findings="indicators[statistic=tier, borough=barnet]"))
    found = plan(held, held)
    expected = ["planned (trend)", "exploratory", "planned (b)"]
    assert found.statuses("indicators", "findings", verdicts()) == expected
    assert found.statuses("indicators", "together", verdicts()) == ["exploratory"] * 3
    assert found.statuses("mash", "findings", verdicts()) == ["exploratory"] * 3


def test_what_was_planned_and_is_taken_out_or_moved_stays_a_deviation():
    moved = analysis(findings="indicators[statistic=verdict, borough=barnet]")
    why = "changed after the plan was locked: findings"
    found = plan(text(moved), text(analysis()))
    told = [f"deviation (trend: {why})"] * 2
    assert found.statuses("indicators", "findings", verdicts()) == [*told, "exploratory"]
    # What another analysis still plans as it was locked is planned.
    found = plan(text(analysis("kept")), text(analysis("kept"), analysis("gone")))
    statuses = found.statuses("indicators", "findings", verdicts())
    assert statuses == ["planned (kept)", "exploratory", "exploratory"]


def test_a_lock_that_was_edited_is_refused(period):
    held = text(analysis(matters="a tenth"))
    write(period, held, held)
    path = period / LOCK
    path.write_text(path.read_text().replace("a tenth", "a fifth"), encoding="utf-8")
    with pytest.raises(InputError, match=r"plan\.lock is not what `analysis plan 2023-25 --lock`"):
        laid_down("2023-25")


BAD = {
    "no YAML": ("analyses: [", "cannot be read as YAML: "),
    "a name twice": ("margin: 0.1\nmargin: 0.2\n", "line 1: 'margin' stands twice"),
    "no analyses": ("margin: 0.1\n", "it holds `analyses`, a list of at least one"),
    "an empty list": ("analyses: []\n", "it holds `analyses`, a list of at least one"),
    "another list": (text(analysis(), mragin=0.1), "it holds analyses and margin, not mragin"),
    "a margin in words": (text(analysis(), margin="a tenth"), "the margin is a share between"),
    "a margin above all": (text(analysis(), margin=10), "the margin is a share between 0 and 1"),
    "a margin of nothing": (text(analysis(), margin=0.0), "the margin is a share between 0 and 1"),
    "no field of it": (text(analysis(questions="x")), "analysis 1: it has no 'questions', but id"),
    "an empty field": (
        text(analysis(usable=None)),
        "analysis 1 (trend): usable: nothing stands there; write which answers",
    ),
    "a field left out": (
        text({"id": "a"}),
        "analysis 1 (a): question: nothing stands there; write what is asked; estimand:",
    ),
    "a name no name": (text(analysis("The trend")), "id: 'The trend' does not fit; write its name"),
    "neither yes nor no": (text(analysis(primary="maybe")), "primary: 'maybe' does not fit"),
    "one name for two": (text(analysis(), analysis()), "two analyses have the id 'trend'"),
    "no selector": (text(analysis(findings="the trend!")), "'the trend!' names no rows"),
    "a word": (text("trend"), "analysis 1: it holds id, question"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_plan_that_cannot_be_used_is_refused_in_one_line(case):
    held, why = BAD[case]
    with pytest.raises(InputError) as refused:
        planned(held, WHERE)
    assert str(refused.value).startswith(WHERE)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


UNKNOWN = {
    "weather[statistic=verdict]": "there is no strand 'weather': known are ",
    "indicators/joined[statistic=verdict]": "indicators has no findings called 'joined': known are",
    "indicators[statistic=verdict, town=hackney]": "not by 'town'",
    "indicators[statistic=opinion]": "'opinion' is no statistic of indicators/findings: known are",
    "indicators[statistic=verdict, borough=camden]": "'camden' is no borough of",
    "indicators[borough=hackney]": "its findings name no statistic, as in",
}


@pytest.mark.parametrize("findings", UNKNOWN)
def test_findings_that_no_strand_declares_are_refused(period, findings):
    write(period, text(analysis(), analysis("b", findings=findings)))
    with pytest.raises(InputError, match=r"^data/raw/2023-25/plan\.yaml, analysis b: ") as refused:
        refuse_unknown(STRANDS)
    assert UNKNOWN[findings] in str(refused.value)


@pytest.mark.parametrize(
    "where",
    [
        "indicators[statistic=verdict, borough=hackney, subject=weather]",
        "indicators[statistic=verdict, borough=hackney|barnet, subject=referral]",
        "indicators[statistic=verdict, subject=referral]",
        "indicators/together[statistic=together_verdict]",
        "indicators/together[statistic=together_verdict, subject=re_referrals]",
        "mash[statistic=verdict, subject=prompted]",
    ],
)
def test_a_primary_series_must_be_one_that_is_declared(period, where):
    write(period, text(analysis(findings=where, primary=True)))
    with pytest.raises(InputError, match=r"analysis trend: it is primary and its findings are of "):
        refuse_unknown(STRANDS)
    write(period, text(analysis(findings=where)))
    refuse_unknown(STRANDS)


def test_a_share_of_hubs_an_average_and_an_answer_may_be_primary(period):
    findings = (
        "mash[statistic=verdict, borough=hackney, subject=prompted]",
        "indicators/together[statistic=together_verdict, subject=referral]",
        'indicators/re_referrals[statistic=verdict, borough=barnet, subject="new | period"]',
        'surveys/answers[statistic="change: silent unknown"]',
    )
    held = text(
        *(analysis(f"a{at}", findings=one, primary=True) for at, one in enumerate(findings))
    )
    write(period, held, held)
    refuse_unknown(STRANDS)
    series = laid_down("2023-25").primary
    assert series[:3] == ("hackney/prompted", "together/referral", "barnet/re_referrals")


CALLS = {
    "strands.mash.finds.findings": "is none of strands.indicators.finds, which finds these",
    "strands.indicators.findsnot.findings": "is none of strands.indicators.finds",
    "strands.indicators.finds.indicators.trend": "there is no function strands.indicators.finds.ind",
    "strands.indicators.finds.weather.findings": "there is no function strands.indicators.finds.wea",
    "strands.indicators.finds.indicators.ask": "takes no 'of_period', but returned, question",
}


@pytest.mark.parametrize("function", CALLS)
def test_a_function_must_be_there_and_take_what_it_is_given(function):
    one = planned(text(analysis(function=function)), WHERE).analyses["trend"]
    assert CALLS[function] in not_called_so(one)


def test_a_function_needs_every_argument():
    assert not_called_so(planned(text(analysis()), WHERE).analyses["trend"]) == ""
    less = planned(text(analysis(arguments={"returned": "all"})), WHERE).analyses["trend"]
    assert "needs 'of_period' too" in not_called_so(less)


def test_the_page_on_plans_shows_one_that_can_be_used(period):
    page = (Path(__file__).parents[2] / "docs/plan.md").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    write(period, shown, shown)
    refuse_unknown(STRANDS)
    plan = laid_down("2023-25")
    assert (plan.primary, plan.margin) == (("hackney/prompted",), 0.1)
    assert not any(map(not_called_so, plan.now.analyses.values()))
