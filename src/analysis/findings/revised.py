"""Which results are others than those that rest on what was known when a report was last published."""

from __future__ import annotations

import numpy as np
import pandas as pd

_VALUES = ("estimate", "low", "high", "x", "n")


def revised(found: pd.DataFrame, before: pd.DataFrame, key: tuple[str, ...]) -> pd.DataFrame:
    """`found` with a column `revised`: whether a value differs from that of the same `key` in `before`, or is new.

    Both are findings of the same kind, the second from the rows as they were known at publication. Where nothing was
    published both rest on the same rows, and nothing is revised.
    """
    values = [name for name in _VALUES if name in found]
    held = before.set_index(list(key))[values].astype("float64")
    now = found.set_index(list(key))[values].astype("float64")
    then = held.reindex(now.index)
    # Beyond the digits that are kept, two runs of one method may differ.
    same = np.isclose(now.to_numpy(), then.to_numpy(), rtol=1e-9, equal_nan=True).all(axis=1)
    return found.assign(revised=~same | ~now.index.isin(held.index))
