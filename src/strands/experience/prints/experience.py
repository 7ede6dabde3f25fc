"""What victim-survivors said, as printed: answers by statement, groups where none is small, and
their own words.
"""

from collections.abc import Iterator
from functools import partial

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.finding import subject
from analysis.declare.periods import period
from analysis.declare.withheld import MEANS, SYMBOL, withheld
from analysis.show import shares
from analysis.show.lookup import cleared, of_kind, still_waiting
from analysis.show.printed import (
    Block,
    Heading,
    Opening,
    Paragraphs,
    PrintedFigure,
    PrintedTable,
    plain,
)
from analysis.show.printed import opening as opened
from analysis.show.refusals import refused_table
from analysis.show.words import NBSP, count, listed, sentence
from strands.experience.declares import (
    AGREE,
    DEGREES,
    HELPLINE,
    ITEMS,
    LEAST,
    OF_ALL,
    PREFER_NOT,
    SPLITS,
)
from strands.experience.prints.answer_bars import answer_bars, answers, most_agree

_OTHERS = {PREFER_NOT: "Would rather not say", "blank": "Left blank", "unread": "Not read"}
# Why words are not printed, by the rule that keeps them out.
_HELD = {
    "words_may_name": "that may name somebody or a place, or hold an address or a number",
    "words_not_read_over": "that nobody else had read over",
    "words_without_consent": "without agreement to be quoted",
}
_KEPT_OUT = (
    f"Not printed are words {listed(list(_HELD.values()), 'or')}, and words that wait to be cleared;"
    " how many there are of each is withheld."
)
_VERBS = {
    "agree": ("agrees", "agree"),
    "partly": ("partly agrees", "partly agree"),
    "disagree": ("disagrees", "disagree"),
}


def opening(found: DataFrame, of_period: str) -> Opening:
    """The first page: what was asked, who answered, and what their answers cannot say."""
    if found.empty:
        return opened(none="No answers of victim-survivors were returned for this period.")
    people, label = shares.one(found, "people"), period(of_period).label
    if people["refused"]:
        why = f"**Not shown.** Answers came for {label}. {sentence(_why(people))}"
        return opened(why, finding="not shown", limits=_CANNOT)
    return opened(
        (
            "**What was asked.** People who have lived with abuse were asked how far they agree"
            f" with {count(len(ITEMS), 'statement')} about the help they and their children had."
        ),
        "The words are theirs to agree with or not; nothing here says what they should have felt.",
        (
            f"**Who answered.** {count(people['x'], 'person', 'people')} in {label}, each"
            " under a code and with a say in what may be done with the answers."
        ),
        finding=_finding(found),
        limits=_CANNOT,
    )


def _finding(found: DataFrame) -> str:
    """How many agree and how many disagree, from the statement of which fewest do to that of which
    most do, as far as it is told.
    """
    asked, said = OF_ALL if len(of_kind(found, OF_ALL)) else "answer", []
    for key in (DEGREES[0], DEGREES[-1]):
        rows = of_kind(found, asked)
        told = rows.loc[rows["subject"].isin([subject(item, key) for item in ITEMS]), "x"]
        told = sorted(round(x) for x in told if not (withheld(x) or pd.isna(x)))
        some = " to ".join(f"{x}" for x in dict.fromkeys(told[:1] + told[-1:]))
        if told:
            which = "each of " * (len(told) > 1) + count(len(told), "statement")
            said.append(f"{some} {_VERBS[key][1]} with {which}")
    if not said:
        return "how many agree or disagree is withheld"
    people = count(shares.one(found, "people")["x"], "person", "people")
    return f"of {people} {listed(said)}"


def left_out(found: DataFrame) -> Iterator[Block]:
    """Which lines are not counted, and of whom nobody knows what they would have said."""
    people = shares.one(found, "people") if len(found) else None
    if people is None or people["refused"]:
        return
    left, out = people["n"] - people["x"], ()
    if withheld(left) or pd.isna(left):
        out = ("Lines on which no consent is stated, or that could not be read, are not counted.",)
    elif left:
        lines = count(left, "more line is", "more lines are")
        out = (f"{lines} not counted: no consent is stated, or the line could not be read.",)
    yield Paragraphs((*out, _OTHERS_ASKED))


