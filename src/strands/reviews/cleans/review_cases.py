"""What readings of single cases and lists of closed cases say of one another, and what has to be
asked about it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from analysis.declare.boroughs import borough_name
from analysis.declare.periods import quarter_label
from analysis.declare.sampling import KINDS, arm_of, quarter_of
from analysis.read.ask.lines import Line, by_values
from analysis.read.ask.proformas import Read
from analysis.read.ask.queries import Query
from analysis.read.label.names import plain_name
from analysis.read.personal.confidence import may_name
from strands.reviews.declares.review_cases import (
    BY_COLOUR,
    CLOSED,
    COLOURS,
    EVIDENCE,
    NOT_KEPT,
    READ,
    SECOND_READING,
)

# Capitals that name nobody in what professionals write: an abbreviation, what stands in brackets in
# place of a name, and the first word of a sentence where no second capital follows it. A second
# person reads whatever is printed.
_NO_NAME = re.compile(
    r"\b[A-Z]{2,5}s?\b|\[[^\[\]]*\]|(?:^|(?<=[.!?]\s))[\W_]*[A-Z][a-z'’]*(?=[\s,.:]+[^A-Z]|[.!?]?$)"
)
# The words of each proforma that are printed, and so may name nobody.
_PRINTED = {READ.key: ("extract",), EVIDENCE.key: ("part", "otherwise", "known_from")}


# The closed cases by borough and code, each with its quarter and arm; both are empty where a
# question about it is open.
_Listed = Mapping[tuple[str, str], tuple[str, str]]


def settled(read: Read) -> list[Query]:
    """Put the lines of READ and EVIDENCE in order, before they become rows, and say what has to be
    asked of them.

    A line sent twice stays once; of two that differ the first stays, queried. A reading by colours
    becomes a version of its own. Words that may name somebody are not kept.
    """
    queries: list[Query] = []
    readings, spelt = _once(read.lines_of(READ), queries), {}
    read.lines[READ.key] = [_words(_version(line, spelt, queries), queries) for line in readings]
    read.lines[EVIDENCE.key] = [_words(line, queries) for line in read.lines_of(EVIDENCE)]
    listed = _listed(read.lines_of(CLOSED))
    readings = [line for line in read.lines_of(READ) if not line.queried]
    return [
        *queries,
        *_of_list(readings, listed),
        *_numbers(readings, listed),
        *_versions(readings),
        *_twice(readings),
    ]


def _once(lines: list[Line], queries: list[Query]) -> list[Line]:
    kept: dict[tuple, Line] = {}
    for at, line in enumerate(lines):
        reading = _named(line, "borough", "case", "reader")
        if not _has_code(line):
            kept[reading, at] = line
            continue
        first = kept.setdefault(reading, line)
        if first is line:
            continue
        is_same = (first.values, _answers(first)) == (line.values, _answers(line))
        rule = "duplicate_rows" if is_same else "case_read_twice"
        queries.append(line.ask(rule, "case", other=first.place))
        if not is_same:
            kept[reading] = replace(first, queried=True)
    return list(kept.values())


def _named(line: Line, *keys: str) -> tuple[str, ...]:
    return tuple(str(line[key]) for key in keys)


def _has_code(line: Line) -> bool:
    return "case" in line.cells and bool(line.cells["case"].text.strip())


def _answers(line: Line) -> dict[str, object]:
    return {key: answer.value for key, answer in line.items.items()}


def _version(line: Line, spelt: dict[str, str], queries: list[Query]) -> Line:
    """The line with its version as it was first spelt; that of a reading by colours is BY_COLOUR,
    whatever it says.
    """
    coloured = [key for key in line.items if plain_name(line.cells[key].text) in COLOURS]
    typed = str(line["version"])
    version = spelt.setdefault(typed.casefold(), typed) if not coloured else BY_COLOUR
    if coloured:
        queries.append(line.ask("rated_by_colour", coloured[0]))
    return replace(line, values={**line.values, "version": version})


def _words(line: Line, queries: list[Query]) -> Line:
    """The line without words that may name somebody. Of others it is asked whether a second person
    looked at them.
    """
    printed = [key for key in _PRINTED[line.found.proforma.key] if line[key]]
    named = [key for key in printed if _may_name(str(line[key]))]
    # The question does not repeat what it asks about.
    queries += [line.ask("words_may_name", key, typed="") for key in named]
    if set(printed) - set(named) and line["second_look"] != "yes":
        queries.append(line.ask("second_look_missing", "second_look"))
    return replace(line, values={**line.values, **dict.fromkeys(named, NOT_KEPT)})


def _may_name(text: str) -> bool:
    return may_name(_NO_NAME.sub(lambda found: found[0].lower(), text))


def _listed(lines: list[Line]) -> _Listed:
    """The list of closed cases. Of two lines with one code neither can be relied on."""
    listed: dict[tuple[str, str], tuple[str, str]] = {}
    for line in lines:
        case = _named(line, "borough", "case")
        closed_on, *answers = _named(line, "closed_on", "trained", "consulted")
        is_known = not line.queried and case not in listed
        listed[case] = (quarter_of(closed_on), arm_of(*answers)) if is_known else ("", "")
    return listed


def _of_list(readings: list[Line], listed: _Listed) -> Iterator[Query]:
    """What each reading and the list of its borough disagree on; nothing where the borough sent no
    list.
    """
    send_lists = {borough for borough, _ in listed}
    for line in readings:
        borough, case, quarter, arm = _named(line, "borough", "case", "quarter", "arm")
        if borough not in send_lists or not _has_code(line):
            continue
        if (borough, case) not in listed:
            yield line.ask("case_not_listed", "case", borough=borough_name(borough))
            continue
        quarter_listed, arm_listed = listed[borough, case]
        if quarter_listed and quarter_listed != quarter:
            other = quarter_label(quarter_listed)
            yield line.ask("case_other_quarter", "quarter", case=case, other=other)
        if arm_listed and arm_listed != arm:
            yield line.ask("arm_disagrees", "arm", case=case, other=KINDS[arm_listed])


def _numbers(readings: list[Line], listed: _Listed) -> Iterator[Query]:
    """Where readings say another number of cases than the list: a question an arm and quarter."""
    numbers = Counter((borough, *where) for (borough, _), where in listed.items())
    send_lists, seen = {borough for borough, _ in listed}, set()
    for line in readings:
        where, frame = _named(line, "borough", "quarter", "arm"), line["frame"]
        if where[0] not in send_lists or frame in (None, numbers[where]) or (where, frame) in seen:
            continue
        seen.add((where, frame))
        yield line.ask(
            "frame_number_differs",
            "frame",
            n=numbers[where],
            borough=borough_name(where[0]),
            quarter=quarter_label(where[1]),
            arm=KINDS[where[2]],
        )


def _versions(readings: list[Line]) -> Iterator[Query]:
    """Where readings of one borough and quarter used several versions: a question at the first that
    differs.
    """
    for (borough, quarter), lines in by_values(readings, "borough", "quarter"):
        versions: dict[str, Line] = {}
        for line in lines:
            versions.setdefault(str(line["version"]), line)
        if len(versions) > 1:
            yield list(versions.values())[1].ask(
                "several_review_versions",
                "version",
                borough=borough_name(borough),
                quarter=quarter_label(quarter),
                versions=", ".join(versions),
            )


def _twice(readings: list[Line]) -> Iterator[Query]:
    """Where a borough had too few of its cases read a second time."""
    for (borough,), lines in by_values(readings, "borough"):
        pairs = {_named(line, "case", "reader") for line in lines}
        readers = Counter(case for case, _ in pairs)
        twice = sum(number > 1 for number in readers.values())
        # Of fewer there is no whole case to read again.
        if SECOND_READING <= len(readers) > twice * SECOND_READING:
            yield lines[0].ask(
                "few_read_twice",
                "reader",
                typed="",
                borough=borough_name(borough),
                twice=twice,
                cases=len(readers),
                share=SECOND_READING,
            )
