"""What came back of the training surveys in sums: replies, shares of those who answered, and
average ratings, as tidy rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analysis.declare.surveys import INSTRUMENT, INSTRUMENTS
from analysis.read.ask.queries import Query
from analysis.read.ask.typed import framed
from analysis.read.find.listing import Listing, listings
from analysis.read.label.names import plain_name
from analysis.read.open.sheet import Cell
from analysis.read.pipe import Cleaned, cleaned, opened
from analysis.read.values.values import read_value
from strands.surveys.cleans.rules import query
from strands.surveys.declares.sums import RATINGS, REPLIES, SHARES, STAGES, TOPICS

_WAVE_WORDS = {"before": "before", "pre": "before", "after": "after", "post": "after"}
_UNIT_WORDS = {
    "%": "percent",
    "percent": "percent",
    "n": "people",
    "number": "people",
    "count": "people",
}
_STAGE = {plain_name(words): stage for stage, names in STAGES.items() for words in names}
_PERCENT = re.compile(r"(?P<bound>)(?P<number>\d{1,3}(?:\.\d+)?)\s*%?")
_MEAN = re.compile(
    r"(?P<bound>under|below|less than|<|over|above|more than|>|)\s*(?P<number>\d{1,3}(?:\.\d+)?)",
    re.IGNORECASE,
)
_UNDER, _OVER = ("under", "below", "less than", "<"), ("over", "above", "more than", ">")
_BOUNDS = {"": "", **dict.fromkeys(_UNDER, "under"), **dict.fromkeys(_OVER, "over")}
# What was typed is a number, but none that can stand here.
_NUMBERS = ("fractional_count", "negative_count", "text_in_number_cell")


@dataclass
class _Found:
    """What reading one table after another gathers."""

    period: str
    replies: list[dict] = field(default_factory=list)
    shares: list[dict] = field(default_factory=list)
    ratings: list[dict] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)

    def row(
        self, table: Listing, cell: Cell, survey: tuple[str, str], read: dict, **about: object
    ) -> dict:
        """What was read in a cell as a row with its place; what it raises is asked."""
        if read["rule"]:
            limits = {"low": read.get("low"), "high": read.get("high")}
            self.asked.append(query(read["rule"], table.sheet, cell, **limits))
        place = {"file": table.sheet.file, "sheet": table.sheet.name, "cell": cell.address}
        whose = {"instrument": survey[0], "wave": survey[1], "period": self.period}
        typed = {"raw": cell.typed, "caveat": " | ".join(cell.remarks)}
        return {**whose, **about, **read, **place, **typed}

    def unread(self, table: Listing, cell: Cell, numbers: Sequence[Cell] = ()) -> None:
        """Ask what some numbers count, at the heading that does not say."""
        cells = ", ".join(number.address for number in numbers if number.text.strip())
        self.asked.append(query("unread_numbers", table.sheet, cell, cells=cells or cell.address))


def clean(files: Mapping[str, bytes], corrections: pd.DataFrame, period: str) -> Cleaned:
    """The survey tables of one period as rows of that period, and the questions they raise.

    `files` maps the name of each file, as in `surveys/table02.csv`, to its bytes; corner and
    headings of a table tell what it holds. InputError where a file cannot be read, a correction
    does not fit, or two cells answer the same question.
    """
    found = _Found(period)
    for sheet in opened(files, corrections):
        tables = list(listings(sheet))
        for table in tables:
            _read(table, found)
        if not tables:
            found.asked.append(query("nothing_read", sheet, what="replies, shares or ratings"))
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
    named = []
    for survey in INSTRUMENTS:
        if words & {survey.key, plain_name(survey.name), *survey.aliases}:
            named.append(survey)
    waves = {_WAVE_WORDS[word] for word in words if word in _WAVE_WORDS}
    if len(named) != 1:
        return None
    possible = tuple(waves) or named[0].waves
    return (named[0].key, possible[0]) if len(possible) == 1 else None


def _read(table: Listing, found: _Found) -> None:
    """A table of replies counted, of ratings about before and after, or of shares of one survey."""
    headings = [set(plain_name(cell.text).split()) for cell in table.across]
    if any("counted" in words for words in headings):
        _read_replies(table, found)
    elif any(words & set(_UNIT_WORDS) for words in headings):
        _read_shares(table, found)
    elif all(words & set(_WAVE_WORDS) for words in headings):
        _read_ratings(table, found)
    else:
        cells = f"the table at {table.corner.address}"
        found.asked.append(query("unread_numbers", table.sheet, table.corner, cells=cells))


def _read_replies(table: Listing, found: _Found) -> None:
    """A line a count: the survey and its wave, what was counted, and how many."""
    for label, (counted, *numbers) in table.down:
        survey, stage = read_survey(label.text), _STAGE.get(plain_name(counted.text))
        if survey and stage and numbers:
            about = {"stage": stage, "wording": counted.text.strip()}
            read = _count(numbers[0])
            found.replies.append(found.row(table, numbers[0], survey, read, **about))
        else:
            found.unread(table, label, numbers or [counted])


def _read_shares(table: Listing, found: _Found) -> None:
    """A column a wave, a line an item; the corner names the survey."""
    for at, heading in enumerate(table.across):
        survey = read_survey(f"{table.corner.text} {heading.text}")
        words = plain_name(heading.text).split()
        units = {_UNIT_WORDS[word] for word in words if word in _UNIT_WORDS}
        if not survey or len(units) != 1:
            found.unread(table, heading, [cells[at] for _, cells in table.down])
            continue
        unit = units.pop()
        for label, cells in table.down:
            cell, about = cells[at], {"item": label.text.strip(), "topic": _topic(label.text)}
            read = _number(cell, _PERCENT, 0, 100) if unit == "percent" else _count(cell)
            found.shares.append(found.row(table, cell, survey, read, **about, unit=unit))


def _topic(wording: str) -> str:
    plain = f" {plain_name(wording)} "
    for topic, words in TOPICS.items():
        if any(f" {word} " in plain for word in words):
            return topic
    return ""


def _read_ratings(table: Listing, found: _Found) -> None:
    """A line a survey, a column for the moment its averages are about; the corner says what was
    rated. `under 4` stays a limit and never becomes a number of its own.
    """
    for label, cells in table.down:
        for heading, cell in zip(table.across, cells, strict=True):
            survey = read_survey(f"{label.text} {heading.text}")
            scale = INSTRUMENT[survey[0]].scale if survey else None
            if not scale:
                found.unread(table, label, [cell])
                continue
            read = _number(cell, _MEAN, *scale)
            item = table.corner.text.strip()
            found.ratings.append(found.row(table, cell, survey, read, item=item))


def _count(cell: Cell) -> dict:
    """A count as it is read everywhere, and as a number without places."""
    value = read_value(cell)
    read = {"status": value.status, "rule": value.rule}
    places = 0 if value.status == "returned" else None
    return {**read, "count": value.count, "number": value.count, "places": places}


def _number(cell: Cell, form: re.Pattern, low: int, high: int) -> dict:
    """A number from `low` to `high` in the `form` it is typed in, its status, and the question it
    raises; what is no number is read as a count is.
    """
    read = {"number": None, "places": None, "bound": "", "low": low, "high": high}
    # Not where a date, an error or a cut number stands.
    found = form.fullmatch(cell.text.strip()) if cell.kind in ("text", "number") else None
    if found and low <= float(found["number"]) <= high:
        places = len(found["number"].partition(".")[2])
        number = {"number": float(found["number"]), "places": places}
        return {
            **read,
            **number,
            "status": "returned",
            "bound": _BOUNDS[found["bound"].lower()],
            "rule": "",
        }
    value = read_value(cell)
    if value.count is not None or value.rule in _NUMBERS:
        return {**read, "status": "queried", "rule": "outside_range"}
    return {**read, "status": value.status, "rule": value.rule}