def _why(row) -> str:
    """Why there is no number, in words."""
    return f"not shown: {row.note}" if row.refused == "withheld" else row.note


_CANNOT = (
    "Nobody knows how many could have answered or what the others would have said, so nothing here"
    " stands for victim-survivors in general, for one borough, or for a change"
    " (@tbl:experience-refused)."
)
_OTHERS_ASKED = (
    "Those who answered are not all whom services met: others were not asked, did not feel safe or"
    " did not want to."
)


def support(found: DataFrame) -> Paragraphs:
    """Where somebody can turn who is reminded of their own life."""
    name, number, when = HELPLINE
    text = (
        "**If this brings something back.** You do not have to read on, and you are not alone with"
        f" it. The {name}, run by Refuge, can be reached on {number}: {when}. In danger, call 999."
    )
    return Paragraphs((text,) if len(found) else (), box="note")


def statements(found: DataFrame, source: str) -> Iterator[Block]:
    """Each statement: how many agree, partly agree and disagree, in words, a table and a figure."""
    rows = found[found["statistic"].isin(["answer", "no answer"])]
    yield Heading("experience-statements", "What people said of each statement")
    lines = []
    for item, name in ITEMS.items() if len(rows) else ():
        line = {"Statement": name}
        for key in DEGREES:
            degree = shares.one(found, "answer", subject=subject(item, key))
            line[AGREE[key].capitalize()] = share(degree)
        for key, head in _OTHERS.items():
            row = shares.one(found, "no answer", subject=subject(item, key))
            line[head] = _kept(row) or ("–" if row is None else f"{row['x']:.0f}")
        lines.append(line)
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
        lines,
        rows,
        notes,
    )
    yield Paragraphs(tuple(_sentence(found, item) for item in ITEMS if len(rows)))
    shown = [item for item in ITEMS if _number(found, item, "agree") is not None]
    if shown:
        yield _figure(found, shown, source)


def _small(rows: DataFrame) -> list[str]:
    """Why no number stands somewhere: each reason once."""
    return [
        f"{SYMBOL} {MEANS}: {row.note}." if row.refused == "withheld" else f"– {row.note}."
        for row in rows.drop_duplicates("note").itertuples()
        if row.note
    ]


def _kept(row: Series | None) -> str:
    """The symbol of a number withheld by a rule of this section; empty where it is none."""
    return SYMBOL if row is not None and row["refused"] == "withheld" else ""


def share(row: Series | None) -> str:
    """An answer with its share of all for a table."""
    return _kept(row) or shares.share(row)


def _number(found: DataFrame, item: str, key: str, statistic: str = "answer") -> int | None:
    row = shares.one(found, statistic, subject=subject(item, key))
    return None if row is None or pd.isna(row["x"]) else round(row["x"])


def _sentence(found: DataFrame, item: str) -> str:
    """One statement in words, every answer to it told alike."""
    agree = shares.one(found, "answer", subject=subject(item, DEGREES[0]))
    if agree is None:
        agree = shares.one(found, "answer", subject=item)
    if agree["refused"]:
        return f"**“{ITEMS[item]}.”** {sentence(_why(agree))}"
    parts = []
    for key in DEGREES:
        number = _number(found, item, key)
        parts.append(f"{number or 'nobody'} {_VERBS[key][number > 1]}")
    people = count(agree["n"], "person", "people")
    return f"**“{ITEMS[item]}.”** Of {people}, {listed(parts)}."


