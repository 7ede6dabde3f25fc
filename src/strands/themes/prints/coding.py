"""Coded open answers as printed: people and mentions told apart, agreement as an aid, and quotes
that may be used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.declare.periods import period
from analysis.show import words
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable, plain
from strands.themes.declares.coding import LEANINGS, LEAST_PEOPLE
from strands.themes.prints.coded import asked_in, counted, of_kind, share, why_dashes, with_counts

# More lines than this are a wall: the rest is in the table's file.
MOST_PAIRS = 6
_AID = (
    "Agreement is told as an aid to talking about a theme and is no condition for printing it: two"
    " people may read an answer in two ways for good reasons."
)


def opening(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """The first screen: how much was coded, by how many eyes, and what a share here is a share of."""
    here = found[found["period"] == of_period]
    if here.empty:
        return Paragraphs(
            ("**Not received.** No coded answers came for this period.",), box="keyfinding"
        )
    coded, double = of_kind(here, "people coded"), of_kind(here, "texts coded twice")
    texts = (
        f"**What was coded.** Answers to {words.count(len(coded), 'question')} in"
        f" {period(of_period).label}. "
        + " ".join(
            f"Of {words.count(n, 'text')} two or more people coded {count}."
            for count, n in counted(double)
        ),
        (
            "**How to read it.** A share is of the people whose answer to that question was coded."
            " A person counts once, however often they say a thing; mentions count every time."
        ),
        (
            "**What may not be said.** People were not asked about each theme. Those who leave one"
            " out may think so too."
        ),
    )
    return Paragraphs(texts if len(coded) else texts[:0], box="keyfinding")


def themes(found: pd.DataFrame, codes: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """A table for each question: the people who told of a theme, their share, and how often it was
    mentioned.
    """
    yield Heading("themes-coded", "Themes by question")
    here, named = found[found["period"] == of_period], labels(codes)
    for place, asked in enumerate(of_kind(here, "people coded").itertuples(), 1):
        mine = here[
            (
                here[["survey", "wave", "question"]] == [asked.survey, asked.wave, asked.question]
            ).all(axis=1)
        ]
        people, mentions = (
            of_kind(mine, "people"),
            of_kind(mine, "mentions").set_index("code")["count"],
        )
        head = f"Of {asked.count:,} people coded (95% interval)"
        lines = [
            {
                "Theme": _label(named, row.code),
                "People": f"{count:,}",
                head: share(row),
                "Mentions": f"{mentions[row.code]:,}",
            }
            for row, (count, _) in zip(people.itertuples(), counted(people), strict=True)
        ]
        notes = (
            (
                "People: those to whose answer at least one coder gave the theme. Mentions: its"
                " passages, as marked by the coder who marked most."
            ),
            *why_dashes(people),
        )
        data = mine[mine["statistic"].isin(["people", "mentions"])].drop(columns="rows")
        yield PrintedTable(
            f"themes-coded-{place}", asked_in(asked), pd.DataFrame(lines), data, notes
        )


def together(found: pd.DataFrame, codes: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """A table for each question: the pairs of themes most people told of together."""
    yield Heading("themes-together", "Themes that stand together")
    pairs, named = of_kind(found[found["period"] == of_period], "people with both"), labels(codes)
    for place, (_, mine) in enumerate(pairs.groupby(["survey", "wave", "question"], sort=False), 1):
        mine = mine.sort_values("count", ascending=False, kind="stable")
        shown = mine.head(MOST_PAIRS)
        lines = [
            {
                "Theme": _label(named, row.code),
                "With": _label(named, row.other),
                "People with both": f"{count:,}",
                "People with either": f"{n:,}",
            }
            for row, (count, n) in zip(*with_counts(shown), strict=True)
        ]
        more = len(mine) - len(shown)
        notes = (
            (
                f"Pairs that fewer than {LEAST_PEOPLE} people told of are left out. That two themes"
                " stand together does not say that one leads to the other."
            ),
            *([f"{words.count(more, 'further pair')} in the table's file."] if more else []),
        )
        title = f"Pairs of themes in the answers of the same people: {asked_in(mine.iloc[0])}"
        yield PrintedTable(
            f"themes-together-{place}",
            title,
            pd.DataFrame(lines),
            mine.drop(columns="rows"),
            notes,
            ("With",),
        )


def agreement(found: pd.DataFrame, codes: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """How far coders agree on each theme: beside the report, and no gate to it."""
    yield Heading("themes-agreement", "How far coders agree")
    here, named = found[found["period"] == of_period], labels(codes)
    double, rows = of_kind(here, "texts coded twice"), of_kind(here, "agreement")
    lines = [
        {
            "Theme": _label(named, row.code),
            "Texts coded twice": f"{n:,}",
            "Theme given in": f"{count:,}",
            "Alpha (95% interval)": _alpha(row),
        }
        for row, (count, n) in zip(rows.itertuples(), counted(rows), strict=True)
    ]
    notes = (
        *(
            f"{count:,} of {n:,} coded texts were coded by two or more named people."
            for count, n in counted(double)
        ),
        (
            "Krippendorff's alpha is 1 where all agree and 0 where they agree no more than chance"
            " would have it. Where a theme is rare a single text moves it far."
        ),
        *(f"–: {note}." for note in rows.loc[rows["estimate"].isna(), "note"].unique()),
        _AID,
    )
    yield PrintedTable(
        "themes-agreement",
        "Agreement between coders, an aid and no gate",
        pd.DataFrame(lines),
        rows.drop(columns="rows"),
        notes,
    )


def balance(found: pd.DataFrame, of_period: str) -> Paragraphs:
    """How many of the usable quotes stand for the findings they illustrate, and how many against."""
    here = found[found["period"] == of_period]
    rows, back = of_kind(here, "quotes"), of_kind(here, "quotes that cannot be printed")
    if not len(rows):
        return Paragraphs(())
    told = words.listed(
        [
            f"{count} {row.code}"
            for row, (count, _) in zip(*with_counts(rows), strict=True)
            if count or row.code in LEANINGS
        ]
    )
    kept = " ".join(
        f"{count} of {n} quotes received cannot be printed." for count, n in counted(back) if count
    )
    return Paragraphs((f"**Balance of the quotes.** {told}. {kept}".strip(),))


def quotes(rows: pd.DataFrame, found: pd.DataFrame, of_period: str) -> Iterator[Block]:
    """How the quotes are balanced, the usable ones by what they do to the finding, and why the
    others are not here.
    """
    yield Heading("themes-quotes", "In people's words")
    yield balance(found, of_period)
    here = rows[rows["period"] == of_period]
    usable, others = here[here["usable"] == "yes"], here[here["usable"] != "yes"]
    for leaning in (*LEANINGS, ""):
        mine = usable[usable["leaning"] == leaning]
        if len(mine):
            said = leaning or "not stated"
            yield Heading(f"themes-quotes-{said.replace(' ', '-')}", said.capitalize(), level=3)
            yield Paragraphs(tuple(quoted(row) for _, row in mine.iterrows()))
    reasons = others["why_not"].str.split("; ").explode().value_counts(sort=False)
    lines = [
        {"Why not": words.sentence(why).rstrip("."), "Quotes": f"{count}"}
        for why, count in reasons.items()
    ]
    data = reasons.rename_axis("why_not").reset_index(name="quotes")
    yield PrintedTable(
        "themes-quotes-kept-back",
        "Quotes that cannot be printed, by reason",
        pd.DataFrame(lines),
        data,
        ("A quote may have several reasons.",),
    )


def quoted(quote: pd.Series) -> str:
    """A quote in Markdown with what stands under it. ValueError for one that may not be printed."""
    if quote["usable"] != "yes":
        raise ValueError(f"quote {quote['quote']} may not be printed: {quote['why_not']}")
    text, under = (plain(quote[name]).replace("&", "\\&") for name in ("text", "attribute"))
    return f"> “{text.strip('“”')}” ({under})"


def labels(codes: pd.DataFrame) -> dict[str, str]:
    """The name of each code by its key; its key where two codes share a name."""
    names = codes.drop_duplicates("code").set_index("code")["name"]
    return names.mask(names.duplicated(keep=False), names.index.to_series()).to_dict()


def _label(named: Mapping[str, str], code: str) -> str:
    return named.get(code, code)


def _alpha(row) -> str:
    if pd.isna(row.estimate):
        return "–"
    return f"{row.estimate:.2f} ({row.low:.2f}{words.NBSP}to{words.NBSP}{row.high:.2f})".replace(
        "-", "−"
    )
