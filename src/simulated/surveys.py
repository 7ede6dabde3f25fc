"""The answer sheets as files: each in the layout of the tool that asked, worded as its borough
asked it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from analysis.declare.surveys import INSTRUMENT
from simulated.exporting import WRITERS, Person, asked
from simulated.made import Made, sent
from simulated.mess import DRIFTED, NEARLY
from simulated.people import Sheets
from simulated.sheets import table
from strands.surveys.declares import TOOLS
from strands.surveys.declares.asking import Question


class Export(NamedTuple):
    """One file of a survey: the tool, and the borough whose sheets it holds.

    Without a borough it holds the sheets that no other file of the survey holds.
    """

    stem: str
    survey: str
    wave: str
    tool: str
    ending: str
    encoding: str
    sender: str
    borough: str = ""


# Agencies that had no account with the tool answered on paper, and somebody typed it in.
_EXPORTS = """\
overview_hackney | overview | after | forms | xlsx | | implementation lead | hackney
overview_waltham_forest | overview | after | forms | xlsx | | implementation lead | waltham_forest
overview_newham | overview | after | forms | xlsx | | implementation lead | newham
overview_paper | overview | after | plain | csv | utf-8 | training administrator | elsewhere
overview_other_boroughs | overview | after | jisc | csv | utf-8-sig | training manager
core_before | core | before | qualtrics | csv | utf-8-sig | training manager
core_after | core | after | surveymonkey | csv | cp1252 | training manager"""
EXPORTS = [Export(*row) for row in table(_EXPORTS)]
# The wordings of two files.
_WORDINGS = {"overview_newham": DRIFTED, "overview_other_boroughs": NEARLY}


def files(sheets: Sheets) -> Iterator[Made]:
    """Every export as a file."""
    for export in EXPORTS:
        people = held(sheets, export)
        rows = WRITERS[export.tool](_questions(export), people)
        how = {"encoding": export.encoding} if export.encoding else {}
        survey = f"{INSTRUMENT[export.survey].name} {export.wave}"
        says = f"{survey}, {TOOLS[export.tool]}, {len(people)} rows"
        file = f"surveys/{export.stem}.{export.ending}"
        yield sent(file, rows, export.sender, says, **how)


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
    own = _WORDINGS.get(export.stem, {})
    return [
        replace(question, wording=own.get(question.key, question.wording))
        for question in asked(export.survey, export.wave)
    ]
