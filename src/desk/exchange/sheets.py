"""The sheet of questions as both sides know it: its columns, its headings, and the words in it."""

import re
from typing import NamedTuple


class Heading(NamedTuple):
    """A column of the sheet: what stands over it, and how wide it is in characters."""

    says: str
    width: int


# In the order in which a person reads them: what is asked, then where to look, then the answer.
# The last is hidden.
_HEADINGS = """\
number: No. 5
question: Question 36
urgency: How urgent 11
file: File 25
sheet: Sheet 10
cell: Cell 6
typed: What was typed 15
effect: If nobody answers 23
status: Status 10
answer: Answer 13
value: Correct value 12
note: Note 20
who: Your role 14
reference: Reference (leave as it is) 32"""
HEADINGS = {
    key: Heading(says, int(width))
    for key, says, width in re.findall(r"(\w+): (.+) (\d+)", _HEADINGS)
}
# What the sender fills in.
FILLED = ("answer", "value", "note", "who")
URGENCY = {
    "stop": ("Needed", "what was typed stays out of the report until we have an answer"),
    "warn": ("Important", "the report is made, and shows that we asked"),
    "info": ("If you can", "a small thing that helps us to read you right"),
}


def plain_heading(text: str) -> str:
    """A heading as it is compared: letters only, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())


BY_HEADING = {plain_heading(heading.says): key for key, heading in HEADINGS.items()}

assert len(BY_HEADING) == len(HEADINGS)
