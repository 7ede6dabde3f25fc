"""What the first page says of the boroughs' averages, by one rule for falls and rises."""

import pandas as pd
import pytest

from strands.indicators.prints.glance import _on_average

COLUMNS = ["statistic", "subject", "reading", "verdict", "estimate", "borough"]


def averages(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Findings of averages, a tuple each: the indicator, its verdict and its ratio."""
    lines = []
    for subject, verdict, ratio in rows:
        lines.append(("together_verdict", subject, "as returned", verdict, float("nan"), ""))
        lines.append(("together_change", subject, "as returned", "", ratio, ""))
    return pd.DataFrame(lines, columns=COLUMNS)


@pytest.mark.parametrize(
    ("verdict", "ratio", "says"),
    [
        ("possible decrease", 0.83, "may have fallen by 17%"),
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
    assert _on_average(none) == "nobody can tell a rise from a fall in any of the 2 indicators"
    assert _on_average(averages(("assessment", "too few quarters", 1.0))) == ""
