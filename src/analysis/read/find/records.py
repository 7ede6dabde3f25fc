"""A table of one record a line: its headings say what each cell is, and no two lines may say the
same thing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.read.ask.queries import Query, query
from analysis.read.find.listing import Listing
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell, Sheet


def headings(table: Listing) -> set[str]:
    """The headings of a table as plain words."""
    return {plain_name(cell.text) for cell in (table.corner, *table.across)}


def records(table: Listing) -> Iterator[dict[str, Cell]]:
    """Every line as its cells by plain heading, blank ones too."""
    names = [plain_name(cell.text) for cell in (table.corner, *table.across)]
    for label, cells in table.down:
        yield dict(zip(names, (label, *cells), strict=True))


def chosen(cell: Cell, words: Mapping[str, str]) -> str | None:
    """The key whose word, or which itself, stands in the cell; None where it is none of them."""
    said = plain_name(cell.text)
    return next(
        (key for key, word in words.items() if said in (plain_name(word), plain_name(key))), None
    )


def unknown(sheet: Sheet, cell: Cell, words: Mapping[str, str]) -> Query:
    """The question about a word that is none of those its column takes."""
    return query(
        "unknown_word",
        sheet,
        cell,
        words=", ".join(f"'{word}'" for word in words.values()),
    )


def row(sheet: Sheet, cell: Cell, status: str, **values) -> dict:
    """A row that knows the cell it was read from; `at` is that cell, for questions."""
    place = {"file": sheet.file, "sheet": sheet.name, "cell": cell.address, "raw": cell.typed}
    return {**values, "status": status, **place, "caveat": " | ".join(cell.remarks), "at": cell}


def once(rows: list[dict], key: tuple[str, ...], value: str = "") -> tuple[list[dict], list[Query]]:
    """Rows with one row a `key`, in their order, and what has to be asked.

    A copy is left out. Where two differ in the column `value`, the first is queried and has no
    value.
    """
    kept, asked = {}, []
    for each in rows:
        first = kept.setdefault(tuple(each[name] for name in key), each)
        if first is each:
            continue
        place = (each["file"], each["sheet"], each["at"])
        other = f"{first['file']} {first['cell']}"
        if value and first["raw"] != each["raw"]:
            asked.append(
                query("duplicate_values_differ", *place, other=f"{other} says {first['raw']}")
            )
            first.update({"status": "queried", value: None})
        else:
            asked.append(query("duplicate_rows", *place, other=other))
    return list(kept.values()), asked
