"""The themes strand as printed: how often each theme was noted, and what that is not."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.declare.periods import period
from analysis.declare.statuses import SYMBOLS
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from strands.themes.declares.themes import SURVEYS, UNITS

# How the people a theme may be a share of stand in a heading.
_PEOPLE = {
    "returned": "returned",
    "opened": "opened",
    "usable": "not left blank",
    "answered": "who answered",
}


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: how many themes have a number, which are missing from print, and what a
    mention is not.
    """
    here = found[found["period"] == of_period]
    if here.empty:
        return Paragraphs(
            ("**Not received.** No themes from open answers came for this period.",),
            box="keyfinding",
        )
    listed, counted = (_of(here, name) for name in ("themes listed", "themes with a number"))
    texts = (
        (
            f"**What was coded.** {words.count(listed['estimate'].sum(), 'theme')} in the answers"
            f" to {words.count(len(listed), 'open question')} in {period(of_period).label}. For"
            f" {counted['estimate'].sum():.0f} of them, in"
            f" {words.count((counted['estimate'] > 0).sum(), 'question')}, there is a number of"
            " mentions; the others are named and no more."
        ),
        *_announced(here),
        (
            "**What may not be said.** A mention is not known to be a person. A share stands below"
            " only for the case that nobody is counted twice. @tbl:themes-refused lists what was"
            " not computed, and why."
        ),
    )
    return Paragraphs(texts, box="keyfinding")


def _announced(here: pd.DataFrame) -> Iterator[str]:
    """How many themes were announced and how many are listed, where the two differ."""
    for row in _of(here, "announced and not listed").itertuples():
        same = here[(here["survey"] == row.survey) & (here["question"] == row.question)]
        announced, listed = (
            _of(same, name)["estimate"].item() for name in ("themes announced", "themes listed")
        )
        if row.estimate:
            size = words.count(abs(row.estimate), "theme")
            ends = f"{size} {'is' if abs(row.estimate) == 1 else 'are'} missing from print"
            over = f"{size} more than announced"
            yield (
                f"**Announced and listed.** {announced:.0f} themes announced and {listed:.0f}"
                f" listed, so {ends if row.estimate > 0 else over}"
                f" ({_title(row.survey, row.question)})."
            )


def counted(
    themes: pd.DataFrame, questions: pd.DataFrame, found: pd.DataFrame, of_period: str
) -> Iterator[Block]:
    """A table for each question with numbers, in the order of print."""
    yield Heading("themes-counted", "Themes with a number of mentions")
    here = found[found["period"] == of_period]
    for place, row in enumerate(_of(here, "themes with a number").itertuples(), 1):
        if row.estimate:
            about = {"survey": row.survey, "question": row.question}
            yield _table(
                f"themes-{row.survey}-{place}",
                about,
                _same(themes, about, of_period),
                _same(questions, about, of_period),
                _same(here, about, of_period),
            )


def _same(rows: pd.DataFrame, about: dict, of_period: str) -> pd.DataFrame:
    return rows[(rows["period"] == of_period) & (rows[list(about)] == pd.Series(about)).all(axis=1)]


def _table(
    key: str, about: dict, mine: pd.DataFrame, asked: pd.DataFrame, here: pd.DataFrame
) -> PrintedTable:
    shares = here[here["statistic"] == "share"]
    heads = {
        row.base: f"Of {n:,} {_PEOPLE[row.base]} (95% interval)"
        for row, n in zip(shares.itertuples(), shares["n"], strict=True)
    }
    lines = [
        {
            "Theme": row.theme,
            "Mentions": f"{number:,}" if row.status == "returned" else SYMBOLS[row.status],
            **{
                head: _share(shares[(shares["theme"] == row.theme) & (shares["base"] == base)])
                for base, head in heads.items()
            },
        }
        for row, number in zip(mine.itertuples(), mine["count"], strict=True)
    ]
    notes = (*_unit(asked), *_how_shares(shares), *words.symbols(set(mine["status"])))
    data = here[here["statistic"].isin(["mentions", "share"])]
    return PrintedTable(key, _title(**about), pd.DataFrame(lines), data, notes)


def _share(found: pd.DataFrame) -> str:
    """A share and its interval as whole percentages: `24% (20 to 29)`."""
    row = found.iloc[0] if len(found) else None
    if row is None or pd.isna(row["estimate"]):
        return "–"
    ends = f"{100 * row['low']:.0f}{words.NBSP}to{words.NBSP}{100 * row['high']:.0f}"
    return f"{100 * row['estimate']:.0f}% ({ends})"


def _unit(asked: pd.DataFrame) -> Iterator[str]:
    for row, answered in zip(asked.itertuples(), asked["answered"], strict=True):
        known = "was not published" if pd.isna(answered) else f"is {answered:,}"
        yield (
            f"Unit of a mention: {UNITS[row.unit]}. How many people answered this question {known}."
        )


def _how_shares(shares: pd.DataFrame) -> Iterator[str]:
    """What the shares rest on, and why one is missing."""
    given = shares[shares["estimate"].notna()]
    for note in given["note"].unique():
        yield (
            "Share of questionnaires, with its 95% interval"
            f" (Wilson){f': it {note}' if note else ''}."
        )
    for note in shares.loc[shares["estimate"].isna(), "note"].unique():
        yield f"–: {note}."


def named(themes: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """The themes of the questions without any number, in the order of print."""
    yield Heading("themes-named", "Themes named without a number")
    here = _of(found[found["period"] == of_period], "themes with a number")
    without = [
        {"survey": row.survey, "question": row.question}
        for row in here.itertuples()
        if not row.estimate
    ]
    parts = [_same(themes, about, of_period) for about in without]
    lines = [
        {
            "Survey": SURVEYS[about["survey"]],
            "Question": about["question"],
            "Themes": "; ".join(part["theme"]),
            "Mentions": " ".join(dict.fromkeys(part["status"].map(SYMBOLS))),
        }
        for about, part in zip(without, parts, strict=True)
    ]
    rows = pd.concat([themes.head(0), *parts])
    notes = (
        *words.symbols(set(rows["status"])),
        "Themes stand in the order of their source, which may mean nothing.",
    )
    yield PrintedTable(
        "themes-named",
        "Themes that were named without saying how often they were noted",
        pd.DataFrame(lines),
        rows,
        notes,
        ("Survey", "Question", "Themes"),
    )


def refused(found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed, and why."""
    yield Heading("themes-limits", "What cannot be told")
    rows = found[(found["period"] == of_period) & found["note"].str.startswith("refused")]
    lines = [
        {
            "Asked": words.sentence(row.statistic).rstrip("."),
            "Why not computed": words.sentence(row.note.removeprefix("refused: ")),
        }
        for row in rows.itertuples()
    ]
    yield PrintedTable(
        "themes-refused",
        "Questions that a list of mentions cannot answer",
        pd.DataFrame(lines),
        rows,
        words=("Why not computed",),
    )


def _of(found: pd.DataFrame, statistic: str) -> pd.DataFrame:
    return found[found["statistic"] == statistic]


def _title(survey: str, question: str) -> str:
    """The survey and its question: `Core training, before: what they wanted to learn`."""
    return f"{SURVEYS[survey]}: {question[:1].lower()}{question[1:]}"
