"""What is asked of consultations logged row by row: cases parted, copies, words that cannot be,
days without a lead.
"""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import quarter_label
from analysis.declare.proforma import BETWEEN
from analysis.declare.sampling import quarter_of
from analysis.declare.words import day
from analysis.read.ask.lines import Line, by_values, with_first
from analysis.read.ask.proformas import Read
from analysis.read.ask.queries import Query
from analysis.read.find.proformas import BOROUGH
from strands.activity.declares.logs import CONSULTATION, MOST_MINUTES, WORKFORCE

# What the template asks to stand between the codes of several cases, and what people type instead.
_ASKED_FOR, _TYPED = re.compile(r"[;\n|]"), re.compile(r"[;\n|,+&]|\band\b", re.IGNORECASE)
_STROKE = re.compile(r"/")


def settle(read: Read) -> None:
    """Part the cases of each line, join lines that part one consultation, leave out minutes that
    cannot be; and ask.

    To be called before the lines become rows. One consultation on several cases is one consultation
    and each case counts once, so the line stays one, and `case` holds all codes.
    """
    lines = read.lines_of(CONSULTATION)
    read.asked += [*_part(lines), *_minutes(lines)]
    kept, joined = _joined(lines)
    if CONSULTATION.key in read.lines:
        read.lines[CONSULTATION.key] = kept
    read.asked += [*joined, *_asked(kept, read.lines_of(WORKFORCE))]


def _part(lines: list[Line]) -> Iterator[Query]:
    """Several cases in a cell, parted. Where not by what was asked for, asked once a sheet."""
    told: set[tuple[str, str]] = set()
    for line in lines:
        if "case" not in line.cells:
            continue
        text = line.cells["case"].text
        cases = _cases(text)
        line.values["case"] = BETWEEN.join(cases)
        if len(cases) > len(_ASKED_FOR.split(text)) and line.where not in told:
            told.add(line.where)
            yield line.ask("cases_parted", "case", number=len(cases), cases=", ".join(cases))


def _cases(text: str) -> list[str]:
    """The codes in a cell, each once. A stroke parts codes of one shape, and is otherwise part of a
    code.
    """
    parts = []
    for part in _TYPED.split(text):
        pieces = [_code(piece) for piece in _STROKE.split(part)]
        parts += pieces if len({_shape(piece) for piece in pieces}) == 1 else [_code(part)]
    return list(dict.fromkeys(filter(None, parts)))


def _code(text: str) -> str:
    return re.sub(r"\s+", "", text).upper()


def _shape(code: str) -> str:
    return re.sub(r"[^\W\d]", "A", re.sub(r"\d", "9", code))


def _minutes(lines: list[Line]) -> Iterator[Query]:
    for line in lines:
        minutes = line.values.get("minutes")
        if minutes is not None and not 0 < minutes <= MOST_MINUTES:
            line.values["minutes"] = None
            yield line.ask("minutes_cannot_be", "minutes", most=MOST_MINUTES)


def _joined(lines: list[Line]) -> tuple[list[Line], list[Query]]:
    """Lines of one consultation and practitioner that differ in nothing but their case become the
    first of them.

    Where one says "first" and another "again", neither holds for all its cases.
    """
    kept: list[Line] = []
    first: dict[tuple, Line] = {}
    asked: list[Query] = []
    for line in lines:
        said = tuple(value for key, value in line.values.items() if key not in ("case", "first"))
        before = first.setdefault(said, line)
        if before is line or line.queried or line["case"] == before["case"]:
            kept.append(line)
            continue
        cases = [*before["case"].split(BETWEEN), *line["case"].split(BETWEEN)]
        before.values["case"] = BETWEEN.join(dict.fromkeys(cases))
        if line["first"] != before["first"]:
            before.values["first"] = ""
        about = {"other": before.place, "typed": line.at.typed}
        asked.append(line.ask("case_on_its_own_line", "case", **about))
    return kept, asked


def _asked(lines: list[Line], workforce: list[Line]) -> Iterator[Query]:
    """Everything asked of lines that can be read, each line once, borough by borough in order of
    days.
    """
    certain, posted = ([line for line in of if not line.queried] for of in (lines, workforce))
    once = [first for _, (first, *_) in by_values(certain, BOROUGH, *CONSULTATION.names)]
    once.sort(key=lambda line: (line[BOROUGH], line["held_on"]))
    posts = {key: last for key, (*_, last) in by_values(posted, BOROUGH, "quarter")}
    for (borough,), of_borough in by_values(once, BOROUGH):
        yield from _copies(of_borough)
        yield from _two_days(of_borough)
        yield from _first_or_again(of_borough)
        yield from _in_post(borough, of_borough, posts)


def _copies(lines: list[Line]) -> Iterator[Query]:
    """The same practitioner, case and day under two codes."""
    for before, line in with_first(lines, "practitioner", "case", "held_on"):
        if before["consultation"] != line["consultation"]:
            about = {"other": before.at.typed, "place": before.place}
            yield line.ask("consultation_copied", "consultation", **about)


def _held_on(line: Line) -> str:
    return day(dt.date.fromisoformat(line["held_on"]))


def _two_days(lines: list[Line]) -> Iterator[Query]:
    """One code for consultations on two days."""
    for before, line in with_first(lines, "consultation"):
        if before["held_on"] != line["held_on"]:
            days = {"day": _held_on(line), "other": _held_on(before)}
            yield line.ask("consultation_two_days", "consultation", place=before.place, **days)


def _first_or_again(lines: list[Line]) -> Iterator[Query]:
    """'First' though the case was logged before; and, once a borough, 'again' though it never was.

    A line on several cases may be the first on one and not on another, so nothing is asked of it.
    """
    seen: dict[str, Line] = {}
    never: list[Line] = []
    for line in lines:
        cases = line["case"].split(BETWEEN)
        before, said = seen.get(cases[0]), line["first"]
        for case in cases:
            seen.setdefault(case, line)
        if len(cases) > 1:
            continue
        if before is None:
            never += [line] * (said == "again")
        elif said == "first" and _earlier(before, line):
            about = {"place": before.place, "day": _held_on(before), "case": cases[0]}
            yield line.ask("first_is_not_first", "first", **about)
    if never:
        case = never[0]["case"]
        yield never[0].ask("again_never_before", "first", number=len(never), case=case)


def _earlier(before: Line, line: Line) -> bool:
    """Whether one is another consultation than a line, on a day before it."""
    is_other = before["consultation"] != line["consultation"]
    return is_other and before["held_on"] < line["held_on"]


def _in_post(
    borough: str, lines: list[Line], posts: dict[tuple[str, str], Line]
) -> Iterator[Query]:
    """Logged where no lead was in post all quarter; more practitioners in a quarter than were in
    post.
    """
    for quarter, held in groupby(lines, key=lambda line: quarter_of(line["held_on"])):
        of_quarter, post = list(held), posts.get((borough, quarter))
        if not post:
            continue
        about = {"quarter": quarter_label(quarter), "borough": borough_name(borough)}
        days, eligible = (post.value(key).count for key in ("days_of_lead", "eligible"))
        if days == 0:
            where = {"place": f"{post.found.sheet.file} {post.first.address}"}
            number = len(of_quarter)
            yield of_quarter[0].ask("no_lead_in_post", "held_on", number=number, **where, **about)
        came = len({line["practitioner"] for line in of_quarter})
        if eligible is not None and came > eligible:
            yield post.ask("more_than_in_post", "eligible", came=came, **about)
