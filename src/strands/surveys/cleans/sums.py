"""What came back of the training surveys in sums: replies, shares of those who answered, and
average ratings, as tidy rows.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from pandas import DataFrame

from analysis.declare.surveys import INSTRUMENT, INSTRUMENTS
from analysis.read.ask.account import ASKED
from analysis.read.ask.typed import Typed, row
from analysis.read.find.listing import Listing
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
_STAGE = {plain_name(words): stage for stage, names in STAGES.items() for words in names.split("|")}
_PERCENT = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)\s*%?")
_MEAN = re.compile(
    r"(?:(?P<under>under|below|less than|<)|(?P<over>over|above|more than|>)|)"
    r"\s*(?P<number>\d{1,3}(?:\.\d+)?)",
    re.IGNORECASE,
)
# What was typed is a number, but none that can stand here.
_NUMBERS = ("fractional_count", "negative_count", "text_in_number_cell")


def clean(files: Mapping[str, bytes], corrections: DataFrame, period: str) -> Cleaned:
    """The survey tables of one period as rows of that period, and the questions they raise.

    `files` maps the name of each file, as in `surveys/table02.csv`, to its bytes; corner and
    headings of a table tell what it holds. InputError where a file cannot be read, a correction
    does not fit, or two cells answer the same question.
    """
    typed = Typed(period, query=query)
    typed.read(opened(files, corrections), _reader, what="replies, shares or ratings")
    tables = {"replies": REPLIES, "shares": SHARES, "ratings": RATINGS}
    return cleaned(typed.asked, typed.told, **typed.frames(tables))


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


def _reader(table: Listing) -> Callable[[Listing, Typed], None]:
    """A table of replies counted, of ratings about before and after, or of shares of one survey."""
    headings = [set(plain_name(cell.text).split()) for cell in table.across]
    if any("counted" in words for words in headings):
        return _read_replies
    if any(words & set(_UNIT_WORDS) for words in headings):
        return _read_shares
    return _read_ratings if all(words & set(_WAVE_WORDS) for words in headings) else _ask_all


def _ask_all(table: Listing, typed: Typed) -> None:
    cells = f"the table at {table.corner.address}"
    typed.ask("unread_numbers", table.sheet, table.corner, cells=cells)
    for label, numbers in ((table.corner, table.across), *table.down):
        typed.told.tell(ASKED, "what they count", table.sheet, [label, *numbers])


def _ask(typed: Typed, table: Listing, cell: Cell, numbers: Iterable[Cell]) -> None:
    """Ask what some numbers count, at the heading that does not say."""
    numbers = list(numbers)
    typed.told.tell(ASKED, "what they count", table.sheet, numbers)
    cells = ", ".join(number.address for number in numbers if number.text.strip())
    typed.ask("unread_numbers", table.sheet, cell, cells=cells or cell.address)


def _keep(
    typed: Typed,
    name: str,
    table: Listing,
    cell: Cell,
    survey: tuple[str, str],
    rule: str,
    **read: object,
) -> None:
    """Keep what was read in a cell as a row of the table `name`; what it raises is asked."""
    instrument, wave = survey
    typed.ask(rule, table.sheet, cell, **read)
    whose = {"instrument": instrument, "wave": wave, "period": typed.period}
    typed.rows[name].append(row(table.sheet, cell, **whose, **read))


def _read_replies(table: Listing, typed: Typed) -> None:
    """A line a count: the survey and its wave, what was counted, and how many."""
    for label, (counted, *numbers) in table.down:
        survey, stage = read_survey(label.text), _STAGE.get(plain_name(counted.text))
        if survey and stage and numbers:
            about = {"stage": stage, "wording": counted.text.strip()}
            _keep(typed, "replies", table, numbers[0], survey, **about, **_count(numbers[0]))
        else:
            _ask(typed, table, label, numbers or [counted])


def _read_shares(table: Listing, typed: Typed) -> None:
    """A column a wave, a line an item; the corner names the survey."""
    for at, heading in enumerate(table.across):
        survey = read_survey(f"{table.corner.text} {heading.text}")
        words = plain_name(heading.text).split()
        units = {_UNIT_WORDS[word] for word in words if word in _UNIT_WORDS}
        if not survey or len(units) != 1:
            _ask(typed, table, heading, [cells[at] for _, cells in table.down])
            continue
        unit = units.pop()
        for label, cells in table.down:
            about = {"item": label.text.strip(), "topic": _topic(label.text), "unit": unit}
            cell = cells[at]
            read = _number(cell, _PERCENT, 0, 100) if unit == "percent" else _count(cell)
            _keep(typed, "shares", table, cell, survey, **about, **read)


def _topic(wording: str) -> str:
    plain = f" {plain_name(wording)} "
    for topic, words in TOPICS.items():
        if any(f" {word} " in plain for word in words.split("|")):
            return topic
    return ""


def _read_ratings(table: Listing, typed: Typed) -> None:
    """A line a survey, a column for the moment its averages are about; the corner says what was
    rated. `under 4` stays a limit and never becomes a number of its own.
    """
    item = table.corner.text.strip()
    for label, cells in table.down:
        for heading, cell in zip(table.across, cells, strict=True):
            survey = read_survey(f"{label.text} {heading.text}")
            scale = INSTRUMENT[survey[0]].scale if survey else None
            if scale:
                read = _number(cell, _MEAN, *scale)
                _keep(typed, "ratings", table, cell, survey, item=item, **read)
            else:
                _ask(typed, table, label, [cell])


def _count(cell: Cell) -> dict:
    """A count as it is read everywhere, and as a number without places."""
    value = read_value(cell)
    places = 0 if value.status == "returned" else None
    read = {"status": value.status, "rule": value.rule}
    return {**read, "count": value.count, "number": value.count, "places": places}


def _number(cell: Cell, form: re.Pattern, low: int, high: int) -> dict:
    """A number from `low` to `high` in the `form` it is typed in, its status, and the question it
    raises; what is no number is read as a count is.
    """
    # Not where a date, an error or a cut number stands.
    found = form.fullmatch(cell.text.strip()) if cell.kind in ("text", "number") else None
    if found and low <= float(found["number"]) <= high:
        limits = [name for name in ("under", "over") if found.groupdict().get(name)]
        places = len(found["number"].partition(".")[2])
        number = {"number": float(found["number"]), "places": places, "bound": "".join(limits)}
        return {**number, "status": "returned", "rule": ""}
    value = read_value(cell)
    status, rule = value.status, value.rule
    if value.count is not None or rule in _NUMBERS:
        status, rule = "queried", "outside_range"
    return {"bound": "", "status": status, "rule": rule, "low": low, "high": high}
