"""What was typed or ticked in answer to a question: a number on the scale, an option, words, or why
there is none.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from analysis.read.label.names import is_elsewhere, plain_name, read_borough
from analysis.read.personal.words import found, pseudonym
from strands.surveys.declares import SCALE
from strands.surveys.declares.asking import Question

LOW, HIGH = SCALE
_WORDS = {word: at for at, word in enumerate("one two three four five six seven".split(), 1)}
_POINT = re.compile(
    rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})(?:\.0+)?"
    r"(?:(?:\s*[-–—:=.(]\s*|\s+)(?P<label>[^\W\d][^\d]*?)\)?|\.)?"
)
_OF_ALL = re.compile(rf" (?:out )?of {HIGH}$")
_JOINS = {"or", "to", "and", "und", "bis"}
# A word beside a number that says how much; "3 times a week" is no point on a scale.
_DEGREES = frozenset(
    """
    not at all nothing none never no zero low lower lowest little a an some somewhat something
    slight slightly moderate moderately medium middle mid midpoint neutral neither nor average fair
    fairly quite rather very much more most less least lot lots great greatly deal high higher
    highest extreme extremely complete completely total totally full fully strong strongly agree
    disagree confident confidence unconfident unsure sure certain uncertain knowledge know knew
    known knowledgeable understanding good poor bad excellent well poorly satisfied dissatisfied
    important unimportant bit basic expert beginner novice advanced limited minimal minimum
    maximum worst best point end of the in on likely unlikely comfortable uncomfortable able unable
    better best worse so i am feel
    """.split()
)
# The words for the ends of most scales, beside those of a question of ours.
_TOPS = (
    "strongly agree|agree strongly|completely agree|totally agree|extremely|extremely confident"
    "|very confident|completely|completely confident|totally|excellent|highest|very good|maximum"
    "|expert|very high|fully confident|a great deal|a lot|very much|very"
).split("|")
_BOTTOMS = (
    "strongly disagree|disagree strongly|completely disagree|totally disagree|not at all"
    "|not at all confident|nothing|none|very poor|lowest|minimum|very low|nothing at all"
).split("|")
_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?=\s*(?:%|/\s*\d+|$))")
_END_WORDS = {
    **dict.fromkeys("nothing|not at all|none".split("|"), LOW),
    **dict.fromkeys("a great deal|very|a lot|very much".split("|"), HIGH),
}
_PREFER_NOT = re.compile(
    r"(?:i )?(?:would )?(?:prefer|rather) not(?: to)? (?:say|answer|tell|disclose|share)|pnts"
)
_POSITION = re.compile(r"(?:ao|sq|a)?0*(\d{1,2})")
_CODE = re.compile(r"[A-Z](?:0[1-9]|[12]\d|3[01])[A-Z]")
PREFER_NOT = "prefer_not_to_say"


@dataclass(frozen=True)
class Choice:
    """An option ticked; `doubtful` for a name that only probably means it, `by_position` for a mere
    number.
    """

    key: str
    doubtful: bool = False
    by_position: bool = False


def is_prefer_not(text: str) -> bool:
    """Whether somebody said that they would rather not say."""
    return bool(_PREFER_NOT.fullmatch(plain_name(text)))


def read_point(text: str, question: Question, turned: bool = False) -> int | None:
    """The point on the scale; None for what is not one point. `turned` where 1 is the most and 7
    the least.
    """
    folded, ends = _OF_ALL.sub("", _folded(text)).strip(), _ends(question)
    if folded in ends:
        return ends[folded]
    number, label = _point(folded) or (0, "")
    if not LOW <= number <= HIGH:
        return None
    number = LOW + HIGH - number if turned else number
    if not _says_degree(label, question):
        return None
    # "4 - a great deal" says two things.
    return number if _end_of(label, question) in (None, number) else None


def turn_of(text: str, question: Question) -> str:
    """Which way an answer with its label shows the scale to run: `as_asked`, `turned`, or empty
    where it tells not.
    """
    number, label = _point(_folded(text)) or (0, "")
    end = _end_of(label, question)
    if end is None or number not in SCALE:
        return ""
    return "as_asked" if number == end else "turned"


def labelled(text: str) -> tuple[int, int | None]:
    """The number of an answer, and the end of a scale that the words beside it name; 0 and None
    where there is none.
    """
    number, label = _point(_folded(text)) or (0, "")
    end = HIGH if label in _TOPS else LOW if label in _BOTTOMS else None
    return number, end


def any_number(text: str) -> float | None:
    """The number a text is, on whatever scale: `8`, `80%`, `4/5`; None where it is none."""
    found = _ANY_NUMBER.match(_folded(text))
    return float(found[0].replace(",", ".")) if found else None


def _says_degree(label: str, question: Question) -> bool:
    """Whether the words beside a number say how much, and not of what or how often."""
    ends = plain_name(f"{question.low} {question.high}").split()
    return _DEGREES.issuperset(set(label.split()) - set(ends))


def heading_turn(ends: dict[int, str], question: Question) -> str:
    """The same of a heading: `ends` are the words it gives for its numbers. `other` where they are
    not 1 and 7.
    """
    if not ends:
        return ""
    if (set(ends) - set(SCALE) and not set(ends) >= set(SCALE)) or max(ends) > HIGH:
        return "other"
    shown = {(number, end) for number, label in ends.items() if (end := _end_of(label, question))}
    if any(number not in SCALE for number, _ in shown):
        return "other"
    return "turned" if any(number != end for number, end in shown) else "as_asked"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _point(folded: str) -> tuple[int, str] | None:
    found = _POINT.fullmatch(folded)
    label = plain_name(found["label"] or "") if found else ""
    first, *_ = [*label.split(), ""]
    if not found or first in _JOINS or set(label.split()) & set(_WORDS):
        return None
    return _WORDS.get(found["number"]) or int(found["number"]), label


def _ends(question: Question) -> dict[str, int]:
    """The words for the ends of a scale, alone; `very confident` is how `very` is written out."""
    return {
        f"{end}{more}": number
        for end, number in ((question.low, LOW), (question.high, HIGH))
        if end
        for more in ("", " confident")
    }


def _end_of(label: str, question: Question) -> int | None:
    return {**_END_WORDS, **_ends(question)}.get(label)


def read_choice(text: str, question: Question, by_position: bool) -> Choice | None:
    """The option `text` names, by its wording, another name, its key or its number; None where it
    names none.
    """
    plain = _plain_option(text)
    if is_prefer_not(text):
        return Choice(PREFER_NOT)
    if plain in (known := _options(question)):
        return Choice(known[plain])
    if question.key == "borough" and (named := _read_borough(text)):
        return named
    others = [option.key for option in question.options if option.key.startswith("other")]
    if plain in ("other", "oth") and len(others) == 1:
        return Choice(others[0])
    found = _POSITION.fullmatch(_folded(text)) if by_position else None
    if found and 0 < int(found[1]) <= len(question.options):
        return Choice(question.options[int(found[1]) - 1].key, by_position=True)
    return None


@cache
def _options(question: Question) -> dict[str, str]:
    return {
        _plain_option(name): option.key
        for option in question.options
        for name in (option.wording, option.key, *option.aliases)
    }


def _plain_option(text: str) -> str:
    return re.sub(r"(?<=\d) to (?=\d)", " ", plain_name(text))


def _read_borough(text: str) -> Choice | None:
    name = read_borough(text)
    if name and name.key:
        return Choice(name.key, doubtful=name.doubtful)
    return Choice("elsewhere") if name is None and is_elsewhere(text) else None


def read_code(text: str) -> str:
    """The code people made for themselves, in capitals without spaces; one of another form as
    typed, and a name as a pseudonym.
    """
    tidy = re.sub(r"[\s\-_./]", "", text).upper()
    if _CODE.fullmatch(tidy):
        return tidy
    return pseudonym(tidy) if found(text) else text.strip()
