"""What a sentence counts: its numbers, percentages, fractions, dates and lengths of time, each
replaced by one sign, so that a rule may read the words between them.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_UNITS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS, 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_VALUES |= {"dozen": 12, "a": 1}
_UNDER_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS)})"
_HUNDREDS = rf"(?:a|{'|'.join(_UNITS[:9])})\s+hundred"
_UNDER_THOUSAND = rf"(?:{_HUNDREDS}(?:\s+(?:and\s+)?{_UNDER_HUNDRED})?|{_UNDER_HUNDRED})"
_IN_WORDS = (
    rf"(?:(?:a|{_UNDER_THOUSAND})\s+thousand(?:,?\s+(?:and\s+)?{_UNDER_THOUSAND})?"
    rf"|{_UNDER_THOUSAND}|a\s+dozen)(?:\s+and\s+a\s+half(?=\s)|-and-a-half(?=-))?"
)
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = (
    rf"(?:(?<![\w.,/])[£$€]?{_FIGURES}(?:\s?(?:m|k|million|thousand)\b)?(?![\d/]|[.,]\d)"
    rf"|\b{_IN_WORDS}(?!\w))"
)
_PIECES = {"quarter": Decimal(25), "third": Decimal(100) / 3, "half": Decimal(50)}
_PIECES |= {"fifth": Decimal(20), "sixth": Decimal(100) / 6, "eighth": Decimal("12.5")}
_PIECES |= {"tenth": Decimal(10)}
_YEAR = r"(?:19|20)\d\d"
MONTH_NAME = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = (
    r"(?:(?<![\w/.])(?:0?[1-9]|1[0-2])/20\d\d(?![\w/])"
    rf"|(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b{MONTH_NAME}\b\.?"
    # "16 in May and 15 in June": two figures are a year only where the date ends with them.
    rf"(?:,?\s+{_YEAR}(?![\w/]|[.,]\d)"
    r"|\s+['’]?\d\d(?=\s*(?:to\b|until\b|[-–—(),.;:]|and\b|$)))?)"
)
_LASTING = (
    r"(?:-|\s)(?:calendar\s|full\s|financial\s|academic\s)?"
    r"(?:month|quarter|year|week|day|hour|minute|term)"
)
# "95% interval" says how sure, and "5% points" is a difference.
_SURE = r"(?:\s*(?:CIs?|(?:\w+\s+)?intervals?|confidence|confident|credible|power)\b)"
_TOKEN = re.compile(
    rf"""(?P<date>(?-i:{_DATE}))
    |(?P<year>(?<![\w£$€.,/]){_YEAR}(?:\s?[/–-]\s?(?:\d{{4}}|\d\d))?(?!\w|[.,/]\d))
    |(?P<sure>{_FIGURES}\s*(?:%|per\s?cent){_SURE})
    |(?P<points>{_NUMBER}\s*(?:%|percentage|per\s?cent|-)?\s*(?:points?|pp)\b)
    |(?P<share>{_NUMBER}\s*(?:%|per\s?cent\b))
    |(?P<piece>\b(?:half|(?:an?|one|two|three(?!\squarters,?\s(?:from\s)?\(?Q)|four(?!\squarter))
        [\s-]+(?:{"|".join(_PIECES)})s?)\b)
    |(?P<lasting>{_NUMBER}(?={_LASTING}s?\b))
    |(?P<count>{_NUMBER})""",
    re.I | re.X,
)
# How many letters before a number may tell what it is.
_NEAR = 80
SIGNS = {"date": "@", "year": "§", "sure": "~", "points": "±", "share": "%", "piece": "½"}
SIGNS |= {"lasting": "¤", "count": "№", "name": "~"}
# "Year 3", "aged 17" and "page 12" name something, and count nothing.
_LABELS = (
    "years?|yrs?|quarters?|phases?|waves?|weeks?|tables?|figures?|chapters?|sections?|pages?"
    "|levels?|stages?|steps?|rounds?|cohorts?|questions?|items?|lessons?|sessions?|principles?"
    "|wards?|tiers?|versions?|bands?|grades?|objectives?|ages?"
)
_NAMED = re.compile(
    rf"(?:(?<!first\s)(?<!second\s)(?<!third\s)(?<!last\s)(?<!this\s)"
    rf"\b(?:{_LABELS}|appendix|no\.|number|act|scale|aged(?:\s\w+)?|under|turned)\s"
    r"|p\s?[=<>]\s?|[a-z]-)$",
    re.I,
)
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?]\s")
_AND = r"\s*(?:to|and|or|–|-|&)\s*(?:years?\s)?"
_JOINED = re.compile(
    rf"(?:\b(?:{_LABELS})\s(?:\d+{_AND})+"
    rf"|\b(?:{_LABELS.replace('?', '')})\s(?:\d+(?:{_AND}|,\s))+)$",
    re.I,
)
# "In round 2 and 20 in round 3": not the rounds 2 and 20.
_AGAIN = re.compile(rf"\s(?:\w+\s){{0,2}}(?:in|at|during|for|from|on)\s(?:{_LABELS})\s\d", re.I)
# What lies between two ends is a range, and changes nothing.
_RANGE = re.compile(
    r"(?:\b(?:CIs?|intervals?|range|IQR)\b[^();]{0,40}|\bscales?\s(?:from|of)\s(?:\d+\s?(?:to|-|–)\s?)?)$",
    re.I,
)
# The scale of a rate: "42 per 1,000".
_RATE = re.compile(r"(?:\bper|\bin|\bout of|\bevery)\s$", re.I)
# "Eight year olds" are of an age, and "one of 5.27" is a mean.
_NO_COUNT = re.compile(r"[- ]years?[- ]olds?\b|(?<=\bone)\sof\s\d+\.\d", re.I)
_CLOSE = re.compile(
    r"""\b(?P<word>about|around|some|roughly|approximately|nearly|almost|just\ over|just\ under
    |a\ little\ (?:over|under)|more\ than|over|at\ least|no\ fewer\ than|no\ less\ than|less\ than
    |fewer\ than|under|(?<!add\ )(?<!adds\ )(?<!adding\ )up\ to|at\ most
    |not\ quite|close\ to|well\ over|as\ many\ as|circa|ca\.?)
    (?:\s(?:by|an?))*\s$""",
    re.I | re.X,
)


@dataclass(frozen=True)
class Quantity:
    """A number as a sentence has it: its value, the kind that its sign shows, and the word that
    makes it vague, if any; `percent` values are in per cent.
    """

    kind: str
    number: Decimal
    text: str
    vague: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.text[0] in "£$€"


class Sentence:
    """A sentence and its `signs`: the same words with each quantity as one sign of `SIGNS`."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self._found, self._spans, pieces, end, length = {}, [], [], 0, 0
        for match in _TOKEN.finditer(self.text):
            between = re.sub("[№%§~@±½¤]", "_", self.text[end : match.start()])
            quantity = self._quantity(match)
            pieces += [between, SIGNS[quantity.kind]]
            length += len(between) + 1
            self._found[length - 1] = quantity
            self._spans.append((length - 1, match.start(), match.end()))
            end = match.end()
        self.signs = "".join(pieces) + re.sub("[№%§~@±½¤]", "_", self.text[end:])

    def _quantity(self, match: re.Match) -> Quantity:
        kind, near = match.lastgroup, self.text[max(0, match.start() - _NEAR) : match.start()]
        before = _SENTENCE_END.split(near)[-1]
        if kind != "date" and _RANGE.search(before):
            kind = "name"
        elif kind in ("count", "lasting"):
            is_none = _NO_COUNT.match(self.text, match.end())
            scale = _RATE.search(before) and value(match[0]) in (100, 1000, 10_000, 100_000)
            is_joined = _JOINED.search(before) and not _AGAIN.match(self.text, match.end())
            if _NAMED.search(before) or is_joined or is_none or scale:
                kind = "name"
        close = _CLOSE.search(before)
        if close and kind == "lasting" and close["word"].lower() == "over":
            # "Over ten months" is in the course of them.
            close = None
        number = Decimal(0) if kind in ("date", "year", "sure") else value(match[0])
        return Quantity(kind, number, match[0], close["word"].lower() if close else "")

    @cached_property
    def counts(self) -> list[int]:
        """Where in the signs a plain count stands."""
        return [at for at, found in self._found.items() if found.kind == "count"]

    def at(self, place: int) -> Quantity:
        """The quantity whose sign stands at a place of the signs."""
        return self._found[place]

    def within(self, start: int, end: int, kinds: str = "№") -> list[int]:
        """Where signs of some kinds stand between two places."""
        return [at for at in range(start, min(end, len(self.signs))) if self.signs[at] in kinds]

    def quoted(self, start: int, end: int) -> str:
        """The words of the sentence between two places of the signs."""
        return self.text[self._place(start) : self._place(end)].strip(" ,")

    def _place(self, at: int) -> int:
        before = [span for span in self._spans if span[0] < at]
        sign, _, last = before[-1] if before else (-1, 0, 0)
        return at if sign < 0 else last + at - sign - 1


def value(text: str) -> Decimal:
    """A number in figures or words, with or without what it counts: "£1.2m", "two thirds"."""
    plain = text.lower().replace("-", " ")
    piece = re.search("|".join(_PIECES), plain)
    if piece and not plain.endswith("and a half"):
        times = next((_VALUES[word] for word in plain.split() if word in _VALUES), 1)
        return _PIECES[piece[0]] * times
    if figures := re.search(_FIGURES, plain):
        scale = {"m": 10**6, "k": 1000}.get((re.findall(r"\d\s?(m|k|t)", plain) or [""])[0], 1)
        return Decimal(figures[0].replace(",", "")) * (1000 if "thousand" in plain else scale)
    return _worded(plain)


def _worded(plain: str) -> Decimal:
    total, run = Decimal(0), 0
    if plain.endswith("and a half"):
        plain, total = plain.removesuffix("and a half"), Decimal("0.5")
    for word in re.findall("[a-z]+", plain):
        if word == "hundred":
            run *= 100
        elif word == "thousand":
            total, run = total + run * 1000, 0
        else:
            run = run + _VALUES.get(word, 0) if word != "dozen" else 12
    return total + run


def decimals(number: Decimal) -> int:
    """How many figures stand after the point."""
    return max(0, -number.as_tuple().exponent)
