"""A simulated period's folder under data/raw: its files, the list of what arrived, and an empty
list of corrections.
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.cleared import CLEARED
from analysis.declare.kept import CORRECTIONS, RECEIVED
from analysis.declare.periods import PERIODS
from analysis.declare.periods import period as period_called
from analysis.declare.table import InputError
from analysis.registry import STRANDS
from simulated import planning, surveys, themes, training
from simulated.clearing import cleared
from simulated.made import SEED, Made, generator
from simulated.mess import messy
from simulated.people import drawn

ORIGIN = "simulated"
# Sources that depend on no other, each a module with random numbers of its own, by its name.
_ALONE = (
    "checklist complaints mash experience reviews hub_and_forms indicators consultations context"
)


def files(period: str) -> list[Made]:
    """Every file of a simulated period, the same bytes each time. InputError for a period that is
    not simulated.
    """
    declared = period_called(period)
    if not declared.simulated:
        known = ", ".join(other.key for other in PERIODS if other.simulated)
        raise InputError(
            f"period '{period}' is not declared simulated in src/analysis/declare/periods.py, "
            f"and made-up files never lie beside real ones: simulate {known}"
        )
    rng = np.random.default_rng(SEED)
    sheets, attended = drawn(rng, declared.bounds[0])
    sheets = messy(sheets, rng)
    made = [
        *surveys.files(sheets),
        *training.files(declared.label, attended, rng),
        *themes.files(sheets, rng),
    ]
    for name in _ALONE.split():
        made += import_module(f"simulated.{name}").files(declared, generator(name, SEED))
    return [*made, *planning.files(declared)]


def write(period: str) -> Iterator[str]:
    """Write the period's files, and say of each what it is. What others list in received.csv stays
    listed there.

    InputError, before anything is written, where a file would be lost that this did not write.
    """
    made = files(period)
    folder = store.root() / "data" / "raw" / period
    listed = store.received(period) if (folder / "received.csv").is_file() else RECEIVED.empty()
    _refuse_to_overwrite(folder, made, listed)
    for file in made:
        yield _written(period, file.file, file.content, file.says)
    arrived = str(pd.Period(period_called(period).bounds[1], "M") + 1)
    # What is made beside the strands' folders, like the cases drawn, is ours: it did not arrive.
    rows = [
        (file.file, file.sha256, file.strand, file.sender, arrived, ORIGIN, "")
        for file in made
        if file.strand in STRANDS
    ]
    ours = DataFrame(rows, columns=list(RECEIVED.columns))
    others = listed[~listed["file"].isin(ours["file"])]
    every = RECEIVED.check(pd.concat([ours, others]))
    yield _written(period, "received.csv", every, "what arrived")
    decided = _cleared(period, f"{arrived}-20")
    yield _written(period, "cleared.csv", decided, "what was decided about senders' texts")
    if not (folder / "corrections.csv").is_file():
        yield _written(period, "corrections.csv", CORRECTIONS.empty(), "no corrections")


def _cleared(period: str, decided: str) -> DataFrame:
    """Our decisions about texts, and after them those of others about texts that we left waiting."""
    ours = cleared(decided)
    others = store.cleared(period)
    others = others[~others["sha256"].isin(ours["sha256"])]
    return CLEARED.check(pd.concat([ours, others]))


def _refuse_to_overwrite(folder: Path, made: list[Made], listed: DataFrame) -> None:
    """InputError at the first file that is neither what would be written nor listed as made up
    before.
    """
    known = listed[listed["origin"] == ORIGIN].set_index("file")["sha256"]
    # A draw that was made up is drawn again, and nobody draws by hand in a made-up period.
    for file in (file for file in made if file.strand in STRANDS):
        path = folder / file.file
        if path.is_file():
            found = sha256(path.read_bytes()).hexdigest()
            if found not in (file.sha256, known.get(file.file)):
                raise InputError(
                    f"data/raw/{folder.name}/{file.file} is there and was not written by this"
                    " command, or has changed since: move it away, or take its change back"
                )


def _written(period: str, file: str, content: bytes | DataFrame, says: str) -> str:
    store.write(f"data/raw/{period}/{file}", content)
    return f"data/raw/{period}/{file}: {says}"
