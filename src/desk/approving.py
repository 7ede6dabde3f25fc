"""`analysis approve`: what a reviewer approved of a report, number by number and sentence by
sentence, bound to its value, its inputs and its wording; and what of it is another now.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

import pandas as pd
from pandas import DataFrame

from analysis import store
from analysis.declare.kept import APPROVALS
from analysis.declare.table import InputError
from analysis.declare.traced import key
from analysis.declare.words import count, listed
from analysis.registry import STRANDS, TABLES
from analysis.traces import printed as values_of
from analysis.traces import traces
from desk.changed.compare import NUMBER
from desk.changed.snapshot import CELL, printed, sections
from desk.verifying import built

BOUND = ("value", "inputs", "wording")
_PLACE = ("file", "sheet", "cell")
_TABLE = re.compile(r"T(\d+)", re.I)
# What a list shows of approvals that are open again, and of those that stand.
_MOST = 20
_LONG = 160


def items(period: str) -> DataFrame:
    """What may be approved of a report as it is built: `id, strand, place, value, inputs,
    wording`, a row a printed number, sentence, or cell of a table without a number.
    """
    found: list[dict] = []
    for strand in sections(period):
        rows = list(printed(period, strand))
        inputs = _inputs(period, strand)
        found += [*_values(period, strand, rows, inputs), *_others(strand, rows, inputs)]
    return DataFrame(found, columns=["id", "strand", "place", *BOUND])


def _values(period: str, strand: str, rows: list[dict], inputs: dict[str, str]) -> Iterator[dict]:
    """Each number, with every place in which it is printed."""
    texts: dict[str, list[str]] = {}
    for row in values_of(period, strand).itertuples():
        texts.setdefault(row.key, []).append(row.value)
    around: dict[str, list[dict]] = {}
    for row in rows:
        for of in row["of"].split():
            around.setdefault(of, []).append(row)
    for of, within in around.items():
        yield {
            "id": of,
            "strand": strand,
            "place": within[0]["place"],
            "value": "; ".join(dict.fromkeys(texts[of])),
            "inputs": _fingerprint([inputs.get(of, "")]),
            "wording": " / ".join(dict.fromkeys(map(_around, within))),
        }


def _around(row: dict) -> str:
    """The words that a number stands in: its sentence, other numbers left out, or its place in a
    table.
    """
    if row["kind"] == CELL:
        return f"{row['about']}: {row['row']}, {row['column']}"
    return NUMBER.sub("#", row["says"])


def _others(strand: str, rows: list[dict], inputs: dict[str, str]) -> Iterator[dict]:
    """Each sentence; and each cell without a number of its own, but for those that name a row."""
    times: dict[str, int] = {}
    for row in rows:
        is_cell = row["kind"] == CELL
        if is_cell and (row["of"] or row["says"] == row["row"]):
            continue
        names = (row["row"], row["column"]) if is_cell else (row["of"],)
        of = key(strand, row["kind"], row["place"], *names)
        times[of] = times.get(of, 0) + 1
        yield {
            "id": of if times[of] == 1 else key(strand, of, str(times[of])),
            "strand": strand,
            "place": row["place"],
            "value": row["says"] if is_cell else "; ".join(NUMBER.findall(row["says"])),
            "inputs": _fingerprint(inputs.get(one, "") for one in row["of"].split()),
            "wording": _around(row) if is_cell else row["says"],
        }


def _inputs(period: str, strand: str) -> dict[str, str]:
    """What each id rests on, by fingerprint: what its cells were read as, wherever their file
    lies, so that a file sent again with the same in these cells changes nothing; of what is no
    cell its file.
    """
    if strand == "claims":
        return {}
    read, files = _readings(period, strand), store.sources(period).set_index("file")["sha256"]
    found = {}
    for of, value in traces(period, strand, private=True).items():
        texts = []
        for place in value.cells:
            file, *at = place.split("!")
            texts.append("!".join(at) + read.get(place, files.get(file, "")))
        found[of] = _fingerprint([*texts, *value.files])
    return found


def _readings(period: str, strand: str) -> dict[str, str]:
    """What the returned cells of a section were read as, by their place."""
    found: dict[str, str] = {}
    for of in (strand, *STRANDS[strand].reads):
        for name, table in TABLES.get(of, {}).items():
            if {*_PLACE} <= {*table.columns}:
                rows = store.read(of, name, up_to=period)
                told = rows.drop(columns=[*_PLACE]).itertuples(index=False, name=None)
                for at, row in zip(rows[[*_PLACE]].itertuples(index=False), told, strict=True):
                    place = "!".join(map(str, at))
                    found[place] = "|".join([found.get(place, ""), name, *map(str, row)])
    return found


def _fingerprint(texts) -> str:
    return sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]


def approve(period: str, asked: Sequence[str], by: str, note: str, on: dt.date) -> list[str]:
    """File an approval of each item that `asked` names, as it stands, and say of how many; what
    the same reviewer approved before, as it stands, is not filed again.

    InputError, and nothing filed, where what is named is not printed, where who approves is not
    told or wrote the report, and where anything is another than when the report was built.
    """
    built.refuse_changed(store.root(), period)
    if not by.strip() or not by.isprintable():
        raise InputError(
            "say who approves with --by, by a role or initials: --by 'second reader'; no name is kept"
        )
    _refuse_author(period, by)
    wanted = _named(period, items(period), asked)
    with store.changes() as change:
        before = store.approvals(period)
        own = set(
            before.loc[before["who"].eq(by), ["id", *BOUND]].itertuples(index=False, name=None)
        )
        is_new = [
            row not in own for row in wanted[["id", *BOUND]].itertuples(index=False, name=None)
        ]
        new = wanted[is_new].assign(who=by, decided=on.isoformat(), note=note)
        rows = pd.concat([before, new[[*APPROVALS.columns]]], ignore_index=True)
        store.keep(period, APPROVALS, rows, change)
    known = len(wanted) - len(new)
    tables = sorted({row for row in wanted["place"] if not row.startswith("glance")})
    return [
        f"data/raw/{period}/approvals.csv: {count(len(new), 'approval')} by {by}"
        + f"; {known} filed before and still so" * bool(known),
        f"what was approved stands in: {listed(tables)}",
    ]


def _named(period: str, every: DataFrame, asked: Sequence[str]) -> DataFrame:
    """The items of some ids, tables and sections; InputError at what is none of them."""
    numbered = {
        f"T{row.number}": row.tables.split()
        for row in store.contents(period).itertuples()
        if row.kind == "table"
    }
    chosen = pd.Series(False, index=every.index)
    for word in asked:
        tables = numbered.get(word.upper(), [word])
        fits = every["id"].eq(word) | every["strand"].eq(word) | every["place"].isin(tables)
        if not fits.any():
            raise InputError(
                f"the report of {period} prints nothing called '{word}', and nothing was approved: name"
                " an id as on the pages of traces/, a table (T6 or indicators-hackney), or a section"
                f" ({listed(list(dict.fromkeys(every['strand'])), 'or')})"
            )
        chosen |= fits
    return every[chosen]


def _refuse_author(period: str, by: str) -> None:
    """InputError where who approves is an author by name or initials, or says so."""
    told = re.findall(r"\w+", store.front(period).get("authors", ""))
    names = [word for word in told if word[0].isupper()]
    words = re.findall(r"\w+", by.casefold())
    initials = {a[0] + b[0] for a, b in pairwise(names)}
    is_named = bool({*words} & {name.casefold() for name in names if len(name) > 1})
    is_short = "".join(words).upper() in initials
    if is_named or is_short or {"author", "authors"} & {*words}:
        raise InputError(
            f"'{by}' wrote the report of {period}, as front.csv says, and cannot approve it: let"
            " somebody else read it, under another role or other initials"
        )


def standing(period: str) -> DataFrame:
    """What became of each item that was approved, or is printed: the columns of `items` with
    those of the last approval of it as `was_value`, `was_inputs`, `was_wording`, `who` and
    `decided` (empty where there is none), and `now`: `approved`, `reopened`, `gone` or `new`.
    """
    kept, every = store.approvals(period), items(period)
    stands = set(kept[["id", *BOUND]].itertuples(index=False, name=None))
    last = kept.drop_duplicates("id", keep="last").drop(columns="note")
    last = last.rename(columns={name: f"was_{name}" for name in BOUND})
    both = every.merge(last, on="id", how="outer", sort=False)
    there = set(every["id"])
    rows = both.fillna("")
    now = [
        "gone" if row[0] not in there else "approved" if row in stands else "reopened"
        for row in rows[["id", *BOUND]].itertuples(index=False, name=None)
    ]
    return rows.assign(now=pd.Series(now, index=rows.index).where(rows["who"] != "", "new"))


def listing(period: str) -> Iterator[str]:
    """What is open again, old beside new, what is approved and still so, and how much of each
    section nobody has looked at. InputError for a period that is not built.
    """
    built.stages(store.root(), period)
    rows = standing(period)
    yield f"{period}: {_counted(rows)}."
    reopened = rows[rows["now"].isin(["reopened", "gone"])]
    for row in reopened.head(_MOST).to_dict("records"):
        yield from _reopened(row)
    if len(reopened) > _MOST:
        yield f"  and {len(reopened) - _MOST} more: approve what is right, and list again"
    valid = store.approvals(period).merge(rows[["id", "place", *BOUND]])
    for one in valid.head(_MOST).itertuples():
        says = _short(one.value or one.wording)
        yield f"  {one.id}, {one.place}: {says} approved by {one.who} on {one.decided}"
    if len(valid) > _MOST:
        yield f"  and {len(valid) - _MOST} more that stand"
    for strand, of_strand in rows[rows["now"] != "gone"].groupby("strand", sort=False):
        new = (of_strand["now"] == "new").sum()
        yield f"  {strand}: {new} of {len(of_strand)} never looked at"


def _counted(rows: DataFrame) -> str:
    says = {
        "approved": "approved and still so",
        "reopened": "open again",
        "gone": "approved and no longer printed",
        "new": "never looked at",
    }
    return listed([f"{(rows['now'] == name).sum()} {text}" for name, text in says.items()])


def _reopened(row: dict) -> Iterator[str]:
    """One that is open again: what of it is another, old beside new."""
    by = f"approved by {row['who']} on {row['decided']}"
    if row["now"] == "gone":
        yield f"  {row['id']}: no longer printed, was {_short(row['was_value'])} ({by})"
        return
    other = [name for name in BOUND if row[name] != row[f"was_{name}"]]
    yield f"  {row['id']}, {row['place']}: {listed(other)} changed ({by})"
    for name in ("value", "wording"):
        if name in other:
            yield f"    {name}: {_short(row[name])}, was {_short(row[f'was_{name}'])}"
    if "inputs" in other:
        yield f"    inputs: what it rests on is read otherwise; `analysis trace {row['id']}` shows it"


def _short(text: str) -> str:
    return f"“{text if len(text) <= _LONG else text[:_LONG] + ' …'}”"


def reopened(period: str) -> str:
    """How many approvals of a report are open again, in a line; empty where there are no
    approvals.
    """
    if store.approvals(period).empty:
        return ""
    now = standing(period)["now"]
    approved, others = (now == "approved").sum(), now.isin(["reopened", "gone"]).sum()
    return (
        f"{period}: {count(approved, 'approval')} {'stands' if approved == 1 else 'stand'},"
        f" {others} open again"
        + f"; `analysis approve {period}` lists them, old beside new"
        * bool(others)
    )
