"""What arrived for a period, and the lists that people keep beside it."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd
from pandas import DataFrame

from analysis.declare.claims import CLAIMS
from analysis.declare.cleared import CLEARED, Decisions, decisions, printable, texts
from analysis.declare.disclosure import INTERNAL, PROFILES, RULE, STRICT, Profile
from analysis.declare.disclosure import profile as profile_of
from analysis.declare.front import FRONT, ITEMS, faults
from analysis.declare.kept import (
    CONTENTS,
    CORRECTIONS,
    ORIGINS,
    PUBLIC,
    PUBLISHED,
    RECEIVED,
    known,
    last_day,
    latest,
    received_by,
)
from analysis.declare.periods import period as declared_period
from analysis.declare.periods import periods_to
from analysis.declare.replies import REPLIES
from analysis.declare.sampling import SAMPLE
from analysis.declare.table import InputError, Table
from analysis.registry import STRANDS
from analysis.store.commentary import harm_in
from analysis.store.due import by_hand
from analysis.store.inert import csv_text
from analysis.store.journal import Change, changes
from analysis.store.project import (
    checked,
    csv_rows,
    edition,
    home,
    is_internal,
    of_period,
    params,
    raw,
    root,
    section,
    shown,
    strands,
)

_LISTS = [f"{table.name}.csv" for table in (RECEIVED, CORRECTIONS)]


def received(period: str, strand: str | None = None, on: str = "") -> DataFrame:
    """What arrived for a period, or for one strand of it, until a date if one is given: the
    RECEIVED table.
    """
    rows = _kept(home(period, strand), RECEIVED, lambda rows: received_by(rows, on))
    return rows if strand is None else rows[rows["strand"] == strand]


def sources(up_to: str) -> DataFrame:
    """Every file a report of period `up_to` may rest on: the RECEIVED rows, files named from
    data/raw.
    """
    places = dict.fromkeys([*_earlier(up_to), *(home(up_to, key) for key in strands(up_to))])
    return pd.concat([of_period(key, received(key)) for key in places], ignore_index=True)


def corrections(period: str, strand: str | None = None, on: str = "") -> DataFrame:
    """Every change to a returned cell, or those a strand is read with (as known on a date): the
    CORRECTIONS table.

    InputError for a file never received.
    """
    place = home(period, strand)
    read = _kept if place == period else _kept_at_will
    rows = read(place, CORRECTIONS, lambda rows: known(rows, "decided", on))
    files = set(received(place)["file"])
    if strange := [file for file in rows["file"] if file not in files]:
        raise InputError(
            f"data/raw/{place}/corrections.csv corrects '{strange[0]}', which received.csv does"
            " not list"
        )
    return (
        rows
        if strand is None
        else rows[rows["file"].isin(set(latest(received(period, strand, on))["file"]))]
    )


def replies(period: str, strand: str | None = None) -> DataFrame:
    """The answers to questions filed so far: the REPLIES table, without rows where none is kept.

    Those a strand's section prints name its files, or none where it was that strand which asked, in
    words that were cleared.
    """
    rows = _kept_at_will(period, REPLIES)
    if strand is None:
        return rows
    of_no_file = rows["file"].eq("") & rows["strand"].isin([strand, ""])
    its = rows["file"].isin(received(period, strand)["file"]) | of_no_file
    return to_print(period, strand, REPLIES, rows[its])


def cleared(period: str, strand: str | None = None) -> DataFrame:
    """What was decided about senders' texts, or about those of one strand: the CLEARED table,
    without rows where none is kept.
    """
    rows = _kept_at_will(period, CLEARED)
    return rows if strand is None else rows[rows["strand"].isin([strand, ""])]


def to_print(period: str, strand: str, table: Table, rows: DataFrame) -> DataFrame:
    """Rows of a strand and period with senders' texts as they may be printed: cleared, reworded, or
    waiting.

    What was decided in an earlier period stays decided. Files that were published are public
    already; rows of no file are so where every file of the strand is.
    """
    return printable(rows, table, *_decided(period, strand))


def waiting(period: str, strand: str, table: Table, rows: DataFrame) -> DataFrame:
    """The texts in rows of a strand and period that nobody has decided about: a TEXTS frame."""
    decided, public = _decided(period, strand)
    found = texts(rows[~rows["file"].isin(public)], table)
    return found[~found["sha256"].isin(decided)]


def _decided(period: str, strand: str) -> tuple[Decisions, set[str]]:
    """What was decided about texts of a strand so far, and the files that nobody need decide about."""
    begun = (root() / "data" / "raw" / period / f"{RECEIVED.name}.csv").is_file()
    listed = received(period, strand) if begun else RECEIVED.empty()
    public = set(listed.loc[listed["origin"].isin(PUBLIC), "file"])
    if len(public) == len(listed) > 0:
        public.add("")
    own = [period] * begun
    lists = [cleared(key, strand) for key in (*_earlier(period), *own)]
    return decisions(pd.concat([CLEARED.empty(), *lists])), public


def _earlier(period: str) -> list[str]:
    return [key for key in periods_to(period) if key in params()["periods"]]


def keep(period: str, table: Table, rows: DataFrame, within: Change | None = None) -> None:
    """Put a checked list in the place of the one kept beside the period's returns, at once or at
    the end of the change it belongs to; the old one stands until then.
    """
    text = csv_text(table.check(rows))
    with changes(within) as change:
        change.write(f"data/raw/{period}/{table.name}.csv", text.encode("utf-8"))


def put(period: str, file: str, content: bytes, within: Change | None = None) -> None:
    """File a return under data/raw/<period>, whole or not at all; InputError where something lies
    there already.
    """
    path = root() / "data" / "raw" / period / file
    if path.exists():
        raise InputError(
            f"{shown(path)} is there already, and what arrived is never overwritten: rename the new"
            " file"
        )
    with changes(within) as change:
        change.write(shown(path), content)


def published(period: str) -> DataFrame:
    """When reports of the period were published: the PUBLISHED table, without rows where none was."""
    return _kept_at_will(period, PUBLISHED)


def last_published(period: str) -> str:
    """The last day on which a report of the period was published; empty where none was."""
    return max(map(last_day, published(period)["date"]), default="")


def contents(period: str) -> DataFrame:
    """What the evaluators' own report of the period numbers: the CONTENTS table, without rows where
    none is kept.
    """
    return _kept_at_will(period, CONTENTS)


def front(period: str) -> dict[str, str]:
    """What is said of a report as a whole, by item, in the order of print; empty where nothing is
    kept.
    """
    rows = by_hand(FRONT, raw(period) / "front.csv", faults).fillna("").set_index("item")["says"]
    return {item: rows[item] for item in ITEMS if rows.get(item)}


def claims(period: str) -> DataFrame:
    """The statements the evaluators published for the period: the CLAIMS table, without rows where
    none is kept.
    """
    return _kept_at_will(period, CLAIMS)


def samples(period: str) -> DataFrame:
    """Every draw of cases on record for a period: the SAMPLE table, without rows where none is."""
    found = [checked(SAMPLE, path) for path in sorted((raw(period) / "samples").glob("*.csv"))]
    return pd.concat(found, ignore_index=True) if found else SAMPLE.empty()


def returns(period: str, strand: str, on: str = "") -> dict[str, bytes]:
    """The newest vintage of each return of a strand (as known on a date): its bytes by its name in
    received.csv.

    InputError when a listed file is missing or has changed since it arrived, or a file lies there
    unlisted.
    """
    place, listed = home(period, strand), received(period, strand)
    folder = raw(place)
    for path in sorted((folder / strand if place == period else folder).glob("**/*")):
        name = path.relative_to(folder).as_posix()
        if (
            path.is_file()
            and name not in set(listed["file"])
            and not path.name.startswith((".", "~$"))
            and name not in _LISTS
        ):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            raise InputError(
                f"{shown(path)} lies in the folder but received.csv does not list it: "
                f"add a row with sha256 {sha256} to received.csv, or move the file away"
            )
    held = {row.file: _unchanged(folder / row.file, row.sha256) for row in listed.itertuples()}
    return {file: held[file] for file in latest(received(period, strand, on))["file"]}


def unchanged(period: str) -> int:
    """How many files of a period are read, of its strands; InputError where `returns` has one."""
    return sum(len(returns(period, key)) for key in strands(period))


def origin(period: str, strand: str | None = None) -> str:
    """The sentence that goes on everything made from the period, or from one strand of it;
    simulated and real files never mix.
    """
    if is_internal(period):
        return f"{INTERNAL} {_origin(period, strand)}"
    return _origin(period, strand)


def _origin(period: str, strand: str | None) -> str:
    if home(period, strand) != period:
        return ORIGINS["official"]
    simulated = declared_period(period).simulated
    kinds = set(received(period)["origin"]) or ({"simulated"} if simulated else set())
    if any((kind == "simulated") != simulated for kind in kinds):
        raise InputError(
            f"data/raw/{period}/received.csv lists simulated files beside real ones, or in a period"
            f" declared {'simulated' if simulated else 'real'}: they never mix; keep simulated"
            " files in a period of their own"
        )
    # Tables run on from earlier periods, so the words are about all that they may rest on.
    kinds |= {
        kind
        for key in periods_to(period)
        if key in params()["periods"]
        for kind in received(key)["origin"]
    }
    kinds |= {"official"} & set(sources(period)["origin"]) if strand is None else set()
    return (
        " ".join(ORIGINS[kind] for kind in ORIGINS if kind in kinds)
        or "No data have been received so far."
    )


def profile(period: str, strand: str = "") -> Profile:
    """What may leave of a period, or of one strand of it: as params.yaml says; else everything of
    what anybody may read already, and STRICT of the rest.

    InputError for a profile nobody knows, and where files that were never published would leave as
    they are.
    """
    if strand and STRANDS[strand].official:
        return PROFILES["as_published"]
    unpublished = set(received(period)["origin"]) - {*PUBLIC}
    simulated = declared_period(period).simulated
    wanted = params()["disclosure"].get(period)
    default = STRICT if unpublished or simulated else "as_published"
    chosen = profile_of(wanted or default)
    if chosen.key == "as_published" and unpublished:
        raise InputError(
            f"params.yaml: {period} cannot be as_published, since files came that nobody has published;"
            f" write {STRICT} for it, or internal for a report that stays with you"
        )
    return chosen


def refuse_other_rule(period: str, strand: str) -> None:
    """InputError where a section was built under another rule of what may leave than params.yaml
    names.
    """
    rule, built = profile(period, strand), section(period, strand)
    as_withheld = RULE in built
    if as_withheld != rule.withholds or (as_withheld and rule.says not in built):
        raise InputError(
            f"{edition(period)}/{strand} was built under another rule than params.yaml names for"
            f" {period} ({rule.key}): run `python3 make.py report`"
        )


def commentary(period: str, strand: str) -> str:
    """The evaluators' own paragraphs for a section, in Markdown; empty where they wrote none.

    InputError where they hold more than words, links and pictures.
    """
    path = raw(period) / "commentary" / f"{strand}.md"
    if not path.is_file():
        return ""
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise InputError(f"{shown(path)} is not saved as UTF-8: save it again as UTF-8") from None
    for line, what in harm_in(text):
        raise InputError(
            f"{shown(path)} line {line} holds {what}, which a commentary may not: write it in plain"
            " Markdown, pictures in the folder beside it"
        )
    return text


def _kept(period: str, table: Table, chosen) -> DataFrame:
    """A list people keep by hand, checked; the message of a bad one names the file."""
    path = raw(period) / f"{table.name}.csv"
    if not path.is_file():
        raise InputError(
            f"{shown(path)} is missing: it holds {', '.join(table.columns)}, a header line at the"
            " least"
        )
    try:
        return chosen(_list(path.read_bytes(), table).copy())
    except (InputError, ValueError) as error:
        raise InputError(f"{shown(path)} cannot be used: {error}") from None


@lru_cache(maxsize=32)
def _list(content: bytes, table: Table) -> DataFrame:
    """The same bytes are checked once, however often a run asks for them."""
    rows = csv_rows(content)
    if table is RECEIVED and "release" in rows:
        sender = "Department for Education, " + rows.pop("release")
        rows = rows.assign(strand="context", sender=sender, origin="official")
    # Lists begun earlier know neither what a file replaces nor which strand asked.
    rows = table.check(rows.assign(**{name: rows.get(name, "") for name in ("replaces", "strand")}))
    for name in {"file", "replaces"} & set(table.columns):
        _refuse_outside(rows[name])
    return rows


def _refuse_outside(files: Iterable[str]) -> None:
    """InputError at a name that would lead out of the period's folder, on any system."""
    for file in filter(None, files):
        if re.search(r"[\\:\x00-\x1f]", file) or {"", ".", ".."} & set(file.split("/")):
            raise InputError(
                f"'{' '.join(file.split())}' is no file inside the period's folder; write it like"
                " indicators/hackney.xlsx"
            )


def _kept_at_will(period: str, table: Table, chosen=lambda rows: rows) -> DataFrame:
    """A list that a period may do without."""
    return (
        _kept(period, table, chosen)
        if (raw(period) / f"{table.name}.csv").is_file()
        else table.empty()
    )


def _unchanged(path: Path, sha256: str) -> bytes:
    if not path.resolve().is_relative_to(root().resolve()):
        raise InputError(
            f"{shown(path)} leads to a file outside the project; put the file itself there"
        )
    if not path.is_file():
        raise InputError(
            f"{shown(path)} is listed in received.csv and not there: put it back, or take its"
            " row out"
        )
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise InputError(
            f"{shown(path)} is not the file that was received (its sha256 differs): put the"
            " original back, or list the new one in received.csv as a return of its own"
        )
    return content
