"""Files releases of official statistics where every report of a real period reads them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.kept import AS_FAR_AS_KNOWN, CORRECTIONS
from analysis.declare.periods import PERIODS
from analysis.declare.table import InputError, Table, columns
from analysis.declare.words import count
from analysis.store.inert import csv_text
from analysis.store.project import checked
from desk.receiving.receive import tidy
from strands.context import cleans
from strands.context.declares import STRAND

RELEASES = Table(
    "received",
    one_row_is="one release of official statistics, as published",
    key=("file",),
    columns=columns(
        """
        file: the file, from data/raw/context
        sha256: its fingerprint on arrival
        release: the release it is of, as the Department for Education calls it
        received: when it was downloaded
    """,
        sha256="[0-9a-f]{64}",
        received=AS_FAR_AS_KNOWN,
    ),
)


def file(paths: Iterable[Path], release: str, received: str) -> list[str]:
    """File releases under data/raw/context, with a line each in received.csv; a line on each.

    InputError, and nothing filed, where one is none of the tables that are read, or there already.
    """
    if not release.strip():
        raise InputError("say which release it is, like --named 'Children in need 2025'")
    place = f"data/raw/{STRAND.key}"
    path = store.root() / place / "received.csv"
    listed = checked(RELEASES, path) if path.is_file() else RELEASES.empty()
    said, rows = [], []
    with store.changes() as change:
        for source in paths:
            if not source.is_file():
                raise InputError(f"{source} is no file: look at its name and folder")
            content, name = source.read_bytes(), tidy(source.name)
            sha256 = hashlib.sha256(content).hexdigest()
            held = [*zip(listed["file"], listed["sha256"], strict=True), *(row[:2] for row in rows)]
            if known := [name for name, of in held if of == sha256]:
                said.append(f"{source.name} is known as {place}/{known[0]}, and is not filed again")
                continue
            said.append(f"{place}/{name}: {_holds(source.name, content)}")
            store.put(STRAND.key, name, content, change)
            rows.append((name, sha256, release.strip(), received))
        every = pd.concat([listed, DataFrame(rows, columns=list(RELEASES.columns))])
        change.write(f"{place}/received.csv", csv_text(RELEASES.check(every)).encode())
    return [*said, "now run `python3 make.py report`"] if rows else said


def _holds(name: str, content: bytes) -> str:
    """What a release holds, in words; InputError where it is none that is read."""
    newest = max(one.key for one in PERIODS if not one.simulated)
    read = cleans.clean({name: content}, CORRECTIONS.empty(), newest)
    stops = read.queries[read.queries["severity"] == "stop"]
    if read.table.empty:
        why = stops["question"].iloc[0] if len(stops) else "it holds no line that can be read"
        raise InputError(f"refused {name}: {why}")
    years = read.table["year"]
    authorities = read.table.loc[read.table["level"] == "authority", "area"].nunique()
    if not authorities:
        raise InputError(f"refused {name}: it holds no authority, only regions or the country")
    told = f"{years.min()} to {years.max()}, {count(authorities, 'authority', 'authorities')}"
    if len(read.queries):
        told += f"; {count(len(read.queries), 'question')} will stand in the report"
    return told
