"""The practice checklist as printed: what was read, items by borough and version, and what is not
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from analysis.declare.boroughs import borough_name
from analysis.declare.cases import ORDERED
from analysis.declare.periods import period
from analysis.declare.statuses import SYMBOLS
from analysis.show import asked as questions
from analysis.show import shares, words
from analysis.show.lookup import borough_keys, index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from strands.checklist.declares import ITEMS, USES, item_and_version, subject
from strands.checklist.prints.checklist_figure import evidenced

_COLUMNS = {
    "evidenced": "Evidenced",
    "partly": "Partly",
    "not": "Not evidenced",
    "na": "n/a",
    "no answer": "No answer",
}
_NOT_ASKED = "not asked"


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what arrived, how far it was read twice, and what may not be made of it."""
    if found.empty:
        none = (
            "**Not received.** No readings against the practice checklist were returned for this"
            " period."
        )
        return Paragraphs((none,), box="keyfinding")
    readings = found[found["statistic"] == "readings"]
    sent, silent = readings[readings["x"].notna()], readings[readings["x"].isna()]
    numbers = [f"{borough_name(row.borough)} {row.x}" for row in sent.itertuples()]
    nothing = (
        f" Nothing came from {words.listed(list(map(borough_name, silent['borough'])))}."
        if len(silent)
        else ""
    )
    boroughs = found[found["statistic"] == "boroughs"].iloc[0]
    twice = [
        f"{row.x} of {row.n} in {borough_name(row.borough)}"
        for row in found[found["statistic"] == "read twice"].itertuples()
    ]
    several = [borough_name(key) for key in borough_keys(found) if len(_versions(found, key)) > 1]
    texts = (
        (
            "**What arrived.** Readings of cases against the checklist in"
            f" {period(of_period).label}, from {boroughs['x']} of"
            f" {words.count(boroughs['n'], 'borough')}: {words.listed(numbers)}.{nothing}"
        ),
        f"**How it was read.** Cases that another reader read again: {words.listed(twice)}. "
        + (
            f"More than one version was in use in {words.listed(several)}; each is shown by itself."
            if several
            else "No borough used more than one version."
        ),
        (
            "**What may not be said.** The answers do not add up to a score of a case or of a"
            " borough. Nothing here is a change over time, a comparison of boroughs, or a sign of"
            " what training did; @tbl:checklist-refused says why."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def arrived(found: pd.DataFrame) -> Iterator[Block]:
    """How many readings, of how many cases and by how many readers, with which version and for
    what.
    """
    yield Heading("checklist-arrived", "What was read")
    lines = [_arrived(found[found["borough"] == key], key) for key in borough_keys(found)]
    rows = found[
        found["statistic"].isin(
            [
                "readings",
                "first readings",
                "cases",
                "readers",
                "read twice",
                "of version",
                "used in",
            ]
        )
    ]
    remarks = rows[rows["note"].ne("") & rows["x"].notna()]
    left = [f"{borough_name(row.borough)}: {row.note}." for row in remarks.itertuples()]
    silent = {"not_returned"} if rows["note"].eq("not returned").any() else set()
    notes = (
        (
            "First readings are what items are counted from; a second reading of a case is for"
            " agreement alone. Uses are counted and not compared."
        ),
        *left,
        *words.symbols(silent),
    )
    yield PrintedTable(
        "checklist-arrived",
        "Readings against the checklist",
        pd.DataFrame(lines),
        rows,
        notes,
        ("Versions", "Used in"),
    )


def _arrived(mine: pd.DataFrame, borough: str) -> dict:
    of, none = index(mine[mine["subject"] == ""]), SYMBOLS["not_returned"]
    if "first readings" not in of:
        return {
            "Borough": borough_name(borough),
            **dict.fromkeys(
                ("First readings", "Cases", "Readers", "Read twice", "Versions", "Used in"), none
            ),
        }
    versions = [
        f"{row.subject} ({row.x})" for row in mine[mine["statistic"] == "of version"].itertuples()
    ]
    uses = [
        f"{USES[row.subject]} ({row.x})"
        for row in mine[mine["statistic"] == "used in"].itertuples()
        if row.x
    ]
    twice = of.get("read twice")
    return {
        "Borough": borough_name(borough),
        "First readings": f"{of['first readings']['x']}",
        "Cases": f"{of['cases']['x']}",
        "Readers": f"{of['readers']['x']}",
        "Read twice": "–" if twice is None else f"{twice['x']} of {twice['n']}",
        "Versions": ", ".join(versions) or "–",
        "Used in": ", ".join(uses) or "–",
    }


def chart(found: pd.DataFrame, source: str) -> Iterator[Block]:
    """In how many readings each item is evidenced, a panel a borough and version, in order of
    joining.
    """
    rows = found[(found["statistic"] == "evidenced")]
    if rows["estimate"].isna().all():
        return
    item = rows["subject"].map(lambda text: item_and_version(text)[0])
    panel = rows["borough"] + " " + rows["subject"].map(lambda text: item_and_version(text)[1])
    said = [
        _NOT_ASKED if pd.isna(row["x"]) else f"{row['x']} of {row['n']}"
        for _, row in rows.iterrows()
    ]
    drawn = pd.DataFrame(
        {
            "panel": panel,
            "item": item,
            "said": said,
            "estimate": rows["estimate"],
            "low": rows["low"],
            "high": rows["high"],
        }
    )
    panels = {
        f"{borough} {version}": _whose(found, borough, version)
        for borough in borough_keys(found)
        for version in _versions(found, borough)
    }
    told = [f"{title}: {_told(drawn[drawn['panel'] == key])}." for key, title in panels.items()]
    alt = " ".join(
        [
            "Dots on lines, a panel a borough and version: readings in which an item is evidenced.",
            *told,
        ]
    )
    yield Heading("checklist-items", "How far each item is evidenced")
    yield PrintedFigure(
        "checklist-items",
        "Readings in which each item is evidenced on file, by borough and version",
        alt,
        evidenced(drawn, panels, ITEMS, source),
    )
    yield Paragraphs(
        (
            (
                "In the figure and in the first three columns of the tables, shares are out of the"
                " readings with an answer other than n/a. n/a is out of the readings with any"
                f" answer, and no answer is out of all. Percentages are given from {shares.LEAST}"
                " readings on, with their 95% interval; the figure has the interval of every"
                " share."
            ),
            (
                "An interval tells how far a share of so many readings could be off had the cases"
                " been drawn by lot, and had no two of them shared a worker or a reader. Where"
                " cases were chosen otherwise it tells less than it seems to. What is not evidenced"
                " on file may have been done and not written down."
            ),
        ),
        box="note",
    )


def _told(rows: pd.DataFrame) -> str:
    return ", ".join(f"{ITEMS[row.item]} {row.said}" for row in rows.itertuples())


def boroughs(returned: pd.DataFrame, asked: pd.DataFrame, found: pd.DataFrame) -> Iterator[Block]:
    """A table of items for each borough and version, with what was asked about the readings under
    the first.

    `returned` are rows of the strand's table of the period, `asked` the questions about its files
    and their answers.
    """
    for borough in borough_keys(found):
        rows = returned[returned["borough"] == borough]
        about = (*_caveats(rows), *questions.notes(asked[asked["file"].isin(set(rows["file"]))]))
        for place, version in enumerate(_versions(found, borough)):
            yield _items(found, borough, version, () if place else about)


def _items(found: pd.DataFrame, borough: str, version: str, about: tuple[str, ...]) -> PrintedTable:
    mine = found[
        (found["borough"] == borough) & found["statistic"].isin([*_COLUMNS, "range of evidenced"])
    ]
    rows = mine[mine["subject"].isin([subject(item, version) for item in ITEMS])]
    lines = [
        {"Item": text, **_cells(index(rows[rows["subject"] == subject(item, version)]))}
        for item, text in ITEMS.items()
    ]
    notes = (*_hidden(rows), *about)
    caption = f"{_whose(found, borough, version)}: how far each item is evidenced"
    return PrintedTable(
        f"checklist-{borough}-{_slug(version)}", caption, pd.DataFrame(lines), rows, notes
    )


def _cells(of: dict[str, pd.Series]) -> dict[str, str]:
    if "no answer" not in of:
        return dict.fromkeys(_COLUMNS.values(), _NOT_ASKED)
    return {
        name: (
            shares.share(of[key])
            if key in ORDERED
            else f"{of[key]['x']} of{words.NBSP}{of[key]['n']}"
        )
        for key, name in _COLUMNS.items()
    }


def _hidden(rows: pd.DataFrame) -> Iterator[str]:
    """What could not be read, and what silence about an item could hide where there is much of it."""
    for row in rows[rows["statistic"].isin(["no answer", "range of evidenced"])].itertuples():
        name = f"“{ITEMS[item_and_version(row.subject)[0]]}”"
        if row.statistic == "no answer" and row.note:
            yield f"{name}: no answer in {row.x} of {row.n}; {row.note}."
        elif row.statistic != "no answer":
            yield (
                f"{name} often has no answer: were they known, it would be evidenced in"
                f" {row.low:.0f} to {row.high:.0f} of {row.n} readings."
            )


def _caveats(rows: pd.DataFrame) -> Iterator[str]:
    """Each note of the sender once, with how many readings it is of unless it is of all."""
    notes = rows.assign(caveat=rows["caveat"].str.split(" | ", regex=False)).explode("caveat")
    for caveat, of in notes[notes["caveat"].ne("")].groupby("caveat", sort=False):
        some = of["reading"].nunique()
        number = (
            "" if some == rows["reading"].nunique() else f" (on {words.count(some, 'reading')})"
        )
        yield f"From the sender{number}: {caveat}"


def refused(found: pd.DataFrame) -> Iterator[Block]:
    """What may be asked of the checklist, and why it does not answer."""
    yield Heading("checklist-refused", "What cannot be told")
    rows = found[found["borough"].eq("") & found["note"].str.startswith("refused")]
    lines = [
        {
            "Asked": words.sentence(row.statistic).rstrip("."),
            "Why not computed": words.sentence(row.note),
        }
        for row in rows.itertuples()
    ]
    yield PrintedTable(
        "checklist-refused",
        "Questions that the checklist cannot answer",
        pd.DataFrame(lines),
        rows,
        words=("Why not computed",),
    )


def _versions(found: pd.DataFrame, borough: str) -> list[str]:
    return list(
        found.loc[(found["borough"] == borough) & (found["statistic"] == "of version"), "subject"]
    )


def _whose(found: pd.DataFrame, borough: str, version: str) -> str:
    """`Barnet, version 1, 9 readings`."""
    number = shares.one(found, "of version", borough, version)["x"]
    return f"{borough_name(borough)}, version {version}, {words.count(number, 'reading')}"


def _slug(version: str) -> str:
    return re.sub(r"[^\w]+", "-", version)
