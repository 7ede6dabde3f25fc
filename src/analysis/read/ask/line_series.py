"""Lines of a proforma that count by month or quarter, held beside one another as series."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from pandas import DataFrame

from analysis.read.ask.lines import Line, by_values, set_aside
from analysis.read.ask.queries import Query
from analysis.read.ask.series import Earlier, Series, doubts, repeats
from analysis.read.find.proformas import BOROUGH

NOTHING: Earlier = MappingProxyType({})


def held_beside(
    table: DataFrame,
    lines: Iterable[Line],
    when: str,
    measures: Sequence[str],
    label: Callable[[str], str],
    earlier: Earlier = NOTHING,
    of: Sequence[str] = (),
    is_out: Callable[[Line], bool] = lambda _: False,
) -> tuple[DataFrame, list[Query]]:
    """The table without counts that no sentence may rest on until their question is answered, and
    what the counts of each sender ask. `when` is the field of the month or quarter, which `label`
    words; lines that differ in the fields `of` are of different series; one that is
    queried, or `is_out`, leaves a gap.
    """
    asked = []
    for sender, every in _by_sender(lines):
        whens = tuple(sorted({str(line[when]) for line in every}))
        theirs = [line for line in every if not (line.queried or is_out(line))]
        at = {
            name: {str(line[when]): line for line in reversed(of_series)}
            for name, of_series in by_values(theirs, *of)
        }
        held = {
            (*name, key): _series(whens, mine, key, earlier.get((sender, key), ()))
            for name, mine in at.items()
            for key in measures
        }
        for doubt in doubts(held):
            *name, key = doubt.series
            mine = at[tuple(name)]
            asked.append(mine[whens[doubt.place]].ask(doubt.rule, key, **doubt.words))
            for place in doubt.kept_out:
                table = set_aside(table, mine[whens[place]], [key])
        asked += _repeated(whens, at, held, when, label)
    return table, asked


def _by_sender(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines by their borough, or all together where they have none."""
    held: dict[str, list[Line]] = {}
    for line in lines:
        held.setdefault(line.values.get(BOROUGH, ""), []).append(line)
    yield from held.items()


def _series(
    whens: tuple[str, ...], mine: Mapping[str, Line], key: str, earlier: tuple[int, ...]
) -> Series:
    counts = [mine[each].value(key).count if each in mine else None for each in whens]
    settled = {
        at
        for at, each in enumerate(whens)
        if each in mine and key in mine[each].cells and mine[each].cells[key].corrected
    }
    return Series(whens, counts, earlier, frozenset(settled))


def _repeated(
    whens: Sequence[str],
    at: Mapping[tuple, Mapping[str, Line]],
    held: Mapping[tuple, Series],
    when: str,
    label: Callable[[str], str],
) -> Iterator[Query]:
    counted = {name: one for name, one in held.items() if one.returned}
    for place in repeats(counted) if counted else ():
        labels = {"quarter": label(whens[place]), "previous": label(whens[place - 1])}
        now = next(mine[whens[place]] for mine in at.values() if whens[place] in mine)
        yield now.ask("copy_forward", when, **labels)
