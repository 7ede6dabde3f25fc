"""What real exports hold beside plain answers: words for numbers, other names, sheets handed in
twice, tests.
"""

import datetime as dt
from collections.abc import Collection
from copy import deepcopy

from simulated.exporting import NOT_SHOWN, Person, asked
from simulated.made import Rng
from simulated.people import Sheets
from simulated.sheets import table

# By survey and wave: the question, what one person typed instead of an answer, and where only one
# answer may be replaced, which. The last has letters that a file of old Windows programs writes in
# another byte than everybody else.
SLIPS = """\
overview | after | knowledge_before | 4 - neutral
overview | after | knowledge_after | Seven
overview | after | knowledge_after | 6/7
overview | after | knowledge_before | prefer_not
core | before | knowledge | 4 - neutral
core | before | confidence | 6/7
core | after | partnering | Seven
overview | after | borough | LBBD | barking_and_dagenham
overview | after | borough | LB Barking & Dagenham | barking_and_dagenham
overview | after | borough | H&F | hammersmith_and_fulham
overview | after | borough | Hammersmith | hammersmith_and_fulham
overview | after | borough | LBB | barnet
overview | after | borough | Islington | elsewhere
core | before | wish | Please send me the slides: worker@example.org
core | before | wish | <b>More</b> on keeping her safe.
core | after | practice | =more time for each family
core | after | practice | I’ll ask him – and not only her – what happened."""
PREVIEWS, ENDED_EARLY = 3, 4
# A question reworded a little by one borough, and one reworded beyond recognition by another.
NEARLY = {
    "role_changed": "Did this training change how you see the role of children's social care?"
}
DRIFTED = {"heard_of": "Where did you find out about this course?"}


def messy(sheets: Sheets, rng: Rng) -> Sheets:
    """The sheets with every kind of mess once or more, and two more handed in twice and a few of
    tests.
    """
    made = {key: list(map(deepcopy, people)) for key, people in sheets.items()}
    overview, before, after = (
        made[key] for key in (("overview", "after"), ("core", "before"), ("core", "after"))
    )
    touched: list[int] = []

    def pick(people: list[Person], question: str, answers: Collection | None = None) -> Person:
        """A sheet with one of the answers to a question, to which nothing was done yet."""
        free = [
            sheet
            for sheet in people
            if id(sheet) not in touched
            and question in sheet.said
            and (answers is None or sheet.said[question] in answers)
        ]
        chosen = free[int(rng.integers(len(free)))]
        touched.append(id(chosen))
        return chosen

    for survey, wave, question, typed, *was in table(SLIPS):
        answers = [was] if was else None
        pick(made[survey, wave], question, answers).said[question] = typed
    # Somebody who answers again types their code in small letters with a space.
    again = pick(after, "code", {sheet.said.get("code") for sheet in before}).said
    again["code"] = f"{again['code'][:3]} {again['code'][3:]}".lower()
    for _ in range(ENDED_EARLY):
        _end_early(pick(before, "emotions"))
    # The same sheet once more: somebody pressed the button twice.
    for people, question in ((overview, "what_changed"), (after, "code")):
        sheet = pick(people, question)
        people.insert(people.index(sheet) + 1, deepcopy(sheet))
    before[:0] = _tries(before[0])
    return made


def _end_early(sheet: Person) -> None:
    """The person closes the survey at the emotions and never sees what comes after them."""
    keys = [question.key for question in asked("core", "before")]
    sheet.said |= dict.fromkeys(keys[keys.index("emotions") + 1 :], NOT_SHOWN)


def _tries(first: Person) -> list[Person]:
    """The maker of the survey tries it out, on the days before it opens."""
    said = {**first.said, "code": "X01X"}
    days = (first.at - dt.timedelta(days=day) for day in range(PREVIEWS, 0, -1))
    return [Person(day, dict(said), test=True) for day in days]
