"""The way of a return: bytes are opened as cells, tables found among them, their headings read, their
values read, and what cannot be read is asked; a strand names its tables and its own rules.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import pandas as pd
from pandas import DataFrame

from analysis.declare.proforma import Proforma
from analysis.declare.table import InputError
from analysis.read.ask.account import ACCOUNT, Told, account
from analysis.read.ask.queries import Query, query_frame
from analysis.read.open.corrections import corrected
from analysis.read.open.parts import own_sheets
from analysis.read.open.sheet import Sheet
from analysis.read.open.workbook import read_workbook
from analysis.read.personal.screen import screened

Files = tuple[dict[str, bytes], DataFrame]


@dataclass(frozen=True)
class Cleaned:
    """What cleaning made of the files of one strand and period: its tables as checked frames by
    their names, `queries` among them; each is an attribute too. `account` says how each cell with a
    number ended.
    """

    frames: Mapping[str, DataFrame]
    account: DataFrame = field(default_factory=ACCOUNT.empty)

    def __getattr__(self, name: str) -> DataFrame:
        if name == "frames" or name not in self.frames:
            raise AttributeError(f"cleaning made no table '{name}'")
        return self.frames[name]


def cleaned(asked: Iterable[Query], told: Told | None = None, **frames: DataFrame) -> Cleaned:
    """The record of a strand's frames and of what has to be asked, in this order. Of the numbers on
    the sheets that were `told` of, those that nothing became of are asked about too.
    """
    asked = list(asked)
    accounted, lost = account(told or Told(), frames, asked)
    return Cleaned(MappingProxyType({**frames, "queries": query_frame([*asked, *lost])}), accounted)


def parted(
    files: Mapping[str, bytes], corrections: DataFrame, is_record: Callable[[str, bytes], bool]
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


def together(*sides: Cleaned) -> Cleaned:
    """One record of what several kinds of files were cleaned to, their questions in this order."""
    frames = {name: frame for side in sides for name, frame in side.frames.items()}
    queries = pd.concat([side.queries for side in sides], ignore_index=True)
    accounts = pd.concat([side.account for side in sides], ignore_index=True)
    return Cleaned(MappingProxyType({**frames, "queries": queries}), accounts)


def opened(
    files: Mapping[str, bytes],
    corrections: DataFrame,
    asks: Iterable[Proforma] | None = None,
) -> list[Sheet]:
    """The sheets of some files by name, with corrections applied and without what tells of single
    people; `asks` are the proformas of a strand that asks for words. InputError where a file cannot
    be read or holds data on single children, or a correction does not fit.
    """
    held = tuple(sorted(files.items()))
    rows = (tuple(corrections.columns), *corrections.itertuples(index=False, name=None))
    sheets, why = _opened(held, rows, asks if asks is None else tuple(asks))
    if why:
        raise InputError(why)
    return list(sheets)


# A file that arrives is tried as a return of each strand and period, and screened once for a strand.
@lru_cache(maxsize=16)
def _opened(
    files: tuple[tuple[str, bytes], ...], corrections: tuple[tuple, ...], asks: tuple | None
) -> tuple[tuple[Sheet, ...], str]:
    """The sheets, or the line that says why there are none."""
    columns, *rows = corrections
    try:
        read = (sheet for file, content in files for sheet in read_workbook(file, content))
        decided = DataFrame(rows, columns=list(columns), dtype=object)
        return tuple(screened(dict(files), corrected(own_sheets(read), decided), asks)), ""
    except InputError as error:
        return (), str(error)
