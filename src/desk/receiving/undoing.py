"""The last filing taken back, where nothing rests on it yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from pandas import DataFrame, Series

from analysis import store
from analysis.declare.kept import RECEIVED, last_day
from analysis.declare.table import InputError


@dataclass(frozen=True)
class Filing:
    """The last line of a period's list of what arrived, and the lines before it."""

    period: str
    row: Series
    before: DataFrame


def last(period: str = "") -> Filing:
    """The last filing of a period, or of the one period that anything was filed in.

    InputError, of one line, where there is none, or something rests on it: a correction, a reply, a
    later file in its place, or a publication.
    """
    filed = {key: rows for key in _periods(period) if _is_filed(rows := store.received(key))}
    if not filed:
        raise InputError(f"there is nothing to take back{period and f' in {period}'}")
    if len(filed) > 1:
        raise InputError(f"files were filed in {' and '.join(filed)}: say which with --period")
    (key, rows) = filed.popitem()
    filing = Filing(key, rows.iloc[-1], rows.iloc[:-1])
    if rests := next(_resting(filing), ""):
        raise InputError(f"{_file(filing)} stays: {rests}; file what is right in its place instead")
    return filing


def said(filing: Filing) -> Iterator[str]:
    """What is taken back, line by line."""
    yield f"last filed: {_file(filing)}, received {filing.row['received']}"
    if filing.row["replaces"]:
        yield f"  {filing.row['replaces']}, which it replaced, is read again"
    same = filing.before["sha256"] == filing.row["sha256"]
    for file in filing.before.loc[same, "file"]:
        yield f"  {file}, filed from the same workbook, stays filed"


def taken_back(filing: Filing) -> Iterator[str]:
    """Take the file and its line out, and say so. InputError where another was filed since."""
    with store.changes() as change:
        if not last(filing.period).row.equals(filing.row):
            raise InputError(f"{_file(filing)} stays: another command filed something since")
        store.keep(filing.period, RECEIVED, filing.before, change)
        change.remove(_file(filing))
    yield f"taken back {_file(filing)}"


def _file(filing: Filing) -> str:
    return f"data/raw/{filing.period}/{filing.row['file']}"


def _periods(period: str) -> list[str]:
    folder = store.root() / "data" / "raw"
    held = sorted(path.parent.name for path in folder.glob("*/received.csv"))
    if period and period not in held:
        raise InputError(f"nothing was received for '{period}': periods are {', '.join(held)}")
    return [period] if period else held


def _is_filed(rows: DataFrame) -> bool:
    """Whether the last line is of a file that was sent, and not printed or made up."""
    return len(rows) > 0 and rows["origin"].iloc[-1] == "supplied"


def _resting(filing: Filing) -> Iterator[str]:
    """What rests on a filing, in words."""
    file, period = filing.row["file"], filing.period
    if file in set(filing.before["replaces"]):
        yield "another file stands in its place"
    if file in set(store.corrections(period)["file"]):
        yield "corrections.csv has a correction to it"
    if file in set(store.replies(period)["file"]):
        yield "replies.csv has an answer about it"
    days = [
        day for day in store.published(period)["date"] if last_day(day) >= filing.row["received"]
    ]
    if days:
        yield f"the report of {period} was published since ({days[-1]})"
