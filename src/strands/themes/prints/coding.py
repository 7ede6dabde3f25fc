"""Coded open answers as printed: people and mentions told apart, agreement as an aid, and quotes
that may be used.
"""

from collections.abc import Iterator, Mapping

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.periods import period
from analysis.declare.withheld import SYMBOL, withheld
from analysis.show.bars import bars
from analysis.show.lookup import cleared, of_kind, still_waiting
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable, plain
from analysis.show.printed import opening as opened
from analysis.show.words import NBSP, count, listed, titled
from strands.themes.declares.coding import LEANINGS, LEAST_PEOPLE
from strands.themes.prints import coded
from strands.themes.prints.coded import asked_in, most_first, share, why_dashes

# More lines than this are a wall: the rest is in the table's file.
MOST_PAIRS = 6
_ASKED = ["survey", "wave", "question"]
_AID = (
    "Agreement is told as an aid to talking about a theme and is no condition for printing it: two"
    " people may read an answer in two ways for good reasons."
)


_HOW_TO_READ = (
    "**How to read it.** A share is of the people whose answer to that question was coded. A person"
    " counts once, however often they say a thing; mentions count every time."
)
_SEVERAL = "A quote may have several reasons."


def opening(found: DataFrame, codes: DataFrame, of_period: str) -> Paragraphs:
    """The first screen: how much was coded, by how many eyes, and what a share here is a share
    of.
    """
    found = found[found["when"] == of_period]
    if found.empty:
        return opened(none="No coded answers came for this period.")
    questions = len(of_kind(found, "people coded"))
    if not questions:
        return opened()
    double = " ".join(
        f"Two or more people coded {row.x:.0f} of {count(row.n, 'text')}."
        for row in _coded_twice(found)
    )
    return opened(
        (
            f"**What was coded.** Answers to {count(questions, 'question')} in"
            f" {period(of_period).label}. {double}"
        ),
        finding=_finding(_fullest(coded.of_period(found, of_period)), labels(codes)),
        limits="What people think who left a theme out: nobody was asked about each theme.",
    )


def _fullest(found: DataFrame) -> DataFrame:
    """The people who told of each theme, in the question with the most people whose answer was
    coded.
    """
    asked = of_kind(found, "people coded")
    told = asked[~asked["x"].map(withheld).astype(bool)]
    people = of_kind(found, "people")
    if told.empty:
        return people.iloc[:0]
    fullest = told.loc[told["x"].astype(float).idxmax()]
    return people[(people[_ASKED] == fullest[_ASKED]).all(axis=1)]


def _finding(people: DataFrame, names: Mapping[str, str]) -> str:
    """The theme most people told of in answer to one question."""
    known = people[
        ~people["x"].map(withheld).astype(bool) & ~people["n"].map(withheld).astype(bool)
    ]
    if known.empty:
        return "how many people named a theme is withheld"
    most = known[known["x"] == known["x"].max()]
    row = most.iloc[0]
    told = listed([f"“{names.get(code, code)}”" for code in most["code"]])
    return f"{row['x']:,.0f} of {row['n']:,.0f} people named {told}, the most of the themes shown"


def figure(
    found: DataFrame, codes: DataFrame, of_period: str, source: str
) -> Iterator[PrintedFigure]:
    """The share of people who told of each theme, a panel a question."""
    found, names = coded.of_period(found, of_period), labels(codes)
    people = of_kind(found, "people")
    people = most_first(people, people["x"])
    asked = [f"{asked_in(row)}, of {row.n:,.0f} people" for row in people.itertuples()]
    rows = people.assign(
        panel=asked,
        name=people["code"].replace(names),
        said=[share(row) for row in people.itertuples()],
    )
    title = titled(_finding(_fullest(found), names))
    heads = ("Question", "Theme", "Share of people coded (95% interval)")
    yield from bars("themes-coded", title, rows, f"{source} Lines: 95% intervals.", heads)


def _coded_twice(found: DataFrame) -> Iterator:
    """The findings on how many of all texts two or more people coded, where that is told."""
    for row in of_kind(found, "texts coded twice").itertuples():
        if not row.subject and not withheld(row.x, row.n):
            yield row


