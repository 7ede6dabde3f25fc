"""Which texts of a period wait until somebody has decided about them."""

from collections.abc import Iterator, Mapping

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.cleared import TEXTS
from analysis.declare.replies import REPLIES
from analysis.registry import TABLES

_SHOWN = ["strand", *TEXTS.columns]


def waiting(period: str) -> DataFrame:
    """The texts of a period that nobody has decided about: `strand` and the columns of TEXTS."""
    found = [
        waiting_in(period, strand, store.cleaned(period, strand))
        for strand in store.strands(period)
        if len(store.received(period, strand))
    ]
    return _once([*found, *_answered(period)])


def waiting_in(period: str, strand: str, tables: Mapping[str, DataFrame]) -> DataFrame:
    """Those in the cleaned tables of one strand, as `waiting`."""
    return _once(
        [
            store.waiting(period, strand, TABLES[strand][name], rows).assign(strand=strand)
            for name, rows in tables.items()
            if "file" in rows
        ]
    )


def _answered(period: str) -> Iterator[DataFrame]:
    """Those in answers to questions, by the strand of the file they are about, or that asked."""
    replies = store.replies(period)
    strands = store.received(period).set_index("file")["strand"]
    for strand, rows in replies.groupby(replies["file"].map(strands).fillna(replies["strand"])):
        yield store.waiting(period, strand, REPLIES, rows).assign(strand=strand)


def _once(found: list[DataFrame]) -> DataFrame:
    rows = pd.concat([DataFrame(columns=_SHOWN, dtype="str"), *found], ignore_index=True)
    return rows[_SHOWN].drop_duplicates(["strand", "sha256"], ignore_index=True)
