"""A simulated period's folder under data/raw: its files, the list of what arrived, and an empty
list of corrections.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import store
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.periods import PERIODS
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.registry import STRANDS
from simulated import (
    checklist,
    complaints,
    consultations,
    experience,
    hub_and_forms,
    indicators,
    mash,
    reviews,
    surveys,
    themes,
    training,
)
from simulated.made import SEED, Made, generator
from simulated.mess import messy
from simulated.people import drawn

ORIGIN = "simulated"
# Sources that depend on no other, each with random numbers of its own, by name: its `files(period,
# rng)`.
_ALONE: dict = {
    "checklist": checklist.files,
    "complaints": complaints.files,
    "mash": mash.files,
    "experience": experience.files,
    "reviews": reviews.files,
    "hub_and_forms": hub_and_forms.files,
    "indicators": indicators.files,
    "consultations": consultations.files,
}


def files(period: str) -> list[Made]:
    """Every file of a simulated period, the same bytes each time. InputError for a period that is
    not simulated.
    """
    of = period_called(period)
    if not of.simulated:
        known = ", ".join(one.key for one in PERIODS if one.simulated)
        raise InputError(
            f"period '{period}' is not declared simulated in src/analysis/declare/periods.py, "
            f"and made-up files never lie beside real ones: simulate {known}"
        )
    rng = np.random.default_rng(SEED)
    sheets, attended = drawn(rng, of.bounds[0])
    sheets = messy(sheets, rng)
    together = [
        *surveys.files(sheets),
        *training.files(of.label, attended, rng),
        *themes.files(sheets, rng),
    ]
    return [
        *together,
        *(file for name, made in _ALONE.items() for file in made(of, generator(name, SEED))),
    ]


def write(period: str) -> Iterator[str]:
    """Write the period's files, and say of each what it is. What others list in received.csv stays
    listed there.

    InputError, before anything is written, where a file would be lost that this did not write.
    """
    made = files(period)
    folder = store.root() / "data" / "raw" / period
    listed = store.received(period) if (folder / "received.csv").is_file() else RECEIVED.empty()
    _refuse_to_overwrite(folder, made, listed)
    for one in made:
        yield _written(period, one.file, one.content, one.says)
    arrived = str(pd.Period(period_called(period).bounds[1], "M") + 1)
    # What is made beside the strands' folders, like the cases drawn, is ours: it did not arrive.
    came = [one for one in made if one.strand in STRANDS]
    rows = [(one.file, one.sha256, one.strand, one.sender, arrived, ORIGIN, "") for one in came]
    ours = pd.DataFrame(rows, columns=list(RECEIVED.columns))
    others = listed[~listed["file"].isin(ours["file"])]
    yield _written(
        period, "received.csv", RECEIVED.check(pd.concat([ours, others])), "what arrived"
    )
    if not (folder / "corrections.csv").is_file():
        yield _written(period, "corrections.csv", CORRECTIONS.empty(), "no corrections")


def _refuse_to_overwrite(folder: Path, made: list[Made], listed: pd.DataFrame) -> None:
    """InputError at the first file that is neither what would be written nor listed as made up
    before.
    """
    known = dict(
        zip(listed["file"], zip(listed["sha256"], listed["origin"], strict=True), strict=True)
    )
    # A draw that was made up is drawn again, and nobody draws by hand in a made-up period.
    for one in (one for one in made if one.strand in STRANDS):
        path = folder / one.file
        if path.is_file():
            found = sha256(path.read_bytes()).hexdigest()
            if found != one.sha256 and known.get(one.file) != (found, ORIGIN):
                raise InputError(
                    f"data/raw/{folder.name}/{one.file} is there and was not written by this"
                    " command, or has changed since: move it away, or take its change back"
                )


def _written(period: str, file: str, content: bytes | pd.DataFrame, says: str) -> str:
    store.write(f"data/raw/{period}/{file}", content)
    return f"data/raw/{period}/{file}: {says}"