def _figure(found: DataFrame, items: list[str], source: str) -> PrintedFigure:
    """People by answer, a bar a statement."""
    rows, alts = [], []
    for item in items:
        row = {key: _number(found, item, key) for key in DEGREES}
        row["others"] = sum(_number(found, item, key, "no answer") for key in _OTHERS)
        rows.append({"item": item, **row})
        alts.append(
            f"“{ITEMS[item]}”: {row['agree']} agree, {row['partly']} partly agree,"
            f" {row['disagree']} disagree, {row['others']} gave no such answer."
        )
    return PrintedFigure(
        "experience-statements",
        most_agree(rows),
        " ".join((f"Bars of people by answer, {count(len(rows), 'statement')}.", *alts)),
        partial(answer_bars, rows, source),
        answers(rows),
    )


def groups(found: DataFrame) -> Iterator[Block]:
    """The answers of groups that may be shown; for each way of telling people apart, what may not
    be and why.
    """
    yield Heading("experience-groups", "Groups of people")
    for split, (name, keys) in SPLITS.items():
        rows = found[found["statistic"] == split]
        sizes = rows[rows["subject"].isin(keys)].set_index("subject")
        shown = sizes["x"].dropna()
        hidden = [keys[key] for key in sizes.index.difference(shown.index, sort=False)]
        if hidden and shown.empty:
            yield Paragraphs(
                (
                    f"**{name}.** No group is shown: one of fewer than {LEAST} people could be"
                    " worked out from what is left of all.",
                )
            )
        lines = []
        for item, statement in ITEMS.items() if len(shown) else ():
            line = {"Statement": statement}
            for key, size in shown.items():
                head = f"{keys[key].capitalize()} ({count(size, 'person', 'people')})"
                line[head] = _of_group(rows, key, item)
            lines.append(line)
        notes = [
            f"In each cell: {' / '.join(AGREE[key] for key in DEGREES)}, of those in the group who"
            " gave such an answer. Groups are not compared: who came to be asked in each is not"
            " known."
        ]
        if hidden:
            notes.append(f"Not shown, as fewer than {LEAST} people: {listed(hidden)}.")
        notes += _small(rows[~rows["subject"].isin(keys)])
        yield PrintedTable(
            f"experience-{split.replace('_', '-')}",
            f"Answers by group: {name.lower()}",
            lines,
            rows,
            tuple(notes),
        )


def _of_group(rows: DataFrame, key: str, item: str) -> str:
    answers = rows[rows["subject"].isin([subject(key, item, degree) for degree in DEGREES])]
    if answers.empty or answers["x"].isna().any():
        return SYMBOL if answers["refused"].eq("withheld").any() else "–"
    counts = " / ".join(f"{x:.0f}" for x in answers["x"])
    return f"{counts} of{NBSP}{answers['n'].iloc[0]:.0f}"


def own_words(quotes: list[str], asked: DataFrame, strict: bool = False) -> Iterator[Block]:
    """What people wanted others to know, as they wrote it; and how much is not printed, or waits to
    be cleared, unless `strict`. `asked` are the QUERIES.
    """
    rows, waiting = cleared(DataFrame({"words": quotes}, dtype="str"), "words")
    quotes = rows["words"].to_list()
    yield Heading("experience-words", "In their own words")
    counts = asked["rule"].value_counts()
    held = [f"{counts[rule]} {which}" for rule, which in _HELD.items() if rule in counts]
    intro = (
        "Printed are words of people who agreed to be quoted, after a second person read them and"
        " found nothing that could tell who wrote them. They stand in the order of the alphabet,"
        " and speak for nobody but those who wrote them."
    )
    kept_out = f"Not printed, of what was written: {listed(held)}." if held else ""
    told = (kept_out, *still_waiting(waiting, "quote"))
    if strict:
        told = (_KEPT_OUT,) if quotes or held or waiting else ()
    printed = (intro if quotes else "", *(f"> “{plain(quote)}”" for quote in quotes), *told)
    yield Paragraphs(tuple(filter(None, printed)))


def refused(found: DataFrame) -> Iterator[Block]:
    """What was not computed, and why."""
    yield Heading("experience-refused", "What this cannot tell")
    rows = found[~found["refused"].isin(["", "withheld", "not_offered"])]
    caption = "What these answers cannot tell, and why"
    yield refused_table("experience-refused", caption, rows, "What was not computed", "Why")
