"""What the partnership set out to change, and the lines a strand gives to the first page."""

import pytest

from analysis.declare.outcomes import (
    EVIDENCE,
    HOW,
    LINES,
    MEASURED,
    NOTHING,
    OUTCOMES,
    REPORTED,
    UNTOLD,
    evidence,
    headline,
    surest,
)
from analysis.declare.periods import PERIOD_KEYS
from analysis.declare.table import InputError
from analysis.registry import STRANDS


def test_five_outcomes_were_agreed_at_the_start_and_three_questions_came_with_the_third_period():
    agreed = [outcome.key for outcome in OUTCOMES if not outcome.is_question]
    assert agreed == "confidence options plans identification language".split()
    assert [one.key for one in OUTCOMES if one.since == "2023-25"] == (
        "complaints assurance frameworks".split()
    )


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda one: one.key)
def test_an_outcome_names_strands_and_periods_there_are_and_says_what_else_a_rise_may_mean(outcome):
    assert outcome.since in PERIOD_KEYS and set(outcome.strands) <= set(STRANDS)
    assert bool(outcome.because) == bool(outcome.strands)


def test_evidence_on_no_outcome_or_in_no_known_way_is_refused():
    with pytest.raises(InputError, match="no outcome 'plan'"):
        evidence("plan", REPORTED, "Seen.")
    with pytest.raises(InputError, match="could be certain"):
        evidence("plans", "certain", "Seen.")


def test_the_surest_way_of_knowing_counts_and_none_is_nothing_collected():
    def lines(*ways):
        return LINES.framed(evidence("plans", how, f"{how}.") for how in ways)

    assert list(HOW) == [MEASURED, UNTOLD, REPORTED, NOTHING]
    assert surest(lines(REPORTED, UNTOLD), "plans") == UNTOLD
    assert surest(lines(REPORTED, MEASURED, NOTHING), "plans") == MEASURED
    assert surest(lines(REPORTED), "language") == NOTHING
    assert surest(LINES.framed([headline("Much.")]), "plans") == NOTHING
    assert LINES.framed([evidence("plans", REPORTED, "Seen.")])["kind"].tolist() == [EVIDENCE]
