"""Contacts screened, month by month: tidy rows and questions out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.cleaning.proformas import nothing_read, read_proformas, sheets_of
from analysis.cleaning.queries import query_frame
from analysis.evaluation.mash import PROFORMA


@dataclass(frozen=True)
class Cleaned:
    """What cleaning made of the files: frames of the strand's table, and QUERIES."""

    table: pd.DataFrame
    queries: pd.DataFrame


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The lines of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `mash/hackney.xlsx`, to its bytes. InputError where a file cannot be
    read or a correction does not fit.
    """
    read = read_proformas(sheets_of(files, corrections), (PROFORMA,), period)
    tables = [read.frame(PROFORMA)]
    return Cleaned(*tables, query_frame([*read.asked, *nothing_read(read)]))
