"""The first sheet of a workbook of questions: how to answer, for someone who knows nothing of this
project.
"""

import datetime as dt

from analysis.declare.replies import ANSWERS
from desk.books import paragraphs
from desk.exchange.sheets import URGENCY

# What stands on the left, and what it says on the right.
_SHEET = """\
{title} |
|
Why | We read what you sent us for the Safe & Together London evaluation and are unsure about a few
    places in it. We would rather ask than guess. The sheet 'Questions' has one question a row.
By when | {when}
Where from | {origin}
|
How to answer |
1 | Read the question. File, sheet and cell say where to look in what you sent.
2 | Choose an answer from the list in the column 'Answer'. The yellow cells are yours.
3 | Write your role (for example: performance analyst) under 'Your role', never a name. Once is
    enough if one person answers everything.
4 | Leave a row empty if you cannot answer it yet. Save the workbook and send it back.
|
Answers |
{answers}
| Please type words and numbers, no formulas, and nothing about single children or families.
|
How urgent |
{urgency}
|
Status |
open | We wait for your answer.
overdue | The day by which we asked for an answer has passed.
answered | We have your answer; it stands in the row. To change it, please write to us."""


def lines(title: str, origin: str, until: dt.date | None) -> list[tuple[str, str]]:
    """The rows of the sheet, left and right. `until` is the day by which answers are wanted."""
    text = _SHEET.format(
        title=title,
        when=f"Please answer by {until.day} {until:%B %Y}." if until else "As soon as you can.",
        origin=origin,
        answers="\n".join(f"{word} | {says}" for word, says in ANSWERS.items()),
        urgency="\n".join(f"{word} | {says.capitalize()}." for word, says in URGENCY.values()),
    )
    rows = (line.partition("|") for line in paragraphs(text))
    return [(left.strip(), right.strip()) for left, _, right in rows]
