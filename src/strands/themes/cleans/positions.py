"""Where a passage of a project stands in its text. Coding programs count differently: a line break
as one character or two, an emoji as one or two, an accent with its letter or by itself, the mark
at the head of a file or not, and some of them bytes. All passages together tell how a project counts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from math import log
from typing import NamedTuple

import numpy as np

from strands.themes.cleans.quotes import same_words
from strands.themes.cleans.refi import Coding, Project, Text

_LINES = {"": "", "one": "a line break as one", "two": "a line break as two"}
_UNITS: dict[str, tuple[str, Callable[[str], int]]] = {
    "": ("", lambda letter: 1),
    "utf-16": ("an emoji as two", lambda letter: 1 + (letter > "\uffff")),
    "composed": (
        "an accent with its letter",
        lambda letter: int(not unicodedata.combining(letter)),
    ),
    "apart": ("an accent by itself", lambda letter: len(unicodedata.normalize("NFD", letter))),
    "clusters": ("what is seen as one letter as one", lambda letter: int(not _is_joined(letter))),
    "bytes": ("bytes", lambda letter: len(letter.encode("utf-8", "surrogatepass"))),
}
_BEFORE = {"": "", "mark": "the mark at the head of a file", "one": "from 1"}
# How much likelier an end at the edge of a word is where the counting is right, and an end within
# one: people mark whole words, and a number taken at random falls on an edge one time in five.
_EDGE, _WITHIN = log(0.97 / 0.2), log(0.03 / 0.8)
# What stands beside a passage as its own words settles it; and counting as the standard says is
# likelier than another way by so much.
_SAID, _AS_STATED = 10.0, 3.0
# Few programs count bytes, or from 1.
_RARE = 1.5
# Where the likeliest way parts words in more of the passages than this, the project counts in a way
# that nobody knows.
_MISFIT = 1 / 3
# By how much the likeliest way must lead those that give other words.
_LEAD = 5.0


class Way(NamedTuple):
    """How a project counts the characters of a text: its line breaks, its letters, and what comes
    before the first of them.
    """

    lines: str = ""
    units: str = ""
    before: str = ""

    @property
    def words(self) -> str:
        """The way in words, for a question."""
        parts = (_LINES[self.lines], _UNITS[self.units][0], _BEFORE[self.before])
        return ", ".join(filter(None, parts))


_WAYS = [Way(*way) for way in product(_LINES, _UNITS, _BEFORE)]


class Counted(NamedTuple):
    """How a project counts. `doubtful` are guids of codings whose words another way, as likely,
    would change.
    """

    way: Way
    doubtful: frozenset[str]


def counting(project: Project) -> Counted:
    """How a project counts, by all its passages: whether they begin and end at words, and have the
    words that stand beside them.
    """
    passages = list(_passages(project))
    by_passage = [[_passage(text, coding, way) for way in _WAYS] for text, coding in passages]
    words = dict(zip(_WAYS, zip(*by_passage, strict=True), strict=True)) if passages else {}
    # Ways that give the same words are one.
    alike = {spans: way for way, spans in reversed(words.items())}
    ranked = sorted(
        ((_likelihood(passages, spans, way), way) for spans, way in alike.items()),
        key=lambda pair: -pair[0],
    )
    if not ranked:
        return Counted(Way(), frozenset())
    most, best = ranked[0]
    rivals = [way for likely, way in ranked[1:] if most - likely < _LEAD]
    parting = {
        at
        for at, (text, _) in enumerate(passages)
        if not all(_edges(text.text or "", words[best][at]))
    }
    nowhere = len(parting) > max(1, _MISFIT * len(passages))
    doubtful = {
        coding.guid
        for at, (_, coding) in enumerate(passages)
        if any(words[way][at] != words[best][at] for way in rivals)
        # Only the way the standard counts is trusted where it parts a word.
        or (best != Way() and at in parting)
        or nowhere
    }
    return Counted(best, frozenset(doubtful))


def placed(text: Text, coding: Coding, way: Way) -> tuple[str, str]:
    """The ends of a passage in its text, as the standard counts them; as typed where they lie
    outside.
    """
    span = _passage(text, coding, way)
    return (str(span[0]), str(span[1])) if span else (coding.start, coding.end)


def _passages(project: Project) -> Iterator[tuple[Text, Coding]]:
    for text in project.texts:
        for coding in text.codings:
            if text.text and coding.start.isdecimal() and coding.end.isdecimal():
                yield text, coding


def _passage(text: Text, coding: Coding, way: Way) -> tuple[int, int] | None:
    """The ends of a passage in the text as it is stored, counted one way; None where there are no
    such.
    """
    if not (coding.start.isdecimal() and coding.end.isdecimal()):
        return None
    places = _places(text.text or "", way.lines, way.units)
    shift = way.before == "one" or (way.before == "mark" and text.marked)
    start, end = (_at(places, int(at) - shift) for at in (coding.start, coding.end))
    return (start, end) if start is not None and end is not None and start < end else None


def _at(places: np.ndarray, number: int) -> int | None:
    """Where the character of a number stands; None where none has it."""
    at = int(np.searchsorted(places, number, side="right")) - 1
    return at if at >= 0 and places[at] == number else None


# A project is gone through text by text, and each way asks for few of these.
@lru_cache(4 * len(_LINES) * len(_UNITS))
def _places(text: str, lines: str, units: str) -> np.ndarray:
    """The number of each character of a text and of its end."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    letters, which = np.unique(codes, return_inverse=True)
    weights = np.array([_UNITS[units][1](chr(code)) for code in letters], dtype=int)[which]
    if lines:
        breaks = (codes == ord("\n")) | (codes == ord("\r"))
        # The second half of one break counts for nothing.
        second = np.append(False, (codes[1:] == ord("\n")) & (codes[:-1] == ord("\r")))
        weights = np.where(breaks, np.where(second, 0, 2 if lines == "two" else 1), weights)
    return np.append(0, np.cumsum(weights))


