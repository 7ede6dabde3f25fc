"""Sentences that honest reports hold, each with the slips that can be planted in it."""

from __future__ import annotations

from random import Random

from drafting import Draft
from families import percent

WORDS = ["two", "three", "four", "five", "six", "seven", "eight"]
THINGS = [
    "language in case files",
    "parenting as a choice",
    "how children live with it",
    "mapping of patterns",
    "the strengths of survivors",
    "work with partners",
    "records that can be used",
    "time for reflection",
    "clear plans",
]
SHORT = [
    "housing",
    "health",
    "schools",
    "police",
    "probation",
    "courts",
    "charities",
    "faith groups",
    "midwives",
]


def announced(chance: Random, slip: str) -> tuple[str, int]:
    number = chance.randint(2, 8)
    listed = number + (chance.choice([-1, 1]) if number > 2 else 1) if slip == "list" else number
    return chance.choice([WORDS[number - 2], str(number)]), listed


def bullets(draft: Draft, chance: Random, slip: str = "") -> None:
    number, listed = announced(chance, slip)
    draft.text(
        f"Participants named {number}"
        f" {chance.choice(['things', 'key lessons', 'main reasons', 'changes'])}:"
    )
    draft.items([f"{thing.capitalize()}." for thing in chance.sample(THINGS, listed)])
    draft.text("All of them recur below.")


def semicolons(draft: Draft, chance: Random, slip: str = "") -> None:
    number, listed = announced(chance, slip)
    things = "; ".join(
        f"{thing} (mentioned {chance.randint(6, 80)} times)"
        for thing in chance.sample(THINGS, listed)
    )
    draft.text(f"An open question was asked, and {number} key themes were coded: {things}.")


def commas(draft: Draft, chance: Random, slip: str = "") -> None:
    number, listed = announced(chance, slip)
    *most, last = chance.sample(SHORT, max(listed, 3) if not slip else listed if listed > 2 else 4)
    if not slip:
        number = WORDS[len(most) - 1]
    draft.text(f"The work reached {number} partner agencies: {', '.join(most)} and {last}.")


def partly(draft: Draft, chance: Random, slip: str = "") -> None:
    """Numbers and colons that announce no list."""
    draft.text(
        chance.choice(
            [
                (
                    "There were 12 overview trainings from July 2023: 342 people answered, more in"
                    " Barnet and Newham."
                ),
                (
                    "Knowledge was rated on a scale of 1-7: this rose, and stayed up, among staff"
                    " and managers."
                ),
                (
                    "Three boroughs had two years before this: Hackney, Waltham Forest and, for a"
                    " time, another."
                ),
                "We asked about six areas, including: housing; health.",
                "More than five reasons were given: cost; time; travel.",
                "Two of the four reasons were practical: cost; time.",
                (
                    "The service ran for six months: April, May and June were the busiest, and July"
                    " the quietest."
                ),
                (
                    "Across the five boroughs: staff stayed longer; managers were clearer; plans"
                    " were better."
                ),
            ]
        )
    )


def share(draft: Draft, chance: Random, slip: str = "") -> None:
    whole = chance.randint(40, 900)
    part = chance.randint(3, whole - 3)
    value = percent(part, whole, decimals := chance.choice([0, 0, 1]))
    if slip == "share_said":
        value = str(
            round(float(value) + chance.choice([2, 3, 5, 9]), decimals)
            if decimals
            else int(value) + chance.choice([2, 3, 5, 9])
        )
    draft.text(
        chance.choice(
            [
                f"In all {part} of {whole} participants ({value}%) completed the survey.",
                f"In all {part} out of the {whole} people asked ({value} per cent) said so.",
                f"Most ({value}%, {part}/{whole}) had been trained before.",
                f"Surveys came back from {value}% ({part} of {whole}) of those trained.",
            ]
        )
    )


def pointing(draft: Draft, chance: Random, slip: str = "") -> None:
    """References to what is there, or one to what is not."""
    number = (
        draft.tables + chance.randint(1, 9)
        if slip == "reference"
        else chance.randint(1, draft.tables)
    )
    kinds = [
        f"The numbers are in Table {number}.",
        f"It fell in every quarter (see Table {number}).",
    ]
    if slip == "reference":
        kinds += [
            f"The form is printed in full (see Appendix {chance.randint(2, 6)}).",
            f"Figure {chance.randint(1, 5)} shows the same.",
            f"Tables 1 and {number} give the rest.",
        ]
    else:
        kinds += [
            "How it was done is in Appendix 1.",
            "Table 14 of the 2021 census release gives the population.",
            "Earlier work found the same (Smith et al, 2019, Table 3).",
            f"Tables 1 to {draft.tables} hold everything.",
            "Appendix 4 of the first evaluation report has the form.",
        ]
    draft.text(chance.choice(kinds))


def wrongly_pointing(draft: Draft, chance: Random, slip: str = "") -> None:
    """A sentence that says what its table is about."""
    form = draft.table(
        "Status of implementation of the perpetrator engagement form",
        [["Borough", "Status"], ["Hackney", "Live"], ["Newham", "Unknown"]],
    )
    visits = draft.table(
        "Visits to the professional hub by page",
        [["Page", "Visits"], ["Events", "225"], ["Contact", "216"]],
    )
    draft.text(
        f"Table {visits if slip else form} says how far implementation of the engagement form has"
        " come."
    )
    draft.text(f"Table {visits} counts who came to each page of the hub.")


def places(draft: Draft, chance: Random, slip: str = "") -> None:
    name = chance.choice(
        [
            "Hammersmith and City",
            "Waltham Forrest",
            "Tower Hamlet",
            "Barking and Dagenam",
            "Kensington and Chealsea",
        ]
    )
    good = chance.choice(
        [
            "Hammersmith and Fulham",
            "Waltham Forest",
            "Barking and Newham",
            "Richmond upon Thames",
            "Hackney and Barking",
        ]
    )
    draft.text(
        f"Staff in {name if slip else good} said so as well. Having asked twice, we left it there."
    )


SENTENCES = {
    bullets: ("list",),
    semicolons: ("list",),
    commas: ("list",),
    partly: (),
    share: ("share_said",),
    pointing: ("reference",),
    wrongly_pointing: ("reference",),
    places: ("borough",),
}
