"""Lists whose announced number differs from what is listed, as bullets or within the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftcheck.document import Block, Document, sentences
from draftcheck.finding import Finding, Rule

_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = {word: at for at, word in enumerate(_WORDS.split(), 2)} | {
    str(number): number for number in range(2, 21)
}
# What follows a number and is no list of things: spans of time, people, and words that end the
# thought.
_NO_THINGS = (
    r"months?|years?|weeks?|days?|hours?|minutes?|times|quarters?|per|percent|pm|am|million|thousand|hundred|to|or|and|of|"
    r"in|out|at|by|from|using|points?|pages|boroughs?|children|people|participants|respondents|professionals|families|"
    r"cases|staff|trainings?|blocks?|sessions?|yrs?|January|February|March|April|May|June|July|August|September|October|"
    r"November|December"
)
_ANNOUNCED = re.compile(
    rf"(?<![\w.,/%–-])((?i:{'|'.join(_NUMBERS)}))(?![\d.,:/%–-]|\d)\s+(?!(?i:{_NO_THINGS})\b)"
    r"((?:[a-z][\w'’/-]*\s+){0,4}?[a-z][\w'’/-]*s)\b"
)
# "Year 3 boroughs" are not three boroughs.
_ORDER = re.compile(
    r"\b(years?|yrs?|phase|tier|type|level|stage|step|part|track|round|wave|table|figure|appendix|chapter|section|class|"
    r"grade|group|option|question|version|day|week|quarter|month|band|category|objective|python)\s+$",
    re.I,
)
_VAGUE = re.compile(
    r"(\bof|\bof (?:the|these|those|our|all|its|their)|at least|more than|over|up"
    r" to|around|about|nearly|almost|"
    r"the first|the last|the other|or|to|than)\s*$",
    re.I,
)
_PARTLY = re.compile(
    r"\b(such as|for example|for instance|e\.g\.?|among"
    r" (?:them|others)|including|includes?|notably|"
    r"especially|mainly|mostly|some of|one of|some|examples?)\b",
    re.I,
)
_FARTHEST, _FARTHEST_OF_COMMAS = 8, 3


def doubtful_lists(document: Document) -> Iterator[Finding]:
    """Lists that are shorter or longer than the sentence before them says."""
    for block, announced, listed in announcements(document):
        numbers = [number for number, _ in announced]
        if not set(numbers) & set(listed):
            number, what = announced[-1]
            says, expected = f"announces {number} {what}", f"{listed[0]} are listed"
            yield Finding(block.place, says, expected, "likely")


def announcements(document: Document) -> Iterator[tuple[Block, list[tuple[int, str]], list[int]]]:
    """Each announced list: its block, the numbers with what they count, and how many items may be
    read in it.
    """
    parts = document.parts
    for at, block in enumerate(parts):
        if not isinstance(block, Block):
            continue
        for sentence in sentences(block.text):
            if (found := _inside(sentence)) is not None:
                yield block, *found
        if items := _items_after(parts, at):
            announced = _announced(sentences(block.text)[-1:], at_end=True)
            if announced and block.kind != "heading":
                yield block, announced, [items]


def _announced(
    of: list[str], at_end: bool = False, farthest: int = _FARTHEST
) -> list[tuple[int, str]]:
    """The numbers of things a sentence announces before its colon."""
    text = " ".join(of)
    if not text.rstrip().endswith(":") and at_end:
        return []
    found = []
    for match in _ANNOUNCED.finditer(text.rstrip(" :")):
        between = text[match.end() :].rstrip(" :")
        before = text[: match.start()]
        is_order = match[1].isdigit() and _ORDER.search(before)
        if (
            not _VAGUE.search(before)
            and not is_order
            and len(between.split()) <= farthest
            and not re.search(r"[;.]", between)
        ):
            found.append((_NUMBERS[match[1].lower()], match[2].strip()))
    return [] if _PARTLY.search(text) else found


def _items_after(parts, at: int) -> int:
    """How many items of the outer level follow a block directly; 0 for a lone one, or where text
    interrupts them.
    """
    own, items = parts[at].level if parts[at].kind == "item" else -1, []
    for part in parts[at + 1 :]:
        if not isinstance(part, Block) or part.kind != "item" or part.level <= own:
            break
        items.append(part.level)
    after = parts[at + 1 + len(items) :][:3]
    goes_on = next(
        (part for part in after if isinstance(part, Block) and part.kind != "text"), None
    )
    if len(items) < 2 or (goes_on and goes_on.kind == "item" and own < 0):
        return 0
    return items.count(min(items))


def _inside(sentence: str) -> tuple[list[tuple[int, str]], list[int]] | None:
    """The announcement and the pieces of a sentence like "six reasons: a; b; c"."""
    before, colon, after = sentence.partition(": ")
    # "12 courses: 342 people answered" goes on with a number of its own, and lists no courses.
    if not colon or after[:1].isdigit() or _PARTLY.search(after.split(";")[0][:20]):
        return None
    announced = _announced([before])
    pieces = [piece for piece in after.split(";") if piece.strip(" .")]
    if announced and len(pieces) > 1:
        # The last piece may hold two: "a; b; c and d".
        more = (
            len(
                re.findall(r",|\band\b", re.sub(r"\([^)]*\)", "", pieces[-1].removeprefix(" and ")))
            )
            if len(pieces) > 1
            else 0
        )
        return announced, list(range(len(pieces), len(pieces) + more + 1))
    # A comma joins much else: such a list must follow its announcement closely.
    announced = _announced([before], farthest=_FARTHEST_OF_COMMAS)
    return (announced, counted) if announced and (counted := _between_commas(after)) else None


def _between_commas(after: str) -> list[int]:
    """How many short things are named between commas: "a, b and c" are 3; [] where they are not
    plainly things.
    """
    pieces = re.split(r",\s*(?:and\s+)?|\s+and\s+", after.strip(" ."))
    pieces = [piece for piece in pieces if piece.strip()]
    commas = after.count(",")
    if (
        commas < 1
        or re.search(r"\d", after)
        or not re.search(r"(,| )\s?and ", after)
        or any(len(piece.split()) > 4 for piece in pieces)
    ):
        return []
    # After a last comma an "and" may stand inside a thing: "policies, housing, and health and
    # education".
    fewest = commas + 1 if re.search(r", and ", after) else len(pieces)
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
