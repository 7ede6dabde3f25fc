"""Names of people in running words: by lists of common ones, and by what stands before and after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from analysis.read.personal.forms import Span
from analysis.read.personal.known_names import (
    FORENAMES,
    FORENAMES_TOO,
    SURNAMES,
    SURNAMES_TOO,
)
from analysis.read.personal.plain_words import AFTER, BEFORE, BODIES, PLACES, PLAIN

# A name of somebody a service works with, and of anybody.
SERVED, NAME = "name of a person served", "name"

_LETTERS = r"[^\W\d_]"
_WORD = re.compile(rf"(?<!\w){_LETTERS}(?:{_LETTERS}|['’\-](?={_LETTERS}))*(?!\d)")
_PART = re.compile(rf"{_LETTERS}+(?:['’]{_LETTERS}+)*")
_KNOWN = FORENAMES | SURNAMES
_TITLES = frozenset("mr mrs ms miss mx dr mohd".split())
_OTHER_TITLES = frozenset(
    "prof professor sir dame rev reverend pc dc ds di sgt sergeant cllr councillor nurse judge aunt"
    " auntie aunty uncle nan nanny nana grandma grandad granddad granny master baby".split()
)
_RELATIONS_TEXT = """
    mum mummy mother dad daddy father son daughter brother sister child girl boy baby infant toddler
    teenager sibling twin grandmother grandfather gran nan stepdad stepmum stepfather stepmother
    partner ex husband wife boyfriend girlfriend perpetrator victim survivor client pupil
    yp cousin niece nephew grandson granddaughter stepson stepdaughter patient resident person
    woman man lady lad kid bro sis perp unborn mums dads parent carer mother's father's
"""
_RELATIONS = frozenset(_RELATIONS_TEXT.split())
_STAFF = frozenset(
    "worker sw idva isva manager teacher practitioner consultant trainer facilitator colleague"
    " supervisor analyst officer coordinator lead visitor advocate friend neighbour head".split()
)
_CALLED = frozenset("named called nicknamed nickname aka".split())
_LINKS = frozenset("is was named called name name's known as who whose our new".split())
_ABOUT = frozenset("re regarding thank thanks".split())
_KIN = frozenset(
    "mum mother dad father son daughter brother sister partner husband wife school teacher family"
    " children siblings sibling sib kids twins boys girls case household social parents baby bruises".split()
)
_DOES = frozenset(
    "said told disclosed lives cried wants feels aged turned was were is has had says attended"
    " moved died reported felt came thinks".split()
)
_SPEAKS = frozenset("said told disclosed lives cried aged says thinks".split())
_SEASONS = frozenset(
    "april may june august march autumn summer winter spring sunday monday".split()
)
# At the beginning of a sentence these are verbs and small words before they are names.
_VERBS = frozenset(
    "will may can mark any an no so my do said sue grant pat bill chase all ask drew job hope rush"
    " let rich".split()
)
_PLAIN_ENDS = re.compile(
    "(?:ings?|[ts]ions?|ments?|ness|ships?|ity|ities|ances?|ences?|[ai]bl[ey]|olog(?:y|ies|ist)"
    "|i[sz]ed|ally|tive|ful|less|wards?|wide|shire|ised|ical|ically|ors|ists?|ism|ified|ated|ates?"
    "|eers?|aries|ary|hood|hoods|ious|ous)$"
)
_BODIES = re.compile(rf"\b(?:{'|'.join(BODIES)})\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:•\n;]\s*[\"'“‘(–-]*\s*$")
_AGE = re.compile(
    r"\s*(?:,|\()\s*(?:aged? )?\d{1,2}\b(?:\s*(?:years?|yrs?|y/?o|months?))?\s*(?:[,);.]|$)"
)
_SAID_AGE = re.compile(
    r"[\s,(–-]+(?:aged? \d{1,2}|\d{1,2}\s?(?:yrs|y/?o|years? old|months? old))\b"
)
_COUNTED = re.compile(r" (?:x\s?\d|\(\d)")
_PARTICLES = frozenset("de da dos del van von der al el bin bint ben abu o".split())


@dataclass(frozen=True)
class _Word:
    """One word of a text, where it stands, and what is before it since the word before."""

    text: str
    start: int
    end: int
    between: str
    begins: bool

    @cached_property
    def bare(self) -> str:
        """The word in small letters without the s of what is somebody's."""
        return re.sub(r"['’]s$", "", self.text.lower()).replace("’", "'")

    @cached_property
    def parts(self) -> list[str]:
        """The word, and the words that a hyphen joins in it."""
        return [self.bare, *self.bare.split("-")] if "-" in self.text else [self.bare]

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @cached_property
    def forename(self) -> bool:
        return any(part in FORENAMES for part in self.parts)

    @cached_property
    def surname(self) -> bool:
        return any(part in SURNAMES for part in self.parts)

    @cached_property
    def maybe_forename(self) -> bool:
        return self.bare in FORENAMES_TOO

    @cached_property
    def maybe_surname(self) -> bool:
        return self.bare in SURNAMES_TOO or self.bare in FORENAMES_TOO

    @cached_property
    def known(self) -> bool:
        """Whether it is a name and nothing else."""
        return (self.forename or self.surname) and self.bare not in PLAIN

    @cached_property
    def plain(self) -> bool:
        """Whether it is a word of the work or of a place, written as it may be."""
        known = any(part in PLAIN or part.removesuffix("s") in PLAIN for part in self.parts)
        return known or bool(_PLAIN_ENDS.search(self.bare))

    @cached_property
    def strange(self) -> bool:
        """Whether it has a capital, is no abbreviation, and is no word we know."""
        return (
            self.capital
            and len(self.bare) > 1
            and not self.text.isupper()
            and not any(
                letter.isupper() for letter in self.text[1:].replace("Mc", "").split("-")[0][2:]
            )
            and not self.plain
        )


