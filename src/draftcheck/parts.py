"""Parts and their whole: what a sentence says of both, or two neighbours do, adds up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from draftcheck.quantities import Quantity, Sentence, decimals
from draftcheck.stated import Sum, is_slip_of
from draftcheck.wholes import Whole, wholes

# Pairs of words that leave no third.
_HALVES = (
    r"\b(?:agree\w*)\b.*\bdisagree",
    r"\bsatisf\w*\b.*\bdissatisf",
    r"\b(?:female|women|girls?|mothers)\b.*\b(?:male|men|boys?|fathers)\b",
    r"\b(?:male|men|boys?|fathers)\b.*\b(?:female|women|girls?|mothers)\b",
    r"%[^%]*%\s(?:had|did|was|were|could|would|do|has|have)\s(?:not|n't)\b",
    r"\b(?:the\s)?(?:remaining|other)\s%|\bsplit\b|\brest\b[^%]{0,10}%",
)
_OF_OTHERS = re.compile(r"% of [^%]*% of |compared|\bup\b|\bfrom\b|\bsame\b")


def sums_of_parts(said: Sentence, starts: list[int]) -> Iterator[Sum]:
    """Each whole in the last of some sentences, added up from the parts beside or before it; the
    sentences start at these signs.
    """
    for at, meant in wholes(said, starts).items():
        yield from _added(said, at, meant)
    yield from _hundred(said, starts[-1])


def _added(said: Sentence, at: int, meant: list[Whole]) -> Iterator[Sum]:
    """The sum of one whole; it holds if any of its readings does."""
    whole = said.at(at)
    # Money is added to money.
    told = [
        (one, tuple(part for part in parts if said.at(part).is_money == whole.is_money))
        for one in meant
        for parts in one.parts
    ]
    readings = [(one, parts) for one, parts in told if _can_be(said, whole, parts)]
    if not readings or whole.vague:
        return
    holds = any(_adds_up(said, whole.number, parts) for _, parts in readings)
    totals = [(sum(said.at(part).number for part in parts), parts, one) for one, parts in readings]
    doubtful = [
        (total, parts)
        for total, parts, one in totals
        if is_slip_of(whole.number, total) or (one.sure and _is_in_reach(whole.number, total))
    ]
    if holds or doubtful:
        total, parts = min(doubtful or totals, key=lambda each: abs(each[0] - whole.number))[:2]
        first, last = min(at, *parts), max(at, *parts)
        yield Sum(said.quoted(first, last + 1), f"{total}, as the parts add up to", holds)


def _can_be(said: Sentence, whole: Quantity, parts: tuple[int, ...]) -> bool:
    """Whether the numbers can be parts of the whole at all."""
    each = [said.at(part) for part in parts]
    largest = max((part.number for part in each), default=Decimal(0))
    exact = all(part.vague in ("", "some", "as many as") for part in each)
    whole_parts = whole.number % 1 or not any(part.number % 1 for part in each)
    return len(each) > 1 and exact and whole_parts and 2 < whole.number >= largest > 0


def _is_in_reach(stated: Decimal, right: Decimal) -> bool:
    return abs(stated - right) * 20 <= max(stated, right) * 7


def _adds_up(said: Sentence, whole: Decimal, parts: tuple[int, ...]) -> bool:
    """Whether the parts, some of them that stand side by side, or all but one add up to it."""
    numbers = [said.at(part).number for part in parts]
    runs = {
        sum(numbers[first:last])
        for first in range(len(numbers))
        for last in range(first + 2, len(numbers) + 1)
    }
    return whole in runs | ({sum(numbers) - one for one in numbers} if len(numbers) > 2 else set())


def _hundred(said: Sentence, own: int) -> Iterator[Sum]:
    """Percentages that are said to leave nothing over."""
    signs = said.signs[own:]
    shares = said.within(own, len(said.signs), "%")
    told = any(re.search(half, signs) for half in _HALVES)
    if len(shares) < 2 or not told or _OF_OTHERS.search(signs) or ";" in signs or "№" in signs:
        return
    numbers = [said.at(share) for share in shares]
    total = sum(share.number for share in numbers)
    rounding = len(shares) * Decimal(5).scaleb(-min(decimals(each.number) for each in numbers) - 1)
    if all(each.vague in ("", "some") for each in numbers) and abs(total - 100) <= 15:
        holds = abs(total - 100) <= rounding
        yield Sum(said.quoted(shares[0], shares[-1] + 1), f"100 %; they make {total} %", holds)
