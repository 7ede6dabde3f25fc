"""Panels as drawn: what stands where there is no number."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.find.finding import FINDINGS
from analysis.show.panels import share_panel

N = None


@pytest.fixture
def axis():
    figure, axis = plt.subplots()
    yield axis
    plt.close(figure)


def drawn(axis, shares, signs):
    """A panel of months with these shares; of a known one the interval is as wide as a tenth."""
    shares = pd.Series(shares, dtype="Float64")
    rows = pd.DataFrame(
        {"estimate": shares, "low": shares - 0.1, "high": shares + 0.1, "sign": signs}
    )
    rows["when"] = [f"2025-{month:02}" for month in range(1, len(rows) + 1)]
    rows["said"] = [f"{share:.0%}" if share is not pd.NA else "" for share in shares]
    share_panel(axis, rows, FINDINGS.empty(), "M", moved=False)
    return {text.get_text(): text for text in axis.texts if text.get_text() != "2025"}


def test_months_in_a_row_without_a_share_have_one_sign_between_them(axis):
    texts = drawn(axis, [0.5, N, N, N, 0.6], ["", "[x]", "[x]", "–", ""])
    assert texts["[x]"].xy[0] == 1.5 and texts["–"].xy[0] == 3
