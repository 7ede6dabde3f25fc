"""Rows of a consultation log, of the workforce and of totals, for the tests of what is found in them."""

import pandas as pd

from analysis.declare.periods import period
from strands.activity.declares.activity import CONSULTATIONS
from strands.activity.declares.logs import CONSULTATION, WORKFORCE

PERIOD = "2025-26"


def log(*lines: tuple, borough: str = "hackney", of_period: str = PERIOD) -> pd.DataFrame:
    """A row for each (consultation, day, practitioner, case) and what else is given as a dictionary at its end."""
    table = CONSULTATION.table()
    made = []
    for at, line in enumerate(lines, 2):
        consultation, day, practitioner, case, more = (*line, {})[:5]
        blank = dict.fromkeys(table.columns, "")
        made.append(
            {
                **blank,
                "borough": borough,
                "period": of_period,
                "consultation": consultation,
                "held_on": day,
                "practitioner": practitioner,
                "case": case,
                "minutes": None,
                "status": "returned",
                "file": f"activity/{borough}.csv",
                "cell": f"A{at}",
                **more,
            }
        )
    return table.check(pd.DataFrame(made, columns=list(table.columns)))


def workforce(eligible=(), days=(), borough: str = "hackney") -> pd.DataFrame:
    """A row for each number by quarter; None for one that was not returned."""
    table = WORKFORCE.table()
    made = []
    for column, (measure, numbers) in enumerate(
        {"eligible": eligible, "days_of_lead": days}.items()
    ):
        for at, (quarter, number) in enumerate(
            zip(period(PERIOD).quarters, numbers, strict=False), 2
        ):
            blank = dict.fromkeys(table.columns, "")
            made.append(
                {
                    **blank,
                    "borough": borough,
                    "period": PERIOD,
                    "quarter": quarter,
                    "measure": measure,
                    "count": number,
                    "status": "not_returned" if number is None else "returned",
                    "file": "activity/posts.csv",
                    "cell": f"{'BC'[column]}{at}",
                }
            )
    return table.check(pd.DataFrame(made, columns=list(table.columns)))


def totals(*sent: tuple) -> pd.DataFrame:
    """A row for each (borough, count, months)."""
    made = [
        {
            **dict.fromkeys(CONSULTATIONS.columns, ""),
            "borough": borough,
            "period": PERIOD,
            "count": count,
            "months": months,
            "status": "returned",
            "file": "activity/total.csv",
            "cell": f"B{at}",
        }
        for at, (borough, count, months) in enumerate(sent, 2)
    ]
    return CONSULTATIONS.check(pd.DataFrame(made, columns=list(CONSULTATIONS.columns)))


def by_month(numbers: list[int], practitioners: int = 12, borough: str = "hackney") -> pd.DataFrame:
    """So many consultations in each month from April, brought by practitioners in turn, each on a case of its own."""
    days = [
        month
        for month, number in zip(period(PERIOD).all_months, numbers, strict=False)
        for _ in range(number)
    ]
    lines = [
        (f"K{at}", f"{month}-10", f"P{at % practitioners:02}", f"C{at}")
        for at, month in enumerate(days)
    ]
    return log(*lines, borough=borough)
