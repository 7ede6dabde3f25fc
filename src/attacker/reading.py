"""A public edition as cells: every count and every base its CSV files print or withhold."""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

MARK = "[d]"
BETWEEN = " | "
COLUMNS = (
    "statistic subject borough when reading estimate low high x n unit method".split()
)  # of a file of findings
X, N, ESTIMATE = "x", "n", "estimate"


class Raw(NamedTuple):
    """One line of a file of findings, as text."""

    file: str
    statistic: str
    subject: str
    borough: str
    when: str
    reading: str
    estimate: str
    low: str
    high: str
    x: str
    n: str
    unit: str
    method: str

    @property
    def about(self) -> tuple[str, ...]:
        """What the line is about, whichever file it stands in."""
        return self[1:6]


class Place(NamedTuple):
    """What a number is about. `family` tells apart files that give one statistic other values."""

    section: str
    family: int
    statistic: str
    subject: tuple[str, ...]
    borough: str
    when: str
    reading: str


@dataclass
class Cell:
    """A count (`x`), a base (`n`) or an estimate that counts; `value` is None where it is
    withheld.
    """

    place: Place
    field: str
    value: int | None
    files: list[str]
    withheld: bool

    @property
    def name(self) -> str:
        """The cell in words."""
        place = self.place
        about = BETWEEN.join(part for part in place.subject if part)
        parts = (place.borough, place.when, place.reading)
        said = ", ".join(filter(None, (f"{place.statistic}{about and f' of {about}'}", *parts)))
        return f"{self.field} of {said}"


@dataclass(frozen=True)
class Row:
    """One finding: where its count and its base stand among the cells, and the rest of it as
    text.
    """

    place: Place
    file: str
    x: int | None
    n: int | None
    estimate: str
    low: str
    high: str
    unit: str
    method: str


@dataclass
class Edition:
    """What a stranger reads. `twice` are cells that one file withholds and another prints."""

    period: str
    cells: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    twice: list[tuple[int, int]] = field(default_factory=list)

    @property
    def values(self) -> list[int | None]:
        """The value of each cell, None where it is withheld."""
        return [cell.value for cell in self.cells]

    def informed(self, true: Sequence[int | None]) -> "Edition":
        """The edition as one would see it who knew what is true; what is withheld stays marked
        so.
        """
        cells = [replace(cell, value=value) for cell, value in zip(self.cells, true, strict=True)]
        return replace(self, cells=cells)


def number(text: str) -> float | None:
    """A number of a CSV; None where there is none, or it is withheld."""
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def lines(file: Path, name: str) -> list[Raw]:
    """The findings of a CSV file under the name it is told by; none where it holds something
    else.
    """
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        if not {"statistic", "subject", X, N} <= set(reader.fieldnames or ()):
            return []
        return [Raw(name, *((line.get(column) or "") for column in COLUMNS)) for line in reader]


def findings(section: Path) -> Iterator[Raw]:
    """Every finding printed in a section's folder, the section's own files before its tables."""
    files = sorted(section.rglob("*.csv"), key=lambda file: (len(file.parts), file.name))
    for file in files:
        yield from lines(file, f"{section.name}/{file.relative_to(section).as_posix()}")


def edition(period: str, raws: Iterable[Raw], mark: str = MARK) -> Edition:
    """The findings of a period as cells."""
    found = Edition(period)
    by_statistic: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for raw in raws:
        by_statistic[raw.file.split("/")[0], raw.statistic].append(raw)
    for (section, statistic), those in by_statistic.items():
        for number_of, family in enumerate(_families(those)):
            _add(found, (section, number_of, statistic), family, mark)
    return found


def _families(raws: list[Raw]) -> list[list[Raw]]:
    """The lines of one statistic, files together that never give the same finding another value."""
    by_file: dict[str, list[Raw]] = defaultdict(list)
    for raw in raws:
        by_file[raw.file].append(raw)
    families: list[tuple[dict, list[Raw]]] = []
    for those in by_file.values():
        told = {
            (*raw.about, column): value
            for raw in those
            for column in (X, N, ESTIMATE)
            if (value := number(getattr(raw, column))) is not None
        }
        for known, family in families:
            if all(
                key not in known or math.isclose(known[key], value, rel_tol=1e-6)
                for key, value in told.items()
            ):
                known.update(told)
                family.extend(those)
                break
        else:
            families.append((told, [*those]))
    return [family for _, family in families]


def _add(found: Edition, names: tuple[str, int, str], raws: list[Raw], mark: str) -> None:
    fields = [*_fields(raws)]
    at: dict[tuple[Place, str], dict[int | None, int]] = defaultdict(dict)
    seen: set[tuple] = set()
    for raw in raws:
        place = Place(*names, parts(raw.subject), raw.borough, raw.when, raw.reading)
        here: dict[str, int] = {}
        for name, column in fields:
            text = getattr(raw, column)
            told = number(text)
            if (column == ESTIMATE and raw.unit != "count") or (told is None and text != mark):
                continue
            value = None if told is None else round(told)
            if value is None and here.get(name) is not None:
                continue  # an estimate withheld beside its count, which says all there is
            if value not in at[place, name]:
                at[place, name][value] = len(found.cells)
                found.cells.append(Cell(place, name, value, [], value is None))
            here.setdefault(name, at[place, name][value])
            files = found.cells[at[place, name][value]].files
            if raw.file not in files:
                files.append(raw.file)
        rest = (raw.estimate, raw.low, raw.high, raw.unit, raw.method)
        row = (place, here.get(X), here.get(N), *rest)
        if row not in seen and (here or raw.estimate):
            seen.add(row)
            found.rows.append(Row(place, raw.file, here.get(X), here.get(N), *rest))
    for states in at.values():
        if None in states:
            found.twice += [
                (states[None], cell) for value, cell in states.items() if value is not None
            ]


def parts(subject: str) -> tuple[str, ...]:
    """The parts of a subject, without the empty ones at its end."""
    found = [part.strip() for part in subject.split(BETWEEN.strip())]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _fields(raws: list[Raw]) -> Iterator[tuple[str, str]]:
    """The columns that count something, each with the field it fills: an estimate that counts
    fills `x` unless it is seen to be another number than `x`.
    """
    for column in (X, N):
        if _counts(raws, column):
            yield column, column
    counting = [raw for raw in raws if raw.unit == "count"]
    if _counts(counting, ESTIMATE):
        same = all(
            number(raw.x) == number(raw.estimate)
            for raw in counting
            if number(raw.x) is not None and number(raw.estimate) is not None
        )
        yield (X if same else ESTIMATE), ESTIMATE


def _counts(raws: list[Raw], column: str) -> bool:
    values = [number(getattr(raw, column)) for raw in raws]
    return all(value is None or (value >= 0 and value == round(value)) for value in values)
