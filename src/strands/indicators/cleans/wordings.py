"""Which indicator a heading means, however it is dressed; what could mean two is never guessed."""

import re
from difflib import SequenceMatcher

from analysis.declare.indicators import INDICATORS
from analysis.read.label.names import Name, plain_name

# How alike a heading and an agreed wording must be to be taken for a slip of the pen.
NEAR = 0.93

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
