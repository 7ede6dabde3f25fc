"""Quotes put forward for the report: some can be printed; others not, each for its own reason."""

from __future__ import annotations

from dataclasses import dataclass

from simulated.made import Rng
from simulated.sheets import titles

_HEAD = "Quote ID|Source|Quote|Consent|Attribution|Borough|Role|Redaction|Leaning|Theme"


@dataclass(frozen=True)
class Quote:
    """A quote of somebody who wrote `sentence`; `typed` is the quote where it is not the sentence
    itself.

    `stem` is the file it is from, where it must be one of a borough.
    """

    sentence: str
    theme: str
    leaning: str
    consent: str = "publish"
    attribution: str = "Social worker, training survey"
    borough: str = ""
    role: str = "Social worker"
    typed: str = ""
    redaction: str = ""
    stem: str = ""


USABLE = (
    Quote("I will watch the words I put on file.", "Language and records", "supporting"),
    Quote(
        "He has to answer for what he does as a father.",
        "Holding the perpetrator accountable",
        "supporting",
        "anonymous",
    ),
    Quote(
        "I look further back than the last call-out.",
        "Mapping the pattern",
        "supporting",
        borough="Newham",
        attribution="Social worker, Newham",
        typed="I look further back [...]",
        redaction="shortened",
        stem="overview_newham",
    ),
    Quote("With my caseload I do not see when.", "Doubt and limits", "complicating", "anonymous"),
    Quote("Nothing new for me, to be honest.", "Doubt and limits", "contradicting"),
    Quote("You chose this and you can choose to stop.", "It is a choice", "supporting"),
    Quote("I would not know where to begin.", "Nothing to say", "complicating", "anonymous"),
)
# Not their words; no consent; consent to be read only; a lead of one borough; anonymous and placed;
# nobody's.
REFUSED = (
    Quote(
        "I will plan with her and not for her.",
        "Partnering with the survivor",
        "supporting",
        typed="From now on I will always plan with her.",
    ),
    Quote(
        "The children's day is where I start now.",
        "What it does to children",
        "supporting",
        consent="",
    ),
    Quote(
        "I expect more of him than I used to.",
        "Holding the perpetrator accountable",
        "supporting",
        "analysis only",
    ),
    Quote(
        "Your children see all of it.",
        "You as a father",
        "supporting",
        borough="Barnet",
        attribution="Implementation lead, Barnet",
        role="Implementation lead",
    ),
    Quote(
        "I am not sure it fits every family.",
        "Doubt and limits",
        "complicating",
        "anonymous",
        attribution="Practitioner, Newham",
        stem="overview_newham",
    ),
    Quote("There is help if you want it.", "There is help", "supporting", attribution=""),
)


def quotes(texts: dict[str, str], rng: Rng) -> list[list[str]]:
    """The table of quotes, each from one of the `texts` that hold its sentence."""
    rows = []
    for number, quote in enumerate((*USABLE, *REFUSED), 1):
        sources = [
            name
            for name, text in texts.items()
            if quote.sentence in text and name.startswith(quote.stem)
        ]
        row = [
            f"Q{number:02}",
            str(rng.choice(sources)),
            quote.typed or quote.sentence,
            quote.consent,
            quote.attribution,
            quote.borough,
            quote.role,
            quote.redaction,
            quote.leaning,
            quote.theme,
        ]
        rows.append(row)
    return [titles(_HEAD), *rows]
