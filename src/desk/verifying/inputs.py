"""What a report rests on, parted into what anybody may read and what stays where it is.

A return is public where received.csv says so. A list kept beside returns goes with them where all
that came for its period is public and either the report prints the whole list or it holds no line;
a list that holds words nobody printed (why a cell was corrected, what was decided about a text)
stays. Of a private return no more leaves than the report itself tells: a fingerprint of it and of
all files together, since from that of a small file alone somebody could try out what it holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis import store
from analysis.declare.front import day
from analysis.declare.kept import PUBLIC, fingerprints, last_day
from analysis.declare.plan import LOCK, NAME
from desk.verifying import built

_PRINTED = (*("received.csv", "contents.csv", "front.csv", "claims.csv"), NAME, LOCK)
_OTHERWISE = (
    *("corrections.csv", "replies.csv", "cleared.csv", "pages.csv", "published.csv"),
    *("approvals.csv", "commentary", "samples", "published"),
)


@dataclass(frozen=True)
class Inputs:
    """`public` are paths from the project's folder; `private` says of each other input what may be
    said of it, `dated` is the day of the data.
    """

    public: tuple[str, ...]
    private: tuple[str, ...]
    dated: str


def inputs(period: str) -> Inputs:
    """Everything of data/raw that the report of a period rests on."""
    folder, every = store.root(), store.sources(period)
    may = every["origin"].isin(PUBLIC)
    prints = fingerprints(every[["file", "sha256"]], together=True).str[:12]
    public = [f"data/raw/{file}" for file in every.loc[may, "file"]]
    private = [
        f"a return of {file.split('/')[0]} with the fingerprint {prints[file]}"
        for file in every.loc[~may, "file"]
    ]
    held = {f"data/raw/{file.split('/')[0]}" for file in every.loc[~may, "file"]}
    for place in _read_by(folder, period):
        if (folder / place).is_file():
            public.append(place)
            continue
        for name in _kept(folder / place):
            path = f"{place}/{name}"
            goes = name in _PRINTED or _is_empty(folder / path)
            # A report prints the whole of its plan, whatever came for it.
            may = goes and (place not in held or name in (NAME, LOCK))
            (public if may else private).append(path)
    return Inputs(tuple(public), tuple(private), _dated(period, every["received"]))


def _read_by(folder: Path, period: str) -> list[str]:
    """The folders and lists of data/raw that stages of a period name: `data/raw/2023-25`."""
    deps = [dep for stage in built.stages(folder, period).values() for dep in stage["deps"]]
    return [
        dep for dep in dict.fromkeys(deps) if dep.startswith("data/raw/") and dep.count("/") == 2
    ]


def _kept(place: Path) -> Iterator[str]:
    """What people keep beside the returns of a period and its report reads."""
    for held in (place / name for name in (*_PRINTED, *_OTHERWISE)):
        if held.is_file() or any(held.rglob("*")):
            yield held.name


def _is_empty(path: Path) -> bool:
    """Whether a list holds its heading at the most."""
    return path.is_file() and len(path.read_bytes().splitlines()) <= 1


def _dated(period: str, received: Iterable[str]) -> str:
    """The day of the report where one is on record, else the last on which something arrived."""
    told = day(store.front(period))
    return told.isoformat() if told else max(map(last_day, received), default=period[:4])
