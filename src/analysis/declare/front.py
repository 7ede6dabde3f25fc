"""What is said of a report as a whole: who wrote it, for whom, when, and how to cite it."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping

from analysis.declare.added import Added, fault
from analysis.declare.table import Table, columns
from analysis.declare.words import worded

# Each item, and how it is called in print.
ITEMS = worded("""
    authors: Authors
    organisation: Organisation
    commissioner: Commissioned by
    date: Date of the report
    version: Version of the report
    licence: Licence
    contact: Contact
    cite: How to cite
    ethics: Ethics
""")
FRONT = Table(
    "front",
    one_row_is="one thing said of a report as a whole",
    key=("item",),
    columns=columns(
        """
        item: what is told of the report, like authors
        says (free text or empty): it in words, like Two evaluators
    """,
        item=tuple(ITEMS),
    ),
)
# What a report is found by, beside its title.
KEYWORDS = (
    "domestic abuse",
    "children's social care",
    "Safe & Together",
    "evaluation",
    "London boroughs",
)


def faults(row: Added, table: Table) -> list[str]:
    """What is wrong in a row, a text a fault; a date in figures alone has to be one."""
    said = row.given.get("says", "")
    if (
        row.given.get("item") == "date"
        and re.fullmatch(r"[\d\W]+", said)
        and not day({"date": said})
    ):
        return [f"date: '{said}' is no day; write it like 2026-09-30, or in words, September 2026"]
    return fault(row, table)


def day(front: Mapping[str, str]) -> dt.date | None:
    """The day of a report, where its date is one (`2026-09-30`) and not other words."""
    try:
        return dt.date.fromisoformat(front.get("date", ""))
    except ValueError:
        return None


def date(front: Mapping[str, str]) -> str:
    """The date of a report as it is printed: a day in words, and other words as they are."""
    when = day(front)
    if when is None:
        return front.get("date", "")
    return f"{when.day} {calendar.month_name[when.month]} {when.year}"


def imprint(front: Mapping[str, str], software: str) -> str:
    """What stands under the authors: for whom, when and which version, of a report without one that
    of the `software`.
    """
    whom = f"Commissioned by {front['commissioner']}" if "commissioner" in front else ""
    which = f"Version {front['version']}" if "version" in front else f"Software version {software}"
    return " · ".join(filter(None, [whom, date(front), which]))
