"""The workbooks of a period: one a borough and strand, and those for the partnership as a whole."""

from collections.abc import Iterator
from pathlib import Path

from analysis import store
from analysis.declare.boroughs import members
from analysis.declare.periods import Period
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.declare.training import PARTNERSHIP
from analysis.registry import STRANDS
from desk.collecting.book import NUMBERS, of_several, workbook
from desk.collecting.cover import lines, lines_of_several
from desk.collecting.forms import Asked, answer_sheets, asked_of


def write(period: str, folder: Path, one: bool = False) -> Iterator[Path]:
    """Write every workbook of a period into `folder`, and name each; `one` a sender where asked."""
    for name, content in (one_each(period) if one else templates(period)).items():
        path = folder / name
        store.write_whole(path, content)
        yield path


def templates(period: str) -> dict[str, bytes]:
    """Every workbook of a period by its path, like `hackney/indicators.xlsx`; the same bytes every
    time.

    InputError for a period that is not declared, or that is not dated.
    """
    dates, made = _dated(period), {}
    for sender, (name, whose) in _senders(period).items():
        for strand, asked in _asked(sender, dates).items():
            cover = lines(strand, name, dates, asked)
            title = STRANDS[strand].title.lower()
            made[f"{sender}/{strand}.xlsx"] = workbook(whose, title, cover, asked, dates)
    return made


def one_each(period: str) -> dict[str, bytes]:
    """One workbook a sender, like `hackney.xlsx`, with the sheets of every strand.

    InputError for a period that is not declared, or that is not dated.
    """
    dates, made = _dated(period), {}
    for sender, (name, whose) in _senders(period).items():
        asked = _asked(sender, dates)
        if sheets := answer_sheets(dates):
            asked["surveys"] = Asked(answers=sheets)
        numbers = {strand: f"{NUMBERS}, {strand}" for strand in asked}
        cover = lines_of_several(name, dates, asked, numbers)
        by_sheet = {numbers[key]: (STRANDS[key].title.lower(), one) for key, one in asked.items()}
        made[f"{sender}.xlsx"] = of_several(whose, "all we ask for", cover, by_sheet, dates)
    return made


def _dated(period: str) -> Period:
    dates = period_called(period)
    if not dates.quarters:
        raise InputError(
            f"period {period} has no dates, so nothing can be asked of its quarters; "
            "give it a first and a last month in data/raw/periods.csv"
        )
    return dates


def _senders(period: str) -> dict[str, tuple[str, str]]:
    """Who is asked: a name as printed, and whose numbers they are."""
    senders = {borough.key: (borough.name, borough.name) for borough in members(period)}
    return senders | {PARTNERSHIP: ("whoever keeps it for the whole partnership", "All boroughs")}


def _asked(sender: str, period: Period) -> dict[str, Asked]:
    """What a sender is asked for, strand by strand."""
    strands = dict.fromkeys((*store.params()["strands"], *STRANDS))
    asked = {strand: asked_of(strand, sender, period) for strand in strands}
    return {strand: one for strand, one in asked.items() if one}
