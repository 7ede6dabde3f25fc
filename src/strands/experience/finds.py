"""What victim-survivors' answers bear, for the whole partnership alone: x of n, and groups only
where none is small.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from pandas import DataFrame, Series

from analysis.declare.cleared import WAITS
from analysis.declare.finding import subject
from analysis.find.finding import finding, frame, reasons, refusals, share
from strands.experience.declares import (
    DEGREES,
    ITEMS,
    LEAST,
    NO_DEGREE,
    OF_ALL,
    PREFER_NOT,
    SPLITS,
)

SMALL = f"fewer than {LEAST} people, or a number from which fewer could be worked out"
_CHANGED = (
    f"fewer than {LEAST} people were added or changed since a report was published, and the two"
    " together would show what they said"
)
# Withheld by us: no sender did.
_HIDDEN = {"refused": "withheld", "note": SMALL}
_NOT_ASKED = {"refused": "not_offered", "note": "not asked: no file has this question"}
_COUNT = "count of people, v1"
# Asked of nothing: each stands in every report of the strand with its reason.
REFUSED = reasons("""
    boroughs: S17
        the answers came without a borough, so that nobody is looked for among a few
    test between groups: other
        who answered was not chosen by chance, so groups differ in who came to be asked
    range over everybody who could have answered: G16
        nobody knows how many could have answered, so nothing bounds what the others would have
        said
    change since an earlier period: G15
        other people answered, and nobody is asked to be known again
    join to case records: S17
        people answered on the promise that nothing is joined to a case
