"""Agreement of two readers of the same case as printed: a sentence a borough and version, and a
table.
"""

from collections.abc import Iterator

import pandas as pd
from pandas import DataFrame, Series

from analysis.declare.boroughs import borough_name
from analysis.declare.finding import with_parts
from analysis.declare.sampling import EVIDENCED, ORDERED
from analysis.show import words
from analysis.show.lookup import index
from analysis.show.printed import Block, Heading, Paragraphs, PrintedTable
from analysis.show.refusals import reason
from analysis.show.shares import x_of_n
from strands.checklist.declares import ALL_ITEMS, ITEMS
from strands.checklist.prints.halves import is_coarser

_KAPPA, _SAME = "agreement: weighted kappa", "agreement: same answer"
_CASES, _ONE_NA = "agreement: cases", "agreement: n/a by one reader alone"
_GIVEN = {answer: f"agreement: prevalence, {answer}" for answer in ORDERED}
_NOTES = (
    (
        "Weighted kappa: 1 is full agreement, 0 what chance alone gives; a near miss counts as half"
        " a disagreement. It is low where one answer is much commoner than the others, however well"
        " readers agree; so the answers of both stand beside it. n/a is in no order and is left"
        " out."
    ),
    (
        "Over all items kappa also counts that some items are evidenced more often than others; it"
        " is no mean of the items. Items without a line, and those with –, have too few pairs."
    ),
)


def agreement(found: DataFrame) -> Iterator[Block]:
    """How far two readers of a case agree, and what so many cases can tell; item by item where
    there are enough; nothing where counts of answers are left out.
    """
    if is_coarser(found):
        return
    is_meant = found["statistic"].isin((_KAPPA, _SAME, _CASES, _ONE_NA, *_GIVEN.values()))
    rows = with_parts(found[is_meant], "item", "version")
    lines, sentences, printed = [], [], [rows[:0]]
    for (borough, version), of_version in rows.groupby(["borough", "version"], sort=False):
        name = f"{borough_name(borough)}, version {version}"
        for item, of_item in of_version.groupby("item", sort=False):
            by_statistic = index(of_item)
            if item == ALL_ITEMS:
                sentences.append(f"**{name}.** {_sentence(by_statistic)}")
            elif pd.isna(by_statistic[_KAPPA]["estimate"]):
                continue
            whose = {"Borough and version": name, "Item": ITEMS.get(item, "All items")}
            lines.append(whose | _agreed(by_statistic))
            printed.append(of_item)
    if len(found) and not sentences:
        sentences.append(
            "No case was read by two readers, so nothing tells whether another would have answered"
            " alike."
        )
    yield Heading("checklist-agreement", "Whether two readers agree")
    yield Paragraphs(tuple(sentences))
    yield PrintedTable(
        "checklist-agreement",
        "Agreement of two readers of the same case",
        lines,
        pd.concat(printed).drop(columns=["item", "version"]),
        _NOTES,
        ("Item",),
    )


def _agreed(by_statistic: dict[str, Series]) -> dict[str, str]:
    given = [f"{by_statistic[_GIVEN[answer]]['x']:.0f}" for answer in reversed(ORDERED)]
    return {
        "Cases": f"{by_statistic[_CASES]['x']:.0f}",
        "Same answer": x_of_n(by_statistic[_SAME]),
        "Weighted kappa": _kappa(by_statistic[_KAPPA]),
        "Evidenced, partly, not": ", ".join(given),
    }


def _kappa(row: Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    if pd.isna(row["low"]):
        return _two(row["estimate"])
    return f"{_two(row['estimate'])} ({_two(row['low'])} to{words.NBSP}{_two(row['high'])})"


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _sentence(by_statistic: dict[str, Series]) -> str:
    """One rule: what the pairs are in line with, or why they tell nothing."""
    kappa, same, one_na = (by_statistic[name] for name in (_KAPPA, _SAME, _ONE_NA))
    begin = (
        f"On {words.count(by_statistic[_CASES]['x'], 'case')} two readers gave the same answer in"
        f" {same['x']:.0f} of {same['n']:.0f} pairs of answers, and one reader alone said"
        f" {EVIDENCED['na']} in {one_na['x']:.0f} of {one_na['n']:.0f}."
    )
    if kappa["refused"]:
        return f"{begin} {words.sentence(reason(kappa))}"
    if pd.isna(kappa["low"]):
        return f"{begin} {words.sentence(kappa['note'])}"
    beyond = "" if kappa["low"] > 0 else ", so their agreement could be chance"
    return (
        f"{begin} Cases this few are in line with a kappa from {_two(kappa['low'])} to"
        f" {_two(kappa['high'])}{beyond}."
    )
