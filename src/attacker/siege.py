"""The whole attack on a period's folder, section by section."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from attacker import equals, insiders, printed, shares, wholes
from attacker.leaks import Leak, insider_leaks, public_leaks
from attacker.linkages import Limits, Linkage, equal_cells, statistics
from attacker.passing import Component, components, first_bounds
from attacker.reading import MARK, Edition, Raw, edition, findings
from attacker.renderings import Known, Rendering, known, secrets, stated
from attacker.series import series
from attacker.spoken import repeated
from attacker.texts import texts


@dataclass
class Siege:
    """What is known before the attack: the edition, what hangs together in it, and where private
    findings are given what is true and what no text may state.
    """

    folder: Path
    limits: Limits
    edition: Edition
    linkages: list[Linkage]
    components: dict[str, list[Component]]
    true: list[int | None] | None = None
    known: Known | None = None
    # Withheld findings of which no private finding tells what is true.
    untold: int = 0
    seen: dict[str, set[Rendering]] = field(default_factory=dict)
    # Words of senders that nobody cleared, and where they stand.
    said: dict[str, str] = field(default_factory=dict)
    # By what files are read: one after another, or several at once.
    each: Callable = map

    @cached_property
    def same(self) -> dict[int, set[int]]:
        """The cells that are believed to be the same number, by cell."""
        found: dict[int, set[int]] = defaultdict(set)
        for linkage in self.linkages:
            if equal_cells(linkage):
                (a, _), (b, _) = linkage.terms
                found[a].add(b)
                found[b].add(a)
        return found

    @property
    def sections(self) -> list[str]:
        """The sections of the edition."""
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir())


def lines(folder: Path, mark: str = MARK) -> tuple[list[Raw], list[Raw]]:
    """The findings of a period's folder, and what its printed tables say."""
    sections = sorted(path for path in folder.iterdir() if path.is_dir())
    found = [*chain.from_iterable(map(findings, sections))]
    boroughs = {raw.borough for raw in found if raw.borough == printed.slug(raw.borough)} - {""}
    tables: list[Raw] = []
    for section in sections:
        file = section / "printed.csv"
        if file.is_file():
            name = f"{section.name}/{file.name}"
            tables += printed.lines(file, name, folder.name, boroughs, mark)
    return found, tables


def inferred(of: Edition, limits: Limits) -> list[Linkage]:
    """Everything a stranger believes of an edition's numbers."""
    by_statistic = statistics(of)
    along = series(of, by_statistic, limits)
    pairs = equals.agreeing(of, along, limits)
    return [
        *equals.twice(of),
        *wholes.sums(of, by_statistic, limits),
        *wholes.bases(of, by_statistic, limits),
        *shares.shares(of, by_statistic, limits),
        *shares.rates(of, along),
        *equals.equal(of, pairs),
        *equals.sums_of_two(of, equals.different(along, pairs), limits),
        *equals.parts_of_base(of, by_statistic, limits),
    ]


def prepared(
    folder: Path,
    limits: Limits,
    private: Path | None = None,
    mark: str = MARK,
    informed: bool = False,
    written: Iterable[Path] = (),
) -> Siege:
    """A period's folder as it is attacked: with private findings, without what a stranger
    believes and is mistaken in; `informed`, with what shows of the tables to one who sees all of
    their numbers. What stands word for word in the `written` files and folders, which anybody may
    read, is no leak.
    """
    found, tables = lines(folder, mark)
    of = edition(folder.name, [*found, *tables], mark)
    linkages = inferred(of, limits)
    true, known_texts, untold = None, None, 0
    if private is not None:
        if not (raws := insiders.private(private, folder.name)):
            raise FileNotFoundError(f"{private}: no private findings of {folder.name}")
        true = insiders.with_printed(of, insiders.truths(of, raws), linkages)
        more = inferred(of.informed(true), limits) if informed else []
        linkages = insiders.knowledge([*linkages, *more], true)
        hidden, untold = secrets(found, raws, mark)
        known_texts = known(found, hidden, mark, "\n".join(map(_read, _files(written))))
    by_section: dict[str, list[Component]] = defaultdict(list)
    for component in components(first_bounds(of.values, limits), linkages):
        if component.linkages:
            by_section[of.cells[min(component.cells)].place.section].append(component)
    return Siege(folder, limits, of, linkages, by_section, true, known_texts, untold)


def numbers(siege: Siege, section: str) -> list[Leak]:
    """What can be worked out of a section's numbers, by anybody and by each borough."""
    those = siege.components.get(section, [])
    found: list[Leak] = []
    told: list[dict[int, tuple[float, float]]] = []
    for leaks, leaking in public_leaks(siege.edition, those, siege.limits):
        told.append(leaking)
        found += leaks
    for who, own in insiders.own(siege.edition, siege.true) if siege.true else ():
        if wholes.whole(who):
            continue
        for component, already in zip(those, told, strict=True):
            found += insider_leaks(siege.edition, component, siege.limits, who, own, already)
    return _different(siege, [leak for leak in found if _is_told(siege, leak)])


def _is_told(siege: Siege, leak: Leak) -> bool:
    """Whether a leak tells what is true, as far as that is known: of a number that is not small,
    only where it is told exactly.

    Of a printed cell that no private finding tells of, nobody knows whether a belief is right;
    what stands there is attacked as the finding it was printed from.
    """
    if siege.true is None:
        return True
    true = siege.true[leak.cell]
    if true is None or not leak.low <= true <= leak.high:
        return False
    return siege.limits.least <= true <= siege.limits.most or leak.low == leak.high


def _different(siege: Siege, found: list[Leak]) -> list[Leak]:
    """Leaks of different numbers: one for those that are believed equal, of a finding before a
    table.
    """
    kept: list[Leak] = []
    group: dict[tuple, list[Leak]] = defaultdict(list)
    for leak in found:
        group[leak.who, leak.what, _head(siege, leak.cell)].append(leak)
    for those in group.values():
        first = min(those, key=lambda leak: (leak.file.endswith("/printed.csv"), leak.cell))
        kept.append(replace(first, same=len(those) - 1))
    return kept


def _head(siege: Siege, cell: int) -> int:
    """The first of all cells that are believed to be the same number."""
    reached, asked = {cell}, [cell]
    while asked:
        for other in siege.same.get(asked.pop(), set()) - reached:
            reached.add(other)
            asked.append(other)
    return min(reached)


def words(siege: Siege, section: str) -> Iterator[Leak]:
    """What a section's files state; of the report's own where `section` is empty. Sections come
    first.
    """
    if siege.known is None:
        return
    place = siege.folder / section
    files = sorted(
        file for file in (place.rglob("*") if section else place.glob("*")) if file.is_file()
    )
    # A section without findings of its own tells of the others, as the report does.
    own = section if section in siege.known.public else ""
    names = [file.relative_to(siege.folder).as_posix() for file in files]
    read = [*chain.from_iterable(siege.each(texts, files, names))]
    yield from repeated(read, section, siege.said)
    leaks, seen = stated(read, own, siege.known, siege.seen)
    if own:
        siege.seen[section] = seen
    yield from leaks


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
