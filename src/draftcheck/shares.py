"""Percentages beside the counts they are of, in tables and in sentences like "342 of 717 (48 %)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.percentages import places_after_point
from draftcheck.bases import base_of
from draftcheck.document import Document, sentences
from draftcheck.finding import Finding, Rule
from draftcheck.grim import percentage_columns
from draftcheck.labels import TOTALS
from draftcheck.layout import Layout, in_tables
from draftcheck.numbers import exact, shown

_NUM, _PCT = r"(?<![\d.,/])(\d[\d,]*)", r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
_OF = r"\s*(?:of|out of|/)\s*(?:the |all |our |these |those )?"
_COUNT_FIRST = re.compile(
    rf"{_NUM}{_OF}(\d[\d,]*)(?![\d.]*%)(?:\s+[a-z'’-]+){{0,6}}\s*(?:[(\[,;=]\s*|,? or |,? i\.e\.,?"
    rf" )={{0,1}}\s*{_PCT}",
    re.I,
)
_SHARE_FIRST = re.compile(
    rf"{_PCT}\s*[(\[,;]\s*(?:n\s*=\s*)?(\d[\d,]*){_OF}(\d[\d,]*)(?![\d.]*%)", re.I
)
_BASE_FIRST = re.compile(
    r"^(?:Of|Among|Out of) (?:the |all |these"
    rf" )?(\d[\d,]*)(?:\s+[^\d\s]+){{0,8}}\s+(\d[\d,]*)\s*\({_PCT}\)"
)
_ABOUT = re.compile(
    r"\b(about|around|nearly|almost|approximately|roughly|over|under|more than|less"
    r" than|circa|some)\s*\(?$",
    re.I,
)
# Most of a table's percentages must be shares of one base before the others are doubted.
MOSTLY = Decimal("0.6")


@dataclass(frozen=True)
class Pair:
    """A count and the percentage printed beside it."""

    row: int
    column: int
    count: Decimal
    share: Decimal


def doubtful_shares(document: Document) -> Iterator[Finding]:
    """Percentages that are not the share they stand beside."""
    for block in document.blocks:
        for count, base, share, about, sure in stated_shares(block.text):
            if not is_share(share, count, base, about):
                says = f"{shown(count)} of {shown(base)} is given as {shown(share)} %"
                yield Finding(block.place, says, f"{shown(_share(count, base, share))} %", sure)
    yield from in_tables(_in_table)(document)


def compared(document: Document) -> Iterator:
    """The percentages that stand beside their count and base."""
    for block in document.blocks:
        yield from stated_shares(block.text)
    for found in in_tables(pairs)(document):
        yield from found


def stated_shares(text: str) -> Iterator[tuple[Decimal, Decimal, Decimal, bool, str]]:
    """Count, base and percentage of every sentence that states all three; whether it says "about";
    how sure.
    """
    if "%" not in text and "cent" not in text:
        return
    for sentence in sentences(text):
        taken = []
        for pattern, order, sure in (
            (_COUNT_FIRST, (0, 1, 2), "certain"),
            (_SHARE_FIRST, (1, 2, 0), "certain"),
            (_BASE_FIRST, (1, 0, 2), "likely"),
        ):
            for match in pattern.finditer(sentence):
                numbers = [exact(match.groups()[at].rstrip(",")) for at in order]
                if (
                    numbers[0] <= numbers[1]
                    and numbers[1]
                    and not any(a < match.end() and match.start() < b for a, b in taken)
                ):
                    taken.append(match.span())
                    about = _ABOUT.search(
                        sentence[: match.start(order.index(max(order)) + 1)]
                    ) or _ABOUT.search(sentence[: match.start()])
                    yield *numbers, bool(about), sure


def is_share(share: Decimal, count: Decimal, base: Decimal, about: bool = False) -> bool:
    """Whether the percentage is this share as printed, or near it where the text says "about"."""
    half = Decimal(1).scaleb(-places_after_point(share)) / 2
    return abs(count * 100 / base - share) <= (half + 2 if about else half)


def _share(count: Decimal, base: Decimal, like: Decimal) -> Decimal:
    return round(count * 100 / base, places_after_point(like)) + 0


def pairs(table: Layout) -> Iterator[list[Pair]]:
    """The counts and percentages of each column that pairs them, in one cell or side by side."""
    shares = percentage_columns(table)
    for column in table.columns:
        within = [
            Pair(row, column, value.number, value.share)
            for row in table.rows
            if (value := table.values[row][column]).share is not None
        ]
        if within:
            yield within
        if column in shares and column - 1 in table.columns and column - 1 not in shares:
            both = [
                (row, table.values[row][column - 1], table.values[row][column])
                for row in table.rows
            ]
            yield [
                Pair(row, column, a.number, b.number)
                for row, a, b in both
                if a.counts and b.kind == "number"
            ]


def _in_table(table: Layout) -> Iterator[Finding]:
    for found in pairs(table):
        parts = [
            pair for pair in found if table.row_kinds[pair.row] == "part" and pair.share != 100
        ]
        options = [bases for bases in _bases(table, parts) if bases]
        best = max(options, key=lambda bases: _explained(parts, bases), default=None)
        if best is None or _explained(parts, best) < max(3, MOSTLY * len(parts)):
            continue
        for pair in parts:
            base = best.get(pair.row)
            if base and not is_share(pair.share, pair.count, base):
                says = f"{shown(pair.count)} is given as {shown(pair.share)} %"
                expected = (
                    f"{shown(_share(pair.count, base, pair.share))} %, a share of {shown(base)} as"
                    " the others are"
                )
                yield Finding(table.where(pair.row, pair.column), says, expected, "certain")


def _explained(parts: list[Pair], bases: dict[int, Decimal]) -> int:
    return sum(bool(bases.get(p.row)) and is_share(p.share, p.count, bases[p.row]) for p in parts)


def _bases(table: Layout, parts: list[Pair]) -> Iterator[dict[int, Decimal]]:
    """What the percentages may be of: the column's total, its sum, a stated base, or each row's
    total.
    """
    if not parts:
        return
    column = parts[0].column
    counts = column if table.values[parts[0].row][column].share is not None else column - 1
    rows = table.row_kinds.items()
    sizes = [table.values[row][counts].number for row, kind in rows if kind in TOTALS]
    sizes += [sum((pair.count for pair in parts), Decimal(0))]
    stated = base_of(table, column) or base_of(table, counts)
    sizes += [Decimal(stated.size)] if stated else []
    yield from ({pair.row: size for pair in parts} for size in sizes if size)
    for other in table.columns:
        if other not in (counts, column):
            yield {
                pair.row: value.number
                for pair in parts
                if (value := table.values[pair.row][other]).counts
            }


RULES = (
    Rule(
        "share",
        "A percentage beside a count is that count's share of its base.",
        doubtful_shares,
        "percentages beside counts",
        compared,
    ),
)
