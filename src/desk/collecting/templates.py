"""The workbooks of a period: one a borough and strand, and those for the partnership as a whole."""

from collections.abc import Iterator
from pathlib import Path

from analysis import store
from analysis.declare.boroughs import members
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.declare.training import PARTNERSHIP
from analysis.registry import STRANDS
from desk.collecting.book import workbook
from desk.collecting.cover import lines
from desk.collecting.forms import asked_of


def write(period: str, folder: Path) -> Iterator[Path]:
    """Write every workbook of a period into `folder`, and name each."""
    for name, content in templates(period).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path


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
    senders = {borough.key: (borough.name, borough.name) for borough in members(period)}
    senders[PARTNERSHIP] = "whoever keeps it for the whole partnership", "All boroughs"
    for sender, (name, whose) in senders.items():
        for strand in dict.fromkeys((*store.params()["strands"], *STRANDS)):
            if asked := asked_of(strand, sender, dates):
                cover = lines(strand, name, dates, asked)
                title = STRANDS[strand].title.lower()
                made[f"{sender}/{strand}.xlsx"] = workbook(whose, title, cover, asked, dates)
    return made
