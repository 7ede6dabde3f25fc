"""What came back of the training surveys: replies, shares of those who answered, and average
ratings, as tidy rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.surveys import (
    INSTRUMENT,
    INSTRUMENTS,
    RATINGS,
    REPLIES,
    SHARES,
    STAGES,
    TOPICS,
)
from analysis.read.ask.queries import Query
from analysis.read.find.listing import Listing, listings
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell, Sheet
from analysis.read.pipe import Cleaned, cleaned, framed, opened
from analysis.read.values.values import read_value
from strands.surveys.cleans.survey_rules import query

_WAVE_WORDS = {"before": "before", "pre": "before", "after": "after", "post": "after"}
_UNIT_WORDS = {
    "%": "percent",
    "percent": "percent",
    "n": "people",
    "number": "people",
    "count": "people",
}
_STAGE = {plain_name(words): stage for stage, said in STAGES.items() for words in said}
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%?")
_MEAN = re.compile(
    r"(under|below|less than|<|over|above|more than|>)?\s*(\d{1,3}(?:\.\d+)?)", re.IGNORECASE
)
_BOUNDS = {
    "": "",
    **dict.fromkeys(("under", "below", "less than", "<"), "under"),
    **dict.fromkeys(("over", "above", "more than", ">"), "over"),
}
_BLANK = {"number": None, "places": None}


@dataclass
class _Found:
    """What reading one table after another gathers."""

    replies: list[dict] = field(default_factory=list)
    shares: list[dict] = field(default_factory=list)
    ratings: list[dict] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The survey tables of one period as rows of that period, and the questions they raise.

    `files` maps the name of each file, as in `surveys/table02.csv`, to its bytes; corner and
    headings of a table tell what it holds. InputError where a file cannot be read, a correction
    does not fit, or two cells answer the same question.
    """
    found = _Found()
    for sheet in opened(files, corrections):
        tables = list(listings(sheet))
        for table in tables:
            _reader(table)(table, period, found)
        if not tables:
            found.asked.append(query("nothing_read", sheet.file, sheet.name))
    return cleaned(
        found.asked,
        replies=framed(REPLIES, found.replies),
        shares=framed(SHARES, found.shares),
        ratings=framed(RATINGS, found.ratings),
    )


def read_survey(text: str) -> tuple[str, str] | None:
    """The instrument and wave `text` speaks of, like `Core post`; None where either is missing or
    could be two.

    A survey that was asked once needs no word for its wave.
    """
    words = set(plain_name(text).split())
    named = [one for one in INSTRUMENTS if words & {one.key, plain_name(one.name), *one.aliases}]
    waves = {_WAVE_WORDS[word] for word in words if word in _WAVE_WORDS}
    if len(named) != 1 or len(waves) > 1:
        return None
    told = tuple(waves) or named[0].waves
    return (named[0].key, told[0]) if len(told) == 1 else None


def _reader(table: Listing):
    """Which table this is: replies counted, ratings about before and after, or shares of one
    survey.
    """
    headings = [set(plain_name(cell.text).split()) for cell in table.across]
    if any("counted" in words for words in headings):
        return _read_replies
    if any(words & set(_UNIT_WORDS) for words in headings):
        return _read_shares
    return _read_ratings if all(words & set(_WAVE_WORDS) for words in headings) else _read_nothing


def _read_nothing(table: Listing, period: str, found: _Found) -> None:
    cells = f"the table at {table.corner.address}"
    found.asked.append(
        query("unread_numbers", table.sheet.file, table.sheet.name, table.corner, cells=cells)
    )


def _unread(table: Listing, cell: Cell, numbers, found: _Found) -> None:
    """The question what some numbers count, asked at the heading that does not say."""
    cells = ", ".join(number.address for number in numbers if number.text.strip()) or cell.address
    found.asked.append(
        query("unread_numbers", table.sheet.file, table.sheet.name, cell, cells=cells)
    )


def _read_replies(table: Listing, period: str, found: _Found) -> None:
    """A line a count: the survey and its wave, what was counted, and how many."""
    for label, (counted, *numbers) in table.down:
        survey, stage = read_survey(label.text), _STAGE.get(plain_name(counted.text))
        if not survey or not stage or not numbers:
            _unread(table, label, numbers or [counted], found)
            continue
        value = read_value(numbers[0])
        row = _row(
            table.sheet,
            numbers[0],
            value.status,
            survey,
            period,
            stage=stage,
            wording=counted.text.strip(),
        )
        found.replies.append({**row, "count": value.count})
        _ask(table.sheet, numbers[0], value.rule, found)


