"""The workbooks of a period: one a borough and strand, and those for the partnership as a whole."""

from __future__ import annotations

from analysis import store
from analysis.declare.boroughs import borough_name, members
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.declare.training import PARTNERSHIP
from analysis.registry import STRANDS
from desk.collecting.book import workbook
from desk.collecting.cover import lines
from desk.collecting.forms import asked_of


def templates(period: str) -> dict[str, bytes]:
    """Every workbook of a period by its path, like `hackney/indicators.xlsx`; the same bytes every
    time.

    InputError for a period that is not declared, or that is not dated.
    """
    dates = period_called(period)
    if not dates.quarters:
        raise InputError(
            f"period {period} has no dates, so nothing can be asked of its quarters; "
            "give it a first and a last month in data/raw/periods.csv"
        )
    made = {}
    for sender in (*(borough.key for borough in members(period)), PARTNERSHIP):
        name = (
            "whoever keeps it for the whole partnership"
            if sender == PARTNERSHIP
            else borough_name(sender)
        )
        for strand in dict.fromkeys((*store.params()["strands"], *STRANDS)):
            if asked := asked_of(strand, sender, dates):
                whose, title = (
                    "All boroughs" if sender == PARTNERSHIP else name,
                    STRANDS[strand].title.lower(),
                )
                cover = lines(strand, name, dates, asked)
                made[f"{sender}/{strand}.xlsx"] = workbook(whose, title, cover, asked, dates)
    return made
