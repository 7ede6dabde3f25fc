"""The answer sheets as files: each in the layout of the tool that asked, worded as its borough
asked it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.declare.surveys import INSTRUMENT
from simulated.exporting import Person, asked, exported
from simulated.made import Made
from simulated.mess import DRIFTED, NEARLY
from simulated.people import ELSEWHERE, Sheets
from strands.surveys.declares import TOOLS
from strands.surveys.declares.asking import Question


@dataclass(frozen=True)
class Export:
    """One file of a survey: the tool and how it is set, the borough whose sheets it holds, and its
    own wordings.

    Without a borough it holds the sheets that no other file of the survey holds.
    """

    stem: str
    survey: str
    wave: str
    tool: str
    ending: str
    sender: str
    borough: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)
    how: Mapping[str, object] = field(default_factory=dict)


_LEAD, _MANAGER, _ASSISTANT = "implementation lead", "training manager", "training administrator"
EXPORTS = (
    Export("overview_hackney", "overview", "after", "forms", "xlsx", _LEAD, "hackney"),
    Export(
        "overview_waltham_forest", "overview", "after", "forms", "xlsx", _LEAD, "waltham_forest"
    ),
    Export("overview_newham", "overview", "after", "forms", "xlsx", _LEAD, "newham", DRIFTED),
    # Agencies that had no account with the tool answered on paper, and somebody typed it in.
    Export("overview_paper", "overview", "after", "plain", "csv", _ASSISTANT, ELSEWHERE),
    Export("overview_other_boroughs", "overview", "after", "jisc", "csv", _MANAGER, "", NEARLY),
    # Here every blank says whether the question was seen.
    Export("core_before", "core", "before", "qualtrics", "csv", _MANAGER, how={"seen": True}),
    Export(
        "core_after", "core", "after", "surveymonkey", "csv", _MANAGER, how={"encoding": "cp1252"}
    ),
)


def files(sheets: Sheets) -> Iterator[Made]:
    """Every export as a file."""
    for export in EXPORTS:
        people = held(sheets, export)
        content = exported(export.tool, _questions(export), people, **export.how)
        says = (
            f"{INSTRUMENT[export.survey].name} {export.wave}, {TOOLS[export.tool]}, {len(people)}"
            " rows"
        )
        yield Made(
            f"surveys/{export.stem}.{export.ending}", content, f"simulated: {export.sender}", says
        )


def held(sheets: Sheets, export: Export) -> list[Person]:
    """The sheets that a file holds, in the order of handing in."""
    of_survey = sheets[export.survey, export.wave]
    if export.borough:
        return [sheet for sheet in of_survey if sheet.said.get("borough") == [export.borough]]
    others = [
        [other.borough] for other in EXPORTS if other.survey == export.survey and other.borough
    ]
    return [sheet for sheet in of_survey if sheet.said.get("borough") not in others]


def answered(sheets: Sheets, question: str) -> dict[str, str]:
    """What was written in answer to an open question, by file and number of the sheet, like
    `core_after 0007`.

    Sheets are numbered within a file as they were handed in; tests, copies and blank ones have no
    number.
    """
    found = {}
    for export in EXPORTS:
        counted: list[Person] = []
        for sheet in held(sheets, export):
            if sheet.said and not sheet.test and sheet not in counted:
                counted.append(sheet)
                if question in sheet.said:
                    found[f"{export.stem} {len(counted):04}"] = sheet.said[question]
    return found


def _questions(export: Export) -> list[Question]:
    questions = asked(export.survey, export.wave)
    return [
        replace(question, wording=export.wordings.get(question.key, question.wording))
        for question in questions
    ]
