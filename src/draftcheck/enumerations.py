"""What a sentence lists: how many things may be read in its commas, semicolons, brackets, dashes
and numbers of points.
"""

import re
from collections.abc import Iterator

from draftcheck.places import AUTHORITIES

_MARKER = re.compile(
    r"(?<!\w)(?:\((?P<round>[ivx]{1,4}|[a-j]|\d)\)|(?P<half>[ivx]{1,4}|[a-j]|\d)\))(?=\s)"
)
_FIRST_MARKERS = ("i", "a", "1")
_ORDINAL = re.compile(
    r"(?:And\s)?(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Finally|Last)(?:ly)?,", re.I
)
# A piece that begins so goes on about the one before it, and one that holds such words is a
# sentence, or more things than one.
_GOES_ON = re.compile(
    r"(?:which|who|whose|where|each|all|although|because|but|so|while|when|for|in|from|both"
    r"|including|especially|notably|with|as well as)\b",
    re.I,
)
_NO_THING = re.compile(
    r"""\b(?:was|were|is|are|has|had|have|will|would|said|took|did|can|could|may|others?|etc
    |several|some|more$|rest|two|three|four|five|six|seven|eight|nine|ten|this
    |(?<!ing\ )it|they|we)\b""",
    re.I | re.X,
)
_PARTLY = re.compile(
    r"(?:see|of wh|e\.?g|i\.e|such|includ|for (?:example|instance)|mostly|mainly|either|or|n\s?="
    r"|about|both)\b",
    re.I,
)
_WITH_AND = [(name, name.replace(" and ", " & ")) for name in AUTHORITIES if " and " in name]
_MOST_WORDS = 8


def in_points(text: str) -> int:
    """How many points a text numbers, like (i) or 2); 0 where it does not begin at the first."""
    markers = [match["round"] or match["half"] for match in _MARKER.finditer(text)]
    return len(markers) if len(markers) > 1 and markers[0] in _FIRST_MARKERS else 0


def in_order(following: list[str]) -> int:
    """How many sentences tell the first, the second and so on."""
    told = [bool(_ORDINAL.match(sentence)) for sentence in following]
    return sum(told) if told[:1] == [True] and following[0].lower().startswith("first") else 0


def between_semicolons(after: str) -> list[int]:
    """How many things may be read between semicolons; [] where there are none."""
    pieces = [piece for piece in _bare(after).split(";") if piece.strip(" .")]
    # "three ways: a, b and c; and it was done again" lists between commas.
    goes_on = len(pieces) == 2 and re.search(r",.*\band\b", pieces[0])
    if len(pieces) < 2 or goes_on or _PARTLY.match(pieces[0].strip()):
        return []
    # The last piece may hold two: "a; b; c and d".
    last = pieces[-1].strip()
    more = 0 if last.startswith("and ") else len(re.findall(r",|\band\b", last))
    return list(range(len(pieces), len(pieces) + more + 1))


def between_commas(after: str) -> list[int]:
    """How many short things may be read between commas: "a, b and c" are 3; [] where they are not
    plainly things. What stands in brackets is of one thing.
    """
    # "Other services (27%)" are one thing.
    text = _bare(re.sub(r"\bother (?=[a-z ]+ \([\d.]+\s?%\))", "", after)).strip(" .")
    pieces = things(text)
    if ";" in text or not pieces or _PARTLY.match(text) or not re.search(r"\b(?:and|or)\b", text):
        return []
    last = pieces[-1]
    joints = len(re.findall(r"\b(?:and|or)\b", re.sub(r"^(?:and|or)\s", "", last)))
    if re.match(r"(?:and|or)\s", last):
        return list(range(len(pieces), len(pieces) + joints + 1))
    if not joints:
        return []
    return list(range(len(pieces) + 1, len(pieces) + joints + 1))


def things(text: str) -> list[str]:
    """The pieces between commas, where each is short and names a thing."""
    pieces = [piece.strip() for piece in text.split(",")]
    pieces = [piece for piece in pieces if piece and not _GOES_ON.match(piece)]
    cores = [re.sub(r"\s(?:that|who|which|where)\s.*", "", piece) for piece in pieces]
    are_codes = all(re.search(r"\b[A-Z][\w-]*\d+$", core) for core in cores)
    are_short = all(len(core.split()) <= _MOST_WORDS * (1 + (" and " in core)) for core in cores)
    is_vague = any(_NO_THING.search(core) for core in cores)
    has_figures = any(re.search(r"(?<![\w-])\d", core) for core in cores)
    return pieces if (are_codes or not has_figures) and are_short and not is_vague else []


def beside(sentence: str) -> Iterator[tuple[str, str]]:
    """What stands before and within each pair of brackets or dashes, and after "namely"."""
    for pattern in (
        r"\s\((?P<list>[^()]+)\)",
        r"\s[-–—]\s(?P<list>[^–—()]+?)(?:\s[-–—]\s|\.?$)",
        r",?\s(?:namely|that is,|i\.e\.|viz\.?)[,:]?\s(?P<list>[^:;()]+?)\.?$",
    ):
        for match in re.finditer(pattern, sentence):
            yield sentence[: match.start()], match["list"]


def apposition(after: str, noun: str) -> list[int]:
    """How many things follow a comma as names, or as what the noun before it counts."""
    text = re.sub(r"(\sand\s[^,]*),.*", r"\1", _bare(after).strip(" ."))
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+", text)
    named = [bool(re.match(r"(?:the\s)?[A-Z]", piece)) for piece in pieces]
    whole = "and" in after and not _PARTLY.match(after)
    if all(named) and whole and len(pieces) > 1 and not any(map(_NO_THING.search, pieces)):
        return [len(pieces)]
    one = re.sub(r"ies$", "y", noun.split()[-1]).removesuffix("s")
    if whole and len(pieces) > 1 and all(re.search(rf"\b{re.escape(one)}\b", p) for p in pieces):
        return [len(pieces)]
    return []


def _bare(text: str) -> str:
    """A text without brackets, and with the names of boroughs joined by no word."""
    for name, joined in _WITH_AND:
        text = text.replace(name, joined)
    return re.sub(r"\s*\([^()]*\)", "", text)
