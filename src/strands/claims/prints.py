"""The statements checked, as printed: how many hold, each with what the data say, and the rules
that checked them.
"""

from collections.abc import Iterable, Iterator, Mapping

from pandas import DataFrame, Series

from analysis.declare.claims import OF_SEVERAL, VERDICTS
from analysis.declare.words import count, listed
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.printed import opening as opened


def opening(checked: DataFrame) -> Paragraphs:
    """The first screen: how many statements were checked and what came of them."""
    if checked.empty:
        return opened(none="No statements were entered for this period.")
    often = _often(checked)
    came = listed([f"{often[verdict]} {says}" for verdict, says in OF_SEVERAL.items()])
    return opened(
        (
            f"**What came of it.** Of {count(len(checked), 'published statement')} checked by"
            f" rule, {came}."
        ),
        (
            "**What this is not.** It says what the numbers held here can bear out, not what"
            " happened. A statement that cannot be tested may well be true, and one that does not"
            " hold may be a slip of the pen."
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
    """The statements of each strand under a heading of its own, in the order they were entered."""
    for strand, title in titles.items():
        of_strand = checked[checked["strand"] == strand]
        yield Heading(f"claims-{strand}", title)
        yield _table(f"claims-{strand}", f"Statements on {title[0].lower()}{title[1:]}", of_strand)
    other = checked[~checked["strand"].isin(titles)]
    yield Heading("claims-other", "What no strand holds")
    yield _table("claims-other", "Statements on what no strand holds", other)


def _table(key: str, caption: str, checked: DataFrame) -> PrintedTable:
    cells = DataFrame(
        {
            "Statement": checked["id"],
            "It says": checked["says"] + " (" + checked["place"] + ")",
            "The data say": checked["found"],
            "Verdict": checked["verdict"],
        }
    )
    return PrintedTable(key, caption, cells, checked, words=tuple(cells.columns[1:]))


def rules(described: Iterable[tuple[str, str, str]], checked: DataFrame) -> Iterator[Block]:
    """The vocabulary: each rule with its arguments, what it asks, and how many statements it
    checked.
    """
    if checked.empty:
        return
    used = checked["rule"].value_counts()
    lines = [(name, asks, arguments, f"{used.get(name, 0)}") for name, arguments, asks in described]
    table = DataFrame(lines, columns=["Rule", "It holds where", "Arguments", "Used"])
    yield Heading("claims-rules", "The rules")
    yield PrintedTable(
        "claims-rules",
        "Every rule a statement can be checked by",
        table,
        table,
        ("Arguments in brackets may be left out.",),
        ("It holds where", "Arguments"),
    )
