"""The workbooks of a period: one a borough and strand, and those for the partnership as a whole."""

from __future__ import annotations

from analysis.collecting.book import workbook
from analysis.collecting.cover import lines
from analysis.collecting.forms import STRANDS, asked_of
from analysis.evaluation.boroughs import borough_name, members
from analysis.evaluation.periods import period as period_called
from analysis.evaluation.strands import STRANDS as TITLES
from analysis.evaluation.training import PARTNERSHIP
from analysis.frames import InputError


def templates(period: str) -> dict[str, bytes]:
    """Every workbook of a period by its path, like `hackney/indicators.xlsx`; the same bytes every time.

    InputError for a period that is not declared, or that is not dated.
    """
    dates = period_called(period)
    if not dates.quarters:
        raise InputError(f"period {period} has no dates, so nothing can be asked of its quarters; "
                         "give it a first and a last month in data/raw/periods.csv")  # fmt: skip
    made = {}
    for sender in (*(borough.key for borough in members(period)), PARTNERSHIP):
        name = "whoever keeps it for the whole partnership" if sender == PARTNERSHIP else borough_name(sender)
        for strand in STRANDS:
            if asked := asked_of(strand, sender, dates):
                whose, title = "All boroughs" if sender == PARTNERSHIP else name, TITLES[strand].lower()
                cover = lines(strand, name, dates, asked)
                made[f"{sender}/{strand}.xlsx"] = workbook(whose, title, cover, asked, dates)
    return made
