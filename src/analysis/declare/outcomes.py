"""The theory of change: what the partnership set out to change, what later periods asked besides,
and how a strand says what it knows of each.
"""

from dataclasses import dataclass

from pandas import DataFrame

from analysis.declare.table import InputError, Table, columns
from analysis.declare.traced import bare, places

# What is hoped for, as it is printed.
MORE, AMBIGUOUS, OPEN_QUESTION = "more", "no direction", "–"


@dataclass(frozen=True)
class Outcome:
    """What was to change, or a question asked, from period `since` on.

    `name` says it in few words. `direction` is what is hoped for, MORE of it, AMBIGUOUS, or nothing
    of an OPEN_QUESTION, and `because` says what else a rise could mean. `strands` are those whose
    findings bear on it; one that no strand bears on is a row all the same.
    """

    key: str
    name: str
    since: str
    strands: tuple[str, ...] = ()
    direction: str = OPEN_QUESTION
    because: str = ""

    @property
    def is_question(self) -> bool:
        """Whether it is a question added later, and no outcome agreed at the start."""
        return self.since != OUTCOMES[0].since


OUTCOMES = (
    Outcome(
        "confidence",
        "Workers more confident, and engaging perpetrators",
        "2021-22",
        ("surveys", "activity"),
        MORE,
        "who feels surer after a training need not act otherwise",
    ),
    Outcome(
        "options",
        "More ways for perpetrators to change",
        "2021-22",
        ("activity",),
        MORE,
        "a page that is visited is no service that is used",
    ),
    Outcome(
        "plans",
        "More actions for perpetrators in plans",
        "2021-22",
        ("reviews", "checklist"),
        MORE,
        "files that are chosen for a review need not be like the others",
    ),
    Outcome(
        "identification",
        "Domestic abuse identified in assessments",
        "2021-22",
        ("indicators", "context"),
        AMBIGUOUS,
        "more may be recognised, or more abuse may be there, and no flag tells which",
    ),
    Outcome(
        "language",
        "Language that does not blame the survivor",
        "2021-22",
        ("reviews", "themes", "checklist"),
        MORE,
        "what workers say of their words is not what they write",
    ),
    Outcome(
        "complaints",
        "Complaints by perpetrators",
        "2023-25",
        ("complaints",),
        AMBIGUOUS,
        "perpetrators may be held to account more, or work with them may go wrong",
    ),
    Outcome(
        "assurance",
        "Quality assurance that carries the approach",
        "2023-25",
        ("reviews",),
        MORE,
        "a review may find more because it looks closer",
    ),
    Outcome("frameworks", "The approach and frameworks for social work fit together", "2023-25"),
    Outcome(
        "tools",
        "New tools in use: practice checklist, complaints form",
        "2025-26",
        ("checklist", "complaints"),
        MORE,
        "a tool that is filled in is not yet one that helps",
    ),
    Outcome(
        "form",
        "Commitment to completing the engagement form",
        "2025-26",
        ("activity",),
        MORE,
        "a form that is filled in says nothing of the work behind it",
    ),
    Outcome("word", "What the word perpetrator does in social work", "2025-26"),
    Outcome(
        "mash",
        "The approach in short work at the front door",
        "2025-26",
        ("mash",),
        AMBIGUOUS,
        "shares move with who is sent to the front door, too",
    ),
    Outcome(
        "survivors",
        "How victim-survivors meet the approach",
        "2025-26",
        ("experience",),
        AMBIGUOUS,
        "those who answer are not all whom services met",
    ),
)
OUTCOME = {outcome.key: outcome for outcome in OUTCOMES}

# How something is known, the surest first.
MEASURED, UNTOLD, REPORTED, NOTHING = "measured", "cannot tell", "reported", "nothing received"
HOW = {
    MEASURED: "numbers bear it out",
    UNTOLD: "numbers cannot tell",
    REPORTED: "said, rated or seen in files, for or against",
    NOTHING: "nothing received",
}
HEADLINE, NUMBER, EVIDENCE, NEW, WANTED = "headline", "number", "evidence", "new", "wanted"
VERDICT, LIFE = "verdict", "life"
# How a wish for an outcome of which nothing is known begins.
ANYTHING = "Anything on"
LINES = Table(
    "glance",
    one_row_is="one line a strand gives to the first page",
    key=("kind", "about", "text"),
    columns=columns(
        """
        kind: a headline, one of the numbers, what is known of an outcome, what is new, what is wanted, the verdict on
            a series, or what befell something that is asked for
        about: the outcome, what something befell, or a key by which the next period knows a wish or a series again
        how: how it is known, of evidence; else empty
        value: the number as printed, the verdict, or since when; else empty
        text: the sentence; what the number or the verdict is of
        of: where in the value, and the text on the line after it, numbers of findings stand
    """,
        kind=(HEADLINE, NUMBER, EVIDENCE, NEW, WANTED, VERDICT, LIFE),
        how=(*HOW, ""),
    ),
)


def headline(text: str) -> dict:
    """One sentence of the first page."""
    return _line(HEADLINE, text)


def number(value: str, of: str) -> dict:
    """One of the numbers of the first page with what it is of."""
    return _line(NUMBER, of, value=value)


def evidence(outcome: str, how: str, text: str) -> dict:
    """What a strand knows of an outcome, and how; NOTHING with what may be said all the same.
    InputError for no such outcome, or way of knowing.
    """
    if outcome not in OUTCOME or how not in HOW:
        raise InputError(
            f"no outcome '{outcome}' that could be {how}: see analysis.declare.outcomes"
        )
    return _line(EVIDENCE, text, about=outcome, how=how)


def new(text: str) -> dict:
    """What is new since the period before, like `New course: Refresher training`."""
    return _line(NEW, text)


def wanted(key: str, text: str) -> dict:
    """What would let the next report say more; `key` is the same in every period that wants it."""
    return _line(WANTED, text, about=key)


def verdict(key: str, series: str, given: str) -> dict:
    """The verdict given on a series; `key` is the same in every period."""
    return _line(VERDICT, series, about=key, value=given)


def life(name: str, befell: str, when: str) -> dict:
    """What befell something that is asked for, and when: it began, ended, or is counted
    otherwise.
    """
    return _line(LIFE, befell, about=name, value=when)


def _line(kind: str, text: str, about: str = "", how: str = "", value: str = "") -> dict:
    held = {"kind": kind, "about": about, "how": how, "value": bare(value), "text": bare(text)}
    return held | {"of": places(f"{value}\n{text}")}


def agreed() -> list[Outcome]:
    """The outcomes agreed at the start."""
    return [outcome for outcome in OUTCOMES if not outcome.is_question]


def unknown(lines: DataFrame) -> list[Outcome]:
    """The outcomes agreed at the start on which nothing was received."""
    return [outcome for outcome in agreed() if surest(lines, outcome.key) == NOTHING]


def wishes(lines: DataFrame) -> dict[str, str]:
    """What a report wants of the next one, by key: what strands want, and anything on an outcome
    that nothing was received on.
    """
    rows = lines[lines["kind"] == WANTED]
    given = dict(zip(rows["about"], rows["text"], strict=True))
    return {one.key: f"{ANYTHING} “{one.name}”" for one in unknown(lines)} | given


def surest(lines: DataFrame, outcome: str) -> str:
    """How an outcome is known from the LINES of a report: the surest of its evidence."""
    given = set(lines.loc[(lines["kind"] == EVIDENCE) & (lines["about"] == outcome), "how"])
    return next((how for how in HOW if how in given), NOTHING)