def _words(text: str) -> list[_Word]:
    words, last = [], 0
    for found in _WORD.finditer(text):
        between = text[last : found.start()]
        begins = not words or bool(_ENDS_SENTENCE.search(between))
        words.append(_Word(found[0], found.start(), found.end(), between, begins))
        last = found.end()
    return words


def named(text: str) -> Iterator[Span]:
    """Where people are named in some text; no two overlap.

    A name is one where a common forename stands, where a forename and a surname stand together,
    where a title or what somebody is to somebody stands before it, or where what people do stands
    after it. Words of the work, places, and what is called after somebody are none.
    """
    text = _BODIES.sub(lambda found: "·" * len(found[0]), text)
    words, at = _words(text) if _may_name(text) else [], 0
    while at < len(words):
        last, kind = _name_at(text, words, at)
        if last is None:
            at += 1
            continue
        yield Span(words[at].start, words[last].end, kind)
        at = last + 1


def _may_name(text: str) -> bool:
    """Whether anything in a text could be a name: most texts are told at once to hold none."""
    for word in _PART.findall(text):
        bare = re.sub(r"['’]s$", "", word.lower())
        if bare in _KNOWN or bare in _TITLES:
            return True
        if word[0].isupper() and (bare not in PLAIN or bare in FORENAMES_TOO):
            return True
    return False


