"""Which question of ours a heading asks, and which survey and wave a whole export is."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from analysis.read.label.names import plain_name
from strands.surveys.declares import QUESTIONNAIRES
from strands.surveys.declares.asking import Question, Questionnaire

# How alike a heading and a wording must be to be taken for a slip of the pen, and how long at
# least.
NEAR = 0.93
_SHORTEST = 12
_SLIP = 0.8
_FEWEST = 2
# Words that turn a question into another: a slip of the pen never adds or drops one.
_TELLING = re.compile(
    r"not|no|never|without|less|more|un\w{3,}|dis\w{3,}|non"
    r"|before|after|now|victims?|survivors?|perpetrators?|his|her"
)
_TAG = re.compile(r"<[^<>]+>")
_NUMBERED = re.compile(
    r"^\s*(?:q(?:uestion)?\s*)?\d{1,3}(?:[.)_]\d{1,2})*(?:[._][a-z]\b)?(?:\s*[.:)\-–]\s*|\s+)",
    re.IGNORECASE,
)
# "(1 = nothing, 7 = a great deal)" at the end of a heading says how the scale ran.
_SCALE_NOTE = re.compile(
    r"[\[(]?\s*\b\d{1,2}\s*(?:=|:|-|–|—|is\b|means\b|\()\s*[^\W\d].*", re.IGNORECASE | re.DOTALL
)
_END = re.compile(
    r"\b(?P<number>\d{1,2})\s*(?:=|:|-|–|—|is\b|means\b|\()\s*(?P<label>[^\W\d][^\d,;.()\[\]=/]*)",
    re.IGNORECASE,
)
_JOINED = re.compile(r" (?:(?:up )?to|and|through|until)$")
_RANGE = re.compile(
    r"[\[(]\s*(?:(?:on a )?scale\s+(?:of\s+)?|from\s+)?"
    r"(?:(?P<low>\d{1,2})\s*(?:-|–|—|to)\s*|out of\s+|/\s*)(?P<high>\d{1,3})\s*[\])]\s*$",
    re.IGNORECASE,
)
_SCALE_OF = re.compile(
    r"\b(?:scales?|rated|ratings?|scored|scores?)\b[^\d]{0,30}\b(?P<low>[01])\s*"
    r"(?:-|–|—|to|and)\s*(?P<high>\d{1,3})\b(?!\s*[a-z]*\s*(?:19|20)\d\d)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\s*[\[(]?\s*(?:from )?(?P<low>[01])\s*(?:-|–|—|to)\s*(?P<high>[4-9]|\d{2,3})\s*[\])]?\s*"
)
_CUT = re.compile(r"(?:…|\.{2,})\s*$")
_WAVE_WORDS = {
    **dict.fromkeys("pre before baseline pretraining".split(), "before"),
    **dict.fromkeys("post after follow followup posttraining".split(), "after"),
}
_WAVE_HEADINGS = (
    "wave|pre post|pre or post|prepost|before after|before or after|survey wave|time point"
    "|timepoint|stage|survey stage|survey point"
).split("|")


@dataclass(frozen=True)
class Match:
    """A question a heading was read as; `doubtful` where it is only nearly worded like it."""

    question: Question
    doubtful: bool = False


def plain_question(text: str) -> str:
    """A heading without its markup, its number, its note on the scale and its punctuation."""
    return plain_name(_RANGE.sub("", _SCALE_NOTE.sub("", _NUMBERED.sub("", _untagged(text)))))


def _untagged(text: str) -> str:
    return " ".join(_TAG.sub(" ", html.unescape(text)).replace("\xa0", " ").split())


def _squeezed(text: str) -> str:
    return plain_name(text).replace(" ", "")


def _wordings(question: Question) -> set[str]:
    return {plain_name(text) for text in (question.wording, *question.aliases)}


_ALL = {
    (survey.instrument, question.key): (_wordings(question), _squeezed(question.key), question)
    for survey in QUESTIONNAIRES
    for question in survey.questions
}


def match_exactly(text: str, instrument: str = "") -> dict[str, Question]:
    """Questions by key that `text` is the key, wording or alias of, in one survey or in any."""
    words, squeezed = plain_question(text), _squeezed(text)
    return {
        key: question
        for (survey, key), (wordings, short, question) in _ALL.items()
        if instrument in ("", survey) and words and (words in wordings or squeezed == short)
    }


@lru_cache(4096)
def match(text: str, instrument: str) -> Match | None:
    """The question of a survey that a heading asks; None where it fits none, or more than one."""
    exact = match_exactly(text, instrument)
    if len(exact) == 1:
        return Match(*exact.values())
    if exact:
        return None
    near = dict(_near(text, instrument))
    return Match(*near.values(), doubtful=True) if len(near) == 1 else None


def _near(text: str, instrument: str) -> Iterable[tuple[str, Question]]:
    words, cut = plain_question(text), bool(_CUT.search(_untagged(text)))
    if len(words) < _SHORTEST:
        return
    for (survey, key), (wordings, _, question) in _ALL.items():
        if survey == instrument and any(
            (cut and wording.startswith(words)) or _is_near(words, wording) for wording in wordings
        ):
            yield key, question


def _is_near(words: str, wording: str) -> bool:
    ours, theirs = set(wording.split()), set(words.split())
    added, dropped = theirs - ours, ours - theirs
    slips = all(
        _slip(word, others)
        for several, others in ((added, dropped), (dropped, added))
        for word in filter(_TELLING.fullmatch, several)
    )
    return slips and len(wording) >= _SHORTEST and _likeness(words, wording) >= NEAR


def _slip(word: str, others: set[str]) -> bool:
    """Whether one of the other words is this one with a slip: `perpetratrs`, and never `able` for
    `unable`.
    """
    return any(
        word[0] == other[0] and len(word) > 5 and _likeness(word, other) >= _SLIP
        for other in others
    )


def _likeness(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()


def scale_ends(text: str) -> dict[int, str]:
    """What a heading says its scale means: `1 = nothing, 7 = a great deal` by number, `(1-5)`
    without words.
    """
    labels = (
        (int(found["number"]), plain_name(found["label"]))
        for found in _END.finditer(_untagged(text))
    )
    ends = {number: _JOINED.sub("", label) for number, label in labels}
    found = _RANGE.search(_untagged(text))
    return ends or ({int(found["low"] or 1): "", int(found["high"]): ""} if found else {})


def legend_ends(text: str) -> dict[int, str]:
    """What a legend says of a scale: `1 = not at all ... 5 = very` by number, `scale of 1 to 5`
    without words; empty where a text is no legend.
    """
    ends = scale_ends(text)
    if len(ends) > 1:
        return ends
    found = _SCALE_OF.search(_untagged(text))
    return {int(found["low"]): "", int(found["high"]): ""} if found else {}


def column_legend(text: str) -> dict[int, str]:
    """The same of a cell under the heading of a scale, where `1-5` alone is one."""
    found = _FROM_TO.fullmatch(text)
    return {int(found["low"]): "", int(found["high"]): ""} if found else legend_ends(text)


def fitting(names: Iterable[tuple[str, ...]], period: str) -> tuple[Questionnaire | None, int]:
    """The questionnaire most columns fit, and how many fit it; None where none fits, or two fit as
    well.

    `names` are the readings of each column. Two at least must fit, for one heading may be a word by
    chance, and a code does not count: a "code" may be anything. All surveys ask where one works;
    that alone fits two as well.
    """
    headings = [name for column in names for name in column]
    asked_by = [survey.of(period) for survey in QUESTIONNAIRES if survey.since <= period]
    fits = [len(_found(headings, survey)) for survey in asked_by]
    most = max(fits, default=0)
    if most < _FEWEST or fits.count(most) > 1:
        return None, most
    return asked_by[fits.index(most)], most


def _found(headings: list[str], survey: Questionnaire) -> set[str]:
    matched = filter(None, (match(heading, survey.instrument) for heading in headings))
    asked = (found.question for found in matched if found.question in survey.questions)
    return {question.key for question in asked if question.kind != "code"}


def is_wave_heading(text: str) -> bool:
    """Whether a column tells the waves apart."""
    return plain_question(text) in _WAVE_HEADINGS


def read_wave(text: str) -> str | None:
    """The wave a cell or a file's name speaks of; None where it speaks of none, or of both."""
    waves = {_WAVE_WORDS[word] for word in plain_name(text).split() if word in _WAVE_WORDS}
    return waves.pop() if len(waves) == 1 else None
