"""The sheet of texts as both sides know it: its columns and their headings."""

import re
from typing import NamedTuple

from analysis.declare.words import worded
from desk.exchange.sheets import plain_heading


class Heading(NamedTuple):
    """A column of the sheet: what stands over it, and how wide it is in characters."""

    says: str
    width: int


# The last is hidden.
HEADINGS = {
    key: Heading(says.rpartition(" ")[0], int(says.rpartition(" ")[2]))
    for key, says in worded("""
        number: No. 5
        text: Text 60
        strand: Section 16
        file: File 25
        sheet: Sheet 12
        cell: Cell 6
        decision: Decision 13
        as: Print as 40
        who: Your role 16
        reference: Reference (leave as it is) 32
        """).items()
}
# What is filled in, and what is needed to know what was decided.
FILLED = ("decision", "as", "who")
NEEDED = ("text", *FILLED, "reference")
BY_HEADING = {plain_heading(heading.says): key for key, heading in HEADINGS.items()}
_REFERENCE = re.compile(r"(\d{4}-\d{2}) ([a-z_]*) ?([0-9a-f]{64})")


def reference(period: str, strand: str, sha256: str) -> str:
    """What stands in a workbook beside a text: its period, its strand and its fingerprint."""
    return " ".join(filter(None, (period, strand, sha256)))


def read_reference(text: str) -> tuple[str, str, str] | None:
    """Period, strand and fingerprint of a reference; None where `text` is none."""
    match = _REFERENCE.fullmatch(" ".join(text.split()))
    return match and (match[1], match[2], match[3])
