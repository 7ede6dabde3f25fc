"""A file made up for a simulated period, with who would have sent it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd

from analysis.declare.boroughs import borough_name
from simulated.sheets import Rows, as_csv, as_xlsx

SEED = 2026
Rng = np.random.Generator


@dataclass(frozen=True)
class Made:
    """A file, named from its period's folder like `surveys/core_before.csv`; `says` is what it is,
    in a few words.
    """

    file: str
    content: bytes
    sender: str
    says: str

    @property
    def strand(self) -> str:
        """The strand it feeds."""
        return self.file.split("/")[0]

    @property
    def sha256(self) -> str:
        """Its fingerprint."""
        return sha256(self.content).hexdigest()


def generator(name: str, seed: int = SEED) -> Rng:
    """The random numbers of one source alone, so that a change to it leaves every other file as it
    was.
    """
    return np.random.default_rng([seed, *name.encode()])


def shares(text: str) -> dict[str, float]:
    """How often each of some words is to come, like `given 0.6, none 0.4`."""
    return {word: float(often) for word, often in map(str.split, filter(None, text.split(",")))}


def one_of(often: Mapping[str, float], rng: Rng) -> str:
    """One of some words, the likelier the more often it is to come."""
    return str(rng.choice(list(often), p=np.array([*often.values()]) / sum(often.values())))


def yes(share: float, rng: Rng) -> str:
    """Yes or no."""
    return "yes" if rng.random() < share else "no"


def days_of(quarter: str, number: int, rng: Rng) -> list[dt.date]:
    """So many days of a quarter, in order."""
    first = pd.Period(quarter, "Q").start_time.date()
    return [first + dt.timedelta(days=int(at)) for at in sorted(rng.integers(0, 90, number))]


def sent(
    file: str, rows: Rows | dict[str, Rows], role: str, says: str, borough: str = "", **how
) -> Made:
    """Rows, or sheets of them, as the file that its ending names, sent by somebody of a borough or
    of the partnership; `how` as `as_xlsx` and `as_csv`.
    """
    write = as_xlsx if file.endswith(".xlsx") else as_csv
    whose = f", {borough_name(borough)}" if borough else ""
    return Made(file, write(rows, **how), f"simulated: {role}{whose}", f"{says}{whose}")
