"""Rows of safeguarding hubs drawn as numbers by month, and what is found in them."""

import pandas as pd

from analysis.declare.periods import period
from strands.mash.declares import TABLE
from strands.mash.finds import counted, findings

PERIOD = "2025-26"
MONTHS = period(PERIOD).all_months
FOUND: dict[tuple[str, str], pd.DataFrame] = {}


def rows(counts: dict[str, list], borough: str = "hackney", months=MONTHS) -> pd.DataFrame:
    """Rows of the table: counts of each measure by month; a text is what was typed where no number was returned."""
    made = []
    for column, (measure, values) in enumerate(counts.items()):
        for line, (month, value) in enumerate(zip(months, values, strict=False)):
            no_number = {"": "not_returned", "?": "queried"}.get(value, "withheld")
            status = "returned" if isinstance(value, int) else no_number
            made.append(
                {
                    "borough": borough,
                    "period": PERIOD,
                    "month": month,
                    "measure": measure,
                    "count": value if status == "returned" else None,
                    "status": status,
                    "file": "mash/a.csv",
                    "sheet": "",
                    "cell": f"{'BCDEFGHI'[column]}{line + 2}",
                    "raw": str(value),
                    "caveat": "",
                }
            )
    return TABLE.check(pd.DataFrame(made))


def find(returned: pd.DataFrame, arrived: str = "2026-07") -> pd.DataFrame:
    """The findings, made once for the same rows."""
    key = (returned.to_csv(), arrived)
    if key not in FOUND:
        received = pd.DataFrame({"file": ["mash/a.csv"], "received": [arrived]})
        FOUND[key] = findings(returned, counted(returned, received, PERIOD), PERIOD)
    return FOUND[key].copy()


def one(found: pd.DataFrame, statistic: str, subject: str, when: str = PERIOD) -> pd.Series:
    here = (found["statistic"] == statistic) & (found["subject"] == subject)
    (row,) = (row for _, row in found[here & (found["when"] == when)].iterrows())
    return row


FLAT = {
    "contacts": [300] * 12,
    "da_contacts": [100, 90] * 6,
    "prompted": [50, 45] * 6,
    "again": [10] * 12,
}
# Of a hundred a month.
UP = [20, 24, 30, 32, 38, 44, 46, 52, 58, 60, 66, 70]
