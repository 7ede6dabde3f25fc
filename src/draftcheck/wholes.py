"""Wholes: where a sentence names a whole and its parts, before them, after them or among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftcheck.quantities import Sentence

# Numbers that are no parts: both ends of a range, what each of several has, what lies within
# another number, and how often something happened.
_NO_PART = re.compile(
    r"""[№¤]\s?(?:to|-|–|or|out\ of)\s[№¤]|\bbetween\s[№¤]\sand\s[№¤]
    |\((?:of\ wh|includ|aged)[^()]*\)|\bof\ wh\w+\ №\ (?=were\ aged|also)
    |№\ (?:in|of|out\ of)\ (?:the\ |all\ )?№|(?<=\bone\ in\ )№|№(?=\ of\ (?:these|those)\b)
    |№(?=\ (?:months?|years?|weeks?|days?|hours?|times|minutes)\b)
    |\bn\s?=\s?№(?=\)(?!.*\btogether\b)[^.]*\bn\s?=)""",
    re.X,
)
_MULTIPLIED = re.compile(
    r"""\b(?:each|apiece|every|twice|once|[№¤]\ times|(?:had|did|used|attended|by|in)\ both
    |overlap\w*)\b|№\ \w+\ of\ №""",
    re.I | re.X,
)
_OVERLAPS = re.compile(r"№ (?:\w+ ){0,2}(?:both|neither)\b")
# Words that leave nothing over.
_EXHAUSTED = re.compile(
    r"""\b(?:the\ )?(?:remaining|remainder|other|others|rest)\b[^№]{0,25}№|\bleaving\s[^№]{0,12}№
    |№\s(?:had|did|was|were|could|would|do|has|have)\s(?:not|n't)\b
    |\bmade\ up\b|\bcompris|\bconsist|\bclassified|\bdivided|\bsplit|\bbreakdown\b
    |\baccepted\b.*\b(?:declined|refused)|\bdeclined\b.*\b(?:accepted|agreed)
    |\bpassed\b.*\bfailed|\bagreed\b.*\b(?:declined|refused|disagreed)""",
    re.I | re.X,
)
_PARTLY = re.compile(
    r"""\b(?:includ\w+|such\ as|among\ (?:them|others|wh)|for\ example|as\ well\ as|at\ least\ №
    |the\ largest|most\ of
    |mainly|mostly|notably|the\ others\b(?![^№]*№)|the\ rest\b(?![^№]*№)|several|many\ of|dupl\w+
    |(?:^|,\ |\band\ )an?\ (?!further|total)|along\ with|only\ №|other\ causes|who\ preferred)""",
    re.I | re.X,
)
# How a whole is named before its parts; the first part follows at once.
_WHOLE_FIRST = re.compile(
    r"""(?P<lead>\b(?:of|out\ of|among)\ (?:the\ |all\ |these\ |those\ )?
    |\ban?\ (?:combined\ |overall\ |final\ )?(?:total|sample)\ of\ 
    |\bin\ (?:all|total),?\ |\b(?:the|all|these|those)\ |\baltogether,?\ |)
    (?P<whole>№)(?P<noun>(?:\ (?!and\b|or\b)[^\s№(),:;–—]+(?<!\s-)){0,9}?
        (?:\s(?:over|across|in|at)\s[№¤]\s[a-z]+)?)
    (?P<joint>\s?\(|[:;]\s|\s[-–—]\s|,?\s(?:of\ wh\w+|with|there\swere)\s|,\s
    |\s(?:was|were)\smade\sup\sof\s
    |\s(?:comprised|comprises|comprising|consisted\sof|consists\sof|included\sall)\s
    |\s(?:was|were|are|is)\s(?:classified|divided|split|rated|grouped|graded)
        \s(?:as|into|between)\s)""",
    re.I | re.X,
)
# Pairs of words that leave no third.
_ONE, _OTHER = r"(?:female|women|girls?|mothers)", r"(?:male|men|boys?|fathers)"
_WERE = r"№\s(?:of\sthem\s)?(?:were\s|was\s|said\s|answered\s)?"
_OPPOSITES = (
    (_ONE, _OTHER),
    ("trained", "untrained"),
    ("yes", "no"),
    ("open", "closed"),
    ("with", "without"),
)
_PAIR = re.compile(
    "|".join(
        rf"{_WERE}{one}\b.*{_WERE}{other}\b|{_WERE}{other}\b.*{_WERE}{one}\b"
        for one, other in _OPPOSITES
    ),
    re.I,
)
# Two groups, and nothing else: "45 were women and 12 were men."
_BOTH = re.compile(
    r"(?:Of\s(?:these|those|them),?\s)?№\s(?:of\sthem\s)?(?:were\s)?"
    rf"(?:{_ONE}\sand\s№\s(?:were\s)?{_OTHER}|{_OTHER}\sand\s№\s(?:were\s)?{_ONE})\.?$",
    re.I,
)
_WHOLE_LAST = [
    re.compile(pattern, re.I | re.X)
    for pattern in (
        r"\b(?:an?|the)\ (?:overall\ |combined\ |grand\ )?total\ (?:number\ )?of\ (?P<whole>№)",
        r"\b(?:in\ (?:all|total)|altogether|overall|between\ them|together|combined|in\ sum)\b,?"
        r"(?:\ [^\s№§@.,;:]+){0,6}?\ (?P<whole>№)",
        r"(?P<whole>№)(?:\ (?!and\b|of\b|who\b)[a-z-]+){0,3}"
        r"\ (?:in\ (?:all|total)|altogether|overall|combined|(?:over|across|for|during)\ the"
        r"\ (?:[№¤]\ )?(?:years?|quarter|months?|period|sites|boroughs|groups)\b)",
        r"\b(?:mak(?:es|ing)|giv(?:es|ing)|c[ao]m(?:e|es|ing)\ to|add(?:s|ing)?\ up\ to)"
        r"(?:\ (?:a\ total\ of|the\ total|an?))?\ (?P<whole>№)",
        r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ing))\ "
        r"[^№;]{0,45}?\bto\ (?P<whole>№)",
        r"\bor\ (?P<whole>№)\ (?:in|over|for)\ the\ (?:whole\ )?(?:year|quarter|month|period)\b",
        r"(?<=[.!?]\ )(?:That|This)\ (?:is|was|makes)\ (?P<whole>№)"
        r"\ (?!more|fewer|less|an?\b|per|each|times|(?:\w+\ )?than)[a-z]+(?!\ (?:more|fewer|less|a|per|each|than))\b",
        rf"№\ (?:{_ONE}\ and\ №\ {_OTHER}|{_OTHER}\ and\ №\ {_ONE})\ (?:among|out\ of|of|in)"
        r"\ the\ (?P<whole>№)(?![^.]*(?:№|;|\bone\b))",
        r",\ so\ (?:that\ )?(?!.*\bnow\b)[^№]{0,45}?(?P<whole>№)",
        r"\((?:n\s?=\s?)(?P<whole>№)\)[.,;]?(?=\s|$)",
        r"\b(?:these|those|all)\ (?P<whole>№)\ [a-z]",
        r"\btotal\b[^№,;]{0,40}\ (?:was|were|is|are|came\ to|stood\ at|reached|then|therefore)"
        r"(?:\ (?:therefore|then|thus))?\ (?P<whole>№)",
        r"\b(?:across|at|over|in)\ (?:both|all|the)\ [^№.;]{0,60}?,\ (?:then,\ )?(?P<whole>№)",
        r"\bcomprised\ (?P<whole>№)",
        r"(?<=[.!?]\ )The\ (?P<whole>№)\ [a-z](?![^.]*\b(?:double|half|than)\b)",
    )
]
_SOME = re.compile(r"(?:In )?(?P<first>№) (?:out )?of (?:the |all )?(?P<whole>№)")
_LEFT = re.compile(r"\bleaving\s[^№]{0,12}№|\b[Tt]he (?:other|remaining) №")
_PREPOSITION = re.compile(
    r"(?:in|from|by|with|at|of|for|on|before|after|as|through|via|to|under|during|within)\b"
)
_VERB = re.compile(r"(?:were|was|had|did|have|has|live[sd]?|said|took|\w+ed)\b(?=\s\w)")
_LEFT_OUT = r"dropped\sout|left\searly|withdrew"
_TOTAL = re.compile(r"\b(?:in\s(?:all|total)|altogether|across\sboth)\b", re.I)
_OTHER_SCOPE = re.compile(
    rf"\b(?:{_LEFT_OUT}|over\sthe\syear|since|so\sfar|to\sdate|in\sthe\sservice)\b"
)


@dataclass(frozen=True)
class Whole:
    """A whole, and its parts as they may be meant; `sure` where the words leave nothing over."""

    at: int
    parts: tuple[tuple[int, ...], ...]
    sure: bool


def wholes(said: Sentence, starts: list[int]) -> dict[int, list[Whole]]:
    """The wholes in the last of some sentences that start at these signs, as they may be meant."""
    found: dict[int, list[Whole]] = {}
    for find in (_whole_first, _whole_before, _some_of_whole, _what_is_left, _whole_last):
        for whole in find(said, starts):
            found.setdefault(whole.at, []).append(whole)
    return found


def _parts(said: Sentence, start: int, end: int) -> tuple[int, ...]:
    """The numbers between two places that can be parts."""
    text = said.signs[start:end]
    no_part = {at for match in _NO_PART.finditer(text) for at in range(*match.span())}
    return tuple(at for at in said.within(start, end) if at - start not in no_part)


def _whole_first(said: Sentence, starts: list[int]) -> Iterator[Whole]:
    """ "Of the 58, 45 …", "58 people: 45 …", "58 people (45 …)", "58 people, 45 of them …"."""
    for match in _WHOLE_FIRST.finditer(said.signs, starts[-1]):
        is_plain = match["joint"] in (", ", "; ")
        after, joint = match.end(), match["joint"].strip(" ,").lower()
        end = said.signs.find(")", after) if joint == "(" else len(said.signs)
        listed = said.signs[after:end]
        all_of_it = said.signs[starts[-1] : end]
        if _PARTLY.search(listed) or _MULTIPLIED.search(all_of_it) or _OVERLAPS.search(listed):
            continue
        is_plain = is_plain and "total" not in match["lead"] and not match["lead"].startswith("In")
        if is_plain and not _is_largest_yet(said, starts[-1], match.start("whole")):
            continue
        parts, follows = _parts(said, after, end), listed.startswith("№")
        is_of = match["lead"].lower().startswith(("of", "out", "among"))
        if is_of and (is_plain or joint == "there were"):
            # "Of 90, 34 matter: 20 hold …" goes on to the parts of a part.
            if ":" not in listed and (_is_split(listed) or _EXHAUSTED.search(listed)):
                yield Whole(match.start("whole"), (parts,), bool(_EXHAUSTED.search(listed)))
        elif joint.startswith("of wh") and not (_is_split(listed) or _EXHAUSTED.search(listed)):
            continue
        elif not is_plain or _all_elliptic(said, parts, follows) or _EXHAUSTED.search(listed):
            is_sure = follows and joint not in ("", "with", ";") and "." not in listed[:-1]
            yield Whole(match.start("whole"), (parts,), is_sure and not is_of)


def _whole_before(said: Sentence, starts: list[int]) -> Iterator[Whole]:
    """ "In all 57 came. 45 were women and 12 were men." """
    told = said.within(starts[-2], starts[-1]) if starts[1:] else []
    if len(told) == 1 and _BOTH.match(said.signs, starts[-1]):
        yield Whole(told[0], (_parts(said, starts[-1], len(said.signs)),), False)


def _is_largest_yet(said: Sentence, start: int, at: int) -> bool:
    return all(said.at(other).number < said.at(at).number for other in said.within(start, at))


def _all_elliptic(said: Sentence, parts: tuple[int, ...], follows: bool) -> bool:
    """Whether each part goes on without a verb: "five in the first wave, three in the second"."""
    rests = [said.signs[part + 1 :].lstrip() for part in parts]
    return follows and not any(map(_VERB.match, rests)) and any(map(_PREPOSITION.match, rests))


def _is_split(listed: str) -> bool:
    """Whether parts are told apart by one thing: not "45 were women and 12 were parents"."""
    number = listed.count("№")
    ages = re.findall(r"№ (?:were )?aged", listed)
    places = re.findall(rf"№ (?:(?:\w+ed|came|went|chose) )?({_PREPOSITION.pattern})", listed)
    in_one_way = len(places) == number and len(set(places)) == 1
    return bool(_PAIR.search(listed)) or len(ages) == number or in_one_way


def _some_of_whole(said: Sentence, starts: list[int]) -> Iterator[Whole]:
    """ "Twelve of the 30 were girls and the other 18 boys." """
    match = _SOME.match(said.signs, starts[-1])
    listed = said.signs[match.end() :] if match else ""
    if _EXHAUSTED.search(listed) and not (_PARTLY.search(listed) or _MULTIPLIED.search(listed)):
        parts = (match.start("first"), *_parts(said, match.end(), len(said.signs)))
        yield Whole(match.start("whole"), (parts,), True)


def _what_is_left(said: Sentence, starts: list[int]) -> Iterator[Whole]:
    """ "58 signed up. Five dropped out, leaving 53." """
    left = _LEFT.search(said.signs, starts[-1])
    has_own = len(_parts(said, starts[-1], len(said.signs))) > 2
    for start in starts[-1 if has_own else -2 :] if left else ():
        whole, *parts = _parts(said, start, len(said.signs)) or (0,)
        if len(parts) > 1 and left.end() - 1 in parts:
            yield Whole(whole, (tuple(parts),), True)


def _whole_last(said: Sentence, starts: list[int]) -> Iterator[Whole]:
    """ "45 women and 13 men, 58 in all", in one sentence or in the next."""
    own = starts[-1]
    for at in sorted(
        {m.start("whole") for cue in _WHOLE_LAST for m in cue.finditer(said.signs, own)}
    ):
        told = [start for start in reversed(starts) if len(_parts(said, start, at)) > 1][:1]
        before = said.signs[told[0] : at] if told else ""
        rest = said.signs[at:]
        has_others = len(said.within(own, at)) > len(_parts(said, own, at))
        is_other = (
            told
            and told[0] < own
            and (
                _TOTAL.search(said.signs, told[0], own)
                or has_others
                or _OTHER_SCOPE.search(rest)
                or re.search(_LEFT_OUT, before)
            )
        )
        if not told or is_other or _MULTIPLIED.search(before + rest[:40]):
            continue
        readings = {
            tuple(
                part
                for part in _parts(said, start, at)
                if part > told[0] or _goes_with(said, part, told[0], at)
            )
            for start in starts
            if start <= told[0]
        }
        is_partial = _PARTLY.search(before)
        yield Whole(at, tuple(readings), told[0] == own and not is_partial)


def _goes_with(said: Sentence, part: int, start: int, whole: int) -> bool:
    """Whether a number of an earlier sentence counts what the parts after it and their whole do."""
    rest = said.signs[part + 1 :].lstrip()
    nouns = re.findall(r"№ ([a-z]+)", said.signs[start : whole + 30])
    is_bare = not rest[:1].isalpha() or _PREPOSITION.match(rest) or _VERB.match(rest)
    return bool(
        is_bare or rest.startswith("came") or set(re.findall("[a-z]+", rest)[:2]) & set(nouns)
    )
