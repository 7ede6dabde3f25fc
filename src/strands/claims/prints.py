"""The statements checked, as printed: how many hold, each with what the data say, and the rules
that checked them.
"""

from collections.abc import Iterable, Iterator, Mapping

from pandas import DataFrame, Series

from analysis.declare.claims import (
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
from analysis.declare.words import count, listed
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.printed import opening as opened

# Of a part of the statements: the table of what does not hold, and the table of what does.
_WRONG = {
    MATTERS: ("claims-not-borne-out", "Statements that the data do not bear out"),
    FIGURE: ("claims-slips", "Slips to correct"),
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
    of = {part: checked[checked["part"] == part] for part in PARTS}
    often = _often(of[MATTERS])
    came = listed(
        [
            f"{often[one]} {says if often[one] > 1 else one}"
            for one, says in OF_SEVERAL.items()
            if often[one]
        ]
    )
    right = (of[FIGURE]["verdict"] == HOLDS).sum()
    return opened(
        (
            f"**What came of it.** Of {count(len(checked), 'published statement')} checked by"
            f" rule, {len(of[MATTERS])} matter to a reader: {came}. {len(of[FIGURE])} are sums, names"
            f" or references: {right} are right, and {len(of[FIGURE]) - right} are to be corrected."
            f" {len(of[LACKING])} need data that were not received."
        ),
        (
            "**What this cannot tell.** What happened: only what the numbers received can bear out."
            " A statement that cannot be tested may well be true, and one that does not hold may be"
            " a slip of the pen."
        ),
    )


def _often(checked: DataFrame) -> Series:
    """How many statements came to each verdict."""
    return checked["verdict"].value_counts().reindex(list(VERDICTS), fill_value=0)


def meanings(checked: DataFrame) -> PrintedTable:
    """What each verdict means, and how many statements came to it."""
    rows = DataFrame(
        {
            "Verdict": [verdict.capitalize() for verdict in VERDICTS],
            "Means": VERDICTS.values(),
            "Statements": _often(checked).astype("str").to_list(),
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
    cells = DataFrame(
        {
            "Statement": checked["id"],
            "It says": checked["says"] + " (" + checked["place"] + ")",
            "The data say": checked["found"],
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
