"""Where the project lies, what it builds, and the one way in which files are written."""

import io
import os
import re
from functools import lru_cache
from pathlib import Path

import pandas as pd
import yaml
from pandas import DataFrame

from analysis.declare.added import OPEN_QUOTE, TOO_MANY, open_quote
from analysis.declare.periods import period as declared_period
from analysis.declare.table import InputError, Table
from analysis.declare.traced import unspanned, untraced
from analysis.declare.words import listed
from analysis.registry import STRANDS, asked_in
from analysis.store.inert import alive, csv_text, each_text

# What a report is put together from; `section.md` beside it is the same as a Git host shows it.
SECTION = "section.pandoc"
_PARAMS = {"strands", "periods", "disclosure"}


def root() -> Path:
    """The project's folder: the nearest one at or above the working folder that holds params.yaml."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "params.yaml").is_file():
            return folder
    raise InputError(
        f"no params.yaml in {Path.cwd().name} or above it: run this inside the project's folder"
    )


def params() -> dict:
    """What to build: `strands` and `periods`, and the profiles chosen by period (`disclosure`).

    InputError where the file says something else, or a profile of a period that is none.
    """
    try:
        read = _from_yaml((root() / "params.yaml").read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise InputError(f"params.yaml cannot be read as YAML: {why}") from None
    if not isinstance(read, dict) or (strange := set(read) - _PARAMS):
        named = f", not {listed(sorted(map(str, strange)))}" if isinstance(read, dict) else ""
        raise InputError(f"params.yaml holds {listed(sorted(_PARAMS))}{named}")
    chosen = read.setdefault("disclosure", {})
    if not isinstance(chosen, dict) or not all(isinstance(key, str) for key in chosen.values()):
        raise InputError(
            "params.yaml: disclosure takes a profile for a period, as in {2026-27: dfe_cin}"
        )
    for period in chosen:
        declared_period(period)
    return read


@lru_cache(maxsize=4)
def _from_yaml(text: str) -> object:
    """What a YAML file says; it is asked for with every path, and reading YAML is slow."""
    return yaml.safe_load(text)


def strands(period: str) -> list[str]:
    """The strands that are built and were asked for in a period; of official statistics where a
    release is there.
    """
    there = root() / "data" / "raw"
    return [
        key
        for key in asked_in(period, params()["strands"])
        if not STRANDS[key].official or (there / home(period, key)).is_dir()
    ]


def home(period: str, strand: str | None) -> str:
    """The folder of data/raw that holds what came for a strand: the period's, or that of releases
    of official statistics, which serve every real period.
    """
    shared = strand and STRANDS[strand].official and not declared_period(period).simulated
    return strand if shared else period


def refuse_unasked(period: str, strand: str) -> None:
    """InputError for a strand that a period was not asked for: it is neither cleaned nor printed."""
    if strand not in (asked := [*strands(period), "claims"]):
        raise InputError(
            f"{period} has no strand '{strand}', which was not asked for then: it has"
            f" {', '.join(asked)}"
        )


def private(period: str, strand: str, name: str) -> str:
    """Where findings lie as they are, with every cell behind them, from the project's folder."""
    return f"data/processed/findings/{strand}/{period}/{name}.csv"


def titles() -> dict[str, str]:
    """The titles of the strands that are built, by their keys, in the order of the report; then the
    claims'.
    """
    return {key: STRANDS[key].title for key in (*params()["strands"], "claims")}


def asked_since(period: str) -> dict[str, str]:
    """The first period each strand of a period is asked for, by its title; empty where from the
    start.
    """
    return {STRANDS[key].title: STRANDS[key].since for key in strands(period)}


def is_internal(period: str) -> bool:
    """Whether the report of a period holds everything and stays with whoever builds it."""
    return params()["disclosure"].get(period) == "internal"


def edition(period: str) -> str:
    """Where the report of a period lies, from the project's folder: what may not leave is never
    under reports/.
    """
    return f"{'internal' if is_internal(period) else 'reports'}/{period}"


