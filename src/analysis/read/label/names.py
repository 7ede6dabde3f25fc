"""Which borough or indicator a heading means, however it is dressed; what could mean two is never
guessed.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from analysis.declare.boroughs import AMBIGUOUS, BOROUGHS, OTHER_AREAS, OTHER_BOROUGHS
from analysis.declare.indicators import INDICATORS

# How alike a heading and an agreed wording must be to be taken for a slip of the pen.
NEAR = 0.93

_COUNCIL = re.compile(
    r"^(?:the )?(?:royal borough of|london borough of|lb of|lbc|lb)\b|\b(?:london borough"
    r" council|council|lbc|borough)$"
)

# What boroughs say in different words for the same thing, in the order it is taken off or replaced.
_DRESSING = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), plain)
    for pattern, plain in (
        (r"(?:in|during|within|for) (?:this|the|each) (?:reporting )?(?:period|quarter)", " "),
        (r"(?:total )?(?:number|no|count) of", " "),
        (r"domestic (?:violence|abuse)(?: and abuse)?|dva|dv", "da"),
        (r"da(?: (?:(?:and|or) )?da)+", "da"),
        (
            r"children looked after|looked after children|children in care|cla|lac",
            "children taken into care",
        ),
        (
            r"children (?:entering|who entered|coming into|brought into) care",
            "children taken into care",
        ),
        (r"cpp|cp plans?", "child protection plan"),
        (r"cp", "child protection"),
        (r"referral reason|reason for referral", "referral issue"),
        (r"at intake", "on intake"),
        (r"at assessment", "after assessment"),
        (
            (
                r"factor issue(?: of concern)?|factor or issue(?: of concern)?|factor of"
                r" concern|issue of concern"
            ),
            "factor",
        ),
        (r"cases|plans|referrals|concerns", lambda word: word[0][:-1]),
        (r"the|is|was|were|are|where|which|a|an|of|with|has|have|been|as", " "),
    )
)

# Words that tell indicators apart: a slip of the pen never turns one of these into another.
_TELLING = {
    "referral": {"referral", "referred", "intake"},
    "assessment": {"assessment", "assessed", "flagged"},
    "protection_plan": {"protection", "plan"},
    "care_entry": {"care", "taken"},
}
# Words that make another quantity of an indicator, near as its wording may look.
_OTHER = re.compile(
    r"\b(?:re ?referr\w*|re"
    r" ?assess\w*|un\w+|not|no|non|without|excluding|ended|ending|closed|repeat|previous|rate|"
    r"percent\w*|proportion|ytd|year to date|cumulative|target|average|main|only|rank\w*|tests?|costs?|000s?|dummy|forecast\w*|estimate\w*|famil\w+|contacts?|index|rolling)\b|%"
)


@dataclass(frozen=True)
class Name:
    """A heading read as a borough or an indicator. `key` is None where it could be several;
    `doubtful` wants asking.
    """

    key: str | None
    doubtful: bool = False
    could_be: tuple[str, ...] = ()


def plain_name(text: str) -> str:
    """Lower case words with single spaces: punctuation, footnote marks and HTML entities taken off."""
    # Headings come again and again, long texts do not.
    return _short_name(text) if len(text) < _SHORT else _plain_name(text)


_SHORT = 100


def _plain_name(text: str) -> str:
    # Marks go first: NFKC would make the figure 1 of a raised one.
    unmarked = re.sub(r"(?<=\w)[¹²³*†‡§]+|[\[(]\d[\])]", "", html.unescape(text))
    plain = unicodedata.normalize("NFKC", unmarked).lower().replace("&", " and ")
    return " ".join(re.sub(r"[^\w%]+|_", " ", re.sub(r"['’]", "", plain)).split())


_short_name = lru_cache(maxsize=2**16)(_plain_name)


def _bare_borough(text: str) -> str:
    return " ".join(_COUNCIL.sub(" ", plain_name(text)).split())


def _known_boroughs() -> dict[str, Name]:
    ambiguous = {
        plain_name(text): Name(None, could_be=could_be) for text, could_be in AMBIGUOUS.items()
    }
    certain = {
        plain_name(text): Name(borough.key)
        for borough in BOROUGHS
        for text in (borough.key, borough.name, *borough.aliases)
    }
    doubtful = {
        plain_name(text): Name(borough.key, doubtful=True)
        for borough in BOROUGHS
        for text in borough.doubtful
    }
    return ambiguous | doubtful | certain


_BOROUGHS = _known_boroughs()
# A borough or an area whose numbers are not a member's.
OUTSIDER = Name(None)
_OTHER_BOROUGHS = tuple(map(plain_name, OTHER_BOROUGHS))
_ELSEWHERE = {*_OTHER_BOROUGHS, *map(plain_name, OTHER_AREAS)}
# Words of a title that name an area outside, or several boroughs.
_AREA = re.compile(
    r"\b(?:(?<!nhs )(?<!health )england|(?:all|greater|inner|outer) london(?! borough of)"
    r"|london (?:averages?|boroughs|region|wide|totals?)|national (?:\w+ )?(?:averages?|figures"
    r"|totals?|data|numbers|counts)|(?:stat|statistical|nearest) neighbours?|comparators?)\b"
)


def read_borough(text: str) -> Name | None:
    """The borough `text` is the name of; None where it is no borough's name at all."""
    return _BOROUGHS.get(plain_name(text)) or _BOROUGHS.get(_bare_borough(text))


