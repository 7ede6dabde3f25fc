"""Which borough a heading means, however it is dressed; what could mean two is never guessed."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from analysis.declare.boroughs import AMBIGUOUS, BOROUGHS, OTHER_AREAS, OTHER_BOROUGHS

_COUNCIL = re.compile(
    r"^(?:the )?(?:royal borough of|london borough of|lb of|lbc|lb)\b|\b(?:london borough"
    r" council|council|lbc|borough)$"
)


@dataclass(frozen=True)
class Name:
    """A heading read as a borough, or as something else that a strand asks for. `key` is None where it could be several;
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
