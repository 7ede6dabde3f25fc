"""Where the tables of a sheet are: header rows, the rows under them, titles above, and notes above and below."""

import re
from collections import Counter
from dataclasses import dataclass

from analysis.read.find.listing import is_note
from analysis.read.open.sheet import Cell, Sheet
from strands.indicators.cleans.labels import Label, read_label, without_months

DIMENSIONS = ("borough", "indicator", "quarter")
Labels = dict[tuple[int, int], Label]

# What a sentence above a table says, unlike "Cases where DA is a factor"; and how it directs who
# fills in.
_SAYS = re.compile(
    r"^(?:(?!\bwhere\b).)*\b(?:is|are|was|were|has|have|had|will|can|could|may|should|must|do|does|did"
    r"|(?:in|ex)cludes?|contains?|means)\b",
    re.IGNORECASE,
)
_DIRECTS = re.compile(
    r"^white cells are|^please (?:complete|enter|fill|return|send|submit|type)|\bfill(?:ed)? in\b",
    re.IGNORECASE,
)

# How a date born from "1-4" is shown, and exported.
_DAY = re.compile(r"\d{1,2}[-/ ][A-Za-z]{3}")


@dataclass(frozen=True)
class Block:
    """One table: the rows that head it, the rows it holds, the titles above it and the notes that
    stand under it.
    """

    sheet: Sheet
    labels: Labels
    heads: tuple[int, ...]
    body: tuple[int, ...]
    titles: tuple[Cell, ...]
    notes: tuple[Cell, ...]


def sheet_labels(sheet: Sheet) -> Labels:
    """Every heading on the sheet by its place."""
    labels = {
        (cell.row, cell.column): read_label(cell) for row in sheet.rows.values() for cell in row
    }
    return without_months({place: label for place, label in labels.items() if label})


def find_blocks(sheet: Sheet) -> list[Block]:
    """The tables of the sheet, top to bottom."""
    labels, rows = sheet_labels(sheet), sorted(sheet.rows)
    groups = _header_groups(sheet, labels)
    starts = [rows.index(heads[0]) for heads in groups] + [len(rows)]
    above, titled, blocks = _cells(sheet, rows[: starts[0]]), [], []
    for heads, start, end in zip(groups, starts, starts[1:], strict=False):
        held, last = rows[start + len(heads) : end], end == len(rows)
        length = _length(sheet, labels, held, last)
        below = [cell for cell in _cells(sheet, held[length:]) if not cell.is_number]
        titled.append([cell for cell in above if not is_note(cell)])
        notes = [cell for cell in above if is_note(cell) or _speaks(cell)]
        notes += _lone_notes(sheet, held[:length])
        notes += [cell for cell in below if last or is_note(cell)]
        blocks.append(
            Block(sheet, labels, heads, tuple(held[:length]), _titles(titled), tuple(notes))
        )
        above = [cell for cell in below if cell not in notes]
    return blocks


def _speaks(cell: Cell) -> bool:
    """Whether a text above a table is a sentence on its numbers, and no direction how to fill in."""
    is_said = _SAYS.search(cell.text) and not _DIRECTS.search(cell.text)
    return bool(is_said) and read_label(cell) is None


def _cells(sheet: Sheet, rows: list[int]) -> list[Cell]:
    return [cell for row in rows for cell in sheet.rows[row]]


def _lone_notes(sheet: Sheet, rows: list[int]) -> list[Cell]:
    """Notes that stand alone in a row between the rows of a table."""
    alone = [sheet.rows[row][0] for row in rows if len(sheet.rows[row]) == 1]
    return [cell for cell in alone if is_note(cell) and not read_label(cell)]


def _titles(titled: list[list[Cell]]) -> tuple[Cell, ...]:
    """The titles of the last table: its own, and those of the page before it.

    The nearest title of an earlier table is that table's own; a table under a title of its own does
    not inherit it.
    """
    *earlier, own = titled
    page = [cell for titles in earlier for cell in (titles[:-1] if own else titles)]
    return (*page, *own)


def _length(sheet: Sheet, labels: Labels, rows: list[int], last: bool) -> int:
    """How many of the rows under a header are its table's: up to the last with a number or a row
    heading.
    """
    numbered = {row for row in rows if any(cell.is_number for cell in sheet.rows[row])}
    usual = {labels[place].kind for place in labels if place[0] in numbered} & set(DIMENSIONS)
    if last and not usual:
        usual = set(DIMENSIONS)
    belongs = [
        place
        for place, row in enumerate(rows, 1)
        if row in numbered
        or usual & set(_kinds(sheet, labels, row))
        or (len(sheet.rows[row]) > 1 and _kinds(sheet, labels, row))
    ]
    return max(belongs, default=0)