def _is_joined(letter: str) -> bool:
    """Whether a letter is seen as part of the one before: an accent, a skin tone, a joiner."""
    return bool(
        unicodedata.combining(letter)
        or letter in "\u200d\ufe0e\ufe0f\u20e3"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _likelihood(
    passages: list[tuple[Text, Coding]], spans: tuple[tuple[int, int] | None, ...], way: Way
) -> float:
    rare = (way.units == "bytes") + (way.before == "one")
    total = _AS_STATED * (way == Way()) - _RARE * rare
    for (text, coding), span in zip(passages, spans, strict=True):
        whole = text.text or ""
        total += sum(_EDGE if edge else _WITHIN for edge in _edges(whole, span))
        passage = whole[slice(*span)] if span else ""
        total += _SAID * any(_is_said(said, passage) for said in coding.said)
    return total


def _edges(text: str, span: tuple[int, int] | None) -> tuple[bool, bool]:
    """Whether a passage begins with a word and ends with one; where there is none, neither."""
    return (_begins(text, span[0]), _ends(text, span[1])) if span else (False, False)


def _begins(text: str, at: int) -> bool:
    """Whether a word begins here."""
    before, here = text[at - 1 : at] if at else "", text[at : at + 1]
    return not here.isspace() and not (_is_word(before) and _is_word(here))


def _ends(text: str, at: int) -> bool:
    """Whether a word, or its full stop, ends here."""
    return not text[at - 1].isspace() and not (
        _is_word(text[at - 1]) and _is_word(text[at : at + 1])
    )


def _is_word(letter: str) -> bool:
    return bool(re.match(r"[\w'’\u0300-\u036f]", letter))


def _is_said(said: str, passage: str) -> bool:
    """Whether words beside a passage are its own, or as much of it as a name has room for."""
    ours, theirs = same_words(passage), same_words(said).rstrip(".… ")
    return bool(theirs) and (
        theirs == ours.rstrip(".… ") or (len(theirs) > 8 and ours.startswith(theirs))
    )
