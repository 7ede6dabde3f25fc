"""Learning reviews: their rounds, the frame cases were taken by, and what was said to be seen of
each principle.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from pandas import DataFrame

from analysis.declare.periods import period as declared
from analysis.declare.sampling import ARMS
from analysis.read.ask.proformas import read_proformas
from analysis.read.ask.typed import Record, Typed, headings, told
from analysis.read.find.listing import Listing
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell
from analysis.read.pipe import Cleaned, cleaned, opened
from analysis.read.values.answers import read_a_quarter
from analysis.read.values.values import Value
from strands.reviews.cleans.review_cases import settled
from strands.reviews.cleans.rules import query
from strands.reviews.declares.review_cases import PROFORMAS
from strands.reviews.declares.reviews import (
    FRAME,
    NOT_PUBLISHED,
    PRINCIPLES,
    ROUNDS,
    SEEN,
    STATEMENTS,
    WHERE,
)

# One round, or several: "1", "1 and 2", "1, 2 and 3".
_ROUNDS = re.compile(r"\d( (and )?\d)*")


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The reviews of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `reviews/seen.csv`, to its bytes; the headings of a
    table tell what it is. InputError where a file cannot be read or a correction does not fit.
    """
    read = read_proformas(opened(files, corrections, PROFORMAS), PROFORMAS, period, query)
    read.asked += settled(read)
    by_case = {proforma.key: read.frame(proforma) for proforma in PROFORMAS}
    typed = Typed(period, read.asked, query, told=read.told)
    typed.read(read.others, _reader, "rounds, cases or statements", told=read.files)
    tables = {"rounds": ROUNDS, "frame": FRAME, "seen": STATEMENTS}
    return cleaned(typed.asked, typed.told, **typed.frames(tables, {"frame": "count"}), **by_case)


def _read_round(line: Record) -> None:
    borough = line.typed.borough(line.sheet, line.cells["borough"])
    number = _number(line, "round")
    if borough:
        said = {"quarter": _quarter(line), "remark": line.text("remark")}
        line.keep("rounds", "round", number.status, borough=borough, round=number.count, **said)


def _read_arm(line: Record) -> None:
    arm = line.word("arm", ARMS)
    agreed, reviewed = _number(line, "cases a round"), _number(line, "cases reviewed")
    if arm:
        counts = {"count": agreed.count, "reviewed": reviewed.count}
        words = {"selected": line.text("taken from"), "kept": line.text("kept to")}
        line.keep("frame", "cases a round", agreed.status, arm=arm, **counts, **words)


def _read_statement(line: Record) -> None:
    """One statement; a line of which a word is not known is asked about and left out whole."""
    key = {
        "borough": line.typed.borough(line.sheet, line.cells["borough"]),
        "principle": line.word("principle", PRINCIPLES),
        "seen": line.word("seen", SEEN),
        "found_in": line.word("where", WHERE),
        "rounds": _rounds(line),
    }
    if None not in key.values():
        line.keep("seen", "seen", "returned", **key, note=line.text("in our words"))


_READERS = (
    ({"borough", "round", "quarter", "remark"}, _read_round),
    ({"arm", "cases a round", "cases reviewed", "taken from", "kept to"}, _read_arm),
    ({"borough", "principle", "seen", "where", "rounds", "in our words"}, _read_statement),
)


def _reader(table: Listing) -> Callable | None:
    """Reads the lines of a table by the first of the readers all of whose headings it has."""
    there = set(headings(table))
    return next((partial(_read_lines, *each) for each in _READERS if each[0] <= there), None)


def _read_lines(
    needed: set[str], read: Callable[[Record], None], table: Listing, typed: Typed
) -> None:
    for line in told(table, typed, needed):
        read(line)


def _number(line: Record, heading: str) -> Value:
    """The count in a cell; one that was not published is not returned, and never a zero."""
    cell = line.cells[heading]
    return Value("not_returned") if _is_unsaid(cell) else line.typed.count(line.sheet, cell)


def _quarter(line: Record) -> str:
    """The quarter a line states; empty where it states none of the period."""
    cell = line.cells["quarter"]
    if _is_unsaid(cell):
        return ""
    answer = read_a_quarter(cell, declared(line.typed.period))
    for rule, words in answer.asks:
        line.typed.ask(rule, line.sheet, cell, **words)
    return answer.value


def _rounds(line: Record) -> str | None:
    """The rounds a statement is about, as `1 2`; empty where it does not say."""
    cell = line.cells["rounds"]
    if _is_unsaid(cell):
        return ""
    if not _ROUNDS.fullmatch(plain_name(cell.text)):
        line.typed.ask("text_in_number_cell", line.sheet, cell)
        return None
    return " ".join(re.findall(r"\d", plain_name(cell.text)))


def _is_unsaid(cell: Cell) -> bool:
    return plain_name(cell.text) in ("", NOT_PUBLISHED, WHERE["unsaid"])
