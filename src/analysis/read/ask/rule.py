"""What a question of cleaning is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A question to the analyst who sent the return. `asks` may name what was found, in braces."""

    key: str
    severity: str
    asks: str
    unanswered: str


# What happens where nobody answers, in the words most rules share.
KEPT_OUT = "The value stays out of the report and is shown as queried."
AS_TYPED = "The number is printed as typed, with this question beside it."
NOT_READ = "These numbers are not in the report."