""")


def findings(
    returned: DataFrame, before: DataFrame, period: str, strict: bool = False
) -> DataFrame:
    """What the rows of one period (the `experience` table) bear, a FINDINGS frame without a borough.

    Parts of a subject are the item and the answer; of a group (statistic: what it is told apart by)
    the group and those. `before` are the rows as they were when a report was last published, the
    same where none was: where fewer than ten people were added or changed since, nothing is shown,
    for the two reports together would show what they said. Each finding names the columns it was
    made from, and no person's cell. Where `strict`, as where small counts are withheld, no answer
    of fewer than ten people is shown either, and no group's.
    """
    rows, then = (table[table["period"] == period] for table in (returned, before))
    if rows.empty:
        return frame([])
    made = list(_shown(rows, then, strict))
    return frame([row | {"when": period} for row in (*made, *refusals(REFUSED, period))])


def _shown(rows: DataFrame, then: DataFrame, strict: bool) -> Iterator[dict]:
    people = one_each(rows)
    if why := _why_nothing(people, rows, then):
        yield _row("people", rows, refused="withheld", note=why)
        return
    counted, left_out = rows[_counts(rows)], rows.loc[~_counts(rows), "response"].nunique()
    if strict:
        yield _row("people", rows, x=len(people), method=_COUNT)
        for item in ITEMS:
            yield from _of_all(item, counted[counted["item"] == item], len(people))
        return
    yield _row("people", rows, x=len(people), n=len(people) + left_out, method=_COUNT)
    for item in ITEMS:
        yield from _item(item, counted[counted["item"] == item], len(people))
    for split in SPLITS:
        yield from _split(split, counted, people)


def quotes(returned: DataFrame, before: DataFrame, period: str) -> list[str]:
    """The words that may be quoted, each once and by the alphabet, so that none leads to a line;
    below them a line for each that waits to be cleared. None where `findings` of the same rows
    shows nothing.
    """
    rows, then = (table[table["period"] == period] for table in (returned, before))
    people = one_each(rows)
    if _why_nothing(people, rows, then):
        return []
    said = people.loc[people["consent"] == "publish", "words"]
    return [*sorted(set(said) - {"", WAITS}), *said[said == WAITS]]


def one_each(rows: DataFrame) -> DataFrame:
    """A row a person whose answers count: those without consent, and lines that could not be read,
    do not.
    """
    return rows[_counts(rows)].drop_duplicates("response")


def _counts(rows: DataFrame) -> Series:
    """Whether a row is of a person who agreed to something, on a line that was read."""
    unread = rows["status"].eq("queried") & rows["answer"].eq("")
    of_lines = unread.groupby(rows["response"]).transform("all") if len(rows) else unread
    return rows["consent"].ne("") & ~of_lines


def _why_nothing(people: DataFrame, rows: DataFrame, then: DataFrame) -> str:
    """Why nothing at all is shown; empty where something is."""
    if len(people) < LEAST:
        return SMALL
    return _CHANGED if 0 < _changed(rows, then) < LEAST else ""


def _changed(rows: DataFrame, then: DataFrame) -> int:
    """How many people's answers stand in one of two frames and not in the other, whatever their
    codes are.
    """
    now, once = map(_answers, (rows, then))
    return max((now - once).total(), (once - now).total())


def _answers(rows: DataFrame) -> Counter:
    named = ["consent", *SPLITS, "item", "answer", "status"]
    people = rows.set_index("response")[named].apply(tuple, axis=1).groupby(level=0)
    return Counter(people.agg(frozenset)) if len(rows) else Counter()


def _item(item: str, rows: DataFrame, people: int) -> Iterator[dict]:
    """Each degree of agreement out of those who gave one; who would rather not say, was blank or
    unread apart.
    """
    if rows.empty:
        yield _row("answer", rows, subject=item, **_NOT_ASKED)
        return
    given = Counter(rows["answer"])
    n = sum(given[degree] for degree in DEGREES)
    for degree in DEGREES:
        values = share(given[degree], n) if n >= LEAST else _HIDDEN
        yield _row("answer", rows, subject=subject(item, degree), **values)
    others = {PREFER_NOT: given[PREFER_NOT], "unread": rows["status"].eq("queried").sum()}
    others["blank"] = people - n - sum(others.values())
    for name, x in others.items():
        values = {"x": x, "n": people, "method": _COUNT} if n >= LEAST else _HIDDEN
        yield _row("no answer", rows, subject=subject(item, name), **values)


def _of_all(item: str, rows: DataFrame, people: int) -> Iterator[dict]:
    """Each degree of agreement, and none of them, out of all who answered anything, as far as it may
    be told.
    """
    if rows.empty:
        yield _row(OF_ALL, rows, subject=item, **_NOT_ASKED)
        return
    given = Counter(rows["answer"])
    sizes = {degree: given[degree] for degree in DEGREES}
    sizes[NO_DEGREE] = people - sum(sizes.values())
    may = told_apart(sizes)
    for key, size in sizes.items():
        values = share(size, people) if key in may else _HIDDEN
        yield _row(OF_ALL, rows, subject=subject(item, key), **values)


def told_apart(sizes: Mapping[str, int]) -> set[str]:
    """The answers that may be told: `sizes` are all people by what they said, none left out.

    One of fewer than ten is never told, none among them. Nor are the smallest others, until those
    that are not told are ten people together, and no more than they could be if one of them were
    nobody and the others as many as the smallest that is told. So whoever knows this rule is left
    with at least eight of the ten sizes that a small one could have.
    """
    by_size = sorted(sizes, key=lambda key: sizes[key])
    for number in range(len(by_size)):
        least, kept = sizes[by_size[number]], sum(sizes[key] for key in by_size[:number])
        if least >= LEAST and (not number or LEAST <= kept <= (number - 1) * least):
            return set(by_size[number:])
    return set()


def shown(sizes: Mapping[str, int]) -> set[str]:
    """The groups of a split that may be shown: `sizes` are people by group, those who did not say
    among them.

    A group of fewer than ten is never shown. The others are, unless what is left of all when they
    are taken away is one small group, or fewer than ten people, or as many as make each small group
    the largest it can be: then anybody could take the shown groups from the total and have the
    small ones. A group of nobody hides nobody.
    """
    small = [size for size in sizes.values() if 0 < size < LEAST]
    if small and not LEAST <= sum(small) < (LEAST - 1) * len(small):
        return set()
    return {key for key, size in sizes.items() if size >= LEAST}


def _split(split: str, rows: DataFrame, people: DataFrame) -> Iterator[dict]:
    """The answers of each group of a split that may be shown, and a refusal for each that may not."""
    sizes = Counter(people[split])
    may = shown(sizes)
    for key in SPLITS[split][1]:
        if key not in may:
            yield _row(split, rows, subject=key, **_HIDDEN)
            continue
        yield _row(split, rows, subject=key, x=sizes[key], n=len(people), method=_COUNT)
        for item in ITEMS:
            of_item = rows[rows["item"] == item]
            if len(of_item):
                yield from _of_group(split, key, item, of_item)


def _of_group(split: str, key: str, item: str, rows: DataFrame) -> Iterator[dict]:
    """One item in one group; `rows` are everybody's answers to it. Those who gave one make groups
    of their own.
    """
    gave = rows[rows["answer"].isin(DEGREES)]
    may = shown(Counter(gave[split]))
    given = Counter(gave.loc[gave[split] == key, "answer"])
    for degree in DEGREES:
        values = share(given[degree], given.total()) if key in may else _HIDDEN
        yield _row(split, rows, subject=subject(key, item, degree), **values)


def _row(statistic: str, rows: DataFrame, **values: object) -> dict:
    """A finding that names its columns from first to last line, so that no cell of one person
    stands in it.
    """
    return finding(statistic, columns_of(rows), **values)


def columns_of(rows: DataFrame) -> str:
    """Where rows came from as ranges of cells: `file!sheet!F5:F38`."""
    places = []
    for (file, sheet), of_sheet in rows.groupby(["file", "sheet"], sort=False):
        cells = of_sheet["cell"].str.extract(r"^(?P<letters>[A-Z]+)(?P<line>\d+)$")
        # AA comes after Z.
        letters = sorted(cells["letters"], key=lambda letter: (len(letter), letter))
        lines = cells["line"].astype(int)
        places.append(f"{file}!{sheet}!{letters[0]}{lines.min()}:{letters[-1]}{lines.max()}")
    return "; ".join(places)