def _kinds(sheet: Sheet, labels: Labels, row: int) -> Counter[str]:
    """How many headings of each dimension a row holds; a bare year is none."""
    found = [labels.get((row, cell.column)) for cell in sheet.rows[row]]
    return Counter(
        label.kind for label in found if label and label.kind in DIMENSIONS and not label.is_year
    )


def _header_groups(sheet: Sheet, labels: Labels) -> list[tuple[int, ...]]:
    """Header rows, those of one table together: an indicator or a year may stand above the
    quarters.
    """
    rows, groups = sorted(sheet.rows), []
    for place, row in enumerate(rows):
        above = groups[-1] if groups else ()
        if not _is_header(sheet, labels, row) or (
            above and _holds_days(sheet, labels, above[-1], row)
        ):
            continue
        if (
            above
            and above[-1] == rows[place - 1]
            and not _same_dimension(sheet, labels, above[-1], row)
        ):
            groups[-1] = (*above, row)
        elif place and _is_upper(sheet, labels, rows[place - 1]) and rows[place - 1] not in above:
            groups.append((rows[place - 1], row))
        else:
            groups.append((row,))
    return groups


def _same_dimension(sheet: Sheet, labels: Labels, *rows: int) -> bool:
    """Whether two header rows name the same thing, so that the second begins a table of its own."""
    first, second = (
        [kind for kind, _ in _kinds(sheet, labels, row).most_common(1)] for row in rows
    )
    fields = {
        label.field
        for cell in sheet.rows[rows[1]]
        if (label := labels.get((cell.row, cell.column)))
    }
    # "Number" and "%" under each quarter continue the quarters' header.
    continues = "value" in fields and not fields & set(first)
    return first == second or not first or not (second or continues)


def _is_header(sheet: Sheet, labels: Labels, row: int) -> bool:
    """Whether the row names several of one dimension, or the columns of a list, or stands right
    above numbers.
    """
    cells = sheet.rows[row]
    known = [
        label for cell in cells if (label := labels.get((row, cell.column))) and not label.is_year
    ]
    numbers = sum(cell.is_number and not _kind_at(labels, cell) for cell in cells)
    if numbers:
        # A stray number may stand among quarter headings; dates among numbers are "1-4" typed
        # twice.
        spelt = {
            label.says for label in known if label.kind == "quarter" and label.cell.kind != "date"
        }
        return len(spelt) > max(1, numbers)
    fields = {label.field for label in known if label.field}
    held = [label for label in known if label.kind in DIMENSIONS]
    # The first and the last day of one quarter, in two columns of a list, are not several.
    several = (
        max(
            Counter(kind for kind, _ in {(label.kind, label.says) for label in held}).values(),
            default=0,
        )
        > 1
    )
    return several or ("value" in fields and len(fields) > 1) or _heads_numbers(sheet, held)


def _holds_days(sheet: Sheet, labels: Labels, above: int, row: int) -> bool:
    """Whether the dates of a row are values under the headings above: "1-4" that Excel turned into
    1 April.
    """
    dated = [
        label
        for cell in sheet.rows[row]
        if (label := labels.get((row, cell.column))) and label.kind == "quarter"
    ]
    if not dated or not all(
        _is_day(label.cell) and (above, label.cell.column) in labels for label in dated
    ):
        return False
    # Quarters in their order with numbers right below are the header of another table.
    quarters = {label.says for label in dated if not label.quarter.problem}
    return len(quarters) < len(dated) or not any(
        _stands_on_number(sheet, label.cell) for label in dated
    )


def _stands_on_number(sheet: Sheet, cell: Cell) -> bool:
    below = sheet.below(cell)
    return bool(below and below.is_number)


def _is_day(cell: Cell) -> bool:
    return cell.kind == "date" or bool(_DAY.fullmatch(cell.text.strip()))


def _heads_numbers(sheet: Sheet, held: list[Label]) -> bool:
    """Whether a heading stands right above a number; a date does so only on its own."""
    spoken = [label.cell for label in held if label.cell.kind != "date" or len(held) == 1]
    return any(_stands_on_number(sheet, cell) for cell in spoken)


def _is_upper(sheet: Sheet, labels: Labels, row: int) -> bool:
    """Whether a row right above a header holds headings for its columns: several cells, and no
    count among them.
    """
    cells = sheet.rows[row]
    known = [_kind_at(labels, cell) for cell in cells]
    counts = any(
        cell.is_number and kind != "quarter" for cell, kind in zip(cells, known, strict=True)
    )
    return len(cells) > 1 and not counts and any(kind in DIMENSIONS for kind in known)


def _kind_at(labels: Labels, cell: Cell) -> str:
    label = labels.get((cell.row, cell.column))
    return label.kind if label else ""
