"""Totals a sender typed are added up again; they are compared and never used."""

from collections.abc import Iterator

from analysis.read.ask.queries import Query
from analysis.read.values.values import read_value
from strands.indicators.cleans.blocks import Block
from strands.indicators.cleans.grid import Grid
from strands.indicators.cleans.rules import query

Line = list[tuple[int, int]]


def total_queries(block: Block) -> Iterator[Query]:
    """A question for each total that is not the sum of the cells it can cover."""
    grid = Grid(block)
    rows = {row: {label.kind for label in grid.row_labels(row)} for row in block.body}
    lines = [row for row, kinds in rows.items() if kinds]
    columns = [column for column in grid.values if grid.values[column].kind != "derived"]
    for column in columns:
        kinds = [
            "total" if "total" in rows[row] else "" for row in lines if "derived" not in rows[row]
        ]
        yield from _check(
            block, [(row, column) for row in lines if "derived" not in rows[row]], kinds
        )
    for row in lines:
        if not rows[row] & {"total", "derived"}:
            yield from _check(
                block, [(row, column) for column in columns], [grid.values[c].kind for c in columns]
            )


def _check(block: Block, line: Line, kinds: list[str]) -> Iterator[Query]:
    counts = [_count(block, place) for place in line]
    for at, (kind, typed) in enumerate(zip(kinds, counts, strict=True)):
        if (
            kind == "total"
            and typed is not None
            and (sums := _sums(counts, kinds, at))
            and typed not in sums
        ):
            cell = block.sheet.at(*line[at])
            yield query("total_does_not_add", block.sheet, cell, total=sums[0])


def _sums(counts: list[int | None], kinds: list[str], at: int) -> list[int]:
    """What the total may honestly be: all parts before it, or those since the last total, or all
    the table's parts.
    """
    last = max((place for place in range(at) if kinds[place] == "total"), default=-1)
    spans = [range(last + 1, at), range(at), range(len(counts))]
    parts = [[counts[place] for place in span if kinds[place] != "total"] for span in spans]
    # A withheld or unreadable part leaves nothing to compare.
    return [sum(part) for part in parts if part and None not in part]


def _count(block: Block, place: tuple[int, int]) -> int | None:
    value = read_value(block.sheet.at(*place))
    return (
        value.count if value.status == "returned" else 0 if value.status == "not_returned" else None
    )
