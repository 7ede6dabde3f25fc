"""What of some findings may leave: decided once, before anything is drawn or worded.

Counts of people that a profile calls small are withheld; then as few others as keep any reader, and any
borough that knows its own numbers, from working them out; then what rests on a count that is withheld.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
import pandas as pd
from pandas import DataFrame

from analysis.declare.disclosure import PEOPLE, WORKED_OUT, Cost, Profile, Told
from analysis.declare.finding import FINDINGS
from analysis.declare.kept import PUBLIC, fingerprints
from analysis.declare.proforma import BETWEEN
from analysis.declare.withheld import SYMBOL, WITHHELD, withheld
from analysis.disclosure.cells import Line, counts, within
from analysis.disclosure.secondary import Cells, secondary
from analysis.find.finding import places

_NUMBERS, _OWN = ("estimate", "low", "high"), ("low", "high")
# Of returned rows what says where they came from and what was typed there.
_PLACE = ("status", "file", "sheet", "cell", "raw", "caveat", "low", "high")
# The code of REFUSALS for what is withheld here.
HERE, _WHY = "G23", "it rests on counts that are withheld"


@dataclass(frozen=True)
class Leaving:
    """Under which profile findings leave, and the fingerprints of the files received, by their names."""

    profile: Profile
    hashes: Mapping[str, str]

    def files(self, rows: str) -> str:
        """The files of some rows, by their fingerprints: how many rows they are could be a count that
        is withheld.
        """
        files = dict.fromkeys(place.split("!")[0] for place in rows.split("; ") if place)
        return " ".join(self.hashes.get(file, "") for file in files)


@dataclass(frozen=True)
class Decided:
    """The findings that may leave, by the name of their frame, and what that cost."""

    frames: dict[str, DataFrame]
    cost: Cost


def decided(
    frames: Mapping[str, DataFrame],
    declared: Mapping[str, Mapping[str, Told]],
    profile: Profile,
    of_period: str,
    sources: DataFrame,
    earlier: Mapping[str, DataFrame] | None = None,
) -> Decided:
    """The findings in `frames` (FINDINGS each) as they may leave under `profile`: in place of what is
    withheld stands WITHHELD, and `rows` say no more than of which files, by their fingerprints.

    `sources` are the files received (file, sha256, origin); what rests only on files that were
    published is public already, and so is a count that an `earlier` edition told and that is still the
    same. Under a profile that withholds nothing they are as they were.
    InputError for a statistic that is not declared.
    """
    if not profile.withholds:
        return Decided(dict(frames), Cost())
    as_found = {name: _as_findings(frame) for name, frame in frames.items()}
    public = set(sources.loc[sources["origin"].isin(PUBLIC), "file"])
    leaving = Leaving(profile, fingerprints(sources, together=True).str[:8].to_dict())
    found, lines = counts(as_found, declared, of_period, public, earlier or {})
    cells = found.cells(profile)
    more = secondary(cells) if len(cells.values) else np.zeros(0, dtype=bool)
    hidden = (cells.primary | more) & ~cells.unprinted
    gone, ends = (
        _worked_out(lines, hidden, of_period, those)
        for those in (attrgetter("worked_out_from"), attrgetter("interval_from"))
    )
    passed, at = {}, 0
    for name, frame in as_found.items():
        of_frame = slice(at, at + len(frame))
        without = [*zip(gone[of_frame], ends[of_frame], strict=True)]
        told = _told(frame, lines[of_frame], hidden, without, leaving)
        passed[name] = told if frame is frames[name] else _returned(frames[name], told)
        at += len(frame)
    return Decided(passed, _cost(cells, more, lines, of_period))


def _cost(cells: Cells, more: np.ndarray, lines: list[Line], of_period: str) -> Cost:
    """What withholding cost, and what one coarser table would save."""
    small = cells.primary & ~cells.unprinted
    cost = Cost(int((~cells.unprinted).sum()), int(small.sum()), int(more.sum()))
    tables: dict[tuple[str, str], set[int]] = defaultdict(set)
    for line in lines:
        for at in {line.at, line.base_at} - {None}:
            for by in _finer(line, of_period):
                tables[line.key.statistic, by].add(at)
    out = small | more
    if not tables or not out.any():
        return cost
    (statistic, by), places = max(tables.items(), key=lambda table: out[[*table[1]]].sum())
    left_out = np.isin(np.arange(len(out)), [*places])
    coarser = replace(
        cells, primary=cells.primary & ~left_out, unprinted=cells.unprinted | left_out
    )
    still = (small & ~left_out).sum() + secondary(coarser).sum()
    return replace(cost, saved=int(out.sum() - still), statistic=statistic, by=by)


def _finer(line: Line, of_period: str) -> Iterator[str]:
    """What a finding is told by, of what its statistic adds up over."""
    if "borough" in line.told.over and line.key.borough:
        yield "borough"
    if "when" in line.told.over and len(within(line.key.when, of_period)) > 1:
        yield "quarter" if "Q" in line.key.when else "month"


def _as_findings(frame: DataFrame) -> DataFrame:
    """Returned rows with a `count` as findings, one each; findings as they are.

    What a row is about are its words, but for where it came from and what was typed.
    """
    if "statistic" in frame:
        return frame
    when = next(name for name in ("quarter", "month", "period") if name in frame)
    about = [name for name in frame if name not in {"borough", when, "count", *_PLACE}]
    return DataFrame(
        dict.fromkeys(FINDINGS.columns, "")
        | {
            "statistic": "count",
            "subject": [*map(BETWEEN.join, frame[about].astype(str).itertuples(index=False))],
            "borough": frame.get("borough", ""),
            "when": frame[when],
            "x": frame["count"],
            "rows": places(frame),
            **dict.fromkeys(("n", *_NUMBERS), np.nan),
        },
        index=frame.index,
    )


def _returned(frame: DataFrame, told: DataFrame) -> DataFrame:
    """Returned rows with WITHHELD in the place of counts that may not leave, and of what was typed."""
    counts = [
        x if withheld(x) else pd.NA if pd.isna(x) else int(x) for x in told["x"].astype(object)
    ]
    raw = [SYMBOL if withheld(x) else typed for x, typed in zip(counts, frame["raw"], strict=True)]
    return frame.assign(count=pd.Series(counts, index=frame.index, dtype=object), raw=raw)


def _worked_out(
    lines: list[Line], hidden: np.ndarray, of_period: str, those: Callable[[Told], tuple[str, ...]]
) -> list[bool]:
    """Of each finding whether one of `those` it rests on is withheld."""
    by_statistic: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if any(hidden[at] for at in (line.at, line.base_at) if at is not None):
            by_statistic.setdefault((line.key.frame, line.key.statistic), []).append(line)
    return [
        any(
            _touches(line, other, of_period)
            for name in those(line.told)
            for other in by_statistic.get(_named(name, line.key.frame), ())
        )
        for line in lines
    ]


def _named(name: str, frame: str) -> tuple[str, str]:
    of_frame, _, statistic = name.rpartition("/")
    return of_frame or frame, statistic


def _touches(line: Line, other: Line, of_period: str) -> bool:
    """Whether a count may be among those a finding was worked out from."""
    same = (
        line.key.borough in ("", other.key.borough) or not other.key.borough,
        line.key.reading in ("", other.key.reading) or not other.key.reading,
        line.key.when in within(other.key.when, of_period)
        or other.key.when in within(line.key.when, of_period),
    )
    parts, others = line.key.subject.split(BETWEEN), other.key.subject.split(BETWEEN)
    about = all(a == b or "" in (a, b) for a, b in zip(parts, others, strict=False))
    return all(same) and about


def _told(
    frame: DataFrame,
    lines: list[Line],
    hidden: np.ndarray,
    without: list[tuple[bool, bool]],
    leaving: Leaving,
) -> DataFrame:
    """One frame with WITHHELD in the place of every number that may not leave; `without` says of each
    finding whether all of it goes, and whether its interval does.
    """
    rows = [
        row if line.public else _row(row, line, hidden, *goes, leaving)
        for row, line, goes in zip(frame.to_dict("records"), lines, without, strict=True)
    ]
    told = DataFrame(rows, columns=frame.columns, index=frame.index, dtype=object)
    return told.infer_objects()


def _row(
    row: dict, line: Line, hidden: np.ndarray, is_gone: bool, no_ends: bool, leaving: Leaving
) -> dict:
    """One finding as it may leave."""
    counted = line.at is not None and hidden[line.at]
    based = line.base_at is not None and hidden[line.base_at]
    is_gone |= leaving.profile.nearest > 1 and line.told.kind == WORKED_OUT
    out = dict.fromkeys(_OWN if line.told.range or no_ends else ())
    if counted or based or is_gone:
        out |= dict.fromkeys(_NUMBERS)
        # A note may hold the number, and a verdict the answer; why there is none holds neither.
        row |= {"verdict": "", "note": row["note"] if row["refused"] else ""}
    out |= {"x": None} if counted or is_gone else {}
    own_base = line.told.kind == WORKED_OUT and not line.told.per
    out |= {"n": None} if based or (is_gone and own_base) else {}
    if is_gone and (line.told.refusal or not row["refused"]):
        row |= {"refused": HERE, "note": _WHY}
        row["reading"] = "" if line.told.answer else row["reading"]
    elif leaving.profile.nearest > 1 and line.told.kind == PEOPLE:
        row |= _rounded(row, line, leaving.profile.nearest)
        out |= {name: None for name in _OWN if row["unit"] in ("share", "rate")}
    row |= {name: WITHHELD for name in out if not pd.isna(row[name])}
    return row | {"rows": leaving.files(row["rows"])}


def _rounded(row: dict, line: Line, nearest: int) -> dict:
    """The counts of a finding rounded, and the share or the count they come to; an estimate of another
    kind stays, since no single count follows from it.
    """
    x, n = _to(row["x"], nearest), row["n"] if line.told.per else _to(row["n"], nearest)
    estimate = row["estimate"]
    if row["unit"] == "count":
        estimate = _to(estimate, nearest)
    if row["unit"] == "rate":
        estimate = WITHHELD
    if row["unit"] == "share" and not pd.isna(x):
        estimate = x / n if n else WITHHELD
    return {"x": x, "n": n, "estimate": estimate}


def _to(value: float, nearest: int) -> float:
    return value if pd.isna(value) else float(nearest * round(value / nearest))
