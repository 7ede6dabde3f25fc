"""The training manager's tables of blocks and attendances, with totals typed in.

A table may show earlier periods too: those columns belong to the returns of their own period, and are
read here only to check the totals. Each total as typed stands beside the sum of its parts, and only the
sum is used. A total that does not add up is a question, not a correction: only the sender knows which
of the numbers is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pandas import DataFrame

from analysis.declare.boroughs import BY_KEY
from analysis.declare.periods import PERIODS
from analysis.declare.periods import period as period_called
from analysis.declare.training import COURSES, PARTNERSHIP, TABLE
from analysis.read.ask.account import ASIDE, ASKED, OTHER_PERIOD, VALUE
from analysis.read.ask.masks import asked_of_masks
from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules
from analysis.read.ask.typed import Typed, row
from analysis.read.find.listing import Listing, listings
from analysis.read.label.dates import read_date
from analysis.read.label.names import Name, find_borough, plain_name, read_borough
from analysis.read.label.years import read_year
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.pipe import Cleaned, cleaned, opened
from analysis.read.values.values import Value, read_value
from strands.training.declares import COUNTED, REGISTER, TOTALS

TRAINING_RULES = rules("""
unknown_course: stop
'{typed}' is none of the courses we know. Which course is it?
- NOT_READ

attendance_not_read: warn
'{typed}': of so many on the register we cannot tell whether they attended. Did they?
- They are not counted as attendances.

outside_set_aside: info
{count} attendances of the register lie outside {period}. Are they in a return of their own period?
- They are set aside, and not counted here.

blocks_of_borough: stop
Blocks are counted for the whole partnership, and this is a table of one borough. Whose are they?
- NOT_READ

unreadable_period: stop
We cannot read '{typed}' as a funding period. Which is it: {periods}?
- NOT_READ
""")
query = asking(*TRAINING_RULES)

_COURSES = {
    plain_name(name): course.key
    for course in COURSES
    for name in (course.key, course.name, *course.aliases)
}
_OF_ALL = re.compile(r"\b(?:all (?:six )?boroughs|partnership)\b", re.IGNORECASE)
_WHOLE_OFFER = {"training", "course", "courses"}


@dataclass(frozen=True)
class Heading:
    """A heading across, read: what is counted and when. `period` is None for a total, and for what
    is unreadable.
    """

    cell: Cell
    measure: str
    period: str | None
    total: bool = False
    doubtful: bool = False


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The tables of one period as rows of that period, the totals typed in them, and the questions
    they raise.

    `files` maps the name of each file, as in `training/table01.csv`, to its bytes. A table may show
    earlier periods too; those columns are added up with their totals, and belong to the returns of
    their own period. InputError where a file cannot be read or a correction does not fit.
    """
    typed, totals = Typed(period, query=query), []
    for sheet in opened(files, corrections):
        typed.asked += asked_of_masks(sheet)
        typed.told.sheets.append(sheet)
        for listing in listings(sheet):
            typed.tell_of(listing)
            if [cell.text for cell in (listing.corner, *listing.across)] == list(COUNTED):
                _read_counted(listing, typed)
                continue
            if listing.corner.text.startswith(REGISTER):
                continue
            headings = list(_headings(listing))
            _ask_of_headings(listing, headings, typed)
            _read_rows(listing, headings, typed)
            totals += _totals(listing, headings)
    for total in totals:
        if total["sum"] not in (None, total["typed"]):
            place = (total["file"], total["sheet"])
            typed.asked.append(query("total_does_not_add", place, total["at"], total=total["sum"]))
    return cleaned(
        typed.asked,
        typed.told,
        **typed.frames({"table": TABLE}, {"table": "count"}),
        totals=TOTALS.framed(totals),
    )


def _headings(listing: Listing) -> Iterator[Heading]:
    """Each heading across; a total counts what the headings before it count."""
    measure = "attendance"
    for cell in listing.across:
        words = plain_name(cell.text)
        if "block" in words:
            measure = "blocks"
        elif "attend" in words:
            measure = "attendance"
        if "total" in words.split():
            yield Heading(cell, measure, None, total=True)
        else:
            year = read_year(cell.text)
            yield Heading(cell, measure, year.period, doubtful=year.doubtful)


def _ask_of_headings(listing: Listing, headings: list[Heading], typed: Typed) -> None:
    for heading in headings:
        if heading.doubtful:
            period = period_called(heading.period).label
            typed.ask("doubtful_period", listing.sheet, heading.cell, period=period)
        elif heading.period is None and not heading.total:
            periods = ", ".join(period.label for period in PERIODS)
            typed.ask("unreadable_period", listing.sheet, heading.cell, periods=periods)


def _read_rows(listing: Listing, headings: list[Heading], typed: Typed) -> None:
    """The rows of the period in one line of the table after the other."""
    owner = _owner(listing)
    for label, cells in listing.down:
        if _is_total(label):
            continue
        course, borough, rule = _subject(listing.corner, label)
        if borough == PARTNERSHIP and owner:
            # A borough's own list of courses is not the partnership's.
            borough, rule = owner.key or "", "" if owner.key else "unknown_borough"
        if rule:
            typed.ask(rule, listing.sheet, label, could_be="")
            typed.told.tell(ASKED, "this line, see the questions", listing.sheet, cells)
            continue
        for heading, cell in zip(headings, cells, strict=True):
            if heading.period != typed.period:
                continue
            if heading.measure == "blocks" and owner:
                typed.ask("blocks_of_borough", listing.sheet, cell)
            else:
                value = _value(cell, borough, typed.period)
                typed.ask(value.rule, listing.sheet, cell)
                about = {"course": course, "borough": borough, "period": typed.period}
                about |= {"measure": heading.measure, "count": value.count}
                caveat = listing.caveat(cell)
                typed.rows["table"].append(row(listing.sheet, cell, value.status, caveat, **about))


