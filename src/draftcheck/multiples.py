"""Multiples: what a sentence calls double, half, threefold or three times as many."""

import re
from collections.abc import Iterator

from draftcheck.pairs import clauses, pairs
from draftcheck.quantities import Quantity, Sentence, decimals
from draftcheck.sizes import way
from draftcheck.stated import Sum

_LIKE = r"as\s(?:many|much|likely|high|large|often|big|long|great|common|frequent)\b"
_AS = rf"(?=\s(?:{_LIKE}|the\b|that\b|those\b|what\b))"
_MORE = r"(?=\s(?:as|the|that|those|what|more|higher|bigger|larger|greater|longer)\b)"
# Each way to say a multiple, in the signs of a sentence, and which it is.
_CHANGED = {
    r"\bdoubl(?:ed|es|ing)\b|\btwo-?fold\b": 2.0,
    r"\b(?:trebl|tripl)(?:ed|es|e|ing)\b|\bthree-?fold\b": 3.0,
    r"\bquadrupl(?:ed|es|e|ing)\b|\bfour-?fold\b": 4.0,
    r"\bquintupl(?:ed|es|e|ing)\b|\bfive-?fold\b": 5.0,
    r"\bhalv(?:ed|es|ing)\b|\b(?:in|to)\s½(?!\s\w+\sof)": 0.5,
}
_COMPARED = {
    rf"\btwice{_AS}|\bdouble(?=\s(?:the|what|that|those|№|¤|%))": 2.0,
    rf"½(?=\s{_LIKE}\sagain\b)": 1.5,
    rf"½{_AS}": 0.5,
}
_TIMES = rf"(?P<times>[№¤])(?:-fold\b|\stimes{_MORE})|\bby\sa\sfactor\sof\s(?P<by>[№¤])"
_SAID = [*_CHANGED, *_COMPARED]
_FACTOR = re.compile(
    "|".join([_TIMES, *(f"(?P<f{at}>{words})" for at, words in enumerate(_SAID))]), re.I
)
_VAGUE = re.compile(
    r"""\b(?:(?P<above>more\ than|over|at\ least)
    |(?P<below>nearly|almost|not\ quite|just\ under|less\ than|fewer\ than|under)
    |(?P<about>about|around|roughly|approximately|some|just\ over))\s(?:an?\s|by\s)?$""",
    re.I | re.X,
)
# What is only wished for, or denied.
_SUPPOSED = re.compile(
    r"\b(?:if|would|were\sto|could|not|had\sthe|plans?\sto|plan\sis|aim|target|never)\b", re.I
)
# What joins a change to its numbers, and a comparison to the second of them.
_JOINT = re.compile(r"[:(;,–-]|\b(?:with|between)\b")
_COMPARES = re.compile(r"\b(?:as|than)\b")
# Where another subject comes in.
_CUT = re.compile(
    r"""[,:]\s(?:and|but|while|whereas)\s(?=[a-z])
    |\s(?:after|following|because)\s(?=(?:[a-z-]+\s){1,3}(?:doubl|halv|trebl|tripl|quadr))
    |\sand\s(?=(?:has\s|have\s)?(?:risen|fallen|grown|rose|fell|grew|went|now)\b)
    |;\s(?!it\b|they\b|there\b|from\b)|\bwhereas\b""",
    re.I | re.X,
)


def sums_of_multiples(said: Sentence, start: int) -> Iterator[Sum]:
    """Each multiple, from a place on, with the two numbers it is told of."""
    for begins, ends in clauses(said.signs, _CUT):
        factors = list(_FACTOR.finditer(said.signs[:ends], max(begins, start)))
        for at, factor in enumerate(factors):
            last = factors[at + 1].start() if at + 1 < len(factors) else ends
            if not _SUPPOSED.search(said.signs[max(start, begins) : last].replace("not quite", "")):
                yield from _judged(said, factor, _ends(said, factor, (begins, last), start))


def _ends(said: Sentence, factor: re.Match, place: tuple[int, int], start: int) -> list[int]:
    """Where the two numbers of a multiple stand, the base of it first."""
    begins, ends = place
    is_change = factor["by"] or (not factor["times"] and _named(factor) < len(_CHANGED))
    told = pairs(said, max(begins, start), ends)
    if told and (is_change or "from" in said.signs[told[0].start : told[0].end].lower()):
        return [told[0].first, told[0].last]
    before = _numbers(said, max(begins, start), factor.start())
    after = _numbers(said, factor.end(), ends)
    if is_change and not before and len(after) == 1:
        # "Eight signed up in May. By June this had doubled to 16."
        before = _numbers(said, 0, start)[-1:]
    if len(after) == 2:
        joint = _JOINT if is_change else _COMPARES
        is_told = joint.search(said.signs[factor.end() : after[not is_change]])
        return (after if is_change else after[::-1]) if is_told else []
    if len(after) == 1 and before:
        return [before[0], after[0]] if is_change else [after[0], before[0]]
    return before if len(before) == 2 and not after else []


def _numbers(said: Sentence, start: int, end: int) -> list[int]:
    return said.within(start, end, "№¤%")


def _named(factor: re.Match) -> int:
    """Which of the ways of saying a multiple was found."""
    return int(factor.lastgroup[1:])


def _judged(said: Sentence, factor: re.Match, ends: list[int]) -> Iterator[Sum]:
    is_quoted = said.signs[: factor.start()].endswith(('"', "“", "'", "‘"))
    if is_quoted or len(ends) != 2 or (said.signs[ends[0]] == "%") != (said.signs[ends[1]] == "%"):
        return
    base, other = map(said.at, ends)
    times = (*_CHANGED.values(), *_COMPARED.values())
    if factor.lastgroup in ("times", "by"):
        named = float(said.at(factor.start(factor.lastgroup)).number)
        if factor["by"] and way(said.signs[: factor.start()]) == "down":
            named = 1 / (named or 1)
    else:
        named = times[_named(factor)]
    if not base.number or not other.number or not named:
        return
    ratio = float(other.number / base.number)
    vague = _VAGUE.search(said.signs[: factor.start()])
    slack = max(0.08, 0.02 + _rounded(base) + _rounded(other))
    # More than halved is less than half, and so is fewer than half as many.
    near, how = ratio / named if named >= 1 else named / ratio, vague.lastgroup if vague else ""
    if named < 1 and factor.lastgroup not in ("times", "by") and _named(factor) >= len(_CHANGED):
        how = {"above": "below", "below": "above"}.get(how, how)
    holds = _is_near(near, how, slack)
    first, last = min(*ends, factor.start()), max(*ends, factor.end() - 1)
    yield Sum(said.quoted(first, last + 1), f"{ratio:.2f} times the other", holds)


def _rounded(end: Quantity) -> float:
    """By how much, in parts of it, a percentage or a mean may be rounded."""
    is_rounded = end.kind == "share" or decimals(end.number) > 0
    return float(5 * 10.0 ** (-decimals(end.number) - 1) / float(end.number)) if is_rounded else 0


def _is_near(near: float, vague: str, slack: float) -> bool:
    """Whether a multiple is near enough. Such words are round ones: a doubling from 41 to 80 is no
    slip.
    """
    if vague == "above":
        return 1 - slack / 2 <= near <= 1.6
    if vague == "below":
        return 0.75 <= near <= 1 + slack / 2
    return abs(near - 1) <= (0.25 if vague else slack)
