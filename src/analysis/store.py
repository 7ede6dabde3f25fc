"""The only module that opens files under data/ and reports/: what arrived, what was made of it, and where it goes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pandas as pd
import yaml

from analysis.evaluation.claims import CLAIMS
from analysis.evaluation.kept import CONTENTS, CORRECTIONS, PUBLISHED, RECEIVED, known, last_day, latest, received_by
from analysis.evaluation.origins import ORIGINS
from analysis.evaluation.periods import period as declared_period
from analysis.evaluation.periods import periods_to
from analysis.evaluation.replies import REPLIES
from analysis.evaluation.strands import asked_in
from analysis.evaluation.tables import EVIDENCE, TABLES
from analysis.frames import InputError, Table

# Beside the cleaned tables: the same as they were known when a report was last published.
_PUBLISHED = "published"


def root() -> Path:
    """The project's folder: the nearest one at or above the working folder that holds params.yaml."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "params.yaml").is_file():
            return folder
    raise InputError(f"no params.yaml in {Path.cwd().name} or above it: run this inside the project's folder")


def params() -> dict:
    """What to build: `strands` and `periods`."""
    return yaml.safe_load((root() / "params.yaml").read_text(encoding="utf-8"))


def strands(period: str) -> list[str]:
    """The strands that are built and were asked for in a period."""
    return asked_in(period, params()["strands"])


def received(period: str, strand: str | None = None, on: str = "") -> pd.DataFrame:
    """What arrived for a period, or for one strand of it, until a date if one is given: the RECEIVED table."""
    rows = _kept(period, RECEIVED, lambda rows: received_by(rows, on))
    return rows if strand is None else rows[rows["strand"] == strand]


def sources(up_to: str) -> pd.DataFrame:
    """Every file a report of period `up_to` may rest on: the RECEIVED rows, files named from data/raw."""
    held = [key for key in periods_to(up_to) if key in params()["periods"]]
    return pd.concat([_of_period(key, received(key)) for key in held], ignore_index=True)


def corrections(period: str, strand: str | None = None, on: str = "") -> pd.DataFrame:
    """Every change to a returned cell, or those a strand is read with (as known on a date): the CORRECTIONS table.

    InputError for a file never received.
    """
    rows, files = _kept(period, CORRECTIONS, lambda rows: known(rows, "decided", on)), set(received(period)["file"])
    if strange := [file for file in rows["file"] if file not in files]:
        raise InputError(f"data/raw/{period}/corrections.csv corrects '{strange[0]}', which received.csv does not list")
    return rows if strand is None else rows[rows["file"].isin(set(latest(received(period, strand, on))["file"]))]


def replies(period: str) -> pd.DataFrame:
    """The answers to questions filed so far: the REPLIES table, without rows where none is kept."""
    return _kept_at_will(period, REPLIES)


def keep(period: str, table: Table, rows: pd.DataFrame) -> None:
    """Put a checked list in the place of the one kept beside the period's returns; the old one stands until then."""
    path = _raw(period) / f"{table.name}.csv"
    unfinished = path.with_suffix(".unfinished")
    table.check(rows).to_csv(unfinished, index=False, lineterminator="\n", encoding="utf-8")
    unfinished.replace(path)


def put(period: str, file: str, content: bytes) -> None:
    """File a return under data/raw/<period>, whole or not at all; InputError where something lies there already."""
    path = root() / "data" / "raw" / period / file
    if path.exists():
        raise InputError(f"{_shown(path)} is there already, and what arrived is never overwritten: rename the new file")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def published(period: str) -> pd.DataFrame:
    """When reports of the period were published: the PUBLISHED table, without rows where none was."""
    return _kept_at_will(period, PUBLISHED)


def last_published(period: str) -> str:
    """The last day on which a report of the period was published; empty where none was."""
    return max(map(last_day, published(period)["date"]), default="")


def contents(period: str) -> pd.DataFrame:
    """What the evaluators' own report of the period numbers: the CONTENTS table, without rows where none is kept."""
    return _kept_at_will(period, CONTENTS)


def claims(period: str) -> pd.DataFrame:
    """The statements the evaluators published for the period: the CLAIMS table, without rows where none is kept."""
    return _kept_at_will(period, CLAIMS)


