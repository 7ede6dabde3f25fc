"""Answer sheets as people handed them in, and small writers that export them as survey tools do."""

import datetime as dt
from dataclasses import dataclass, field

from simulated.sheets import Rows, titles
from strands.surveys.declares import QUESTIONNAIRE
from strands.surveys.declares.asking import Question

PREFER_NOT = "prefer_not"
# A question the person never came to: Qualtrics tells it from one that was left, the others do not.
NOT_SHOWN = "not_shown"


@dataclass
class Person:
    """One sheet: when it was handed in and the answers by question key.

    A number for a scale, option keys for what is ticked, a text for words, PREFER_NOT, or nothing.
    """

    at: dt.datetime
    said: dict = field(default_factory=dict)
    test: bool = False


def asked(instrument: str, wave: str) -> list[Question]:
    """The questions a wave of a survey asks."""
    return [question for question in QUESTIONNAIRE[instrument].questions if wave in question.waves]


def wording(question: Question, key: str) -> str:
    """An option in words."""
    return next(option.wording for option in question.options if option.key == key)


def shown(question: Question, answer, join: str = ";") -> str:
    """An answer in one cell, ticked options in words."""
    if answer == PREFER_NOT:
        return "Prefer not to say"
    if isinstance(answer, list):
        return join.join(wording(question, key) for key in answer)
    return "" if answer in (None, NOT_SHOWN) else str(answer)


def parts(question: Question) -> list[str]:
    """The columns of a question in tools that give every option one: none but where many may be
    ticked.
    """
    return [option.wording for option in question.options] if question.kind == "many" else []


def columns(questions: list[Question], person: Person) -> list[str]:
    """Answers with a column an option: its wording where it is ticked."""
    row: list[str] = []
    for question in questions:
        answer = person.said.get(question.key)
        texts = shown(question, answer, "\n").split("\n") if isinstance(answer, list) else []
        ticked = [part if part in texts else "" for part in parts(question)]
        row += ticked or [shown(question, answer)]
    return row


def forms(questions: list[Question], people: list[Person]) -> Rows:
    """Microsoft Forms (.xlsx)."""
    head = titles("Id|Start time|Completion time|Email|Name|Last modified time")
    rows = [[*head, *(question.wording.replace(" ", "\xa0", 1) for question in questions)]]
    for number, person in enumerate(sorted(people, key=lambda person: person.at), 1):
        row = [number, person.at - dt.timedelta(minutes=3), person.at, "anonymous", "", ""]
        for question in questions:
            text = shown(question, person.said.get(question.key))
            if question.kind == "many" and text:
                row.append(f"{text};")
            else:
                row.append(int(text) if text.isdigit() else text)
        rows.append(row)
    return rows


def qualtrics(questions: list[Question], people: list[Person]) -> Rows:
    """Qualtrics (.csv) with three heading rows, set to tell what was left blank from what was not
    shown.
    """
    heads = titles(
        "StartDate|EndDate|Status|IPAddress|Progress|Duration (in seconds)|Finished|RecordedDate|"
        "ResponseId|RecipientLastName|RecipientFirstName|RecipientEmail|DistributionChannel|"
        "UserLanguage"
    )
    names = [*heads, *(f"Q{number}" for number, _ in enumerate(questions, 1))]
    wordings = [*heads, *(question.wording for question in questions)]
    rows = [names, wordings, [f'{{"ImportId":"{name}"}}' for name in names]]
    for number, person in enumerate(people):
        at = f"{person.at:%Y-%m-%d %H:%M:%S}"
        status = "Survey Preview" if person.test else "IP Address"
        row = [at, at, status, "10.1.2.3", 100, 180, True, at, f"R_{number:015}", "", "", ""]
        row += ["anonymous", "EN"]
        for question in questions:
            answer = person.said.get(question.key)
            blank = "" if answer == NOT_SHOWN else "-99"
            row.append(shown(question, answer, ",") or blank)
        rows.append(row)
    return rows


def surveymonkey(questions: list[Question], people: list[Person]) -> Rows:
    """SurveyMonkey with two heading rows; newest first, as it exports."""
    above = titles(
        "Respondent ID|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|"
        "Last Name|Custom Data 1"
    )
    below = [""] * len(above)
    for question in questions:
        answers = "Open-Ended Response" if question.kind == "open" else "Response"
        options = parts(question) or [answers]
        above += [question.wording, *[""] * (len(options) - 1)]
        below += options
    rows = [above, below]
    for number, person in sorted(enumerate(people), key=lambda pair: pair[1].at, reverse=True):
        at = f"{person.at:%m/%d/%Y %I:%M:%S %p}"
        row = [f"1187{number:07}", "4309", at, at, "10.1.2.3", "", "", "", ""]
        rows.append([*row, *columns(questions, person)])
    return rows


def jisc(questions: list[Question], people: list[Person]) -> Rows:
    """Jisc Online Surveys (.csv), questions numbered, a column a ticked option."""
    head = ["Unique Response Number"]
    for number, question in enumerate(questions, 1):
        named = f"{number}. {question.wording}"
        head += [f"{named} - {part}" for part in parts(question)] or [named]
    rows = [[*head, "Started", "Completed"]]
    for number, person in enumerate(people):
        row = [f"1067403-{number:06}-{number:08}", *columns(questions, person)]
        rows.append([*row, *[f"{person.at:%d/%m/%Y %H:%M:%S}"] * 2])
    return rows


def plain(questions: list[Question], people: list[Person]) -> Rows:
    """A plain table (.csv)."""
    rows = [["timestamp", *(question.wording for question in questions)]]
    for person in people:
        answers = [shown(question, person.said.get(question.key)) for question in questions]
        rows.append([person.at.isoformat(), *answers])
    return rows


WRITERS = {tool.__name__: tool for tool in (forms, qualtrics, surveymonkey, jisc, plain)}
