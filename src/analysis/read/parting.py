"""Files of one strand told apart by what they hold: typed tables, or records row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

Files = tuple[dict[str, bytes], pd.DataFrame]


def parted(
    files: Mapping[str, bytes], corrections: pd.DataFrame, is_record: Callable[[str, bytes], bool]
) -> tuple[Files, Files]:
    """The files that hold typed tables and those that hold records, each with the corrections to
    them.
    """
    records = {file for file, content in files.items() if is_record(file, content)}
    sides = [
        {file: files[file] for file in files if (file in records) == side} for side in (False, True)
    ]
    typed, recorded = ((side, corrections[corrections["file"].isin(list(side))]) for side in sides)
    return typed, recorded
