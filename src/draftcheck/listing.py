"""Lists whose announced number differs from what is listed, as points or within the sentence."""

import re
from collections.abc import Iterator
from itertools import takewhile

from draftcheck.document import Block, Document, sentences
from draftcheck.enumerations import (
    apposition,
    beside,
    between_commas,
    between_semicolons,
    in_order,
    in_points,
)
from draftcheck.finding import Finding, Rule

_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBERS = {word: at for at, word in enumerate(_WORDS.split(), 2)} | {
    str(number): number for number in range(2, 21)
}
_NUMBERS["both"] = 2
# What follows a number and is no thing that a list may hold: lengths of time, and words that end
# the thought.
_NO_THINGS = r"""
    weeks?|days?|hours?|minutes?|times|per|percent|pm|am|million|thousand|hundred|to|or|and|in|out
    |at|by|for|from|using|pages|counts|cells|trainings?|blocks?|sessions?|yrs?|stars?
    |January|February|March|April|June|July|August|September|October|November|December"""
_PEOPLE = re.compile(
    r"""\b(boroughs?|children|people|participants|respondents|professionals|families|cases|staff
    |interviewees|managers|workers|practitioners|parents|mothers|fathers|teachers|women|men|girls
    |boys|couples|months|years|quarters|interviews|officers|focus\ groups?|adults|survivors
    |referrals|meetings|visits|events|courses|workshops|answers)$""",
    re.I | re.X,
)
_PLURAL = r"[A-Za-z][\w'’/-]*s|people|children|women|men|criteria|phenomena|staff|series"
_ANNOUNCED = re.compile(
    rf"""(?<![\w.,/%–-])(?P<number>(?i:{"|".join(_NUMBERS)}))(?![\d.,:/%–-]|\d)\s+
    (?:of\s+(?:the|these|those|our|its|their)\s+(?:(?i:{"|".join(_NUMBERS)})\s+)?)?
    (?!(?i:{_NO_THINGS})\b)(?P<what>(?:[A-Za-z][\w'’/-]*\s+){{0,4}}?(?:{_PLURAL}))\b(?!['’])""",
    re.X,
)
# "Of the eight principles, three stood out".
_OUT_OF = re.compile(
    rf"""\b[Oo]f\ (?:the|our|these|its)\ (?:[\w-]+\ )(?P<what>[^,;:]{{3,50}}),\ (?:only\ )?
    (?P<number>(?i:{"|".join(_NUMBERS)}))\b""",
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
    rf"""((?:^|\b(?:{"|".join(_NUMBERS)}|\d+|one|some|any|most|many|each|all|none|few|half|part|out)\ )of
    |\bof\ (?:the|these|those|our|all|its|their)|\b(?:at\ least|more\ than|over|up\ to|around
    |(?<!asked\ )(?<!spoke\ )(?<!talked\ )(?<!learnt\ )about|nearly|almost
    |the\ first|the\ last|the\ other|than|another|further|a\ maximum\ of)
    |\b(?:\d+|{"|".join(_NUMBERS)})\s(?:or|to))\s*$""",
    re.I | re.X,
)
_PARTLY = re.compile(
    r"""\b(such\ as|for\ example|for\ instance|e\.g\.?|among\ (?:them|others|which)|including
    |includes?|included|notably|especially|mainly|mostly|some\ of|one\ of|some|examples?
    |of\ wh(?:ich|om)|most
    |in\ particular|largest|mentioned\ the\ following|and\ (?:they\ |it\ )?cover(?:s|ed)?|above
    |below)\b""",
    re.I | re.X,
)
# "Six agencies attend, and two of them (police and health) chair".
_FEWER = re.compile(
    rf"\b(?:one|{'|'.join(_NUMBERS)})\b"
    r"(?=\s+(?:of\s+(?:them|these|those|which|whom)|were|was|are|is|have|had)\b)",
    re.I,
)
# "The three indicators are plans made, visits held and cases closed."
_ARE = re.compile(
    r"""(?P<told>(?:The|Our|Its)\ \w+\ (?:[a-z]+\ )?(?:aims|areas|components|criteria|domains
    |elements|goals|indicators|measures|objectives|outcomes|parts|phases|principles|priorities|reasons|stages|steps
    |themes|topics|strands))\ (?:are|were)\ 
    (?!very|all|not|also|both|\w+ly\b|[^.]*\b(?:than|too|more|less)\b)(?P<list>[\w-]+\ [^,:;()]+,[^:;()]+)\.?$""",
    re.X,
)
# A slip is of one item or two; what differs by more was not meant to be the same.
_FARTHEST, _MOST_OFF = 10, 4
# No sentence is longer; what is, is a table that was read as one.
_LONGEST = 2000
_TYPED = re.compile(r"(?:[-–—*•‣◦·]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")


def doubtful_lists(document: Document) -> Iterator[Finding]:
    """Lists that are shorter or longer than the sentence before them says."""
    for place, announced, listed in announcements(document):
        numbers = {number for number, _ in announced}
        near = min(abs(number - item) for number in numbers for item in listed)
        if 0 < near <= _MOST_OFF and not set(listed) & numbers:
            number, what = announced[-1]
            says, expected = f"announces {number} {what}", f"{listed[0]} are listed"
            yield Finding(place, says, expected, "likely")


