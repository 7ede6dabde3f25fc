"""What victim-survivors said, as printed: answers by statement, groups where none is small, and
their own words.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.periods import period
from analysis.show import shares, words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable, plain
from strands.experience.declares import AGREE, DEGREES, HELPLINE, ITEMS, LEAST, PREFER_NOT, SPLITS
from strands.experience.prints.experience_figure import answer_bars

_OTHERS = {PREFER_NOT: "Would rather not say", "blank": "Left blank", "unread": "Not read"}
# Why words are not printed, by the rule that keeps them out.
_HELD = {
    "words_may_name": "that may name somebody or a place, or hold an address or a number",
    "words_not_read_over": "that nobody else had read over",
    "words_without_consent": "without agreement to be quoted",
}
_VERBS = {
    "agree": ("agrees", "agree"),
    "partly": ("partly agrees", "partly agree"),
    "disagree": ("disagrees", "disagree"),
}


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: what was asked, who answered, and what their answers cannot say."""
    if found.empty:
        return Paragraphs(
            ("**Not received.** No answers of victim-survivors were returned for this period.",),
            box="keyfinding",
        )
    people = shares.one(found, "people")
    if people["note"]:
        told = (
            f"**Not shown.** Answers came for {period(of_period).label}."
            f" {words.sentence(people['note'])}"
        )
        return Paragraphs((told, _CANNOT), box="keyfinding")
    left = people["n"] - people["x"]
    lines = words.count(left, "more line is", "more lines are")
    out = (
        f" {lines} not counted: no consent is stated, or the line could not be read."
        if left
        else ""
    )
    texts = (
        (
            "**What was asked.** People who have lived with abuse were asked how far they agree"
            f" with {words.count(len(ITEMS), 'statement')} about the help they and their children"
            " had. The words are theirs to agree with or not; nothing in this section says what"
            " they should have felt."
        ),
        (
            f"**Who answered.** {words.count(people['x'], 'person', 'people')} in"
            f" {period(of_period).label}, each under a code and with a say in what may be done with"
            f" the answers.{out}"
        ),
        _CANNOT,
    )
    return Paragraphs(texts, box="keyfinding")


_CANNOT = (
    "**What this cannot say.** Those who answered are not all whom services met, and nobody knows"
    " how many could have answered, or what those would have said who were not asked, did not feel"
    " safe or did not want to. So nothing here stands for victim-survivors in general, for one"
    " borough, or for a change. @tbl:experience-refused says what is not computed and why."
)


def support(found: pd.DataFrame) -> Paragraphs:
    """Where somebody can turn who is reminded of their own life."""
    name, number, when = HELPLINE
    text = (
        "**If this brings something back.** You do not have to read on, and you are not alone with"
        f" it. The {name}, run by Refuge, can be reached on {number}: {when}. In danger, call 999."
    )
    return Paragraphs((text,) if len(found) else (), box="note")


def statements(found: pd.DataFrame, source: str) -> Iterator[Block]:
    """Each statement: how many agree, partly agree and disagree, in words, a table and a figure."""
    rows = found[found["statistic"].isin(["answer", "no answer"])]
    yield Heading("experience-statements", "What people said of each statement")
    lines = [
        {
            "Statement": name,
            **{AGREE[key].capitalize(): _cell(found, f"{item} {key}") for key in DEGREES},
            **{says: _count(found, f"{item} {key}") for key, says in _OTHERS.items()},
        }
        for item, name in ITEMS.items()
        if len(rows)
    ]
    notes = (
        (
            "Each degree of agreement is out of those who gave one, with its 95% interval: how far"
            " chance alone could have moved it, had others of the same kind answered. The last"
            " three columns are people, of all who answered."
        ),
        *_small(rows),
    )
    yield PrintedTable(
        "experience-statements",
        "Answers of victim-survivors, by statement",
        pd.DataFrame(lines),
        rows,
        notes,
    )
    yield Paragraphs(tuple(_sentence(found, item) for item in ITEMS if len(rows)))
    shown = [item for item in ITEMS if _number(found, f"{item} agree") is not None]
    if shown:
        yield _figure(found, shown, source)


def _cell(found: pd.DataFrame, subject: str) -> str:
    return shares.share(shares.one(found, "answer", subject=subject))


def _count(found: pd.DataFrame, subject: str) -> str:
    row = shares.one(found, "no answer", subject=subject)
    return "–" if row is None or pd.isna(row["x"]) else f"{row['x']}"


def _small(rows: pd.DataFrame) -> list[str]:
    """Why a dash stands somewhere: each reason once."""
    return [f"– {note}." for note in dict.fromkeys(rows["note"]) if note]


def _number(found: pd.DataFrame, subject: str, statistic: str = "answer") -> int | None:
    row = shares.one(found, statistic, subject=subject)
    return None if row is None or pd.isna(row["x"]) else int(row["x"])


