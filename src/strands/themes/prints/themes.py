"""The themes strand as printed: how often each theme was noted, and what that is not."""

from collections.abc import Iterator
from textwrap import shorten

import pandas as pd
from pandas import DataFrame

from analysis.declare.finding import FINDINGS
from analysis.declare.periods import period
from analysis.declare.statuses import SYMBOLS
from analysis.declare.table import rows_with
from analysis.declare.withheld import withheld
from analysis.show.bars import bars
from analysis.show.lookup import index, of_kind
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.printed import opening as opened
from analysis.show.refusals import unanswered
from analysis.show.words import count, listed, symbols, titled
from strands.themes.declares.themes import SURVEYS, UNITS, with_parts
from strands.themes.prints.coded import most_first, share

# How the people a theme may be a share of stand in a heading.
_PEOPLE = {
    "returned": "handed in",
    "opened": "handed in",
    "usable": "usable",
    "answered": "who answered",
}


def _of_period(found: DataFrame, of_period: str) -> DataFrame:
    return with_parts(found[found["when"] == of_period], "survey", "question", "theme")


def opening(found: DataFrame, of_period: str) -> Paragraphs:
    """The first screen: how many themes have a number, which are missing from print, and what a
    mention is not.
    """
    found = _of_period(found, of_period)
    if found.empty:
        return opened(none="No themes from open answers came for this period.")
    listed, counted = (of_kind(found, f"themes {what}") for what in ("listed", "with a number"))
    return opened(
        (
            f"**What was coded.** {count(listed['estimate'].sum(), 'theme')} in the answers"
            f" to {count(len(listed), 'open question')} in {period(of_period).label}. For"
            f" {counted['estimate'].sum():.0f} of them, in"
            f" {count((counted['estimate'] > 0).sum(), 'question')}, there is a number of"
            " mentions; the others are named and no more."
        ),
        finding=_finding(found),
        limits=(
            "How many people a theme stands for: a mention is not known to be a person, so a share"
            " is right only if nobody is counted twice; @tbl:themes-refused says what else."
        ),
    )


def _finding(found: DataFrame, out_of: bool = False) -> str:
    """The theme noted most often in answer to each question, of those with a number; and, where that
    is wanted, how often, `out_of` how many people.
    """
    mentions, shares = (of_kind(found, kind) for kind in ("mentions", "share"))
    known = mentions[~mentions["estimate"].map(withheld).astype(bool)]
    if known.empty:
        return (
            "no number of mentions that may be told" if len(mentions) else "themes without a number"
        )
    leading, many = [], 0
    for _, asked in known.groupby(["survey", "question"], sort=False):
        most = asked[asked["estimate"] == asked["estimate"].max()]
        named = listed([f"“{_short(theme)}”" for theme in most["theme"]])
        first, each = most.iloc[0], "each " * (len(most) > 1)
        noted = f": {each}{count(first['estimate'], 'mention')}{_out_of(_same(shares, first))}"
        survey = SURVEYS[first["survey"]].partition(" ")[0]
        leading.append(f"{named} ({survey}{noted * out_of})")
        many += len(most)
    return f"{listed(leading)} {'was' if many == 1 else 'were'} noted most often"


def _out_of(shares: DataFrame) -> str:
    """The most people that mentions may be a share of; nothing where no number of them is known."""
    known = shares[~shares["n"].map(withheld) & shares["refused"].eq("")]
    bases = most_first(known, known["n"]).head(1).itertuples()
    return "".join(f", of {base.n:,.0f} {_PEOPLE[base.reading]}" for base in bases)


def _short(theme: str) -> str:
    return shorten(theme, 36, placeholder="…").replace(",…", "…")


def figure(found: DataFrame, of_period: str, source: str) -> Iterator[PrintedFigure]:
    """The share of questionnaires that could name each theme, a panel for each question and each
    number of people it may be a share of.
    """
    found = _of_period(found, of_period)
    rows = of_kind(found, "share")
    rows = rows[rows["refused"] == ""]
    panels = [f"{_title(row)}, of {row.n:,.0f} {_PEOPLE[row.reading]}" for row in rows.itertuples()]
    said = [share(row) for row in rows.itertuples()]
    rows = rows.assign(panel=panels, name=rows["theme"], said=said)
    title = titled(_finding(found[found["subject"].isin(rows["subject"])], out_of=True))
    heads = ("Question", "Theme", "Share of questionnaires (95% interval)")
    under = (
        f"{source} Lines: 95% intervals. A share is right only if each mention is another person."
    )
    yield from bars("themes-shares", title, rows, under, heads)


def announced(found: DataFrame, of_period: str) -> Paragraphs:
    """How many themes were announced and how many are listed, where the two differ."""
    return Paragraphs(tuple(_announced(_of_period(found, of_period))))


