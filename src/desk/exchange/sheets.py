"""The sheet of questions as both sides know it: its columns, its headings, and the words in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A column of the sheet: what stands over it, how wide it is in characters, and whether the
    sender fills it in.
    """

    says: str
    width: int
    filled: bool = False
    hidden: bool = False


# In the order in which a person reads them: what is asked, then where to look, then the answer.
HEADINGS = {
    "number": Heading("No.", 5),
    "question": Heading("Question", 36),
    "urgency": Heading("How urgent", 11),
    "file": Heading("File", 25),
    "sheet": Heading("Sheet", 10),
    "cell": Heading("Cell", 6),
    "typed": Heading("What was typed", 15),
    "effect": Heading("If nobody answers", 23),
    "status": Heading("Status", 10),
    "answer": Heading("Answer", 13, filled=True),
    "value": Heading("Correct value", 12, filled=True),
    "note": Heading("Note", 20, filled=True),
    "who": Heading("Your role", 14, filled=True),
    "reference": Heading("Reference (leave as it is)", 32, hidden=True),
}
URGENCY = {
    "stop": ("Needed", "what was typed stays out of the report until we have an answer"),
    "warn": ("Important", "the report is made, and shows that we asked"),
    "info": ("If you can", "a small thing that helps us to read you right"),
}
FILLED = tuple(key for key, heading in HEADINGS.items() if heading.filled)


def plain_heading(text: str) -> str:
    """A heading as it is compared: letters only, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())


BY_HEADING = {plain_heading(heading.says): key for key, heading in HEADINGS.items()}

assert len(BY_HEADING) == len(HEADINGS)
