"""From when on a borough words a heading anew, and may count otherwise than before."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from analysis.declare.periods import quarter_label
from analysis.declare.proforma import BETWEEN
from analysis.declare.recording import reworded_from
from analysis.read.ask.queries import Query
from strands.indicators.cleans.reading import Row
from strands.indicators.cleans.rules import query
from strands.indicators.cleans.wordings import NUMBERED, SUMMED, bare_wording, read_indicator

# What a heading may leave out, or say besides, and count the same.
_BESIDE_WORDS = re.compile(r"\b(?:new case|actual|final|count|number|no|\d+)\b")
# How alike two words are of which one is a slip of the pen.
_SLIP = 0.75
# How each borough worded each indicator in the periods before.
Worded = Mapping[tuple[str, str], str]


def parted(rows: Iterable[Row], worded: Worded) -> tuple[list[Row], list[Query]]:
    """Rows in the order of their series, with a caveat from where on they are worded anew, and a
    question for each heading that is.
    """
    held, asked = [], []
    for key, of_series in groupby(rows, key=lambda row: (row.borough, row.indicator)):
        series, since = list(of_series), ""
        changes = dict(reworded(series, worded.get(key, "")))
        for row in series:
            if row in changes:
                since = reworded_from(row.quarter)
                words = {"before": changes[row], "quarter": quarter_label(row.quarter)}
                where = (row.file, row.sheet)
                asked.append(query("heading_reworded", where, row.wording, **words))
            held.append(replace(row, caveat=BETWEEN.join(filter(None, [row.caveat, since]))))
    return held, asked


def reworded(series: Iterable[Row], before: str) -> Iterator[tuple[Row, str]]:
    """The rows of a series from which on its heading is worded anew, each with the heading before;
    those whose heading was answered for are not.
    """
    for row in series:
        if row.at.text.strip() and row.wording.row:
            if is_reworded(before, row.wording.text) and not row.wording.corrected:
                yield row, before
            before = row.wording.typed


def is_reworded(before: str, now: str) -> bool:
    """Whether two headings word one indicator in other words. How it is dressed or numbered, and
    slips of the pen, make no other words; nor do any against a heading that words no indicator.
    """
    if not (read_indicator(before) and read_indicator(now)):
        return False
    first, second = (
        _BESIDE_WORDS.sub(" ", bare_wording(NUMBERED.sub("", SUMMED.sub("", text)))).split()
        for text in (before, now)
    )
    return len(first) != len(second) or any(
        SequenceMatcher(None, *pair, autojunk=False).ratio() < _SLIP
        for pair in zip(first, second, strict=True)
    )
