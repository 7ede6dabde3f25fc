"""What a question is called, so that its answer finds it again whatever happened to the workbook in
between.
"""

import hashlib
import re

from pandas import DataFrame, Series

_CALLED_BY = ("rule", "file", "sheet", "cell", "typed")
_REFERENCE = re.compile(r"(\d{4}-\d{2}) ([a-z0-9_]+) ([0-9a-f]{12})")


def with_ids(queries: DataFrame, period: str) -> DataFrame:
    """QUERIES rows of one period with a column `id`: the same on every run, another once the typed
    text changes.

    The words of a question are part of its id only where nothing else tells it from another: it has
    no file, or one rule asks twice about one cell.
    """
    called = queries[list(_CALLED_BY)]
    alone = ~called.duplicated(keep=False) & queries["file"].ne("")
    words = queries["question"].mask(alone, "")
    ids = [
        hashlib.sha256("\x1f".join([period, *row, word]).encode("utf-8")).hexdigest()[:12]
        for row, word in zip(called.to_numpy(), words, strict=True)
    ]
    return queries.assign(id=Series(ids, index=queries.index, dtype="str"))


def reference(period: str, recipient: str, query: str) -> str:
    """What stands in a workbook beside a question: its period, who was asked, and its id."""
    return f"{period} {recipient} {query}"


def read_reference(text: str) -> tuple[str, str, str] | None:
    """Period, recipient and id of a reference; None where `text` is none."""
    match = _REFERENCE.fullmatch(" ".join(text.split()))
    return match and (match[1], match[2], match[3])