def themes(found: DataFrame, codes: DataFrame, of_period: str) -> Iterator[Block]:
    """A table for each question: the people who told of a theme, their share, and how often it was
    mentioned.
    """
    yield Heading("themes-coded", "Themes by question")
    found, names = coded.of_period(found, of_period), labels(codes)
    asked_of = of_kind(found, "people coded")
    yield Paragraphs((_HOW_TO_READ,) * bool(len(asked_of)))
    for place, asked in enumerate(asked_of.itertuples(), 1):
        rows = found[(found[_ASKED] == [getattr(asked, name) for name in _ASKED]).all(axis=1)]
        people = of_kind(rows, "people")
        people = most_first(people, people["x"])
        mentions = of_kind(rows, "mentions").set_index("code")["x"]
        lines = [
            {
                "Theme": names.get(row.code, row.code),
                "People": f"{row.x:,.0f}",
                f"Of {asked.x:,.0f} people coded (95% interval)": share(row),
                "Mentions": f"{mentions[row.code]:,.0f}",
            }
            for row in people.itertuples()
        ]
        notes = (
            (
                "People: those to whose answer at least one coder gave the theme. Mentions: its"
                " passages, as marked by the coder who marked most."
            ),
            *why_dashes(people),
        )
        data = rows[rows["statistic"].isin(["people", "mentions"])]
        yield _table(f"themes-coded-{place}", asked_in(asked), lines, data, notes)


def _table(key: str, caption: str, lines: list[dict], rows: DataFrame, notes, worded=()):
    """A table of findings on what people wrote; the file beside it names no returned rows."""
    data = coded.public(rows)
    return PrintedTable(key, caption, lines, data, tuple(notes), worded)


def together(found: DataFrame, codes: DataFrame, of_period: str) -> Iterator[Block]:
    """A table for each question: the pairs of themes most people told of together, of those that
    may be told.
    """
    yield Heading("themes-together", "Themes that stand together")
    pairs, names = of_kind(coded.of_period(found, of_period), "people with both"), labels(codes)
    for place, (_, every) in enumerate(pairs.groupby(_ASKED, sort=False), 1):
        untold = every["x"].map(withheld) | every["n"].map(withheld)
        rows = most_first(every[~untold], every.loc[~untold, "x"])
        lines = [
            {
                "Theme": names.get(row.code, row.code),
                "With": names.get(row.other, row.other),
                "People with both": f"{row.x:,.0f}",
                "People with either": f"{row.n:,.0f}",
            }
            for row in rows.head(MOST_PAIRS).itertuples()
        ]
        notes = [
            f"Pairs that fewer than {LEAST_PEOPLE} people named are left out. That two themes"
            " stand together does not say that one leads to the other."
        ]
        if untold.any():
            notes.append("So is every pair of which a number is withheld.")
        if len(rows) > MOST_PAIRS:
            more = count(len(rows) - MOST_PAIRS, "further pair")
            notes.append(f"{more} in the table's file.")
        caption = f"Pairs of themes in the answers of the same people: {asked_in(every.iloc[0])}"
        if rows.empty:
            yield Paragraphs((f"{caption}. Every number is withheld.",))
        yield _table(f"themes-together-{place}", caption, lines, rows, notes, ("With",))


def agreement(found: DataFrame, codes: DataFrame, of_period: str) -> Iterator[Block]:
    """How far coders agree on each theme: beside the report, and no gate to it."""
    yield Heading("themes-agreement", "How far coders agree")
    found, names = coded.of_period(found, of_period), labels(codes)
    rows, given = of_kind(found, "agreement"), of_kind(found, "texts given the code")
    given = given.set_index("subject")
    none = rows[rows["refused"].ne("") & ~rows["n"].map(withheld)]
    lines = [
        {
            "Theme": names.get(row.code, row.code),
            "Texts coded twice": f"{given['n'][row.subject]:,.0f}",
            "Theme given in": f"{given['x'][row.subject]:,.0f}",
            "Alpha (95% interval)": _alpha(row),
        }
        for row in rows.itertuples()
    ]
    notes = (
        *(
            f"{row.x:,.0f} of {row.n:,.0f} coded texts were coded by two or more named people."
            for row in _coded_twice(found)
        ),
        *(
            f"{titled(note)} ({listed([names.get(code, code) for code in of_note['code']])})."
            for note, of_note in rows[rows["estimate"].notna() & rows["note"].ne("")].groupby(
                "note", sort=False
            )
        ),
        (
            "Krippendorff's alpha is 1 where all agree and 0 where they agree no more than chance"
            " would have it. Where a theme is rare a single text moves it far."
        ),
        *(f"–: {note}." for note in none["note"].unique()),
        _AID,
    )
    caption = "How far coders agree on each theme"
    data = of_kind(found, "agreement", "texts given the code")
    yield _table("themes-agreement", caption, lines, data, notes)


