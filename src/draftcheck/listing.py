"""Lists whose announced number differs from what is listed, as bullets or within the sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from draftcheck.document import Block, Document, sentences
from draftcheck.finding import Finding, Rule

_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = {word: at for at, word in enumerate(_WORDS.split(), 2)} | {
    str(number): number for number in range(2, 21)
}
# What follows a number and is no list of things: spans of time, people, and words that end the
# thought.
_NO_THINGS = r"""
    months?|years?|weeks?|days?|hours?|minutes?|times|quarters?|per|percent|pm|am|million|thousand
    |hundred|to|or|and|of|in|out|at|by|from|using|points?|pages|boroughs?|children|people
    |participants|respondents|counts|cells|professionals|families|cases|staff|trainings?|blocks?|sessions?|yrs?
    |January|February|March|April|May|June|July|August|September|October|November|December"""
_ANNOUNCED = re.compile(
    rf"""(?<![\w.,/%–-])((?i:{"|".join(_NUMBERS)}))(?![\d.,:/%–-]|\d)\s+(?!(?i:{_NO_THINGS})\b)
    ((?:[a-z][\w'’/-]*\s+){{0,4}}?[a-z][\w'’/-]*s)\b""",
    re.X,
)
# "Year 3 boroughs" are not three boroughs.
_ORDER = re.compile(
    r"""\b(years?|yrs?|phase|tier|type|level|stage|step|part|track|round|wave|table|figure|appendix
    |chapter|section|class|grade|group|option|question|version|day|week|quarter|month|band|category
    |objective|python)\s+$""",
    re.I | re.X,
)
_VAGUE = re.compile(
    r"""(\bof|\bof\ (?:the|these|those|our|all|its|their)|at\ least|more\ than|over|up\ to|around
    |about|nearly|almost|the\ first|the\ last|the\ other|or|to|than)\s*$""",
    re.I | re.X,
)
_PARTLY = re.compile(
    r"""\b(such\ as|for\ example|for\ instance|e\.g\.?|among\ (?:them|others)|including|includes?
    |notably|especially|mainly|mostly|some\ of|one\ of|some|examples?)\b""",
    re.I | re.X,
)
_FARTHEST, _FARTHEST_OF_COMMAS = 8, 3


def doubtful_lists(document: Document) -> Iterator[Finding]:
    """Lists that are shorter or longer than the sentence before them says."""
    for place, announced, listed in announcements(document):
        if not set(listed) & {number for number, _ in announced}:
            number, what = announced[-1]
            says, expected = f"announces {number} {what}", f"{listed[0]} are listed"
            yield Finding(place, says, expected, "likely")


def announcements(document: Document) -> Iterator[tuple[str, list[tuple[int, str]], list[int]]]:
    """Each announced list: its place, the numbers with what they count, and how many items may be
    read in it.
    """
    for at, block in enumerate(document.parts):
        texts = sentences(block.text) if isinstance(block, Block) else []
        for sentence in texts:
            for announced, listed in _inside(sentence):
                yield block.place, announced, listed
        if texts and texts[-1].endswith(":") and block.kind != "heading":
            items, announced = _items_after(document.parts, at), _announced(texts[-1])
            if items and announced:
                yield block.place, announced, [items]


def _announced(text: str, farthest: int = _FARTHEST) -> list[tuple[int, str]]:
    """The numbers of things a sentence announces before its colon."""
    text, found = text.rstrip(" :"), []
    for match in _ANNOUNCED.finditer(text):
        before, between = text[: match.start()], text[match.end() :]
        is_order = match[1].isdigit() and _ORDER.search(before)
        is_far = len(between.split()) > farthest or re.search(r"[;.]", between)
        if not (is_order or is_far or _VAGUE.search(before)):
            found.append((_NUMBERS[match[1].lower()], match[2].strip()))
    return [] if _PARTLY.search(text) else found


def _items_after(parts, at: int) -> int:
    """How many items of the outer level follow a block directly; 0 for a lone one, or where text
    interrupts them.
    """

    def is_item(part) -> bool:
        return isinstance(part, Block) and part.kind == "item"

    own = parts[at].level if is_item(parts[at]) else -1
    following = parts[at + 1 :]
    items = takewhile(lambda part: is_item(part) and part.level > own, following)
    levels = [item.level for item in items]
    after = following[len(levels) :][:3]
    beyond = (part for part in after if isinstance(part, Block) and part.kind != "text")
    if len(levels) < 2 or (own < 0 and is_item(next(beyond, None))):
        return 0
    return levels.count(min(levels))


def _inside(sentence: str) -> Iterator[tuple[list[tuple[int, str]], list[int]]]:
    """The announcement and the pieces of a sentence like "six reasons: a; b; c"."""
    before, _, after = sentence.partition(": ")
    pieces = [piece for piece in after.split(";") if piece.strip(" .")]
    # "12 courses: 342 people answered" goes on with a number of its own, and lists no courses.
    if not pieces or after[0].isdigit() or _PARTLY.search(after.split(";")[0][:20]):
        return
    announced = _announced(before)
    if announced and len(pieces) > 1:
        # The last piece may hold two: "a; b; c and d".
        last = re.sub(r"\([^)]*\)", "", pieces[-1].removeprefix(" and "))
        more = len(re.findall(r",|\band\b", last))
        yield announced, list(range(len(pieces), len(pieces) + more + 1))
        return
    # A comma joins much else: such a list must follow its announcement closely.
    announced, listed = _announced(before, _FARTHEST_OF_COMMAS), _between_commas(after)
    if announced and listed:
        yield announced, listed


def _between_commas(after: str) -> list[int]:
    """How many short things are named between commas: "a, b and c" are 3; [] where they are not
    plainly things. What stands in brackets is of one thing.
    """
    after = re.sub(r"\s*\([^()]*\)", "", after)
    pieces = re.split(r",\s*(?:and\s+)?|\s+and\s+", after.strip(" ."))
    pieces = [piece for piece in pieces if piece.strip()]
    are_things = "," in after and re.search(r"(,| )\s?and ", after) and not re.search(r"\d", after)
    if not are_things or any(len(piece.split()) > 4 for piece in pieces):
        return []
    # After a last comma an "and" may stand inside a thing: "policies, housing, and health and
    # education".
    fewest = after.count(",") + 1 if ", and " in after else len(pieces)
    return list(range(len(pieces), fewest - 1, -1))


RULES = (
    Rule(
        "list",
        "A list has as many items as are announced.",
        doubtful_lists,
        "announced lists",
        announcements,
    ),
)
