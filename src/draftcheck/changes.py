"""Changes: what a sentence says went up or down, by how much, and between which two numbers."""

import re
from collections.abc import Iterator

from draftcheck.pairs import GAP, NUMBER, Pair, clauses, pairs
from draftcheck.quantities import Quantity, Sentence
from draftcheck.sizes import BY, MOVE, fits, sizes, way
from draftcheck.stated import Sum

_SUPPOSED = re.compile(
    r"\b(?:if|would|were\sto|could|might|estimated|expected|target|aim|plan\sis)\b", re.I
)
_MORE = "more|fewer|less|higher|lower"
_COMPARISONS = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<last>[№%]){GAP}{{0,90}}?,\s(?:or\s)?(?P<size>[%½№])\s(?P<way>{_MORE})\s"
        rf"(?:[a-z]+\s)?than\b{GAP}{{0,60}}?(?P<first>[№%])",
        rf"(?P<first>[№%]){GAP}{{0,50}}?\band\s{GAP}{{0,20}}?(?P<last>[№%]){GAP}{{0,40}}?,\s"
        rf"(?:(?:which|that)\s(?:is|was)|or)\s{BY}(?P<size>[%½№])\s(?P<way>{_MORE})(?=[,.;)]|$)",
        rf"\b(?P<way>{_MORE})\b{GAP}{{0,70}}?\((?P<last>[№%])\)\sthan\b{GAP}{{0,40}}?"
        r"\((?P<first>[№%])\)",
        rf"(?P<last>[№%]){GAP}{{0,40}}?\b(?:is|was|were|are)\s(?P<way>{_MORE})\sthan\s"
        r"(?:the\s)?(?P<first>[№%])",
        rf"(?P<first>[№%]){GAP}{{0,50}}?\band\s{GAP}{{0,20}}?(?P<last>[№%]){GAP}{{0,40}}?,\s"
        rf"an?\s(?P<way>{MOVE})\sof\s{BY}(?P<size>[%½№])",
    )
]
# "From 20 to 18 to 15" is no pair.
_ANAPHOR = re.compile(
    rf"(?:(?:This|That|It)\s(?:is|was|makes|means|represents|amounts\sto)\s(?:an?\s|{BY}[№%½±])"
    rf"|The\s(?:{MOVE})\s(?:is|was|comes\sto)\s)"
)
_OTHER_BASE = re.compile(r"\bthan\b|\bper\b|\ba\syear\b|annual|\beach\b|average|every|elsewhere")
_EARLIER = re.compile(
    r"\b(?:last|before|first|previous\w*|earlier|baseline|spring|start)\b|[@§]", re.I
)
_NEXT = re.compile(
    rf"(?:This|By|In|A|Now|After|At|Two|The\s(?:next|following|second|last))\b(?P<lead>[^№%;½]{{0,40}})"
    rf"(?P<last>[№%])(?P<noun>\s[a-z]+)?{GAP}{{0,25}},\s"
    rf"an?\s(?P<way>{MOVE})\sof\s{BY}(?P<size>[%½№±])(?=[,.]|$)"
)
_GOES_ON = re.compile(rf"{GAP}{{0,20}}\s(?:and\s)?to\s{NUMBER}")


def sums_of_changes(said: Sentence) -> Iterator[Sum]:
    """Each change with what the sentence calls it: its way, and its size where that is told."""
    if _SUPPOSED.search(said.signs):
        return
    for start, end in clauses(said.signs):
        found = pairs(said, start, end)
        begins = [start, *(pair.end for pair in found[:-1])]
        ends = [*(pair.start for pair in found[1:]), end]
        for pair, first, last in zip(found, begins, ends, strict=False):
            if not _GOES_ON.match(said.signs[pair.end : last + 40]):
                yield from _told(said, pair, first, last)
    yield from _compared(said)


def sums_of_carried_changes(said: Sentence, own: int) -> Iterator[Sum]:
    """Changes from a sentence to the next: "This is a fall of 20%", "This year 200, a fall of"."""
    before = said.within(0, own, "№¤%½±")
    if _SUPPOSED.search(said.signs) or _OTHER_BASE.search(said.signs, own):
        return
    if _ANAPHOR.match(said.signs, own):
        for pair in pairs(said, 0, own):
            told = sizes(said, own, len(said.signs), ())
            if set(before) == {pair.first, pair.last} and told:
                ends, ways = (said.at(pair.first), said.at(pair.last)), {named for named, _ in told}
                place = (pair.start, len(said.signs))
                yield from _judged(said, place, ends, ways, [size for _, size in told])
    elif (match := _NEXT.match(said.signs, own)) and len(before) == 1:
        noun = match["noun"] or ""
        is_told = noun or re.search(r"\b(?:there|it|they|number|count|total)\b", match["lead"])
        is_same = is_told and noun.rstrip("s") in said.signs[:own]
        ends = [said.at(before[0]), said.at(match.start("last"))]
        if is_same and ends[0].kind == ends[1].kind and _EARLIER.search(said.signs[:own]):
            size = said.at(match.start("size"))
            yield from _judged(said, (0, match.end()), ends, {way(match["way"])}, [size])


def _told(said: Sentence, pair: Pair, start: int, end: int) -> Iterator[Sum]:
    """What is said of one pair between two places."""
    ends, at = (said.at(pair.first), said.at(pair.last)), (pair.first, pair.last)
    told = sizes(said, pair.end, end, at) or sizes(said, start, pair.end, at)
    in_brackets = said.signs[pair.start] == "("
    if in_brackets and (not told or _is_interval(told, *ends)):
        return
    ways = {named for named, _ in told} | {way(said.signs[start : pair.first])}
    yield from _judged(said, (min(pair.start, start), end), ends, ways, [size for _, size in told])


def _is_interval(sizes: list[tuple[str, Quantity]], first: Quantity, last: Quantity) -> bool:
    """Whether two numbers in brackets are an interval: "a fall of 27% (5 to 40)"."""
    low, high = sorted((first.number, last.number))
    return any(low <= size.number <= high for _, size in sizes)


def _judged(said, place, ends, ways, told) -> Iterator[Sum]:
    """Whether the ways and the sizes that are told are those of the change."""
    before, after = (end.number for end in ends)
    if not before or any(end.vague for end in ends) or not (told or ways - {""}):
        return
    turned = before != after and ("down" if after > before else "up") in ways
    share, named = abs(after / before - 1) * 100, "a rise" if after > before else "a fall"
    expected = f"{share:.1f} % or {abs(after - before)}, {named}"
    holds = not turned and all(fits(size, *ends) for size in told)
    yield Sum(said.quoted(*place), expected, holds)


def _compared(said: Sentence) -> Iterator[Sum]:
    """ "704, 10% more than the 640", "fewer in 2023 (390) than in 2022 (415)"."""
    for match in (found for pattern in _COMPARISONS for found in pattern.finditer(said.signs)):
        ends = [said.at(match.start(name)) for name in ("first", "last")]
        told = [said.at(match.start("size"))] if "size" in match.re.groupindex else []
        if match["first"] == match["last"]:
            yield from _judged(said, match.span(), ends, {way(match["way"])}, told)
