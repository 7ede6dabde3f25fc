"""Pages beside a report that say of each printed value where it comes from, and show the files it
was typed in, where anybody may read these, with every cell to be pointed at.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from openpyxl.utils import get_column_letter
from pandas import DataFrame

from analysis import store
from analysis.notebook_parts import worked_out
from analysis.read.open.sheet import Sheet
from analysis.trace_key import by_file
from analysis.traces import Cell, Returns, Trace, how_many, printed, said, traces

_TEMPLATES = Path(__file__).parent / "templates"
# A sentence may be a paragraph.
_LONG = 160


def pages(period: str, strands: Iterable[str]) -> dict[str, str]:
    """The pages of a report, by their paths from the project's folder: one a section, and one a file
    as it was received.
    """
    folder, made, files = f"{store.edition(period)}/traces", {}, {}
    returns = Returns(period)
    # Many values of a section rest on the same cells.
    cell = cache(returns.cell)
    for strand in strands:
        shown = printed(period, strand)
        known = traces(period, strand)
        how = worked_out(store.executed(period, strand).notebook)
        entries = [
            _entry(period, strand, known[key], where, cell)
            | {"how": how.get(known[key].frame, how.get(""))}
            for key, where in shown.groupby("key", sort=False)
        ]
        files |= {one.file: one for entry in entries for one in entry["files"]}
        made[f"{folder}/{strand}.html"] = _page(
            "traces.html", period, title=store.titles()[strand], strand=strand, entries=entries
        )
    for file, held in files.items():
        if _shows(period, held):
            made[f"{folder}/{_page_of(file)}"] = _page(
                "received.html", period, title=file, held=held, sheets=_sheets(returns.sheets(held))
            )
    return made


def _entry(
    period: str, strand: str, trace: Trace, where: DataFrame, cell: Callable[[str], Cell]
) -> dict:
    """What the page of a section says of one value, and where the section prints it."""
    files: dict[Cell, list[tuple[Cell, str]]] = {}
    for one in map(cell, trace.cells):
        first = next((other for other in files if other.file == one.file), one)
        files.setdefault(first, []).append((one, _link(period, one)))
    return {
        "trace": trace,
        "values": [*dict.fromkeys(where["value"])],
        "places": [
            (place or strand, _place_words(place, rows.iloc[0]))
            for place, rows in where.groupby("place", sort=False)
        ],
        "files": files,
        "others": by_file(trace.others),
        "many": how_many(trace.cells),
        "more": how_many(trace.others),
    }


def _place_words(place: str, first) -> str:
    if place.startswith("tbl:"):
        return f"{said(first['row'])}, {said(first['column'])}"
    words = said(first["words"])
    return words if len(words) <= _LONG else f"{words[:_LONG].rsplit(' ', 1)[0]} …"


def _shows(period: str, held: Cell) -> bool:
    """Whether the file of a cell may be shown: anybody may read it, or the report stays here."""
    return held.is_public or store.is_internal(period)


def _link(period: str, held: Cell) -> str:
    """The place of a cell on the page of its file; empty where that may not be shown."""
    return (
        f"{_page_of(held.file)}#{_anchor(held.sheet, held.cell.partition(':')[0])}"
        if _shows(period, held)
        else ""
    )


def _page_of(file: str) -> str:
    return f"received-{re.sub(r'[^A-Za-z0-9]+', '-', file)}.html"


def _anchor(sheet: str, at: str) -> str:
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', sheet)}.{at}" if sheet else at


def _sheets(every: Iterable[Sheet]) -> Iterator[dict]:
    """The sheets of a file as rows of texts, each cell with its name."""
    for sheet in every:
        yield {"name": sheet.name, "hidden": not sheet.visible, **_grid(sheet)}


def _grid(sheet: Sheet) -> dict:
    columns = range(1, max(sheet.columns, default=0) + 1)
    texts = {place: one.typed for place, one in sheet.cells.items()}
    rows = [
        (
            row,
            [
                (_anchor(sheet.name, f"{get_column_letter(at)}{row}"), texts.get((row, at), ""))
                for at in columns
            ],
        )
        for row in range(1, max(sheet.rows, default=0) + 1)
    ]
    return {"columns": [*map(get_column_letter, columns)], "rows": rows}


def _page(template: str, period: str, **held: object) -> str:
    # nbconvert brings it, and takes a second to import: only those who make pages pay it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=FileSystemLoader(_TEMPLATES / "traces"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (_TEMPLATES / "report.css", _TEMPLATES / "traces" / "traces.css")
    )
    report = Path(store.document(period, "html")).name
    return (
        env.get_template(template).render(
            period=period,
            origin=store.origin(period),
            css=css,
            report=f"../{report}",
            said=said,
            **held,
        )
        + "\n"
    )
