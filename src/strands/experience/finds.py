"""What victim-survivors' answers bear, for the whole partnership alone: x of n, and groups only
where none is small.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.find.counted import finding, frame, share
from strands.experience.declares import DEGREES, ITEMS, LEAST, PREFER_NOT, SPLITS

SMALL = (
    f"not shown (S17): fewer than {LEAST} people, or a number from which fewer could be worked out"
)
_COUNT = "count of people, v1"
# Asked of nothing: each stands in every report of the strand with its reason.
REFUSED = {
    "boroughs": (
        "refused (S17): the answers came without a borough, so that nobody is looked for among"
        " a few"
    ),
    "test between groups": (
        "refused: who answered was not chosen by chance, so groups differ in who came to be asked"
    ),
    "range over everybody who could have answered": (
        "refused (G16): nobody knows how many could have answered, so "
        "nothing bounds what the others would have said"
    ),
    "change since an earlier period": (
        "refused (G15): other people answered, and nobody is asked to be known again"
    ),
    "join to case records": (
        "refused (S17): people answered on the promise that nothing is joined to a case"
    ),
}


def findings(returned: pd.DataFrame, before: pd.DataFrame, of_period: str) -> pd.DataFrame:
    """What the rows of one period (the `experience` table) bear, a COUNTED frame without a borough.

    `before` are the rows as they were when a report was last published, the same where none was:
    where fewer than ten people were added or changed since, nothing is shown, for the two reports
    together would show what they said. Each finding names the columns it was made from, and no
    person's cell.
    """
    mine, then = (rows[rows["period"] == of_period] for rows in (returned, before))
    if mine.empty:
        return frame([])
    people = one_each(mine)
    if why := _why_nothing(people, mine, then):
        return frame([_row("people", of_period, mine, note=why), *_refused(of_period, mine)])
    left_out = mine.loc[~_counts(mine), "response"].nunique()
    counted = mine[_counts(mine)]
    return frame(
        [
            _row("people", of_period, mine, x=len(people), n=len(people) + left_out, method=_COUNT),
            *(row for item in ITEMS for row in _item(item, counted, people, of_period)),
            *(row for split in SPLITS for row in _split(split, counted, people, of_period)),
            *_refused(of_period, mine),
        ]
    )


def quotes(returned: pd.DataFrame, before: pd.DataFrame, of_period: str) -> list[str]:
    """The words that may be quoted, each once and by the alphabet, so that none leads to a line;
    none where `findings` of the same rows shows nothing.
    """
    mine, then = (rows[rows["period"] == of_period] for rows in (returned, before))
    people = one_each(mine)
    if _why_nothing(people, mine, then):
        return []
    return sorted(set(people.loc[people["consent"] == "publish", "words"]) - {""})


def one_each(mine: pd.DataFrame) -> pd.DataFrame:
    """A row a person whose answers count: those without consent, and lines that could not be read,
    do not.
    """
    return mine[_counts(mine)].drop_duplicates("response")


def _counts(mine: pd.DataFrame) -> pd.Series:
    """Whether a row is of a person who agreed to something, on a line that was read."""
    unread = mine["status"].eq("queried") & mine["answer"].eq("")
    of_lines = unread.groupby(mine["response"]).transform("all") if len(mine) else unread
    return mine["consent"].ne("") & ~of_lines


def _why_nothing(people: pd.DataFrame, mine: pd.DataFrame, then: pd.DataFrame) -> str:
    """Why nothing at all is shown; empty where something is."""
    if len(people) < LEAST:
        return SMALL
    changed = _changed(mine, then)
    return (
        f"not shown (S17): fewer than {LEAST} people were added or changed since a report was"
        " published, and the two together would show what they said"
        if 0 < changed < LEAST
        else ""
    )


def _changed(mine: pd.DataFrame, then: pd.DataFrame) -> int:
    """How many people's answers stand in one of two frames and not in the other, whatever their
    codes are.
    """
    named = ["consent", *SPLITS, "item", "answer", "status"]
    now, once = (
        Counter(
            frozenset(map(tuple, rows[named].to_numpy())) for _, rows in one.groupby("response")
        )
        for one in (mine, then)
    )
    return max((now - once).total(), (once - now).total())


def _item(item: str, mine: pd.DataFrame, people: pd.DataFrame, of_period: str) -> Iterator[dict]:
    """Each degree of agreement out of those who gave one; who would rather not say, was blank or
    unread apart.
    """
    rows = mine[mine["item"] == item]
    if rows.empty:
        yield _row(
            "answer", of_period, mine, subject=item, note="not asked: no file has this question"
        )
        return
    given = rows["answer"].value_counts()
    n = sum(int(given.get(degree, 0)) for degree in DEGREES)
    for degree in DEGREES:
        values = share(int(given.get(degree, 0)), n) if n >= LEAST else {"note": SMALL}
        yield _row("answer", of_period, rows, subject=f"{item} {degree}", **values)
    others = {
        PREFER_NOT: int(given.get(PREFER_NOT, 0)),
        "unread": int(rows["status"].eq("queried").sum()),
    }
    others["blank"] = len(people) - n - sum(others.values())
    for name, x in others.items():
        values = {"x": x, "n": len(people), "method": _COUNT} if n >= LEAST else {"note": SMALL}
        yield _row("no answer", of_period, rows, subject=f"{item} {name}", **values)


def shown(sizes: Mapping[str, int]) -> set[str]:
    """The groups of a split that may be shown: `sizes` are people by group, those who did not say
    among them.

    A group of fewer than ten is never shown. The others are, unless what is left of all when they
    are taken away is one small group, or fewer than ten people, or as many as make each small group
    the largest it can be: then anybody could take the shown groups from the total and have the
    small ones. A group of nobody hides nobody.
    """
    small = [size for size in sizes.values() if 0 < size < LEAST]
    hidden = LEAST <= sum(small) < (LEAST - 1) * len(small)
    return {key for key, size in sizes.items() if size >= LEAST} if not small or hidden else set()


def _split(split: str, mine: pd.DataFrame, people: pd.DataFrame, of_period: str) -> Iterator[dict]:
    """The answers of each group of a split that may be shown, and a refusal for each that may not."""
    whole = people[split].value_counts().to_dict()
    may = shown(whole)
    for key in SPLITS[split][1]:
        values = (
            {"x": whole[key], "n": len(people), "method": _COUNT} if key in may else {"note": SMALL}
        )
        yield _row(f"{split}: {key}", of_period, mine, **values)
        asked = (mine[mine["item"] == item] for item in ITEMS)
        for rows in (rows for rows in asked if key in may and len(rows)):
            yield from _of_group(split, key, rows, of_period)


def _of_group(split: str, key: str, rows: pd.DataFrame, of_period: str) -> Iterator[dict]:
    """One item in one group; `rows` are everybody's answers to it. Those who gave one make groups
    of their own.
    """
    gave = rows[rows["answer"].isin(DEGREES)]
    may = shown(gave[split].value_counts().to_dict())
    given = gave.loc[gave[split] == key, "answer"].value_counts()
    for degree in DEGREES:
        values = (
            share(int(given.get(degree, 0)), int(given.sum())) if key in may else {"note": SMALL}
        )
        yield _row(
            f"{split}: {key}", of_period, rows, subject=f"{rows['item'].iloc[0]} {degree}", **values
        )


def _refused(of_period: str, mine: pd.DataFrame) -> list[dict]:
    return [_row(asked, of_period, mine.iloc[:0], note=why) for asked, why in REFUSED.items()]


def _row(statistic: str, of_period: str, rows: pd.DataFrame, **values: object) -> dict:
    """A finding that names its columns from first to last line, so that no cell of one person
    stands in it.
    """
    return finding(statistic, of_period, rows, **values) | {"rows": columns_of(rows)}


def columns_of(rows: pd.DataFrame) -> str:
    """Where rows came from as ranges of cells: `file!sheet!F5:F38`."""
    places = []
    for (file, sheet), of in rows.groupby(["file", "sheet"], sort=False):
        cells = [re.fullmatch(r"([A-Z]+)(\d+)", cell).groups() for cell in of["cell"]]
        # AA comes after Z.
        letters = sorted((letter for letter, _ in cells), key=lambda letter: (len(letter), letter))
        lines = [int(line) for _, line in cells]
        places.append(f"{file}!{sheet}!{letters[0]}{min(lines)}:{letters[-1]}{max(lines)}")
    return "; ".join(places)
