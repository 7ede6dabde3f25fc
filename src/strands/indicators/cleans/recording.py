"""From when on a borough counts otherwise than before, by a note or by a heading worded anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from pandas import DataFrame

from analysis.declare.periods import quarter_label
from analysis.declare.proforma import BETWEEN
from analysis.declare.recording import NOTED, REWORDED, anew, counted_since
from analysis.read.ask.queries import Query
from analysis.read.label.names import is_reworded
from strands.indicators.cleans.reading import Row
from strands.indicators.cleans.rules import query

# How each borough worded each indicator in the periods before.
Worded = Mapping[tuple[str, str], str]


def parted(rows: Iterable[Row], worded: Worded) -> tuple[list[Row], list[Query]]:
    """Rows in the order of their series, with a caveat from where on they are counted or worded
    anew, and a question for each heading that is.
    """
    held, asked = [], []
    for key, series in groupby(rows, key=lambda row: (row.borough, row.indicator)):
        series = list(series)
        changes = dict.fromkeys(filter(None, [_noted(series)]), NOTED)
        for row, before in reworded(series, worded.get(key, "")):
            changes[row.quarter] = REWORDED
            words = {"before": before, "quarter": quarter_label(row.quarter)}
            asked.append(query("heading_reworded", (row.file, row.sheet), row.wording, **words))
        held += (_beside(row, changes) for row in series)
    return held, asked


def _noted(series: list[Row]) -> str:
    frame = DataFrame([(row.quarter, row.caveat) for row in series], columns=["quarter", "caveat"])
    return counted_since(frame)


def reworded(series: Iterable[Row], before: str) -> Iterator[tuple[Row, str]]:
    """The rows of a series from which on its heading is worded anew, each with the heading before;
    those whose heading was answered for are not.
    """
    for row in series:
        if row.at.text.strip() and row.wording.row:
            if is_reworded(before, row.wording.text) and not row.wording.corrected:
                yield row, before
            before = row.wording.typed


def _beside(row: Row, changes: Mapping[str, str]) -> Row:
    told = [anew(why, quarter) for quarter, why in changes.items() if quarter <= row.quarter]
    return replace(row, caveat=BETWEEN.join(filter(None, [row.caveat, *told])))
