"""Percentages beside the counts they are of, in tables and in sentences: "342 of 717 (48 %)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.percentages import places_after_point, rounding
from draftcheck.bases import base_of
from draftcheck.document import Document, in_tables, sentences
from draftcheck.finding import Finding, Rule
from draftcheck.labels import TOTALS
from draftcheck.layout import Grid
from draftcheck.numbers import exact, shown

_PERCENT = r"(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
_COUNT, _BASE = r"(?P<count>\d[\d,]*)", r"(?P<base>\d[\d,]*)"
_OF = r"\s*(?:of|out of|/)\s*(?:the |all |our |these |those )?"
# Each with how sure it is that the three numbers belong together.
_STATED = {
    re.compile(
        rf"(?<![\d.,/]){_COUNT}{_OF}{_BASE}(?![\d.]*%)(?:\s+[a-z'’-]+){{0,6}}"
        rf"\s*(?:[(\[,;=]\s*|,? or |,? i\.e\.,? )=?\s*{_PERCENT}",
        re.I,
    ): "certain",
    re.compile(
        rf"{_PERCENT}\s*[(\[,;]\s*(?:n\s*=\s*)?{_COUNT}{_OF}{_BASE}(?![\d.]*%)", re.I
    ): "certain",
    re.compile(
        rf"^(?:Of|Among|Out of) (?:the |all |these )?{_BASE}(?:\s+[^\d\s]+){{0,8}}"
        rf"\s+{_COUNT}(?:\s*\(|(?:\s+[a-z'’-]+){{0,4}},?\s(?:which|that)\s(?:is|was)\s){_PERCENT}"
        r"(?!\s+(?:of|higher|lower|more|less|fewer|up|down|above|below|points?)\b)"
    ): "likely",
}
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
    count: Decimal
    share: Decimal


def doubtful_shares(document: Document) -> Iterator[Finding]:
    """Percentages that are not the share they stand beside."""
    for block in document.blocks:
        for count, base, share, about, sure in stated_shares(block.text):
            if not is_share(share, count, base, about):
                says = f"{shown(count)} of {shown(base)} is given as {shown(share)} %"
                yield Finding(block.place, says, f"{shown(_share(count, base, share))} %", sure)
    yield from _doubtful_pairs(document)


def compared(document: Document) -> Iterator:
    """The percentages that stand beside their count and base."""
    for block in document.blocks:
        yield from stated_shares(block.text)
    for _, _, found in in_tables(pairs)(document):
        yield from found


def stated_shares(text: str) -> Iterator[tuple[Decimal, Decimal, Decimal, bool, str]]:
    """Count, base and percentage of every sentence that states all three; whether it says "about";
    how sure.
    """
    if "%" not in text and "cent" not in text:
        return
    for sentence in sentences(text):
        taken = []
        for pattern, sure in _STATED.items():
            for match in pattern.finditer(sentence):
                stated = match.group("count", "base", "share")
                count, base, share = (exact(number.rstrip(",")) for number in stated)
                is_new = not any(a < match.end() and match.start() < b for a, b in taken)
                if count <= base and base and is_new:
                    taken.append(match.span())
                    starts = match.start(), max(match.start("count"), match.start("share"))
                    about = any(_ABOUT.search(sentence[:start]) for start in starts)
                    yield count, base, share, about, sure


def is_share(share: Decimal, count: Decimal, base: Decimal, about: bool = False) -> bool:
    """Whether the percentage is this share as printed, or near it where the text says "about"."""
    return abs(count * 100 / base - share) <= rounding(share) + 2 * about


def _share(count: Decimal, base: Decimal, like: Decimal) -> Decimal:
    return round(count * 100 / base, places_after_point(like)) + 0


def pairs(table: Grid) -> Iterator[tuple[int, int, list[Pair]]]:
    """The columns of counts and of percentages that are paired, in one cell or side by side, with
    their pairs.
    """
    for column in table.columns:
        cells = table.column(column)
        within = [
            Pair(row, value.number, value.share)
            for row, value in cells.items()
            if value.share is not None
        ]
        if within:
            yield column, column, within
        if (
            column in table.percentages
            and column - 1 in table.columns
            and column - 1 not in table.percentages
        ):
            yield (
                column - 1,
                column,
                [
                    Pair(row, table.values[row][column - 1].number, value.number)
                    for row, value in cells.items()
                    if value.kind == "number" and table.values[row][column - 1].counts
                ],
            )


@in_tables
def _doubtful_pairs(table: Grid) -> Iterator[Finding]:
    for counts, column, found in pairs(table):
        parts = [
            pair for pair in found if table.row_kinds[pair.row] == "part" and pair.share != 100
        ]
        options = _bases(table, counts, column, parts)
        best = max(options, key=lambda bases: _explained(parts, bases), default={})
        if _explained(parts, best) < max(3, MOSTLY * len(parts)):
            continue
        for pair in parts:
            base = best.get(pair.row)
            if base and not is_share(pair.share, pair.count, base):
                says = f"{shown(pair.count)} is given as {shown(pair.share)} %"
                expected = (
                    f"{shown(_share(pair.count, base, pair.share))} %, a share of {shown(base)} as"
                    " the others are"
                )
                yield Finding(table.where(pair.row, column), says, expected, "certain")


def _explained(parts: list[Pair], bases: dict[int, Decimal]) -> int:
    return sum(bool(bases.get(p.row)) and is_share(p.share, p.count, bases[p.row]) for p in parts)


def _bases(
    table: Grid, counts: int, column: int, parts: list[Pair]
) -> Iterator[dict[int, Decimal]]:
    """What the percentages may be of: the column's total, its sum, a stated base, or each row's
    total.
    """
    rows = table.row_kinds.items()
    sizes = [table.values[row][counts].number for row, kind in rows if kind in TOTALS]
    sizes.append(sum(pair.count for pair in parts))
    if stated := base_of(table, column) or base_of(table, counts):
        sizes.append(Decimal(stated.size))
    yield from (dict.fromkeys((pair.row for pair in parts), size) for size in sizes if size)
    for other in table.columns:
        if other not in (counts, column):
            beside = {pair.row: table.values[pair.row][other] for pair in parts}
            yield {row: value.number for row, value in beside.items() if value.counts}


RULES = (
    Rule(
        "share",
        "A percentage beside a count is that count's share of its base.",
        doubtful_shares,
        "percentages beside counts",
        compared,
    ),
)
