"""How long something lasted: the months, weeks or years a sentence states against its dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from draftcheck.periods import month_name, month_number, spans_in
from draftcheck.quantities import MONTH_NAME, Sentence
from draftcheck.stated import Sum

_ENDED = r"(?:finish|end|complet|conclud|clos|last|run|continu|stopp)\w*(?:\s\w+)?"
_UNTIL = (
    r"(?:(?<=between\s[@§])\sand\s|\s?(?:to|until|till|through(?:\sto)?|up\sto|[-–—])\s?"
    rf"|\s(?:and|,)\s{_ENDED}\s(?:in|on|at|to|until|by)\s(?:the\send\sof\s)?)"
)
_BETWEEN = r"(?:(?:the\s)?(?:end|start|beginning)\sof\s)?"
_QUARTER = r"Q[1-4]\s"
_STRETCH = re.compile(
    rf"(?P<quarter>{_QUARTER})?(?P<first>[@§]){_UNTIL}{_BETWEEN}(?:{_QUARTER})?(?P<last>[@§])",
    re.I,
)
_UNIT = (
    r"[- ](?:calendar\s|full\s|financial\s|academic\s)?(?P<unit>month|quarter|year|week|day)"
    r"(?P<many>s?)\b"
)
_LENGTH = re.compile(
    rf"(?P<number>¤){_UNIT}|(?P<half>½)\s(?:an?|of\sa)\s(?:year)\b|\b(?P<decade>decade)\b"
    r"|(?:\b(?:for|over|lasting|of|took|spanning|covering|within)\s|\()(?:the\s|an?\s)"
    r"(?P<year>year)\b(?!\s(?:to|ending|before|after))"
    r"|\bthe\syear(?=\sfrom\s[@§]\s(?:to|until)\s)",
    re.I,
)
# Lengths of something else: how long after, how often, how old, and each time.
_NO_LENGTH = re.compile(
    r"""^(?:s?\s(?:after|before|ago|into|earlier|old|apart|prior|each|from\snow|notice)\b
    |s?['’]|-old|s?\s(?:later|longer|shorter|earlier|more|less)\sthan|s?\s(?:late|early|behind)\b
    |s?\s(?:of\s)?(?:experience|age)\b)""",
    re.I | re.X,
)
_LASTING_THING = (
    r"(?:period|pilot|project|programme|program|window|phase|follow-up|evaluation|study|span"
    r"|stretch|stage|term|grant|trial|fieldwork|recruitment|baseline|intervention|data|survey"
    r"|review|audit|scheme|timetable|run|work|delivery|service)"
)
_CUT = re.compile(
    r";|,?\s(?:and|but|while|so|which|who)\s(?!(?:finish|end|complet|conclud|clos|last)|[@§])|\.\s",
    re.I,
)
# What may stand between a stretch and the length that it is said to have, before it or after it.
_VAGUELY = r"(?:(?:about|around|roughly|nearly|almost|just|over|under|some|a|an|the|or)\s){0,3}"
_IN_WORDS = (
    r"(?:(?:and|which|that|i\.e\.|in\s(?:all|total),?)\s)?"
    r"(?:(?:is|was|makes|making|gives|for|over|last\w*|cover\w*|spann\w*|spans|took|taking)\s)*"
)
_STATED_AFTER = re.compile(
    rf"(?:\s?\(|\s?[,:–—-])?\s?{_IN_WORDS}{_VAGUELY}"
    rf"(?P<named>(?:[a-z-]+\s){{1,2}}of\s{_VAGUELY})?",
    re.I,
)
_STATED_BEFORE = re.compile(r"(?!.*\b(?:was|were|had|have|has|is|are)\b)", re.I)
_EDGES = re.compile(
    r"\bend\sof\s(?=[@§])(?!.*\bend\sof)|\b(?:start|beginning)\sof\s[@§]$|\bbetween\s", re.I
)
_IN_FIGURES = re.compile(r"^(\d\d?)/(?=\d{4}$)")
_APPOSED = re.compile(
    r"s?(?:\s?[,.;:)–—]|$"
    r"|\s(?:in\s(?:all|total)|altogether|overall|long|later|apart|extension)\b)",
    re.I,
)
_WITHIN = re.compile(r"s?\s(?:[a-z]+\s){0,3}?between\s", re.I)
_OF_EACH = re.compile(r"\b(?:average|mean|median|wait\w*|delay\w*|typical\w*)\b[^;]*$", re.I)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\w*\s+)?(?P<month>{MONTH_NAME})\.?(?:,?\s+['’]?(?P<year>\d{{2,4}}))?",
    re.I,
)


@dataclass(frozen=True)
class _Ends:
    """The two ends of a stretch as days, with what may be counted from them."""

    first: date
    last: date
    by_day: bool
    by_year: bool
    loose: bool


def sums_of_stretches(said: Sentence) -> Iterator[Sum]:
    """Each stated length that stands beside a stretch between two dates: of all of it, or, where
    something went on "for six months between" them, of a part.
    """
    lengths = [match for match in _LENGTH.finditer(said.signs) if _is_length(said, match)]
    stretches = list(_STRETCH.finditer(said.signs))
    for stretch in stretches:
        near = [length for length in lengths if _stands_by(said, length, stretch, stretches)]
        nearest = min(near, key=lambda length: _apart(length, stretch), default=None)
        ends = _read(said, stretch)
        if nearest and ends and _possible(ends, _stated(said, nearest)[1], True):
            is_within = _lies_within(said, nearest, stretch)
            if is_within or _states(said, nearest, stretch):
                yield _judged(said, nearest, stretch, ends, is_within)


def _lies_within(said: Sentence, length: re.Match, stretch: re.Match) -> bool:
    """ "For six months between May and March"."""
    is_bare = length["number"] and " " in length[0][:2]
    is_told = re.search(r"\b(?:for|over|in)\s(?:[a-z]+\s)?$", said.signs[: length.start()], re.I)
    between = said.signs[length.end() : stretch.start()]
    return bool(is_bare and is_told and _WITHIN.fullmatch(between))


def _states(said: Sentence, length: re.Match, stretch: re.Match) -> bool:
    """Whether a length is told as that of the stretch."""
    if _OF_EACH.search(said.signs[: length.start()]):
        return False
    if length.start() < stretch.start():
        return bool(_STATED_BEFORE.match(said.signs[length.end() : stretch.start()]))
    told = _STATED_AFTER.fullmatch(said.signs[stretch.end() : length.start()])
    return bool(told) and bool(told["named"] or _APPOSED.match(said.signs, length.end()))


def _is_length(said: Sentence, length: re.Match) -> bool:
    rest = said.signs[length.end() :]
    hyphened = length["number"] and length[0][1] == "-"
    is_named = re.match(rf"\s(?:[\w-]+\s){{0,2}}?{_LASTING_THING}\w*\b", rest) or rest.startswith(
        (" (", ",")
    )
    is_of_each = re.search(r"\b[Ee](?:ach|very)\b[^;]{0,40}$", said.signs[: length.start()])
    return not (_NO_LENGTH.search(rest) or is_of_each) and (not hyphened or bool(is_named))


def _apart(length: re.Match, stretch: re.Match) -> int:
    return max(length.start() - stretch.end(), stretch.start() - length.end())


def _stands_by(said: Sentence, length: re.Match, stretch: re.Match, all_: list[re.Match]) -> bool:
    """Whether no other subject stands between a length and a stretch."""
    first, last = sorted((length, stretch), key=lambda each: each.start())
    between = said.signs[first.end() : last.start()]
    others = any(first.end() <= other.start() < last.start() for other in all_)
    later = said.signs[length.end() :].startswith(" later")
    joined = re.match(r"\s?(?:and|,)\s[@§]", said.signs[stretch.end() :])
    joined = joined or re.search(r"[@§](?:\sand|,)\s$", said.signs[: stretch.start()])
    together = re.match(r"s?\s(?:together|altogether|combined)", said.signs[length.end() :])
    joined = joined or (together and len(all_) > 1)
    is_cut = _CUT.search(between) or re.search(r"\beach\b|\bapart\sfrom\b|\bafter\b", between)
    return len(between) < 70 and not others and not (joined and not later) and not is_cut


def _read(said: Sentence, stretch: re.Match) -> _Ends | None:
    texts = [said.at(stretch.start(name)).text for name in ("first", "last")]
    signs = stretch["first"] + stretch["last"]
    if stretch["quarter"]:
        return _of_quarters(said.quoted(stretch.start(), stretch.end()))
    if signs == "§§":
        return _of_years(texts)
    return _of_dates(texts) if signs == "@@" else None


def _of_years(texts: list[str]) -> _Ends | None:
    """From the first of one year to the last of another; "2018/19" begins in April."""
    begins = [int(text[:4]) for text in texts]
    is_split = [len(text) > 4 for text in texts]
    if begins[0] >= begins[1] or is_split[0] != is_split[1]:
        return None
    last = date(begins[1], 12, 31)
    return _Ends(date(begins[0], 1, 1), last, False, True, not is_split[0])


def _of_quarters(text: str) -> _Ends | None:
    spans = spans_in(text)
    if len(spans) != 2 or spans[0].first >= spans[1].first:
        return None
    first, last = (date(at // 12, at % 12 + 1, 1) for at in (spans[0].first, spans[1].last))
    return _Ends(first, last, False, False, False)


def _of_dates(texts: list[str]) -> _Ends | None:
    first, last = (_DATE.search(_IN_FIGURES.sub(_month_named, text)) for text in texts)
    if not last["year"]:
        return None
    months = [month_number(each["month"]) + 1 for each in (first, last)]
    years = [_century(last["year"])] * 2
    years[0] = _century(first["year"]) if first["year"] else years[1] - (months[0] > months[1])
    days = [int(each["day"] or 0) for each in (first, last)]
    # "May 12 to July 14" may be days.
    loose = min(len(each["year"] or "2000") for each in (first, last)) == 2
    try:
        ends = [date(*each) for each in zip(years, months, (day or 1 for day in days), strict=True)]
    except ValueError:
        return None
    return _Ends(*ends, all(days), False, loose) if ends[0] <= ends[1] else None


def _month_named(month: re.Match) -> str:
    return f"{month_name(int(month[1]) - 1)} "


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _judged(
    said: Sentence, length: re.Match, stretch: re.Match, ends: _Ends, is_within: bool
) -> Sum:
    stated, unit, vague = _stated(said, length)
    later = said.signs[length.end() :].startswith((" later", " extension"))
    possible = _possible(ends, unit, later)
    if unit == "month":
        # From the end of one month to the start of another is less than both of them.
        edges = len(_EDGES.findall(said.signs[max(0, stretch.start() - 12) : stretch.end()]))
        possible |= {each - at for each in possible for at in range(edges + 1)}
    slack = _slack(unit, stated) + (max(Decimal(1), stated / 8) if vague else 0)
    at_least = vague in ("over", "more than", "at least")
    holds = (is_within and stated < max(possible)) or any(
        abs(each - stated) <= slack or (at_least and 0 <= each - stated <= 1 + stated / 3)
        for each in possible
    )
    first, last = sorted((length.span(), stretch.span()))
    shown = " or ".join(f"{each.normalize():f}" for each in sorted({round(p, 1) for p in possible}))
    return Sum(said.quoted(first[0], last[1]), f"{shown} {unit}s, both ends in it", holds)


def _stated(said: Sentence, length: re.Match) -> tuple[Decimal, str, str]:
    """The length as it is told: a number, its unit, and what makes it vague."""
    if length["number"]:
        quantity = said.at(length.start("number"))
        return quantity.number, length["unit"].lower(), quantity.vague
    if length["half"]:
        return Decimal("0.5"), "year", said.at(length.start("half")).vague
    return Decimal(10 if length["decade"] else 1), "year", ""


def _slack(unit: str, stated: Decimal) -> Decimal:
    """Whole years and weeks are round ones."""
    if unit == "year":
        return Decimal("0.17") if stated <= 1 or stated % 1 else Decimal("0.5")
    return {"week": Decimal("0.75"), "day": Decimal(1)}.get(unit, Decimal(0))


def _possible(ends: _Ends, unit: str, later: bool) -> set[Decimal]:
    """The lengths a stretch may be said to have in a unit."""
    first, last = ends.first, ends.last
    if ends.by_year:
        years = Decimal(last.year - first.year + 1)
        counted = {years, years - 1} if ends.loose else {years}
        return {each * {"month": 12, "quarter": 4}.get(unit, 1) for each in counted}
    if unit in ("week", "day"):
        if not ends.by_day:
            return set()
        days = Decimal((last - first).days + 1)
        return {days / 7 if unit == "week" else days}
    months = _months(ends, later)
    return {each / {"year": 12, "quarter": 3}.get(unit, 1) for each in months}


def _months(ends: _Ends, later: bool) -> set[Decimal]:
    first, last = ends.first, ends.last
    apart = Decimal(12 * (last.year - first.year) + last.month - first.month)
    if ends.by_day:
        # A day of two more or less makes no other month.
        whole = apart + Decimal(last.day - first.day + 1) / 30
        return (
            {Decimal(round(whole)), apart}
            if abs(whole - round(whole)) > Decimal("0.1")
            else {Decimal(round(whole))}
        )
    months = {apart + 1}
    # "July 2023 to July 2024" is from one day to the same day as often as 13 months.
    if apart % 12 == 0 or later:
        months.add(apart)
    return months | ({apart % 12, apart % 12 + 1} if ends.loose else set())
