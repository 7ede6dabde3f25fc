"""A text held against a report it rests on: each number against those the report prints of the same
thing, and each rise, fall or standstill against the report's verdicts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from analysis.declare.percentages import places_after_point
from analysis.declare.words import listed
from draftcheck.document import Document, sentences
from draftcheck.finding import Finding
from draftcheck.quantities import Quantity, Sentence
from draftcheck.sizes import WAY
from draftcheck.words import stems

_KINDS = "№%±"
# What is counted stands after the number, up to where something else is said of it.
_COUNTED = re.compile(
    r"\s((?:(?!(?:a|an|and|as|at|be|but|by|for|from|had|has|have|if|in|is|it|of|on|or|over|per|than|that"
    r"|the|then|to|was|were|which|who|with)\b)[A-Za-z][\w’'-]*\s?){1,4})"
)
_STANDS = re.compile(
    r"\b(?:unchanged|stable|no change|same as before|(?:did|has|have) not changed?)\b", re.I
)
_OPEN = re.compile(
    r"\b(?:not|n’t|nor|no|never|neither|nothing|cannot|whether|if|unless|would|could|may|might"
    r"|possibl[ey]|perhaps|unclear)\b",
    re.I,
)
# How far a number that is called rough may lie off.
_ROUGH = Decimal("0.05")
UP, DOWN, SAME = "increase", "decrease", "stable"
_WAYS = {UP: "rise", DOWN: "fall", SAME: "standstill"}


@dataclass(frozen=True)
class Series:
    """A series of a report: the place it is of, if any, what is counted, and the verdict on it."""

    place: str
    name: str
    verdict: str


@dataclass(frozen=True)
class Fact:
    """A number that a report prints in words: what it counts, and the sentence it stands in."""

    quantity: Quantity
    counted: str
    sentence: str
    title: str

    @property
    def thing(self) -> str:
        """What is counted, by its last word."""
        return _thing(self.counted)


@dataclass(frozen=True)
class Report:
    """A report to hold a text against: its parts by title, and its series with their verdicts."""

    parts: dict[str, Document]
    series: tuple[Series, ...] = ()

    @cached_property
    def facts(self) -> list[Fact]:
        """Its numbers in words, part by part."""
        return [
            Fact(quantity, counted, sentence, title)
            for title, part in self.parts.items()
            for sentence, quantity, counted in _numbers(part)
        ]

    @cached_property
    def numbers(self) -> set[tuple[bool, Decimal]]:
        """Every number it prints, in words or in tables, and whether it is a percentage; of a table
        that says so anywhere each may be.
        """
        found = {(fact.quantity.kind != "count", fact.quantity.number) for fact in self.facts}
        for grid in (grid for part in self.parts.values() for grid in part.grids):
            has_shares = "%" in grid.near or any("%" in text for row in grid.cells for text in row)
            cells = (value for row in grid.values for value in row)
            for one in (one for cell in cells for one in (cell.number, cell.share)):
                found |= (
                    {(of, abs(one)) for of in {False, has_shares}} if one is not None else set()
                )
        return found


def differing(document: Document, report: Report) -> Iterator[Finding]:
    """What a text says otherwise than a report, with what the report has."""
    for block in document.blocks:
        for sentence, quantity, counted in _of_block(block.text):
            if doubt := _number_doubt(sentence, quantity, counted, report):
                yield Finding(block.place, sentence, *doubt)
        for sentence in sentences(block.text):
            if doubt := _way_doubt(sentence, report.series):
                yield Finding(block.place, sentence, *doubt)


def _numbers(document: Document) -> Iterator[tuple[str, Quantity, str]]:
    for block in document.blocks:
        yield from _of_block(block.text)


def _of_block(text: str) -> Iterator[tuple[str, Quantity, str]]:
    """Each number of a text with its sentence and what it counts."""
    for one in sentences(text):
        sentence = Sentence(one)
        for at in sentence.within(0, len(sentence.signs), _KINDS):
            after = _COUNTED.match(sentence.signs, at + 1)
            yield one, sentence.at(at), after[1].strip() if after else ""


def _thing(counted: str) -> str:
    """The first word in the plural, or people."""
    found = re.search(r"\b(?:people|[a-z]{3,}(?<![sui])s)\b", counted.lower())
    return found[0][:5] if found else ""


def _number_doubt(
    sentence: str, quantity: Quantity, counted: str, report: Report
) -> tuple[str, str] | None:
    """What the report has instead of a number, and how sure that is; None where it has that one."""
    thing, near = _thing(counted), stems(sentence)
    same = [fact for fact in report.facts if _alike(fact, quantity, thing)]
    if any(_agrees(quantity, fact.quantity.number) for fact in same):
        return None
    # Boroughs are counted in many sentences: what is counted has one more word in common.
    akin = [fact for fact in same if len(near & stems(fact.sentence)) > 1]
    beside = {fact.sentence for fact in akin}
    beside_it = (fact for fact in report.facts if fact.sentence in beside)
    if any(_agrees(quantity, fact.quantity.number) for fact in beside_it):
        return None
    if akin:
        best = max(akin, key=lambda fact: _nearness(fact, quantity, near))
        known = f"{best.quantity.text} {best.counted}"
        return f"{known}, as in “{best.sentence}” ({best.title})", "likely"
    is_share = quantity.kind != "count"
    if any(_agrees(quantity, number) for of, number in report.numbers if of == is_share):
        return None
    return f"{quantity.text} nowhere", "look"


def _nearness(fact: Fact, quantity: Quantity, near: frozenset[str]) -> tuple[int, Decimal]:
    return len(near & stems(fact.sentence)), -abs(fact.quantity.number - quantity.number)


def _alike(fact: Fact, quantity: Quantity, thing: str) -> bool:
    return bool(thing) and fact.quantity.kind == quantity.kind and fact.thing == thing


def _agrees(quantity: Quantity, known: Decimal) -> bool:
    """Whether a number is another, or that as it is rounded, or near it where it is called rough."""
    digits = places_after_point(quantity.number)
    if quantity.number in (known, round(known, digits)):
        return True
    return bool(quantity.vague) and abs(quantity.number - known) <= _ROUGH * abs(known)


def _way_doubt(sentence: str, series: Iterable[Series]) -> tuple[str, str] | None:
    """The verdicts on what a sentence says went up, went down or stood still; None where one of
    them says so too, or the sentence leaves it open.
    """
    ways = {UP if way["up"] else DOWN for way in WAY.finditer(sentence)}
    ways |= {SAME} if (stands := _STANDS.search(sentence)) else set()
    about = _about(sentence, series)
    if not ways or not about or (_OPEN.search(sentence) and not stands):
        return None
    # What is only possible was said without a doubt.
    if any(one.verdict in ways for one in about):
        return None
    told = Counter(one.verdict for one in about)
    names = listed(list(dict.fromkeys(f"{one.place} {one.name}".strip() for one in about))[:3])
    verdicts = listed([f"{verdict} ({count} series)" for verdict, count in told.items()])
    said = listed([_WAYS[way] for way in _WAYS if way in ways], "or")
    return f"no {said} there: it says {verdicts} of {names}", "likely"


def _about(sentence: str, series: Iterable[Series]) -> list[Series]:
    """The series that a sentence is about: of the places it names, or of all where it names none,
    those whose names share most words with it.
    """
    words = stems(sentence)
    shared = [(len(words & stems(one.name)), one) for one in series]
    named = [(many, one) for many, one in shared if one.place and one.place in sentence]
    whole = [(many, one) for many, one in shared if not one.place]
    fitting = [pair for pair in named or whole or shared if pair[0]]
    most = max((many for many, _ in fitting), default=0)
    return [one for many, one in fitting if many == most]
