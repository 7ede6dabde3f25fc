"""What a question of cleaning is made of, and how a table of questions is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A question to the analyst who sent the return. `asks` may name what was found, in braces."""

    key: str
    severity: str
    asks: str
    unanswered: str


# What happens where nobody answers, in the words many rules share.
SHARED = {
    "KEPT_OUT": "The value stays out of the report and is shown as queried.",
    "AS_TYPED": "The number is printed as typed, with this question beside it.",
    "NOT_READ": "These numbers are not in the report.",
    "LEFT_OUT": "The line is left out of every count and listed as queried.",
}


def rules(table: str) -> tuple[Rule, ...]:
    """The rules a table of them declares, a blank line between two.

    The first line of each is `key: severity`; then comes the question, and after a dash what
    happens where nobody answers: words, or the name of those in SHARED.
    """
    return tuple(map(_rule, table.strip().split("\n\n")))


def _rule(entry: str) -> Rule:
    head, words = entry.split("\n", 1)
    key, severity = head.split(": ")
    asks, unanswered = (" ".join(part.split()) for part in words.split("\n- "))
    return Rule(key, severity, asks, SHARED.get(unanswered, unanswered))