def is_elsewhere(text: str) -> bool:
    """Whether `text` names a borough or an area outside the partnership."""
    return plain_name(text) in _ELSEWHERE or _bare_borough(text) in _ELSEWHERE


def find_borough(text: str) -> Name | None:
    """The one borough a title or a file name speaks of; None where it speaks of none, or of
    several.

    `OUTSIDER` where it names a borough or an area outside the partnership, alone or beside a member.
    """
    words, found = f" {plain_name(text)} ", []
    if _AREA.search(words) or any(f" {name} " in words for name in _OTHER_BOROUGHS):
        return OUTSIDER
    # Longest first, each taken out: the "Barking" of "Barking and Dagenham" is no name of its own.
    for name in sorted(_BOROUGHS, key=len, reverse=True):
        if len(name) > 1 and f" {name} " in words:
            words = words.replace(f" {name} ", " | ")
            found.append(_BOROUGHS[name])
    # "Region: London" says where a member lies.
    if not (found or " region " in words) and any(map(is_elsewhere, re.split(r"[-–—:,(|]", text))):
        return OUTSIDER
    certain = [name for name in found if name.key] or found
    return certain[0] if len({name.key for name in certain}) == 1 else None


def bare_wording(text: str) -> str:
    """An indicator's wording with the dressing off, as the agreed wordings are compared."""
    words = plain_name(text)
    for pattern, plain in _DRESSING:
        words = " ".join(pattern.sub(plain, words).split())
    return words


_WORDINGS = {
    bare_wording(text): indicator.key
    for indicator in INDICATORS
    for text in (indicator.name, *indicator.wordings)
}
# A pivot table says "Sum of" or "Count of"; an analyst says "Total".
SUMMED = re.compile(r"^\s*(?:total|sum of|count of)\b", re.IGNORECASE)
NUMBERED = re.compile(
    r"^\s*(?:table|indicator|measure|ind)?\s*\(?(?:[a-e]|\d{1,2})(?:[.):\s]|\s*[-–:])\s*",
    re.IGNORECASE,
)


def read_indicator(text: str) -> Name | None:
    """The indicator `text` words; doubtful where it is only nearly an agreed wording, None where it
    is none.
    """
    text = SUMMED.sub("", text)
    for candidate in (text, NUMBERED.sub("", text)):
        words = bare_wording(candidate)
        if words in _WORDINGS:
            # "New child protection plans", with no word of abuse, may well be all of them.
            return Name(_WORDINGS[words], doubtful="da" not in words.split())
    return _near_indicator(bare_wording(NUMBERED.sub("", text)), plain_name(text))


def _near_indicator(words: str, plain: str) -> Name | None:
    told = {key for key, telling in _TELLING.items() if telling & set(words.split())}
    # Another factor may be one letter away: "MH" or "SA" for "DA".
    if _OTHER.search(plain) or len(told) > 1 or "da" not in words.split():
        return None
    near = {
        key
        for wording, key in _WORDINGS.items()
        if told <= {key}
        and len(wording) > 8
        and SequenceMatcher(None, words, wording, autojunk=False).ratio() >= NEAR
    }
    return Name(near.pop(), doubtful=True) if len(near) == 1 else None
