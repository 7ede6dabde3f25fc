"""What victim-survivors said as printed where small counts are withheld: of all who answered, and
only what ten people or more said.
"""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.finding import subject
from analysis.declare.withheld import MEANS, SYMBOL, withheld
from analysis.show import shares
from analysis.show.lookup import of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.words import count, listed
from strands.experience.declares import AGREE, DEGREES, ITEMS, LEAST, NO_DEGREE, OF_ALL
from strands.experience.prints.answer_bars import answer_bars, answers, most_agree
from strands.experience.prints.experience import share

_HEADS = {**{key: AGREE[key].capitalize() for key in DEGREES}, NO_DEGREE: "No such answer"}
# One person, and several.
_SAID = {
    "agree": ("agrees", "agree"),
    "partly": ("partly agrees", "partly agree"),
    "disagree": ("disagrees", "disagree"),
    NO_DEGREE: ("gave no such answer", "gave no such answer"),
}
_KEPT = "withheld"
_RULE = (
    f"**Stricter in this section.** An answer that fewer than {LEAST} people gave, or nobody,"
    " is withheld, with as many others as keep it from being worked out: together they are"
    f" {LEAST} people or more. Of {{every}} {{kept}} withheld so; {SYMBOL} stands for each."
)
_NOTE = (
    "Each answer is out of all who answered anything, with its 95% interval: how far chance alone"
    " could have moved it, had others of the same kind answered. “No such answer” is of those who"
    f" would rather not say, left it blank or could not be read. {SYMBOL} {MEANS}: fewer than"
    f" {LEAST} people, or a number from which fewer could be worked out."
)
_GROUPS = (
    "How people answered who were known to services for less or more time, or who were asked in"
    f" another way, is not shown: nearly every such answer would be of fewer than {LEAST} people, or"
    " would give one away."
)


def rule(found: DataFrame) -> Paragraphs:
    """The rule this section follows beside that of the report; nothing where it does not."""
    rows = of_kind(found, OF_ALL)
    kept, told = (int(rows["refused"].eq(why).sum()) for why in ("withheld", ""))
    said = {"every": count(kept + told, "answer"), "kept": f"{kept} {'is' if kept == 1 else 'are'}"}
    return Paragraphs((_RULE.format(**said),) if len(rows) else ())


def statements(found: DataFrame, source: str) -> Iterator[Block]:
    """Each statement in a table, in words and in a figure, as far as its answers are told."""
    rows = of_kind(found, OF_ALL)
    if rows.empty:
        return
    by_item = {item: _answers(rows, item) for item in ITEMS}
    lines = [
        {"Statement": ITEMS[item]} | {head: share(answers.get(key)) for key, head in _HEADS.items()}
        for item, answers in by_item.items()
    ]
    yield Heading("experience-statements", "What people said of each statement")
    yield PrintedTable(
        "experience-statements",
        "Answers of victim-survivors, by statement",
        lines,
        rows,
        (_NOTE,),
    )
    people = shares.one(found, "people")["x"]
    yield Paragraphs(
        tuple(
            f"**“{ITEMS[item]}.”** {_sentence(answers, people)}"
            for item, answers in by_item.items()
        )
    )
    if not withheld(people) and any(_told(answers) for answers in by_item.values()):
        yield _figure({item: _told(answers) for item, answers in by_item.items()}, people, source)


def _answers(rows: DataFrame, item: str) -> dict[str, Series]:
    """The findings about one statement by answer; empty where it was not asked."""
    return {
        key: row
        for key in _HEADS
        if (row := shares.one(rows, OF_ALL, subject=subject(item, key))) is not None
    }


def _told(answers: dict[str, Series]) -> dict[str, int]:
    """The numbers of the answers that are told."""
    return {
        key: round(row["x"])
        for key, row in answers.items()
        if not withheld(row["x"]) and not pd.isna(row["x"])
    }


def _sentence(answers: dict[str, Series], people: float) -> str:
    """One statement in words, every answer to it told alike."""
    if not answers:
        return "Not asked: no file has this question."
    told = _told(answers)
    parts = [f"{number} {_SAID[key][number > 1]}" for key, number in told.items()]
    rest = listed([_SAID[key][1] for key in answers if key not in told], "or")
    kept = f"how many {rest} is not shown" if rest else ""
    of = count(people, "person", "people")
    return f"Of {of}, {'; '.join(filter(None, [listed(parts), kept]))}."


def _figure(told: dict[str, dict[str, int]], people: float, source: str) -> PrintedFigure:
    """People by answer, a bar a statement; those withheld in one part."""
    bars, alts = [], []
    for item, numbers in told.items():
        row = {key: numbers.get(key, 0) for key in DEGREES} | {"others": numbers.get(NO_DEGREE, 0)}
        row["kept"] = int(people) - int(sum(row.values()))
        bars.append({"item": item, **row})
        parts = [f"{number} {_SAID[key][number > 1]}" for key, number in numbers.items()]
        parts += [f"{row['kept']} {_KEPT}"] if row["kept"] else []
        alts.append(f"“{ITEMS[item]}”: {listed(parts)}.")
    others = {"others": "no such answer", "kept": _KEPT}
    some = [row for row in bars if "agree" in told[row["item"]]]
    return PrintedFigure(
        "experience-statements",
        f"{most_agree(some)}, where that is told"
        if some
        else "How many agree is told of no statement",
        " ".join((f"Bars of people by answer, {count(len(bars), 'statement')}.", *alts)),
        partial(answer_bars, bars, source, others),
        answers(bars, others),
    )


def groups(found: DataFrame) -> Iterator[Block]:
    """Why no group is shown."""
    if len(of_kind(found, OF_ALL)):
        yield Heading("experience-groups", "Groups of people")
        yield Paragraphs((_GROUPS,))