def _owner(listing: Listing) -> Name | None:
    """The borough, or area outside, that a title above the table, its sheet or its file names; None
    where none does, or where the nearest says that it is of all.
    """
    sheet, top = listing.sheet, listing.corner.row
    above = [cells[0].text for row, cells in sheet.rows.items() if row < top and len(cells) == 1]
    for text in (*reversed(above), sheet.name, sheet.title):
        if _OF_ALL.search(text):
            return None
        if name := find_borough(text):
            return name
    return None


def _read_counted(listing: Listing, typed: Typed) -> None:
    """A register as it was counted: the months of the period added up by course and borough."""
    months: dict[tuple[str, str], list[Cell]] = {}
    outside: list[Cell] = []
    unclear: set[Cell] = set()
    for label, (whose, month, number, doubt) in listing.down:
        typed.told.tell(ASKED, "this line, see the questions", listing.sheet, [number, doubt])
        course, borough, rule = _of_register(label, whose)
        span = read_date(month.text)
        if rule:
            typed.ask(
                rule, listing.sheet, label if rule == "unknown_course" else whose, could_be=""
            )
        elif not span:
            typed.ask("month_not_read", listing.sheet, month)
        elif span.first not in period_called(typed.period).all_months:
            outside.append(number)
            typed.told.tell(ASIDE, OTHER_PERIOD, listing.sheet, [number])
        else:
            typed.told.tell(VALUE, "attendance", listing.sheet, [number])
            months.setdefault((course, borough), []).append(number)
            if doubt.text:
                unclear.add(number)
                typed.ask("attendance_not_read", listing.sheet, doubt)
    if set_aside := _sum(outside):
        about = {"count": set_aside}
        about["period"] = period_called(typed.period).label
        typed.ask("outside_set_aside", listing.sheet, outside[0], **about)
    for (course, borough), cells in months.items():
        about = {"course": course, "borough": borough, "period": typed.period}
        about |= {"measure": "attendance", "count": _sum(cells)}
        status = "returned"
        if not about["count"] and unclear.intersection(cells):
            about["count"], status = None, "queried"
        place = row(listing.sheet, cells[0], status, listing.caveat(cells[0]), **about)
        place["cell"] += f":{cells[-1].address}" if cells[1:] else ""
        place["raw"] = " + ".join(cell.typed for cell in cells)
        typed.rows["table"].append(place)


def _sum(cells: list[Cell]) -> int:
    return sum(read_value(cell).count or 0 for cell in cells)


def _of_register(label: Cell, whose: Cell) -> tuple[str, str, str]:
    """Course and borough of a line of a counted register, or the question to ask."""
    course, name = _COURSES.get(plain_name(label.text)), read_borough(whose.text)
    if not course:
        return "", "", "unknown_course"
    is_known = name and name.key and not name.doubtful
    return (course, name.key, "") if is_known else (course, "", "unknown_borough")


def _subject(corner: Cell, label: Cell) -> tuple[str, str, str]:
    """Course and borough a line is about, or the question to ask: the corner names a course, or the
    lines do.
    """
    course = _COURSES.get(plain_name(corner.text))
    if course:
        name = read_borough(label.text)
        is_known = name and name.key and not name.doubtful
        return (course, name.key, "") if is_known else (course, "", "unknown_borough")
    if plain_name(corner.text) in _WHOLE_OFFER:
        course = _COURSES.get(plain_name(label.text))
    return (course, PARTNERSHIP, "") if course else ("", "", "unknown_course")


def _value(cell: Cell, borough: str, period: str) -> Value:
    """The value of a cell: a dash is a course not offered, or a borough that was no member."""
    member = borough == PARTNERSHIP or BY_KEY[borough].was_member_in(period)
    value = read_value(cell, member=member)
    if value.rule == "dash_inside_membership" and borough == PARTNERSHIP:
        return Value("not_offered")
    return value


def _totals(listing: Listing, headings: list[Heading]) -> Iterator[dict]:
    """Every total typed, across and down, with what its parts come to: parts are counts, never
    other totals.
    """
    lines = [cells for label, cells in listing.down if not _is_total(label)]
    for label, cells in listing.down:
        over = lines if _is_total(label) else [cells]
        for at, heading in enumerate(headings):
            if heading.total or _is_total(label):
                since = max((i + 1 for i in range(at) if headings[i].total), default=0)
                parts = range(since, at) if heading.total else [at]
                over_cells = [line[j] for line in over for j in parts]
                yield _total(listing.sheet, label, heading.cell, cells[at], over_cells)


def _total(sheet: Sheet, label: Cell, heading: Cell, cell: Cell, parts) -> dict:
    """One typed total; a dash among its parts adds nothing, anything unreadable leaves nothing to
    compare.
    """
    values = [read_value(part, member=False) for part in parts]
    known = all(value.status in ("returned", "not_member", "not_offered") for value in values)
    total = sum(value.count or 0 for value in values) if known else None
    about = {"row": label.text, "column": heading.text, "sum": total}
    return row(sheet, cell, "", **about, typed=read_value(cell).count)


def _is_total(label: Cell) -> bool:
    return "total" in plain_name(label.text).split()
