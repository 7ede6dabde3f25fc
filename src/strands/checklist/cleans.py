"""Practice read against the checklist, an answer a row.

Cases are read in audit, in supervision or before a conference. One line is one reading; each of its
answers becomes a row that knows its cell. An answer that is none of those agreed is `queried`; a blank
is `not_returned`, and never a sign that something was missing from the case.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from pandas import DataFrame

from analysis.declare.boroughs import borough_name
from analysis.read.ask.lines import Line, by_values, with_first
from analysis.read.ask.proformas import Read, nothing_read, read_proformas
from analysis.read.ask.queries import Query, asking
from analysis.read.ask.rule import rules
from analysis.read.pipe import Cleaned, cleaned, opened
from strands.checklist.declares import PROFORMA, version_of

CHECKLIST_RULES = rules("""
second_of_none: stop
'{typed}' is the code of no first reading of {borough}. Which reading is this the second of?
- It is neither counted as a first reading nor compared with one.

second_same_reader: stop
'{typed}' made the first reading too, at {other}. Who made this one?
- The two readings are not compared.

second_other_case: stop
The first reading, at {other}, is of another case. Which code is right?
- The two readings are not compared.

second_other_version: warn
The first reading, at {other}, used another version. Which did this one use?
- The two readings are not compared.

third_reading: info
A second reading stands at {other} already. Is this a third?
- Agreement is told from the first reading and the second alone.

case_read_again: info
Case '{typed}' was read before, at {other}, and neither is called a second reading. Is this one?
- Both count as first readings.

several_versions: warn
{borough} used versions {versions} in one period. Is that so?
- Each version is shown by itself: items of two versions are not added up.

version_spelt: info
'{typed}' and '{other}' are taken for one version, {version}. Are they?
- They are counted as one version.

reading_empty: warn
Every item of this reading is blank or n/a. Was the case read?
- It is counted as a reading and stands in no share.

reading_copied: info
Every answer is that of the line before, at {other}. Was it copied?
- Both readings are counted.
""")
query = asking(*CHECKLIST_RULES)


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The lines of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `checklist/hackney.xlsx`, to its bytes. InputError
    where a file cannot be read or a correction does not fit.
    """
    read = read_proformas(opened(files, corrections, (PROFORMA,)), (PROFORMA,), period, query)
    # Versions are told apart by what was meant; what was typed stays in the cell.
    for line in read.lines_of(PROFORMA):
        line.values["version"] = version_of(line["version"])
    table = read.frame(PROFORMA)
    compared = [query for lines in _by_borough(read) for query in _compared(lines)]
    return cleaned([*read.asked, *nothing_read(read), *compared], read.told, table=table)


def _by_borough(read: Read) -> Iterable[list[Line]]:
    """The readings of each borough in their order; a code that stands twice has been asked about,
    and counts once.
    """
    once = [first for _, (first, *_) in by_values(read.lines_of(PROFORMA), "borough", "reading")]
    return [lines for _, lines in by_values(once, "borough")]


def _compared(lines: list[Line]) -> Iterator[Query]:
    """What the readings of one borough raise when they are held beside one another."""
    first = {line["reading"]: line for line in lines if not line["second_of"]}
    yield from _of_versions(lines)
    yield from _of_second_readings(lines, first)
    # Cases that were read twice without saying so.
    yield from _repeated(first.values(), "case", "case_read_again")
    yield from (line.ask("reading_empty", "reading") for line in lines if _is_empty(line))
    for before, line in pairwise(lines):
        if _is_copy(before, line):
            yield line.ask("reading_copied", "reading", other=before.place)


def _repeated(lines: Iterable[Line], key: str, rule: str) -> Iterator[Query]:
    """A question at each line that says of a field what one before it says; blanks are not asked
    about.
    """
    for first, line in with_first(lines, key):
        if line[key]:
            yield line.ask(rule, key, other=first.place)


def _of_versions(lines: list[Line]) -> Iterator[Query]:
    """One version spelt in several ways, and several versions in one borough."""
    spelt: dict[str, dict[str, Line]] = {}
    for line in lines:
        if version := line["version"]:
            typed = " ".join(line.cells["version"].text.split())
            spelt.setdefault(version, {}).setdefault(typed, line)
    for version, ways in spelt.items():
        first, *others = ways
        for typed in others:
            yield ways[typed].ask("version_spelt", "version", other=first, version=version)
    if len(spelt) > 1:
        second = next(iter(list(spelt.values())[1].values()))
        versions = " and ".join(f"'{version}'" for version in spelt)
        borough = borough_name(second["borough"])
        yield second.ask("several_versions", "version", borough=borough, versions=versions)


def _of_second_readings(lines: list[Line], first: Mapping[str, Line]) -> Iterator[Query]:
    """Second readings that have no first one, or could not be compared with it."""
    second = [line for line in lines if line["second_of"]]
    for line in second:
        if line["second_of"] in first:
            yield from _of_a_pair(first[line["second_of"]], line)
        else:
            borough = borough_name(line["borough"])
            yield line.ask("second_of_none", "second_of", borough=borough)
    known = [line for line in second if line["second_of"] in first]
    yield from _repeated(known, "second_of", "third_reading")


def _of_a_pair(first: Line, second: Line) -> Iterator[Query]:
    """What keeps two readings from being compared; a blank has been asked about already."""
    rules = {
        "reader": ("second_same_reader", True),
        "case": ("second_other_case", False),
        "version": ("second_other_version", False),
    }
    for key, (rule, is_alike) in rules.items():
        values = {first[key], second[key]}
        if "" not in values and (len(values) == 1) == is_alike:
            yield second.ask(rule, key, other=first.place)


def _is_empty(line: Line) -> bool:
    """Whether nothing is said of any item; where an answer could not be read, that has been asked
    already.
    """
    return all(answer.value in ("", "na") and not answer.queried for answer in line.items.values())


def _is_copy(before: Line, line: Line) -> bool:
    """Whether a reading says just what the one before it says, though it says more than one thing.

    Two cases in a row with every item evidenced are nothing odd, and a second reading is meant to
    agree.
    """
    first, second = (
        {key: answer.value for key, answer in reading.items.items()} for reading in (before, line)
    )
    is_second = line["second_of"] == before["reading"] != ""
    return first == second and len(set(second.values()) - {"", "na"}) > 1 and not is_second
