"""Sizes of changes: which way a change goes and how large it is called, and whether that fits."""

import re
from collections.abc import Iterable
from decimal import Decimal

from draftcheck.quantities import Quantity, Sentence, decimals

_UP = (
    r"rise|rises|rose|risen|rising|increas\w*|grew|grow\w*|climb\w*|jump\w*|up(?!\sto)|gains?"
    r"|gained|higher|more|widen\w*|expan\w*|went\sup|extra"
)
_DOWN = (
    r"fall\w*|fell|decreas\w*|reduc\w*|drop\w*|declin\w*|down|cuts?|cutting|shorten\w*|fewer"
    r"|less|lower|narrow\w*|savings?|shrank|shrunk|shrinking"
)
MOVE = rf"(?:{_UP}|{_DOWN})"
# What the numbers did; "more than 40" and "less than half" tell no way.
WAY = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!\sthan\b)", re.I)
_IMPROVED = re.compile(
    r"\b(?:attendance|confidence|knowledge|satisfaction|completion|response|awareness)\b.*"
    r"\bimproved\b",
    re.I,
)
_NEARLY = (
    "about|around|nearly|almost|just|some|roughly|over|under|more|less|than|only|at|least|a|little"
    "|approximately|close|to"
)
BY = rf"(?:(?:{_NEARLY})\s){{0,3}}"
_SIZE = "(?P<size>[%±½№¤])"
_NOUN = "growth|savings?|increase|reduction|decrease|rise|fall|drop|decline"
_SIZES = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:an?|the)\s(?:[\w-]+\s)?(?P<way>{MOVE})\sof\s{BY}{_SIZE}",
        rf"\b(?P<way>{_NOUN})\sof\s{BY}{_SIZE}",
        rf"\b(?P<way>{MOVE})(?:\s[a-z]+){{0,3}}\sby\s{BY}{_SIZE}",
        rf"\bby\s{BY}{_SIZE}",
        rf"(?<!№\sin\s){_SIZE}\s(?:of\s)?(?P<way>more|fewer|less|higher|lower|up|down|{_NOUN})\b",
        rf"(?<!made\s)(?<!make\s)(?<!makes\s)\b(?P<way>up|down)\s{BY}{_SIZE}",
        rf"\((?:[+–−-]|or\s|about\s)?{_SIZE}(?:\)|[,;])",
        rf"\bor\s{BY}{_SIZE}(?!\s(?:after|before|if|when|once|in|per|a|without|allowing)\b)",
        rf"(?<!\w\s)\b[Tt]he\s(?P<way>{_NOUN})\s(?:is|was|comes\sto)\s{BY}{_SIZE}",
        rf"\b(?P<way>rose|fell|increased|decreased|dropped|declined|grew|went\s(?:up|down))\s"
        rf"{BY}(?P<size>[%½])",
    )
]
# "Coded by two people", "in records kept by six boroughs": who did it, and no size.
_DOES = re.compile(
    rf"\b(?!(?:{MOVE}|alter\w*|chang\w*|differ\w*|improv\w*|mov\w*|shift\w*|vari\w*|worse\w*)\b)"
    r"(?:\w+ed|given|held|kept|led|made|read|run|seen|sent|taken|told|written)"
    r"(?:\s\w+ly)?\sby\s[^№¤]*$",
    re.I,
)
_DOER = re.compile(
    r"\s(?:[a-z]+\s)?(?:people|staff|boroughs|teams|readers|auditors|researchers|reviewers"
    r"|raters|coders|workers|nurses|teachers|managers|practitioners|professionals|schools|services)\b"
)
_ABOVE = "more than|over|at least|just over|well over|a little over|no less than".split("|")
_BELOW = "less than|under|fewer than|nearly|almost|just under|not quite|up to".split("|")
# A fraction in words is a round one.
_ROUND = Decimal(3)


def sizes(said: Sentence, start: int, end: int, ends: Iterable[int]) -> list[tuple[str, Quantity]]:
    """The sizes of change that are told between two places, each with the way it goes; the numbers
    at both `ends` of the change are none.
    """
    found = {}
    for pattern in _SIZES:
        for match in pattern.finditer(said.signs[:end], start):
            named, at = match.groupdict().get("way") or "", match.start("size")
            # A count is a size after "by", or beside a word for a change.
            is_bare = match["size"] in "№¤" and not named and not match[0].startswith("by")
            if at not in ends and not (is_bare or _is_doer(said, at, bool(named))):
                found.setdefault(at, (way(named), said.at(at)))
    return list(found.values())


def _is_doer(said: Sentence, at: int, is_moved: bool) -> bool:
    """Whether a number after "by" is that of the people who did something."""
    before = said.signs[max(0, at - 60) : at]
    is_by = re.search(rf"\bby\s{BY}$", before, re.I) and said.signs[at] in "№¤"
    is_people = not is_moved and _DOER.match(said.signs, at + 1)
    return bool(is_by and (is_people or _DOES.search(before)))


def way(words: str) -> str:
    """Up or down, by the last word that tells; or nothing."""
    *_, last = [None, *WAY.finditer(words)]
    if last:
        return "up" if last["up"] else "down"
    return "up" if _IMPROVED.search(words) else ""


def fits(size: Quantity, first: Quantity, last: Quantity) -> bool:
    """Whether a stated size is that of a change, as far as rounding lets it be told."""
    apart, slack = abs(last.number - first.number), _half_of(first) + _half_of(last)
    if size.kind in ("count", "lasting", "points"):
        own = _half(size.number) if decimals(size.number) else Decimal(0)
        return _is_near(size, apart, slack + own)
    of_points = first.kind == size.kind == "share" and _is_near(size, apart, slack)
    return of_points or _fits_share(size, first, last)


def _fits_share(size: Quantity, first: Quantity, last: Quantity) -> bool:
    """Whether a size is the change in per cent, of ends that may be rounded."""
    lowest = (last.number - _half_of(last)) / (first.number + _half_of(first))
    highest = (last.number + _half_of(last)) / (first.number - _half_of(first) or 1)
    shares = sorted(abs(ratio - 1) * 100 for ratio in (lowest, highest))
    own = _ROUND if size.kind == "piece" else _half(size.number)
    return _is_near(size, sum(shares) / 2, (shares[1] - shares[0]) / 2 + own)


def _half_of(end: Quantity) -> Decimal:
    """Half of the last figure of a number that may be rounded: a percentage, a mean."""
    is_rounded = end.kind == "share" or decimals(end.number)
    return _half(end.number) if is_rounded else Decimal(0)


def _half(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(-decimals(number) - 1)


def _is_near(size: Quantity, actual: Decimal, rounding: Decimal) -> bool:
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
