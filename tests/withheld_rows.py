"""Findings some of whose numbers are withheld, and everything that is said of them."""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.declare.disclosure import NOBODY, PROFILES, Told
from analysis.declare.kept import CORRECTIONS
from analysis.declare.withheld import WITHHELD, withheld
from analysis.disclosure.decided import decided
from analysis.show.printed import PrintedFigure, PrintedTable

PERIOD, DFE = "2025-26", PROFILES["dfe_cin"]
NO_SOURCES = pd.DataFrame(columns=["file", "sha256", "origin"])
NUMBERS = ["estimate", "low", "high", "x", "n"]


def cleaned(simulated, strand: str, clean):
    """The simulated returns of a strand, cleaned."""
    files = {name: one.content for name, one in simulated.items() if one.strand == strand}
    return clean(files, CORRECTIONS.empty(), PERIOD)


def passed(people, frames: Mapping, profile=DFE, period: str = PERIOD) -> dict[str, pd.DataFrame]:
    """Findings as they leave under a profile, where every file was sent to the evaluators."""
    return decided(frames, people, profile, period, NO_SOURCES).frames


def less(found: pd.DataFrame, declared: Mapping[str, Told], seed: int, share: float):
    """Findings with some rows' numbers withheld, of those that tell of people."""
    nobody = {name for name, told in declared.items() if told.kind == NOBODY}
    out = np.random.default_rng(seed).random(len(found)) < share
    out &= ~found["statistic"].isin(nobody).to_numpy()
    held = found.copy()
    for name in NUMBERS:
        column = held[name].astype(object)
        held[name] = column.where(~(out & column.notna()), WITHHELD)
    held.loc[out, ["verdict", "note"]] = ""
    return held


def untold(found: pd.DataFrame, held: pd.DataFrame, least: int) -> set[str]:
    """Numbers above `least` that stand only where they are withheld, as they would be printed."""
    gone = held[NUMBERS].map(withheld)
    told = found[NUMBERS].where(~gone).stack()
    told = {*told.round(), *(100 * told).round()}
    hidden = found[NUMBERS].where(gone).stack()
    return {f"{number:,.0f}" for number in hidden if number > least and round(number) not in told}


def numbers(said: str) -> set[str]:
    """Every whole number in a text."""
    return set(re.findall(r"(?<![\d.,])\d[\d,]*(?![\d.]|%)", said))


def text_of(*blocks) -> str:
    """Everything blocks say, their notes and what lies beside them with it."""
    return "\n".join(_said(block) for block in blocks if not getattr(block, "empty", False))


def _said(block) -> str:
    said = [block.markdown("Simulated.")]
    if isinstance(block, PrintedTable):
        said.append(block.data.drop(columns=["rows", "file"], errors="ignore").to_csv(na_rep=""))
    if isinstance(block, PrintedFigure):
        said += [text.get_text() for axis in block.figure.axes for text in axis.texts]
    return "\n".join(said)