def returns(period: str, strand: str, on: str = "") -> dict[str, bytes]:
    """The newest vintage of each return of a strand (as known on a date): its bytes by its name in received.csv.

    InputError when a listed file is missing or has changed since it arrived, or a file lies there unlisted.
    """
    folder, listed = _raw(period), received(period, strand)
    for path in sorted((folder / strand).glob("**/*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in set(listed["file"]) and not path.name.startswith((".", "~$")):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            raise InputError(
                f"{_shown(path)} lies in the folder but received.csv does not list it: "
                f"add a row with sha256 {sha256} to received.csv, or move the file away"
            )
    held = {row.file: _unchanged(folder / row.file, row.sha256) for row in listed.itertuples()}
    return {file: held[file] for file in latest(received(period, strand, on))["file"]}


def origin(period: str) -> str:
    """The sentence that goes on everything made from the period; simulated and real files never mix."""
    simulated = declared_period(period).simulated
    kinds = set(received(period)["origin"]) or ({"simulated"} if simulated else set())
    if any((kind == "simulated") != simulated for kind in kinds):
        raise InputError(
            f"data/raw/{period}/received.csv lists simulated files beside real ones, or in a period declared "
            f"{'simulated' if simulated else 'real'}: they never mix; keep simulated files in a period of their own"
        )
    # Tables run on from earlier periods, so the words are about all that they may rest on.
    kinds |= {kind for key in periods_to(period) if key in params()["periods"] for kind in received(key)["origin"]}
    return " ".join(ORIGINS[kind] for kind in ORIGINS if kind in kinds) or "No data have been received so far."


def read(strand: str, name: str = "table", *, up_to: str, as_published: bool = False) -> pd.DataFrame:
    """The cleaned rows of a strand from the first period to `up_to`, checked; files are named from data/raw.

    None of a strand that was not asked for by then. `as_published` gives those of `up_to` as they were known when a
    report of it was last published; where none was, they are those of today.
    """
    table = TABLES[strand][name]
    paths = {key: root() / "data" / "processed" / strand / key / f"{name}.csv" for key in periods_to(up_to)}
    if as_published and (then := paths[up_to].parent / _PUBLISHED / f"{name}.csv").is_file():
        paths[up_to] = then
    found = [_of_period(key, _csv(path)) for key, path in paths.items() if path.is_file()]
    if not found and not asked_in(up_to, [strand]):
        return table.empty()
    if not found:
        raise InputError(
            f"no cleaned {strand} up to {up_to} in data/processed: run `dvc repro cleaning@{strand}-{up_to}`"
        )
    return table.check(pd.concat(found, ignore_index=True))


def cleaned(period: str, strand: str) -> dict[str, pd.DataFrame]:
    """Every cleaned table of one strand and one period alone, by its name; files are named as in received.csv."""
    folder = root() / "data" / "processed" / strand / period
    if not (folder / "queries.csv").is_file():
        raise InputError(f"{_shown(folder)} has no questions yet: run `dvc repro cleaning@{strand}-{period}`")
    paths = {name: folder / f"{name}.csv" for name in TABLES[strand]}
    return {name: TABLES[strand][name].check(_csv(path)) for name, path in paths.items() if path.is_file()}


def _of_period(period: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose files are named from data/raw, so that files of two periods are told apart."""
    return rows.assign(file=[file and f"{period}/{file}" for file in rows["file"]])


def evidence(period: str) -> dict[str, pd.DataFrame]:
    """Every cleaned table up to `period`, by its name in EVIDENCE."""
    return {name: read(strand, table, up_to=period) for name, (strand, table) in EVIDENCE.items()}


def declared() -> dict[str, Table]:
    """How each table of EVIDENCE is declared."""
    return {name: TABLES[strand][table] for name, (strand, table) in EVIDENCE.items()}


def commentary(period: str, strand: str) -> str:
    """The evaluators' own paragraphs for a section, in Markdown; empty where they wrote none."""
    path = _raw(period) / "commentary" / f"{strand}.md"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def section(period: str, strand: str) -> str:
    """The section a findings notebook wrote, in Markdown."""
    path = reports(period, strand) / "section.md"
    if not path.is_file():
        raise InputError(f"{_shown(path)} has not been built: run `dvc repro findings@{strand}-{period}`")
    return path.read_text(encoding="utf-8")


def reports(period: str, strand: str = "") -> Path:
    """The folder of a period's report, or of one section of it."""
    return root() / "reports" / period / strand


def write(relative: str | Path, content: bytes | str | pd.DataFrame) -> None:
    """Write text, bytes or a frame (as CSV) to a path of the project; to ANALYSIS_STAGING instead while that is set."""
    path = Path(os.environ.get("ANALYSIS_STAGING") or root()) / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, pd.DataFrame):
        # Ten digits: enough for any reader, and the same on every processor.
        content = content.to_csv(index=False, lineterminator="\n", float_format="%.10g")
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def write_cleaned(strand: str, period: str, cleaned, published=None, **more: pd.DataFrame) -> None:
    """Write each frame that cleaning made, and those in `more`, under its name among the strand's cleaned tables.

    `published` is what cleaning makes of what was known when a report was last published: kept beside the others
    where there was one.
    """
    place = f"data/processed/{strand}/{period}"
    for name, rows in {**vars(cleaned), **more}.items():
        write(f"{place}/{name}.csv", rows)
    for name, rows in vars(published).items() if published is not None and last_published(period) else ():
        write(f"{place}/{_PUBLISHED}/{name}.csv", rows)


def _raw(period: str) -> Path:
    folder = root() / "data" / "raw" / period
    if not folder.is_dir():
        raise InputError(f"data/raw/{period} does not exist: nothing was received for this period")
    return folder


def _kept(period: str, table: Table, chosen) -> pd.DataFrame:
    """A list people keep by hand, checked; the message of a bad one names the file."""
    path = _raw(period) / f"{table.name}.csv"
    if not path.is_file():
        raise InputError(f"{_shown(path)} is missing: it holds {', '.join(table.columns)}, a header line at the least")
    try:
        # A list begun before returns could replace one another has no such column.
        return chosen(table.check(_csv(path).assign(replaces=lambda rows: rows.get("replaces", ""))))
    except (InputError, ValueError) as error:
        raise InputError(f"{_shown(path)} cannot be used: {error}") from None


def _kept_at_will(period: str, table: Table) -> pd.DataFrame:
    """A list that a period may do without."""
    return _kept(period, table, lambda rows: rows) if (_raw(period) / f"{table.name}.csv").is_file() else table.empty()


def _csv(path: Path) -> pd.DataFrame:
    """A CSV in which nothing is guessed: text stays text, and only an empty cell is empty."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")


def _unchanged(path: Path, sha256: str) -> bytes:
    if not path.is_file():
        raise InputError(f"{_shown(path)} is listed in received.csv and not there: put it back, or take its row out")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise InputError(
            f"{_shown(path)} is not the file that was received (its sha256 differs): put the original back, "
            "or list the new one in received.csv as a return of its own"
        )
    return content


def _shown(path: Path) -> str:
    return path.relative_to(root()).as_posix()
