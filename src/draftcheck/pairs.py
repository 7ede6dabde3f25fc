"""Pairs: two numbers of a sentence, one from before a change and one from after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftcheck.quantities import Sentence

NUMBER = "[№¤%]"
# Words between two numbers, with no other number among them.
GAP = "[^№¤%;]"
_FIRST, _LAST = f"(?P<first>{NUMBER})", f"(?P<last>{NUMBER})"
_OF = r"(?:an?\s(?:high|low|peak|total|average|mean|median|rate|score)\sof\s)?"
_TO = rf"\bto\s(?:(?:just|only|about|around|nearly|almost|over|the)\s){{0,2}}{_OF}"
_FROM = rf"\bfrom\s{_OF}"
_AGAINST = r"(?:compared\s(?:with|to)|as\sagainst|against|up\sfrom|down\sfrom)"
_PAIRS = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:start(?:ing|ed)?|began|beginning)\s(?:at|with|from)\s{_FIRST}{GAP}{{0,90}}?"
        rf"\b(?:reach\w*|ended\sat|(?:rose|grew|fell|climbed|went\s\w+)\sto)\s{_LAST}",
        rf"{_FROM}{_FIRST}{GAP}{{0,90}}?[\s,–-]{_TO}{_LAST}",
        rf"{_TO}{_LAST}{GAP}{{0,60}}?[\s,(]from\s{_FIRST}",
        rf"\bbetween\s[@§]\s\({_FIRST}\)\sand\s[@§]\s\({_LAST}\)",
        rf"{_LAST}{GAP}{{0,30}}?,\s(?:up|down)\s(?:by\s)?[%½±№]\sfrom\s(?:the\s)?{_FIRST}",
        rf"\({_FIRST}{GAP}{{0,30}}?(?:[\s,](?:to|and|but)\s|,\s|→|\s?[–-]\s?){_LAST}"
        rf"{GAP}{{0,30}}\)",
        rf"\bcompared\s(?:with|to)\s(?:the\s)?{_FIRST}{GAP}{{0,60}}?,\s{GAP}{{0,20}}?{_LAST}",
        rf"{_LAST}{GAP}{{0,70}}?[\s,(]{_AGAINST}\s(?:the\s|just\s|only\s)?{_FIRST}",
        rf"{_FIRST}{GAP}{{0,60}}?\bbefore\b{GAP}{{0,40}}?\band\s{_LAST}{GAP}{{0,40}}?\bafter",
    )
]
# Where another subject comes in.
_OTHERS = re.compile(
    r""";\s
    |\safter\s(?:the|an?|each)\s(?:\w+\s){1,2}(?:was|were|had)\b
    |,?\s(?:and\s)?then\s(?=(?:rose|rising|fell|falling|grew|dropped|declined|up|down)\b)
    |,\s(?:while|whereas|but|although|though|having|before\s\w+ing|even\sif|in\scontrast
        |against\sa)\b
    |\b(?:whereas|while|in\scontrast|(?:larger|smaller|greater)\sthan|short\sof|exceed\w*
        |compared\swith\san?|as\sagainst\sa|above\sthe|below\sthe
        |than\sthe\s(?:increase|rise|fall|drop)|meant|led\sto|so\sthat)\b
    |,\sand\s(?!by|so|thus|therefore|down|up|an?\s|[№%¤§@])
    |,?\sand\s(?=(?:[a-z'-]+\s){0,5}?(?:by\s[№%±½]
        |(?:rose|fell|fall|rise|grew|dropped|declined|increased|decreased|went)\b))""",
    re.I | re.X,
)
_BASE = re.compile(r"[№¤] (?:out )?of (?:the )?$")


@dataclass(frozen=True)
class Pair:
    """Two numbers of a sentence, the earlier first, and where the words that join them stand."""

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
    found: list[Pair] = []
    for pattern in _PAIRS:
        for match in pattern.finditer(said.signs[:end], start):
            if _are_alike(match) and not any(_overlap(match, other) for other in found):
                found.append(Pair(match.start("first"), match.start("last"), *match.span()))
    return sorted(found, key=lambda pair: pair.start)


def _are_alike(match: re.Match) -> bool:
    """Whether the two count the same: no percentage and a number, and no number with its base."""
    first, last = match["first"], match["last"]
    same = first == last or ("%" not in first + last and "against" not in match[0])
    return same and not _BASE.search(match.string[: match.start("last")])


def _overlap(match: re.Match, other: Pair) -> bool:
    return match.start() < other.end and other.start < match.end()
