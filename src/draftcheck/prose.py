"""Arithmetic within sentences: parts and their whole, changes and what they are called, and how
long a stretch of months is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from analysis.declare.percentages import places_after_point
from draftcheck.document import Document, sentences
from draftcheck.finding import Finding, Rule
from draftcheck.periods import MONTH, month_number

_SMALL = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_SMALL, 1)} | {"a dozen": 12}
for _ten, _word in enumerate(_TENS, 2):
    _WORDS |= {_word: 10 * _ten}
    _WORDS |= {f"{_word}-{unit}": 10 * _ten + at for at, unit in enumerate(_SMALL[:9], 1)}
_WORDED = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w-])"
_NUMBER = rf"(?<![\w.,/-])(?:(?:£?\d{{1,3}}(?:,\d{{3}})+|£?\d+)(?:\.\d+)?(?![\d/])|{_WORDED})"
_SHARE = r"(\d+(?:\.\d+)?)\s*(?:%|per\s?cent\b)"
_RISES = r"rise|rose|risen|increased?|grew|grown|growth|up"
_FALLS = r"fall|fell|fallen|decreased?|reduction|reduced|dropp?(?:ed)?|declined?|down"
_RANGE = rf"from\s+({_NUMBER})(\s*%)?(?:\s+(?!to\b)[a-z][\w-]*){{0,4}}\s+to\s+({_NUMBER})(\s*%)?"
_AFTER = r"(?:\s+(?!from\b|to\b|and\b|by\b|or\b|while\b|an?\b)[\w-]+){0,4}\s*"
_CALLED = rf"(?:an?\s+(?:\w+\s+)?(?P<word>{_RISES}|{_FALLS})\s+of|by)\s+"
_CHANGES = [
    re.compile(
        rf"{_RANGE}{_AFTER}[,(–—-]*\s*(?:{_CALLED}|\()\s*{_SHARE}(?!\s*(?:points|CI))", re.I
    ),
    re.compile(rf"(?P<word>{_RISES}|{_FALLS})\s+(?:of|by)\s+{_SHARE},?\s*\(?{_RANGE}", re.I),
]
_VERB = re.compile(rf"\b({_RISES}|{_FALLS})\s+$", re.I)
_FACTORS = {"doubled": 2, "doubling": 2, "halved": 0.5, "halving": 0.5, "trebled": 3, "tripled": 3}
_FACTORS |= {"quadrupled": 4}
_NEARLY = r"(?P<near>(?:nearly|almost|about|roughly|around|more than|over|less than)\s+)?"
_MULTIPLES = [
    re.compile(rf"{_NEARLY}(?P<factor>{'|'.join(_FACTORS)}),?\s+\(?{_RANGE}", re.I),
    re.compile(rf"{_RANGE}{_AFTER}[,(–—-]+\s*{_NEARLY}(?P<factor>{'|'.join(_FACTORS)})\b", re.I),
    re.compile(rf"{_RANGE}{_AFTER}[,(–—-]+\s*{_NEARLY}(?P<factor>{_NUMBER})\s+times\b", re.I),
]
_PIECES = {"quarter": 0.25, "third": 1 / 3, "half": 0.5}
_BY_A = re.compile(
    rf"(?P<word>{_RISES}|{_FALLS})\s+{_NEARLY}by\s+{_NEARLY.replace('near', 'also')}"
    rf"(?:an?\s+)?(?P<piece>{'|'.join(_PIECES)}),?\s+\(?{_RANGE}",
    re.I,
)
_SEXES = r"(?:women|men|girls|boys|mothers|fathers|females|males|adults|children)"
_ALL = r"(?:people|persons|participants|respondents|parents|adults|children|survivors|attendees)"
_NO_PART = r"(?!\s*(?:%|per\s?cent|of\b|months?\b|years?\b|days?\b|hours?\b|weeks?\b|out\b))"
_PART = rf"({_NUMBER}){_NO_PART}(?:\s+(?!and\b)[A-Za-z][\w’'-]*){{1,4}}"
_LISTED = rf"{_PART}(?:,\s+{_PART})*,?\s+and\s+{_PART}"
_WHOLES = [
    re.compile(
        rf"(?P<whole>{_NUMBER}){_NO_PART}(?:\s+[a-z][\w-]*){{1,3}}\s*(?:\((?P<parts>{_LISTED})\)"
        rf"|:\s(?P<more>{_LISTED})[.;]?$)",
        re.I,
    ),
    re.compile(
        rf"(?<!\()(?P<parts>(?:{_NUMBER})\s+{_SEXES}\s+and\s+(?:{_NUMBER})\s+{_SEXES})\b[^;:%\d)]{{0,80}}?"
        rf"(?P<whole>{_NUMBER})\s+{_ALL}\b(?!\s+(?:who|from|did|under|aged))",
        re.I,
    ),
    re.compile(
        rf"(?P<parts>{_LISTED})[^;:%\d]{{0,60}}?"
        rf"(?:(?:a\s+total\s+of|in\s+all,?|altogether,?|together,?|making)\s+(?P<whole>{_NUMBER})"
        rf"|(?P<more>{_NUMBER})\s+(?:[a-z]+\s+)?(?:in\s+(?:all|total)|altogether)\b)",
        re.I,
    ),
]
_LASTS = re.compile(
    rf"\b({MONTH})\.?\s+(\d{{4}})\s*(?:to|until|through|-|–|—)\s*({MONTH})\.?\s+(\d{{4}})\s*"
    rf"[,(:]\s*(?:an?\s+(?:period|span|total)\s+of\s+|i\.e\.\s+)?({_NUMBER})[\s-]+(months?|years?)\b",
    re.I,
)


@dataclass(frozen=True)
class Sum:
    """One piece of arithmetic that a text states: as it stands there, and what it should be."""

    place: str
    says: str
    expected: str
    holds: bool


def sums(document: Document) -> Iterator[Sum]:
    """Every piece of arithmetic that the texts state."""
    for block in document.blocks:
        said = sentences(block.text)
        for at, sentence in enumerate(said):
            yield from _changes(block.place, sentence)
            yield from _spans(block.place, sentence)
            yield from _wholes(block.place, sentence, " ".join(said[at : at + 2]))


def doubtful_sums(document: Document) -> Iterator[Finding]:
    """Pieces of arithmetic that no rounding of what is printed allows."""
    for stated in sums(document):
        if not stated.holds:
            yield Finding(stated.place, stated.says, stated.expected, "likely")


def number_of(text: str) -> Decimal:
    """A number in figures or in words up to a hundred."""
    plain = " ".join(text.lower().split()).replace(",", "").removeprefix("£")
    return Decimal(_WORDS.get(plain, plain))


def _changes(place: str, sentence: str) -> Iterator[Sum]:
    for pattern, at in zip(_CHANGES, (0, 2), strict=True):
        for found in pattern.finditer(sentence):
            groups, named = found.groups(), found["word"]
            if not named and (verb := _VERB.search(sentence[: found.start()])):
                named = verb[1]
            if at == 0:
                first, unit, last, _, _, share = groups
            else:
                _, share, first, unit, last, _ = groups
            yield from _change(place, found[0], named, (first, last), Decimal(share), bool(unit))
    for pattern in (*_MULTIPLES, _BY_A):
        for found in pattern.finditer(sentence):
            yield from _multiple(place, found)


def _change(place, says, named, ends, share, of_shares) -> Iterator[Sum]:
    before, after = map(number_of, ends)
    if not before:
        return
    low, high = (_percent(before, after, side) for side in (-1, 1))
    half = Decimal(5).scaleb(-places_after_point(share) - 1)
    near = [low - half <= share * sign <= high + half for sign in (1, -1)]
    turned = (
        named and before != after and (bool(re.fullmatch(_FALLS, named, re.I)) == (after > before))
    )
    holds = not turned and (any(near) or (of_shares and abs(after - before) == share))
    expected = f"{abs(after / before - 1) * 100:.1f} %, {'a rise' if after > before else 'a fall'}"
    yield Sum(place, says, expected, holds)


def _percent(before: Decimal, after: Decimal, side: int) -> Decimal:
    """The change in per cent where both ends were rounded, if they have places after the point."""
    halves = [
        Decimal(5).scaleb(-places - 1) if (places := places_after_point(end)) else Decimal(0)
        for end in (before, after)
    ]
    return ((after + side * halves[1]) / (before - side * halves[0]) - 1) * 100


def _multiple(place: str, found: re.Match) -> Iterator[Sum]:
    named = found.groupdict()
    ends = re.search(_RANGE, found[0], re.I)
    before, after = number_of(ends[1]), number_of(ends[3])
    if not before:
        return
    if piece := named.get("piece"):
        sign = -1 if re.fullmatch(_FALLS, named["word"], re.I) else 1
        factor = 1 + sign * _PIECES[piece.lower()]
    else:
        factor = _FACTORS.get(named["factor"].lower()) or float(number_of(named["factor"]))
    ratio = float(after / before)
    # Such words are round ones: a doubling from 41 to 80 is no slip.
    allowed = 0.25 if named.get("near") or named.get("also") else 0.08
    yield Sum(place, found[0], f"{ratio:.2f} times the first", abs(ratio / factor - 1) <= allowed)


def _spans(place: str, sentence: str) -> Iterator[Sum]:
    for found in _LASTS.finditer(sentence):
        first, last = (
            int(found[year]) * 12 + month_number(found[name]) for name, year in ((1, 2), (3, 4))
        )
        stated, months = int(number_of(found[5])), last - first + 1
        if found[6].lower().startswith("month"):
            # "July 2023 to July 2024" is from one day to the same day as often as 13 months.
            holds = stated == months or (months % 12 == 1 and stated == months - 1)
        else:
            holds = abs(months / 12 - stated) <= 0.5
        yield Sum(place, found[0], f"{months} months, both ends in it", holds)


def _wholes(place: str, sentence: str, both: str) -> Iterator[Sum]:
    for pattern in _WHOLES:
        for found in pattern.finditer(both):
            if found.start() >= len(sentence):
                continue
            named = found.groupdict()
            whole = named["whole"] or named["more"]
            parts = named["parts"] or named["more"]
            total = sum(number_of(part) for part in re.findall(_NUMBER, parts, re.I))
            yield Sum(
                place, found[0], f"{total}, as the parts add up to", total == number_of(whole)
            )


RULES = (
    Rule(
        "sentence",
        "Arithmetic within a sentence, or between it and the next, is right.",
        doubtful_sums,
        "sums within sentences",
        sums,
    ),
)
