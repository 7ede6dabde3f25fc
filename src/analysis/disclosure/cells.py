"""Findings as cells of linked tables: every count of people, and every equation between two of them.

Rows, columns and totals, a part and what is left of its base, strata and all, quarters and the period:
all are equations `total = parts + what is left`, and what is left is a cell that nobody prints.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas import DataFrame
from scipy.sparse import csr_array

from analysis.declare.boroughs import BOROUGH_KEYS
from analysis.declare.disclosure import NOBODY, PEOPLE, Profile, Told
from analysis.declare.periods import period
from analysis.declare.proforma import BETWEEN
from analysis.declare.table import InputError
from analysis.declare.withheld import SYMBOL
from analysis.disclosure.secondary import Cells


class Key(NamedTuple):
    """Which count: of which frame and statistic, about what, and whether it is the base (`n`)."""

    frame: str
    statistic: str
    subject: str
    borough: str
    when: str
    reading: str
    is_base: bool = False


@dataclass
class Line:
    """One finding: its key, what its statistic tells, and where its count and its base stand among the
    counts of people (None where it has none).
    """

    key: Key
    told: Told
    count: int | None
    base: int | None
    public: bool
    at: int | None = None
    base_at: int | None = None


@dataclass
class Counts:
    """Counts by key, with the equations that hold between them.

    `printed` says of each whether it stands anywhere; a count that does not is what is left of a total.
    `told` are those of an earlier edition.
    """

    place: dict[Key, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    boroughs: list[str] = field(default_factory=list)
    printed: list[bool] = field(default_factory=list)
    public: list[bool] = field(default_factory=list)
    equations: list[dict[int, int]] = field(default_factory=list)
    told: set[tuple[Key, bool, float]] = field(default_factory=set)

    def add(self, key: Key, value: int, public: bool) -> int:
        """The place of a count; InputError where the same key was given another."""
        if key not in self.place:
            self.place[key] = self._new(value, key.borough, printed=True, public=public)
        at = self.place[key]
        self.public[at] |= public
        if self.values[at] != value:
            raise InputError(
                f"{key.frame}: two findings are called {key.statistic} of {key.subject or 'all'},"
                f" {key.borough or 'all'}, {key.when}, one {self.values[at]}, one {value}"
            )
        return at

    def _new(self, value: int, borough: str, *, printed: bool, public: bool = False) -> int:
        self.values.append(value)
        self.boroughs.append(borough)
        self.printed.append(printed)
        self.public.append(public)
        return len(self.values) - 1

    def equate(self, whole: int, parts: list[int]) -> None:
        """`whole` is its parts and what is left; nothing where the parts are more than the whole."""
        left = self.values[whole] - sum(self.values[part] for part in parts)
        if left < 0 or whole in parts:
            return
        equation = {whole: 1} | dict.fromkeys(parts, -1)
        if left:
            boroughs = {self.boroughs[at] for at in (whole, *parts)}
            equation[
                self._new(left, boroughs.pop() if len(boroughs) == 1 else "", printed=False)
            ] = -1
        self.equations.append(equation)

    def cells(self, profile: Profile) -> Cells:
        """What the decision is made on, under a profile."""
        values = np.array(self.values)
        public, printed = (np.array(every, dtype=bool) for every in (self.public, self.printed))
        primary = np.array([profile.small(value) for value in values], dtype=bool) & ~public
        told = values > profile.most
        rounded = np.where(told, profile.nearest * np.rint(values / profile.nearest), values)
        reach = np.where(told & ~public, profile.nearest // 2, 0)
        least = np.where(told, profile.most + 1, 0)
        rows = [
            (row, at, sign)
            for row, equation in enumerate(self.equations)
            for at, sign in equation.items()
        ]
        places = np.array(rows, dtype=int).reshape(-1, 3).T
        shape = (len(self.equations), len(values))
        return Cells(
            values=values,
            relations=csr_array((places[2], (places[0], places[1])), shape=shape, dtype=float),
            primary=primary,
            unprinted=~printed,
            low=np.full(len(values), profile.least),
            high=np.full(len(values), profile.most),
            read_low=np.where(public, values, np.maximum(rounded - reach, least)),
            read_high=np.where(public, values, rounded + reach),
            known=tuple(self._insiders()),
            zeros=profile.zeros,
            attainable=True,
            kept=public,
        )

    def _insiders(self) -> Iterator[np.ndarray]:
        """What each borough knows beside what is printed: its own counts."""
        boroughs = np.array(self.boroughs)
        for borough in BOROUGH_KEYS:
            if (boroughs == borough).any():
                yield boroughs == borough


def counts(
    frames: Mapping[str, DataFrame],
    declared: Mapping[str, Mapping[str, Told]],
    of_period: str,
    public: set[str],
    earlier: Mapping[str, DataFrame],
) -> tuple[Counts, list[Line]]:
    """The counts of people in findings by the name of their frame, how they hang together, and a line
    each for the findings in their order.

    `declared` says by frame and statistic what each tells; `public` are files that are public already, and `earlier` the findings that were told before.
    InputError for a statistic that is declared neither of people nor of nobody.
    """
    found = Counts(told=_told_before(earlier))
    lines = [*_lines(frames, declared, public)]
    people = [line for line in lines if line.told.kind == PEOPLE]
    for line in people:
        if line.count is not None:
            public = line.public or (line.key, False, line.count) in found.told
            line.at = found.add(_same(line.key, line.told), line.count, public)
    for line in people:
        if line.base is not None:
            public = line.public or (line.key, True, line.base) in found.told
            line.base_at = found.add(_base(found, line), line.base, public)
    _part(found, people)
    _add_up(found, declared, of_period)
    return found, lines


def _told_before(earlier: Mapping[str, DataFrame]) -> set[tuple[Key, bool, float]]:
    """The counts that stand in an earlier edition: of which finding, whether its base, and how many."""
    return {
        (
            Key(name, row.statistic, row.subject, row.borough, row.when, row.reading),
            is_base,
            float(value),
        )
        for name, frame in earlier.items()
        if "statistic" in frame
        for row in frame.itertuples()
        for is_base, value in ((False, row.x), (True, row.n))
        if value and value != SYMBOL
    }


def _lines(frames, declared, public: set[str]) -> Iterator[Line]:
    for name, frame in frames.items():
        for row in frame.itertuples():
            key = Key(name, row.statistic, row.subject, row.borough, row.when, row.reading)
            told = _of_key(declared, key) if _has_numbers(row) else _refusal(declared, key)
            base = None if told.per or pd.isna(row.n) else int(row.n)
            is_public = bool(row.rows) and _files(row.rows) <= public
            yield Line(key, told, _count(row), base, is_public)


def _refusal(declared, key: Key) -> Told:
    """What is declared of a finding without numbers, where why there are none tells as much."""
    told = declared.get(key.frame, {}).get(key.statistic)
    return told if told and told.refusal else Told(NOBODY)


def _has_numbers(row) -> bool:
    return not all(map(pd.isna, (row.x, row.n, row.estimate, row.low, row.high)))


def _of_key(declared, key: Key) -> Told:
    """What is declared of a statistic, under its reading (`rate @ first half`) or under any."""
    of_frame = declared.get(key.frame, {})
    told = of_frame.get(f"{key.statistic} @ {key.reading}") or of_frame.get(key.statistic)
    if told is None:
        raise InputError(
            f"{key.frame}: nobody has declared whether '{key.statistic}' is of people; say so in what"
            " the strand declares"
        )
    return told


def _count(row) -> int | None:
    """How many a finding counts; None where it counts nothing."""
    value = row.estimate if pd.isna(row.x) and row.unit == "count" else row.x
    return None if pd.isna(value) else int(value)


def _files(rows: str) -> set[str]:
    return {place.split("!")[0] for place in rows.split("; ")}


def _same(key: Key, told: Told) -> Key:
    """The key of a count, or of the same count in another frame."""
    return _named(told.same, key) if told.same else key


def _named(name: str, key: Key) -> Key:
    """The key of what is named as `statistic`, `frame/statistic` or with its subject in brackets after
    it, about the same as another.
    """
    whole, _, subject = name.removesuffix(")").partition(" (")
    frame, _, statistic = whole.rpartition("/")
    return key._replace(
        frame=frame or key.frame, statistic=statistic, subject=subject or key.subject
    )


def _base(found: Counts, line: Line) -> Key:
    """The key of a finding's base: that of the count it is out of where that is the same number, else
    its own.
    """
    key, told = _same(line.key, line.told), line.told
    prefix = BETWEEN.join(key.subject.split(BETWEEN)[:-1]) if told.parts else key.subject
    own = key._replace(subject=prefix, is_base=True)
    if not told.of:
        return own
    whole = _whole(found, line)
    if whole is None:
        return _out_of(line)._replace(subject="", reading="")
    return whole if found.values[found.place[whole]] == line.base else own


def _out_of(line: Line) -> Key:
    """The key of what a finding is out of, if that were about the same."""
    return _named(line.told.of, line.key)


def _whole(found: Counts, line: Line) -> Key | None:
    """The count a finding is out of: about as much of its subject as there is, under its reading or
    under none.
    """
    wanted = _out_of(line)
    parts = wanted.subject.split(BETWEEN)
    for length in range(len(parts), -1, -1):
        for reading in (wanted.reading, ""):
            key = wanted._replace(subject=BETWEEN.join(parts[:length]), reading=reading)
            if key in found.place:
                return key
    return None


def _part(found: Counts, lines: list[Line]) -> None:
    """Each base is a part of what it is out of, and shared out by what is counted of it."""
    shared: dict[tuple, list[int]] = {}
    for line in lines:
        for whole, parts in ((line.at, line.told.adds), (line.base_at, line.told.base_adds)):
            if whole is not None and (places := _places(found, line, parts)):
                found.equate(whole, places)
        if line.base_at is None:
            continue
        whole = _whole(found, line) if line.told.of else None
        if whole and found.place[whole] != line.base_at:
            found.equate(found.place[whole], [line.base_at, *_places(found, line, line.told.left)])
        if line.at is None or line.at == line.base_at:
            continue
        found.equate(line.base_at, [line.at])
        if line.told.parts:
            about = (line.key.statistic, *line.key.subject.split(BETWEEN)[:-1], line.key.reading)
            shared.setdefault((line.base_at, about), []).append(line.at)
    for (base_at, _), parts in shared.items():
        found.equate(base_at, parts)


def _places(found: Counts, line: Line, names: Iterable[str]) -> list[int]:
    """Where the counts of these names stand that are about the same, of those that are there."""
    keys = [_named(name, line.key) for name in names]
    return [found.place[key] for key in keys if key in found.place]


def _add_up(found: Counts, declared, of_period: str) -> None:
    """The totals along the dimensions that a statistic adds up over, one by one and together."""
    groups: dict[tuple, dict[tuple[str, ...], list[int]]] = {}
    for key, at in found.place.items():
        over = _of_key(declared, key).over
        for dimensions in chain(*(combinations(over, size) for size in range(1, len(over) + 1))):
            for rest, levels in _without(key, dimensions, of_period):
                groups.setdefault((dimensions, rest), {}).setdefault(levels, []).append(at)
    for (dimensions, _), levels in groups.items():
        for whole in levels.pop(("",) * len(dimensions), ()):
            for level, parts in levels.items():
                if all(level):
                    found.equate(whole, parts)


def _without(
    key: Key, dimensions: tuple[str, ...], of_period: str
) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """A key without some dimensions, with the level at which it stands at each, empty for about all;
    a month more than once, as it is a part of its quarter and of the period.
    """
    if not dimensions:
        yield key, ()
        return
    first, *others = dimensions
    for less, level in _without_one(key, first, of_period):
        for rest, levels in _without(less, tuple(others), of_period):
            yield rest, (level, *levels)


def _without_one(key: Key, dimension: str, of_period: str) -> Iterator[tuple[Key, str]]:
    if dimension == "when":
        spans = within(key.when, of_period)
        for span in spans:
            yield key._replace(when=span), "" if span == key.when else f"{len(spans)}"
    elif dimension in ("borough", "reading"):
        yield key._replace(**{dimension: ""}), "part" if getattr(key, dimension) else ""
    else:
        parts, at = key.subject.split(BETWEEN), int(dimension) - 1
        kept = [*parts[:at], "", *parts[at + 1 :]]
        level = "part" if at < len(parts) and parts[at] else ""
        yield key._replace(subject=BETWEEN.join(kept).rstrip(" |")), level


def within(when: str, of_period: str) -> tuple[str, ...]:
    """A month, a quarter or a period with the spans of time it lies in, itself first."""
    span = period(of_period)
    if when in span.all_months:
        return when, str(pd.Period(when, "M").asfreq("Q")), of_period
    return (when, of_period) if when in span.quarters else (when,)
