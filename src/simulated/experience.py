"""Answers of victim-survivors for the whole partnership, as an organisation that supports them
might send them.
"""

from collections.abc import Iterator

import numpy as np

from analysis.declare.periods import Period
from simulated.made import Made, Rng, sent, shares
from simulated.sheets import laid, table
from strands.experience.declares import AGREE, CONSENT, ITEMS, SINCE_FIRST, WAYS

_PEOPLE = 34
# How many of them answered in which way, and how long after they first spoke to services.
_ASKED = shares("form 26, interview 8")
_SINCE = shares("six_to_twelve 18, over_twelve 16")
_AGREED = shares("publish 15, anonymous 13, analysis 6")
# How often people agree, partly agree and would rather not say; the others disagree.
_ANSWERS = """\
believed | 0.55 | 0.27 | 0.03
not_blamed | 0.45 | 0.25 | 0.03
held_to_account | 0.24 | 0.32 | 0.06
say | 0.40 | 0.33 | 0.0
safer | 0.44 | 0.29 | 0.06"""
# What some who may be quoted wrote. The last three name somebody, leave a number, and were read
# over by nobody.
_WORDS = """\
For the first time somebody asked what he had done, and not why I had stayed.
I was believed. But then I was sent on a course and he was not.
She spoke to him about being a father. Nobody had before.
I still do not know what was written about me.
The plan was made before I came into the room.
They asked my children what they wanted, and they listened.
It changed when the worker changed. I had to begin again.
Nobody told me when they would be speaking to him.
Jasmine from the team stood by me all the way.
You can ring me about this on 020 7946 0018 in the evenings.
I would like other women to know that it does get better.""".split("\n")
_READ_OVER = len(_WORDS) - 1
_HEADS = {
    "response": "Response code",
    "consent": "Consent level",
    "safe": "Safe to contact?",
    "way": "Mode",
    "since_first": "Time since first contact",
    **ITEMS,
    "words": "Comment",
    "read_over": "Signed off by",
}


def files(period: Period, rng: Rng) -> Iterator[Made]:
    """One file of the period."""
    rows = [[line.get(key, "") for key in (*_HEADS, "note")] for line in _messy(_drawn(rng))]
    layout = f"""\
What women told us, {period.label}
Asked by our own workers, in no one's presence.

..."""
    sheet = laid(layout, [[*_HEADS.values(), "Notes"], *rows])
    file = "experience/what_women_told_us.xlsx"
    yield sent(file, sheet, "partner organisation", "answers of victim-survivors")


def _drawn(rng: Rng) -> list[dict[str, str]]:
    """A line a person, as she would have it."""
    columns = {
        "way": _spread(_ASKED, WAYS, rng),
        "since_first": _spread(_SINCE, SINCE_FIRST, rng),
        "consent": _spread(_AGREED, CONSENT, rng),
    }
    for item, *often in table(_ANSWERS):
        agree, partly, rather_not = map(float, often)
        shares = (agree, partly, 1 - agree - partly - rather_not, rather_not)
        columns[item] = [AGREE[key] for key in rng.choice(list(AGREE), _PEOPLE, p=shares)]
    columns["safe"] = list(rng.choice(["yes", "no"], _PEOPLE, p=[0.7, 0.3]))
    lines = [{key: str(column[at]) for key, column in columns.items()} for at in range(_PEOPLE)]
    codes = rng.permutation(900)[:_PEOPLE] + 100
    willing = [line for line in lines if line["consent"] == CONSENT["publish"]]
    for line, words in zip(willing, _WORDS, strict=False):
        line["words"] = words
    for line in willing[:_READ_OVER]:
        line["read_over"] = "independent advocate"
    return [{"response": f"P{code}", **line} for code, line in zip(codes, lines, strict=True)]


def _spread(counts: dict[str, float], words: dict[str, str], rng: Rng) -> list[str]:
    """So many of each word, in an order of chance."""
    return rng.permutation(
        np.repeat([words[key] for key in counts], list(map(int, counts.values())))
    ).tolist()


def _messy(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """What people type: capitals, short forms, a blank, words for an answer, a line twice, and one
    without consent.
    """
    lines[1]["believed"] = lines[1]["believed"].capitalize()
    lines[3] |= {"safe": "Y", "say": ""}
    lines[5]["held_to_account"] = "PNTS"
    lines[8]["safer"] = "it depends on the day, he still comes by"
    lines[11] |= {"safe": "", "note": "came with her sister"}
    lines[14]["way"] = "Questionnaire" if lines[14]["way"] == WAYS["form"] else "one to one"
    short = lines[20]["since_first"] == SINCE_FIRST["six_to_twelve"]
    lines[20]["since_first"] = "6-12 months" if short else "over a year"
    silent = next(line for line in lines if line["consent"] == CONSENT["anonymous"])
    silent["words"] = "I did not want this to be passed on."
    unasked = {**lines[2], "response": "P099", "consent": "", "words": "", "read_over": ""}
    return [*lines[:22], dict(lines[9]), *lines[22:], unasked]