def _announced(found: DataFrame) -> Iterator[str]:
    """How many themes were announced and how many are listed, where the two differ."""
    for row in of_kind(found, "announced and not listed").itertuples():
        if row.estimate:
            numbers = index(found[found["subject"] == row.subject])
            announced, listed = (
                f"{numbers[f'themes {what}']['estimate']:.0f}" for what in ("announced", "listed")
            )
            end = f"{count(-row.estimate, 'theme')} more than announced"
            if row.estimate > 0:
                end = f"{count(row.estimate, 'theme is', 'themes are')} missing from print"
            yield (
                f"**Announced and listed.** {announced} themes were announced and {listed} are"
                f" listed, so {end} ({_title(row)})."
            )


def counted(
    themes: DataFrame, questions: DataFrame | None, found: DataFrame, of_period: str
) -> Iterator[Block]:
    """A table for each question with numbers, in the order of print. `questions` are the returned
    rows, None where counts are withheld.
    """
    yield Heading("themes-counted", "Themes with a number of mentions")
    found = _of_period(found, of_period)
    for place, row in enumerate(of_kind(found, "themes with a number").itertuples(), 1):
        if row.estimate:
            key = f"themes-{row.survey}-{place}"
            of_theme, asked, of_found = (
                None if rows is None else _same(rows, row) for rows in (themes, questions, found)
            )
            notes = () if asked is None else _unit(asked)
            yield _table(key, _title(row), of_theme, tuple(notes), of_found)


def _same(rows: DataFrame, about) -> DataFrame:
    """The rows on the survey and the question, of the period, that a finding is about."""
    when = {"when" if "when" in rows else "period": about.when}
    return rows_with(rows, survey=about.survey, question=about.question, **when)


def _table(
    key: str, title: str, themes: DataFrame, unit: tuple[str, ...], found: DataFrame
) -> PrintedTable:
    """Themes with their mentions and shares; `unit` says what a mention is."""
    shares = of_kind(found, "share")
    cells = {(row.theme, row.reading): share(row) for row in shares.itertuples()}
    # Where one theme's number is withheld, another's may tell of how many.
    bases = most_first(shares, shares["n"]).drop_duplicates("reading")
    mentions = of_kind(found, "mentions").set_index("theme")["estimate"]
    lines = []
    for theme, status in zip(themes["theme"], themes["status"], strict=True):
        number = f"{mentions[theme]:,.0f}" if theme in mentions else SYMBOLS[status]
        line = {"Theme": theme, "Mentions": number}
        for base in bases.itertuples():
            head = f"Of {base.n:,.0f} {_PEOPLE[base.reading]} (95% interval)"
            line[head] = cells.get((theme, base.reading), "–")
        lines.append(line)
    notes = (*unit, *_how_shares(shares), *symbols(set(themes["status"])))
    data = found.loc[found["statistic"].isin(["mentions", "share"]), list(FINDINGS.columns)]
    return PrintedTable(key, title, lines, data, notes)


def _unit(asked: DataFrame) -> Iterator[str]:
    for row in asked.itertuples():
        known = "was not published" if pd.isna(row.answered) else f"is {row.answered:,.0f}"
        yield (
            f"Unit of a mention: {UNITS[row.unit]}. How many people answered this question {known}."
        )


def _how_shares(shares: DataFrame) -> Iterator[str]:
    """What the shares rest on, and why one is missing."""
    shares = shares[~shares["n"].map(withheld)]
    given = shares["refused"] == ""
    for note in shares.loc[given, "note"].unique():
        only = f": it {note}" if note else ""
        yield f"Share of questionnaires, with its 95% interval (Wilson){only}."
    for note in shares.loc[~given, "note"].unique():
        yield f"–: no share: {note}."


def named(themes: DataFrame, found: DataFrame, of_period: str) -> Iterator[Block]:
    """The themes of the questions without any number, in the order of print."""
    yield Heading("themes-named", "Themes named without a number")
    lines, parts = [], [themes.head(0)]
    for row in of_kind(_of_period(found, of_period), "themes with a number").itertuples():
        if row.estimate:
            continue
        rows = _same(themes, row)
        line = {"Survey": SURVEYS[row.survey], "Question": row.question}
        line["Themes"] = "; ".join(rows["theme"])
        line["Mentions"] = " ".join(rows["status"].map(SYMBOLS).unique())
        lines.append(line)
        parts.append(rows)
    data = pd.concat(parts)
    notes = (
        *symbols(set(data["status"])),
        "Themes stand in the order of their source, which may mean nothing.",
    )
    caption = "Themes that were named without saying how often they were noted"
    worded = ("Survey", "Question", "Themes")
    yield PrintedTable("themes-named", caption, lines, data, notes, worded)


def refused(found: DataFrame, of_period: str) -> Iterator[Block]:
    """What was not computed, and why."""
    yield Heading("themes-limits", "What this cannot tell")
    # A share that is refused stands as a dash in its own table.
    rows = found[(found["when"] == of_period) & found["refused"].ne("") & found["subject"].eq("")]
    caption = "What a list of mentions cannot tell, and why"
    yield unanswered("themes-refused", caption, rows)


def _title(row) -> str:
    """The survey and its question: `Core training, before: what they wanted to learn`."""
    return f"{SURVEYS[row.survey]}: {row.question[:1].lower()}{row.question[1:]}"
