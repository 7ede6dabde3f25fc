"""A draft's bytes become the frame of doubts about it, and a tally of what could be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from draftcheck.document import Document
from draftcheck.finding import framed
from draftcheck.reading import read_draft
from draftcheck.registry import RULE_KEYS, RULES


@dataclass(frozen=True)
class Checked:
    """The doubts about a draft, and how much there was to doubt, so that silence means something."""

    doubts: pd.DataFrame
    tables: int
    tally: dict[str, int]


def check(name: str, content: bytes) -> Checked:
    """Read a draft and put every rule to it. InputError where it cannot be read."""
    return examine(read_draft(name, content))


def examine(document: Document) -> Checked:
    """Put every rule to a document."""
    findings = [finding for rule in RULES for finding in rule.find(document)]
    tally = {rule.unit: rule.count(document) for rule in RULES}
    return Checked(framed(findings, RULE_KEYS), len(document.grids), tally)
