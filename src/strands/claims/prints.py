"""The statements checked, as printed: how many hold, each with what the data say, and the rules
that checked them.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame, Series

from analysis.declare.claims import (
    FAILS,
    FIGURE,
    HOLDS,
    LACKING,
    MATTERS,
    OF_SEVERAL,
    PARTS,
    VERDICTS,
    WORST_FIRST,
)
from analysis.declare.glossary import in_full
from analysis.declare.outcomes import wanted
from analysis.declare.traced import Told, all_of, how_many, statement_key, untraced
from analysis.declare.words import count, listed, titled
from analysis.show.figures import LINE, PAGE, STILL
from analysis.show.panels import grid
from analysis.show.printed import Block, Heading, Paragraphs, PrintedFigure, PrintedTable
from analysis.show.printed import opening as opened

# Of a part of the statements: the table of what does not hold, and the table of what does.
_WRONG = {
    MATTERS: ("claims-not-borne-out", "Statements that the data contradict or leave open"),
    FIGURE: ("claims-slips", "Slips to correct"),
}
# Over a bar chart: of one statement, and of several.
_BRIEFLY = {
    MATTERS: ("that matters", "that matter"),
    FIGURE: ("sum or name", "sums and names"),
    LACKING: ("that lacks data", "that lack data"),
}
_RIGHT = {
    MATTERS: ("claims-borne-out", "Statements that the data bear out"),
    FIGURE: ("claims-right", f"{PARTS[FIGURE]} that are right"),
}


def opening(checked: DataFrame, stated: int) -> Paragraphs:
    """The first screen: how many of the statements were checked and what came of them."""
    if stated and checked.empty:
        return opened(
            none="Statements are checked in the internal edition alone: a verdict on one could tell a"
            " number that is withheld."
        )
    if checked.empty:
        return opened(none="No statements were entered for this period.")
    often = _often(checked)
    matter, figures, lacking = _of_parts(checked)
    told = _told(checked)
    slips = how_many(told[(checked["part"] == FIGURE) & (told != HOLDS)])
    came = listed(
        [
            f"{number} {says if number > 1 else verdict}"
            for verdict, says in OF_SEVERAL.items()
            if (number := often.loc[MATTERS, verdict])
        ]
    )
    right = often.loc[FIGURE, HOLDS]
    return opened(
        (
            f"**What came of it.** Of {count(how_many(told), 'published statement')} checked by"
            f" rule, {matter} matter to a reader: {came}. {figures} are sums, names"
            f" or references: {right} are right, and {slips} are to be corrected."
            f" {lacking} need data that were not received (@tbl:claims-verdicts says what each verdict"
            " means)."
        ),
        finding=_finding(checked),
        limits=(
            "What happened beyond the numbers received: a statement that cannot be tested may well be"
            " true, and one that does not hold may be a slip of the pen."
        ),
    )


def _often(checked: DataFrame) -> DataFrame:
    """How many statements of each part, a row each, came to each verdict."""
    told, parts = _told(checked), checked["part"]
    rows = {
        part: [how_many(told[(parts == part) & (told == verdict)]) for verdict in VERDICTS]
        for part in PARTS
    }
    return DataFrame.from_dict(rows, orient="index", columns=[*VERDICTS], dtype=object)


def _of_parts(checked: DataFrame) -> list[int]:
    """How many statements each part has."""
    told = _told(checked)
    return [how_many(told[checked["part"] == part]) for part in PARTS]


def _told(checked: DataFrame) -> Series:
    """The verdicts, each of its statement."""
    told = map(Told, checked["verdict"], map(statement_key, checked["id"]))
    return Series([*told], index=checked.index, dtype=object)


def _finding(checked: DataFrame) -> str:
    """How many statements that matter the data bear out and how many they contradict; where none
    matters, what came of the others.
    """
    often = _often(checked)
    matter, figures, lacking = _of_parts(checked)
    out, against = often.loc[MATTERS, [HOLDS, FAILS]]
    if matter:
        said = count(matter, "statement that matters", "statements that matter")
        told = _told(checked[checked["part"] == MATTERS])
        left = how_many(told[~told.isin([HOLDS, FAILS])])
        return f"of {said} to a reader the data bear out {out}, contradict {against} and leave {left} open"
    if figures:
        told = count(figures, "sum, name or reference", "sums, names and references")
        return f"of {told} {count(often.loc[FIGURE, HOLDS], 'is', 'are')} right"
    return f"nobody can test any of {count(lacking, 'statement')}"


def figure(checked: DataFrame, source: str) -> Iterator[PrintedFigure]:
    """How many statements of each part came to each verdict; nothing where none was checked."""
    often = _often(checked)
    often = often[often.any(axis=1)]
    if often.empty:
        return
    named = often.rename(PARTS).rename_axis(index="Kind", columns="Verdict").map("{}".format)
    drawn = named.stack().rename("Statements").reset_index()
    parts = [f"{part}: {', '.join(row.index + ' ' + row)}" for part, row in named.iterrows()]
    draw = partial(_bars, untraced(often).astype(int), source)
    title, alt = titled(_finding(checked)), f"Bars. {'; '.join(parts)}."
    yield PrintedFigure("claims-by-verdict", title, alt, draw, drawn)


def _bars(often: DataFrame, source: str, wide: float = PAGE) -> Figure:
    """A bar a verdict, a panel a part, on one axis."""

    def draw(axis: Axes, part: str) -> None:
        color = LINE if part == MATTERS else STILL
        axis.bar_label(axis.barh(often.columns, often.loc[part], color=color), padding=3)
        axis.set(
            xlim=(0, 1.15 * often.max(axis=None)), ylim=(len(often.columns) - 0.4, -0.6), xticks=[]
        )
        sns.despine(ax=axis, bottom=True)

    panels = {part: count(number, *_BRIEFLY[part]) for part, number in often.sum(axis=1).items()}
    look = {"across": len(panels), "high": 1.2, "share_y": True, "quiet": [FIGURE, LACKING]}
    return grid(panels, draw, source, wide=wide, **look)


def meanings(checked: DataFrame) -> PrintedTable:
    """What each verdict means, and how many statements came to it."""
    told = _told(checked)
    rows = DataFrame(
        {
            "Verdict": [verdict.capitalize() for verdict in VERDICTS],
            "Means": VERDICTS.values(),
            "Statements": [f"{how_many(told[told == verdict])}" for verdict in VERDICTS],
        }
    )
    cells = rows.iloc[:0] if checked.empty else rows
    return PrintedTable("claims-verdicts", "What a verdict means", cells, rows, words=("Means",))


def statements(checked: DataFrame, titles: Mapping[str, str]) -> Iterator[Block]:
    """The statements in three parts: those that matter to a reader, first what the data do not bear
    out; of sums, names and references first what is to be corrected; those that lack data, by
    strand.
    """
    for part, title in PARTS.items():
        of_part = checked[checked["part"] == part]
        if len(of_part):
            yield Heading(f"claims-{part}", title)
            yield from (
                _by_strand(of_part, titles) if part == LACKING else _by_verdict(of_part, part)
            )


def _by_verdict(of_part: DataFrame, part: str) -> Iterator[PrintedTable]:
    """What holds after all else, of which the worst comes first."""
    places = of_part["verdict"].map({verdict: place for place, verdict in enumerate(WORST_FIRST)})
    ordered = of_part.loc[places.sort_values(kind="stable").index]
    holds = ordered["verdict"] == HOLDS
    yield _table(*_WRONG[part], ordered[~holds])
    yield _table(*_RIGHT[part], ordered[holds])


def _by_strand(of_part: DataFrame, titles: Mapping[str, str]) -> Iterator[PrintedTable]:
    held = {key: f"{title[0].lower()}{title[1:]}" for key, title in titles.items()}
    strands = of_part["strand"].where(of_part["strand"].isin(held), "other")
    for strand, name in {**held, "other": "things no data were collected on"}.items():
        if (of_strand := of_part[strands == strand]).size:
            yield _table(f"claims-{LACKING}-{strand}", f"Statements on {name}", of_strand)


def _table(key: str, caption: str, checked: DataFrame) -> PrintedTable:
    said = zip(checked["found"], checked["id"], strict=True)
    found = [all_of(words, statement_key(one)) for words, one in said]
    cells = DataFrame(
        {
            "Statement": checked["id"],
            "It says": checked["says"] + " (" + checked["place"] + ")",
            "The data say": found,
            "Verdict": checked["verdict"],
        }
    )
    notes = tuple(in_full(checked["found"]))
    return PrintedTable(key, caption, cells, checked, notes, tuple(cells.columns[1:]))


def rules(described: Iterable[tuple[str, str, str]], checked: DataFrame) -> PrintedTable:
    """The vocabulary, for who writes a claims file and for no section: each rule with its
    arguments, what it asks, and how many statements it checked.
    """
    used = checked["rule"].value_counts()
    lines = [(name, asks, arguments, f"{used.get(name, 0)}") for name, arguments, asks in described]
    table = DataFrame(lines, columns=["Rule", "It holds where", "Arguments", "Used"])
    return PrintedTable(
        "claims-rules",
        "Every rule a statement can be checked by",
        table,
        table,
        ("Arguments in brackets may be left out.",),
        ("It holds where", "Arguments"),
    )


def glance(checked: DataFrame) -> Iterator[dict]:
    """What the first page takes from here: published statements that need data."""
    lacking = (checked["part"] == LACKING).sum()
    if lacking:
        yield wanted(
            "claims/lacking", f"Data on {count(lacking, 'published statement')} nobody can test"
        )
