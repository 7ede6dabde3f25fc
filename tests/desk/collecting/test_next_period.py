"""The indicators of a later period: its own ones alone, earlier periods beside it, and nothing where nothing came."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import series_rows

from analysis.declare.finding import FINDINGS
from analysis.declare.indicators import TABLE, indicators_of
from analysis.declare.periods import period
from analysis.show.printed import PrintedTable
from strands.indicators.finds.indicators import findings
from strands.indicators.prints import borough, indicators

LATER = list(period("2025-26").quarters)


@pytest.fixture(scope="module")
def later(returned) -> pd.DataFrame:
    """What was returned for 2023-25, and three indicators of Hackney for the year after."""
    rows = [
        row
        for key, level in (("referral", 220), ("assessment", 150), ("protection_plan", 30))
        for row in series_rows("hackney", key, [level, level + 3, None, level + 1], LATER)
    ]
    return TABLE.check(pd.concat([returned, pd.DataFrame(rows)], ignore_index=True))


def blank(returned: pd.DataFrame) -> pd.DataFrame:
    """What was returned for 2023-25, and the complete table of a later period for which no file came."""
    rows = [
        row
        for key in indicators_of("2025-26")
        for row in series_rows("hackney", key, [None] * 4, LATER)
    ]
    blank = pd.DataFrame(rows).assign(file="", sheet="", cell="")
    return TABLE.check(pd.concat([returned, blank], ignore_index=True))


def test_an_indicator_that_ended_is_in_no_finding_and_no_table_of_a_later_period(later):
    found = findings(later, "2025-26")
    assert set(found["subject"]) == {"", *indicators_of("2025-26")}
    wordings, queries = (
        pd.DataFrame(columns=["borough", "indicator", "wording"]),
        pd.DataFrame(columns=["file"]),
    )
    said = " ".join(
        block.markdown("Source.")
        for block in borough.blocks(later, wordings, queries, found, FINDINGS.empty(), "Source.")
    )
    assert "Children taken into care" not in said
    assert "New child protection plans" in said
    assert "3 indicators of domestic abuse (DA) in each of 6 boroughs" in indicators.opening(
        found, FINDINGS.empty(), FINDINGS.empty()
    ).markdown("")


def test_an_earlier_period_still_has_it(later):
    assert "care_entry" in set(findings(later[~later["quarter"].isin(LATER)], "2023-25")["subject"])


def test_where_an_indicator_was_not_asked_for_its_cells_say_so(later):
    wordings, queries = (
        pd.DataFrame(columns=["borough", "indicator", "wording"]),
        pd.DataFrame(columns=["file"]),
    )
    held = borough.blocks(
        later, wordings, queries, findings(later, "2023-25"), FINDINGS.empty(), "Source."
    )
    table = next(block for block in held if isinstance(block, PrintedTable)).markdown("Source.")
    (line,) = [line for line in table.splitlines() if line.startswith("| Children taken into care")]
    assert line.count("[o") == len(LATER)
    assert "not offered at that time" in table


def test_a_period_for_which_no_file_came_finds_nothing_whatever_came_before(returned):
    held = blank(returned)
    found = findings(held, "2025-26")
    assert "Not received" in indicators.opening(found, FINDINGS.empty(), FINDINGS.empty()).markdown(
        ""
    )
    assert list(borough.blocks(held, held, held, found, FINDINGS.empty(), "")) == []
    assert indicators.coverage(found, pd.DataFrame({"severity": []})).empty
