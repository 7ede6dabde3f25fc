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
_FIGURE = r"\d+(?:\.\d+)?"
# "95% interval" says how sure, and "5% points" is a difference.
_NO_SHARE = r"(?!\s*(?:points?|CIs?|(?:\w+\s+)?intervals?|confidence|confident|credible)\b)"
_SHARE = rf"{_FIGURE}\s*(?:%|per\s?cent\b){_NO_SHARE}"
_RISES = r"rise|rose|risen|increased?|grew|grown|growth|up"
_FALLS = r"fall|fell|fallen|decreased?|reduction|reduced|dropp?(?:ed)?|declined?|down"
_LESS, _MORE = "fewer|less|lower", "more|higher"
_FROM_TO = (
    rf"from\s+(?P<first>{_NUMBER})(?P<of_shares>\s*%)?(?:\s+(?!to\b)[a-z][\w-]*){{0,4}}"
    rf"\s+to\s+(?P<last>{_NUMBER})(?:\s*%)?"
)
# The two numbers in brackets: "(40 in 2021 and 30 in 2022)", "(40 to 30)".
_WHEN = r"(?:\s+in\s+[\w/’' -]+?)?"
_BESIDE = (
    rf"\((?P<first>{_NUMBER})(?P<of_shares>\s*%)?{_WHEN}\s*(?:to|and|but|,|;|→|–|-)\s*"
    rf"(?P<last>{_NUMBER})(?:\s*%)?{_WHEN}\)"
)
_AFTER = r"(?:\s+(?!from\b|to\b|and\b|by\b|or\b|while\b|an?\b)[\w-]+){0,4}\s*"
_CALLED = rf"(?:an?\s+(?:\w+\s+)?(?P<word>{_RISES}|{_FALLS})\s+of|by)\s+"
_BY = rf"(?P<share>{_SHARE})"
_MOVED = rf"(?P<word>{_RISES}|{_FALLS})\s+(?:(?:of|by)\s+)?{_BY},?\s*"
_COMPARED = rf"{_BY}\s+(?P<word>{_LESS}|{_MORE})\b[^.;:()\d%]{{0,40}}"
_CHANGES = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_FROM_TO}{_AFTER}[,(–—-]*\s*(?:{_CALLED}|\()\s*{_BY}",
        rf"{_FROM_TO}{_AFTER}[,(–—-]+\s*(?:or\s+)?{_BY}\s+(?P<word>{_LESS}|{_MORE})\b",
        rf"{_MOVED}\(?{_FROM_TO}",
        rf"{_MOVED}{_BESIDE}",
        rf"{_COMPARED}\(?{_FROM_TO}",
        rf"{_COMPARED}{_BESIDE}",
    )
]
_VERB = re.compile(rf"\b({_RISES}|{_FALLS})\s+$", re.I)
_FACTORS = {"doubled": 2, "doubling": 2, "halved": 0.5, "halving": 0.5, "trebled": 3, "tripled": 3}
_FACTORS |= {"quadrupled": 4}
_NEARLY = r"(?P<near>(?:nearly|almost|about|roughly|around|more than|over|less than)\s+)?"
_MULTIPLES = [
    re.compile(rf"{_NEARLY}(?P<factor>{'|'.join(_FACTORS)}),?\s+\(?{_FROM_TO}", re.I),
    re.compile(rf"{_FROM_TO}{_AFTER}[,(–—-]+\s*{_NEARLY}(?P<factor>{'|'.join(_FACTORS)})\b", re.I),
    re.compile(rf"{_FROM_TO}{_AFTER}[,(–—-]+\s*{_NEARLY}(?P<factor>{_NUMBER})\s+times\b", re.I),
]
_PIECES = {"quarter": 0.25, "third": 1 / 3, "half": 0.5}
_BY_A = re.compile(
    rf"(?P<word>{_RISES}|{_FALLS})\s+{_NEARLY}by\s+{_NEARLY.replace('near', 'also')}"
    rf"(?:an?\s+)?(?P<piece>{'|'.join(_PIECES)}),?\s+\(?{_FROM_TO}",
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
        rf"\bof\s+(?:the\s+|all\s+)?(?P<whole>{_NUMBER})(?:\s+[a-z][\w-]*){{0,4}},\s+"
        rf"(?P<parts>(?:{_NUMBER})\s+were\s+{_SEXES}(?:\s*,|\s+and)\s+(?:{_NUMBER})(?:\s+were)?\s+{_SEXES})",
        re.I,
    ),
    re.compile(
        rf"(?P<parts>{_LISTED})[^;:%\d]{{0,60}}?"
        rf"(?:(?:a\s+total\s+of|in\s+all,?|altogether,?|together,?|making)\s+(?P<whole>{_NUMBER})"
        rf"|(?P<more>{_NUMBER})\s+(?:[a-z]+\s+)?(?:in\s+(?:all|total)|altogether)\b)",
        re.I,
    ),
]
_YEAR = r"(?:\d{4}|['’]?\d{2})(?!\d)"
_STRETCH = (
    rf"\b(?P<from>{MONTH})\.?\s+(?P<from_year>{_YEAR})\s*(?:to|until|through|and|-|–|—)\s*"
    rf"(?P<to>{MONTH})\.?\s+(?P<to_year>{_YEAR})"
)
_LONG = rf"(?P<long>{_NUMBER}|(?:{'|'.join(_WORDS)})(?=-(?:month|year)))[\s-]+(?P<unit>months?|years?)\b"
_LASTS = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_STRETCH}\s*[,(:]\s*(?:an?\s+(?:period|span|total)\s+of\s+|i\.e\.\s+)?{_LONG}",
        rf"{_LONG}(?:\s+period)?\s*[,(:]?\s*(?:from\s+|between\s+)?{_STRETCH}",
    )
]


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
    for pattern in _CHANGES:
        for found in pattern.finditer(sentence):
            named = found["word"]
            if not named and (verb := _VERB.search(sentence[: found.start()])):
                named = verb[1]
            ends, share = (
                (found["first"], found["last"]),
                Decimal(re.match(_FIGURE, found["share"])[0]),
            )
            # "A fall of 27% (5 to 40)" gives an interval.
            is_interval = "from" not in found[0] and _lies_between(share, *map(number_of, ends))
            if not is_interval:
                yield from _change(place, found[0], named, ends, share, bool(found["of_shares"]))
    for pattern in (*_MULTIPLES, _BY_A):
        for found in pattern.finditer(sentence):
            yield from _multiple(place, found)


