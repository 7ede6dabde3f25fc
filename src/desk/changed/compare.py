"""What a report prints otherwise than it did: its numbers, its sentences and its verdicts."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from pandas import DataFrame

from analysis.declare.revisions import CHANGED, GONE, NEW
from analysis.declare.table import Table, columns, rows_with
from analysis.show.compared import compared, row_keys
from desk.changed import causes
from desk.changed.snapshot import CELL, FINDING, SENTENCE

# A sentence in which nothing but numbers changed, and a table that came or went.
NUMBERS, TABLE = "numbers", "table"
OTHERS = Table(
    "others",
    one_row_is="one thing that a report prints otherwise than it did",
    key=(),
    columns=columns(
        """
        kind: a verdict (finding), a sentence in other words, a cell, a whole table, or the numbers
            of a sentence whose words are the same
        strand: the section
        place: the table, or the heading that it stands under
        about: the table's caption, the sentence, or what the finding is about
        row: the line of a table, by the cells that tell it from others
        column: the heading
        was: what was printed; empty where nothing was
        becomes: what is printed; empty where nothing is
        revised: what became of it
        of: the ids of its numbers
        why: why it is another, in words
        reasons: the same in words that hold nothing of a return
    """,
        kind=(FINDING, SENTENCE, CELL, TABLE, NUMBERS),
        revised=(CHANGED, NEW, GONE),
    ),
)
NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")


def others(then: DataFrame, now: DataFrame) -> DataFrame:
    """What is printed `now` otherwise than `then`, two SAYS frames: an OTHERS frame, verdicts
    first, then sentences and numbers, each with why.
    """
    rows = [
        *_verdicts(then, now),
        *_each(then, now, SENTENCE, _sentences),
        *_each(then, now, CELL, _cells),
    ]
    order = OTHERS.columns["kind"].allowed.index
    known, rests_on = causes.facts(then, now), causes.cells(then, now)
    filled = [
        {**dict.fromkeys(OTHERS.columns, ""), **row, **causes.why(row, known, rests_on)}
        for row in sorted(rows, key=lambda row: order(row["kind"]))
    ]
    return OTHERS.framed(filled)


def _verdicts(then: DataFrame, now: DataFrame) -> Iterator[dict]:
    """The findings that say something else."""
    was = rows_with(then, kind=FINDING).drop_duplicates("place").set_index("place")["says"]
    for row in rows_with(now, kind=FINDING).itertuples():
        if row.place in was.index and was[row.place] != row.says:
            found = {"kind": FINDING, "strand": row.strand, "about": row.about, "of": row.place}
            yield found | {"was": was[row.place], "becomes": row.says, "revised": CHANGED}


def _each(then: DataFrame, now: DataFrame, kind: str, of_place) -> Iterator[dict]:
    """What `of_place` finds in each place of a section that is not as it was."""
    parts = [
        dict(list(rows_with(rows, kind=kind).groupby(["strand", "place"], sort=False)))
        for rows in (then, now)
    ]
    for strand, place in dict.fromkeys([*parts[1], *parts[0]]):
        was, becomes = (part.get((strand, place), now.iloc[:0]) for part in parts)
        told = ["line", "column", "says"]
        if was[told].to_csv() != becomes[told].to_csv() or list(was["says"]) != list(
            becomes["says"]
        ):
            for row in of_place(was, becomes):
                yield {"strand": strand, "place": place, **row}


def _sentences(then: DataFrame, now: DataFrame) -> Iterator[dict]:
    """Sentences in other words, old beside new, and those with other numbers."""
    old, new = then.to_dict("records"), now.to_dict("records")
    words = [[NUMBER.sub("#", row["says"]) for row in rows] for rows in (old, new)]
    for how, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        for was, becomes in zip_longest(old[a:b], new[c:d]):
            if how == "equal":
                yield from _numbers(was, becomes)
            else:
                yield _pair(was, becomes)


def _numbers(was: dict, becomes: dict) -> Iterator[dict]:
    pairs = zip(NUMBER.findall(was["says"]), NUMBER.findall(becomes["says"]), strict=True)
    if other := [pair for pair in pairs if pair[0] != pair[1]]:
        before, after = ("; ".join(numbers) for numbers in zip(*other, strict=True))
        row = {"kind": NUMBERS, "about": becomes["says"], "of": _of(was, becomes)}
        yield row | {"was": before, "becomes": after, "revised": CHANGED}


def _pair(was: dict | None, becomes: dict | None) -> dict:
    revised = CHANGED if was and becomes else NEW if becomes else GONE
    says = {"was": was["says"] if was else "", "becomes": becomes["says"] if becomes else ""}
    about = (becomes or was)["about"]
    return {"kind": SENTENCE, "about": about, **says, "revised": revised, "of": _of(was, becomes)}


def _of(*rows: dict | None) -> str:
    """The ids in some rows, each once."""
    return " ".join(dict.fromkeys(" ".join(row["of"] for row in rows if row).split()))


def _cells(then: DataFrame, now: DataFrame) -> Iterator[dict]:
    """The cells of a table that are others; or the table, where it came or went."""
    about = (now if len(now) else then)["about"].iloc[0]
    if then.empty or now.empty:
        row = {"kind": TABLE, "about": about, "of": " ".join([*then["of"], *now["of"]])}
        yield row | {"revised": NEW if then.empty else GONE}
        return
    cells = _wide(now)
    told = then.rename(columns={"place": "table", "says": "cell"})
    found = compared(now["place"].iloc[0], cells, [*cells.columns[1:]], told)
    labels = row_keys(cells, cells)[0]
    for line, rows in found[found["revised"] != ""].groupby("line", sort=False):
        first = rows["row"].iloc[0]
        label = labels[line - 1].replace(" / ", ", ") if line <= len(cells) else first
        row = {"kind": CELL, "about": about, "row": first if label.isdecimal() else label}
        if {*rows["revised"]} < {NEW, GONE} and len(rows) == cells.shape[1] - 1:
            yield row | _whole_row(rows) | {"of": _of(*_at(then, row=first), *_at(now, line=line))}
            continue
        for cell in rows.to_dict("records"):
            was = _at(then, row=first, column=cell["column"], says=cell["was"])
            of = _of(*was, *_at(now, line=line, column=cell["column"]))
            yield row | cell | {"becomes": cell["cell"], "row": row["row"], "of": of}


def _whole_row(rows: DataFrame) -> dict:
    """A line of a table that came or went, as one."""
    was, becomes = (" | ".join(filter(None, rows[name])) for name in ("was", "cell"))
    return {"was": was, "becomes": becomes, "revised": rows["revised"].iloc[0]}


def _wide(rows: DataFrame) -> DataFrame:
    names = list(dict.fromkeys(rows["column"]))
    return rows.pivot(index="line", columns="column", values="says")[names].fillna("")


def _at(rows: DataFrame, **values: object) -> list[dict]:
    return rows_with(rows, **values).to_dict("records")
