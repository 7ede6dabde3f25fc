"""Changes: what a sentence says went up or down, by how much, and between which two numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from draftcheck.quantities import Quantity, Sentence, decimals
from draftcheck.stated import Sum

_N = "[№¤%]"
_GAP = "[^№¤%;]"
# A year or another label between a number and the next.
_TO = r"\bto\s(?:(?:just|only|about|around|nearly|almost|over|the|a high of|a low of)\s){0,2}"
_PAIRS = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:starting|started|start|began|beginning)\s(?:at|with|from)\s(?P<first>{_N}){_GAP}{{0,90}}?"
        rf"\b(?:reach\w*|ended\sat|(?:rose|grew|fell|climbed|went\s\w+)\sto)\s(?P<last>{_N})",
        rf"\bfrom\s(?:an?\s(?:high|low|peak|total|average)\sof\s)?(?P<first>{_N}){_GAP}{{0,90}}?[\s,–-]{_TO}(?P<last>{_N})",
        rf"{_TO}(?P<last>{_N}){_GAP}{{0,60}}?[\s,(]from\s(?P<first>{_N})",
        rf"\((?P<first>{_N}){_GAP}{{0,30}}?(?:[\s,](?:to|and|but)\s|,\s|→|\s?[–-]\s?)(?P<last>{_N}){_GAP}{{0,30}}\)",
        rf"\bcompared\s(?:with|to)\s(?:the\s)?(?P<first>{_N}){_GAP}{{0,60}}?,\s{_GAP}{{0,20}}?(?P<last>{_N})",
        rf"(?P<last>{_N}){_GAP}{{0,70}}?[\s,(](?:compared\s(?:with|to)|as\sagainst|against|up\sfrom|down\sfrom)\s"
        rf"(?:the\s|just\s|only\s)?(?P<first>{_N})",
        rf"(?P<first>{_N}){_GAP}{{0,60}}?\bbefore\b{_GAP}{{0,40}}?\band\s(?P<last>{_N}){_GAP}{{0,40}}?\bafter",
    )
]
_UP = (
    r"rise|rises|rose|risen|rising|increas\w*|grew|grow\w*|climb\w*|jump\w*|up(?!\sto)|gains?|gained|higher"
    r"|more|widen\w*|expan\w*|went\sup|extra"
)
_DOWN = (
    r"fall\w*|fell|decreas\w*|reduc\w*|drop\w*|declin\w*|down|cut|cuts|cutting|shorten\w*|fewer|less|lower"
    r"|narrow\w*|saving|savings|shrank|shrunk|shrinking|decline"
)
_MOVE = rf"(?:{_UP}|{_DOWN})"
# What the numbers did; "more than 40" and "less than half" tell no way.
_WAY = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!\sthan\b)(?:\sin\b)?", re.I)
_IMPROVED = re.compile(
    r"\b(?:attendance|confidence|knowledge|satisfaction|completion|response|awareness)\b.*\bimproved\b",
    re.I,
)
_BY = r"(?:(?:about|around|nearly|almost|just|some|roughly|over|under|more|less|than|only|at|least|a|little|approximately|close|to)\s){0,3}"
_S = "(?P<size>[%±½№¤])"
_SIZES = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:an?|the)\s(?:[\w-]+\s)?(?P<way>{_MOVE})\sof\s{_BY}{_S}",
        rf"\b(?P<way>growth|savings?|increase|reduction|decrease|rise|fall|drop)\sof\s{_BY}{_S}",
        rf"\b(?P<way>{_MOVE})(?:\s[a-z]+){{0,3}}\sby\s{_BY}{_S}",
        rf"\bby\s{_BY}{_S}",
        rf"{_S}\s(?:of\s)?(?P<way>more|fewer|less|higher|lower|increase|decrease|reduction|rise|fall|drop|growth|decline|up|down|saving)\b",
        rf"\b(?P<way>up|down)\s{_BY}{_S}",
        rf"\((?:[+–−-]|or\s|about\s)?{_S}(?:\)|[,;])",
        rf"\bor\s{_BY}{_S}",
        rf"\b(?P<way>rose|fell|increased|decreased|dropped|declined|grew|went\s(?:up|down))\s{_BY}(?P<size>[%½])",
    )
]
# A number after "by" that is no size: "by 14 schools". A size in a count must follow a move.
_OTHERS = re.compile(
    r""";\s|,\s(?:while|whereas|but|although|though|having|before\s\w+ing|even\sif|in\scontrast|against\sa)\b
    |\b(?:whereas|while|in\scontrast|larger\sthan|smaller\sthan|greater\sthan|short\sof|exceed\w*|compared\swith\s(?:a|an)\b
    |as\sagainst\sa\b|above\sthe|below\sthe|than\sthe\s(?:increase|rise|fall|drop)
    |meant|led\sto|so\sthat)\b|,?\sand\s(?=(?:[a-z'-]+\s){0,5}?(?:by\s[№%±½]|(?:rose|fell|fall|rise|grew|dropped|declined
    |increased|decreased|went)\b))""",
    re.I | re.X,
)
_SUPPOSED = re.compile(
    r"\b(?:if|would|were\sto|could|might|estimated|expected|target|aim|plan\sis)\b", re.I
)


@dataclass(frozen=True)
class Pair:
    """Two numbers of a sentence, the earlier first, and where the words about them begin and end."""

    first: int
    last: int
    start: int
    end: int


def clauses(signs: str, cut: re.Pattern = _OTHERS) -> Iterator[tuple[int, int]]:
    """Where each clause of a sentence begins and ends, cut where another subject comes in."""
    start = 0
    for match in cut.finditer(signs):
        yield start, match.start()
        start = match.end()
    yield start, len(signs)


def pairs(said: Sentence, start: int, end: int) -> list[Pair]:
    """Two numbers each, one before and one after a change, in their order."""
    text, found = said.signs[:end], []
    for pattern in _PAIRS:
        for match in pattern.finditer(text, start):
            places = range(*match.span())
            alike = match["first"] == match["last"] or (
                "%" not in match["first"] + match["last"] and "against" not in match[0]
            )
            taken = any(
                one.start in places or match.start() in range(one.start, one.end) for one in found
            )
            is_base = re.search(r"[№¤] (?:out )?of (?:the )?$", text[: match.start("last")])
            if alike and not taken and not is_base:
                found.append(Pair(match.start("first"), match.start("last"), *match.span()))
    return sorted(found, key=lambda pair: pair.start)


def sums_of_changes(said: Sentence) -> Iterator[Sum]:
    """Each change with what the sentence calls it: its way, and its size where that is told."""
    if _SUPPOSED.search(said.signs):
        return
    for start, end in clauses(said.signs):
        found = pairs(said, start, end)
        for number, pair in enumerate(found):
            begins = found[number - 1].end if number else start
            ends = found[number + 1].start if number + 1 < len(found) else end
            if not re.match(
                rf"{_GAP}{{0,20}}\s(?:and\s)?to\s{_N}", said.signs[pair.end : ends + 40]
            ):
                yield from _told(said, pair, begins, ends)
    yield from _comparisons(said)


def _told(said: Sentence, pair: Pair, start: int, end: int) -> Iterator[Sum]:
    """What is said of one pair between two places."""
    before, after = said.at(pair.first), said.at(pair.last)
    if before.vague or after.vague or not before.number:
        return
    sizes = _sizes(said, pair.end, end, pair) or _sizes(said, start, pair.end, pair)
    if said.signs[pair.start] == "(" and (not sizes or _is_interval(sizes, before, after)):
        return
    ways = {way for way, _ in sizes} | {_way(said.signs[start : pair.first])}
    yield from _judged(
        said, (min(pair.start, start), end), (before, after), ways, [s for _, s in sizes]
    )


def _is_interval(sizes: list[tuple[str, Quantity]], first: Quantity, last: Quantity) -> bool:
    """Whether two numbers in brackets are an interval: "a fall of 27% (5 to 40)"."""
    low, high = sorted((first.number, last.number))
    return any(low <= size.number <= high for _, size in sizes)


def _sizes(said: Sentence, start: int, end: int, pair: Pair) -> list[tuple[str, Quantity]]:
    """The sizes of change that are told between two places, each with the way it goes."""
    found = {}
    for pattern in _SIZES:
        for match in pattern.finditer(said.signs[:end], start):
            at = match.start("size")
            if at not in (pair.first, pair.last):
                named = match.groupdict().get("way") or ""
                is_bare = said.signs[at] in "№¤" and not named and not match[0].startswith("by")
                if not is_bare:
                    found.setdefault(at, (_way(named), said.at(at)))
    return list(found.values())


def _way(words: str) -> str:
    """Up or down, by the last word that tells."""
    *_, last = [None, *_WAY.finditer(words)]
    if last:
        return "up" if last["up"] else "down"
    return "up" if _IMPROVED.search(words) else ""


def _judged(said, place, ends, ways, sizes) -> Iterator[Sum]:
    before, after = (end.number for end in ends)
    turned = before != after and ("down" if after > before else "up") in ways
    if not sizes and not ways - {""}:
        return
    fits = [_fits(size, *ends) for size in sizes]
    share = abs(after / before - 1) * 100
    expected = f"{share:.1f} % or {abs(after - before)}, {'a rise' if after > before else 'a fall'}"
    yield Sum(said.quoted(*place), expected, all(fits) and not turned)


def _fits(size: Quantity, first: Quantity, last: Quantity) -> bool:
    """Whether a stated size is that of the change, as far as rounding lets it be told."""
    before, after = first.number, last.number
    apart = abs(after - before)
    halves = [_half(number) if decimals(number) else Decimal(0) for number in (before, after)]
    if first.kind == "share" and last.kind == "share":
        halves = [_half(before), _half(after)]
    slack = sum(halves)
    if size.kind in ("count", "lasting", "points"):
        return _near(size, apart, slack + (_half(size.number) if decimals(size.number) else 0))
    low, high = (
        (after - halves[1]) / (before + halves[0]),
        (after + halves[1]) / (before - halves[0] or 1),
    )
    shares = sorted(abs(ratio - 1) * 100 for ratio in (low, high))
    middle = sum(shares) / 2
    rounding = (shares[1] - shares[0]) / 2 + (
        Decimal(3) if size.kind == "piece" else _half(size.number)
    )
    of_points = first.kind == "share" and size.kind == "share" and _near(size, apart, slack)
    return of_points or _near(size, middle, rounding)


def _half(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(-decimals(number) - 1)


def _near(size: Quantity, actual: Decimal, rounding: Decimal) -> bool:
    """Whether a size as it is told, perhaps vaguely, is the actual one."""
    low, high = size.number - rounding, size.number + rounding
    wide = max(size.number / 8, Decimal(1))
    if size.vague in _ABOVE:
        return low <= actual <= high + 4 * wide
    if size.vague in _BELOW:
        return low - 4 * wide <= actual <= high
    if size.vague:
        return low - wide <= actual <= high + wide
    return low <= actual <= high


_ABOVE = (
    "more than",
    "over",
    "at least",
    "just over",
    "well over",
    "a little over",
    "no less than",
)
_BELOW = (
    "less than",
    "under",
    "fewer than",
    "nearly",
    "almost",
    "just under",
    "not quite",
    "up to",
)
_COMPARED = re.compile(
    rf"(?:(?P<size>[%½№])\s)?\b(?P<way>more|fewer|less|higher|lower)\b(?P<what>{_GAP}{{0,60}}?)\bthan\b{_GAP}{{0,60}}?(?P<than>[№%])",
    re.I,
)


def _comparisons(said: Sentence) -> Iterator[Sum]:
    """ "704, 10% more than the 640", "fewer in 2023 (390) than in 2022 (415)"."""
    pattern = (
        rf"(?P<a>[№%]){_GAP}{{0,90}}?,\s(?:or\s)?(?P<size>[%½№])\s(?P<way>more|fewer|less|higher|lower)\s"
        rf"(?:[a-z]+\s)?than\b{_GAP}{{0,60}}?(?P<b>[№%])"
        rf"|\b(?P<way1>more|fewer|less|higher|lower)\b{_GAP}{{0,70}}?\((?P<a1>[№%])\)\sthan\b{_GAP}{{0,40}}?\((?P<b1>[№%])\)"
        rf"|(?P<a2>[№%]){_GAP}{{0,40}}?\b(?:is|was|were|are)\s(?P<way2>higher|lower|more|fewer|less)\sthan\s(?:the\s)?(?P<b2>[№%])"
        rf"|(?P<b3>[№%]){_GAP}{{0,50}}?\band\s{_GAP}{{0,20}}?(?P<a3>[№%]){_GAP}{{0,40}}?,\s(?:an?\s)(?P<way3>{_MOVE})\sof\s{_BY}(?P<size3>[%½№])"
    )
    for match in re.finditer(pattern, said.signs, re.I):
        named = {key.rstrip("123"): key for key, text in match.groupdict().items() if text}
        ends = [said.at(match.start(named[key])) for key in "ba"]
        sizes = [said.at(match.start(named["size"]))] if "size" in named else []
        if ends[0].number and not any(end.vague for end in ends):
            yield from _judged(said, match.span(), ends, {_way(match[named["way"]])}, sizes)
