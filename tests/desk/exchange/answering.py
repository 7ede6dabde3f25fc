"""What a person does to a workbook of questions, and a project whose cleaning can be run again."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pandas as pd

from analysis import store
from analysis.declare.returned import QUERIES
from desk.exchange.sheets import HEADINGS
from strands.activity.cleans import activity
from strands.indicators.cleans import indicators

PERIOD = "2023-25"
STRANDS = {"indicators": indicators, "activity": activity}
FIRST = 3


def column(key: str) -> int:
    """Where a column stands in a workbook nobody has touched."""
    return list(HEADINGS).index(key) + 1


def clean_again() -> None:
    """Run cleaning of both strands, as the pipeline would."""
    for strand, room in STRANDS.items():
        cleaned = room.clean(
            store.returns(PERIOD, strand), store.corrections(PERIOD, strand), PERIOD
        )
        for name in (
            ("table", "wordings") if strand == "indicators" else ("consultations", "hub", "form")
        ):
            store.write(f"data/processed/{strand}/{PERIOD}/{name}.csv", getattr(cleaned, name))
        asked = with_more(cleaned) if strand == "indicators" else cleaned.queries
        store.write(f"data/processed/{strand}/{PERIOD}/queries.csv", asked)


def with_more(cleaned) -> pd.DataFrame:
    """The questions of cleaning, and one on some numbers of one borough: the exchange is tried with
    several, whatever cleaning finds strange.
    """
    typed = cleaned.table[cleaned.table["file"].eq("indicators/barking_and_dagenham.xlsx")]
    typed = typed[~typed["caveat"].str.contains("corrected")]
    rows = typed[typed["cell"].isin(["D8", "B8", "G10"])].sort_values("cell", key=_asked_first)
    more = queries(
        *(("lone_zero", "warn", r.file, r.sheet, r.cell, r.raw) for r in rows.itertuples())
    )
    asked = set(zip(cleaned.queries["file"], cleaned.queries["cell"], strict=True))
    new = [place not in asked for place in zip(more["file"], more["cell"], strict=True)]
    return pd.concat([more[new], cleaned.queries], ignore_index=True)


def _asked_first(cells: pd.Series) -> pd.Series:
    return cells.map(["D8", "B8", "G10"].index)


def opened(content: bytes | Path) -> openpyxl.Workbook:
    """A workbook as a person opens it."""
    return openpyxl.load_workbook(
        io.BytesIO(content if isinstance(content, bytes) else content.read_bytes())
    )


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def answered(content: bytes | Path, *answers: dict) -> bytes:
    """The workbook with the first questions answered, one after the other; an empty answer passes a question over."""
    book = opened(content)
    for row, given in enumerate(answers, FIRST):
        for key, text in given.items():
            book["Questions"].cell(row, column(key), text)
    return saved(book)


def queries(*rows: tuple) -> pd.DataFrame:
    """QUERIES rows from rule, severity, file, sheet, cell and typed."""
    told = [(*row, f"Is '{row[-1]}' in {row[2]} {row[4]} right?", "It stays.") for row in rows]
    return QUERIES.check(pd.DataFrame(told, columns=list(QUERIES.columns)))
