"""The first sheet of a return: what it is, for whom, how to fill it in and what a blank means, a line a cell.

One cell a line and no number alone in one: the whole workbook comes back, and is read as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.collecting.forms import Form
from analysis.evaluation.origins import ORIGINS
from analysis.evaluation.periods import Period
from analysis.evaluation.strands import STRANDS

TITLE, HEADING, TEXT = "title", "heading", "text"
_FILLING = (
    "Type whole numbers in the white cells of the sheet Numbers. The other cells are locked, without a password.",
    "Type 0 where there were none.",
    "Leave a cell blank where you have no number. A blank is never read as 0: it is printed as not returned.",
    "Type < and a number, such as <5, where a small number may not be shown. It is printed as withheld.",
    "Type unknown where the number is not known and will not be.",
    "Anything we should know about the numbers goes into the box under the last table. It is printed beside them.",
    "Send counts only: no names, no dates of birth, nothing about a single child, adult or family.",
    "Keep the workbook as .xlsx and send it back whole. If a number changes later, send the whole workbook again.",
)


def lines(strand: str, sender: str, period: Period, forms: Sequence[Form]) -> list[tuple[str, str]]:
    """The lines of the cover, each with its style. `sender` is a name as printed."""
    return [
        (TITLE, f"{STRANDS[strand]}: return for {period.label}"),
        *((TEXT, text) for text in ([ORIGINS["simulated"]] if period.simulated else [])),
        (HEADING, "What this is"),
        (TEXT, f"From: {sender}"),
        (TEXT, "For: the evaluators of Safe & Together London, for the evaluation report of this period"),
        (TEXT, f"Period: {period.length}"),
        (HEADING, "How to fill it in"),
        *((TEXT, text) for text in _FILLING),
        (HEADING, "What to count"),
        *((TEXT, text) for form in forms for text in form.says),
    ]