def document(period: str, kind: str, name: str = "report") -> str:
    """The report of a period as a document, or a page beside it, from the project's folder."""
    return f"{edition(period)}/{name}{'-internal' * is_internal(period)}.{kind}"


def site(period: str) -> str:
    """Where the reading edition of a report lies, from the report's folder or that of the report as
    known on a day; nothing where no pipeline builds one.
    """
    built = (root() / "dvc.yaml").is_file()
    return f"../{Path(edition(period)).name}/site/index.html" if built else ""


def section_file(period: str, strand: str, kind: str, wanted: Path | None = None) -> Path:
    """Where a section alone is written: as wanted, else here, an internal one beside its report.

    InputError for an internal one that would lie under reports/.
    """
    if not is_internal(period):
        return wanted or Path(f"{period}-{strand}.{kind}")
    path = wanted or root() / edition(period) / f"{period}-{strand}-internal.{kind}"
    if path.resolve().is_relative_to((root() / "reports").resolve()):
        raise InputError(
            f"the report of {period} is internal and never lies under reports/: write the section"
            " elsewhere"
        )
    return path


def reports(period: str, strand: str = "") -> Path:
    """The folder of a period's report, or of one section of it."""
    return root() / edition(period) / strand


def section(period: str, strand: str, is_traced: bool = False) -> str:
    """The section a findings notebook wrote, in Markdown; with a span around each value that names
    its key where it is to be traced.
    """
    path = reports(period, strand) / SECTION
    if not path.is_file():
        raise InputError(
            f"{shown(path)} has not been built: run `dvc repro findings-{strand}-{period}`"
        )
    source = path.read_text(encoding="utf-8")
    return source if is_traced else unspanned(source)


def write(relative: str | Path, content: bytes | str | DataFrame) -> None:
    """Write text, bytes or a frame (as CSV) to a path of the project; to ANALYSIS_STAGING instead
    while that is set.
    """
    path = Path(os.environ.get("ANALYSIS_STAGING") or root()) / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, DataFrame):
        content = csv_text(untraced(content))
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def raw(period: str) -> Path:
    """The folder of what was received for a period; InputError where there is none."""
    folder = root() / "data" / "raw" / period
    if not folder.is_dir():
        raise InputError(f"data/raw/{period} does not exist: nothing was received for this period")
    return folder


def csv_rows(path: Path | bytes) -> DataFrame:
    """A CSV in which nothing is guessed: text stays text, and only an empty cell is empty."""
    try:
        text = (path if isinstance(path, bytes) else path.read_bytes()).decode("utf-8-sig")
        if at := open_quote(text):
            raise InputError(f"line {at}: {OPEN_QUOTE}")
        rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_filter=False)
    except UnicodeDecodeError:
        raise InputError(
            "it is not saved as UTF-8: open it and save it again as 'CSV UTF-8'"
        ) from None
    except pd.errors.EmptyDataError:
        raise InputError("it is empty: its first line holds the names of its columns") from None
    except pd.errors.ParserError as error:
        many = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
        raise InputError(
            f"line {many[2]}: {TOO_MANY.format(many[3], many[1])}" if many else error
        ) from None
    return each_text(rows, alive)


def checked(table: Table, path: Path) -> DataFrame:
    """A CSV as a checked table; the message of a bad one names the file."""
    try:
        return table.check(csv_rows(path))
    except (InputError, ValueError) as error:
        raise InputError(f"{shown(path)} cannot be used: {error}") from None


def shown(path: Path) -> str:
    """A path of the project as people name it."""
    return path.relative_to(root()).as_posix()


def of_period(period: str, rows: DataFrame) -> DataFrame:
    """Rows whose files are named from data/raw, so that files of two periods are told apart."""
    return rows.assign(file=[file and f"{period}/{file}" for file in rows["file"]])
