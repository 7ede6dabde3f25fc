"""Learning reviews case by case, as printed: what was drawn and read, and how many cases show each
principle.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import BOROUGH_KEYS, borough_name
from analysis.declare.cases import ARMS, EVIDENCED, KINDS
from analysis.declare.periods import quarter_label
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.shares import one, percent, share
from analysis.show.words import NBSP
from strands.reviews.declares.review_cases import BY_COLOUR, HEADINGS, LEFT_OUT, about

_READ = ("drawn", "reserve", "not drawn", "no draw")
_SELF_SELECTED = (
    "Who is trained and who consults is not left to chance: no effect can be read from it (G19)."
)
_HOW_TO_READ = (
    "**How to read the tables.** A principle is evidenced in x of the n cases that were answered"
    " evidenced, partly or not evidenced; how many were answered otherwise stands behind it. Not"
    " applicable and blank are in no n. Each version of the template has a table of its own, as two"
    " versions do not ask the same. Exact intervals stand in the CSV beside each table."
)
_TWICE = ("cases", "same answer", "weighted kappa")
_APART = (EVIDENCED["partly"], EVIDENCED["not"], EVIDENCED["na"], "blank", "queried")


def opening(found: pd.DataFrame, drawn: pd.DataFrame, words_found: pd.DataFrame) -> Paragraphs:
    """What arrived on single cases, how much of it counts, and what may not be made of it; empty
    where nothing did.
    """
    counted = found[found["statistic"] == "counted"]
    texts = []
    if len(counted):
        texts.append(
            f"**Cases read.** {words.count(counted['n'].sum(), 'reading')} of closed cases arrived"
            f" from {words.count(len(counted), 'borough')}; {counted['x'].sum()} of them stand in"
            " the tables of evidence, and @tbl:reviews-not-counted says why others do not."
        )
    texts += _of_draws(drawn)
    cards = one(words_found, "case evidence: printed")
    if cards is not None:
        texts.append(
            f"**Case evidence.** {words.count(cards['n'], 'line')} on single cases arrived, and "
            f"{cards['x']} can be printed."
        )
    if len(counted):
        blind = found[found["statistic"] == "read blind"]
        texts.append(
            "**What may not be said.** A few cases of each kind were read in each borough,"
            f" {blind['x'].sum()} of {words.count(blind['n'].sum(), 'reading')} by somebody who did"
            " not know which kind it was, and who is trained or consults is not left to chance."
            " The tables say what was found in these cases. They bear no sentence on what training"
            " does, on change over time, or on one borough beside another."
        )
    return Paragraphs(tuple(texts), box="keyfinding")


def _of_draws(drawn: pd.DataFrame) -> Iterator[str]:
    listed = drawn[drawn["statistic"].isin(("closed", "closed, not placed"))]
    if len(listed):
        yield (
            f"**Closed cases.** {words.count(listed['x'].sum(), 'closed case')} stood on the lists"
            f" of {words.count(listed['borough'].nunique(), 'borough')}, from which cases are"
            " drawn."
        )
    lots = drawn[(drawn["statistic"] == "drawn") & drawn["x"].notna()]
    if len(lots):
        read = drawn[drawn["statistic"] == "read: drawn"].merge(lots[["borough", "subject"]])
        yield (
            f"**Drawn by lot.** {words.count(lots['x'].sum(), 'case')}"
            f" {'was' if lots['x'].sum() == 1 else 'were'} drawn in"
            f" {words.count(lots['borough'].nunique(), 'borough')}, and {read['x'].sum()} of them"
            " read."
        )


def sample(drawn: pd.DataFrame) -> Iterator[Block]:
    """By borough, quarter and arm: how many cases were closed, drawn and read."""
    yield Heading("reviews-drawn", "What was drawn and read")
    here = drawn[drawn["subject"] != ""]
    closed = here[here["statistic"] == "closed"]
    lines = [
        _drawn_line(row, here) for row in closed.itertuples() if row.subject.split(" | ")[1] in ARMS
    ]
    notes = [
        (
            "Drawn: of the cases closed, by an order that anyone can make again from the case"
            " codes. In reserve: read in place of a drawn case. By hand: read without having been"
            " drawn, and not counted as evidence. No draw: nobody drew for that quarter, so how its"
            " cases were chosen is not known."
        ),
        *_between(closed),
        *_remarks(here),
        *(
            f"{borough_name(row.borough)}: {row.x} of {row.n} closed cases could not be placed;"
            f" {row.note}."
            for row in drawn[drawn["statistic"] == "closed, not placed"].itertuples()
        ),
    ]
    yield PrintedTable(
        "reviews-drawn",
        "Cases closed, drawn and read, by arm",
        pd.DataFrame(lines),
        drawn,
        tuple(notes),
        ("Quarter closed", "Arm"),
    )


def _drawn_line(row, here: pd.DataFrame) -> dict:
    quarter, kind = row.subject.split(" | ")
    found = {
        name: one(here, name, row.borough, row.subject)
        for name in ("drawn", *(f"read: {one}" for one in _READ))
    }
    lot, read = found["drawn"], {kind: found[f"read: {kind}"] for kind in _READ}
    return {
        "Borough": borough_name(row.borough),
        "Quarter closed": quarter_label(quarter),
        "Arm": KINDS[kind],
        "Closed": f"{row.x}",
        "Drawn": "no draw" if pd.isna(lot["x"]) else f"{lot['x']} of{NBSP}{lot['n']}",
        "Read of those": share(read["drawn"]),
        "Read in reserve": _number(read["reserve"]),
        "Read by hand": _number(read["not drawn"]),
        "Read, no draw": _number(read["no draw"]),
    }


def _number(row: pd.Series | None) -> str:
    return "–" if row is None else f"{row['x']}"


def _between(closed: pd.DataFrame) -> Iterator[str]:
    """Closed cases of neither arm, borough by borough."""
    for borough in BOROUGH_KEYS:
        mine = closed[closed["borough"] == borough]
        of = {
            kind: mine.loc[mine["subject"].str.endswith(f" | {kind}"), "x"].sum() for kind in KINDS
        }
        of = {kind: number for kind, number in of.items() if kind not in ARMS}
        if any(of.values()):
            told = words.listed(
                [f"{number} {KINDS[kind]}" for kind, number in of.items() if number]
            )
            yield f"In no arm, {borough_name(borough)}: {told}."


def _remarks(here: pd.DataFrame) -> Iterator[str]:
    for row in here[
        (here["statistic"] == "drawn") & here["x"].notna() & (here["note"] != "")
    ].itertuples():
        quarter, kind = row.subject.split(" | ")
        yield f"{borough_name(row.borough)}, {quarter_label(quarter)}, {KINDS[kind]}: {row.note}."


def not_counted(found: pd.DataFrame) -> PrintedTable:
    """How many readings of each borough are counted, and why others are not."""
    boroughs = [key for key in BOROUGH_KEYS if key in set(found["borough"])]
    lines = [
        {
            "Reading": "Counted",
            **{borough_name(key): share(one(found, "counted", key)) for key in boroughs},
        }
    ]
    for why, says in LEFT_OUT.items():
        cells = {
            borough_name(key): _number(one(found, f"not counted: {why}", key)) for key in boroughs
        }
        if set(cells.values()) != {"–"}:
            lines.append({"Reading": f"Not counted: {says}", **cells})
    rows = found[found["statistic"].str.startswith(("counted", "not counted"))]
    return PrintedTable(
        "reviews-not-counted",
        "Readings counted as evidence, and those that are not",
        pd.DataFrame(lines if boroughs else []),
        rows,
    )


def evidence(found: pd.DataFrame) -> Iterator[Block]:
    """A table for each borough and version: of how many cases of each arm a principle is evidenced
    in.
    """
    yield Heading("reviews-evidence", "What the cases show, by principle")
    shares = found[found["statistic"] == "evidenced"]
    if len(shares):
        yield Paragraphs((_HOW_TO_READ,), box="note")
    for borough in (key for key in BOROUGH_KEYS if key in set(shares["borough"])):
        mine = found[found["borough"] == borough]
        subjects = shares.loc[shares["borough"] == borough, "subject"]
        versions = dict.fromkeys(subject.split(" | ", 2)[2] for subject in subjects)
        for number, version in enumerate(versions, 1):
            yield _matrix(mine, borough, version, number)
    yield Paragraphs(tuple(_one_cell(shares)))


def _matrix(mine: pd.DataFrame, borough: str, version: str, number: int) -> PrintedTable:
    subjects = {key: [about(key, arm, version) for arm in ARMS] for key in HEADINGS}
    lines = [
        {
            "Principle": heading,
            **{
                words.sentence(says).rstrip("."): _cell(mine, borough, subject)
                for says, subject in zip(ARMS.values(), subjects[key], strict=True)
            },
        }
        for key, heading in HEADINGS.items()
    ]
    named = (
        "readings by red, amber and green"
        if version == BY_COLOUR
        else f"template version {version}"
    )
    rows = mine[mine["subject"].isin([subject for of in subjects.values() for subject in of])]
    return PrintedTable(
        f"reviews-evidence-{borough.replace('_', '-')}-{number}",
        f"{borough_name(borough)}: cases in which each principle is evidenced, {named}",
        pd.DataFrame(lines),
        rows,
        (_SELF_SELECTED,),
        tuple(lines[0])[1:],
    )


def _cell(mine: pd.DataFrame, borough: str, subject: str) -> str:
    """`3 of 5; 1 partly, 1 not evidenced`; a dash where no case was read for the principle."""
    apart = {name: one(mine, name, borough, subject) for name in _APART}
    told = [
        f"{row['x']}{NBSP}{name.replace(' ', NBSP)}"
        for name, row in apart.items()
        if row is not None and row["x"]
    ]
    of = one(mine, "evidenced", borough, subject)
    if of is None or not (of["n"] or told):
        return "–"
    # Never a percentage, however many quarters come together: nothing is known of cases that were
    # not read.
    return "; ".join(filter(None, (f"{of['x']} of{NBSP}{of['n']}", ", ".join(told))))


def _one_cell(shares: pd.DataFrame) -> Iterator[str]:
    """What the fullest cell nearest the middle would leave open about all such cases: the widest
    interval there is.
    """
    full = shares[shares["n"] == shares["n"].max()]
    if len(full) and full["n"].iloc[0]:
        row = full.iloc[(full["estimate"] - 0.5).abs().argsort(kind="stable").iloc[0]]
        yield (
            f"**One cell alone.** {row['x']} of {row['n']} cases would be in line with"
            f" {percent(row['low'])} to {percent(row['high'])} of all such cases (exact 95%"
            " interval)."
        )


def read_twice(found: pd.DataFrame) -> Iterator[Block]:
    """How often two readers gave one answer, in all and where the second did not know the arm."""
    yield Heading("reviews-twice", "Cases read twice")
    rows = found[found["statistic"].str.startswith("read twice")]
    kinds = {
        "": "All",
        "blind": "One reader did not know the arm",
        "not blind": "Both knew it, or may have",
    }
    told = {key: [one(rows, f"read twice: {name}", "", key) for name in _TWICE] for key in kinds}
    lines = [
        {
            "Cases": kinds[key],
            "Read twice": f"{cases['x']}",
            "Same answer": f"{same['x']} of{NBSP}{same['n']}",
            "Weighted kappa": words.number(kappa["estimate"], 2),
        }
        for key, (cases, same, kappa) in told.items()
        if cases is not None
    ]
    notes = (
        (
            "Same answer: of pairs of answers to one principle of one case. Weighted kappa counts"
            " near misses as near, and takes off what chance alone would give."
        ),
        *(words.sentence(note) for note in sorted({note for note in rows["note"] if note})),
    )
    yield PrintedTable(
        "reviews-twice",
        "How far two readers of one case agree, over all boroughs",
        pd.DataFrame(lines),
        rows,
        notes,
    )


def refused(found: pd.DataFrame) -> PrintedTable:
    """What may be asked of cases read and is not computed, with the reason."""
    rows = found[
        found["note"].str.startswith("refused: ")
        & (found["borough"] == "")
        & (found["subject"] == "")
        & ~found["statistic"].str.startswith("read twice")
    ]
    lines = [
        {
            "Asked": words.sentence(row.statistic).rstrip("."),
            "Why not computed": words.sentence(row.note.removeprefix("refused: ")),
        }
        for row in rows.itertuples()
    ]
    return PrintedTable(
        "reviews-cases-refused",
        "Questions that a few cases cannot answer",
        pd.DataFrame(lines),
        rows,
        words=("Why not computed",),
    )
