"""Parts and their whole: what a sentence says of both, or two neighbours do, adds up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from draftcheck.quantities import Quantity, Sentence, decimals
from draftcheck.stated import Sum, is_slip_of

# Numbers that are no parts: both ends of a range, what each of several has, what lies within
# another number, and how often something happened.
_NO_PART = re.compile(
    r"""[№¤]\s?(?:to|-|–|or|out\ of)\s[№¤]|\bbetween\s[№¤]\sand\s[№¤]
    |\((?:of\ wh|includ|aged)[^()]*\)|\bof\ wh\w+\ №\ (?=were\ aged|also)
    |№\ (?:in|of)\ №|(?<=\bone\ in\ )№|№(?=\ of\ (?:these|those)\b)
    |№(?=\ (?:months?|years?|weeks?|days?|hours?|times|minutes)\b)
    |\bn\s?=\s?№(?=\)[^.]*\bn\s?=)""",
    re.X,
)
_MULTIPLIED = re.compile(
    r"\b(?:each|apiece|every|twice|once|[№¤] times|(?:had|did|used|attended|by|in) both|overlap\w*)\b|№ \w+ of №", re.I
)
_OVERLAPS = re.compile(r"№ (?:\w+ ){0,2}(?:both|neither)\b")
# Words that leave nothing over.
_EXHAUSTED = re.compile(
    r"""\b(?:the\ )?(?:remaining|remainder|other|others|rest)\b[^№]{0,25}№|\bleaving\s[^№]{0,12}№
    |№\s(?:had|did|was|were|could|would|do|has|have)\s(?:not|n't)\b|\bmade\ up\ of|\bcompris|\bconsist
    |\bclassified|\bdivided|\bsplit|\bmade\ up\b|\bbreakdown\b|\baccepted\b.*\b(?:declined|refused)
    |\bdeclined\b.*\b(?:accepted|agreed)|\bpassed\b.*\bfailed|\bagreed\b.*\b(?:declined|refused|disagreed)""",
    re.I | re.X,
)
_PARTLY = re.compile(
    r"""\b(?:includ\w+|such\ as|among|for\ example|as\ well\ as|at\ least\ №|the\ largest|most\ of
    |mainly|mostly|notably|the\ others\b(?![^№]*№)|the\ rest\b(?![^№]*№)|several|many\ of|dupl\w+
    |(?:^|,\ |\band\ )an?\ (?!further|total)|along\ with|only\ №|other\ causes|who\ preferred)""",
    re.I | re.X,
)
# How a whole is named before its parts; the first part follows at once.
_WHOLE_FIRST = re.compile(
    r"""(?P<lead>\b(?:of|out\ of)\ (?:the\ |all\ |these\ |those\ )?|\b(?:a|an)\ (?:combined\ |overall\ |final\ )?
    (?:total|sample)\ of\ |\bin\ (?:all|total),?\ |\b(?:the|all|these|those)\ |\baltogether,?\ |)
    (?P<whole>№)(?P<noun>(?:\ (?!and\b|or\b)[^\s№(),:;–—]+(?<!\s-)){0,9}?)
    (?P<joint>\s?\(|[:;]\s|\s[-–—]\s|,?\s(?:of\ wh\w+|with)\s|,\s|\swas\smade\sup\sof\s|\swere\smade\sup\sof\s
    |\s(?:comprised|comprises|comprising|consisted\sof|consists\sof|included\sall)\s
    |\s(?:was|were|are|is)\s(?:classified|divided|split|rated|grouped|graded)\s(?:as|into|between)\s)""",
    re.I | re.X,
)
_WHOLE_LAST = [
    re.compile(pattern, re.I | re.X)
    for pattern in (
        r"\b(?:an?|the)\ (?:overall\ |combined\ |grand\ )?total\ (?:number\ )?of\ (?P<whole>№)",
        r"\b(?:in\ (?:all|total)|altogether|overall|between\ them|together|combined|in\ sum)\b,?"
        r"(?:\ [^\s№§@.,;:]+){0,6}?\ (?P<whole>№)",
        r"(?P<whole>№)(?:\ (?!and\b|of\b|who\b)[a-z-]+){0,3}\ (?:in\ (?:all|total)|altogether|overall|combined"
        r"|(?:over|across|for|during)\ the\ (?:[№¤]\ )?(?:two|three|four|years?|quarter|months?|period|sites|boroughs|groups)\b)",
        r"\b(?:mak(?:es|ing)|giv(?:es|ing)|com(?:es|ing)\ to|came\ to|add(?:s|ing)?\ up\ to|mean(?:s|ing))"
        r"(?:\ (?:a\ total\ of|the\ total|an?))?\ (?P<whole>№)",
        r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ing))\ [^№;]{0,45}?\bto\ (?P<whole>№)",
        r",\ so\ (?:that\ )?(?!.*\bnow\b)[^№]{0,45}?(?P<whole>№)",
        r"\((?:n\s?=\s?)(?P<whole>№)\)[.,;]?(?=\s|$)",
        r"\b(?:these|those|all)\ (?P<whole>№)\ [a-z]",
        r"\btotal\b[^№,;]{0,40}\ (?:was|were|is|are|came\ to|stood\ at|reached|then|therefore)"
        r"(?:\ (?:therefore|then|thus))?\ (?P<whole>№)",
        r"\b(?:across|at|over|in)\ (?:both|all|the)\ [^№.;]{0,60}?,\ (?:then,\ )?(?P<whole>№)",
        r"\bcomprised\ (?P<whole>№)",
        r"(?<=[.!?]\ )The\ (?P<whole>№)\ [a-z]",
    )
]
# A sentence that opens so speaks of what the sentences before it counted.
_TAKES_UP = re.compile(
    r"(?:In (?:all|total)|Altogether|Overall|Together|Combined|Between them|Across (?:both|all|the)"
    r"|These|The total|The sum|The overall|A total|That (?:makes|gives|brings)|This (?:makes|gives|brings|took)"
    r"|The №|All №)"
)
_PREPOSITION = re.compile(
    r"(?:in|from|by|with|at|of|for|on|before|after|as|through|via|to|under|during|within)\b"
)
_VERB = re.compile(r"(?:were|was|had|did|have|has|live[sd]?|said|took|\w+ed)\b(?=\s\w)")
_OTHER_SCOPE = re.compile(
    r"\b(?:dropped\ out|left\ early|withdrew|over\ the\ year|since|so\ far|to\ date|in\ the\ service)\b",
    re.X,
)


_HALVES = (
    r"\b(?:agree\w*)\b.*\bdisagree",
    r"\bsatisf\w*\b.*\bdissatisf",
    r"\b(?:female|women|girls?|mothers)\b.*\b(?:male|men|boys?|fathers)\b",
    r"\b(?:male|men|boys?|fathers)\b.*\b(?:female|women|girls?|mothers)\b",
    r"%[^%]*%\s(?:had|did|was|were|could|would|do|has|have)\s(?:not|n't)\b",
    r"\b(?:the\s)?(?:remaining|other)\s%|\bsplit\b|\brest\b[^%]{0,10}%",
)
_OF_OTHERS = re.compile(r"% of [^%]*% of |compared|\bup\b|\bfrom\b|\bsame\b")


@dataclass(frozen=True)
class _Whole:
    """A whole, and its parts as they may be meant; `sure` where the words leave nothing over."""

    at: int
    parts: tuple[tuple[int, ...], ...]
    sure: bool


def sums_of_parts(said: Sentence, starts: list[int]) -> Iterator[Sum]:
    """Each whole in the last of some sentences, added up from the parts beside or before it; the
    sentences start at these signs.
    """
    wholes: dict[int, list[_Whole]] = {}
    for find in (_whole_first, _some_of_whole, _what_is_left, _whole_last):
        for whole in find(said, starts):
            wholes.setdefault(whole.at, []).append(whole)
    for at, meant in wholes.items():
        yield from _added(said, at, meant, starts)
    yield from _hundred(said, starts[-1])


def _added(said: Sentence, at: int, meant: list[_Whole], starts: list[int]) -> Iterator[Sum]:
    """The sum of one whole; it holds if any of its readings does."""
    whole = said.at(at)
    readings = [(one, parts) for one in meant for parts in one.parts if _can_be(said, whole, parts)]
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
    return abs(stated - right) * 2 <= max(stated, right)


def _adds_up(said: Sentence, whole: Decimal, parts: tuple[int, ...]) -> bool:
    """Whether the parts, some of them that stand side by side, or all but one add up to it."""
    numbers = [said.at(part).number for part in parts]
    runs = {
        sum(numbers[first:last])
        for first in range(len(numbers))
        for last in range(first + 2, len(numbers) + 1)
    }
    return whole in runs | ({sum(numbers) - one for one in numbers} if len(numbers) > 2 else set())


def _parts(said: Sentence, start: int, end: int) -> tuple[int, ...]:
    """The numbers between two places that can be parts."""
    text = said.signs[start:end]
    no_part = {at for match in _NO_PART.finditer(text) for at in range(*match.span())}
    return tuple(at for at in said.within(start, end) if at - start not in no_part)


def _whole_first(said: Sentence, starts: list[int]) -> Iterator[_Whole]:
    """ "Of the 58, 45 …", "58 people: 45 …", "58 people (45 …)", "58 people, 45 of them …"."""
    for match in _WHOLE_FIRST.finditer(said.signs, starts[-1]):
        is_plain = not match["lead"] and match["joint"] in (", ", "; ")
        after, joint = match.end(), match["joint"].strip(" ,").lower()
        end = said.signs.find(")", after) if joint == "(" else len(said.signs)
        listed = said.signs[after:end]
        all_of_it = said.signs[starts[-1] : end]
        if _PARTLY.search(listed) or _MULTIPLIED.search(all_of_it) or _OVERLAPS.search(listed):
            continue
        if is_plain and not _is_largest_yet(said, starts[-1], match.start("whole")):
            continue
        parts, follows = _parts(said, after, end), listed.startswith("№")
        if match["lead"].lower().startswith(("of", "out")):
            if _is_split(listed) or _EXHAUSTED.search(listed):
                yield _Whole(match.start("whole"), (parts,), bool(_EXHAUSTED.search(listed)))
        elif not is_plain or _all_elliptic(said, parts, follows) or _EXHAUSTED.search(listed):
            is_sure = follows and joint not in ("", "with", ";") and "." not in listed[:-1]
            yield _Whole(match.start("whole"), (parts,), is_sure)


def _is_largest_yet(said: Sentence, start: int, at: int) -> bool:
    return all(said.at(other).number < said.at(at).number for other in said.within(start, at))


def _all_elliptic(said: Sentence, parts: tuple[int, ...], follows: bool) -> bool:
    """Whether each part goes on without a verb: "five in the first wave, three in the second"."""
    rests = [said.signs[part + 1 :].lstrip() for part in parts]
    return follows and not any(map(_VERB.match, rests)) and any(map(_PREPOSITION.match, rests))


def _is_split(listed: str) -> bool:
    """Whether parts are told apart by one thing: not "38 were girls and nine had a disability"."""
    verbs = re.findall(rf"№\s(?:\w+\s)?({_VERB.pattern})", listed)
    states = {verb for verb in verbs if not verb.endswith("ed")}
    aged = re.search(r"№ were aged", listed) and not re.fullmatch(
        r"(?:.*№ (?:were )?aged.*)+", listed
    )
    return (
        len(states) < 2
        and not aged
        and not (states - {"were", "was"} and len(verbs) > 1)
        and not (states and "lived" in verbs)
    )


def _some_of_whole(said: Sentence, starts: list[int]) -> Iterator[_Whole]:
    """ "Eleven of the 26 reported less, nine the same and six more." """
    match = re.compile(r"(?:In )?(?P<first>№) (?:out )?of (?:the |all )?(?P<whole>№)").match(
        said.signs, starts[-1]
    )
    listed = said.signs[match.end() :] if match else ""
    if match and not _PARTLY.search(listed) and not _MULTIPLIED.search(listed):
        parts = (match.start("first"), *_parts(said, match.end(), len(said.signs)))
        if _EXHAUSTED.search(listed):
            yield _Whole(match.start("whole"), (parts,), True)


def _what_is_left(said: Sentence, starts: list[int]) -> Iterator[_Whole]:
    """ "58 signed up. Five dropped out, leaving 53." """
    left = re.compile(r"\bleaving\s[^№]{0,12}№|\b[Tt]he (?:other|remaining) №").search(
        said.signs, starts[-1]
    )
    for start in starts[-2:] if left else ():
        whole, *parts = _parts(said, start, len(said.signs)) or (0,)
        if len(parts) > 1 and left.end() - 1 in parts:
            yield _Whole(whole, (tuple(parts),), True)


def _whole_last(said: Sentence, starts: list[int]) -> Iterator[_Whole]:
    """ "45 women and 13 men, 58 in all", in one sentence or in the next."""
    own = starts[-1]
    for at in sorted(
        {m.start("whole") for cue in _WHOLE_LAST for m in cue.finditer(said.signs, own)}
    ):
        told = [start for start in reversed(starts) if len(_parts(said, start, at)) > 1][:1]
        before = said.signs[told[0] : at] if told else ""
        rest = said.signs[at:]
        is_other = told and told[0] < own and _OTHER_SCOPE.search(rest)
        if not told or is_other or _MULTIPLIED.search(before + rest[:40]):
            continue
        readings = {_parts(said, start, at) for start in starts if start <= told[0]}
        is_partial = _PARTLY.search(before)
        yield _Whole(at, tuple(readings), told[0] == own and not is_partial)


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
