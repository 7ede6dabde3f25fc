"""Arithmetic within sentences, or between a sentence and those before it: parts and their whole,
changes, multiples, and how long something lasted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from draftcheck.changes import sums_of_carried_changes, sums_of_changes
from draftcheck.document import Document, sentences
from draftcheck.finding import Finding, Rule
from draftcheck.multiples import sums_of_multiples
from draftcheck.parts import sums_of_parts
from draftcheck.quantities import SIGNS, Sentence
from draftcheck.stated import Sum
from draftcheck.stretches import sums_of_stretches

# How many sentences before its own a sentence may take up.
_NEIGHBOURS = 2
# No sentence is longer; what is, is a table or a list that was read as one.
_LONGEST = 2000


@dataclass(frozen=True)
class Placed:
    """A stated sum, and where it stands."""

    place: str
    sum: Sum


def sums(document: Document) -> Iterator[Placed]:
    """Every piece of arithmetic that the texts state."""
    for block in document.blocks:
        said = [sentence[:_LONGEST] for sentence in sentences(block.text)]
        for at in range(len(said)):
            for stated in _stated(said[max(0, at - _NEIGHBOURS) : at + 1]):
                yield Placed(block.place, stated)


def doubtful_sums(document: Document) -> Iterator[Finding]:
    """Pieces of arithmetic that no rounding of what is printed allows."""
    for placed in sums(document):
        if not placed.sum.holds:
            yield Finding(placed.place, placed.sum.says, placed.sum.expected, "likely")


def _stated(near: list[str]) -> Iterator[Sum]:
    """What the last of some sentences states."""
    own = Sentence(near[-1])
    if not set(own.signs) & set(SIGNS.values()):
        return
    if near[1:]:
        start = len(Sentence(near[-2]).signs) + 1
        yield from sums_of_carried_changes(Sentence(" ".join(near[-2:])), start)
    together = Sentence(" ".join(near))
    lengths = [len(Sentence(sentence).signs) + 1 for sentence in near[:-1]]
    starts = [sum(lengths[:at]) for at in range(len(near))]
    yield from sums_of_changes(own)
    yield from sums_of_stretches(own)
    yield from sums_of_multiples(together, starts[-1])
    yield from sums_of_parts(together, starts)


RULES = (
    Rule(
        "sentence",
        "Arithmetic within a sentence, or between it and the next, is right.",
        doubtful_sums,
        "sums within sentences",
        sums,
    ),
)