def _name_at(text: str, words: list[_Word], at: int) -> tuple[int | None, str]:
    """The last word of the name that begins here, and whose it is; None where none does."""
    word = words[at]
    if _is_small(words, at):
        return None, ""
    if at and words[at - 1].bare in BEFORE and words[at - 1].capital:
        return None, ""
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].between.isspace() else None
    if after and after.bare in AFTER and after.bare not in _KIN and not word.text.islower():
        return None, ""
    last = _last(words, at)
    called_after = words[last + 1 : last + 2] if last > at else []
    # "William Morris Ward".
    if any(one.capital and one.between == " " and one.bare in AFTER for one in called_after):
        return None, ""
    if word.bare in _SEASONS and re.match(r"\s*\d", text[word.end :]):
        return None, ""
    served = _is_of(words, at, _RELATIONS) or _is_told_of(text, words, at)
    if not (
        _is_forename(word, after)
        or _is_pair(word, after)
        or _is_titled(words, at)
        or _is_introduced(words, at)
        or (served and _could_be(word))
        or _is_initialled(words, at)
        or _is_backward(text, words, at)
        or _is_strange_pair(words, at)
    ):
        return None, ""
    return last, SERVED if served else NAME


def _is_small(words: list[_Word], at: int) -> bool:
    """Whether a word is in small letters, in no list, and no list or title tells of it: most are."""
    word, after = words[at], words[at + 1 : at + 2]
    return not (
        word.text[0].isupper()
        or "-" in word.text
        or word.bare in _KNOWN
        or word.bare in FORENAMES_TOO
        or (after and after[0].bare in SURNAMES)
        or (at and words[at - 1].bare in _TITLES)
    )


def _could_be(word: _Word) -> bool:
    """Whether a word can be a name where one is expected."""
    is_maybe = word.capital and word.maybe_surname and word.bare not in PLACES
    return word.known or word.strange or (is_maybe and not word.begins)


def _is_forename(word: _Word, after: _Word | None) -> bool:
    """Whether it names somebody by itself."""
    if not word.forename or word.bare in PLAIN:
        return False
    return len(word.bare) > 2 and not (word.text.isupper() and len(word.text) < 4)


def _is_pair(word: _Word, after: _Word | None) -> bool:
    """Whether two words are a forename and a surname."""
    if after is None or after.bare in _SEASONS or word.capital != after.capital:
        return False
    if not word.capital:
        is_plain = word.plain or word.bare in _VERBS
        return after.surname and not (after.plain or is_plain) and len(word.bare) > 2
    is_verb = word.begins and word.bare in _VERBS
    if after.surname and not after.plain:
        return word.maybe_forename or word.strange or word.known
    if word.known:
        return after.strange
    if is_verb or word.bare in _SEASONS or word.bare in PLACES:
        return False
    if word.maybe_forename and word.bare not in PLAIN:
        return after.strange or (after.maybe_surname and after.bare not in PLAIN | AFTER)
    return word.maybe_forename and after.strange


def _is_titled(words: list[_Word], at: int) -> bool:
    if not at or words[at].between not in (" ", ". ", ".", "  "):
        return False
    title, word = words[at - 1].bare, words[at]
    if title in _TITLES:
        if word.capital and (word.known or not word.plain or word.bare in SURNAMES_TOO):
            return words[at - 1].capital or title != "miss"
        if title == "miss":
            return word.surname and not word.plain
        return word.known or (len(word.bare) > 3 and not word.plain and word.bare not in AFTER)
    return title in _OTHER_TITLES and word.capital and _could_be(word)


def _is_introduced(words: list[_Word], at: int) -> bool:
    """Whether it is said that somebody is called so, or works with somebody."""
    before = words[at - 1].bare if at else ""
    if before == "the" and words[at].capital and words[at].bare.removesuffix("s") in SURNAMES:
        return True
    if before in _CALLED and words[at].between.strip(" \"'‘“:") == "":
        return _could_be(words[at]) and (words[at].capital or words[at].known)
    if before == "name" and words[at].between.strip() in tuple(":=-–"):
        return words[at].strange and at + 1 < len(words) and words[at + 1].strange
    # After a role and a dash a place stands as often.
    is_dashed = words[at].between.strip() in ("-", "–")
    return _is_of(words, at, _STAFF) and (words[at].known or (words[at].strange and not is_dashed))


