"""Complaints as their proforma holds them, and the open cases beside them.

Boroughs note each complaint that touches domestic abuse: who complained as far as the borough can judge,
what it was like, how it ended, and whether the worker was supported. A line that cannot be read for
certain stays a row, is `queried`, and is left out of every count. A count of complaints means little
without the cases they could have come from, and without knowing whether the proforma was in use yet.

Complaints raise some questions of their own: somebody judged a perpetrator without grounds, a stage
received before the one it follows or sent without a first, and days to an answer that the dates
contradict. Those days are left out; the complaint is counted.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import pandas as pd
from pandas import DataFrame

from analysis.declare.periods import period as period_called
from analysis.declare.periods import quarter_label
from analysis.declare.words import day
from analysis.read.ask.line_series import held_beside
from analysis.read.ask.lines import Line, are_of, by_values
from analysis.read.ask.proformas import nothing_read, read_proformas
from analysis.read.ask.queries import Query, asking
from analysis.read.ask.rule import rules
from analysis.read.pipe import Cleaned, cleaned, opened
from strands.complaints.declares import BASE, PROFORMA, STAGES

COMPLAINT_RULES = rules("""
grounds_missing: warn
The complainant is judged a perpetrator of abuse, and nothing says on what grounds. What does it
rest on?
- The complaint is counted, apart from those whose grounds were given.

stage_before_earlier: warn
{later} was received on {typed}, before {earlier} on {day}. Which is right?
- The complaint is counted once, in the quarter of {earlier}.

answer_after_next_stage: stop
{typed} days from {received} end on {answered}, after {later} was received on {day}. What is
right?
- The days are left out; the complaint is counted.

days_of_open: stop
'{typed}' days to answer stand here, and the outcome is 'still open'. What is right?
- The days are left out; the complaint is counted as still open.

stage_without_earlier: info
We have {stage} of complaint {code} and not its stage 1. Was that received before {period}?
- The complaint is counted once, in the quarter of {stage}.
""")
query = asking(*COMPLAINT_RULES)


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The lines of one period as rows, and what has to be asked.

    `files` maps the name of each file, as in `complaints/hackney.xlsx`, to its bytes. InputError
    where a file cannot be read or a correction does not fit.
    """
    read = read_proformas(
        opened(files, corrections, (PROFORMA, BASE)), (PROFORMA, BASE), period, query
    )
    table = read.frame(PROFORMA)
    base, of_cases = held_beside(
        read.frame(BASE), read.lines_of(BASE), "quarter", ("open_cases",), quarter_label
    )
    lines = read.lines_of(PROFORMA)
    kept = _kept(table, lines)
    doubted = [*_days_of_open(kept), *_after_next_stage(kept)]
    table = _without_days(table, [line for line, _ in doubted])
    asked = [*(query for _, query in doubted), *_grounds(kept), *_before_earlier(kept)]
    asked += [*of_cases, *_without_first(lines, kept, period)]
    return cleaned([*read.asked, *asked, *nothing_read(read)], read.told, table=table, base=base)


def _kept(table: DataFrame, lines: Iterable[Line]) -> list[Line]:
    """The lines that count: no copy of another, and none that is queried."""
    counted = table[table["status"] == "returned"]
    return [line for line in lines if are_of(counted, line, [line.at]).any()]


def _without_days(table: DataFrame, lines: Iterable[Line]) -> DataFrame:
    """The table without the days to answer of some lines: they contradict another cell."""
    for line in lines:
        table = table.assign(days=table["days"].mask(are_of(table, line, [line.at])))
    return table


def _complaints(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines of each complaint, its earliest stage first."""
    order = list(STAGES)
    for _, stages in by_values(lines, "borough", "complaint"):
        yield sorted(stages, key=lambda line: order.index(line["stage"]))


def _day(line: Line) -> dt.date:
    return dt.date.fromisoformat(line["received"])


def _stage(line: Line) -> str:
    """The stage of a line inside a sentence."""
    key = line["stage"]
    return "the ombudsman's stage" if key == "ombudsman" else STAGES[key]


def _grounds(lines: Iterable[Line]) -> Iterator[Query]:
    """Complainants judged perpetrators without grounds at any stage; a sheet without the column is
    asked for it.
    """
    heading, told = next(one.heading for one in PROFORMA.fields if one.key == "grounds"), set()
    for mine in _complaints(lines):
        judged = [line for line in mine if line["complainant"] == "perpetrator"]
        if not judged or any(line["grounds"] for line in mine):
            continue
        line = judged[0]
        if "grounds" in line.cells:
            yield line.ask("grounds_missing", "grounds")
        elif line.where not in told:
            told.add(line.where)
            yield line.ask("missing_column", "complainant", heading=heading, typed="")


def _before_earlier(lines: Iterable[Line]) -> Iterator[Query]:
    """A later stage received before an earlier one of the same complaint."""
    for mine in _complaints(lines):
        for first, second in pairwise(mine):
            if _day(second) < _day(first):
                yield second.ask(
                    "stage_before_earlier",
                    "received",
                    earlier=_stage(first),
                    later=_stage(second).capitalize(),
                    day=day(_day(first)),
                )


def _days_of_open(lines: Iterable[Line]) -> Iterator[tuple[Line, Query]]:
    """Days to an answer that is still to come."""
    for line in lines:
        if line["outcome"] == "open" and pd.notna(line["days"]):
            yield line, line.ask("days_of_open", "days")


def _after_next_stage(lines: Iterable[Line]) -> Iterator[tuple[Line, Query]]:
    """An answer that came after the complaint had gone on to its next stage."""
    for mine in _complaints(lines):
        for first, second in pairwise(mine):
            if pd.isna(first["days"]) or first["outcome"] == "open" or _day(second) < _day(first):
                continue
            answered = _day(first) + dt.timedelta(days=int(first["days"]))
            if answered > _day(second):
                said = {
                    "received": day(_day(first)),
                    "answered": day(answered),
                    "day": day(_day(second)),
                }
                yield (
                    first,
                    first.ask("answer_after_next_stage", "days", later=_stage(second), **said),
                )


def _without_first(lines: Iterable[Line], kept: Iterable[Line], period: str) -> Iterator[Query]:
    """A complaint of which no line, not even one that is queried, is its first stage."""
    begun = {(line["borough"], line["complaint"]) for line in lines if line["stage"] == "one"}
    for first, *_ in _complaints(kept):
        if (first["borough"], first["complaint"]) not in begun:
            yield first.ask(
                "stage_without_earlier",
                "stage",
                stage=_stage(first),
                code=first["complaint"],
                period=period_called(period).label,
            )
