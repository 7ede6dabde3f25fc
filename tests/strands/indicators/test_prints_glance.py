"""What the first page says of the boroughs' averages, by one rule for falls and rises."""

import pandas as pd
import pytest

from strands.indicators.prints.glance import _least, _on_average

COLUMNS = ["statistic", "subject", "reading", "verdict", "estimate", "borough"]


def averages(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Findings of averages, a tuple each: the indicator, its verdict and its ratio."""
    lines = []
    for subject, verdict, ratio in rows:
        lines.append(("together_verdict", subject, "as returned", verdict, float("nan"), ""))
        lines.append(("together_change", subject, "as returned", "", ratio, ""))
    return pd.DataFrame(lines, columns=COLUMNS).assign(low=0.5, high=1.2)


@pytest.mark.parametrize(
    ("verdict", "ratio", "says"),
    [
        (
            "possible decrease",
            0.83,
            "may have fallen by 17% (95% interval: a fall of 50% to a rise of 20%)",
        ),
        ("possible increase", 1.17, "may have risen by 17%"),
        ("increase", 4.3, "rose to 4.3 times"),
        ("decrease", 0.001, "fell by over 99%"),
    ],
)
def test_an_average_that_moved_stands_first_with_its_size(verdict, ratio, says):
    told = _on_average(averages(("assessment", "cannot tell", 1.0), ("referral", verdict, ratio)))
    assert says in told.split("; ")[0]
    assert told.split("; ")[1].startswith("nobody can tell a rise from a fall in new cases")


def test_averages_that_cannot_tell_stand_together_and_those_of_too_few_nowhere():
    none = averages(("assessment", "cannot tell", 1.0), ("referral", "cannot tell", 0.9))
    assert _on_average(none) == "nobody can tell a rise from a fall in either of the 2 indicators"
    assert _on_average(averages(("assessment", "too few quarters", 1.0))) == ""


@pytest.mark.parametrize(
    ("rises", "says"),
    [
        # What sees most, and what half of the series need at the least.
        ([2.0, 1.25, 4.0], "would show a fall of 20% or a rise of 25%; half of the 3 need a fall of 50% or a rise"
         " of 100% or more."),
        ([1.25, 2.0], "half of the 2 need a fall of 50% or a rise of 100% or more."),
        ([1.25, 2.0, None, None], "half of the 4 need more than was tried; 2 would show nothing that was tried."),
        ([None, None], ""),
    ],
)  # fmt: skip
def test_what_would_show_is_told_of_the_series_that_sees_most_and_of_the_middle_one(rises, says):
    found = pd.DataFrame({"borough": [*map(str, range(len(rises)))], "high": rises}, dtype=object)
    found = found.assign(
        statistic="detectable_change", subject="referral", high=found["high"].astype(float)
    )
    told = _least(found.assign(low=1 / found["high"], refused=""))
    assert told.endswith(says) and bool(told) == bool(says)


def test_a_series_too_short_to_test_is_not_one_that_sees_nothing():
    found = pd.DataFrame({"borough": ["a", "b", "c"], "high": [2.0, None, None]})
    found = found.assign(statistic="detectable_change", subject="referral", low=1 / found["high"])
    told = _least(found.assign(refused=["", "", "G1"]))
    assert told.endswith("; 1 would show nothing that was tried; 1 too short to test.")


def test_a_series_read_at_both_ends_sees_what_it_sees_at_the_worse():
    rises = [("hackney", 1.25), ("hackney", None), ("barnet", 2.0), ("barnet", 4.0)]
    found = pd.DataFrame(rises, columns=["borough", "high"])
    found = found.assign(statistic="detectable_change", subject="referral", low=1 / found["high"])
    assert _least(found.assign(refused="")).endswith(
        "would show a fall of 75% or a rise to 4.0 times; half of the 2 need more than was tried;"
        " 1 would show nothing that was tried."
    )
