"""Codings of open answers: a project of a coding program, tables of codings and codes, and quotes
to choose from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from simulated.made import Made, Rng, sent
from simulated.people import Sheets
from simulated.projects import code, coding, packed, project, selection, source, user
from simulated.quotes import quotes
from simulated.sheets import titles
from simulated.surveys import answered
from simulated.words import THEMES, passages

_SENDER = "evaluators"
CODERS = ("Coder A", "Coder B")
# The second coder reads a quarter, sees what the first saw most of the time, and else another theme
# or none.
_SECOND, _AGREES, _SEES_ANOTHER = 0.25, 0.85, 0.5
_VERSION = "1"


@dataclass(frozen=True)
class Coding:
    """A theme given to a passage of the text called `name`."""

    name: str
    start: int
    end: int
    theme: str
    coder: str


def files(sheets: Sheets, rng: Rng) -> Iterator[Made]:
    """The project of the Overview survey, the tables of the Core survey, and quotes from both."""
    changed, message = answered(sheets, "what_changed"), answered(sheets, "message")
    of_changed, of_message = _coded("what_changed", changed, rng), _coded("message", message, rng)
    project, says = _project(changed, of_changed), f"REFI-QDA, {len(changed)} texts"
    yield Made("themes/overview.qdpx", project, f"simulated: {_SENDER}", says)
    codings = _table(message, of_message)
    rows = [[theme.key, theme.name, theme.definition, _VERSION] for theme in THEMES["message"]]
    codebook = [titles("Code|Name|Definition|Version"), *rows]
    chosen = quotes({**changed, **message}, rng)
    yield sent("themes/core_codings.csv", codings, _SENDER, f"codings of {len(message)} answers")
    yield sent("themes/core_codebook.csv", codebook, _SENDER, "codebook")
    yield sent("themes/quotes.csv", chosen, _SENDER, f"{len(chosen) - 1} quotes")


def _coded(question: str, texts: dict[str, str], rng: Rng) -> list[Coding]:
    """Every text as the first coder sees it, and a part of them as the second does."""
    again = set(rng.choice(list(texts), round(len(texts) * _SECOND), replace=False).tolist())
    made = []
    for name, text in texts.items():
        first = [Coding(name, *passage, CODERS[0]) for passage in passages(question, text)]
        made += first
        if name in again:
            made += _second(question, first, rng)
    return made


def _second(question: str, first: list[Coding], rng: Rng) -> list[Coding]:
    """What the second coder sees; at least the first passage, or nobody could tell that the text
    was read.
    """
    seen = []
    for at, given in enumerate(first):
        theme = given.theme
        if rng.random() > _AGREES:
            others = [other.key for other in THEMES[question] if other.key != theme]
            theme = str(rng.choice(others)) if at == 0 or rng.random() < _SEES_ANOTHER else ""
        if theme:
            seen.append(replace(given, theme=theme, coder=CODERS[1]))
    return seen


def _project(texts: dict[str, str], codings: list[Coding]) -> bytes:
    """Each answer a text of its own and a case of its own; the last coding has lost its coder."""
    about = {"Survey": "Overview", "Wave": "after", "Question": "what_changed"}
    passages_of: dict[str, list[str]] = {name: [] for name in texts}
    for number, given in enumerate([*codings[:-1], replace(codings[-1], coder="")]):
        coded = coding(given.theme, given.coder, number)
        passages_of[given.name].append(selection(given.start, given.end, coded))
    sources = [source(name, text, passages_of[name], about) for name, text in texts.items()]
    themes = THEMES["what_changed"]
    codes = "".join(code(theme.key, theme.name, theme.definition) for theme in themes)
    return packed(project(sources, codes, "".join(map(user, CODERS)), texts))


def _table(texts: dict[str, str], codings: list[Coding]) -> list[list[str]]:
    """A line a coding. One is there twice, one is misspelt, and in one text the second coder found
    no theme.
    """
    head = "Respondent|Survey|Wave|Question|Answer|Passage|Code|Coder|Codebook version"
    rows = [_line(texts, given) for given in codings]
    last = codings[-1]
    read_twice = {given.name for given in codings if given.coder == CODERS[1]}
    misspelt = _line(texts, replace(last, theme=last.theme[:-1]))
    without = next(name for name in texts if name not in read_twice)
    none = _line(texts, Coding(without, 0, 0, "no code", CODERS[1]))
    return [titles(head), *rows[:-1], misspelt, rows[0], none]


def _line(texts: dict[str, str], given: Coding) -> list[str]:
    text = texts[given.name]
    passage = text[given.start : given.end]
    about = [given.name, "Core", "after", "message", text, passage]
    return [*about, given.theme, given.coder, _VERSION]