def _read_shares(table: Listing, period: str, found: _Found) -> None:
    """A column a wave, a line an item; the corner names the survey."""
    for at, heading in enumerate(table.across):
        survey = read_survey(f"{table.corner.text} {heading.text}")
        units = {
            _UNIT_WORDS[word] for word in plain_name(heading.text).split() if word in _UNIT_WORDS
        }
        if not survey or len(units) != 1:
            _unread(table, heading, [cells[at] for _, cells in table.down], found)
            continue
        unit = units.pop()
        for label, cells in table.down:
            status, read, rule = _percentage(cells[at]) if unit == "percent" else _people(cells[at])
            about = {"item": label.text.strip(), "topic": _topic(label.text), "unit": unit, **read}
            found.shares.append(_row(table.sheet, cells[at], status, survey, period, **about))
            _ask(table.sheet, cells[at], rule, found, low=0, high=100)


def _topic(wording: str) -> str:
    plain = f" {plain_name(wording)} "
    return next(
        (topic for topic, words in TOPICS.items() if any(f" {word} " in plain for word in words)),
        "",
    )


def _people(cell: Cell) -> tuple[str, dict, str]:
    value = read_value(cell)
    places = 0 if value.status == "returned" else None
    return value.status, {"number": value.count, "places": places}, value.rule


def _percentage(cell: Cell) -> tuple[str, dict, str]:
    """A percentage from 0 to 100, its status, and the question it raises; what is no number is read
    as a count is.
    """
    match = _PERCENT.fullmatch(_typed(cell))
    if match and float(match[1]) <= 100:
        return "returned", _number(match[1]), ""
    return _no_number(cell)


def _read_ratings(table: Listing, period: str, found: _Found) -> None:
    """A line a survey, a column for the moment its averages are about; the corner says what was
    rated.
    """
    for label, cells in table.down:
        for heading, cell in zip(table.across, cells, strict=True):
            survey = read_survey(f"{label.text} {heading.text}")
            scale = INSTRUMENT[survey[0]].scale if survey else None
            if not scale:
                _unread(table, label, [cell], found)
                continue
            status, read, rule = _mean(cell, scale)
            about = {"item": table.corner.text.strip(), "bound": "", **read}
            found.ratings.append(_row(table.sheet, cell, status, survey, period, **about))
            _ask(table.sheet, cell, rule, found, low=scale[0], high=scale[1])


def _mean(cell: Cell, scale: tuple[int, int]) -> tuple[str, dict, str]:
    """An average on its scale; `under 4` stays a limit and never becomes a number of its own."""
    match = _MEAN.fullmatch(_typed(cell))
    if match and scale[0] <= float(match[2]) <= scale[1]:
        return "returned", {**_number(match[2]), "bound": _BOUNDS[(match[1] or "").lower()]}, ""
    return _no_number(cell)


def _typed(cell: Cell) -> str:
    """The text of a cell that can hold a number; nothing where a date, an error or a cut number
    stands.
    """
    return cell.text.strip() if cell.kind in ("text", "number") else ""


def _number(typed: str) -> dict:
    return {"number": float(typed), "places": len(typed.partition(".")[2])}


def _no_number(cell: Cell) -> tuple[str, dict, str]:
    """A blank or a word as it is read everywhere; a number that cannot stand here is asked about."""
    value = read_value(cell)
    if value.count is not None or value.rule in (
        "fractional_count",
        "negative_count",
        "text_in_number_cell",
    ):
        return "queried", _BLANK, "outside_range"
    return value.status, _BLANK, value.rule


def _ask(sheet: Sheet, cell: Cell, rule: str, found: _Found, **words) -> None:
    if rule:
        found.asked.append(query(rule, sheet.file, sheet.name, cell, **words))


def _row(
    sheet: Sheet, cell: Cell, status: str, survey: tuple[str, str], period: str, **values
) -> dict:
    """A row with the place it was read from."""
    place = {"file": sheet.file, "sheet": sheet.name, "cell": cell.address, "raw": cell.typed}
    about = {"instrument": survey[0], "wave": survey[1], "period": period, **values}
    return {**about, "status": status, **place, "caveat": " | ".join(cell.remarks)}
