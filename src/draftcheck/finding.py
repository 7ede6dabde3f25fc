"""What a rule is, and what it finds: a doubt with its place, what the draft says, what was expected
and how sure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from draftcheck.document import Document

SURE = ("certain", "likely", "look")


@dataclass(frozen=True)
class Finding:
    """One doubt about a draft."""

    place: str
    says: str
    expected: str
    sure: str


@dataclass(frozen=True)
class Rule:
    """A rule: what it looks for in one sentence, how it finds it, and the things it could compare,
    called `unit`.
    """

    key: str
    says: str
    find: Callable[[Document], Iterable[Finding]]
    unit: str
    compared: Callable[[Document], Iterable]
