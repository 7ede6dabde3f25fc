"""The practice checklist as printed: what was read, items by borough and version, and what is not
told.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import subject, with_parts
from analysis.declare.periods import period
from analysis.declare.sampling import ORDERED
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.withheld import SYMBOL, withheld
from analysis.declare.words import worded
from analysis.show import asked as questions
from analysis.show import printed, shares, words
from analysis.show.lookup import borough_keys, borough_names, index, of_kind, remarks
from analysis.show.printed import Block, Heading, Opening, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.refusals import refused_table
from strands.checklist.declares import ITEMS, USES
from strands.checklist.prints.checklist_figure import evidenced
from strands.checklist.prints.halves import finding, is_coarser, on_file, versions, whose

_COLUMNS = worded("""
    evidenced: Evidenced
    partly: Partly
    not: Not evidenced
    na: n/a
    no answer: No answer
""")
_ARRIVED = (
    "readings; left out; first readings; cases; readers; read twice; not compared; of version; used in"
).split("; ")
_COUNTED = ("First readings", "Cases", "Readers")
_NOT_ASKED = "not asked"
_HOW_TO_READ = (
    (
        "In the figure and in the first three columns of the tables, shares are out of the readings"
        " with an answer other than n/a (not applicable). n/a is out of the readings with any answer, and no answer"
        f" is out of all. Percentages are given from {shares.LEAST} readings on, with their 95%"
        " interval; the figure has the interval of every share."
    ),
    (
        "An interval says how far a share of so many readings could be off had the cases been"
        " drawn by lot, and had no two of them shared a worker or a reader. Where cases were chosen"
        " otherwise it tells less than it seems to. What is not evidenced on file may have been"
        " done and not written down."
    ),
)


def opening(found: DataFrame, of_period: str) -> Opening:
    """The first page: what arrived, what is evidenced and where, how far it was read twice, and what
    may not be made of it.
    """
    if found.empty:
        return printed.opening(
            none="No readings against the practice checklist were returned for this period."
        )
    boroughs = shares.one(found, "boroughs")
    kind = "first readings" if is_coarser(found) else "readings"
    sent = rows_with(of_kind(found, kind), refused="")
    numbers = _told(sent, lambda row: f"{borough_name(row.borough)} {row.x:.0f}")
    twice = _told(
        of_kind(found, "read twice"),
        lambda row: f"{row.x:.0f} of {row.n:.0f} in {borough_name(row.borough)}",
    )
    return printed.opening(
        (
            f"**What arrived.** {kind.capitalize()} of cases against the checklist in"
            f" {period(of_period).label}, from {boroughs['x']:.0f} of"
            f" {words.count(boroughs['n'], 'borough')}: {numbers}."
        ),
        on_file(found),
        f"**How it was read.** First readings of a case that another reader repeated: {twice}.",
        finding=finding(found),
        limits=(
            "The answers do not add up to a score of a case or of a borough, and nothing here is a"
            " change over time, a comparison of boroughs, or a sign of what training did"
            " (@tbl:checklist-refused)."
        ),
    )


def behind(found: DataFrame) -> Iterator[Block]:
    """Whom nothing came from, and who used several versions."""
    if len(found):
        readings = of_kind(found, "readings")
        nothing = borough_names(readings.loc[readings["refused"] != "", "borough"])
        silent = f"Nothing came from {nothing}. " if nothing else ""
        yield Paragraphs((silent + _several(found),))


def _told(rows: DataFrame, say: Callable[..., str]) -> str:
    """What is said of each row, and for which boroughs its numbers are withheld."""
    told = [say(row) for row in rows.itertuples() if not withheld(row.x)]
    kept = [row.borough for row in rows.itertuples() if withheld(row.x)]
    rest = f"withheld for {borough_names(kept)}" if kept else ""
    return "; ".join(filter(None, [words.listed(told), rest]))


def _several(found: DataFrame) -> str:
    several = [key for key in borough_keys(found) if len(versions(found, key)) > 1]
    if not several:
        return "No borough used more than one version."
    names = borough_names(several)
    return f"More than one version was in use in {names}; each is shown by itself."


def arrived(found: DataFrame) -> Iterator[Block]:
    """How many readings, of how many cases and by how many readers, with which version and for
    what.
    """
    yield Heading("checklist-arrived", "What was read")
    rows = of_kind(found, *_ARRIVED)
    counted = [name for name in _COUNTED if rows["statistic"].eq(name.lower()).any()]
    lines = [_arrived(rows_with(rows, borough=key), key, counted) for key in borough_keys(rows)]
    notes = (
        (
            "First readings are what items are counted from; a second reading of a case is for"
            " agreement alone. Uses are counted and not compared."
        ),
        *(
            f"{borough_name(row.borough)}: {row.note}."
            for row in rows[rows["note"] != ""].itertuples()
        ),
        *words.symbols(set(rows["refused"])),
    )
    yield PrintedTable(
        "checklist-arrived",
        "Readings against the checklist",
        lines,
        rows,
        notes,
        ("Versions", "Used in"),
    )


def _arrived(rows: DataFrame, borough: str, counted: list[str]) -> dict:
    by_statistic = index(rows_with(rows, subject=""))
    names = (*counted, "Read twice", "Versions", "Used in")
    cells = dict.fromkeys(names, SYMBOLS["not_returned"])
    if "first readings" in by_statistic:
        for name in counted:
            cells[name] = f"{by_statistic[name.lower()]['x']:.0f}"
        twice = by_statistic.get("read twice")
        cells["Read twice"] = "–" if twice is None else _x_of_n(twice)
        some = rows["x"].map(lambda x: withheld(x) or x > 0)
        counts = rows[rows["subject"].ne("") & some]
        for name, statistic in (("Versions", "of version"), ("Used in", "used in")):
            numbers = [
                f"{USES.get(row.subject, row.subject)} ({row.x:.0f})"
                for row in of_kind(counts, statistic).itertuples()
            ]
            cells[name] = ", ".join(numbers) or "–"
    return {"Borough": borough_name(borough), **cells}


def _x_of_n(row: Series) -> str:
    unknown = withheld(row["x"]) and withheld(row["n"])
    return SYMBOL if unknown else f"{row['x']:.0f} of {row['n']:.0f}"


def chart(found: DataFrame, source: str) -> Iterator[Block]:
    """In how many readings each item is evidenced, a panel a borough and version, in order of
    joining.
    """
    rows = with_parts(of_kind(found, "evidenced"), "item", "version")
    if rows["estimate"].isna().all():
        return
    numbers = [
        _NOT_ASKED if row.refused else f"{row.x:.0f} of {row.n:.0f}" for row in rows.itertuples()
    ]
    rows = rows.assign(panel=rows["borough"] + " " + rows["version"], said=numbers)
    panels = {
        f"{borough} {version}": whose(found, borough, version)
        for borough in borough_keys(found)
        for version in versions(found, borough)
    }
    alt = "Dots on lines, a panel a borough and version: readings in which an item is evidenced."
    for key, title in panels.items():
        of_panel = rows_with(rows, panel=key).itertuples()
        alt += f" {title}: {', '.join(f'{ITEMS[row.item]} {row.said}' for row in of_panel)}."
    yield Heading("checklist-items", "How far each item is evidenced")
    yield PrintedFigure(
        "checklist-items",
        _often(rows, panels),
        alt,
        partial(evidenced, rows, panels, ITEMS, source),
        DataFrame(
            {
                "Whose readings": rows["panel"].map(panels),
                "Item": rows["item"].map(ITEMS),
                "Evidenced": rows["said"],
            }
        ),
    )
    yield Paragraphs(_HOW_TO_READ, box="note")


def _often(rows: DataFrame, panels: dict[str, str]) -> str:
    """Of how many items those are evidenced in half of the readings or more, panel by panel."""
    asked = rows[rows["estimate"].notna()].assign(often=lambda some: some["estimate"] >= 0.5)
    said = [
        f"{of_panel['often'].sum()} of {len(of_panel)} for {panels[key]}"
        for key, of_panel in asked.groupby("panel", sort=False)
    ]
    return f"Items evidenced in half of the readings or more: {'; '.join(said)}"


def boroughs(returned: DataFrame, asked: DataFrame, found: DataFrame) -> Iterator[Block]:
    """A table of items for each borough and version, with what was asked about the readings under
    the first; none where their counts are left out.

    `returned` are rows of the strand's table of the period, `asked` the questions about its files
    and their answers.
    """
    for borough in [] if is_coarser(found) else borough_keys(found):
        rows = rows_with(returned, borough=borough)
        about = (*_caveats(rows), *questions.notes(asked[asked["file"].isin(set(rows["file"]))]))
        for place, version in enumerate(versions(found, borough)):
            yield _items(found, borough, version, () if place else about)


def _items(found: DataFrame, borough: str, version: str, about: tuple[str, ...]) -> PrintedTable:
    subjects = {item: subject(item, version) for item in ITEMS}
    rows = found[
        (found["borough"] == borough)
        & found["statistic"].isin([*_COLUMNS, "range of evidenced"])
        & found["subject"].isin(subjects.values())
    ]
    lines = [
        {"Item": text, **_cells(index(rows[rows["subject"] == subjects[item]]))}
        for item, text in ITEMS.items()
    ]
    return PrintedTable(
        f"checklist-{borough}-{_slug(version)}",
        f"{whose(found, borough, version)}: how far each item is evidenced",
        lines,
        rows,
        (*_hidden(with_parts(rows, "item", "version")), *about),
    )


def _cells(by_answer: dict[str, Series]) -> dict[str, str]:
    if "no answer" not in by_answer:
        return dict.fromkeys(_COLUMNS.values(), _NOT_ASKED)
    return {
        name: (shares.share if key in ORDERED else shares.x_of_n)(by_answer[key])
        for key, name in _COLUMNS.items()
    }


def _hidden(rows: DataFrame) -> Iterator[str]:
    """What could not be read, and what much silence about an item could hide."""
    for row in rows.itertuples():
        name = f"“{ITEMS[row.item]}”"
        if row.statistic == "no answer" and row.note:
            yield f"{name}: no answer in {row.x:.0f} of {row.n:.0f}; {row.note}."
        if row.statistic == "range of evidenced":
            yield (
                f"{name} often has no answer: were they known, it would be evidenced in"
                f" {row.low:.0f} to {row.high:.0f} of {row.n:.0f} readings."
            )


def _caveats(rows: DataFrame) -> Iterator[str]:
    """Each note of the sender once, with how many readings it is of unless it is of all."""
    for caveat, readings in remarks(rows, "reading"):
        some = f" (on {words.count(len(readings), 'reading')})" if readings else ""
        yield f"From the sender{some}: {caveat}"


def refused(found: DataFrame) -> Iterator[Block]:
    """What may be asked of the checklist, and why it does not answer."""
    yield Heading("checklist-refused", "What this cannot tell")
    yield refused_table(
        "checklist-refused",
        "Questions that the checklist cannot answer",
        found[found["borough"].eq("") & found["refused"].ne("")],
    )


def _slug(version: str) -> str:
    return re.sub(r"[^\w]+", "-", version)