def _lies_between(share: Decimal, first: Decimal, last: Decimal) -> bool:
    return min(first, last) <= share <= max(first, last)


def _change(place, says, named, ends, share, of_shares) -> Iterator[Sum]:
    before, after = map(number_of, ends)
    if not before:
        return
    low, high = (_percent(before, after, side) for side in (-1, 1))
    half = Decimal(5).scaleb(-places_after_point(share) - 1)
    near = [low - half <= share * sign <= high + half for sign in (1, -1)]
    turned = (
        named
        and before != after
        and bool(re.fullmatch(f"{_FALLS}|{_LESS}", named, re.I)) == (after > before)
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
    before, after = number_of(found["first"]), number_of(found["last"])
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
    for found in (found for pattern in _LASTS for found in pattern.finditer(sentence)):
        from_month, to_month = month_number(found["from"]), month_number(found["to"])
        years = [found[name].lstrip("'’") for name in ("from_year", "to_year")]
        first, last = (int(year) % 100 for year in years)
        months = 12 * (last - first) + to_month - from_month + 1
        lengths = {months}
        # "July 2023 to July 2024" is from one day to the same day as often as 13 months.
        if months % 12 == 1:
            lengths.add(months - 1)
        # "May 12 to July 14" may be days.
        if min(map(len, years)) == 2:
            lengths |= {(to_month - from_month) % 12, (to_month - from_month) % 12 + 1}
        stated = int(number_of(found["long"]))
        if found["unit"].lower().startswith("month"):
            holds = stated in lengths
        else:
            holds = any(abs(length / 12 - stated) <= 0.5 for length in lengths)
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
