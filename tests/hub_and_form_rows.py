"""Rows of hub visits and of engagement forms by month, drawn as lists from the first month of the period on."""

from __future__ import annotations

import pandas as pd

from analysis.declare.periods import period
from analysis.declare.proforma import BETWEEN
from strands.activity.declares.logs import FORMS, HUB

PERIOD = "2025-26"
MONTHS = period(PERIOD).all_months


def _counted(count: object, cell: str) -> dict:
    """A number, `<5` and the like withheld, None not returned, `q` queried."""
    status = {None: "not_returned", "q": "queried"}.get(
        count, "withheld" if isinstance(count, str) else "returned"
    )
    held = count if status == "returned" else None
    return {
        "count": held,
        "status": status,
        "file": "f.csv",
        "sheet": "",
        "cell": cell,
        "raw": "" if count is None else str(count),
        "caveat": "",
    }


def hub_rows(
    pages: dict[str, list], visitors: dict[str, list] | None = None, counted_as: str = ""
) -> pd.DataFrame:
    """Rows of `hub_months`: by `section | page` its visits from the first month on; None is a month without a line."""
    rows = []
    for measure, of in (("visits", pages), ("visitors", visitors or {})):
        for at, (key, counts) in enumerate(of.items()):
            section, page = key.split(BETWEEN, 1)
            rows += [
                {
                    "period": PERIOD,
                    "month": month,
                    "section": section,
                    "page": page,
                    "counted_as": counted_as,
                    "measure": measure,
                    **_counted(count, f"{'DE'[measure == 'visitors']}{100 * at + row}"),
                }
                for row, (month, count) in enumerate(zip(MONTHS, counts, strict=False), 2)
                if count is not None
            ]
    return HUB.table().check(pd.DataFrame(rows, columns=list(HUB.table().columns)))


def form_rows(**boroughs: list[tuple]) -> pd.DataFrame:
    """Rows of `form_months`: by borough its months from the first on, each `(stage, completed, eligible)`."""
    rows = []
    for borough, months in boroughs.items():
        for at, (month, (stage, *counts)) in enumerate(zip(MONTHS, months, strict=False), 2):
            rows += [
                {
                    "borough": borough,
                    "period": PERIOD,
                    "month": month,
                    "stage": stage,
                    "told_by": "",
                    "measure": measure,
                    **_counted(count, f"{column}{at}"),
                    "file": f"{borough}.csv",
                }
                for measure, column, count in zip(
                    ("completed", "eligible"), "DE", counts, strict=False
                )
            ]
    return FORMS.table().check(pd.DataFrame(rows, columns=list(FORMS.table().columns)))


def one(
    found: pd.DataFrame, statistic: str, subject: str | None = "", borough: str = "", **more: str
) -> pd.Series:
    """The one finding; of any subject where that is None, and with `more` columns as given."""
    about = {"statistic": statistic, "borough": borough, "subject": subject, **more}
    rows = found
    for name, value in about.items():
        rows = rows if value is None else rows[rows[name] == value]
    assert len(rows) == 1, (about, len(rows))
    return rows.iloc[0]
