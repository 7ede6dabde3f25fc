"""What words around a number say that it is: a count of ours, or a share, a target, a part."""

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.declare.quantities import PROVISIONAL, QUANTITIES, Quantity
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell

# A name of numbers has a few words; a longer one is read for strong words only.
_FEW_WORDS = 8
_NAME_WORDS = 3
_DENIED = re.compile(
    r"\b(?:not|no(?= (?!of\b)\w)|non|never|without|except|excluding|rather than|instead of|isnt|arent"
    r"|separate(?:ly)?|elsewhere)\b(?! (?:final|actual|counts|numbers|da|dv|domestic))"
)
# Where a verb stands a sentence speaks: of these numbers only by what follows "are" or "show".
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|can|could|may|should|must|see|sent|send|please"
    r"|hope|do|does|did|means|includes?|included|shows?|gives?|represents?|refers?|met"
    r"|(?:prepared|completed|compiled|produced|provided|submitted|signed off) by)\b"
)
_SAID = re.compile(
    r"(?P<of>.*?)\b(?:is|are|was|were|shows?|gives?|represents?|includes?|refers? to|given as|expressed as|=)\s"
    r"(?P<said>.*)"
)
_BETWEEN = re.compile(
    r"^(?:(?:all|only|both|the|a|an|as|in|at|given|shown|expressed|presented|reported|recorded"
    r"|calculated|monthly|quarterly|our|agreed|now|still|currently|of|for|to|counted|by|mostly|based"
    r"|on|from) )*"
)
_BEFORE = re.compile(r"^(?:(?:notes?|nb|all|only|the|these|figures?|numbers?|data|in|as|for) )*")
_AFTER = re.compile(
    r"(?: (?:only|figures?|numbers?|data|values?|counts?|(?:12|twelve|3|6) months?))*$"
)
_KINDS = [(one, re.compile(rf"(?<!\w)(?:{one.words})(?!\w)")) for one in QUANTITIES]


# What parts a title: "Hackney 2025/26 - Targets".
_PARTS = re.compile(r"\s+[-–—|]\s+")
_MERE = re.compile(
    r"^(?:provisional|latest|simple|crude|annual|borough|weekly|daily|yearly|termly) "
)


@lru_cache(maxsize=4096)
def quantities_in(text: str, is_remark: bool = False) -> tuple[Quantity, ...]:
    """The kinds of number that words say these are: of a name or a title by what stands in it and
    in each part of it, of a sentence by what it says they are, of a remark by all that it says. A
    denial says nothing.
    """
    parts = [] if is_remark else _PARTS.split(text)[1:] and _PARTS.split(text)
    found = [one for part in (text, *parts) for one in _in_part(_plain(part), is_remark)]
    return tuple(dict.fromkeys(found))


def _in_part(plain: str, is_remark: bool) -> list[Quantity]:
    if not plain:
        return []
    if not _VERB.search(plain):
        # "Families, not children": what stands before the denial is said.
        said = _DENIED.split(plain)[0].strip()
        return _all_of(said) if is_remark else _named(said)
    match = _SAID.match(plain)
    # "The percentages are rounded" speaks of numbers that stand elsewhere.
    if not match or _DENIED.search(plain) or any(not one.is_ours for one in _named(match["of"])):
        return []
    # "Are all cases" speaks of all, "are all counts" of counts.
    said = [match["said"], _BETWEEN.sub("", match["said"])]
    return [one for one, pattern in _KINDS if _says(one, pattern, [*said, _MERE.sub("", said[1])])]


def _says(one: Quantity, pattern: re.Pattern, said: list[str]) -> bool:
    return any(pattern.fullmatch(text) if one.is_whole else pattern.match(text) for text in said)


def is_sentence(text: str) -> bool:
    """Whether words say something, as "Q4 was checked against last year" does, and name nothing."""
    plain = plain_name(text)
    return len(plain.split()) > _NAME_WORDS and bool(_VERB.search(plain))


def _plain(text: str) -> str:
    """Plain words, and the signs of money that they would lose."""
    return " ".join([plain_name(text), *re.findall("[£€$]", text)]).strip()


def _named(plain: str) -> list[Quantity]:
    short = len(plain.split()) <= _FEW_WORDS
    return [
        one
        for one, pattern in _KINDS
        if (short or one.is_strong or one.is_ours) and _holds(one, pattern, plain)
    ]


def _all_of(plain: str) -> list[Quantity]:
    """The kinds that a remark is the name of: "target", and not "target 50"."""
    bare = _AFTER.sub("", _BEFORE.sub("", plain))
    return [one for one, pattern in _KINDS if pattern.fullmatch(bare)]


def _holds(one: Quantity, pattern: re.Pattern, plain: str) -> bool:
    return bool(pattern.fullmatch(plain) if one.is_whole else pattern.search(plain))


def doubt(around: Iterable[Cell], remarks: Iterable[Cell] = ()) -> tuple[Cell, Quantity] | None:
    """What says that a number is none of ours, and where; None where nothing does. `around` are the
    cells that speak for it, the nearest first, and `remarks` what is noted on it: of each axis the
    nearest decides.
    """
    settled: set[str] = set()
    said = [(cell, quantities_in(cell.text)) for cell in around]
    for cell in remarks:
        # Noted on the number, that it is provisional is said already.
        kinds = quantities_in(cell.text, is_remark=True)
        said.append((cell, tuple(one for one in kinds if one.name != PROVISIONAL)))
    for cell, found in said:
        for one in found:
            if not one.is_ours and one.axis not in settled:
                return cell, one
        settled |= {one.axis for one in found}
    return None