def _sentence(found: pd.DataFrame, item: str) -> str:
    """One statement in words, every answer to it told alike."""
    counted = {key: _number(found, f"{item} {key}") for key in DEGREES}
    if counted["agree"] is None:
        note = found.loc[found["subject"].str.startswith(item), "note"].iloc[0]
        return f"**“{ITEMS[item]}.”** {words.sentence(note)}"
    n = int(shares.one(found, "answer", subject=f"{item} agree")["n"])
    said = [f"{x or 'nobody'} {_VERBS[key][x > 1]}" for key, x in counted.items()]
    return f"**“{ITEMS[item]}.”** Of {words.count(n, 'person', 'people')}, {words.listed(said)}."


def _figure(found: pd.DataFrame, items: list[str], source: str) -> PrintedFigure:
    """People by answer, a bar a statement."""
    rows = [
        {
            "item": item,
            **{key: _number(found, f"{item} {key}") for key in DEGREES},
            "others": sum(_number(found, f"{item} {key}", "no answer") for key in _OTHERS),
        }
        for item in items
    ]
    told = [
        f"“{ITEMS[row['item']]}”: {row['agree']} agree, {row['partly']} partly agree,"
        f" {row['disagree']} disagree, {row['others']} gave no such answer."
        for row in rows
    ]
    alt = " ".join((f"Bars of people by answer, {words.count(len(rows), 'statement')}.", *told))
    return PrintedFigure(
        "experience-statements",
        "How many people agree with each statement, and how many do not",
        alt,
        answer_bars(rows, source),
    )


def groups(found: pd.DataFrame) -> Iterator[Block]:
    """The answers of groups that may be shown; for each way of telling people apart, what may not
    be and why.
    """
    yield Heading("experience-groups", "Groups of people")
    for split, (name, keys) in SPLITS.items():
        sizes = {key: shares.one(found, f"{split}: {key}") for key in keys}
        shown = {
            key: row for key, row in sizes.items() if row is not None and not pd.isna(row["x"])
        }
        hidden = [keys[key] for key, row in sizes.items() if row is not None and key not in shown]
        if hidden and not shown:
            yield Paragraphs(
                (
                    (
                        f"**{name}.** No group is shown: one of fewer than {LEAST} people could be"
                        " worked out from what is left of all."
                    ),
                )
            )
        columns = {
            key: f"{keys[key].capitalize()} ({words.count(row['x'], 'person', 'people')})"
            for key, row in shown.items()
        }
        lines = [
            {
                "Statement": says,
                **{head: _of_group(found, split, key, item) for key, head in columns.items()},
            }
            for item, says in ITEMS.items()
            if columns
        ]
        rows = found[found["statistic"].str.startswith(f"{split}: ")]
        of_items = rows[rows["subject"] != ""]
        notes = (
            (
                f"In each cell: {' / '.join(AGREE[key] for key in DEGREES)}, of those in the group"
                " who gave such an answer. Groups are not compared: who came to be asked in each"
                " is not known."
            ),
            *(
                [f"Not shown, as fewer than {LEAST} people: {words.listed(hidden)}."]
                if hidden
                else []
            ),
            *_small(of_items),
        )
        yield PrintedTable(
            f"experience-{split.replace('_', '-')}",
            f"Answers by group: {name.lower()}",
            pd.DataFrame(lines),
            rows,
            notes,
        )


def _of_group(found: pd.DataFrame, split: str, key: str, item: str) -> str:
    rows = [shares.one(found, f"{split}: {key}", subject=f"{item} {degree}") for degree in DEGREES]
    if any(row is None or pd.isna(row["x"]) for row in rows):
        return "–"
    return f"{' / '.join(f'{row.x}' for row in rows)} of{words.NBSP}{rows[0]['n']}"


def own_words(quotes: list[str], asked: pd.DataFrame) -> Iterator[Block]:
    """What people wanted others to know, as they wrote it; and how much is not printed. `asked` are
    the QUERIES.
    """
    yield Heading("experience-words", "In their own words")
    held = [
        f"{sum(asked['rule'] == rule)} {says}"
        for rule, says in _HELD.items()
        if (asked["rule"] == rule).any()
    ]
    intro = (
        "Printed are words of people who agreed to be quoted, after a second person read them and"
        " found nothing that could tell who wrote them. They stand in the order of the alphabet,"
        " and speak for nobody but those who wrote them."
    )
    kept_out = f"Not printed, of what was written: {words.listed(held)}." if held else ""
    said = (intro if quotes else "", *(f"> “{plain(one)}”" for one in quotes), kept_out)
    yield Paragraphs(tuple(filter(None, said)))


def refused(found: pd.DataFrame) -> Iterator[Block]:
    """What was not computed, and why."""
    yield Heading("experience-refused", "What was not computed")
    rows = found[found["note"].str.startswith("refused")]
    lines = [
        {
            "What was not computed": words.sentence(row.statistic).rstrip("."),
            "Why": words.sentence(row.note),
        }
        for row in rows.itertuples()
    ]
    yield PrintedTable(
        "experience-refused",
        "Questions these answers are not asked",
        pd.DataFrame(lines),
        rows,
        words=("Why",),
    )