def _is_of(words: list[_Word], at: int, whose: frozenset[str]) -> bool:
    """Whether what somebody is to somebody stands before a word, perhaps with `named` or a comma."""
    word = words[at]
    if not (word.capital or word.known):
        return False
    for back in range(1, 4):
        if back > at or not re.fullmatch(r"[\s,:(\"'“‘–-]*", words[at - back + 1].between):
            return False
        before = words[at - back]
        if whose is _RELATIONS and back == 1 and len(before.text) == 1 and before.capital:
            continue
        if before.bare in whose:
            return not before.begins or back > 1 or words[at].known or word.strange
        if before.bare not in _LINKS:
            return False
    return False


def _is_told_of(text: str, words: list[_Word], at: int) -> bool:
    """Whether what stands after a word tells of a person: an age, what she said, whose mother."""
    word = words[at]
    last = _last(words, at)
    if not (word.known or word.strange or (word.capital and word.maybe_forename)):
        return False
    if _SAID_AGE.match(text, words[last].end) and word.bare not in PLACES | _SEASONS:
        return word.known or word.maybe_forename
    if word.maybe_forename and (word.begins or word.plain) and not word.known:
        return False
    if _AGE.match(text, words[last].end):
        return True
    if word.surname and word.capital and _COUNTED.match(text, words[last].end):
        return True
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None or not after.between.isspace():
        return False
    is_whose = bool(re.search(r"['’]s$", words[last].text))
    return after.bare in (_KIN if is_whose else _SPEAKS if not word.surname else _SPEAKS | _KIN)


def _is_initialled(words: list[_Word], at: int) -> bool:
    """Whether it is a surname after the first letter of a forename."""
    if not at or len(words[at - 1].text) != 1 or not words[at - 1].capital:
        return False
    word, dotted = words[at], words[at].between.startswith(".")
    if words[at].between not in (" ", ". ", "."):
        return False
    return word.capital and (
        (word.surname and not word.plain) or (dotted and at > 1 and word.strange)
    )


def _is_backward(text: str, words: list[_Word], at: int) -> bool:
    """Whether it is a surname before its forename or the first letter of it, or of a family."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else None
    if not (word.capital and (word.surname or word.text.isupper()) and not word.plain):
        return False
    if after and after.between == ", " and after.capital and len(word.bare) > 2:
        is_initial = len(after.text) == 1 and text[after.end :].strip(" .") == ""
        return (is_initial and word.surname) or (after.forename and not after.plain)
    return False


def _is_strange_pair(words: list[_Word], at: int) -> bool:
    """Whether two words with capitals that nobody here knows stand alone, or in a sentence that has
    small letters and begins otherwise.
    """
    first, second = words[at], words[at + 1] if at + 1 < len(words) else None
    if second is None or second.between != " " or not (first.strange and second.strange):
        return False
    if min(len(first.bare), len(second.bare)) < 2 or first.bare in AFTER or second.bare in AFTER:
        return False
    if len(words) == 2:
        return True
    around = [*words[max(at - 1, 0) : at], *words[at + 2 : at + 3]]
    return all(word.text.islower() or word.plain for word in around) and any(
        word.text.islower() for word in words
    )


def _last(words: list[_Word], at: int) -> int:
    """The last word of a name: surnames and more forenames written like the first belong to it."""
    for now, after in pairwise(words[at : at + 5]):
        if after.between == ", " and now.text.isupper() and now.surname and after.forename:
            at += 1
            continue
        if not re.fullmatch(r"\s+(?:[A-Z]\.?\s+)?|\s?[-–]\s?", after.between) or now.text[-2:] in (
            "'s",
            "’s",
        ):
            break
        is_known = now.forename and after.bare not in AFTER and after.bare in SURNAMES_TOO | PLACES
        goes_on = (
            after.known
            or after.bare in _PARTICLES
            or (after.capital and (after.strange or is_known))
        )
        is_other = after.capital != now.capital and now.bare not in _PARTICLES
        if not goes_on or (is_other and not after.known and after.bare not in _PARTICLES):
            break
        at += 1
    return at
