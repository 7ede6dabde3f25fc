"""A table of numbers to fill in, as a strand asks for it."""

from dataclasses import dataclass

# How an answer is given: a count, whole months up to a number, or one of a list of words.
COUNT, MONTHS, STAGE = "count", "months", "stage"
# The first sheet of every workbook of ours, and what it says of each sheet of one that serves
# several strands.
COVER = "Read me first"
PART_OF = "Sheet {sheet} is part of: {strand}"


@dataclass(frozen=True)
class Form:
    """One table to fill in: its corner, headings across with the kind of answer under each, and
    headings down.

    `says` explains each heading down, or the one heading across where there is one line.
    """

    corner: str
    across: tuple[str, ...]
    kinds: tuple[str, ...]
    down: tuple[str, ...]
    says: tuple[str, ...]
