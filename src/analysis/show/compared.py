"""A table as printed now beside the same as last published: which cells are others, were not there
or are gone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pandas import DataFrame

from analysis.declare.revisions import CHANGED, GONE, NEW, PRINTED

# A number in a name, unless it is a year or tells one year or version from another.
_HOW_MANY = re.compile(r"(?<![\w/])(?<!Year )(?<!version )(?!(?:19|20)\d\d(?!\d))\d[\d,.]*")


def compared(
    key: str, cells: DataFrame, numbers: Sequence[str], then: DataFrame | None
) -> DataFrame:
    """Every cell of the printed table `key`: a PRINTED frame.

    `numbers` are the columns whose cells are compared. `then` holds the PRINTED rows of its section
    in the report last published, without what was gone: None where none was.
    """
    before = _wide(then, key)
    columns = matched(list(cells.columns), list(before.columns))
    shared = [name for name in cells.columns if name in columns]
    keys = row_keys(cells[shared], before[[columns[name] for name in shared]])
    lines = matched(*keys)
    place = {name: line for line, name in enumerate(keys[1])}
    old = before.to_dict("records")
    found = []
    for line, (name, row) in enumerate(zip(keys[0], cells.to_dict("records"), strict=True), 1):
        was = old[place[lines[name]]] if name in lines else {}
        for column, cell in row.items():
            asked = column in numbers and then is not None
            became = _revised(cell, was.get(columns.get(column))) if asked else ("", "")
            found.append((key, line, row[cells.columns[0]], column, cell, *became))
    gone = [place[name] for name in keys[1] if name not in lines.values()]
    lost = _gone(
        key, before.iloc[gone], [columns[name] for name in numbers if name in columns], len(cells)
    )
    return PRINTED.framed([*found, *lost])


def matched(now: Sequence[str], then: Sequence[str]) -> dict[str, str]:
    """Each name of `now` that stands in `then`, with what it is there: itself, or the only one of
    its form.

    "All (34 people)" is what "All (33 people)" was: names that differ in how many there are, and in
    nothing else, are of one form.
    """
    same = {name: name for name in now if name in set(then)}
    new, old = (_alone([name for name in names if name not in same]) for names in (now, then))
    return same | {new[form]: old[form] for form in new if form in old}


def _alone(names: Sequence[str]) -> dict[str, str]:
    """Names by their form, but for forms that several have."""
    forms = [_HOW_MANY.sub("#", name) for name in names]
    times = Counter(forms)
    return {form: name for form, name in zip(forms, names, strict=True) if times[form] == 1}


def _wide(then: DataFrame | None, key: str) -> DataFrame:
    """The printed table as it was, its columns in their order; without rows where it was not
    there.
    """
    if then is None:
        return DataFrame()
    rows = then[then["table"] == key]
    return rows.pivot(index="line", columns="column", values="cell")[
        list(dict.fromkeys(rows["column"]))
    ]


def row_keys(now: DataFrame, then: DataFrame) -> tuple[list[str], list[str]]:
    """What names each row in both tables: as few of the first columns as tell all rows apart, or
    else its place.
    """
    for count in range(1, now.shape[1] + 1):
        keys = [
            [" / ".join(row) for row in table.iloc[:, :count].itertuples(index=False)]
            for table in (now, then)
        ]
        if all(len(set(one)) == len(one) for one in keys):
            return keys[0], keys[1]
    return [f"{line}" for line in range(len(now))], [f"{line}" for line in range(len(then))]


def _revised(cell: str, was: str | None) -> tuple[str, str]:
    """What a cell was, and whether it is revised."""
    if was is None:
        return "", NEW
    return ("", "") if cell == was else (was, CHANGED)


def _gone(key: str, lost: DataFrame, numbers: Sequence[str], printed: int) -> Iterator[tuple]:
    """The numbers of rows that are no longer there, after the last row that is."""
    for line, row in enumerate(lost.to_dict("records"), printed + 1):
        for column in numbers:
            yield key, line, next(iter(row.values())), column, "", row[column], GONE
