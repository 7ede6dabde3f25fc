"""Quotes put forward for the report: some can be printed; others not, each for its own reason."""

from simulated.made import Rng
from simulated.sheets import titles

_HEAD = "Quote ID|Source|Quote|Consent|Attribution|Borough|Role|Redaction|Leaning|Theme"
_ALWAYS = {
    "consent": "publish",
    "attribution": "Social worker, training survey",
    "borough": "",
    "role": "Social worker",
    "redaction": "",
    "leaning": "",
    "theme": "",
}
# What somebody wrote, and under it what is said of it; `typed` is the quote where it is not the
# sentence itself, and `stem` the file it is from, where it must be one of a borough.
_USABLE = """\
I will watch the words I put on file.
theme: Language and records
leaning: supporting

He has to answer for what he does as a father.
theme: Holding the perpetrator accountable
leaning: supporting
consent: anonymous

I look further back than the last call-out.
theme: Mapping the pattern
leaning: supporting
attribution: Social worker, Newham
borough: Newham
typed: I look further back [...]
redaction: shortened
stem: overview_newham

With my caseload I do not see when.
theme: Doubt and limits
leaning: complicating
consent: anonymous

Nothing new for me, to be honest.
theme: Doubt and limits
leaning: contradicting

You chose this and you can choose to stop.
theme: It is a choice
leaning: supporting

I would not know where to begin.
theme: Nothing to say
leaning: complicating
consent: anonymous"""
# Not their words; no consent; consent to be read only; a lead of one borough; anonymous and placed;
# nobody's.
_REFUSED = """\
I will plan with her and not for her.
theme: Partnering with the survivor
leaning: supporting
typed: From now on I will always plan with her.

The children's day is where I start now.
theme: What it does to children
leaning: supporting
consent:

I expect more of him than I used to.
theme: Holding the perpetrator accountable
leaning: supporting
consent: analysis only

Your children see all of it.
theme: You as a father
leaning: supporting
attribution: Implementation lead, Barnet
borough: Barnet
role: Implementation lead

I am not sure it fits every family.
theme: Doubt and limits
leaning: complicating
consent: anonymous
attribution: Practitioner, Newham
stem: overview_newham

There is help if you want it.
theme: There is help
leaning: supporting
attribution:"""


def quotes(texts: dict[str, str], rng: Rng) -> list[list[str]]:
    """The table of quotes, each from one of the `texts` that hold its sentence."""
    rows = []
    for number, block in enumerate((*_USABLE.split("\n\n"), *_REFUSED.split("\n\n")), 1):
        sentence, *lines = block.split("\n")
        about = dict(titles(line, ":") for line in lines)
        stem, typed = about.pop("stem", ""), about.pop("typed", sentence)
        sources = [
            name for name, text in texts.items() if sentence in text and name.startswith(stem)
        ]
        row = {**_ALWAYS, **about}
        rows.append([f"Q{number:02}", str(rng.choice(sources)), typed, *row.values()])
    return [titles(_HEAD), *rows]
