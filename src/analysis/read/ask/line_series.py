"""Lines of a proforma that count by month or quarter, held beside one another as series."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType

from pandas import DataFrame

from analysis.read.ask.lines import Line, by_values, set_aside
from analysis.read.ask.queries import Query
from analysis.read.ask.series import Earlier, Series, doubts, repeats

NOTHING: Earlier = MappingProxyType({})


def held_beside(
    table: DataFrame,
    lines: Iterable[Line],
    when: str,
    measures: Sequence[str],
    label: Callable[[str], str],
    earlier: Earlier = NOTHING,
) -> tuple[DataFrame, list[Query]]:
    """The table without counts that stand about ten times above or below their series, and what the
    counts of each borough ask. `when` is the field of the month or quarter, which `label` words.
    """
    asked = []
    for (borough,), of_borough in by_values(lines, "borough"):
        once = [first for _, (first, *_) in by_values(of_borough, when)]
        once.sort(key=lambda line: line[when])
        series = {
            key: _series(once, when, key, earlier.get((borough, key), ())) for key in measures
        }
        for doubt in doubts(series):
            line = once[doubt.place]
            asked.append(line.ask(doubt.rule, doubt.series, **doubt.words))
            if doubt.rule == "tenfold_jump":
                table = set_aside(table, line, [doubt.series])
        asked += _repeated(once, when, series, label)
    return table, asked


def _series(lines: Sequence[Line], when: str, key: str, earlier: tuple[int, ...]) -> Series:
    counts = [None if line.queried else line.value(key).count for line in lines]
    settled = {
        at for at, line in enumerate(lines) if key in line.cells and line.cells[key].corrected
    }
    return Series(tuple(str(line[when]) for line in lines), counts, earlier, frozenset(settled))


def _repeated(
    lines: Sequence[Line], when: str, series: dict[str, Series], label: Callable[[str], str]
) -> Iterator[Query]:
    counted = {key: one for key, one in series.items() if one.returned}
    for place in repeats(counted) if counted else ():
        now, before = lines[place], lines[place - 1]
        labels = {"quarter": label(str(now[when])), "previous": label(str(before[when]))}
        yield now.ask("copy_forward", when, **labels)