def announcements(document: Document) -> Iterator[tuple[str, list[tuple[int, str]], list[int]]]:
    """Each announced list: its place, the numbers with what they count, and how many items may be
    read in it.
    """
    for at, block in enumerate(document.parts):
        texts = sentences(block.text) if isinstance(block, Block) else []
        texts = [text for text in texts if len(text) < _LONGEST]
        for number, sentence in enumerate(texts):
            for announced, listed in _inside(sentence, texts[number + 1 : number + 10]):
                yield block.place, announced, listed
        if texts and texts[-1].endswith(":") and block.kind != "heading":
            announced = [one for one in _announced(texts[-1]) if not _PEOPLE.search(one[1])]
            items = _items_after(document.parts, at)
            if items and announced:
                yield block.place, announced, items


def _announced(text: str) -> list[tuple[int, str]]:
    """The numbers of things a sentence announces before its list."""
    text, found = text.rstrip(" :,."), []
    for match in (*_ANNOUNCED.finditer(text), *_OUT_OF.finditer(text)):
        before, between = text[: match.start("number")], text[match.end() :]
        is_order = match["number"].isdigit() and _ORDER.search(before)
        is_far = len(between.split()) > _FARTHEST or re.search(r"[;.]", between)
        is_out_of = match.re is _OUT_OF
        if not (is_order or is_far or (_VAGUE.search(before) and not is_out_of)):
            found.append((_NUMBERS[match["number"].lower()], match["what"].strip()))
    return [] if _PARTLY.search(text) else found


def _is_item(part) -> bool:
    """Whether a part is a point of a list, by its style or by a mark that was typed."""
    return isinstance(part, Block) and (
        part.kind == "item" or (part.kind == "text" and bool(_TYPED.match(part.text)))
    )


def _items_after(parts, at: int) -> list[int]:
    """How many items of the outer level may follow a block; [] for a lone one."""
    own = parts[at].level if _is_item(parts[at]) else -1
    following = parts[at + 1 :]
    items = list(takewhile(lambda part: _is_item(part) and part.level > own, following))
    if len(items) < 2:
        return []
    outer = min(item.level for item in items)
    number = sum(item.level == outer for item in items)
    return [number, *_more_items(following[len(items) :], number)] if own < 0 else [number]


def _more_items(after, number: int) -> list[int]:
    """How many items there may be if a list goes on after a word between; a text that announces
    the next list ends this one.
    """
    between = list(
        takewhile(lambda part: isinstance(part, Block) and not _is_item(part), after[:3])
    )
    rest = list(takewhile(_is_item, after[len(between) :]))
    ends = not between or any(part.kind == "heading" or part.text.endswith(":") for part in between)
    return [] if ends or not rest else [number + len(rest)]


def _inside(
    sentence: str, following: list[str]
) -> Iterator[tuple[list[tuple[int, str]], list[int]]]:
    """The announcements of a sentence, each with the numbers of items that may be read after it."""
    before, _, after = sentence.partition(": ")
    # "12 courses: 342 people answered" goes on with a number of its own, and lists no courses.
    points = in_points(after)
    is_new = after[:1].isdigit() and not points
    if after and not is_new and (announced := _announced(before)):
        listed = [points] if points else between_semicolons(after) or between_commas(after)
        yield from _fitting(announced, listed, after)
    elif not after and (ordered := in_order(following)) > 1 and (announced := _announced(sentence)):
        yield announced[-1:], [ordered]
    for told, listed in beside(sentence):
        if not _FEWER.search(told):
            yield from _fitting(_announced(told)[-1:], between_commas(listed), listed)
    if match := _ARE.match(sentence):
        listed = between_commas(match["list"])
        yield from _fitting(
            _announced(match["told"]), listed if sum(listed[:1]) > 2 else [], match["list"]
        )
    yield from _apposed(sentence)


def _fitting(announced, listed: list[int], text: str) -> Iterator[tuple]:
    """An announcement with its list. People and months are listed by name, or one by one."""
    pieces = re.split(r",\s+|\s+and\s+", text)
    are_members = all(re.match(r"(?:and\s)?(?:an?\s|the\s|one\s|[A-Z])", piece) for piece in pieces)
    fitting = [one for one in announced if are_members or not _PEOPLE.search(one[1])]
    if fitting and listed:
        yield fitting, listed


def _apposed(sentence: str) -> Iterator[tuple]:
    """ "Two boroughs, Brent and Harrow." """
    for match in _ANNOUNCED.finditer(sentence):
        rest = sentence[match.end() :]
        if rest.startswith(", ") and not _VAGUE.search(sentence[: match.start()]):
            listed = apposition(rest[2:], match["what"])
            if listed and not _PARTLY.search(sentence):
                yield [(_NUMBERS[match["number"].lower()], match["what"])], listed


RULES = (
    Rule(
        "list",
        "A list has as many items as are announced.",
        doubtful_lists,
        "announced lists",
        announcements,
    ),
)
