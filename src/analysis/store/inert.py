"""Text that a spreadsheet would compute, written so that it shows and does nothing.

A cell of a CSV that begins with an equals sign, or with another mark that a spreadsheet takes for
the beginning of a formula, runs when the file is opened. An apostrophe before it makes it text, and
is taken off again where we read our own files. Numbers are left alone: −3 and +0.4 (−0.5 to +1.4)
compute nothing.
"""

import csv
import re

import pandas as pd
from pandas import DataFrame

_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = r"[-+−]?\d[\d.,]*%?"
_NUMBERS = re.compile(rf"{_NUMBER}(?: to\s{_NUMBER}| \({_NUMBER} to\s{_NUMBER}\))?|-+")


def inert(text: str) -> str:
    """The text as it stands in a CSV of ours; `alive` undoes it."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBERS.fullmatch(text) else text


def alive(text: str) -> str:
    """The text that was written."""
    return text[1:] if _MARKED.match(text) else text


def each_text(frame: DataFrame, change) -> DataFrame:
    """The frame with `change` made to every text of it, headings too."""
    changed = frame.copy()
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        if pd.api.types.is_numeric_dtype(column.dtype):
            continue
        changed.isetitem(place, column.map(lambda v: change(v) if isinstance(v, str) else v))
    changed.columns = [change(name) if isinstance(name, str) else name for name in frame.columns]
    return changed


def csv_text(frame: DataFrame) -> str:
    """The frame as a CSV with a header and no index.

    Ten digits: enough for any reader, and the same on every processor.
    """
    rows = each_text(frame, inert)
    form = {"index": False, "lineterminator": "\n", "float_format": "%.10g"}
    text = rows.to_csv(**form)
    # A carriage return alone ends a line for spreadsheets, and is quoted only if everything is.
    return rows.to_csv(**form, quoting=csv.QUOTE_NONNUMERIC) if "\r" in text else text
