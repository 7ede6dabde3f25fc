"""What real exports hold beside plain answers: words for numbers, other names, sheets handed in
twice, tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulated.exporting import NOT_SHOWN, PREFER_NOT, Person, asked
from simulated.people import Sheets


@dataclass(frozen=True)
class Slip:
    """An answer of one person replaced by what they typed instead; `was` where only that answer may
    be replaced.
    """

    survey: str
    wave: str
    question: str
    typed: str
    was: str = ""


SLIPS = (
    Slip("overview", "after", "knowledge_before", "4 - neutral"),
    Slip("overview", "after", "knowledge_after", "Seven"),
    Slip("overview", "after", "knowledge_after", "6/7"),
    Slip("overview", "after", "knowledge_before", PREFER_NOT),
    Slip("core", "before", "knowledge", "4 - neutral"),
    Slip("core", "before", "confidence", "6/7"),
    Slip("core", "after", "partnering", "Seven"),
    Slip("overview", "after", "borough", "LBBD", "barking_and_dagenham"),
    Slip("overview", "after", "borough", "LB Barking & Dagenham", "barking_and_dagenham"),
    Slip("overview", "after", "borough", "H&F", "hammersmith_and_fulham"),
    Slip("overview", "after", "borough", "Hammersmith", "hammersmith_and_fulham"),
    Slip("overview", "after", "borough", "LBB", "barnet"),
    Slip("overview", "after", "borough", "Islington", "elsewhere"),
    Slip("core", "before", "wish", "Please send me the slides: worker@example.org"),
    Slip("core", "before", "wish", "<b>More</b> on keeping her safe."),
    Slip("core", "after", "practice", "=more time for each family"),
    # Letters that a file of old Windows programs writes in another byte than everybody else.
    Slip("core", "after", "practice", "I’ll ask him – and not only her – what happened."),
)
PREVIEWS, ENDED_EARLY = 3, 4
# A question reworded a little by one borough, and one reworded beyond recognition by another.
NEARLY = {
    "role_changed": "Did this training change how you see the role of children's social care?"
}
DRIFTED = {"heard_of": "Where did you find out about this course?"}


def messy(sheets: Sheets, rng: np.random.Generator) -> Sheets:
    """The sheets with every kind of mess once or more, and two more handed in twice and a few of
    tests.
    """
    made = {
        key: [replace(sheet, said=dict(sheet.said)) for sheet in of] for key, of in sheets.items()
    }
    touched: set[int] = set()
    for slip in SLIPS:
        fits = _answered(slip.question, [slip.was] if slip.was else None)
        _one(made[slip.survey, slip.wave], fits, touched, rng).said[slip.question] = slip.typed
    before, after = made["core", "before"], made["core", "after"]
    _mistype_code(before, after, touched, rng)
    for _ in range(ENDED_EARLY):
        _end_early(_one(before, _answered("emotions"), touched, rng))
    _hand_in_twice(made["overview", "after"], "what_changed", touched, rng)
    _hand_in_twice(after, "code", touched, rng)
    _preview(before)
    return made


def _answered(question: str, was: list[str] | None = None) -> Callable[[Person], bool]:
    return lambda sheet: question in sheet.said and was in (None, sheet.said[question])


def _one(
    sheets: list[Person],
    fits: Callable[[Person], bool],
    touched: set[int],
    rng: np.random.Generator,
) -> Person:
    """A sheet that fits and that nothing was done to yet."""
    free = [sheet for sheet in sheets if id(sheet) not in touched and fits(sheet)]
    chosen = free[int(rng.integers(len(free)))]
    touched.add(id(chosen))
    return chosen


def _mistype_code(
    before: list[Person], after: list[Person], touched: set[int], rng: np.random.Generator
) -> None:
    """Somebody who answers again types their code in small letters with a space."""
    codes = {sheet.said.get("code") for sheet in before}
    sheet = _one(
        after, lambda sheet: "code" in sheet.said and sheet.said["code"] in codes, touched, rng
    )
    sheet.said["code"] = f"{sheet.said['code'][:3]} {sheet.said['code'][3:]}".lower()


def _end_early(sheet: Person) -> None:
    """The person closes the survey at the emotions and never sees what comes after them."""
    keys = [question.key for question in asked("core", "before")]
    for key in keys[keys.index("emotions") + 1 :]:
        sheet.said[key] = NOT_SHOWN


def _hand_in_twice(
    sheets: list[Person], question: str, touched: set[int], rng: np.random.Generator
) -> None:
    """The same sheet once more, of one who answered `question`: somebody pressed the button twice."""
    sheet = _one(sheets, _answered(question), touched, rng)
    sheets.insert(sheets.index(sheet) + 1, replace(sheet, said=dict(sheet.said)))


def _preview(sheets: list[Person]) -> None:
    """The maker of the survey tries it out, on the days before it opens."""
    first = sheets[0]
    tries = [
        replace(
            first,
            at=first.at - dt.timedelta(days=day),
            said={**first.said, "code": "X01X"},
            test=True,
        )
        for day in range(PREVIEWS, 0, -1)
    ]
    sheets[:0] = tries