def balance(found: DataFrame, of_period: str) -> Paragraphs:
    """How many of the usable quotes stand for the findings they illustrate, and how many against."""
    found = coded.of_period(found, of_period)
    rows, back = of_kind(found, "quotes"), of_kind(found, "quotes that cannot be printed")
    usable = rows["x"].sum()
    if rows.empty:
        return Paragraphs(())
    counts = listed(
        [f"{row.x:.0f} {row.code}" for row in rows.itertuples() if row.x or row.code in LEANINGS]
    )
    kept_back = " ".join(
        "Others cannot be printed; how many is withheld."
        if withheld(row.x)
        else f"{row.x:.0f} of {row.x + usable:.0f} quotes received cannot be printed."
        for row in back.itertuples()
        if withheld(row.x) or row.x
    )
    return Paragraphs((f"**Balance of the quotes.** {counts}. {kept_back}".strip(),))


def quotes(rows: DataFrame, found: DataFrame, of_period: str) -> Iterator[Block]:
    """How the quotes are balanced, the usable ones by what they do to the finding, and why the
    others are not here.
    """
    yield Heading("themes-quotes", "In people's words")
    yield balance(found, of_period)
    rows = rows[rows["period"] == of_period]
    usable, waiting = cleared(rows[rows["usable"] == "yes"], "text")
    for leaning in (*LEANINGS, ""):
        leaning_so = usable[usable["leaning"] == leaning]
        if len(leaning_so):
            name = leaning or "not stated"
            yield Heading(f"themes-quotes-{name.replace(' ', '-')}", name.capitalize(), level=3)
            yield Paragraphs(tuple(quoted(quote) for _, quote in leaning_so.iterrows()))
    yield Paragraphs(still_waiting(waiting, "quote"))
    yield _kept_back(of_kind(coded.of_period(found, of_period), "quotes kept back"))


def _kept_back(rows: DataFrame) -> PrintedTable | Paragraphs:
    """Why quotes cannot be printed, and how many; the reasons alone where a number is withheld."""
    if rows["x"].map(withheld).any():
        return Paragraphs((f"Why quotes cannot be printed: {'; '.join(rows['code'])}. {_SEVERAL}",))
    lines = [{"Why not": titled(row.code), "Quotes": f"{row.x:.0f}"} for row in rows.itertuples()]
    caption = "Quotes that cannot be printed, by reason"
    return _table("themes-quotes-kept-back", caption, lines, rows, (_SEVERAL,))


def quoted(quote: Series) -> str:
    """A quote in Markdown with what stands under it. ValueError for one that may not be printed."""
    if quote["usable"] != "yes":
        raise ValueError(f"quote {quote['quote']} may not be printed: {quote['why_not']}")
    text, under = (plain(quote[name]) for name in ("text", "attribute"))
    return f"> “{text.strip('“”')}” ({under})"


def labels(codes: DataFrame) -> dict[str, str]:
    """The name of each code by its key; its key where two codes share a name."""
    names = codes.drop_duplicates("code").set_index("code")["name"]
    return names.mask(names.duplicated(keep=False), names.index.to_series()).to_dict()


def _alpha(row) -> str:
    if withheld(row.n, row.estimate, row.low, row.high):
        return SYMBOL
    if pd.isna(row.estimate):
        return "–"
    ends = "" if pd.isna(row.low) else f" ({row.low:.2f}{NBSP}to{NBSP}{row.high:.2f})"
    return f"{row.estimate:.2f}{ends}".replace("-", "−")
