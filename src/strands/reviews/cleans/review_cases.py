"""What readings of single cases and lists of closed cases say of one another, and what has to be
asked about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from analysis.declare.boroughs import borough_name
from analysis.declare.cases import KINDS
from analysis.declare.periods import quarter_label
from analysis.declare.sampling import arm_of, quarter_of
from analysis.read.ask.lines import Line
from analysis.read.ask.proformas import Read
from analysis.read.ask.queries import Query
from analysis.read.label.names import plain_name
from analysis.read.values.in_confidence import may_name
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


@dataclass(frozen=True)
class _Closed:
    """A case as the list of closed cases has it; arm and quarter are empty where a question about
    it is open.
    """

    borough: str
    quarter: str
    arm: str


def settled(read: Read) -> list[Query]:
    """Put the lines of READ and EVIDENCE in order, before they become rows, and say what has to be
    asked of them.

    A line sent twice stays once; of two that differ the first stays, queried. A reading by colours
    becomes a version of its own. Words that may name somebody are not kept.
    """
    asked: list[Query] = []
    readings, spelt = _once(read.lines_of(READ), asked), {}
    read.lines[READ.key] = [_words(_version(line, spelt, asked), asked) for line in readings]
    read.lines[EVIDENCE.key] = [_words(line, asked) for line in read.lines_of(EVIDENCE)]
    listed = _listed(read.lines_of(CLOSED))
    readings = [line for line in read.lines_of(READ) if not line.queried]
    return [
        *asked,
        *_of_list(readings, listed),
        *_numbers(readings, listed),
        *_versions(readings),
        *_twice(readings),
    ]


def _once(lines: list[Line], asked: list[Query]) -> list[Line]:
    kept: dict[tuple, Line] = {}
    for at, line in enumerate(lines):
        named = tuple(line.values[key] for key in ("borough", "case", "reader"))
        if not _has_code(line):
            kept[named, at] = line
            continue
        first = kept.setdefault(named, line)
        if first is line:
            continue
        other = f"{first.found.sheet.file} {first.cells['case'].address}"
        same = (first.values, _answers(first)) == (line.values, _answers(line))
        asked.append(line.ask("duplicate_rows" if same else "case_read_twice", "case", other=other))
        kept[named] = first if same else replace(first, queried=True)
    return list(kept.values())


def _has_code(line: Line) -> bool:
    return "case" in line.cells and bool(line.cells["case"].text.strip())


def _answers(line: Line) -> dict[str, object]:
    return {key: answer.value for key, answer in line.items.items()}


def _version(line: Line, spelt: dict[str, str], asked: list[Query]) -> Line:
    """The line with its version as it was first spelt; that of a reading by colours is BY_COLOUR,
    whatever it says.
    """
    coloured = [key for key in line.items if plain_name(line.cells[key].text) in COLOURS]
    if coloured:
        asked.append(line.ask("rated_by_colour", coloured[0]))
    typed = str(line.values["version"])
    version = BY_COLOUR if coloured else spelt.setdefault(typed.casefold(), typed)
    return replace(line, values={**line.values, "version": version})


def _words(line: Line, asked: list[Query]) -> Line:
    """The line without words that may name somebody. Of others it is asked whether a second person
    looked at them.
    """
    printed = [key for key in _PRINTED[line.found.proforma.key] if line.values[key]]
    named = [key for key in printed if _may_name(str(line.values[key]))]
    # The question does not repeat what it asks about.
    asked += [line.ask("words_may_name", key, typed="") for key in named]
    if set(printed) - set(named) and line.values["second_look"] != "yes":
        asked.append(line.ask("second_look_missing", "second_look"))
    return replace(line, values={**line.values, **dict.fromkeys(named, NOT_KEPT)})


def _may_name(text: str) -> bool:
    return may_name(_NO_NAME.sub(lambda found: found[0].lower(), text))


def _listed(lines: list[Line]) -> dict[tuple[str, str], _Closed]:
    """The closed cases by borough and code. Of two lines with one code neither can be relied on."""
    listed: dict[tuple[str, str], _Closed] = {}
    for line in lines:
        said, key = line.values, (str(line.values["borough"]), str(line.values["case"]))
        known = not line.queried and key not in listed
        quarter, arm = (
            quarter_of(str(said["closed_on"])),
            arm_of(str(said["trained"]), str(said["consulted"])),
        )
        new = _Closed(key[0], quarter, arm) if known else _Closed(key[0], "", "")
        listed[key] = (
            listed[key] if listed.get(key) == new else new if known else _Closed(key[0], "", "")
        )
    return listed


def _of_list(readings: list[Line], listed: Mapping[tuple[str, str], _Closed]) -> Iterator[Query]:
    """What each reading and the list of its borough disagree on; nothing where the borough sent no
    list.
    """
    for line in readings:
        case, borough = line.values["case"], line.values["borough"]
        if borough not in {one.borough for one in listed.values()} or not _has_code(line):
            continue
        known = listed.get((str(borough), str(case)))
        if known is None:
            yield line.ask("case_not_listed", "case", borough=borough_name(borough))
        if known and known.quarter and known.quarter != line.values["quarter"]:
            yield line.ask(
                "case_other_quarter", "quarter", case=case, other=quarter_label(known.quarter)
            )
        if known and known.arm and known.arm != line.values["arm"]:
            yield line.ask("arm_disagrees", "arm", case=case, other=KINDS[known.arm])


def _numbers(readings: list[Line], listed: Mapping[tuple[str, str], _Closed]) -> Iterator[Query]:
    """Where readings say another number of cases than the list has: a question an arm and quarter."""
    seen = set()
    for line in readings:
        borough, quarter, arm, said = (
            line.values[key] for key in ("borough", "quarter", "arm", "frame")
        )
        of = [one for one in listed.values() if one.borough == borough]
        n = of.count(_Closed(str(borough), str(quarter), str(arm)))
        about = (borough, quarter, arm, said)
        if of and said is not None and said != n and about not in seen:
            seen.add(about)
            words = {
                "borough": borough_name(borough),
                "quarter": quarter_label(quarter),
                "arm": KINDS[str(arm)],
            }
            yield line.ask("frame_number_differs", "frame", n=n, **words)


def _versions(readings: list[Line]) -> Iterator[Query]:
    """Where readings of one borough and quarter used several versions: a question at the first that
    differs.
    """
    for (borough, quarter), lines in _by(readings, "borough", "quarter"):
        versions = list(dict.fromkeys(str(line.values["version"]) for line in lines))
        if len(versions) > 1:
            other = next(line for line in lines if line.values["version"] != versions[0])
            yield other.ask(
                "several_review_versions",
                "version",
                borough=borough_name(borough),
                quarter=quarter_label(quarter),
                versions=", ".join(versions),
            )


def _twice(readings: list[Line]) -> Iterator[Query]:
    """Where a borough had too few of its cases read a second time."""
    for (borough,), lines in _by(readings, "borough"):
        readers = {
            case: {line.values["reader"] for line in of} for (case,), of in _by(lines, "case")
        }
        twice = sum(len(who) > 1 for who in readers.values())
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


def _by(lines: Iterable[Line], *keys: str) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
    """Lines by the values of some fields."""

    def named(line: Line) -> tuple[str, ...]:
        return tuple(str(line.values[key]) for key in keys)

    for key, group in groupby(sorted(lines, key=named), named):
        yield key, list(group)
