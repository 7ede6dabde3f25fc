"""Series: a count, base or remainder of a statistic along what its findings are about.

A statistic is laid out whole, by each part of its subject, and by its whole subject, so that `n` of
one can be held against `x` of another that has a shorter subject.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from attacker.linkages import Key, Limits, Name, Statistic, Terms, one, ones, value
from attacker.reading import BETWEEN, Edition, N, X
from attacker.wholes import BOROUGH, WHEN, keyed, shared, spans, whole, without

Index = tuple[tuple[str, ...], str, str, str]

REST, PARTS = "n - x", "sum of x"


class Title(NamedTuple):
    """Which series: the statistic, what of its subject is fixed, and the field."""

    name: Name
    fixed: tuple[str | None, ...]
    field: str

    @property
    def words(self) -> str:
        """The series in words."""
        about = BETWEEN.join(part for part in self.fixed if part)
        return f"{self.field} of {self.name.statistic}{about and f' ({about})'}"


@dataclass
class Series:
    """Sums of cells by what they are about, and the values of those that are seen."""

    title: Title
    terms: dict[Index, Terms] = field(default_factory=dict)
    seen: dict[Index, int] = field(default_factory=dict)


def series(edition: Edition, statistics: list[Statistic], limits: Limits) -> list[Series]:
    """Every series of an edition, each layout once."""
    values = edition.values
    found: dict[Title, Series] = {}
    for statistic in statistics:
        entries = chain(
            _entries(statistic, values, limits), _over_time_and_boroughs(edition.period, statistic)
        )
        for title, index, terms in entries:
            if title not in found:
                found[title] = Series(title)
            found[title].terms[index] = terms
            if (seen := value(terms, values)) is not None:
                found[title].seen[index] = seen
    different: dict[tuple, Series] = {}
    for one_series in found.values():
        different.setdefault(tuple(sorted(one_series.terms.items())), one_series)
    return [*different.values()]


def _entries(
    statistic: Statistic, values: list[int | None], limits: Limits
) -> Iterator[tuple[Title, Index, Terms]]:
    fields = {
        name: {key: one(cell) for key, cell in cells.items()}
        for name, cells in statistic.cells.items()
    }
    if statistic.within:
        counts = fields.get(X, {})
        fields[REST] = {
            key: (*terms, (counts[key][0][0], -1))
            for key, terms in fields.get(N, {}).items()
            if key in counts and counts[key][0][0] != terms[0][0]
        }
    for name, cells in fields.items():
        for key, terms in cells.items():
            for fixed, rest in _layouts(key):
                yield Title(statistic.name, fixed, name), (rest, *key[1:]), terms
    for along in range(statistic.width):
        yield from _shared(statistic, along, values, limits)
        yield from _sums(statistic, along)


def _layouts(key: Key) -> Iterator[tuple[tuple[str | None, ...], tuple[str, ...]]]:
    """What is fixed of a subject, and what of it is left to vary: nothing, one part, all of it."""
    subject = key.subject
    yield (None,) * len(subject), _short(subject)
    if len(subject) > 1:
        for along, part in enumerate(subject):
            fixed = tuple(part if place == along else None for place in range(len(subject)))
            yield fixed, _short(subject[:along] + subject[along + 1 :])
    if subject:
        yield subject, ()


def _short(subject: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(part for part in subject if part)


def _shared(
    statistic: Statistic, along: int, values: list[int | None], limits: Limits
) -> Iterator[tuple[Title, Index, Terms]]:
    """A base that is one for all along a part of the subject, without that part."""
    for rest, cells in shared(statistic, along, values, limits):
        at = next((n for n, _ in cells if values[n] is not None), cells[0][0])
        yield _title(statistic, along, N), (_short(rest[0]), *rest[1:]), one(at)


def _sums(statistic: Statistic, along: int) -> Iterator[tuple[Title, Index, Terms]]:
    """The counts along a part of the subject together, without that part."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for key, cell in statistic.cells[X].items():
        label, rest = without(key, along)
        if not whole(label):
            groups[rest].append(cell)
    for rest, cells in groups.items():
        if len(cells) > 1:
            yield _title(statistic, along, PARTS), (_short(rest[0]), *rest[1:]), ones(cells)


def _over_time_and_boroughs(
    period: str, statistic: Statistic
) -> Iterator[tuple[Title, Index, Terms]]:
    """The counts of all quarters or months of the period together, and of all boroughs."""
    for line in keyed(statistic.cells[X], WHEN):
        whens = {key.when: key for key in line}
        for told, span, those in spans([*whens, *({period} - whens.keys())]):
            if len(those) > 1:
                key = whens[those[0]]._replace(when=span)
                yield from _together(statistic, told, key, [line[whens[part]] for part in those])
    for line in keyed(statistic.cells[X], BOROUGH):
        cells = [cell for key, cell in line.items() if not whole(key.borough)]
        if len(cells) > 1:
            yield from _together(
                statistic, "all boroughs", next(iter(line))._replace(borough=""), cells
            )


def _together(
    statistic: Statistic, told: str, key: Key, cells: list[int]
) -> Iterator[tuple[Title, Index, Terms]]:
    for fixed, rest in _layouts(key):
        title = Title(statistic.name, (*fixed, told), PARTS)
        yield title, (rest, *key[1:]), ones(cells)


def _title(statistic: Statistic, along: int, name: str) -> Title:
    fixed = tuple("*" if place == along else None for place in range(statistic.width))
    return Title(statistic.name, fixed, name)
