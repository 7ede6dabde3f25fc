"""The key to a report's numbers, for a document that is printed or passed on: of each table, figure
and passage what its numbers were worked out by, and the cells they rest on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from openpyxl.utils import get_column_letter, range_boundaries
from pandas import DataFrame

from analysis import store
from analysis.declare.words import count, listed
from analysis.traces import Trace, printed, traces

# How the id of an entry begins; what it is of follows.
KEY = "key-"
_CELLS = re.compile(r"[A-Z]+\d+(:[A-Z]+\d+)?")
_INTRODUCTION = (
    "An entry for each table, figure and passage that holds numbers says how many there are, what they"
    " were worked out by, and the cells they rest on as the senders sent them; @tbl:sources holds the"
    " fingerprints of the files. In the PDF a number leads to its entry; the pages in the folder traces,"
    " beside this report, tell it of each number alone."
)


def key(period: str, strands: Iterable[str]) -> str:
    """The key to a report as Markdown, a numbered list a section; a section without numbers has
    none.
    """
    lists = [made for strand in strands if (made := _section(period, strand))]
    return "\n\n".join(["# Key to the numbers {#numbers}", _INTRODUCTION, *lists])


def _section(period: str, strand: str) -> str:
    known, shown = traces(period, strand), printed(period, strand)
    shown = shown[shown["place"] != "glance"]
    if shown.empty:
        return ""
    entries = [
        f"{number}. {_entry(place, rows, [known[one] for one in rows['key'].unique()])}"
        for number, (place, rows) in enumerate(shown.groupby("place", sort=False), 1)
    ]
    title = store.titles()[strand]
    return "\n".join([f"## Numbers of “{title}” {{#numbers-{strand} .unlisted}}", "", *entries])


def _entry(place: str, rows: DataFrame, values: list[Trace]) -> str:
    """What one table, figure or passage rests on, on a line."""
    # A line that began with the table itself would read as its caption.
    named = f"In @{place}" if ":" in place else f"Under “@sec:{place}”"
    worked = [one.about.get("Method", "") for one in values if "Answer" in one.about]
    methods = dict.fromkeys(filter(None, worked))
    said = [
        f"[**{named}.**]{{#{KEY}{place.replace(':', '-')}}} {count(len(rows), 'number')}.",
        *([f"Worked out by: {'; '.join(methods)}."] if methods else []),
        *_rests_on(values),
    ]
    return " ".join(said)


def _rests_on(values: list[Trace]) -> Iterator[str]:
    """The cells of some values file by file, or the fingerprints of files that may not be told."""
    for file, where in by_file(
        cell for one in values for cell in (*one.cells, *one.others)
    ).items():
        yield f"`{file}`: {where}."
    if prints := sorted({one for value in values for one in value.files}):
        yield f"{count(len(prints), 'file')} with the fingerprints {listed(prints)}."


def by_file(places: Iterable[str]) -> dict[str, str]:
    """Cells, as `file!sheet!cell`, as few ranges file by file: `Sheet1 B4:D9`."""
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place in dict.fromkeys(places):
        file, sheet, at = place.split("!")
        cells[file][sheet].append(at)
    return {
        file: "; ".join(f"{sheet} {condensed(at)}".strip() for sheet, at in sheets.items())
        for file, sheets in cells.items()
    }


def condensed(cells: Iterable[str]) -> str:
    """Cells of a sheet as few ranges, those of one column together and columns alike beside one
    another, as in `B4:D9, F4`; what is no cell, as a coding in a project, is counted.
    """
    held, others = defaultdict(set), 0
    for one in cells:
        if not _CELLS.fullmatch(one):
            others += 1
            continue
        first, top, last, bottom = range_boundaries(one)
        for column in range(first, last + 1):
            held[column] |= {*range(top, bottom + 1)}
    alike: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
    for column in sorted(held):
        runs = tuple(_runs(sorted(held[column])))
        if alike and alike[-1][1:] == (column - 1, runs):
            alike[-1] = (alike[-1][0], column, runs)
        else:
            alike.append((column, column, runs))
    ranges = [
        _range(first, top, last, bottom) for first, last, runs in alike for top, bottom in runs
    ]
    return ", ".join([*ranges, *([count(others, "coding")] if others else [])])


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow one another, as their first and last."""
    start = before = rows[0]
    for row in rows[1:]:
        if row != before + 1:
            yield start, before
            start = row
        before = row
    yield start, before


def _range(first: int, top: int, last: int, bottom: int) -> str:
    ends = f"{get_column_letter(first)}{top}", f"{get_column_letter(last)}{bottom}"
    return ":".join(dict.fromkeys(ends))
