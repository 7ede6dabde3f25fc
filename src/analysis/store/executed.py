"""The notebooks of a report as they ran, and what each run rested on: files, code, versions."""

import re
from dataclasses import dataclass
from importlib.metadata import metadata, version
from pathlib import Path

import nbformat
from pandas import Series

from analysis.declare.kept import fingerprints
from analysis.declare.periods import periods_to
from analysis.declare.table import InputError
from analysis.registry import STRANDS
from analysis.store.kept import origin, profile, sources
from analysis.store.project import document, edition, home, reports, shown

# The lock belongs to the code, wherever the project is that it runs in.
_LOCK = Path(__file__).parents[3] / "requirements.lock"
_NUMBER = re.compile(r"[\d.]+")
_PROJECT = "safe-together-evaluation"
# What computes and draws; the lock pins the rest.
LIBRARIES = ("numpy", "pandas", "scipy", "statsmodels", "matplotlib", "seaborn")
_PINNED = re.compile(r"^([\w-]+)==([\w.]+)(?: ; python_full_version ([<>=]+ '[\d.]+'))? \\$", re.M)


@dataclass(frozen=True)
class Executed:
    """A notebook as it ran in one stage. `folder` (of the report) and `source` are from the
    project's folder, other paths from the report's; `received` are beginnings of fingerprints by
    file, of all files `together` where counts are withheld.
    """

    strand: str
    period: str
    notebook: nbformat.NotebookNode
    origin: str
    source: str
    stage: str
    folder: str
    copy: str
    report: str
    results: tuple[str, ...]
    received: Series
    together: bool
    version: str
    python: str
    versions: dict[str, str]


def executed(period: str, strand: str) -> Executed:
    """The notebook of one section of a report as it ran; InputError where it has not."""
    name = "claims" if strand == "claims" else "findings"
    path = reports(period, strand) / f"{name}.ipynb"
    if not path.is_file():
        raise InputError(f"{shown(path)} has not been built: run `python3 make.py report`")
    together = profile(period).withholds
    return Executed(
        strand,
        period,
        nbformat.read(path, as_version=4),
        origin(period),
        f"notebooks/{name}{'' if name == strand else f'/{strand}'}.ipynb",
        f"{name}-{period}" if name == strand else f"{name}-{strand}-{period}",
        edition(period),
        f"{strand}/{path.name}",
        document(period, "html").removeprefix(f"{edition(period)}/"),
        tuple(f"{strand}/{one.name}" for one in sorted(path.parent.glob("*.csv"))),
        _received(period, strand, together),
        together,
        version(_PROJECT),
        ", below ".join(sorted(_NUMBER.findall(metadata(_PROJECT)["Requires-Python"]))),
        versions(),
    )


def _received(period: str, strand: str, together: bool) -> Series:
    """The fingerprints of the files that the rows a notebook reads were read from, as the report's
    own list prints them.
    """
    every = sources(period)
    prints = fingerprints(every, together=together).str[:12]
    read = {*STRANDS} if strand == "claims" else {strand, *STRANDS[strand].reads}
    places = {*periods_to(period), *(home(period, one) for one in read)}
    used = every["strand"].isin(read) & every["file"].str.split("/").str[0].isin(places)
    return prints[used.to_numpy()]


def versions() -> dict[str, str]:
    """The versions of LIBRARIES that requirements.lock pins: `2.4.6 or 2.5.5` where they differ by
    version of Python. What a machine has is not asked: pages are the same under all.
    """
    pinned = _PINNED.findall(_LOCK.read_text(encoding="utf-8"))
    return {
        library: " or ".join(at for name, at, _ in pinned if name == library)
        for library in LIBRARIES
    }
