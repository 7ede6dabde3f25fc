"""What is true, from the private findings: what each borough knows of itself, and which beliefs
of a stranger are mistaken.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attacker.linkages import CERTAIN, Belief, Linkage, equal_cells
from attacker.reading import ESTIMATE, Cell, Edition, Raw, X, lines, number, parts

# A belief that is false more often than this, where anything is withheld, is no knowledge.
MOST_FALSE = 1 / 4


def private(folder: Path, period: str) -> list[Raw]:
    """The private findings of a period: `folder/<section>/<period>/<name>.csv`."""
    found = []
    for file in sorted(folder.glob(f"*/{period}/*.csv")):
        found += lines(file, f"{file.parts[-3]}/{file.name}")
    return found


def truths(edition: Edition, raws: Iterable[Raw]) -> list[int | None]:
    """The true value of each cell; None where the private findings do not tell it."""
    told: dict[tuple, set[int]] = defaultdict(set)
    for raw in raws:
        section, file = raw.file.split("/", 1)
        about = (raw.statistic, parts(raw.subject), raw.borough, raw.when, raw.reading)
        for column in ("x", "n", ESTIMATE):
            value = number(getattr(raw, column))
            if value is not None and value == round(value):
                told[section, file, *about, column].add(round(value))
                told[section, "", *about, column].add(round(value))
    true = [_truth(cell, told) for cell in edition.cells]
    return [
        cell.value if value is None else value
        for cell, value in zip(edition.cells, true, strict=True)
    ]


def _truth(cell: Cell, told: dict[tuple, set[int]]) -> int | None:
    place = cell.place
    names = [file.split("/", 1)[1] for file in cell.files] + [""]
    columns = (cell.field, ESTIMATE) if cell.field == X else (cell.field,)
    for name in names:
        for column in columns:
            if len(values := told.get((place.section, name, *place[2:], column), set())) == 1:
                return next(iter(values))
    return None


def with_printed(
    edition: Edition, true: Sequence[int | None], linkages: Iterable[Linkage]
) -> list[int | None]:
    """True values with those of printed cells that are believed equal to one of them: to the one
    whose name is most like theirs, and of such that are alike the one believed first.
    """
    best: dict[int, tuple[int, int]] = {}
    for linkage in linkages:
        if not equal_cells(linkage):
            continue
        (a, _), (b, _) = linkage.terms
        for cell, source in ((a, b), (b, a)):
            if true[cell] is None and (value := true[source]) is not None:
                alike = _alike(edition.cells[cell], edition.cells[source])
                if alike and (cell not in best or alike > best[cell][0]):
                    best[cell] = alike, value
    return [best[at][1] if at in best else value for at, value in enumerate(true)]


def _alike(printed: Cell, finding: Cell) -> int:
    """How many words of a printed cell's labels its finding is called by."""
    place = finding.place
    called = _words(" ".join((place.statistic, *place.subject)))
    return len(_words(" ".join(printed.place.subject)) & called)


def _words(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 2}


def knowledge(linkages: Sequence[Linkage], true: Sequence[int | None]) -> list[Linkage]:
    """The linkages that are true, without those of beliefs that are often false."""
    right: dict[Belief, list[bool]] = defaultdict(list)
    held = [_holds(linkage, true) for linkage in linkages]
    for linkage, holds in zip(linkages, held, strict=True):
        if holds is not None:
            right[linkage.belief].append(holds)
    return [
        linkage
        for linkage, holds in zip(linkages, held, strict=True)
        if holds is not False
        and (
            linkage.belief.strength == CERTAIN
            or right[linkage.belief].count(False) <= MOST_FALSE * len(right[linkage.belief])
        )
    ]


def _holds(linkage: Linkage, true: Sequence[int | None]) -> bool | None:
    total = 0
    for cell, times in linkage.terms:
        if (value := true[cell]) is None:
            return None
        total += times * value
    return linkage.low <= total <= linkage.high


def own(edition: Edition, true: Sequence[int | None]) -> Iterator[tuple[str, dict[int, int]]]:
    """Each borough with the cells about itself that are withheld, or rounded, as it knows them."""
    known: dict[str, dict[int, int]] = defaultdict(dict)
    for at, cell in enumerate(edition.cells):
        value = true[at]
        if cell.place.borough and value is not None and value != cell.value:
            known[cell.place.borough][at] = value
    yield from sorted(known.items())
