"""People who attended and the answer sheets they hand in: as many as the June 2025 report counted,
and as uneven.
"""

import datetime as dt
from collections import Counter
from operator import attrgetter

import numpy as np

from simulated.exporting import PREFER_NOT, Person
from simulated.made import Rng, one_of, shares
from simulated.sheets import table
from simulated.words import EMOTIONS, THEMES
from strands.surveys.declares import QUESTIONNAIRE, SCALE
from strands.surveys.declares.asking import Question

# Sheets as the report of June 2025 counted them for the Core survey; the Overview survey got 342 of
# 717.
CORE = {"attended": 455, "before": 348, "after": 54, "after_alone": 8, "mostly_blank": 15}
OVERVIEW = {"attended": 717, "after": 342}
# What somebody answers when asked who they are, and how often. Of the six boroughs, which are there
# with people from elsewhere, the two that joined last send most.
_CHOICES = """\
borough: hackney 10, waltham_forest 12, newham 14, hammersmith_and_fulham 10, \
barnet 17, barking_and_dagenham 16, elsewhere 6
sector: childrens_social_care 60, health 12, education 8, voluntary_sector 6, \
adult_social_care 4, other_sector 10
gender: female 90, male 8, non-binary 1, prefer_not_to_say 1
ethnicity: white_british 34, white_other 7, black_british 13, black_caribbean 10, \
black_african 14, asian_british 13, mixed 5, other 2, prefer_not_to_say 2
disability: yes 14, no 82, prefer_not_to_say 4
sexuality: heterosexual 86, bisexual 6, gay 1, lesbian 1, queer 1, prefer_not_to_say 5
age_overview: 18-25 8, 26-35 14, 36-65 75, 66+ 1, prefer_not_to_say 2
age_core: under_26 8, 26-50 71, over_50 19, prefer_not_to_say 2
role_changed: a_lot 62, a_little 34, not_at_all 4"""
_OFTEN = {question: shares(choices) for question, choices in table(_CHOICES, ":")}
_LATER = dt.timedelta(days=12)
_SKIPPED, _SKIPPED_OPEN, _RATHER_NOT = 0.04, 0.3, 0.01

Sheets = dict[tuple[str, str], list[Person]]


def drawn(rng: Rng, month: str) -> tuple[Sheets, dict[str, Counter]]:
    """The answer sheets by survey and wave, in the order of handing in, and attendances by course
    and borough.

    `month` is the first of the year in which they are handed in, like `2025-04`.
    """
    opens = dt.datetime.fromisoformat(f"{month}-07T09:00")
    overview = [_someone(rng) for _ in range(OVERVIEW["attended"])]
    core = [_someone(rng) for _ in range(CORE["attended"])]
    before, after = _core(rng, core, opens)
    sheets = {
        ("overview", "after"): [
            _sheet(rng, "overview", "after", overview[at], opens + _wait(rng))
            for at in rng.choice(len(overview), OVERVIEW["after"], replace=False)
        ],
        ("core", "before"): before,
        ("core", "after"): after,
    }
    for people in sheets.values():
        people.sort(key=attrgetter("at"))
    attended = {
        course: Counter(person["borough"] for person in people)
        for course, people in (("overview", overview), ("core", core))
    }
    return sheets, attended


def _core(rng: Rng, people: list[dict], opens: dt.datetime) -> tuple[list[Person], list[Person]]:
    """Before and after: few answer again, rather those who knew more, and some only the second
    time.
    """
    days = [opens + _wait(rng) for _ in people]
    first = rng.choice(len(people), CORE["before"], replace=False)
    eager = np.array([1 + max(0.0, people[i]["skill"]) for i in first])
    again = rng.choice(
        first, CORE["after"] - CORE["after_alone"], replace=False, p=eager / eager.sum()
    )
    others = np.setdiff1d(np.arange(len(people)), first)
    second = [*again, *rng.choice(others, CORE["after_alone"], replace=False)]
    blank = set(rng.choice(second, CORE["mostly_blank"], replace=False).tolist())
    before = [_sheet(rng, "core", "before", people[i], days[i]) for i in first]
    after = [
        _sheet(rng, "core", "after", people[i], days[i] + _LATER, mostly_blank=i in blank)
        for i in second
    ]
    return before, after


def _someone(rng: Rng) -> dict:
    """Who somebody is: a choice for every question on that, a code, and how much they know."""
    person = {key: one_of(often, rng) for key, often in _OFTEN.items()}
    letters = "ABCDEFGHJKLMNPRSTW"
    code = f"{rng.choice(list(letters))}{rng.integers(1, 29):02}{rng.choice(list('ADEKNRSTY'))}"
    return {**person, "code": code, "skill": rng.normal(), "gain": rng.normal(0.9, 0.9)}


def _wait(rng: Rng) -> dt.timedelta:
    return dt.timedelta(days=int(rng.integers(0, 330)), minutes=int(rng.integers(0, 480)))


def _sheet(
    rng: Rng, survey: str, wave: str, person: dict, day: dt.datetime, mostly_blank=False
) -> Person:
    """Answers of one person; a question is skipped now and then, and all but the first two where
    `mostly_blank`.
    """
    sheet = Person(day)
    for place, question in enumerate(QUESTIONNAIRE[survey].questions):
        is_asked = wave in question.waves and not (mostly_blank and place > 1)
        is_skipped = rng.random() < (_SKIPPED_OPEN if question.kind == "open" else _SKIPPED)
        answer = _answer(rng, question, wave, person)
        if is_asked and not is_skipped:
            sheet.said[question.key] = answer
    return sheet


def _answer(rng: Rng, question: Question, wave: str, person: dict) -> str | int | list[str]:
    if question.kind == "scale":
        later = wave == "after" and question.key != "knowledge_before"
        return _point(rng, person["skill"] + (person["gain"] if later else 0.0))
    if question.kind == "many":
        return [option.key for option in question.options if rng.random() < 0.35]
    if question.key == "emotions":
        return ", ".join(_emotions(rng, wave))
    if question.kind == "open":
        return " ".join(_sentences(rng, question.key))
    return person[question.key] if question.kind == "code" else [person[question.key]]


def _point(rng: Rng, skill: float) -> int | str:
    """A point on the scale around 3.9 for somebody of middling skill."""
    least, most = SCALE
    point = int(np.clip(round(3.9 + 1.1 * skill + rng.normal(0, 0.7)), least, most))
    return PREFER_NOT if rng.random() < _RATHER_NOT else point


def _emotions(rng: Rng, wave: str) -> list[str]:
    weights = [counts[wave == "after"] for *counts, _ in EMOTIONS.values()]
    forms = [forms for *_, forms in EMOTIONS.values()]
    return [str(rng.choice(forms[at])) for at in _some(rng, weights)]


def _sentences(rng: Rng, question: str) -> list[str]:
    """A sentence for each of one to three themes."""
    themes = THEMES[question]
    return [str(rng.choice(themes[at].sentences)) for at in _some(rng, [t.weight for t in themes])]


def _some(rng: Rng, weights: list[int]) -> np.ndarray:
    """The places of one to three of them, the likelier the more they weigh."""
    shares = np.array(weights) / sum(weights)
    return rng.choice(len(weights), int(rng.integers(1, 4)), replace=False, p=shares)
