"""Answers of victim-survivors drawn as people, and what is found in them."""

import pandas as pd

from analysis.declare.finding import subject
from strands.experience import finds as experience
from strands.experience.declares import ITEMS, RESPONSES

PERIOD = "2025-26"


def rows(people: list[dict]) -> pd.DataFrame:
    """Rows of the table; each person has answers by item, and perhaps `since_first`, `way`, `consent` and `words`."""
    made = []
    for line, person in enumerate(people):
        about = {
            "consent": "publish",
            "safe": "yes",
            "way": "form",
            "since_first": "over_twelve",
            "words": "",
        }
        about |= {key: value for key, value in person.items() if key not in ITEMS}
        for column, item in enumerate(ITEMS):
            answer = person.get(item, "")
            unread = answer == "?" or not about["consent"]
            made.append(
                {
                    "period": PERIOD,
                    "response": f"P{line}",
                    **about,
                    "read_over": "yes",
                    "item": item,
                    "raw": "",
                    "caveat": "",
                    "answer": "" if unread else answer,
                    "file": "experience/a.xlsx",
                    "sheet": "S",
                    "status": "queried" if unread else "returned" if answer else "not_returned",
                    "cell": f"{'FGHIJ'[column]}{line + 2}",
                }
            )
    return RESPONSES.check(pd.DataFrame(made, columns=list(RESPONSES.columns)))


def find(people: list[dict], before: list[dict] | None = None) -> pd.DataFrame:
    returned = rows(people)
    return experience.findings(returned, returned if before is None else rows(before), PERIOD)


def one(found: pd.DataFrame, statistic: str, *parts: str) -> pd.Series:
    """The finding about something that is made of several parts."""
    here = (found["statistic"] == statistic) & (found["subject"] == subject(*parts))
    (row,) = (row for _, row in found[here].iterrows())
    return row
