"""What cleaning made of what arrived, by strand and period."""

import pandas as pd
from pandas import DataFrame

from analysis.declare.cleared import held_back
from analysis.declare.periods import periods_to
from analysis.declare.table import InputError, Table
from analysis.registry import EVIDENCE, STRANDS, TABLES
from analysis.store.kept import to_print
from analysis.store.project import csv_rows, home, of_period, root, strands, write

# Beside the cleaned tables: the same as they were known when a report was last published.
_PUBLISHED = "published"


def read(
    strand: str,
    name: str = "table",
    *,
    up_to: str,
    as_published: bool = False,
    as_sent: bool = False,
) -> DataFrame:
    """The cleaned rows of a strand from the first period to `up_to`, checked; files are named from
    data/raw.

    None of a strand that was not asked for by then. `as_published` gives those of `up_to` as they
    were known when a report of it was last published; where none was, they are those of today.
    Senders' own words are those that may be printed; `as_sent` gives them as they came, for who
    wrote them.
    """
    table = TABLES[strand][name]
    # One release holds all years, so that of another period would hold them twice.
    keys = [up_to] if STRANDS[strand].official else periods_to(up_to)
    paths = {key: root() / "data" / "processed" / strand / key / f"{name}.csv" for key in keys}
    if as_published and (then := paths[up_to].parent / _PUBLISHED / f"{name}.csv").is_file():
        paths[up_to] = then
    rows = {key: csv_rows(path) for key, path in paths.items() if path.is_file()}
    found = [of_period(home(key, strand), held) for key, held in rows.items()]
    if not found and strand not in strands(up_to):
        return table.empty()
    if not found:
        raise InputError(
            f"no cleaned {strand} up to {up_to} in data/processed: run `dvc repro"
            f" cleaning-{strand}-{up_to}`"
        )
    # What a row is told by may be words: it is checked as it came.
    whole = table.check(pd.concat(found, ignore_index=True))
    if as_sent:
        return whole
    shown = pd.concat(
        [to_print(key, strand, table, held) for key, held in rows.items()], ignore_index=True
    )
    return whole.assign(**{name: shown[name].astype("str") for name in held_back(table)})


def before(strand: str, period: str, name: str = "table") -> DataFrame:
    """The cleaned rows of a strand of the periods before one, as far as they are there."""
    *earlier, _ = periods_to(period)
    folder = root() / "data" / "processed" / strand
    paths = [path for key in earlier if (path := folder / key / f"{name}.csv").is_file()]
    table = TABLES[strand][name]
    frames = [table.check(csv_rows(path)) for path in paths]
    return pd.concat(frames, ignore_index=True) if frames else table.empty()


def cleaned(period: str, strand: str) -> dict[str, DataFrame]:
    """Every cleaned table of one strand and one period alone, by its name; files are named as in
    received.csv.
    """
    folder = root() / "data" / "processed" / strand / period
    if not (folder / "queries.csv").is_file():
        raise InputError(
            f"nothing that came for {strand} of {period} has been read yet: run `python3 make.py"
            " report` first, then this again"
        )
    paths = {name: folder / f"{name}.csv" for name in TABLES[strand]}
    return {
        name: TABLES[strand][name].check(csv_rows(path))
        for name, path in paths.items()
        if path.is_file()
    }


def evidence(period: str) -> dict[str, DataFrame]:
    """Every cleaned table up to `period`, by its name in EVIDENCE."""
    return {name: read(strand, table, up_to=period) for name, (strand, table) in EVIDENCE.items()}


def declared() -> dict[str, Table]:
    """How each table of EVIDENCE is declared."""
    return {name: TABLES[strand][table] for name, (strand, table) in EVIDENCE.items()}


def write_cleaned(strand: str, period: str, cleaned, published=None, **more: DataFrame) -> None:
    """Write each frame that cleaning made, and those in `more`, under its name among the strand's
    cleaned tables.

    `published` is what cleaning makes of what was known when a report was last published: kept
    beside the others where there was one.
    """
    place = f"data/processed/{strand}/{period}"
    for name, rows in {**cleaned.frames, **more}.items():
        write(f"{place}/{name}.csv", rows)
    for name, rows in published.frames.items() if published is not None else ():
        write(f"{place}/{_PUBLISHED}/{name}.csv", rows)
