"""What became of a plan, where it is printed: a section, its annex, a trace, the report's guide."""

import pytest
import yaml
from conftest import ROOT

from analysis import publish, store, traces
from analysis.declare.plan import LOCK, NAME, lock_of
from analysis.declare.table import InputError
from analysis.declare.traced import keys
from analysis.find.finding import finding, frame
from analysis.show import planned
from analysis.store import lists

FOUND = {"subject": "referral", "when": "2023-25", "reading": "as returned"}


def analysis(key: str, findings: str, **changed: object) -> dict:
    return {
        "id": key,
        "question": f"What of {key}?",
        "estimand": "a change",
        "findings": findings,
        "function": "strands.indicators.finds.indicators.findings",
        "arguments": {"returned": "all", "of_period": "2023-25"},
        "usable": "all",
        "matters": "a tenth",
        **changed,
    }


HACKNEY = analysis("hackney", "indicators[statistic=verdict|trend_p, borough=hackney]")
BARNET = analysis("barnet", "indicators[statistic=verdict, borough=barnet]", primary=False)


@pytest.fixture
def plan(project):
    """Writes a plan of 2023-25 that was locked, and another in its place where one is given."""

    def write(*locked: dict, now: tuple[dict, ...] = (), is_locked: bool = True) -> None:
        folder = project / "data/raw/2023-25"
        then, text = (yaml.safe_dump({"analyses": [*of]}) for of in (locked, now or locked))
        (folder / NAME).write_text(text, encoding="utf-8")
        if is_locked:
            (folder / LOCK).write_text(lock_of(then, "2023-06-30"), encoding="utf-8")

    return write


def built(*more: dict) -> str:
    """The section of indicators with a verdict and a refused p on Hackney's referrals."""
    section = publish.Section("indicators", "2023-25")
    found = [
        finding("verdict", borough="hackney", verdict="cannot tell", **FOUND),
        finding("trend_p", borough="hackney", refused="G1", **FOUND),
        *more,
    ]
    section.passed(findings=frame(found))
    section.commentary()
    return section.markdown()


def row(text: str, question: str) -> str:
    return next(line for line in text.splitlines() if question in line and line.startswith("|"))


def test_the_annex_says_what_became_of_each_planned_analysis(plan):
    plan(HACKNEY)
    text = built(finding("tier", borough="barnet", **FOUND))
    annex = text[text.index(publish.ANNEX) :]
    assert "A plan was locked on 2023-06-30, before the first return (sha256 " in annex
    assert "1 result of this section is exploratory" in annex
    assert row(annex, "What of hackney?") == (
        "| What of hackney? | a change | a tenth | no | asked as planned; no number in 1 of 2 results:"
        " too few quarters |"
    )
    assert "Deviation" not in text


def test_a_planned_analysis_without_a_result_stops_the_build(plan):
    plan(HACKNEY, BARNET)
    with pytest.raises(
        InputError, match=r"^planned analysis 'barnet' has no result for 'verdict' in"
    ):
        built()
    assert "| done as planned |" in row(
        built(finding("verdict", borough="barnet", verdict="cannot tell", **FOUND)), "barnet?"
    )


def test_findings_of_a_frame_that_was_never_passed_stop_it_too(plan):
    plan(analysis("all", "indicators/together[statistic=together_p]"))
    with pytest.raises(InputError, match=r"^planned analysis 'all' has no result for 'together_p'"):
        built()


def test_of_several_things_planned_none_may_be_missing(plan):
    plan(analysis("both", "indicators[statistic=verdict|tier, borough=hackney]"))
    with pytest.raises(
        InputError, match=r"^planned analysis 'both' has no result for 'tier' in the"
    ):
        built()


def test_one_that_moved_to_another_section_stops_only_that(plan):
    moved = analysis("barnet", "mash[statistic=verdict]", function="strands.mash.finds.findings")
    plan(HACKNEY, BARNET, now=(HACKNEY, moved))
    assert "deviation: changed after the plan" in row(built(), "What of barnet?")


def test_one_that_was_taken_out_stops_nothing_and_stands_on_the_first_page(plan):
    plan(HACKNEY, BARNET, now=(HACKNEY,))
    text = built()
    why = "taken out after the plan was locked"
    assert f"deviation: {why} |" in row(text, "What of barnet?")
    assert (
        f"**Deviation from the plan.** “What of barnet?” ({why})."
        in text.partition(publish.ANNEX)[0]
    )


def test_an_analysis_by_a_function_that_is_gone_stops_the_build(plan):
    plan({**HACKNEY, "function": "strands.indicators.finds.indicators.gone"})
    with pytest.raises(
        InputError, match=r"^2023-25, planned analysis hackney: there is no function"
    ):
        built()


@pytest.mark.parametrize("strand", ["training", "indicators"])
def test_a_section_says_nothing_of_a_plan_where_none_was_locked(plan, strand, project):
    plan(HACKNEY, is_locked=False)
    section = publish.Section(strand, "2023-25")
    section.commentary()
    assert "plan" not in section.markdown().replace("explan", "")
    said = planned.guide(store.plan("2023-25"))
    assert said == planned.guide(store.plan("2021-22"))
    assert said.endswith("every result is exploratory.")


def test_the_guide_counts_what_stands_and_names_what_deviates(plan):
    plan(HACKNEY, BARNET, now=(HACKNEY, {**BARNET, "matters": "a fifth"}))
    said = planned.guide(store.plan("2023-25"))
    assert "1 analysis of it stands. Deviations from it: barnet (changed after" in said
    plan(HACKNEY, BARNET)
    assert "2 analyses of it stand. None of them was changed" in planned.guide(
        store.plan("2023-25")
    )


def test_a_trace_says_whether_a_value_was_planned():
    found = store.findings("2025-26", "indicators")["together"]
    known = traces.traces("2025-26", "indicators")
    told = [known[key].about["In the plan"] for key in keys("indicators", "together", found)]
    of_referrals = found["statistic"].isin(["together_verdict", "together_change"])
    mine = of_referrals & found["subject"].eq("referral")
    assert mine.sum() == 2
    expected = {True: "planned (referrals_together)", False: "exploratory"}
    assert told == [expected[one] for one in mine]


def test_of_a_period_without_a_plan_every_result_is_exploratory():
    known = traces.traces("2023-25", "indicators").values()
    told = {one.about["In the plan"] for one in known if "A line of" in one.about}
    assert told == {"exploratory"}


def test_an_edited_analysis_runs_its_own_section_again_and_no_other(plan):
    plan(HACKNEY)
    before = lists.parted("2023-25")
    plan(HACKNEY, now=({**HACKNEY, "matters": "a fifth"},))
    after = lists.parted("2023-25")
    assert [name for name in before if before[name] != after[name]] == ["indicators/findings"]


def test_the_primary_family_runs_every_section_that_words_a_series(project):
    path = project / "data/raw/2025-26" / NAME
    before = lists.parted("2025-26")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("margin: 0.1", "margin: 0.2"), encoding="utf-8")
    after = lists.parted("2025-26")
    named = ["claims", "indicators", "mash", "surveys"]
    assert sorted(key.split("/")[0] for key in before if before[key] != after[key]) == named


def test_the_made_up_period_shows_its_plan_in_every_section():
    for strand in store.strands("2025-26"):
        text = (ROOT / f"reports/2025-26/{strand}/section.md").read_text(encoding="utf-8")
        assert "A plan was locked on 2025-03-31, before the first return (sha256 " in text, strand
        assert ("**Planned analyses**" in text) == (strand in ("indicators", "surveys", "mash"))
